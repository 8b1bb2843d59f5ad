"""How mail to the service's own people goes out: by a mail server, by GOV.UK Notify, or not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rules.mail_address import is_address
from rules.refusal import Refusal

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PORTS = {"tls": 465, "starttls": 587, "plain": 25}


class MailSettingRefused(Refusal):
    """A setting of the mail cannot be used; says which and what it must be."""


class Security(StrEnum):
    """How the connection to the mail server is kept secret."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"  # before anything is said
    PLAIN = "plain"  # not at all: to this machine only


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server that takes our mail."""

    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password: str = field(default="", repr=False)
    ca: str | None = None  # a file of certificates to trust, of a council's own authority

    @property
    def domain(self) -> str:
        """The domain of the sender, which the Message-IDs bear."""
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Notify:
    """GOV.UK Notify: a key of the service there, and a template with the fields `subject` and `text`."""

    key: str = field(repr=False)
    template: str
    address: str | None = None  # None: Notify's own

    @property
    def domain(self) -> str:
        """What the Message-IDs bear: Notify gives its mail others, and keeps ours as its reference."""
        return "inforights.invalid"


# Name, default, what it is: as in `settings.KNOWN`.
KNOWN: dict[str, tuple[str | None, str]] = {
    "INFORIGHTS_MAIL_SERVER": (None, "the mail server for reminders, as smtp.example.org or smtp.example.org:587"),
    "INFORIGHTS_MAIL_SECURITY": ("starttls", "starttls, tls, or plain for a mail server on this machine"),
    "INFORIGHTS_MAIL_FROM": (None, "the address from which reminders come, such as inforights@example.org"),
    "INFORIGHTS_MAIL_USER": (None, "who signs in to the mail server; nobody unless set"),
    "INFORIGHTS_MAIL_PASSWORD": (None, "the password for it"),
    "INFORIGHTS_MAIL_CA": (None, "a file of certificates to trust, where the mail server's is the council's own"),
    "INFORIGHTS_NOTIFY_KEY": (
        None,
        "a key of GOV.UK Notify, which then sends the reminders in place of a mail server",
    ),
    "INFORIGHTS_NOTIFY_TEMPLATE": (None, "the number of the e-mail template there, with the fields subject and text"),
    "INFORIGHTS_NOTIFY_ADDRESS": (None, "where Notify is; its own address unless set"),
}
SECRET = frozenset({"INFORIGHTS_MAIL_PASSWORD", "INFORIGHTS_NOTIFY_KEY"})


def way_of(values: Mapping[str, str]) -> SmtpServer | Notify | None:
    """The way that is set; None where there is none, and reminders are on the dashboard alone.

    Raises:
        MailSettingRefused
    """
    server, key = (values.get(name) or "" for name in ("INFORIGHTS_MAIL_SERVER", "INFORIGHTS_NOTIFY_KEY"))
    if server and key:
        raise MailSettingRefused("Set INFORIGHTS_MAIL_SERVER or INFORIGHTS_NOTIFY_KEY: reminders go one way.")
    if key:
        return _notify(values, key)
    return _server(values, server) if server else None


def _server(values: Mapping[str, str], server: str) -> SmtpServer:
    word = values.get("INFORIGHTS_MAIL_SECURITY") or Security.STARTTLS
    if word not in set(Security):
        raise MailSettingRefused(f"INFORIGHTS_MAIL_SECURITY must be one of {', '.join(Security)}.")
    security = Security(word)
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+|::1))(?::([0-9]{1,5}))?", server)
    if not found or (found[3] and not 0 < int(found[3]) < 65536):
        raise MailSettingRefused("INFORIGHTS_MAIL_SERVER must be as smtp.example.org or smtp.example.org:587.")
    host = found[1] or found[2]
    if security is Security.PLAIN and host not in _LOOPBACK:
        raise MailSettingRefused(
            "INFORIGHTS_MAIL_SECURITY may be plain only where the mail server is on this machine (UK GDPR Art 32)."
        )
    sender = values.get("INFORIGHTS_MAIL_FROM") or ""
    if not is_address(sender):
        raise MailSettingRefused("INFORIGHTS_MAIL_FROM must be one address, such as inforights@example.org.")
    user, password = (values.get(f"INFORIGHTS_MAIL_{name}") or "" for name in ("USER", "PASSWORD"))
    if bool(user) != bool(password):
        raise MailSettingRefused("INFORIGHTS_MAIL_USER and INFORIGHTS_MAIL_PASSWORD are set both or neither.")
    port = int(found[3] or _PORTS[security])
    return SmtpServer(host, port, security, sender, user or None, password, values.get("INFORIGHTS_MAIL_CA") or None)


def _notify(values: Mapping[str, str], key: str) -> Notify:
    template = values.get("INFORIGHTS_NOTIFY_TEMPLATE") or ""
    if not re.fullmatch(r"[0-9a-fA-F-]{36}", template):
        raise MailSettingRefused("INFORIGHTS_NOTIFY_TEMPLATE must be the number of the template, 36 characters long.")
    if not re.fullmatch(r"\S*[0-9a-fA-F-]{73}", key):
        raise MailSettingRefused("INFORIGHTS_NOTIFY_KEY must be the key as Notify gave it.")
    address = values.get("INFORIGHTS_NOTIFY_ADDRESS") or None
    if address and not re.fullmatch(r"https://\S+|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?", address):
        raise MailSettingRefused("INFORIGHTS_NOTIFY_ADDRESS must begin with https://.")
    return Notify(key, template, address)
