"""Signing in and out: what proves an account, what locks it, when a session ends."""

import re
from datetime import date, timedelta

import pyotp
import pytest
from fastapi import FastAPI

from models.db import reading
from tasks import accounts, credentials, sign_in
from tests.conftest import at
from tests.web.visits import NOON, PASSWORD, Visit, app_at, password_for, text_of


def later(**much: int) -> Visit:
    """A browser at a later moment."""
    return Visit(app_at(NOON + timedelta(**much)))


def events(name: str) -> list[str]:
    """Whose events of that name the audit log has."""
    from sqlmodel import select

    from models.audit_event import AuditEvent

    with reading() as session:
        return [one.actor for one in session.exec(select(AuditEvent).where(AuditEvent.event == name)).all()]


def test_a_password_and_a_first_code_sign_in(derby: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where codes are required, nothing is seen before they are set up; the first code confirms them."""
    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "required")
    visit = Visit(app_at())
    answer = visit.send("/sign-in", {"login": " Manager.Derby ", "password": PASSWORD})
    assert answer.url.path == "/sign-in/codes"
    before = visit.client.cookies["inforights"]
    assert visit.get("/").url.path == "/sign-in/codes"
    key = re.search(r"<code>(\w+)</code>", answer.text)
    assert key
    assert visit.send("/sign-in/codes", {"code": "000000"}).status_code == 422
    done = visit.send("/sign-in/codes", {"code": pyotp.TOTP(key[1]).at(NOON)})
    assert done.url.path == "/"
    assert visit.client.cookies["inforights"] != before  # session fixation: the token from before is worth nothing
    with reading() as session:
        assert sign_in.who(session, before, NOON) is None
    assert events("sign_in.done") == events("account.codes_set_up") == ["manager.derby"]


def test_a_code_is_taken_once(derby: tuple[str, str, str]) -> None:
    """RFC 6238 5.2: a code that was seen by somebody else is worth nothing once it was used."""
    code = set_up("manager.derby")
    visit = Visit(app_at())
    assert visit.send("/sign-in", {"login": "manager.derby", "password": PASSWORD}).url.path == "/sign-in/code"
    assert visit.send("/sign-in/code", {"code": code.at(NOON)}).status_code == 422  # it was used to set up
    then = NOON + timedelta(seconds=30)
    assert Visit(app_at(then)).send("/sign-in", {"login": "manager.derby", "password": PASSWORD}).status_code == 200
    other = Visit(app_at(then))
    other.send("/sign-in", {"login": "manager.derby", "password": PASSWORD})
    assert other.send("/sign-in/code", {"code": code.at(then)}).url.path == "/"


def set_up(login: str) -> pyotp.TOTP:
    """Codes of an account, confirmed at noon."""
    address = credentials.offer_codes(login, at=NOON)
    code = pyotp.parse_uri(address)
    assert isinstance(code, pyotp.TOTP)
    token = sign_in.begin(login, PASSWORD, at=NOON, codes_needed=True)
    sign_in.finish(token, code.at(NOON), at=NOON)
    return code


@pytest.mark.parametrize(
    ("login", "password"),
    [("manager.derby", "wrong wrong wrong"), ("nobody.derby", PASSWORD), ("manager.derby", ""), ("", "")],
)
def test_what_is_wrong_is_not_told(derby: tuple[str, str, str], login: str, password: str) -> None:
    """Nobody learns by trying which logins there are."""
    answer = Visit(app_at()).send("/sign-in", {"login": login, "password": password})
    assert answer.status_code == 422
    if login and password:
        assert "The login, the password or the code is not right" in answer.text


def test_failures_lock_for_longer_and_longer(derby: tuple[str, str, str]) -> None:
    """Five tries are free; then a minute, two, four. The right password does not open a locked account."""
    visit = Visit(app_at())
    for _ in range(5):
        visit.send("/sign-in", {"login": "manager.derby", "password": "wrong wrong wrong"})
    assert visit.send("/sign-in", {"login": "manager.derby", "password": PASSWORD}).status_code == 422
    assert events("sign_in.locked") == ["manager.derby"]
    assert len(events("sign_in.failed")) == 4
    assert later(seconds=59).send("/sign-in", {"login": "manager.derby", "password": PASSWORD}).status_code == 422
    assert later(seconds=61).send("/sign-in", {"login": "manager.derby", "password": PASSWORD}).url.path == "/"
    assert Visit(app_at()).sign_in("officer.derby")  # nobody else is locked out


@pytest.mark.parametrize(("minutes", "there"), [(29, True), (31, False)])
def test_a_session_that_is_idle_ends(manager: Visit, minutes: int, there: bool) -> None:
    """Half an hour without a look at a page."""
    other = later(minutes=minutes)
    other.client.cookies = manager.client.cookies
    assert (other.get("/").url.path == "/") is there


def test_a_session_ends_after_a_working_day(manager: Visit) -> None:
    """Ten hours, however busy somebody is."""
    for minutes in range(0, 600, 25):
        busy = later(minutes=minutes)
        busy.client.cookies = manager.client.cookies
        assert busy.get("/").url.path == "/"
    end = later(minutes=600)
    end.client.cookies = manager.client.cookies
    assert end.get("/").url.path == "/sign-in"


def test_a_sign_out_ends_every_copy_of_the_cookie(manager: Visit, app: FastAPI) -> None:
    """A stolen cookie is worth nothing after a sign-out (replay)."""
    stolen = Visit(app)
    stolen.client.cookies.set("inforights", manager.client.cookies["inforights"])
    assert stolen.get("/").url.path == "/"
    answer = manager.send("/account", {}, to="/sign-out")
    assert "You are signed out." in text_of(answer)
    assert stolen.get("/").url.path == "/sign-in"
    assert events("sign_in.ended") == ["manager.derby"]


def test_a_changed_password_ends_every_session(manager: Visit, app: FastAPI) -> None:
    """Whoever knew the old one is out; the old one is asked for, and a weak new one refused."""
    other = Visit(app).sign_in("manager.derby")
    words = {"old": PASSWORD, "password": "meadow thimble rocket", "again": "meadow thimble rocket"}
    assert manager.send("/account/password", words | {"old": "no"}).status_code == 422
    assert manager.send("/account/password", words | {"again": "other"}).status_code == 422
    for weak in ("short", "aaaaaaaaaaaaaaaa", "manager.derby 2026", "password password"):
        answer = manager.send("/account/password", words | {"password": weak, "again": weak})
        assert answer.status_code == 422
        assert f'value="{weak}"' not in answer.text
    assert manager.send("/account/password", words).url.path == "/sign-in"
    assert other.get("/").url.path == "/sign-in"
    assert Visit(app).send("/sign-in", {"login": "manager.derby", "password": words["password"]}).url.path == "/"


def test_an_invitation_is_used_once_and_for_three_days(derby: tuple[str, str, str], app: FastAPI) -> None:
    """A manager invites; the link sets a password once; the table does not hold it."""
    token = credentials.invite("officer.derby", by="manager.derby", at=NOON)
    words = {"password": "meadow thimble rocket", "again": "meadow thimble rocket"}
    path = f"/invitation/{token}"
    assert Visit(app_at(NOON + timedelta(hours=73))).get(path).status_code == 422
    assert Visit(app).send(path, words).url.path == "/sign-in"
    assert Visit(app).get(path).status_code == 422
    assert Visit(app).send("/sign-in", {"login": "officer.derby", "password": words["password"]}).url.path == "/"


def test_only_a_manager_invites_or_resets(derby: tuple[str, str, str]) -> None:
    """DER-1: once somebody can sign in, the accounts are a manager's to keep, of their own service."""
    from rules.access import AccessRefused, AccountRefused
    from tests import staff

    staff.of("hillingdon")
    for act in (credentials.invite, credentials.reset_codes):
        with pytest.raises(AccessRefused):
            act("manager.derby", by="officer.derby", at=NOON)
        with pytest.raises((AccessRefused, AccountRefused)):
            act("manager.derby", by="manager.hillingdon", at=NOON)


def test_a_closed_account_is_out_at_once(manager: Visit, app: FastAPI) -> None:
    """DER-1: an account that is closed sees nothing, in whatever browser it is open."""
    officer = Visit(app).sign_in("officer.derby")
    accounts.close("officer.derby", by="manager.derby", at=NOON)
    assert officer.get("/").url.path == "/sign-in"
    assert officer.send("/sign-in", {"login": "officer.derby", "password": PASSWORD}).status_code != 200


def test_the_secret_of_the_codes_lies_sealed(derby: tuple[str, str, str]) -> None:
    """UK GDPR Art 32(1)(a): whoever has the database alone has no code, and one account's secret fits no other."""
    from models import sealed
    from models.credential import Credential

    code = set_up("manager.derby")
    with reading() as session:
        kept = session.get(Credential, "manager.derby")
        assert kept is not None
        assert kept.codes_sealed is not None
        assert code.secret not in kept.codes_sealed
        assert sealed.unseal(kept.codes_sealed, "codes:manager.derby") == code.secret
        with pytest.raises(sealed.SealBroken, match="back from the backup"):
            sealed.unseal(kept.codes_sealed, "codes:officer.derby")


def test_the_first_account_is_opened_by_whoever_started_it(
    home: object, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """The page needs the key that was printed, is there on this machine alone, and only until it was used."""
    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
    monkeypatch.setenv("INFORIGHTS_SET_UP_KEY", "the key")
    visit = Visit(app_at())
    assert "Nobody can sign in here yet" in visit.get("/sign-in").text
    assert visit.get("/set-up").status_code == 404
    assert visit.get("/set-up?key=another").status_code == 404
    words = {"service": "derby", "login": "m.manager", "password": PASSWORD, "again": PASSWORD}
    words |= {"trained-day": "1", "trained-month": "10", "trained-year": "2026"}
    assert visit.send("/set-up?key=the key", words | {"trained-year": "2036"}).status_code == 422
    assert visit.send("/set-up?key=the key", words).url.path == "/sign-in"
    assert Visit(app_at()).sign_in("m.manager")
    assert visit.get("/set-up?key=the key").status_code == 404


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "/a\r\nX: y"]
)
def test_nobody_is_sent_elsewhere(derby: tuple[str, str, str], to: str) -> None:
    """Open redirect, header injection: after signing in one is on a page of these."""
    visit = Visit(app_at())
    visit.client.follow_redirects = False
    words = {**visit.hidden("/sign-in"), "login": "manager.derby", "password": PASSWORD}
    answer = visit.client.post("/sign-in", params={"to": to}, data=words)
    assert answer.headers["location"] == "/"
    assert "X" not in answer.headers


