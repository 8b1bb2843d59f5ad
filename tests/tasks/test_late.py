"""Notes of why a date was missed: of what is late alone, without a name, the newest in place of the one before."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import late as reads
from models.db import reading
from models.queries import request as stored
from rules.access import AccessRefused
from rules.kinds import FollowUp, Kind
from rules.late import LateRefused, Reason
from rules.typed import TypedRefused
from tasks import disposal, follow_ups, late
from tests import staff, way
from tests.conftest import at
from tests.tasks.test_retention import LATER, closed, everything, signed

NOW: dict[str, Any] = {"by": "m.manager", "at": at(date(2027, 1, 29))}
YEAR = (date(2026, 2, 1), date(2027, 1, 29))


def notes() -> dict[str | None, str | None]:
    """What the register says of each missed date of the year."""
    found = late.register(None, *YEAR, **NOW)
    return {one.late.item.name: one.note.text if one.note else None for one in found}


def test_what_was_missed_stands_there_until_somebody_says_why(installation: Path) -> None:
    """UK GDPR Art 5(2): each of the dates of a request has a note of its own; a later one takes its place."""
    reference = way.opened(Kind.SAR, "bathnes")
    follow_ups.record(reference, FollowUp.COMPLAINT, date(2026, 11, 20), by="m.manager", at=at(date(2026, 11, 20)))
    assert notes() == {"subject access request": None, "complaint": None}
    with pytest.raises(LateRefused, match="sar, complaint"):
        late.note(reference, Reason.ABSENCE, "The officer was ill.", **NOW)
    late.note(reference, Reason.ABSENCE, "The officer was ill.", of="sar", **NOW)
    late.note(reference, Reason.OVERLOOKED, "It lay unread; the post is shared now.", of="complaint", **NOW)
    late.note(reference, Reason.SEARCH, "The papers were in store.", of="sar", **NOW)
    assert notes() == {
        "subject access request": "The papers were in store.",
        "complaint": "It lay unread; the post is shared now.",
    }
    with reading() as session:
        every = [one.text for one in reads.notes_of(session, stored(session, reference))]
    assert every[::2] == ["The officer was ill.", "The papers were in store."]
    event = staff.newest()
    assert (event.event, event.reference, event.what) == ("late.noted", reference, {"of": "sar", "reason": "search"})


def test_a_note_is_refused_where_nothing_is_late_or_somebody_is_named(home: Path) -> None:
    """What stands on the register follows from the dates; a refusal repeats nothing, and is on record."""
    reference = way.opened(Kind.SAR, "derby")
    with pytest.raises(LateRefused, match="No date of this request was missed"):
        late.note(reference, Reason.OTHER, "It was late.", by="m.manager", at=at(date(2026, 11, 3)))
    for text in ("Clover Fernwhistle was not in.", "See DER-2026-0001.", "Rang 01632 960101."):
        with pytest.raises(LateRefused, match="The note holds"):
            late.note(reference, Reason.OTHER, text, **NOW)
    event = staff.newest()
    assert event.event == "late.refused"
    assert "960101" not in str(event.what)
    with pytest.raises(TypedRefused):
        late.note(reference, Reason.OTHER, " ", **NOW)
    with reading() as session:
        assert list(reads.notes_of(session, stored(session, reference))) == []


def test_a_note_goes_with_its_request(home: Path) -> None:
    """UK GDPR Art 5(1)(e): why a date was missed is told of a record, and is destroyed with it to the last byte."""
    reference = closed(Kind.FOI)
    follow_ups.record(reference, FollowUp.INTERNAL_REVIEW, date(2026, 11, 13), by="m.manager", at=NOW["at"])
    late.note(reference, Reason.APPROVAL, "The reviewer was away.", **NOW)
    follow_ups.end(
        reference,
        FollowUp.INTERNAL_REVIEW,
        1,
        follow_ups.Outcome.UPHELD,
        date(2027, 1, 29),
        by="a.bove",
        at=NOW["at"],
    )
    assert notes() == {"internal review": "The reviewer was away."}
    disposal.carry_out(signed(), by="m.manager", at=LATER)
    assert notes() == {}
    assert b"The reviewer was away." not in everything(home)


def test_it_is_for_whoever_may_work_on_the_request(home: Path) -> None:
    """DER-1, BNS-5: a volunteer to whom it is not assigned sees no line of it, and notes nothing."""
    manager, officer, volunteer = staff.of("derby")
    reference = staff.logged("derby", officer)
    with pytest.raises(AccessRefused):
        late.note(reference, Reason.OTHER, "It was late.", by=volunteer, at=NOW["at"])
    late.note(reference, Reason.OTHER, "It was late.", by=officer, at=NOW["at"])
    assert len(late.register("derby", *YEAR, by=manager, at=NOW["at"])) == 1
    assert late.register("derby", *YEAR, by=volunteer, at=NOW["at"]) == []
