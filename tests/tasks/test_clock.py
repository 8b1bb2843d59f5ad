"""Recording what moves a clock, on both databases: the dates follow, all of it or nothing, and nothing is lost."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import board, queries
from models.db import reading
from rules.clock import ClockRefused
from rules.clock.entry import Entry
from rules.clock.events import Happened, recorded
from rules.kinds import Kind
from tasks import classification, close
from tasks.clock import change, correct_receipt, take_back
from tasks.clock_entry import Change
from tests import way
from tests.tasks.clock_on_record import (
    ANSWERED,
    ASKED,
    TODAY,
    assert_derived,
    audited,
    dues,
    enter,
    everything,
    hybrid,
    on,
)


def test_a_question_stops_the_clock_and_its_answer_moves_the_date(installation: Path) -> None:
    """UK GDPR Art 12A(5)(b): the days from the question to the answer, both included, do not count."""
    reference = way.opened(Kind.SAR, "bathnes")
    before = dues(reference)[Kind.SAR]
    asked = enter(reference, (ASKED, on(5))).parts[0]
    assert (asked.kind, asked.before[2], asked.after[2], asked.after[3]) == (Kind.SAR, before, None, False)
    answered = enter(reference, (ANSWERED, on(9))).parts[0]
    assert answered.before[3] is False
    assert answered.after[0] == on(7, 12)  # 2 December and five days
    assert_derived(reference)
    names = "clock.event_recorded", "clock.moved"
    assert [name for name, _ in audited(reference, *names)] == [names[0], names[1]] * 2
    assert audited(reference, names[0])[1][1] == {
        "what": "clarification_answered",
        "on": "2026-11-09",
        "kind": "sar",
    }


def test_several_events_are_one_transaction(installation: Path) -> None:
    """Design, 8: where the third of three cannot be, the first two are not recorded either."""
    reference = way.opened(Kind.SAR, "bathnes")
    before = everything()
    with pytest.raises(ClockRefused, match=r"was notified on 2026-12-18, after the month ended on 2026-12-07"):
        enter(reference, (ASKED, on(5)), (ANSWERED, on(9)), (Happened.EXTENDED, on(18, 12)))
    assert everything() == before
    found = enter(reference, (ASKED, on(5)), (ANSWERED, on(9)), (Happened.EXTENDED, on(4, 12)))
    assert found.parts[0].after[0] == date(2027, 2, 8)  # 2 February and five days, a Sunday, rolled
    assert len(audited(reference, "clock.moved")) == 1


def test_each_part_of_a_hybrid_has_its_own_clock(installation: Path) -> None:
    """UK GDPR Art 12A(5), FOIA 2000 s.1(3): a question about one part moves that part alone, and it is named."""
    reference = hybrid()
    before = dues(reference)
    with pytest.raises(ClockRefused, match="a clock of its own: sar or foi") as refused:
        enter(reference, (ASKED, on(5)))
    assert refused.value.give == ("part",)
    found = enter(reference, (ASKED, on(5)), kind=Kind.FOI)
    assert [(part.kind, part.before == part.after) for part in found.parts] == [(Kind.SAR, True), (Kind.FOI, False)]
    assert dues(reference) == {Kind.SAR: before[Kind.SAR], Kind.FOI: None}
    # Evidence of identity can be of the one part only, so nobody need name it.
    assert enter(reference, (Happened.IDENTITY_ASKED, on(5))).parts[0].after[3] is False
    assert_derived(reference)


def test_a_question_asked_about_another_kind_moves_nothing_of_the_new_one(installation: Path) -> None:
    """FOIA 2000 s.10(1): when the kind is decided otherwise, a pause of the old regime does not follow it."""
    reference = way.opened(Kind.SAR, "bathnes")
    enter(reference, (ASKED, on(5)), (Happened.EXTENDED, on(6)))
    classification.decide_kind(reference, [Kind.FOI], "m.manager", TODAY)
    assert dues(reference) == {Kind.FOI: on(1, 12)}
    assert_derived(reference)


def refused(kind: Kind, service: str, given: Sequence[tuple[Happened, date]], says: str) -> Any:
    """A case of the test below, named by what it says."""
    return pytest.param(kind, service, given, says, id=f"{kind}-{'-'.join(what for what, _ in given)}")


@pytest.mark.parametrize(
    ("kind", "service", "given", "says"),
    [
        refused(Kind.SAR, "bathnes", [(ASKED, on(19, 12))], "lies in the future"),
        refused(Kind.SAR, "bathnes", [(ASKED, on(1))], "before the request was received"),
        refused(Kind.SAR, "bathnes", [(ANSWERED, on(9))], r"answers nothing.*Art 12A\(5\)"),
        refused(Kind.SAR, "bathnes", [(ASKED, on(5)), (ASKED, on(5))], "recorded already"),
        refused(Kind.SAR, "bathnes", [(ASKED, on(3, 12))], r"after the time for the answer ended.*Art 12A\(5\)"),
        refused(Kind.SAR, "bathnes", [(Happened.EXTENDED, on(3, 12))], r"after the month ended.*Art 12A\(3\)"),
        refused(Kind.SAR, "bathnes", [(Happened.FEE_NOTICE, on(4)), (Happened.FEE_NOTICE, on(5))], "stands already"),
        refused(Kind.FOI, "bathnes", [(Happened.IDENTITY_ASKED, on(5))], r"s\.8"),
        refused(Kind.FOI, "bathnes", [(ASKED, on(2, 12))], r"starts nothing afresh .*s\.1\(3\)"),
        refused(Kind.FOI, "bathnes", [(Happened.FEE_NOTICE, on(2, 12))], r"has no effect .*s\.9\(1\)"),
        refused(Kind.FOI, "bathnes", [(Happened.EXTENDED, on(2, 12))], r"does not move the date .*s\.10\(3\)"),
        refused(Kind.FOI, "blackburn", [(Happened.FEE_NOTICE, on(5))], r"hosted by a charity.*s\.3\(1\)"),
        refused(Kind.FOI, "blackburn", [(Happened.EXTENDED, on(5))], r"hosted by a charity.*s\.3\(1\)"),
        refused(Kind.LA_LEGAL, "cumbria", [(ASKED, on(5))], r"Art 12A; FOIA 2000 s\.10"),
        refused(Kind.COURT_ORDER, "cumbria", [(ASKED, on(5))], r"Nothing pauses.*Sch 2 para 5\(2\)"),
        refused(Kind.COURT_ORDER, "cumbria", [(Happened.EXTENDED, on(5))], r"Sch 2 para 5\(2\)"),
        refused(Kind.SAR, "bathnes", [], "Say what happened"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    installation: Path, kind: Kind, service: str, given: Sequence[tuple[Happened, date]], says: str
) -> None:
    """Design, 8: refused with the reason and the provision, and not one row is another."""
    reference = way.opened(kind, service)
    before = everything()
    with pytest.raises(ClockRefused, match=says):
        enter(reference, *given)
    assert everything() == before


def test_nothing_moves_the_clock_of_a_request_that_has_ended(installation: Path) -> None:
    """Design, 2: no event, no taking back and no other day of receipt once nothing is owed any more."""
    reference = way.opened(Kind.SAR, "derby")
    enter(reference, (ASKED, on(5)))
    close.withdraw(reference, by="o.officer", at=TODAY)
    before = everything()
    for attempt in (
        lambda: enter(reference, (ANSWERED, on(9))),
        lambda: take_back(reference, 2, "a slip", by="o.officer", at=TODAY),
        lambda: correct_receipt(reference, on(1), "a slip", by="o.officer", at=TODAY),
    ):
        with pytest.raises(ClockRefused, match="is withdrawn"):
            attempt()
    assert everything() == before


def test_what_was_entered_wrongly_is_taken_back(installation: Path) -> None:
    """Design, 2 and 5: by an event of its own, with its reason on record; the date is what it was."""
    reference = way.opened(Kind.FOI, "bathnes")
    before = dues(reference)
    enter(reference, (ASKED, on(5)))
    enter(reference, (ANSWERED, on(9)))
    stands = everything()
    with pytest.raises(ClockRefused, match=r"Number 3, 'clarification answered'.*take that answer back first"):
        take_back(reference, 2, "another request", by="m.manager", at=TODAY)
    assert everything() == stands
    take_back(reference, 3, "another request", by="m.manager", at=TODAY)
    assert dues(reference) == {Kind.FOI: None}
    take_back(reference, 2, "another request", by="m.manager", at=TODAY)
    assert dues(reference) == before
    assert_derived(reference)
    assert audited(reference, "clock.event_taken_back")[0][1] == {
        "what": "clarification_answered",
        "on": "2026-11-09",
        "kind": "foi",
        "number": 3,
        "because": "another request",
    }
    for number, says in (
        (2, "was taken back already"),
        (1, "give the right day"),
        (4, "took another event"),
        (9, "no event"),
    ):
        with pytest.raises(ClockRefused, match=says):
            take_back(reference, number, "a slip", by="m.manager", at=TODAY)


def test_a_wrong_day_is_put_right_in_one_go(installation: Path) -> None:
    """Design, 8: taken back and entered anew together, there is no moment without the question."""
    reference = way.opened(Kind.FOI, "bathnes")
    enter(reference, (ASKED, on(5)), (ANSWERED, on(9)))
    wanted = Change((Entry(ASKED, on(6)),), take_back=(2,), because="the letter of the next day")
    change(reference, wanted, by="m.manager", at=TODAY)
    with reading() as session:
        request = queries.request(session, reference)
        found = recorded(Kind.FOI, request.received_on, queries.clock_events(session, request))
    assert [(wait.asked, wait.answered) for wait in found.clarifications] == [(on(6), on(9))]
    assert_derived(reference)


def test_the_recorded_date_of_an_order_is_not_taken_back(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): what a person read from the order is read again; what the program found may go."""
    reference = way.opened(Kind.COURT_ORDER, "cumbria")
    take_back(reference, 2, "the date is of another case", by="m.manager", at=TODAY)
    assert dues(reference) == {Kind.COURT_ORDER: on(3)}
    with reading() as session:
        assert board.row(session, queries.request(session, reference)).stated is False
    way.record_order(reference, on(9))
    with reading() as session:
        assert board.row(session, queries.request(session, reference)).stated is True
    with pytest.raises(ClockRefused, match="record the order again"):
        take_back(reference, 4, "a slip", by="m.manager", at=TODAY)


def test_a_dry_run_says_the_same_and_keeps_nothing(installation: Path) -> None:
    """Design, 2: the checks and the dates of a dry run are those of the change itself; no row is another."""
    reference = way.opened(Kind.SAR, "derby")
    wanted = Change((Entry(ASKED, on(5)), Entry(ANSWERED, on(9))), received=on(1), because="the date stamp")
    before = everything()
    tried = change(reference, wanted, by="m.manager", at=TODAY, dry_run=True)
    assert everything() == before
    assert tried.parts[0].before != tried.parts[0].after
    assert change(reference, wanted, by="m.manager", at=TODAY) == tried
    late = Change((Entry(Happened.EXTENDED, on(18, 12)),))
    with pytest.raises(ClockRefused, match="after the month ended"):
        change(reference, late, by="m.manager", at=TODAY, dry_run=True)
