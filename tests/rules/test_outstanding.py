"""What is missing before an answer may go: each thing alone holds it back."""

from dataclasses import replace

import pytest

from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import Outcome
from rules.lifecycle import OWNERS, State
from rules.outstanding import Facts, Prepared, before_answer, waits_for
from tests.rules.complete_facts import (
    BOTH_MANAGERS,
    BWD,
    COMPLETE,
    EXTRACT,
    TODAY,
    consent,
    prepared,
    texts,
)


def test_a_complete_answer_may_go() -> None:
    """BWD-1, BWD-10: with a ground, a schedule, the consent and both approvals nothing is missing."""
    assert before_answer(COMPLETE, BWD, TODAY) == ()
    assert waits_for(COMPLETE, BWD, TODAY) == "the answer to be sent"


ALONE = [
    (prepared(ground=None), "a ground from the service's list (BWD-1, BWD-12)", "an officer"),
    (prepared(purpose=False), "the purpose for which it goes (HIL-2, UK GDPR Art 5(1)(b))", "an officer"),
    (
        replace(COMPLETE, subject_known=False),
        "whom the information is about to be recorded (UK GDPR Art 5(1)(d))",
        "an officer",
    ),
    (
        consent(covers=False),
        "consent of the parent: it was to something else, so it must be asked again (UK GDPR Art 4(11), HIL-2)",
        "an officer",
    ),
    (prepared(items=0), "a schedule with at least one document that goes (UK GDPR Art 5(1)(c))", "an officer"),
    (consent(answer=None), "consent of the parent (BWD-10)", "an officer"),
    (consent(answer=Answer.REFUSED), "consent of the parent: it was refused (BWD-10)", "a manager"),
    (consent(withdrawn=True), "consent of the parent: it was withdrawn (UK GDPR Art 7(3), BWD-10)", "an officer"),
    (
        consent(review_on=TODAY),
        "consent of the parent: it is due for review and must be confirmed (CUM-4.4, BNS-10)",
        "an officer",
    ),
    (
        consent(answer=Answer.RESTRICTED, roles=("SEND officer",)),
        "consent of the parent for this recipient: it names only other roles (CUM-4.5)",
        "an officer",
    ),
    (
        replace(COMPLETE, approvals=BOTH_MANAGERS[:1]),
        "approval by the SENDIASS Manager (BWD-10)",
        "SENDIASS Manager",
    ),
    (replace(COMPLETE, approvals=BOTH_MANAGERS[1:]), "approval by the CVS Manager (BWD-10)", "CVS Manager"),
    (
        replace(COMPLETE, state=State.OPEN, prepared=()),
        "the answer to be prepared (outcome, ground, schedule) (BWD-1)",
        "an officer",
    ),
    (
        replace(COMPLETE, state=State.OPEN, approvals=()),
        "the answer, which was taken back, to be prepared again (BWD-1)",
        "an officer",
    ),
]


@pytest.mark.parametrize(("facts", "says", "who"), ALONE, ids=[says for _, says, _ in ALONE])
def test_each_missing_thing_alone_holds_the_answer_back(facts: Facts, says: str, who: str) -> None:
    """BWD-1, BWD-10, CUM-4.2, CUM-4.4, CUM-4.5: named with its source and with whoever must act."""
    found = before_answer(facts, BWD, TODAY)
    assert texts(found) == [says]
    assert found[0].who == who
    assert waits_for(facts, BWD, TODAY) == found[0].what


def test_a_changed_answer_needs_its_approvals_anew() -> None:
    """BWD-10: what was approved was another answer; both managers look again."""
    found = before_answer(replace(COMPLETE, digest="digest of another answer"), BWD, TODAY)
    assert texts(found) == ["approval by the CVS Manager (BWD-10)", "approval by the SENDIASS Manager (BWD-10)"]


def test_everything_missing_is_said_at_once() -> None:
    """An officer sees the whole of what is left, not one thing after the other."""
    facts = replace(consent(answer=None), approvals=(), prepared=(replace(EXTRACT, ground=None, items=0),))
    assert len(before_answer(facts, BWD, TODAY)) == 4
    assert waits_for(facts, BWD, TODAY).count("; ") == 3


