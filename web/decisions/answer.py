"""The answer: it is prepared on pages of its own (`web.prepare`), and taken back here."""

from rules.lifecycle import State
from rules.rights import Right
from tasks import disclosure
from web import answered
from web.case import Case, Values
from web.decision import Decision, Errand
from web.field import Field

GROUP = "Answer"
_BECAUSE = Field("because", "Why is it taken back?", hint="It stays on record: name nobody.")


def _reopen(case: Case, values: Values) -> str:
    disclosure.reopen(case.reference, values["because"], by=case.who.login, at=case.at)
    return "The answer is taken back: it can be prepared anew, from what was there."


def _void(_case: Case, _values: Values) -> list[str]:
    return ["Its approvals, its release and its drafts do not count any more, even if it is prepared as it was."]


DECISIONS = (
    Errand(
        "prepare",
        "Prepare the answer, or change it",
        GROUP,
        lambda case: case.state in {State.OPEN, State.PREPARED},
        "An answer is prepared once the kind is decided and the request is acknowledged, and until it is sent.",
    ),
    Decision(
        "reopen",
        "Take the prepared answer back",
        lambda _: (_BECAUSE,),
        _reopen,
        "BWD-10",
        group=GROUP,
        offered=lambda case: case.state is State.PREPARED and bool(answered.prepared(case)),
        needs="An answer is taken back once all of it is prepared, and until it is sent.",
        consequences=_void,
        right=Right.WORK,
    ),
)
