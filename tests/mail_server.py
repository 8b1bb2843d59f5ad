"""A real IMAP server for the tests: Dovecot, on a port of this machine, with whatever user somebody signs in as."""

import imaplib
import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import free_port

PASSWORD = "lantern-orchard-pebble"
_CONFIG = """
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
ssl_cert = <{place}/cert.pem
ssl_key = <{place}/key.pem
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{place}/mail/%u
mail_fsync = never
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={place}/mail/%u
}}
auth_failure_delay = 0 secs
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server, and what somebody with a mail program of their own does there."""

    place: Path
    port: int
    tls_port: int

    def at(self, user: str) -> imaplib.IMAP4:
        """A mail program that is signed in."""
        made = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        made.login(user, PASSWORD)
        return made

    def deliver(self, user: str, content: bytes, received: datetime, folder: str = "INBOX") -> None:
        """A message arrives, as the server took it at a moment."""
        program = self.at(user)
        assert program.append(folder, "", imaplib.Time2Internaldate(received), content)[0] == "OK"
        program.logout()

    def folder(self, user: str, folder: str = "INBOX") -> dict[int, str]:
        """The messages of a folder by their numbers, each with its flags."""
        program = self.at(user)
        found: dict[int, str] = {}
        if program.select(folder, readonly=True)[0] == "OK":
            for line in program.uid("FETCH", "1:*", "(UID FLAGS)")[1]:
                if isinstance(line, bytes):
                    words = line.decode("ascii")
                    found[int(words.split("UID ")[1].split()[0].rstrip(")"))] = words
        program.logout()
        return found

    def make(self, user: str, folder: str) -> None:
        """Somebody makes a folder."""
        program = self.at(user)
        assert program.create(folder)[0] == "OK"
        program.logout()

    def renew(self, user: str) -> None:
        """The folder gets another UIDVALIDITY, as where a mailbox is moved to another machine; all mail stays."""
        numbers = self.place / "mail" / user / "dovecot-uidlist"
        first, _, rest = numbers.read_text("utf-8", "surrogateescape").partition("\n")
        words = [f"V{int(word[1:]) + 1}" if word.startswith("V") else word for word in first.split(" ")]
        numbers.write_text(" ".join(words) + "\n" + rest, "utf-8", "surrogateescape")
        for file in (self.place / "mail" / user).glob("dovecot.index*"):
            file.unlink()

    def sessions(self, user: str) -> list[str]:
        """How the server's own log says that each of somebody's sessions ended."""
        lines = (self.place / "log").read_text(errors="replace").splitlines()
        return [line for line in lines if f"imap({user})" in line and "Disconnected" in line]


def mailbox(server: MailServer, name: str, service: str = "derby", **more: Any) -> dict[str, Any]:
    """An entry of `mailboxes.yaml`: the mailbox of the user who is called as it is."""
    return {
        "name": name, "service": service, "server": "127.0.0.1", "port": server.port, "security": "plain",
        "user": name, "password": PASSWORD,
    } | more  # fmt: skip


def configure(home: Path, *entries: dict[str, Any]) -> None:
    """Write `mailboxes.yaml`."""
    home.mkdir(exist_ok=True)
    file = home / "mailboxes.yaml"
    file.touch(mode=0o600)
    file.write_text(yaml.safe_dump({"mailboxes": list(entries)}), "utf-8")


@contextmanager
def breaking_off(after: str, how: str) -> Iterator[int]:
    """A mail server that answers until a command, and then nothing more, or breaks off. Gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        with suppress(OSError):
            line, _ = listener.accept()
            line.sendall(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
            for command in line.makefile("rb"):
                tag, word = command.split()[:2]
                if word.decode().upper() == after:
                    break
                line.sendall(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")
            if how == "silent":
                line.recv(1)  # until the other gives up
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        thread.join(20)
        listener.close()


def running(place: Path) -> Iterator[MailServer]:
    """The server, from its start to its end."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    if not Path(program).exists():
        pytest.skip("no Dovecot on this machine: install the package dovecot-imapd")
    # Started as root it reads mail as somebody else, which it insists on.
    who = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    group = "nogroup" if os.getuid() == 0 else subprocess.check_output(["id", "-gn"], text=True).strip()
    server = MailServer(place, free_port(), free_port())
    (place / "mail").mkdir()
    if os.getuid() == 0:
        os.chown(place / "mail", who.pw_uid, who.pw_gid)
    _certificate(place)
    config = place / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            place=place, ssl="yes", user=who.pw_name, group=group, uid=who.pw_uid, gid=who.pw_gid,
            password=PASSWORD, port=server.port, tls_port=server.tls_port,
        )
    )  # fmt: skip
    with (place / "said").open("wb") as said:
        process = subprocess.Popen([program, "-F", "-c", config], stdout=said, stderr=said, start_new_session=True)
    try:
        _wait(server, process)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _wait(server: MailServer, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, (server.place / "said").read_text()
        try:
            imaplib.IMAP4("127.0.0.1", server.port, timeout=5).logout()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail((server.place / "said").read_text())


def _certificate(place: Path) -> None:
    """A certificate of an authority of its own, which a mailbox names as `ca`."""
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    keys = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(place / "key.pem"), "-out", str(place / "cert.pem")]
    subprocess.run(["openssl", "req", "-x509", *keys, *subject, *files], check=True, capture_output=True)
