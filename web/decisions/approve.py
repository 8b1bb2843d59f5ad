"""Approving the answer: exactly what was read, by each role that is asked, each a different person (BWD-10)."""

from collections.abc import Mapping, Sequence
from typing import Any

from models import answering, queries
from models.db import reading
from models.person import Standing
from rules import approvals as rule
from rules.lifecycle import State
from rules.rights import Right
from tasks import approvals
from web import answered
from web.answer_words import answer_rows, papers
from web.case import Case, Values
from web.decision import Decision
from web.decisions.answer import GROUP
from web.field import Field


def _fields(case: Case) -> Sequence[Field]:
    return (Field("of", "What is approved", "hidden", starts_as=answered.digest(case)),)


def _approve(case: Case, values: Values) -> str:
    approvals.approve(case.reference, case.who.role, by=case.who.login, at=case.at, of=values["of"])
    return f"You approved the answer as {case.who.role}."


def shown(case: Case) -> Mapping[str, Any]:
    """All that is approved, who approved it, and who has still to."""
    with reading() as session:
        request = queries.request(session, case.reference)
        facts = answering.facts(session, request)
        requester = queries.people(session, request).get(Standing.REQUESTER)
        prepared = answering.answers(session, request)
    needed = rule.roles_needed(facts.kinds, case.policy)
    missing = rule.missing(facts.kinds, case.policy, facts.approvals, facts.digest)
    return {
        "parts": [(one.kind, answer_rows(one), papers(one.schedule, one.kind)) for one in prepared],
        "requester": [word for word in (requester.name, requester.reply_to) if word] if requester else [],
        "given": [(one.role, one.by) for one in facts.approvals if one.of == facts.digest and one.role in needed],
        "missing": [(role, ", ".join(cites)) for role, cites in missing.items()],
        "able": case.state is State.PREPARED and case.who.role in missing,
        "preview": f"{case.address}/letters" if case.may(Right.EXPORT) else None,
    }


DECISIONS = (
    Decision(
        "approve",
        "Approve the answer",
        _fields,
        _approve,
        "BWD-10",
        group=GROUP,
        offered=lambda case: case.state is State.PREPARED,
        needs="An answer is approved once all of it is prepared, and until it is sent: prepare the answer first.",
        submit="Approve it as it stands here",
        right=Right.APPROVE,
        template="approve.html",
        shown=shown,
    ),
)
