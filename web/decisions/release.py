"""The answer goes: a person decides it, and how it is sent; what is missing before it may go is listed."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import missing, queries
from models.db import reading
from rules.letter import COPY
from rules.lifecycle import State
from rules.rights import Right
from rules.sending import SentBy, unsafe_for
from tasks import dispatch, letter
from web import runs
from web.case import Case, Values
from web.decision import Decision
from web.decisions.answer import GROUP
from web.field import Field, Option


def _fields(case: Case) -> Sequence[Field]:
    ways = [one for one in SentBy if not any(unsafe_for(kind, one) for kind in case.kinds)]
    options = [Option(one, f"{one.words[0].upper()}{one.words[1:]}") for one in ways]
    return (Field("way", "How does it go?", "choice", options=options),)


def _release(case: Case, values: Values) -> str:
    way = SentBy(values["way"])
    dispatch.release(case.reference, way, by=case.who.login, at=case.at)
    return f"The answer is released, to go {way.words}."


def _goes(case: Case, _values: Values) -> Sequence[str]:
    with reading() as session:
        letters = letter.answer_occasions(session, queries.request(session, case.reference))
    listed = "; ".join(
        f"{'the copy for the family' if name == COPY else 'the answer'} ({kind.words})"
        for name, kind in letters.values()
    )
    return (
        f"It is written, and noted as sent today: {listed}." if letters else "No letter goes with it.",
        "The request is then closed, and leaves the board.",
    )


def _respond(case: Case, _values: Values) -> str:
    runs.waited([runs.respond(case.reference, case.at)], runs.WAIT)
    return case.address


def _shown(case: Case) -> Mapping[str, Any]:
    with reading() as session:
        request = queries.request(session, case.reference)
        found = missing.before_answer(session, request, case.policy, case.today)
    return {"missing": [str(one) for one in found], "prepared": case.state is State.PREPARED}


DECISIONS = (
    Decision(
        "release",
        "Send the answer",
        _fields,
        _release,
        group=GROUP,
        offered=lambda case: case.state is State.PREPARED,
        needs="An answer is sent once all of it is prepared, and once only: prepare the answer first.",
        consequences=_goes,
        warning="What has gone cannot be called back.",
        right=Right.EXPORT,
        then=_respond,
        template="release.html",
        shown=_shown,
    ),
)
