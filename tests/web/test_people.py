"""The pages of accounts: what each change does is shown before it is done, and who may do it at all."""

import re
from datetime import date

import httpx
import pytest
from fastapi import FastAPI

from models.account import Account
from models.db import reading
from tasks import accounts
from tests import staff
from tests.web.visits import NOON, PASSWORD, Visit, day, hidden_in, text_of

PEOPLE = "/service/people"
NEW = {"login": "New.Officer", "role": "Officer", "works_for": "service", **day("trained", date(2026, 11, 1))}


def account(login: str) -> Account | None:
    found = {one.login: one for one in accounts.listed("derby", by="manager.derby", at=NOON)}
    return found.get(login)


def page_of(login: str, what: str = "") -> str:
    """The address of an account, or of one change of it."""
    found = account(login)
    assert found is not None
    return f"{PEOPLE}/{found.id}{what and '/'}{what}"


def confirmed(visit: Visit, path: str, words: dict[str, str] | None = None) -> httpx.Response:
    """Fill in a form, or open a page that asks for nothing, and confirm what it shows."""
    shown = visit.send(path, words) if words else visit.get(path)
    assert "check before you confirm" in shown.text, text_of(shown)
    return visit.client.post(path, data={**hidden_in(shown.text), "step": "confirm"})


def test_an_account_is_opened_once_its_consequence_was_seen(manager: Visit) -> None:
    """DER-1: before it is confirmed there is none; then there is, and its page says what is missing."""
    untrained = {name: word for name, word in NEW.items() if not name.startswith("trained")}
    shown = text_of(manager.send(f"{PEOPLE}/open", untrained))
    assert "new.officer can act for" in shown
    assert "It can do nothing before training in confidentiality is on record (HIL-4, BNS-5)." in shown
    assert account("new.officer") is None
    told = text_of(confirmed(manager, f"{PEOPLE}/open", NEW))
    assert "The account is open. Invite them to sign in." in told
    assert "Trained in confidentiality Sunday 1 November 2026" in told
    assert "not invited yet, or the invitation ran out" in told


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"works_for": "authority"}, "nobody of the local authority or of another body has one (DER-1, HIL-9)"),
        ({"works_for": "volunteer"}, "A volunteer holds one of these roles: Volunteer"),
        ({"login": "officer.derby"}, "That login is in use"),
        (day("trained", date(2026, 11, 13)), "The day lies in the future"),
        ({"role": "Chief"}, "Role: choose one of the answers."),
    ],
)
def test_what_the_task_refuses_is_refused_before_it_is_confirmed(
    manager: Visit, wrong: dict[str, str], says: str
) -> None:
    """What was typed stays in the form; nothing is opened."""
    answer = manager.send(f"{PEOPLE}/open", {**NEW, **wrong})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert f'value="{wrong.get("login", "New.Officer")}"' in answer.text
    assert account("new.officer") is None


def test_an_invitation_is_shown_once_and_works_once(manager: Visit, app: FastAPI) -> None:
    """The link is made when it is confirmed and not before; it holds for 72 hours and sets a password."""
    confirmed(manager, f"{PEOPLE}/open", NEW)
    invite = page_of("new.officer", "invite")
    shown = manager.get(invite)
    assert "/invitation/" not in shown.text
    assert "It holds for 72 hours, once." in text_of(shown)
    answer = confirmed(manager, invite)
    (link,) = re.findall(r"http://127\.0\.0\.1/invitation/[\w-]+", answer.text)
    assert "until Sunday 15 November 2026, 12:00" in text_of(answer)
    assert answer.headers["cache-control"] == "no-store"
    told = manager.get(page_of("new.officer"))
    assert "invited, has not chosen a password yet" in text_of(told)
    assert link not in told.text
    visitor = Visit(app)
    path = link.removeprefix("http://127.0.0.1")
    assert visitor.send(path, {"password": PASSWORD, "again": PASSWORD}).status_code == 200
    visitor.sign_in("new.officer")
    assert "can sign in" in text_of(manager.get(page_of("new.officer")))
    assert Visit(app).get(path).status_code != 200


