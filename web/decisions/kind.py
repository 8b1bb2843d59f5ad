"""What a request is: a manager confirms what the program proposes, or says otherwise."""

from collections.abc import Sequence
from typing import Final

from models import queries
from models.db import reading
from rules.kinds import Kind
from rules.lifecycle import MoveRefused, State
from tasks import classification, consents
from web import runs
from web.case import Case, Values
from web.decision import Decision, Errand
from web.field import Field, Option

SETTLED: Final = (State.CLASSIFIED, State.OPEN)
_TO_SETTLE: Final = (State.UNREADABLE, State.IN_DOUBT)


def may_decide(case: Case) -> bool:
    """Whether the kind can be decided as the request stands."""
    return case.state in {*SETTLED, *_TO_SETTLE}


def words(kinds: Sequence[Kind]) -> str:
    """Kinds in words, as a sentence has them."""
    return " and ".join(kind.words for kind in kinds)


def seen(case: Case) -> str:
    """How the kind stands, as a form carries it: what somebody else decided meanwhile is not overruled unseen."""
    return " ".join([*case.kinds, *(["to settle"] if case.state in _TO_SETTLE else [])]) or "unknown"


def _fields(case: Case) -> Sequence[Field]:
    options = [Option(kind.value, f"{kind.words[0].upper()}{kind.words[1:]}") for kind in Kind]
    hint = "Choose two or more where the letter asks for different things: each then has a date of its own."
    return (
        Field("kinds", "What is it?", "many", hint, options, starts_as=[kind.value for kind in case.kinds]),
        Field("seen", "How it stood", "hidden", starts_as=seen(case)),
    )


def _decide(case: Case, values: Values) -> str:
    if values["seen"] != seen(case):
        raise MoveRefused("Somebody has decided meanwhile what it is: look at it again, and decide if it is wrong.")
    kinds = [Kind(word) for word in values["kinds"]]
    classification.decide_kind(case.reference, kinds, by=case.who.login, at=case.at)
    return f"Decided: {words(kinds)}."


def _consequences(case: Case, values: Values) -> Sequence[str]:
    kinds = [Kind(word) for word in values["kinds"]]
    if case.state in SETTLED and {*kinds} == {*case.kinds}:
        return ("It is noted that you confirmed it.",)
    with reading() as session:
        asked = consents.to_ask(session, queries.request(session, case.reference), kinds)
    whom = ", ".join(one.words for one in asked)
    return (f"The program then notes whom to ask ({whom or 'nobody'}), and drafts the acknowledgement.",)


def _receive(case: Case, _values: Values) -> str:
    """Let the program go on with it, and go where that is seen."""
    runs.waited([runs.receive(case.reference, case.at)], runs.WAIT)
    return case.address


KIND: Final = Decision(
    "proposal",
    "Say what it is",
    _fields,
    _decide,
    group="Kind",
    offered=may_decide,
    consequences=_consequences,
    then=_receive,
    template="proposal.html",
)
_NEEDS: Final = (
    "What a request is can be decided once the program has read it, and until its answer is prepared: a prepared "
    "answer is taken back first."
)
DECISIONS = (Errand(KIND.slug, KIND.title, KIND.group, may_decide, _NEEDS),)
