"""The pages of bank holidays: what moves is shown first, then done; a list is looked at before it is taken over."""

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI

from models.db import reading
from models.queries import parts, request
from rules.kinds import Kind
from tasks import holidays, need_to_know
from tests import staff
from tests.rules.gov_uk_list import DATA
from tests.web.visits import NOON, Visit, day, hidden_in, opened, text_of

PLACE = "/service/closures"
LIST = (DATA / "bank-holidays.json").read_bytes()
THANKS = date(2026, 11, 24)  # a Tuesday
ADDED = {**day("on", THANKS), "what": "closed", "nation": "Scotland", "title": "A day of thanks",
         "authority": "the Gazette"}  # fmt: skip
MOVES = "from Tuesday 1 December 2026 to Wednesday 2 December 2026"


def due(reference: str) -> date | None:
    with reading() as session:
        return parts(session, request(session, reference))[0].due


def with_thanks() -> bytes:
    """The list of gov.uk, with one day more."""
    found = json.loads(LIST)
    found["scotland"]["events"].append({"title": "A day of thanks", "date": THANKS.isoformat()})
    return json.dumps(found).encode()


def confirm(visit: Visit, path: str, shown: str) -> str:
    """Confirm what a page shows. Gives what is read then."""
    return text_of(visit.client.post(path, data={**hidden_in(shown), "step": "confirm"}))


def test_a_day_shows_its_effect_and_is_then_added_applied_and_withdrawn(manager: Visit) -> None:
    """FOIA 2000 s.10(6): nothing moves unseen; the dates are stored by a step of its own, with letters named."""
    reference = opened(Kind.FOI)
    shown = manager.send(f"{PLACE}/add", ADDED)
    told = text_of(shown)
    assert "Tuesday 24 November 2026 is no working day in Scotland (A day of thanks)." in told
    assert f"{reference}, freedom of information request, statutory date: {MOVES}." in told
    assert "its other services" in told
    assert holidays.known().proclaimed == ()
    told = confirm(manager, f"{PLACE}/add", shown.text)
    assert "The day is added." in told
    assert MOVES in told
    assert due(reference) == date(2026, 12, 1)
    told = text_of(manager.send(PLACE, {}, to=f"{PLACE}/apply"))
    assert MOVES in told
    assert f"{reference}: write again before it goes: acknowledgement.foi." in told
    assert due(reference) == date(2026, 12, 2)
    assert "No date of an open request of your service moves." in text_of(manager.get(PLACE))
    withdraw = f"{PLACE}/withdraw/2026-11-24/SCT"
    assert withdraw in manager.get(PLACE).text
    shown = manager.get(withdraw)
    assert "from Wednesday 2 December 2026 to Tuesday 1 December 2026. That is earlier!" in text_of(shown)
    assert "The row is withdrawn." in confirm(manager, withdraw, shown.text)
    assert holidays.known().proclaimed == ()
    answer = manager.get(withdraw)
    assert (answer.status_code, "somebody withdrew it already" in text_of(answer)) == (422, True)


def test_what_is_refused_stays_in_the_form(manager: Visit) -> None:
    """Nothing typed is lost: a weekend is no working day anyway."""
    answer = manager.send(f"{PLACE}/add", {**ADDED, **day("on", date(2026, 11, 28))})
    assert answer.status_code == 422
    assert "is a Saturday, which is no working day anyway" in text_of(answer)
    assert 'value="A day of thanks"' in answer.text


def test_the_list_is_looked_at_and_then_taken_over(manager: Visit) -> None:
    """What it changes and which dates move is shown first; the page that asks carries the list."""
    reference = opened(Kind.FOI)
    shown = manager.send(f"{PLACE}/list", {"over_hand": "no"}, {"file": ("list.json", with_thanks())})
    told = text_of(shown)
    assert "Tuesday 24 November 2026 is no working day in Scotland (A day of thanks)." in told
    assert f"{reference}, freedom of information request, statutory date: {MOVES}." in told
    assert holidays.known().proclaimed == ()
    assert "The list is taken over." in confirm(manager, f"{PLACE}/list", shown.text)
    assert [row.on for row in holidays.known().proclaimed] == [THANKS]
    again = manager.send(f"{PLACE}/list", {"over_hand": "no"}, {"file": ("list.json", with_thanks())})
    assert "No day differs from the data." in text_of(again)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", LIST[:2000], b"[" * 3000])
def test_what_is_no_list_changes_nothing(manager: Visit, content: bytes, home: Path) -> None:
    """A part of the list would make working days of the holidays that it lacks."""
    answer = manager.send(f"{PLACE}/list", {"over_hand": "no"}, {"file": ("list.json", content)})
    assert answer.status_code == 422
    assert "There is a problem" in text_of(answer)
    assert not (home / "bank-holidays.yaml").exists()


def test_only_whoever_manages_opens_them(app: FastAPI) -> None:
    """DER-1: neither an officer nor a volunteer; each try is recorded."""
    for login in ("officer.derby", "volunteer.derby"):
        visit = Visit(app).sign_in(login)
        for path in (PLACE, f"{PLACE}/add", f"{PLACE}/list", f"{PLACE}/withdraw/2026-11-24/SCT"):
            assert visit.get(path).status_code == 403
        assert visit.send("/account", {}, to=f"{PLACE}/apply").status_code == 403
        newest = staff.newest()
        assert (newest.event, newest.actor) == ("access.refused", login)


def test_the_effect_is_that_on_requests_that_somebody_may_read(manager: Visit) -> None:
    """CUM-3.4, DER-1: no restricted request is told of, and no other service's."""
    staff.of("bathnes")
    opened(Kind.FOI, "bathnes")
    reference = opened(Kind.FOI)
    need_to_know.restrict(reference, ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    told = text_of(manager.send(f"{PLACE}/add", ADDED))
    assert "No date of an open request moves." in told
    assert "2026-0001" not in told


@pytest.mark.parametrize("path", ["2026-11-24/XXX", "2026-11-24/", "yesterday/SCT", "2026-11-24/SCT-"])
def test_an_address_that_is_none_is_not_found(manager: Visit, path: str) -> None:
    """Nothing breaks."""
    assert manager.get(f"{PLACE}/withdraw/{path}").status_code == 404
