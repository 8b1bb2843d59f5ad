"""A real SMTP server on this machine, which keeps what it takes and refuses what it is told to."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import free_port

USER, PASSWORD = "inforights", "open sesame"
SENDER = "reminders@sendiass.example"


@dataclass
class Taker:
    """What the server does with mail: `refuse_to` and `refuse_all` are answers in place of a yes."""

    port: int = 0
    refuse_to: dict[str, str] = field(default_factory=dict)  # by address, such as "550 no such user"
    refuse_all: str | None = None
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)  # to whom, and what

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Say whether mail for that address is taken."""
        if address in self.refuse_to:
            return self.refuse_to[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        """Keep the mail."""
        if self.refuse_all:
            return self.refuse_all
        assert isinstance(envelope.content, bytes)
        found = cast("EmailMessage", message_from_bytes(envelope.content, policy=default))
        self.taken += [(address, found) for address in envelope.rcpt_tos]
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of all that was taken, in order."""
        return [str(message["Message-ID"]) for _, message in self.taken]


@contextmanager
def serving(taker: Taker, *, context: ssl.SSLContext | None = None, starttls: bool = False) -> Iterator[Taker]:
    """The server, from `with` to its end; with TLS from the first byte, or by STARTTLS and with a sign-in."""
    how: dict[str, Any] = {}
    if context and starttls:
        how = {"tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": _known}
    elif context:
        how = {"ssl_context": context}
    taker.port = taker.port or free_port()
    controller = Controller(taker, hostname="127.0.0.1", port=taker.port, ready_timeout=30, **how)
    controller.start()
    try:
        yield taker
    finally:
        controller.stop()


@contextmanager
def sending(monkeypatch: pytest.MonkeyPatch) -> Iterator[Taker]:
    """The server, by which the installation of a test sends its mail."""
    with serving(Taker()) as taker:
        sends_by(monkeypatch, taker.port)
        yield taker


def sends_by(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Let the installation of a test send its mail to a port of this machine, whoever listens there."""
    monkeypatch.setenv("INFORIGHTS_MAIL_SERVER", f"127.0.0.1:{port}")
    monkeypatch.setenv("INFORIGHTS_MAIL_SECURITY", "plain")
    monkeypatch.setenv("INFORIGHTS_MAIL_FROM", SENDER)


def _known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, ssl.SSLContext]:
    """A certificate for a name, signed by itself: its file, and a context that serves with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / f"{name}.pem", folder / f"{name}.key"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return pem, context
