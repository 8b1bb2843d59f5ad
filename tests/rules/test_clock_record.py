"""What is recorded of a clock, at its edges: the first and last event, the same day, the other part."""

from datetime import date

import pytest

from rules.clock import ClockRefused, Promise, Recorded, Wait
from rules.clock.entry import Entry, check, check_answers_stand, check_taken_back, part_of
from rules.clock.events import Event, Happened, recorded
from rules.kinds import Kind
from tests.rules.calendars import due

RECEIVED = date(2026, 11, 2)
ASKED, ANSWERED = Happened.CLARIFICATION_ASKED, Happened.CLARIFICATION_ANSWERED
IDENTITY_ASKED, IDENTITY_RECEIVED = Happened.IDENTITY_ASKED, Happened.IDENTITY_RECEIVED


def on(day: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, day)


def events(*given: tuple[Happened, date], kind: Kind | None = Kind.SAR) -> tuple[Event, ...]:
    """Events of one part, in their order of entry."""
    return tuple(Event(number, what, day, kind) for number, (what, day) in enumerate(given, 1))


@pytest.mark.parametrize("kind", Kind)
def test_without_events_a_clock_rests_on_the_day_of_receipt(kind: Kind) -> None:
    """FOIA 2000 s.10(1), UK GDPR Art 12A(2): kind and day of receipt, and nothing that nobody entered."""
    assert recorded(kind, RECEIVED, ()) == Recorded(kind, RECEIVED)


def test_an_answer_on_the_day_of_the_question_closes_it() -> None:
    """UK GDPR Art 12A(5)(b): both ends are included, so a pause may be of one day."""
    found = recorded(Kind.SAR, RECEIVED, events((ASKED, on(5)), (ANSWERED, on(5))))
    assert found.clarifications == (Wait(on(5), on(5)),)


def test_evidence_is_there_on_the_day_that_the_last_of_it_came() -> None:
    """UK GDPR Art 12A(2)(b): with two things asked for, the months start with the later answer."""
    asked = [(IDENTITY_ASKED, on(3)), (IDENTITY_ASKED, on(4)), (IDENTITY_RECEIVED, on(6)), (IDENTITY_RECEIVED, on(9))]
    found = recorded(Kind.SAR, RECEIVED, events(*asked))
    assert (found.identity_before, found.identity) == ((Wait(on(3), on(6)),), Wait(on(4), on(9)))
    assert due(found, Promise()).due == date(2026, 12, 9)
    waiting = recorded(Kind.SAR, RECEIVED, events(*asked[:3]))
    assert (waiting.identity_before, waiting.identity) == ((Wait(on(3), on(6)),), Wait(on(4)))
    assert not due(waiting, Promise()).running


def test_evidence_of_identity_is_none_of_the_foi_part() -> None:
    """FOIA 2000 s.1(1) and s.8: an event of the whole request moves the part that knows it, and no other."""
    whole = events((IDENTITY_ASKED, on(3)), (IDENTITY_RECEIVED, on(4)), kind=None)
    assert recorded(Kind.FOI, RECEIVED, whole) == Recorded(Kind.FOI, RECEIVED)
    found = recorded(Kind.SAR, RECEIVED, whole)
    assert (found.identity_before, found.identity) == ((), Wait(on(3), on(4)))


def test_an_answer_that_nothing_asked_for_is_named() -> None:
    """Design, 8: the refusal names the first such answer, its day, and what to enter."""
    with pytest.raises(ClockRefused) as refused:
        recorded(Kind.SAR, RECEIVED, events((ANSWERED, on(5)), (ASKED, on(6)), (ANSWERED, on(7))))
    assert str(refused.value) == (
        "Clarification answered on 2026-11-05, but nothing asked for by then is still open: "
        "enter the clarification asked first, or check the date."
    )


def test_a_second_fees_notice_names_the_section() -> None:
    """FOIA 2000 s.9: one fees notice stands at a time."""
    notices = events((Happened.FEE_NOTICE, on(5)), (Happened.FEE_NOTICE, on(6)), kind=Kind.FOI)
    with pytest.raises(ClockRefused, match=r"\(FOIA 2000 s\.9 and s\.10\(2\)\)\.$"):
        recorded(Kind.FOI, RECEIVED, notices)


