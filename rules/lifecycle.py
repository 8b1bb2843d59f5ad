"""The states of a request, the moves between them, who owns each, and the audit event of each move.

The tables are the whole of it: a move that is not listed is refused. `docs/lifecycle.md` is drawn
from them.
"""

from enum import StrEnum

from rules.refusal import Refusal


class State(StrEnum):
    """Where a request stands. What it waits for in detail is `rules.outstanding`."""

    LOGGED = "logged"  # the original is kept and a reference given; nothing read yet
    UNREADABLE = "unreadable"  # a person must read it
    IN_DOUBT = "in_doubt"  # the kind is proposed, a manager decides
    CLASSIFIED = "classified"  # the kind is settled
    OPEN = "open"  # acknowledged; consents and papers are gathered
    PREPARED = "prepared"  # the answer to every part is recorded; consents and approvals are gathered
    ANSWERED = "answered"  # the answer has been sent
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """True while something is still owed to the requester."""
        return self not in {State.ANSWERED, State.CLOSED, State.WITHDRAWN}


class Owner(StrEnum):
    """Who must act next in a state."""

    PROGRAM = "the program"
    OFFICER = "an officer"
    MANAGER = "a manager"
    APPROVERS = "the approvers"
    NOBODY = "nobody"


class MoveRefused(Refusal):
    """The request cannot go from its state to that one; says what is possible."""


OWNERS = {
    State.LOGGED: Owner.PROGRAM,
    State.UNREADABLE: Owner.MANAGER,
    State.IN_DOUBT: Owner.MANAGER,
    State.CLASSIFIED: Owner.PROGRAM,
    State.OPEN: Owner.OFFICER,
    State.PREPARED: Owner.APPROVERS,
    State.ANSWERED: Owner.PROGRAM,
    State.CLOSED: Owner.NOBODY,
    State.WITHDRAWN: Owner.NOBODY,
}

# Each allowed move and the audit event that records it.
MOVES: dict[tuple[State, State], str] = {
    (State.LOGGED, State.UNREADABLE): "reading.doubted",
    (State.LOGGED, State.IN_DOUBT): "kind.doubted",
    (State.LOGGED, State.CLASSIFIED): "kind.proposed",
    (State.UNREADABLE, State.CLASSIFIED): "kind.decided",
    (State.IN_DOUBT, State.CLASSIFIED): "kind.decided",
    (State.CLASSIFIED, State.CLASSIFIED): "kind.decided",  # decided otherwise before it was acknowledged
    (State.CLASSIFIED, State.OPEN): "acknowledgement.drafted",
    (State.OPEN, State.CLASSIFIED): "kind.decided",  # a manager corrects the kind
    (State.OPEN, State.PREPARED): "answer.prepared",
    (State.PREPARED, State.OPEN): "answer.reopened",
    (State.PREPARED, State.ANSWERED): "answer.sent",
    (State.ANSWERED, State.CLOSED): "request.closed",
    **{
        (state, State.WITHDRAWN): "request.withdrawn"
        for state in (State.UNREADABLE, State.IN_DOUBT, State.CLASSIFIED, State.OPEN, State.PREPARED)
    },
}


def event_of(source: State, target: State) -> str:
    """The audit event of a move.

    Raises:
        MoveRefused: the move is not in the table.
    """
    event = MOVES.get((source, target))
    if event is None:
        possible = [after for before, after in MOVES if before is source]
        if not possible:
            raise MoveRefused(f"The request is {source}: nothing about it changes any more.")
        listed = ", ".join(possible)
        raise MoveRefused(f"A request that is {source.replace('_', ' ')} cannot become {target}; possible: {listed}.")
    return event


def diagram() -> str:
    """The tables as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.LOGGED}: request.logged"]
    lines += [f"    {source} --> {target}: {event}" for (source, target), event in MOVES.items()]
    lines += [f"    {state} --> [*]" for state in State if not any(source is state for source, _ in MOVES)]
    return "\n".join(lines) + "\n"
