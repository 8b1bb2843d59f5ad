"""The data protection team: a request for one's own records is handed to it, in confidence, and comes back."""

from collections.abc import Sequence

from models import handed_over, queries
from models.db import reading
from rules.kinds import Kind
from tasks import hand_over
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import happened_on
from web.field import Field

GROUP = "Others with a say"
_CLAUSE = "BNS-12"


def is_out(case: Case) -> bool:
    """Whether the team has the request."""
    with reading() as session:
        return handed_over.out(session, queries.request(session, case.reference)) is not None


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _to_hand_over(case: Case) -> Sequence[Field]:
    return (
        Field("team", "Which team gets it?", hint="The team, and no person."),
        Field("saw", "What are they shown?", "long", "One paper a line, and as little as they need."),
        happened_on(case, "Day on which they got it"),
    )


def _hand_over(case: Case, values: Values) -> str:
    hand_over.hand_over(
        case.reference, values["team"], _lines(values["saw"]), by=case.who.login, at=case.at, on=values["on"]
    )
    return "The request is with the data protection team."


def _to_take_back(case: Case) -> Sequence[Field]:
    return (
        happened_on(case, "Day on which it came back"),
        Field("saw", "What else did they see?", "long", "One paper a line.", needed=False),
    )


def _take_back(case: Case, values: Values) -> str:
    hand_over.back(case.reference, _lines(values["saw"]), by=case.who.login, at=case.at, on=values["on"])
    return "The request is back from the data protection team."


def _may_go(case: Case) -> bool:
    shares = case.policy.settings.data_protection_team.value
    return case.state.is_open and shares and Kind.SAR in case.kinds and not is_out(case)


DECISIONS = (
    Decision(
        "hand-over",
        "Hand it to the data protection team",
        _to_hand_over,
        _hand_over,
        _CLAUSE,
        intro=("In confidence, and only as far as the team needs. Until it is back no answer goes.",),
        group=GROUP,
        offered=_may_go,
        needs=(
            "It is for an open request for somebody's own records, in a service whose policy shares with such a "
            "team, and which the team does not have already."
        ),
    ),
    Decision(
        "handed-back",
        "The data protection team has handed it back",
        _to_take_back,
        _take_back,
        _CLAUSE,
        group=GROUP,
        offered=is_out,
        needs="It is for a request that the team has: record first that it was handed over.",
    ),
)
