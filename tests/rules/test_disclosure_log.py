"""Which answers may be published, what is said of one, and what is decided of it when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.disclosure_log import (
    SUMMARY,
    TITLE,
    Answer,
    Decision,
    Entry,
    LogRefused,
    check_answered,
    check_left_out,
    check_taken_back,
    check_undecided,
    check_words,
    exemptions,
    month_of,
)
from rules.exemptions import catalogue
from rules.kinds import Kind
from rules.letter import RESPONSES, Outcome
from rules.lifecycle import State
from rules.typed import TypedRefused

PEOPLE = [("Linden Marshgrove", None)]
OF_FOI = [outcome for kind, outcome in RESPONSES if kind is Kind.FOI]


@pytest.mark.parametrize(
    ("answer", "may_be", "waits", "says"),
    [
        (Answer([Kind.FOI], State.CLOSED, Outcome.DISCLOSED, True), True, True, ""),
        (Answer([Kind.SAR, Kind.FOI], State.ANSWERED, Outcome.REFUSED, True), True, True, ""),
        (Answer([Kind.FOI], State.CLOSED, Outcome.NOT_HELD, False), True, False, ""),
        (Answer([Kind.SAR], State.CLOSED, Outcome.DISCLOSED, True), False, False, "this is none"),
        (Answer([Kind.FOI], State.PREPARED, Outcome.DISCLOSED, True), False, False, "not answered"),
        (Answer([Kind.FOI], State.WITHDRAWN, Outcome.DISCLOSED, True), False, False, "not answered"),
        (Answer([Kind.FOI], State.CLOSED, Outcome.LEFT_TO_AUTHORITY, False), False, False, "left to the council"),
        (Answer([Kind.FOI], State.CLOSED, None, True), False, False, "not on record here"),
    ],
)
def test_what_may_be_published_is_an_answer_of_the_service_itself(
    answer: Answer, may_be: bool, waits: bool, says: str
) -> None:
    """FOIA 2000 s.19: asked of a public authority alone; a charity may publish what it answered (BWD-14)."""
    assert (answer.may_be_logged, answer.waits) == (may_be, waits)
    if may_be:
        check_answered(answer)
        return
    with pytest.raises(LogRefused, match=says):
        check_answered(answer)


def test_every_way_of_answering_is_told_but_the_one_that_is_the_councils() -> None:
    """An outcome that is added later is decided on here."""
    told = {o for o in OF_FOI if Answer([Kind.FOI], State.CLOSED, o, True).may_be_logged}
    assert told == set(OF_FOI) - {Outcome.LEFT_TO_AUTHORITY}
    assert all(Entry(date(2026, 11, 1), "A", "B", outcome).outcome_words for outcome in told)


def test_a_line_tells_the_month_and_whether_all_was_given() -> None:
    """A day, with the register of whoever asks, could tell which request it was."""
    assert month_of(date(2026, 11, 27)) == date(2026, 11, 1)
    whole = Entry(date(2026, 11, 1), "A", "B", Outcome.DISCLOSED)
    part = Entry(date(2026, 11, 1), "A", "B", Outcome.DISCLOSED, ("FOIA 2000 s.43 (Commercial interests)",))
    assert (whole.answered, whole.outcome_words) == ("November 2026", "Information given")
    assert part.outcome_words == "Information given in part"


@given(st.lists(st.one_of(st.none(), st.text(), st.sampled_from([*catalogue(), "section 31(1)(a)", "s.40(2)"]))))
def test_exemptions_are_told_in_the_catalogues_words_alone(cites: list[str | None]) -> None:
    """Nothing that somebody typed into a schedule goes out with the log."""
    known = {f"{one.cite} ({one.title})" for one in catalogue().values() if one.law == "foi"}
    found = exemptions(cites)
    assert set(found) <= known
    assert list(found) == sorted(set(found))


def test_words_are_refused_that_are_missing_too_long_or_tell_of_somebody() -> None:
    """The title and the summary are typed for everybody."""
    assert check_words(" Families\n supported ", "So  many.", PEOPLE) == ("Families supported", "So many.")
    for title, summary in (("", "So many."), ("Families", " "), ("x" * (TITLE + 1), "a"), ("a", "x" * (SUMMARY + 1))):
        with pytest.raises(TypedRefused):
            check_words(title, summary, PEOPLE)
    for title, summary in (("Linden's question", "a"), ("a", "Ms Marshgrove asked.")):
        with pytest.raises(LogRefused, match="title or the summary holds a name"):
            check_words(title, summary, PEOPLE)
    with pytest.raises(LogRefused, match="reason holds a name"):
        check_left_out("Only Linden can use it.", PEOPLE)


@pytest.mark.parametrize("newest", [None, *Decision])
def test_one_decision_stands_at_a_time(newest: Decision | None) -> None:
    """What stands is taken back before another is made, and only what stands is."""
    stands = newest is not None and newest is not Decision.TAKEN_BACK
    for check, refused in ((check_undecided, stands), (check_taken_back, not stands)):
        if refused:
            with pytest.raises(LogRefused):
                check(newest)
        else:
            check(newest)
