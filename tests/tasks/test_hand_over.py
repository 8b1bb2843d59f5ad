"""A request goes to the data protection team and comes back: who, when, what they saw; until then no answer goes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import handed_over, queries
from models.db import reading
from models.hand_over import HandOver
from rules.hand_over import HandOverRefused
from rules.kinds import Kind
from rules.sending import SentBy
from tasks import close, dispatch, hand_over
from tests import way
from tests.answer import assert_refused, ready
from tests.conftest import at
from tests.logged import events

DAY = date(2026, 11, 12)
ACTS: dict[str, Any] = {"by": "m.manager", "at": at(DAY)}
TEAM = "the council's data protection team"
SAW = ["The request", "Case notes of 4 March 2026 on Marigold"]


def on_record(reference: str) -> list[HandOver]:
    """Every hand-over of a request."""
    with reading() as session:
        return list(handed_over.hand_overs(session, queries.request(session, reference)))


def test_who_has_it_since_when_what_they_saw_and_when_it_came_back(installation: Path) -> None:
    """BNS-12: all four are recorded; the log holds days and numbers, and no word that was typed."""
    reference = way.opened(Kind.SAR, "bathnes")
    hand_over.hand_over(reference, TEAM, SAW, on=date(2026, 11, 10), **ACTS)
    (out,) = on_record(reference)
    assert (out.team, out.saw, out.handed_on, out.handed_by) == (TEAM, SAW, date(2026, 11, 10), "m.manager")
    assert out.back_on is None
    hand_over.back(reference, ["The schedule"], by="o.officer", at=at(DAY))
    (back,) = on_record(reference)
    assert (back.back_on, back.back_by, back.saw) == (DAY, "o.officer", [*SAW, "The schedule"])
    made, ended = events(reference)[-2:]
    assert (made.event, made.what) == ("hand_over.made", {"on": "2026-11-10", "shown": 2})
    assert (ended.event, ended.what) == ("hand_over.ended", {"on": "2026-11-12", "shown": 3})
    hand_over.hand_over(reference, TEAM, SAW, **ACTS)
    assert len(on_record(reference)) == 2, "it may go again"


def test_while_it_is_out_the_answer_does_not_go(installation: Path) -> None:
    """BNS-12: an approved answer waits for the team, and goes when it is back."""
    reference = ready(Kind.SAR, "bathnes")
    hand_over.hand_over(reference, TEAM, SAW, **ACTS)
    assert_refused(reference, r"the data protection team to hand it back \(BNS-12\)")
    hand_over.back(reference, **ACTS)
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=at(DAY, 12))


def test_where_no_policy_says_so_nothing_is_handed_over(installation: Path) -> None:
    """BNS-12: another service's request, and one that is not for one's own records, stay where they are."""
    for kind, service in ((Kind.SAR, "derby"), (Kind.LA_LEGAL, "bathnes"), (Kind.FOI, "bathnes")):
        reference = way.opened(kind, service)
        with pytest.raises(HandOverRefused):
            hand_over.hand_over(reference, TEAM, SAW, **ACTS)
        assert on_record(reference) == []
        assert events(reference)[-1].event == "hand_over.refused"
        assert "Marigold" not in json.dumps(events(reference)[-1].what)


def test_what_cannot_be_is_refused(installation: Path) -> None:
    """BNS-12: twice, back before it went, nothing shown, a day that cannot be, a request that has ended."""
    reference = way.opened(Kind.SAR, "bathnes")
    with pytest.raises(HandOverRefused, match="not with the data protection team"):
        hand_over.back(reference, **ACTS)
    with pytest.raises(HandOverRefused, match="Say what the team is shown"):
        hand_over.hand_over(reference, TEAM, [], **ACTS)
    for day in (date(2026, 11, 1), date(2026, 11, 13)):
        with pytest.raises(HandOverRefused, match="day cannot be right"):
            hand_over.hand_over(reference, TEAM, SAW, on=day, **ACTS)
    hand_over.hand_over(reference, TEAM, SAW, **ACTS)
    with pytest.raises(HandOverRefused, match="has it already"):
        hand_over.hand_over(reference, TEAM, SAW, **ACTS)
    with pytest.raises(HandOverRefused, match="day cannot be right"):
        hand_over.back(reference, on=date(2026, 11, 11), **ACTS)
    close.withdraw(reference, **ACTS)
    hand_over.back(reference, **ACTS)
    with pytest.raises(HandOverRefused, match="nothing more is shared"):
        hand_over.hand_over(reference, TEAM, SAW, **ACTS)