def test_training_and_agreement_are_recorded_with_their_renewal(manager: Visit) -> None:
    """BNS-5, HIL-4: the day, and by when it is renewed; the agreement is one that volunteers sign."""
    trained = page_of("volunteer.derby", "trained")
    shown = text_of(manager.send(trained, day("on", date(2026, 11, 2))))
    assert "Training is renewed by Tuesday 2 November 2027." in shown
    confirmed(manager, trained, day("on", date(2026, 11, 2)))
    confirmed(manager, page_of("volunteer.derby", "agreed"), day("on", date(2026, 11, 3)))
    found = account("volunteer.derby")
    assert found is not None
    assert (found.trained_on, found.agreement_on) == (date(2026, 11, 2), date(2026, 11, 3))
    assert manager.get(page_of("officer.derby", "agreed")).status_code == 404


def test_closing_ends_what_somebody_can_do(manager: Visit, app: FastAPI) -> None:
    """The account stays by its name; whoever was signed in with it is not any more; it can be opened again."""
    officer = Visit(app).sign_in("officer.derby")
    told = text_of(confirmed(manager, page_of("officer.derby", "close")))
    assert "The account is closed." in told
    assert "Closed Thursday 12 November 2026" in told
    assert officer.get("/").url.path == "/sign-in"
    assert manager.get(page_of("officer.derby", "invite")).status_code == 404
    told = text_of(confirmed(manager, f"{PEOPLE}/open", {**NEW, "login": "officer.derby"}))
    assert "The account is open." in told


def test_the_last_account_that_can_open_others_is_not_closed(manager: Visit) -> None:
    """The service would be locked out: said before anybody confirms."""
    answer = manager.get(page_of("manager.derby", "close"))
    assert answer.status_code == 422
    assert "the last account that can open others" in text_of(answer)


def test_codes_are_reset_and_sign_ins_end(manager: Visit, app: FastAPI) -> None:
    """A lost telephone proves nothing any more."""
    officer = Visit(app).sign_in("officer.derby")
    assert "New one-time codes are set up" in text_of(confirmed(manager, page_of("officer.derby", "reset-codes")))
    assert officer.get("/").url.path == "/sign-in"


def test_what_each_role_may_do_is_told(manager: Visit) -> None:
    """BNS-5: a volunteer's requests are those assigned to them; nobody's name but a login stands on the page."""
    told = text_of(manager.get(PEOPLE))
    assert "Volunteer read requests; work on them those assigned to them" in told
    assert "restrict and assign requests" in told
    assert all(login in told for login in ("manager.derby", "officer.derby", "volunteer.derby"))


def test_only_whoever_manages_opens_them(manager: Visit, app: FastAPI) -> None:
    """DER-1: an officer's and a volunteer's try is refused and recorded; nothing is changed."""
    close = page_of("volunteer.derby", "close")
    for login in ("officer.derby", "volunteer.derby"):
        visit = Visit(app).sign_in(login)
        for path in (PEOPLE, f"{PEOPLE}/open", page_of("manager.derby"), close):
            assert visit.get(path).status_code == 403
        assert visit.send("/account", {"step": "confirm"}, to=close).status_code == 403
        newest = staff.newest()
        assert (newest.event, newest.actor, newest.what["right"]) == ("access.refused", login, "manage")
    found = account("volunteer.derby")
    assert found is not None
    assert found.closed_on is None


def test_another_services_accounts_are_not_there(manager: Visit) -> None:
    """DER-1, HIL-9: not found, whatever number is asked for, and nothing is changed."""
    from models import access

    staff.of("bathnes")
    with reading() as session:
        found = access.account(session, "officer.bathnes")
    assert found is not None
    assert "bathnes" not in manager.get(PEOPLE).text
    for what in ("", "/close", "/invite"):
        assert manager.get(f"{PEOPLE}/{found.id}{what}").status_code == 404
    assert manager.send(PEOPLE + "/open", {"step": "confirm"}, to=f"{PEOPLE}/{found.id}/close").status_code == 404
    assert manager.get(f"{PEOPLE}/{10**30}").status_code == 404