# --- Before an answer is prepared -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (State.LOGGED, "the program to read it"),
        (State.CLASSIFIED, "the program to acknowledge it"),
        (State.UNREADABLE, "a manager to read it and decide its kind"),
        (State.IN_DOUBT, "a manager to decide its kind"),
        (State.ANSWERED, "nothing: the request is answered"),
        (State.CLOSED, "nothing: the request is closed"),
        (State.WITHDRAWN, "nothing: the request is withdrawn"),
    ],
)
def test_no_answer_goes_before_its_time_or_twice(state: State, says: str) -> None:
    """A complete answer still does not go from a state in which nothing may: unread, undecided, or sent already."""
    found = before_answer(replace(COMPLETE, state=state), BWD, TODAY)
    assert texts(found) == [says]
    assert found[0].who == OWNERS[state]


def test_the_board_says_what_an_open_request_waits_for() -> None:
    """CUM-4.2: consents are named while they are outstanding, and each thing once."""
    twice = (ConsentState(Asked.PARENT, ("CUM-5.1",)), ConsentState(Asked.PARENT, ("BWD-10",)))
    facts = Facts(State.OPEN, (Kind.LA_LEGAL,), twice)
    assert waits_for(facts, BWD, TODAY) == (
        "consent of the parent; the answer to be prepared (outcome, ground, schedule)"
    )


@pytest.mark.parametrize(
    ("state", "runs", "says"),
    [
        (State.OPEN, False, "the requester's answer"),
        (State.PREPARED, False, "the requester's answer"),
        (State.ANSWERED, False, "nothing"),
        (State.CLOSED, True, "nothing"),
        (State.IN_DOUBT, True, "a manager to decide its kind"),
    ],
)
def test_the_board_says_when_the_requester_is_waited_for(state: State, runs: bool, says: str) -> None:
    """UK GDPR Art 12A(5), FOIA 2000 s.1(3): a clock that waits, waits for the requester."""
    assert waits_for(replace(COMPLETE, state=state, paused=() if runs else COMPLETE.kinds), BWD, TODAY) == says


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ((Kind.SAR,), ["the answer to be prepared (outcome, ground, schedule) (BWD-1)"]),
        ((Kind.INSPECTION,), ["the inspection to be recorded (BWD-4)"]),
        ((Kind.ENQUIRY,), ["an officer to answer the enquiry"]),
        (
            (Kind.SAR, Kind.FOI),
            [
                "the answer to the subject access request to be prepared (outcome, ground, schedule) (BWD-1)",
                "the answer to the freedom of information request to be prepared (outcome, ground, schedule) (BWD-1)",
            ],
        ),
        (
            (Kind.FOI, Kind.ENQUIRY),
            [
                "the answer to the freedom of information request to be prepared (outcome, ground, schedule) (BWD-1)",
                "an officer to answer the enquiry",
            ],
        ),
    ],
)
def test_an_open_request_waits_for_what_each_part_needs(kinds: tuple[Kind, ...], says: list[str]) -> None:
    """BWD-1, BWD-4: a disclosure has a ground and a schedule; an inspection is recorded, an enquiry answered."""
    assert texts(before_answer(Facts(State.OPEN, kinds), BWD, TODAY)) == says


def test_approvals_are_asked_for_once_every_part_is_prepared() -> None:
    """BWD-7, BWD-10: an approval is of the whole answer, so none is asked while a part of it is missing."""
    hybrid = replace(COMPLETE, kinds=(Kind.LA_LEGAL, Kind.FOI), approvals=())
    assert texts(before_answer(hybrid, BWD, TODAY)) == [
        "the answer to the freedom of information request to be prepared (outcome, ground, schedule) (BWD-1)"
    ]
    public = Prepared(Kind.FOI, Outcome.DISCLOSED, Ground.PUBLIC_INFORMATION, None, 1)
    whole = replace(hybrid, prepared=(EXTRACT, public))
    assert texts(before_answer(whole, BWD, TODAY)) == [
        "approval by the CVS Manager (BWD-10)",
        "approval by the SENDIASS Manager (BWD-10, BWD-14)",
    ]
    assert before_answer(replace(whole, approvals=BOTH_MANAGERS), BWD, TODAY) == ()
