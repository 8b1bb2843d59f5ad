"""The end of a request that its requester takes back. An answered one is closed by the program."""

from rules.lifecycle import MOVES, State
from tasks import close
from web.case import Case, Values
from web.decision import Decision


def _withdraw(case: Case, _values: Values) -> str:
    close.withdraw(case.reference, by=case.who.login, at=case.at)
    return "The request is withdrawn: nothing more is owed."


DECISIONS = (
    Decision(
        "withdrawn",
        "The requester takes the request back",
        lambda _case: (),
        _withdraw,
        "Good practice: the requester says so in writing",
        intro=("Keep what they wrote. Ask first where it is not clear that they mean all of it.",),
        group="End",
        offered=lambda case: (case.state, State.WITHDRAWN) in MOVES,
        needs="A request is taken back while it is open, and before its answer is sent.",
        warning="This cannot be taken back: whoever asks again makes a new request, with a new date.",
    ),
)
