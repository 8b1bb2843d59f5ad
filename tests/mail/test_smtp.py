"""Mail to a real SMTP server: over TLS or not at all, refusals told by their number, each mail once."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mail import Mail, NotSent
from mail.smtp import SmtpWay
from settings.mail import Security, SmtpServer
from tests.conftest import free_port
from tests.smtp_server import PASSWORD, SENDER, USER, Taker, certificate, serving

MAIL = Mail(
    "officer@sendiass.example",
    "Inforights: reminders of Thursday 26 November 2026",
    "DER-2026-0001 is due today – act.\n",
    "7b1d@sendiass.example",
    datetime(2026, 11, 26, 7, 30, tzinfo=UTC),
)


def plain(port: int) -> SmtpServer:
    """The settings of a server on this machine."""
    return SmtpServer("127.0.0.1", port, Security.PLAIN, SENDER)


def test_a_mail_arrives_as_it_was_written() -> None:
    """Design, 4: references and dates alone; and no holiday notice answers it (RFC 3834 section 5)."""
    with serving(Taker()) as server, SmtpWay(plain(server.port)) as way:
        way.send(MAIL)
    ((to, message),) = server.taken
    assert (to, str(message["To"]), str(message["From"])) == (MAIL.to, MAIL.to, SENDER)
    assert str(message["Subject"]) == MAIL.subject
    assert message["Message-ID"] == "<7b1d@sendiass.example>"
    assert message["Date"].datetime == MAIL.made_at
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Inforights"] == "1"
    assert message.get_content().splitlines() == MAIL.text.splitlines()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_what_is_said_to_a_server_is_secret(tmp_path: Path, security: Security) -> None:
    """UK GDPR Art 32: TLS from the first byte or before anything is said, by a certificate that is checked."""
    ca, context = certificate(tmp_path)
    starts = security is Security.STARTTLS
    with serving(Taker(), context=context, starttls=starts) as server:
        user = {"user": USER, "password": PASSWORD} if starts else {}
        found = SmtpServer("localhost", server.port, security, SENDER, ca=str(ca), **user)
        with SmtpWay(found) as way:
            way.send(MAIL)
        assert len(server.taken) == 1
        with SmtpWay(replace(found, ca=None)) as way, pytest.raises(NotSent, match="certificate") as refused:
            way.send(MAIL)
        assert refused.value.nobody
        with SmtpWay(replace(found, host="127.0.0.1")) as way, pytest.raises(NotSent, match="certificate"):
            way.send(MAIL)
    assert len(server.taken) == 1


def test_a_server_without_tls_is_told_nothing() -> None:
    """UK GDPR Art 32: where TLS is set and not to be had, neither a password nor a mail is sent."""
    with serving(Taker()) as server:
        found = replace(plain(server.port), security=Security.STARTTLS, user=USER, password=PASSWORD)
        with SmtpWay(found) as way, pytest.raises(NotSent, match="does not offer what is set"):
            way.send(MAIL)
    assert server.taken == []


def test_a_wrong_password_is_told_of(tmp_path: Path) -> None:
    """Nothing can be sent until it is put right: no other mail is tried, and the password is in no text."""
    ca, context = certificate(tmp_path)
    with serving(Taker(), context=context, starttls=True) as server:
        found = SmtpServer("localhost", server.port, Security.STARTTLS, SENDER, USER, "wrong", str(ca))
        with SmtpWay(found) as way, pytest.raises(NotSent, match=r"sign-in \(535\)") as refused:
            way.send(MAIL)
    assert refused.value.nobody
    assert "wrong" not in refused.value.because


@pytest.mark.parametrize(
    ("answer", "for_good", "nobody"),
    [
        ("550 5.1.1 officer@sendiass.example: no such person", True, False),
        ("450 4.2.2 officer@sendiass.example: mailbox full", False, False),
        ("421 4.7.0 too many mails of officer@sendiass.example", False, True),
    ],
)
@pytest.mark.parametrize("stage", ["address", "mail"])
def test_a_refusal_is_its_number(answer: str, stage: str, *, for_good: bool, nobody: bool) -> None:
    """RFC 5321 section 4.2.1: 5xx is for good, 4xx is not; what a server writes beside it may name somebody."""
    taker = Taker(refuse_to={MAIL.to: answer}) if stage == "address" else Taker(refuse_all=answer)
    with serving(taker) as server, SmtpWay(plain(server.port)) as way:
        with pytest.raises(NotSent) as refused:
            way.send(MAIL)
        assert (refused.value.for_good, refused.value.nobody) == (for_good, nobody)
        assert answer[:3] in refused.value.because
        assert "officer" not in refused.value.because
        server.refuse_to, server.refuse_all = {}, None
        way.send(replace(MAIL, message_id="other@sendiass.example"))  # the next one goes, over what is left
    assert server.ids == ["<other@sendiass.example>"]


@pytest.mark.parametrize("host", ["mail..example", "x" * 64 + ".example"])
def test_a_name_that_is_none_is_told_of(host: str) -> None:
    """Every mail waits until it is put right, and says why: no run ends on it."""
    with (
        SmtpWay(replace(plain(25), host=host)) as way,
        pytest.raises(NotSent, match="cannot be sent: check") as refused,
    ):
        way.send(MAIL)
    assert refused.value.nobody


def test_a_password_that_cannot_be_said_is_told_of(tmp_path: Path) -> None:
    """A sign-in is said in ASCII: no run ends on a password that is none, and no text has it."""
    ca, context = certificate(tmp_path)
    with serving(Taker(), context=context, starttls=True) as server:
        found = SmtpServer("localhost", server.port, Security.STARTTLS, SENDER, USER, "öffne dich", str(ca))
        with SmtpWay(found) as way, pytest.raises(NotSent, match="cannot be sent: check them") as refused:
            way.send(MAIL)
    assert refused.value.nobody
    assert refused.value.__suppress_context__
    assert "dich" not in refused.value.because


def test_a_server_that_is_not_there_is_told_of() -> None:
    """It is tried again later, and no other mail of the same run is."""
    with SmtpWay(plain(free_port())) as way, pytest.raises(NotSent, match="cannot be reached") as refused:
        way.send(MAIL)
    assert (refused.value.for_good, refused.value.nobody) == (False, True)


def test_a_server_that_went_away_between_two_mails_is_called_again() -> None:
    """A long run outlasts a connection: the mail for which it broke is tried again, the next one connects anew."""
    taker = Taker()
    with serving(taker) as server:
        way = SmtpWay(plain(server.port))
        way.send(MAIL)
    with pytest.raises(NotSent, match="broke while the mail was sent"):
        way.send(MAIL)
    with serving(taker):
        way.send(MAIL)
        way.__exit__(None, None, None)
    assert taker.ids == ["<7b1d@sendiass.example>"] * 2
