"""The settings of the mail to the service's own people: what is refused, in which words, and no secret shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st

import settings
from rules.refusal import Refusal
from settings.mail import KNOWN, MailSettingRefused, Notify, Security, SmtpServer, way_of

SECRET = "quillmarsh-thistle-91"
NUMBER = "1a2b3c4d-0000-4000-8000-0123456789ab"
KEY = f"board-{NUMBER}-{NUMBER[::-1]}"
SERVER = {"SERVER": "smtp.example.org", "FROM": "inforights@example.org"}
NOTIFY = {"INFORIGHTS_NOTIFY_KEY": KEY, "INFORIGHTS_NOTIFY_TEMPLATE": NUMBER}


def mail(**given: str) -> dict[str, str]:
    """Settings of a mail server, by the last word of their names."""
    return {f"INFORIGHTS_MAIL_{name}": value for name, value in {**SERVER, **given}.items()}


def test_without_a_setting_there_is_no_mail() -> None:
    """Design, 8: reminders are on the dashboard alone where nobody set a way, or set it to nothing."""
    assert way_of({}) is None
    assert way_of(dict.fromkeys(KNOWN, "")) is None


@pytest.mark.parametrize(
    ("given", "host", "port", "security"),
    [
        ({}, "smtp.example.org", 587, Security.STARTTLS),
        ({"SECURITY": ""}, "smtp.example.org", 587, Security.STARTTLS),
        ({"SECURITY": "tls"}, "smtp.example.org", 465, Security.TLS),
        ({"SECURITY": "tls", "SERVER": "smtp.example.org:2465"}, "smtp.example.org", 2465, Security.TLS),
        ({"SERVER": "10.0.0.7:65535"}, "10.0.0.7", 65535, Security.STARTTLS),
        ({"SERVER": "mail"}, "mail", 587, Security.STARTTLS),
        ({"SERVER": "[2001:db8::7]:25"}, "2001:db8::7", 25, Security.STARTTLS),
        ({"SERVER": "[2001:db8::7]"}, "2001:db8::7", 587, Security.STARTTLS),
        ({"SERVER": "localhost", "SECURITY": "plain"}, "localhost", 25, Security.PLAIN),
        ({"SERVER": "127.0.0.1:1025", "SECURITY": "plain"}, "127.0.0.1", 1025, Security.PLAIN),
        ({"SERVER": "::1", "SECURITY": "plain"}, "::1", 25, Security.PLAIN),
        ({"SERVER": "[::1]:1025", "SECURITY": "plain"}, "::1", 1025, Security.PLAIN),
    ],
)
def test_a_mail_server_is_reached_as_it_is_set(
    given: dict[str, str], host: str, port: int, security: Security
) -> None:
    """UK GDPR Art 32: by TLS unless set otherwise, at the usual port for it unless one is named."""
    found = way_of(mail(**given))
    assert isinstance(found, SmtpServer)
    assert (found.host, found.port, found.security) == (host, port, security)
    assert (found.user, found.password, found.ca, found.domain) == (None, "", None, "example.org")


def test_who_signs_in_and_whom_is_trusted() -> None:
    """UK GDPR Art 32: a user with a password, and a council's own certificates."""
    found = way_of(mail(USER="inforights", PASSWORD=SECRET, CA="/etc/council.pem"))
    assert isinstance(found, SmtpServer)
    assert (found.user, found.password, found.ca) == ("inforights", SECRET, "/etc/council.pem")


def test_notify_is_reached_as_it_is_set() -> None:
    """Design, 8: the key and the template of GOV.UK Notify are enough; another address is for trying it out."""
    assert way_of(NOTIFY) == Notify(KEY, NUMBER, None)
    for address in ("https://notify.example.org", "http://127.0.0.1:6011", "http://localhost:6011"):
        assert way_of({**NOTIFY, "INFORIGHTS_NOTIFY_ADDRESS": address}) == Notify(KEY, NUMBER, address)


