"""The numbers above the board are those of the lines below it, whatever was counted before."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from models import board_page
from models.access import EVERYTHING, Sight
from models.board_page import Wanted
from models.db import reading
from rules.kinds import Kind
from tests import way
from tests.conftest import at
from web.tally import Tally, tally

NOON = at(date(2026, 11, 12), 12)
ASKED = (
    Wanted(),
    Wanted(kind=Kind.FOI),
    Wanted(due_to=date(2026, 11, 30)),
    Wanted(due_from=date(2026, 12, 1), due_to=date(2026, 12, 1)),
    Wanted(due_from=date(2026, 12, 2)),
    Wanted(undated=True),
)


def counted(sight: Sight = EVERYTHING) -> Tally:
    """As the board counts them."""
    with reading() as session:
        found = tally(session, sight, ASKED, NOON)
        assert list(found.counts) == [board_page.count(session, sight, one) for one in ASKED]
        assert list(found.people) == board_page.waiting_on(session, sight)
    return found


def test_what_is_recorded_is_counted_at_once(installation: Path) -> None:
    """A request that was logged is in the numbers of the next page, and another service's is in none of ours."""
    derby, bathnes = Sight("derby", "o.officer"), Sight("bathnes", "o.officer")
    assert counted().counts[:2] == (0, 0)
    way.opened(Kind.FOI, "derby")
    assert counted().counts[:4] == (1, 1, 0, 1)  # due on 1 December
    way.opened(Kind.SAR, "derby")
    assert counted(derby).counts[:2] == (2, 1)
    assert counted(bathnes).counts[:2] == (0, 0)
    way.opened(Kind.SAR, "bathnes")
    assert counted(bathnes).counts[:2] == (1, 0)
    assert counted(derby).counts[:2] == (2, 1)


def test_numbers_are_kept_for_a_minute_at_most(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written without an event, as the words of a new day, is counted a minute later."""
    way.opened(Kind.FOI, "derby")
    before = counted()
    monkeypatch.setattr(board_page, "waiting_on", lambda *_: ["somebody else"])
    with reading() as session:
        assert tally(session, EVERYTHING, ASKED, NOON + timedelta(seconds=59)) == before
        assert tally(session, EVERYTHING, ASKED, NOON + timedelta(seconds=60)).people == ("somebody else",)
        assert tally(session, EVERYTHING, ASKED, NOON - timedelta(seconds=1)).people == ("somebody else",)