def test_a_question_of_the_whole_request_is_answered_in_its_part() -> None:
    """Design, 2: an event of no part in particular stands for each, and one of a part for that part alone."""
    whole = (Event(1, Happened.RECEIVED, RECEIVED), Event(2, ASKED, on(4), Kind.SAR))
    check(Entry(ANSWERED, on(5)), Kind.SAR, RECEIVED, on(20), whole)
    whole = (*whole, Event(3, ASKED, on(4), Kind.FOI), Event(4, ANSWERED, on(4), Kind.FOI))
    check(Entry(ANSWERED, on(5)), Kind.SAR, RECEIVED, on(20), whole)
    with pytest.raises(ClockRefused):
        check(Entry(ANSWERED, on(5)), Kind.FOI, RECEIVED, on(20), whole)


def test_an_answer_left_over_elsewhere_is_not_held_against_a_part() -> None:
    """Design, 8: each part of a hybrid is looked at with its own questions; what was wrong before is not blamed."""
    before = events((ASKED, on(5)), (ANSWERED, on(9)))
    before += (Event(3, ANSWERED, on(6), Kind.FOI),)
    gone = Event(4, Happened.TAKEN_BACK, on(10), Kind.SAR, takes_back=1)
    check_answers_stand([Kind.FOI, Kind.LA_LEGAL], before, (*before, gone))
    with pytest.raises(ClockRefused, match="Number 2, "):
        check_answers_stand([Kind.SAR], before, (*before, gone))


def test_an_answer_to_a_question_taken_back_answers_nothing() -> None:
    """Design, 8: what was taken back is no open question, wherever it stands among the events."""
    entered = (*events((ASKED, on(4))), Event(2, Happened.TAKEN_BACK, on(6), Kind.SAR, takes_back=1))
    for more in ((), (Event(3, IDENTITY_ASKED, on(4), Kind.SAR),)):
        with pytest.raises(ClockRefused, match="answers nothing"):
            check(Entry(ANSWERED, on(5)), Kind.SAR, RECEIVED, on(20), (*entered, *more))


def test_what_was_wrong_before_or_moves_no_clock_hinders_no_taking_back() -> None:
    """Design, 8: only what a taking back itself would leave without its question is held against it."""
    wrong = events((ANSWERED, on(5)), (ASKED, on(6)), (ANSWERED, on(7)))
    check_answers_stand([Kind.SAR], wrong, (*wrong, Event(4, Happened.TAKEN_BACK, on(10), Kind.SAR, takes_back=2)))
    whole = events((ASKED, on(5)), (ANSWERED, on(9)), kind=None)
    gone = (*whole, Event(3, Happened.TAKEN_BACK, on(10), takes_back=1))
    check_answers_stand([Kind.LA_LEGAL], whole, gone)
    with pytest.raises(ClockRefused, match="Number 2, "):
        check_answers_stand([Kind.SAR], whole, gone)


@pytest.mark.parametrize(
    ("what", "day", "given", "says"),
    [
        (ASKED, on(21), (), "'Clarification asked' on Saturday 21 November 2026 lies in the future: enter it once"),
        (ASKED, on(1), (), "'Clarification asked' on Sunday 1 November 2026 is before the request was received on "),
        (
            ANSWERED,
            on(5),
            (),
            "'Clarification answered' on Thursday 5 November 2026 answers nothing, because nothing",
        ),
        (
            ASKED,
            on(5),
            ((ASKED, on(5)),),
            "'Clarification asked' on Thursday 5 November 2026 is recorded already, as",
        ),
    ],
)
def test_a_refused_entry_is_named_with_its_day(
    what: Happened, day: date, given: tuple[tuple[Happened, date], ...], says: str
) -> None:
    """Design, 8: of several entries in one command, the refusal says which one is wrong."""
    with pytest.raises(ClockRefused) as refused:
        check(Entry(what, day), Kind.SAR, RECEIVED, on(20), events(*given))
    assert str(refused.value).startswith(says)