def test_a_page_that_was_asked_for_comes_after_signing_in(derby: tuple[str, str, str]) -> None:
    """Whoever follows a link in a reminder lands where it led."""
    visit = Visit(app_at())
    answer = visit.get("/account")
    assert answer.url.path == "/sign-in"
    action = re.search(r'action="([^"]+)"', answer.text)
    assert action
    words = {**visit.hidden("/sign-in"), "login": "manager.derby", "password": PASSWORD}
    assert visit.client.post(action[1], data=words).url.path == "/account"


def test_a_password_is_set_at_the_machine_for_the_first_alone(derby: tuple[str, str, str]) -> None:
    """DER-1: once somebody can sign in, whoever is at the machine sets no password of somebody else's account."""
    from rules.access import AccessRefused

    with pytest.raises(AccessRefused):
        credentials.set_password("manager.derby", PASSWORD, by="somebody", at=at(date(2026, 11, 12)))
    password_for("manager.derby")


def test_a_password_is_kept_as_argon2_of_full_size(slow_hashes: None, derby: tuple[str, str, str]) -> None:
    """UK GDPR Art 32(1)(a): whoever has the table has no password, and each guess takes 64 MB and a while."""
    from models.credential import Credential

    with reading() as session:
        kept = session.get(Credential, "manager.derby")
        assert kept is not None
        assert str(kept.password_hash).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Visit(app_at()).sign_in("manager.derby").get("/").status_code == 200
