"""The events of a clock: what may be entered and taken back, and what the events come to."""

from datetime import date

import pytest

from rules.clock import ClockRefused, Wait
from rules.clock.entry import Entry, check, check_answers_stand, check_taken_back, part_of
from rules.clock.events import ENTERED, Event, Happened, numbered, recorded, standing, unasked
from rules.deed import Deed
from rules.kinds import Kind

RECEIVED = date(2026, 11, 2)
TODAY = date(2026, 12, 18)
ASKED, ANSWERED = Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED


def on(day: int, month: int = 11) -> date:
    """A day of the year in which these tests play."""
    return date(2026, month, day)


def events(*given: tuple[Happened, date], kind: Kind = Kind.SAR) -> tuple[Event, ...]:
    """The day of receipt, and then what was entered for one part."""
    entered = (Event(number, what, day, kind) for number, (what, day) in enumerate(given, 2))
    return (Event(1, Happened.RECEIVED, RECEIVED), *entered)


@pytest.mark.parametrize("what", sorted(ENTERED))
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.SAR, Kind.FOI}])
def test_a_kind_without_such_a_clock_takes_no_event(kind: Kind, what: Happened) -> None:
    """UK GDPR Art 12A, FOIA 2000 s.10, DPA 2018 Sch 2 para 5(2): every other kind refuses, and says by what."""
    says = "Sch 2 para 5" if kind is Kind.COURT_ORDER else "Art 12A; FOIA 2000 s.10"
    for said in (None, kind):
        with pytest.raises(ClockRefused, match=says):
            part_of(what, said, [kind], is_public_authority=True)


@pytest.mark.parametrize("what", [Happened.IDENTITY_ASKED, Happened.IDENTITY_RECEIVED])
def test_foi_has_no_identity_stage(what: Happened) -> None:
    """FOIA 2000 s.8: whoever writes may ask, so evidence of identity is of the subject access part alone."""
    for said in (None, Kind.FOI):
        with pytest.raises(ClockRefused, match=r"FOIA 2000 s\.1\(1\) and s\.8"):
            part_of(what, said, [Kind.FOI, Kind.LA_LEGAL], is_public_authority=True)
    assert part_of(what, None, [Kind.FOI, Kind.SAR], is_public_authority=True) is Kind.SAR


@pytest.mark.parametrize("what", sorted(ENTERED - {Happened.IDENTITY_ASKED, Happened.IDENTITY_RECEIVED}))
def test_of_two_clocks_one_is_named(what: Happened) -> None:
    """UK GDPR Art 12A, FOIA 2000 s.10: an event moves one part of a hybrid, and nobody guesses which."""
    both = [Kind.SAR, Kind.FOI]
    with pytest.raises(ClockRefused, match="a clock of its own: sar or foi") as refused:
        part_of(what, None, both, is_public_authority=True)
    assert refused.value.give == ("part",)
    assert [part_of(what, kind, both, is_public_authority=True) for kind in both] == both
    assert part_of(what, None, [Kind.COURT_ORDER, Kind.FOI], is_public_authority=True) is Kind.FOI


def test_at_a_charity_a_fee_and_an_extension_are_of_the_subject_access_part() -> None:
    """FOIA 2000 s.3(1): the Act does not apply to a charity, but it asks what is meant in either part."""
    both = [Kind.SAR, Kind.FOI]
    assert part_of(Happened.FEE_NOTICE, None, both, is_public_authority=False) is Kind.SAR
    assert part_of(Happened.EXTENDED, None, both, is_public_authority=False) is Kind.SAR
    with pytest.raises(ClockRefused, match="Say which part") as refused:
        part_of(ASKED, None, both, is_public_authority=False)
    assert refused.value.give == ("part",)


@pytest.mark.parametrize(
    ("what", "said", "kinds", "says"),
    [
        (ASKED, None, [], "decide it first"),
        (ASKED, Kind.FOI, [Kind.SAR], "has no part 'foi'; its parts are: sar"),
        (Happened.RECEIVED, None, [Kind.SAR], "is not entered here"),
        (Happened.NONE_STATED, None, [Kind.COURT_ORDER], "is not entered here"),
        (Happened.REQUIRED_BY, None, [Kind.COURT_ORDER], "is recorded with its terms"),
        (Happened.REQUIRED_BY, None, [Kind.SAR, Kind.FOI], "moves no date of the law"),
        (Happened.TAKEN_BACK, None, [Kind.SAR], "is not entered here"),
    ],
)
def test_an_entry_is_about_a_part_that_there_is(
    what: Happened, said: Kind | None, kinds: list[Kind], says: str
) -> None:
    """Design, 8: an entry about nothing is refused with what to do."""
    with pytest.raises(ClockRefused, match=says):
        part_of(what, said, kinds, is_public_authority=True)


