"""Legal holds on both databases: of themselves for orders and legal requests, by people, lifted by people."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import case_files as files
from models import holds as on_record
from models import queries
from models.audit_event import PROGRAM
from models.db import reading
from models.legal_hold import LegalHold
from rules.case_files import Opened, Owner
from rules.holds import Because, HoldRefused, refuse_disposal
from rules.kinds import Kind
from rules.refusal import Refusal
from tasks import case_files, classification, close, holds
from tests import way
from tests.conftest import at
from tests.logged import events

DAY = date(2026, 11, 12)
ACTS: dict[str, Any] = {"by": "m.manager", "at": at(DAY)}


def stops(reference: str) -> list[str]:
    """Why the request or the file is not disposed of."""
    with reading() as session:
        record = (
            files.case_file(session, reference) if files.is_file(reference) else queries.request(session, reference)
        )
        return [str(stop) for stop in on_record.stops_disposal(session, record)]


def rows(reference: str) -> list[LegalHold]:
    """The holds of a request."""
    with reading() as session:
        return list(on_record.on(session, queries.request(session, reference)))


def opened() -> str:
    """A parent's file at Blackburn."""
    how = Opened.SELF_REFERRAL
    return case_files.open_file("blackburn", Owner.PARENT, "Clover Fernwhistle", how, on=way.RECEIVED, **ACTS)


@pytest.mark.parametrize("kind", [Kind.COURT_ORDER, Kind.LA_LEGAL])
def test_an_order_and_a_legal_request_hold_of_themselves(installation: Path, kind: Kind) -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: from the day of receipt, and longer than the request itself."""
    reference = way.opened(kind, "blackburn")
    (hold,) = rows(reference)
    assert (hold.because, hold.since, hold.by) == (Because(kind.value), way.RECEIVED, PROGRAM)
    close.withdraw(reference, **ACTS)
    (stop,) = stops(reference)
    assert stop.startswith(f"{hold.because.words}, since Monday 2 November 2026")
    placed = next(event for event in events(reference) if event.event == "hold.placed")
    assert placed.what == {"why": kind.value, "since": "2026-11-02", "of": "request"}


def test_an_open_request_alone_stops_disposal_while_it_is_open(installation: Path) -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: an access request holds nothing beyond its own end."""
    reference = way.opened(Kind.SAR, "derby")
    assert rows(reference) == []
    assert stops(reference) == [f"the request {reference} is open (FOIA 2000 s.77, DPA 2018 s.173)"]
    close.withdraw(reference, **ACTS)
    assert stops(reference) == []


def test_a_kind_that_was_a_mistake_takes_its_hold_with_it(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5: decided anew, the hold follows the kind; what a person lifted stays lifted."""
    reference = way.opened(Kind.LA_LEGAL, "blackburn")

    def decide(*kinds: Kind) -> list[Because]:
        classification.decide_kind(reference, kinds, "m.manager", at(DAY))
        return [row.because for row in rows(reference) if row.lifted_on is None]

    assert decide(Kind.FOI) == []
    assert decide(Kind.COURT_ORDER, Kind.FOI) == [Because.COURT_ORDER]
    assert decide(Kind.LA_LEGAL) == [Because.LA_LEGAL]
    assert decide(Kind.LA_LEGAL) == [Because.LA_LEGAL]
    assert len(rows(reference)) == 3, "each hold that there was stays on record"
    holds.lift(reference, 3, "The proceedings have ended.", **ACTS)
    assert decide(Kind.LA_LEGAL) == decide(Kind.FOI) == []
    assert rows(reference)[2].lifted_because == "The proceedings have ended."
    assert [event.event for event in events(reference)].count("hold.lifted") == 3, "each is lifted once"


def test_a_file_is_held_by_what_is_asked_of_it(installation: Path) -> None:
    """FOIA 2000 s.77, DPA 2018 s.173: an open request on the file, and an order on a request that has ended."""
    file, order = opened(), way.opened(Kind.COURT_ORDER, "blackburn")
    assert stops(file) == []
    case_files.link(order, file, **ACTS)
    request, hold = stops(file)
    assert "is open" in request
    assert "an order of a court" in hold
    close.withdraw(order, **ACTS)
    assert stops(file) == [hold]
    with reading() as session, pytest.raises(Refusal, match="Nothing of it is destroyed"):
        refuse_disposal(on_record.stops_disposal(session, files.case_file(session, file)))


def test_a_person_holds_a_file_and_lifts_it_again(installation: Path) -> None:
    """UK GDPR Art 17(3)(e): with a reason, from a day, on the file and what is linked to it; each by itself."""
    file, request = opened(), way.opened(Kind.SAR, "blackburn")
    close.withdraw(request, **ACTS)
    case_files.link(request, file, **ACTS)
    holds.place(file, "A claim against the Fernwhistles is expected.", since=date(2026, 11, 5), **ACTS)
    holds.place(file, "The tribunal has the papers.", **ACTS)
    assert stops(file) == stops(request)
    assert stops(file)[0].startswith("a hold that a person placed, since Thursday 5 November 2026")
    holds.lift(file, 1, "It was settled.", **ACTS)
    (left,) = stops(file)
    assert "Thursday 12 November 2026" in left
    for number in (0, 1, 3):
        with pytest.raises(HoldRefused, match="No hold of that number stands"):
            holds.lift(file, number, "It was settled.", **ACTS)
    assert "Fernwhistle" not in json.dumps([event.what for event in events(file)])
    assert [event.event for event in events(file)].count("hold.placed") == 2


@pytest.mark.parametrize("changed", [{"because": " "}, {"since": date(2026, 11, 13)}])
def test_a_hold_has_a_reason_and_begins_by_today(installation: Path, changed: dict[str, Any]) -> None:
    """UK GDPR Art 5(2): a hold that nobody can explain is refused, and that is on record."""
    file = opened()
    with pytest.raises(Refusal):
        holds.place(file, **{"because": "The tribunal has the papers.", **ACTS, **changed})
    assert stops(file) == []
    assert events(file)[-1].event == "hold.refused"
