"""An order: nothing beyond it, no piece of it passed over, and nothing from a paper that nobody checked."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.approvals import Given
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import Outcome
from rules.lifecycle import State
from rules.order_checks import QUESTIONS, Check, asked_of
from rules.orders import Order, OrderRefused, check_schedule, check_terms, missing, unanswered
from rules.outstanding import Facts, Prepared, before_answer, waits_for
from rules.schedule import Decision, Item
from tests.rules.complete_facts import DIGEST, POLICIES, TODAY, texts
from tests.rules.made_policies import SERVICES

CHECKED = frozenset(asked_of(False))
TWO = Order(2, CHECKED)
PAPERS = (Item("Case notes", None, Decision.DISCLOSE, ordered=1),)
ORDER = Facts(
    State.PREPARED,
    (Kind.COURT_ORDER,),
    approvals=(Given("Service Manager", "a.one", DIGEST),),
    prepared=(
        Prepared(Kind.COURT_ORDER, Outcome.DISCLOSED, Ground.COURT_ORDER, None, 1, told=True, schedule=PAPERS),
    ),
    digest=DIGEST,
    order=Order(1, frozenset(asked_of(False))),
)


def goes(piece: int | None) -> Item:
    """A document that goes whole, in answer to a piece."""
    return Item("Case notes", None, Decision.DISCLOSE, ordered=piece)


def stays(piece: int | None) -> Item:
    """One that is kept back."""
    return Item("Advice", None, Decision.WITHHOLD, "DPA 2018 Sch 2 para 19", "It is legal advice.", ordered=piece)


# --- The paper --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", asked_of(False))
def test_each_unanswered_check_alone_holds_the_answer_back(check: Check) -> None:
    """DPA 2018 Sch 2 para 5(2): a paper with one open question is not complied with; each line has its source."""
    facts = replace(ORDER, order=Order(1, CHECKED - {check}))
    question = QUESTIONS[check]
    assert texts(before_answer(facts, POLICIES["cumbria"], TODAY)) == [
        f"the order to be checked: {question.about} ({', '.join(question.cites)})"
    ]


def test_the_board_says_in_one_word_that_the_paper_is_to_be_checked() -> None:
    """DPA 2018 Sch 2 para 5(2): five open questions are one thing to do; `show` tells them one by one."""
    facts = replace(ORDER, order=Order(1))
    assert waits_for(facts, POLICIES["cumbria"], TODAY) == "the order to be checked"
    assert len(before_answer(facts, POLICIES["cumbria"], TODAY)) == len(CHECKED)


def test_a_summons_is_checked_for_more() -> None:
    """CPR Part 34: what is enough for another order is not enough for a witness summons."""
    found = texts(tuple(missing(replace(TWO, witness_summons=True))))
    assert [one.partition(": ")[2].partition(" (")[0] for one in found] == [
        QUESTIONS[check].about for check in (Check.SERVED, Check.CONDUCT_MONEY, Check.SET_ASIDE)
    ]


def test_what_is_ordered_is_read_piece_by_piece() -> None:
    """DPA 2018 Sch 2 para 5(2): without pieces nobody can say what goes beyond; without terms there is no order."""
    assert texts(tuple(missing(Order(0, CHECKED)))) == [
        "what exactly is ordered, piece by piece (DPA 2018 Sch 2 para 5(2), UK GDPR Art 5(1)(c))"
    ]
    assert texts(tuple(missing(None))) == ["the terms of the order to be recorded (DPA 2018 Sch 2 para 5(2))"]


# --- What answers it --------------------------------------------------------------------------------------------

REFUSED = [
    ((goes(None),), (), 2, r"beyond the order .*document 1 of the schedule names .* no piece of it, from 1 to 2"),
    ((goes(1), goes(3)), (), 2, "document 2 of the schedule names"),
    ((goes(0),), (), 2, "document 1"),
    ((goes(1), stays(None), goes(9)), (), 2, "documents 2, 3 of the schedule name "),
    ((goes(1),), (3,), 2, "has no piece 3: its pieces are numbered from 1 to 2"),
    ((goes(1),), (0,), 2, "has no piece 0"),
    ((goes(1), goes(2)), (2,), 2, "Piece 2 of the order is said not to be held, and a document answers it"),
    ((goes(1),), (), 0, "Record first what exactly is ordered"),
]


@pytest.mark.parametrize(("schedule", "not_held", "pieces", "says"), REFUSED)
def test_nothing_goes_beyond_the_order(
    schedule: tuple[Item, ...], not_held: tuple[int, ...], pieces: int, says: str
) -> None:
    """DPA 2018 Sch 2 para 5(2): the exemption reaches as far as the order and no further."""
    with pytest.raises(OrderRefused, match=says):
        check_schedule(Kind.COURT_ORDER, schedule, not_held, pieces)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.COURT_ORDER])
def test_only_an_order_has_pieces(kind: Kind) -> None:
    """DPA 2018 Sch 2 para 5(2): an answer to anything else that names a piece of an order is a slip, and is told."""
    check_schedule(kind, (goes(None),), (), 0)
    for schedule, not_held in (((goes(1),), ()), ((goes(None),), (1,))):
        with pytest.raises(OrderRefused, match="This is no order"):
            check_schedule(kind, schedule, not_held, 0)


def test_no_piece_is_passed_over() -> None:
    """DPA 2018 Sch 2 para 5(2), UK GDPR Art 6(1)(c): each is answered by a document, or said not to be held."""
    wanted = "piece 2 of the order: a document that answers it, or that it is not held (DPA 2018 Sch 2 para 5(2))"
    assert texts(tuple(unanswered(TWO, (goes(1),), (), False))) == [wanted]
    assert not tuple(unanswered(TWO, (goes(1),), (2,), False))
    assert not tuple(unanswered(TWO, (goes(1), goes(2)), (), False))


def test_an_answer_from_before_the_pieces_changed_is_seen_again() -> None:
    """DPA 2018 Sch 2 para 5(2): a document that the order as it now stands does not reach holds the answer back."""
    assert texts(tuple(unanswered(Order(1, CHECKED), (goes(1), goes(2)), (), True))) == [
        "document 2 to be taken out: the order does not reach so far (DPA 2018 Sch 2 para 5(2))"
    ]


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("advised", [True, False])
def test_what_is_kept_back_from_an_order_is_advised_on(decision: Decision, advised: bool) -> None:
    """CPR r.31.19: whoever keeps back what an order reaches has taken advice first, in whatever sort of service."""
    item = replace(stays(1), decision=decision)
    found = texts(tuple(unanswered(Order(1, CHECKED), (item,), (), advised)))
    assert bool(found) is (decision is not Decision.DISCLOSE and not advised)
    assert all("advice of the data protection officer or an independent lawyer" in one for one in found)


@given(
    pieces=st.integers(1, 6),
    named=st.lists(st.one_of(st.none(), st.integers(-1, 8)), max_size=8),
    not_held=st.sets(st.integers(0, 7), max_size=4),
    kept=st.booleans(),
)
def test_what_is_taken_is_what_the_order_reaches(
    pieces: int, named: list[int | None], not_held: set[int], kept: bool
) -> None:
    """DPA 2018 Sch 2 para 5(2): any schedule is taken where each document answers a piece and none is both."""
    schedule = tuple(stays(one) if kept else goes(one) for one in named)
    reached = set(range(1, pieces + 1))
    fits = set(named) <= reached and not_held <= reached and not set(named) & not_held
    try:
        check_schedule(Kind.COURT_ORDER, schedule, not_held, pieces)
    except OrderRefused:
        assert not fits
    else:
        assert fits
        left = reached - set(named) - not_held
        assert len(tuple(unanswered(Order(pieces, CHECKED), schedule, not_held, True))) == len(left)


# --- The answer as a whole ---------------------------------------------------------------------------------------


def test_an_order_needs_no_consent() -> None:
    """DPA 2018 Sch 2 para 5(2): an order compels; a consent asked for before it came does not stand in its way."""
    asked = replace(ORDER, consents=(ConsentState(Asked.PARENT, ("CUM-5.1",), Answer.REFUSED),))
    for facts in (ORDER, asked):
        assert before_answer(facts, POLICIES["cumbria"], TODAY) == ()


@pytest.mark.parametrize("slug", SERVICES)
def test_the_person_is_told_before_an_order_is_complied_with(slug: str) -> None:
    """CUM-0: before compliance, so that they can ask the court to vary it, or the reason why not is recorded."""
    untold = replace(ORDER, prepared=(replace(ORDER.prepared[0], told=False),))
    wanted = "the person to be told before compliance, or the reason why not"
    assert wanted in [one.what for one in before_answer(untold, POLICIES[slug], TODAY)]
    assert wanted not in [one.what for one in before_answer(ORDER, POLICIES[slug], TODAY)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"order": None}, "the terms of the order to be recorded (DPA 2018 Sch 2 para 5(2))"),
        ({"subject_known": False}, "whom the information is about to be recorded (UK GDPR Art 5(1)(d))"),
        ({"approvals": ()}, "approval by the Service Manager (CUM-5.1)"),
    ],
)
def test_an_order_is_complied_with_as_it_reads(changes: dict[str, Any], says: str) -> None:
    """DPA 2018 Sch 2 para 5(2): what the order says, about whom, approved; nothing beyond it."""
    assert texts(before_answer(replace(ORDER, **changes), POLICIES["cumbria"], TODAY)) == [says]


# --- Telling ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forbids", [True, False])
def test_an_order_may_itself_forbid_to_tell(forbids: bool) -> None:
    """CUM-0: where the order forbids it, that is the reason why nobody is told; else a reason has to be on record."""
    untold = replace(
        ORDER, prepared=(replace(ORDER.prepared[0], told=False),), order=Order(1, CHECKED, False, forbids)
    )
    found = [one.what for one in before_answer(untold, POLICIES["cumbria"], TODAY)]
    assert ("the person to be told before compliance, or the reason why not" in found) is not forbids


# --- The dates --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dated", "deadline", "before", "none_stated", "says"),
    [
        (date(2026, 11, 3), None, None, False, "dated after the day on which it was received"),
        (date(2026, 11, 2), date(2026, 11, 1), None, False, "before the date of the order"),
        (date(2026, 11, 2), None, date(2026, 12, 1), False, "The deadline 2026-12-01 is on record"),
        (date(2026, 11, 2), None, date(2026, 12, 1), True, None),
        (date(2026, 11, 2), date(2026, 11, 2), date(2026, 12, 1), False, None),
        (date(2026, 10, 1), date(2026, 10, 5), None, False, None),  # an order can arrive late
    ],
)
def test_the_dates_of_an_order_can_be(
    dated: date, deadline: date | None, before: date | None, none_stated: bool, says: str | None
) -> None:
    """DPA 2018 Sch 2 para 5(2): the day that an order names is read with care, and never lost by an omission."""

    def check() -> None:
        check_terms(
            dated=dated, received=date(2026, 11, 2), deadline=deadline, before=before, none_stated=none_stated
        )

    if says is None:
        check()
        return
    with pytest.raises(OrderRefused, match=says):
        check()