@pytest.mark.parametrize(
    ("what", "kind", "cite"),
    [
        (ASKED, Kind.SAR, "UK GDPR Art 12A(5)(b)"),
        (ANSWERED, Kind.FOI, "FOIA 2000 s.1(3)"),
        (Happened.IDENTITY_RECEIVED, Kind.SAR, "UK GDPR Art 12A(2)(b)"),
        (Happened.FEE_PAID, Kind.SAR, "UK GDPR Art 12A(2)(c)"),
        (Happened.FEE_NOTICE, Kind.FOI, "FOIA 2000 s.9 and s.10(2)"),
        (Happened.EXTENDED, Kind.SAR, "UK GDPR Art 12A(3)"),
        (Happened.EXTENDED, Kind.FOI, "FOIA 2000 s.10(3) and s.17(2) with ICO guidance"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_its_provision(what: Happened, kind: Kind, cite: str) -> None:
    """Art 12A, FOIA ss.1, 9, 10: nothing happens tomorrow, nor before there was a request."""
    with pytest.raises(ClockRefused, match="lies in the future"):
        check(Entry(what, date(2026, 12, 19)), kind, RECEIVED, TODAY, events())
    with pytest.raises(ClockRefused, match="is before the request was") as refused:
        check(Entry(what, date(2026, 11, 1)), kind, RECEIVED, TODAY, events())
    assert f"({cite})" in str(refused.value)


def test_the_first_and_the_last_possible_day_are_taken() -> None:
    """UK GDPR Art 12A(5)(b): a question may be asked on the day of receipt, and is entered on its own day."""
    for day in (RECEIVED, TODAY):
        check(Entry(ASKED, day), Kind.SAR, RECEIVED, TODAY, events())


@pytest.mark.parametrize(
    ("given", "entry"),
    [
        ([], (ANSWERED, on(5))),
        ([(ASKED, on(6))], (ANSWERED, on(5))),
        ([(ASKED, on(4)), (ANSWERED, on(4))], (ANSWERED, on(5))),
        ([(ASKED, on(4))], (Happened.IDENTITY_RECEIVED, on(5))),
        ([(Happened.FEE_NOTICE, on(6))], (Happened.FEE_PAID, on(5))),
    ],
)
def test_an_answer_needs_an_open_question(given: list[tuple[Happened, date]], entry: tuple[Happened, date]) -> None:
    """Design, 8: an answer before the question and a payment before the notice are refused."""
    with pytest.raises(ClockRefused, match="answers nothing"):
        check(Entry(*entry), Kind.SAR, RECEIVED, TODAY, events(*given))


def test_the_question_of_the_other_part_is_no_open_question() -> None:
    """FOIA 2000 s.1(3): what was asked about one part of a hybrid is not answered in the other."""
    with pytest.raises(ClockRefused, match="answers nothing"):
        check(Entry(ANSWERED, on(5)), Kind.FOI, RECEIVED, TODAY, events((ASKED, on(4))))


@pytest.mark.parametrize("what", [ASKED, Happened.IDENTITY_ASKED, Happened.FEE_NOTICE, Happened.EXTENDED])
def test_the_same_event_is_entered_once(what: Happened) -> None:
    """Design, 3: entered a second time it is refused by its number, so that no second wait stays open."""
    with pytest.raises(ClockRefused, match="is recorded already, as number 2"):
        check(Entry(what, on(5)), Kind.SAR, RECEIVED, TODAY, events((what, on(5))))
    taken_back = (*events((what, on(5))), Event(3, Happened.TAKEN_BACK, TODAY, Kind.SAR, takes_back=2))
    check(Entry(what, on(5)), Kind.SAR, RECEIVED, TODAY, taken_back)
    check(Entry(what, on(5)), Kind.FOI, RECEIVED, TODAY, events((what, on(5))))


def test_one_letter_may_answer_two_questions() -> None:
    """UK GDPR Art 12A(5)(b): the same day answers a second question that is open, and no third."""
    two = events((ASKED, on(4)), (ASKED, on(5)), (ANSWERED, on(9)))
    check(Entry(ANSWERED, on(9)), Kind.SAR, RECEIVED, TODAY, two)
    both = (*two, Event(5, ANSWERED, on(9), Kind.SAR))
    with pytest.raises(ClockRefused, match="is recorded already, as number 4"):
        check(Entry(ANSWERED, on(9)), Kind.SAR, RECEIVED, TODAY, both)


@pytest.mark.parametrize("kind", [Kind.SAR, Kind.FOI])
def test_what_was_extended_is_not_extended_again(kind: Kind) -> None:
    """UK GDPR Art 12A(3), FOIA 2000 s.10(3): one extension, to its end; a wrong day is taken back first."""
    told = events((Happened.EXTENDED, on(20)), kind=kind)
    with pytest.raises(ClockRefused, match=r"\(number 2\), and is extended once only .*take it back first"):
        check(Entry(Happened.EXTENDED, on(23)), kind, RECEIVED, TODAY, told)


def test_what_is_to_be_done_first_is_named() -> None:
    """Design, 8: a command line and a page each say how the kind is decided, or the order recorded."""
    for what, kinds, do in ((ASKED, [], Deed.KIND), (Happened.REQUIRED_BY, [Kind.COURT_ORDER], Deed.ORDER)):
        with pytest.raises(ClockRefused) as refused:
            part_of(what, None, kinds, is_public_authority=True)
        assert refused.value.do is do
    for number, do in ((1, Deed.RECEIVED), (5, Deed.CLOCK)):
        with pytest.raises(ClockRefused) as refused:
            check_taken_back(number, events((ASKED, on(5))))
        assert refused.value.do is do


def test_what_may_be_taken_back() -> None:
    """Design, 2: what stands and was entered, once; receipt is corrected, and a taking back is not undone."""
    entered = (*events((ASKED, on(5)), (ASKED, on(6))), Event(4, Happened.TAKEN_BACK, TODAY, takes_back=2))
    assert check_taken_back(3, entered).on == on(6)
    for number, says in (
        (1, "give the right day"),
        (2, "Number 2 was taken back already"),
        (4, "enter anew"),
        (5, "no event number 5"),
        (0, "no event number 0"),
    ):
        with pytest.raises(ClockRefused, match=says):
            check_taken_back(number, entered)


def test_a_question_is_not_taken_back_from_under_its_answer() -> None:
    """Design, 8: the refusal names the answer that has to go first; with it, or with another question, it may."""
    before = events((ASKED, on(5)), (ANSWERED, on(9)))
    gone = Event(4, Happened.TAKEN_BACK, TODAY, takes_back=2)
    with pytest.raises(ClockRefused, match=r"Number 3, 'clarification answered' on Monday 9 November 2026"):
        check_answers_stand([Kind.SAR], before, (*before, gone))
    check_answers_stand([Kind.SAR], before, (*before, gone, Event(5, Happened.TAKEN_BACK, TODAY, takes_back=3)))
    check_answers_stand([Kind.SAR], before, (*before, gone, Event(5, ASKED, on(6), Kind.SAR)))
    check_answers_stand([Kind.COURT_ORDER], before, (*before, gone))


def test_events_are_counted_from_one_whatever_their_rows() -> None:
    """The numbers that people name follow the order of entry within one request."""
    rows = (
        Event(17, Happened.RECEIVED, RECEIVED),
        Event(40, ASKED, on(5), Kind.SAR),
        Event(41, Happened.TAKEN_BACK, on(6), Kind.SAR, takes_back=40),
    )
    counted = numbered(rows)
    assert [event.number for event in counted] == [1, 2, 3]
    assert counted[2].takes_back == 2
    assert [event.what for event in standing(counted)] == [Happened.RECEIVED]
    assert recorded(Kind.SAR, RECEIVED, counted) == recorded(Kind.SAR, RECEIVED, rows)


def test_what_the_events_of_a_part_come_to() -> None:
    """UK GDPR Art 12A(2), (5): an answer closes the first question open on its day; evidence is there when all is."""
    found = recorded(
        Kind.SAR,
        RECEIVED,
        events(
            (ASKED, on(5)),
            (ASKED, on(9)),
            (ANSWERED, on(7)),
            (Happened.IDENTITY_ASKED, on(3)),
            (Happened.IDENTITY_ASKED, on(4)),
            (Happened.IDENTITY_RECEIVED, on(6)),
            (Happened.FEE_NOTICE, on(4)),
            (Happened.EXTENDED, on(20)),
        ),
    )
    assert found.clarifications == (Wait(on(5), on(7)), Wait(on(9)))
    assert (found.identity_before, found.identity) == ((Wait(on(3), on(6)),), Wait(on(4)))
    assert found.fee == Wait(on(4))
    assert (found.extended, found.extended_on) == (True, on(20))
    assert unasked(Kind.SAR, events((ASKED, on(5)), (ANSWERED, on(4)))) == Event(3, ANSWERED, on(4), Kind.SAR)


@pytest.mark.parametrize(("kind", "cite"), [(Kind.SAR, r"UK GDPR Art 12A\(2\)\(c\)"), (Kind.FOI, r"FOIA 2000 s\.9")])
def test_one_fees_notice_stands(kind: Kind, cite: str) -> None:
    """FOIA 2000 s.9, UK GDPR Art 12A(2)(c): a second notice is refused under the law of its part."""
    notices = events((Happened.FEE_NOTICE, on(5)), (Happened.FEE_NOTICE, on(6)), kind=kind)
    with pytest.raises(ClockRefused, match=f"take it back before another .*{cite}"):
        recorded(kind, RECEIVED, notices)


def test_what_a_person_read_takes_the_place_of_what_the_program_found() -> None:
    """Design, 7: the date of an order recorded last stands, and so does that it gives none."""
    found = Event(2, Happened.REQUIRED_BY, on(27))
    assert recorded(Kind.COURT_ORDER, RECEIVED, (found,)).required_by == on(27)
    read = Event(3, Happened.REQUIRED_BY, on(20))
    assert recorded(Kind.COURT_ORDER, RECEIVED, (found, read)).required_by == on(20)
    assert recorded(Kind.COURT_ORDER, RECEIVED, (found, Event(3, Happened.NONE_STATED, RECEIVED))).required_by is None