def test_a_charitys_one_part_takes_its_own_events() -> None:
    """FOIA 2000 s.3(1): of one part there is nothing to choose, and its clock says what it allows."""
    for kind in (Kind.SAR, Kind.FOI):
        assert part_of(Happened.EXTENDED, None, [kind], is_public_authority=False) is kind


@pytest.mark.parametrize(
    ("what", "kinds", "says"),
    [
        (
            ASKED,
            [],
            "Its kind is not known yet, and the kind says what moves its clock: decide it first.",
        ),
        (
            ASKED,
            [Kind.SAR, Kind.FOI],
            "Say which part it is about, because each has a clock of its own: sar or foi "
            "(UK GDPR Art 12A; FOIA 2000 s.10).",
        ),
        (
            IDENTITY_ASKED,
            [Kind.FOI],
            "FOI has no identity stage: whoever writes may ask (FOIA 2000 s.1(1) and s.8).",
        ),
        (
            ASKED,
            [Kind.COURT_ORDER],
            "Nothing pauses or extends the time of a court's or tribunal's order but the court itself: where it sets "
            "another date, record that order (DPA 2018 Sch 2 para 5(2)).",
        ),
        (
            ASKED,
            [Kind.ENQUIRY],
            "No question, evidence, fee or extension moves the clock of this kind (enquiry): only subject access "
            "and freedom of information know them (UK GDPR Art 12A; FOIA 2000 s.10).",
        ),
    ],
)
def test_what_no_part_takes_is_refused_in_full_words(what: Happened, kinds: list[Kind], says: str) -> None:
    """UK GDPR Art 12A, FOIA 2000 s.10, DPA 2018 Sch 2 para 5(2): the reason, the provision, what to do."""
    with pytest.raises(ClockRefused) as refused:
        part_of(what, None, kinds, is_public_authority=True)
    assert str(refused.value) == says


def test_a_part_that_there_is_not_is_refused_with_those_there_are() -> None:
    """Design, 8: who names a wrong part is told the right ones."""
    with pytest.raises(ClockRefused, match=r"its parts are: sar, la_legal\.$"):
        part_of(ASKED, Kind.FOI, [Kind.SAR, Kind.LA_LEGAL], is_public_authority=True)


def test_receipt_and_a_question_under_its_answer_stay() -> None:
    """Design, 8: what cannot be taken back says in full what to do instead."""
    with pytest.raises(ClockRefused) as refused:
        check_taken_back(1, events((Happened.RECEIVED, RECEIVED)))
    assert str(refused.value) == (
        "The day of receipt is corrected and not taken back, because every clock rests on it: give the right day."
    )
    before = events((ASKED, on(5)), (ANSWERED, on(9)))
    gone = Event(3, Happened.TAKEN_BACK, on(10), Kind.SAR, takes_back=1)
    with pytest.raises(ClockRefused) as refused:
        check_answers_stand([Kind.SAR], before, (*before, gone))
    assert str(refused.value).endswith("back: take that answer back first, or both at once.")


@pytest.mark.parametrize("kinds", [[Kind.LA_LEGAL], [Kind.LA_LEGAL, Kind.THIRD_PARTY], [Kind.SAR, Kind.LA_LEGAL]])
def test_a_day_that_a_letter_names_is_of_the_part_that_it_shortens(kinds: list[Kind]) -> None:
    """DPA 2018 Sch 2 para 5(3): only a kind without a date of the law is answered by the day asked for."""
    assert part_of(Happened.REQUIRED_BY, None, kinds, is_public_authority=True) is Kind.LA_LEGAL
    with pytest.raises(ClockRefused) as refused:
        part_of(Happened.REQUIRED_BY, None, [Kind.SAR, Kind.FOI], is_public_authority=True)
    assert str(refused.value) == (
        "A day that the requester names moves no date of the law (UK GDPR Art 12A(1); FOIA 2000 s.10(1)): answer as "
        "soon as you can."
    )
