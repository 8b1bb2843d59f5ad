"""An earlier register is taken over: all of its rows or none, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models import earlier
from models.db import transaction
from rules.earlier_register import Problem, RegisterRefused
from rules.rights import Right
from tasks import policies, register_papers, register_rows, services
from tasks.register_plan import Asked, Plan, examine
from tasks.register_rows import ToWrite


class RowsRefused(RegisterRefused):
    """Something is wrong with some of the rows; `problems` says what of each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        many = f"There are {len(problems):,} problems" if len(problems) > 1 else "There is a problem"
        super().__init__(f"{many} in the register, and nothing was taken over: put right what is listed.")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What was taken over: the plan, and our reference of each of its rows."""

    plan: Plan
    references: tuple[str, ...]


def take_over(content: bytes, asked: Asked, *, by: str, at: datetime, seen: str | None = None) -> TakenOver:
    """Take an earlier register over. Nothing is sent, and nothing is acknowledged.

    Args:
        seen: the hash of the file whose consequence somebody confirmed.

    Raises:
        RowsRefused, RegisterRefused: nothing was taken over.
        rules.access.AccessRefused: whoever asks does not manage the service; that they tried is recorded.
        rules.policy.UnknownService, rules.policy.PolicyRefused
    """
    plan = examine(content, asked, by=by, at=at)
    if seen is not None and seen != plan.sha256:
        raise RegisterRefused("This is not the file that you looked at: look at it first.")
    if plan.problems:
        raise RowsRefused(plan.problems)
    if not plan.rows:
        raise RegisterRefused("Every row of the register is here already: there is nothing to take over.")
    policy = policies.of(asked.service)
    with register_papers.stored(plan, at) as papers, transaction(by, at) as tx:
        tx.may(Right.MANAGE, asked.service)
        services.enter(tx, asked.service)
        rows = [ToWrite(one.dated, each) for one, each in zip(plan.rows, papers, strict=True)]
        if earlier.known(tx.session, asked.service, {one.dated.row.reference for one in rows}):
            raise RegisterRefused("Some of it was taken over meanwhile by somebody else: begin again.")
        references = register_rows.write(tx, rows, policy, plan.sha256)
        register_papers.spoken_of(tx.session, papers)
        states = {state.value: count for state, count in sorted(plan.summary.states.items())}
        tx.record(
            "register.imported", service=asked.service, sha256=plan.sha256, rows=len(rows), states=states,
            passed_over=plan.passed_over,
        )  # fmt: skip
    return TakenOver(plan, tuple(references))
