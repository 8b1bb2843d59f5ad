"""The states of a request: each has an owner, each move an audit event, and each road an end."""

import re
from itertools import product

import pytest

from rules.lifecycle import MOVES, OWNERS, MoveRefused, Owner, State, diagram, event_of

ENDS = {State.CLOSED, State.WITHDRAWN}
ALL_PAIRS = list(product(State, State))


def reachable(source: State) -> set[State]:
    """Every state to which some road leads from this one, itself included."""
    found, to_visit = {source}, [source]
    while to_visit:
        here = to_visit.pop()
        for before, after in MOVES:
            if before is here and after not in found:
                found.add(after)
                to_visit.append(after)
    return found


@pytest.mark.parametrize("state", State)
def test_each_state_has_somebody_who_acts_next(state: State) -> None:
    """Nothing lies about without an owner; only a finished request belongs to nobody."""
    assert (OWNERS[state] is Owner.NOBODY) is (state in ENDS)


@pytest.mark.parametrize("state", State)
def test_each_state_can_be_reached_and_leads_to_an_end(state: State) -> None:
    """No request is stuck: from each state some road ends, and a finished request stays finished."""
    assert state in reachable(State.LOGGED)
    if state in ENDS:
        assert reachable(state) == {state}
    else:
        assert reachable(state) & ENDS


@pytest.mark.parametrize(("source", "target"), list(MOVES))
def test_each_move_is_recorded_by_an_event(source: State, target: State) -> None:
    """Each change writes one audit event; its name says what and what happened to it."""
    assert event_of(source, target) == MOVES[source, target]
    assert re.fullmatch(r"[a-z]+\.[a-z]+", MOVES[source, target])
    # Only a kind can be decided anew where it stands.
    assert source is not target or source is State.CLASSIFIED


@pytest.mark.parametrize(("source", "target"), [pair for pair in ALL_PAIRS if pair not in MOVES])
def test_any_other_move_is_refused(source: State, target: State) -> None:
    """What is not in the table does not happen; the refusal names the moves that are possible."""
    with pytest.raises(MoveRefused) as refused:
        event_of(source, target)
    possible = [after.value for before, after in MOVES if before is source]
    ending = f"possible: {', '.join(possible)}." if possible else "nothing about it changes any more."
    assert str(refused.value).endswith(ending)


# What must and must not be possible, by the promises behind it.
@pytest.mark.parametrize(
    ("source", "target", "possible"),
    [
        (State.OPEN, State.PREPARED, True),
        (State.PREPARED, State.ANSWERED, True),
        (State.PREPARED, State.OPEN, True),  # an answer is taken back before it goes
        (State.OPEN, State.CLASSIFIED, True),  # a manager corrects the kind
        (State.CLASSIFIED, State.CLASSIFIED, True),  # and may do so before it is acknowledged
        (State.OPEN, State.ANSWERED, False),  # even the holding answer is prepared and approved (BWD-5)
        (State.IN_DOUBT, State.CLASSIFIED, True),
        (State.IN_DOUBT, State.OPEN, False),  # a person decides before anything is written
        (State.UNREADABLE, State.OPEN, False),
        (State.LOGGED, State.OPEN, False),
        (State.CLASSIFIED, State.PREPARED, False),  # it is acknowledged first
        (State.CLASSIFIED, State.ANSWERED, False),
        (State.OPEN, State.CLOSED, False),  # nothing closes unanswered
        (State.PREPARED, State.CLOSED, False),
        (State.PREPARED, State.CLASSIFIED, False),
        (State.ANSWERED, State.OPEN, False),  # what was sent cannot be called back
        (State.ANSWERED, State.WITHDRAWN, False),
        (State.CLOSED, State.OPEN, False),
        (State.WITHDRAWN, State.OPEN, False),
    ],
)
def test_the_moves_keep_the_promises(source: State, target: State, possible: bool) -> None:
    """BWD-1: nothing is answered before it is read, decided and acknowledged, nor closed unanswered."""
    assert ((source, target) in MOVES) is possible


@pytest.mark.parametrize("state", [State.UNREADABLE, State.IN_DOUBT, State.CLASSIFIED, State.OPEN, State.PREPARED])
def test_a_request_can_be_withdrawn_until_it_is_answered(state: State) -> None:
    """Who asked may stop asking at any time before the answer is sent."""
    assert event_of(state, State.WITHDRAWN) == "request.withdrawn"


@pytest.mark.parametrize("state", State)
def test_a_request_is_open_while_an_answer_is_owed(state: State) -> None:
    """FOIA 2000 s.1(1), UK GDPR Art 12A: until it is answered or withdrawn its clock matters."""
    assert state.is_open is (state not in {State.ANSWERED, State.CLOSED, State.WITHDRAWN})


def test_the_diagram_shows_every_state_and_move() -> None:
    """The picture is drawn from the tables and leaves nothing out."""
    lines = [line.strip() for line in diagram().splitlines()]
    assert lines[0] == "stateDiagram-v2"
    moves = {f"{source} --> {target}: {event}" for (source, target), event in MOVES.items()}
    edges = {"[*] --> logged: request.logged", "closed --> [*]", "withdrawn --> [*]"}
    assert set(lines[1:]) == moves | edges
    assert len(lines) == 1 + len(moves) + len(edges)