TO_LOOPBACK = "INFORIGHTS_MAIL_SECURITY may be plain only where the mail server is on this machine (UK GDPR Art 32)."
SHAPE = "INFORIGHTS_MAIL_SERVER must be as smtp.example.org or smtp.example.org:587."
SENDER = "INFORIGHTS_MAIL_FROM must be one address, such as inforights@example.org."
BOTH = "INFORIGHTS_MAIL_USER and INFORIGHTS_MAIL_PASSWORD are set both or neither."
WORDS = "INFORIGHTS_MAIL_SECURITY must be one of tls, starttls, plain."
TEMPLATE = "INFORIGHTS_NOTIFY_TEMPLATE must be the number of the template, 36 characters long."
WHICH_KEY = "INFORIGHTS_NOTIFY_KEY must be the key as Notify gave it."
ADDRESS = "INFORIGHTS_NOTIFY_ADDRESS must begin with https://."
REFUSED = [
    *[(mail(SECURITY="plain", SERVER=server), TO_LOOPBACK) for server in ("smtp.example.org", "10.0.0.7:25")],
    *[(mail(SECURITY="plain", SERVER=server), TO_LOOPBACK) for server in ("localhost.example.org", "127.0.0.1.nip")],
    *[(mail(SECURITY=word), WORDS) for word in ("ssl", "TLS", "none", "plain ", "tls,plain")],
    *[
        (mail(SERVER=server), SHAPE)
        for server in (
            "smtp.example.org:0",
            "smtp.example.org:65536",
            "smtp.example.org:",
            "smtp.example.org:smtp",
            "smtp.example.org:5\u0668\u0667",
            ":587",
            "smtp://smtp.example.org",
            "smtp.example.org/",
            "user@smtp.example.org",
            "smtp.example.org smtp.example.com",
            "smtp.example.org\n",
            "[smtp.example.org]",
            "[::1",
            "smtp.example.org]",
            "2001:db8::7",  # which of these numbers is the port?
        )
    ],
    *[
        (mail(FROM=sender), SENDER)
        for sender in (
            "",
            "inforights",
            "Inforights <inforights@example.org>",
            "one@example.org, two@example.org",
            "inforights@example.org\r\nBcc: two@example.org",
        )
    ],
    (mail(USER="inforights"), BOTH),
    (mail(PASSWORD=SECRET), BOTH),
    ({**mail(), **NOTIFY}, "Set INFORIGHTS_MAIL_SERVER or INFORIGHTS_NOTIFY_KEY: reminders go one way."),
    *[({**NOTIFY, "INFORIGHTS_NOTIFY_TEMPLATE": text}, TEMPLATE) for text in ("", "7", f"{NUMBER}0", f"{NUMBER}\n")],
    *[
        ({**NOTIFY, "INFORIGHTS_NOTIFY_KEY": text}, WHICH_KEY)
        for text in (SECRET, f"{KEY} ", f"{NUMBER}", f"a {KEY}")
    ],
    *[
        ({**NOTIFY, "INFORIGHTS_NOTIFY_ADDRESS": text}, ADDRESS)
        for text in (
            "http://notify.example.org",
            "http://localhost.example.org",
            "http://127.0.0.1@example.org",
            "notify.example.org",
            "https://",
            "ftp://localhost",
        )
    ],
]


@pytest.mark.parametrize(("given", "says"), REFUSED)
def test_what_cannot_be_used_is_refused(given: dict[str, str], says: str) -> None:
    """Design, 8, UK GDPR Art 32: it says which setting and what it must be, and never what it was."""
    with pytest.raises(MailSettingRefused) as refused:
        way_of(given)
    assert str(refused.value) == says
    assert isinstance(refused.value, Refusal)  # the command line and the dashboard tell it in one line
    assert refused.value.__cause__ is None


def test_a_setting_of_the_mail_may_stand_in_the_file(tmp_path: Path) -> None:
    """Design, 8: the environment wins over settings.env, and a slip is refused wherever the settings are read."""
    file = tmp_path / "settings.env"
    file.write_text(
        "INFORIGHTS_MAIL_SERVER=smtp.example.org\nINFORIGHTS_MAIL_FROM = inforights@example.org\n", "utf-8"
    )
    home = {"INFORIGHTS_HOME": str(tmp_path)}
    assert settings.load(home).mail == SmtpServer(
        "smtp.example.org", 587, Security.STARTTLS, "inforights@example.org"
    )
    assert settings.load({**home, "INFORIGHTS_MAIL_SERVER": ""}).mail is None
    with pytest.raises(MailSettingRefused, match=r"must be one of tls, starttls, plain\.$"):
        settings.load({**home, "INFORIGHTS_MAIL_SECURITY": "ssl"})
    file.write_text("INFORIGHTS_MAIL_SERVERS=smtp.example.org\n", "utf-8")
    with pytest.raises(settings.SettingsRefused, match="INFORIGHTS_MAIL_SERVER,"):
        settings.load(home)


@pytest.mark.parametrize(
    "given", [mail(USER="inforights", PASSWORD=SECRET), {**NOTIFY, "INFORIGHTS_NOTIFY_ADDRESS": "https://n.example"}]
)
def test_no_secret_is_shown(given: dict[str, str], tmp_path: Path) -> None:
    """UK GDPR Art 32, Design, 4: neither in the list of the settings, nor where one is printed by mistake."""
    lines = settings.shown({"INFORIGHTS_HOME": str(tmp_path), **given})
    texts = [" ".join(line) for line in lines] + [repr(settings.load({"INFORIGHTS_HOME": str(tmp_path), **given}))]
    assert not any(secret in text for text in texts for secret in (SECRET, KEY))
    shown = {name: value for name, value, _ in lines}
    hidden = [name for name in given if name in {"INFORIGHTS_MAIL_PASSWORD", "INFORIGHTS_NOTIFY_KEY"}]
    assert [shown[name] for name in hidden] == ["not shown: it may hold a password  (the environment)"]
    assert all(shown[name].startswith(f"{given[name]}  (") for name in given if name not in hidden)


VALUES = st.sampled_from(
    [
        "",
        "tls",
        "plain",
        "localhost",
        "smtp.example.org:25",
        "a@b.example",
        KEY,
        NUMBER,
        "https://n.example",
        "\n",
        "[]",
    ]
)


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), VALUES | st.text(max_size=12)))
@of_hypothesis(max_examples=400, deadline=None)
def test_no_settings_send_mail_in_the_open(values: dict[str, str]) -> None:
    """UK GDPR Art 32: whatever is set, mail goes by TLS or stays on this machine, or the settings are refused."""
    try:
        found = way_of(values)
    except MailSettingRefused:
        return
    if isinstance(found, SmtpServer):
        assert found.security is not Security.PLAIN or found.host in {"127.0.0.1", "::1", "localhost"}
        assert 0 < found.port < 65536
        assert found.sender.count("@") == 1
        assert bool(found.user) == bool(found.password)
    elif found:
        assert not found.address or found.address.startswith(("https://", "http://127.0.0.1", "http://localhost"))
