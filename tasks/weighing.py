"""What a document's place on the schedule rests on is recorded: the balance that was struck, an opinion."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models import answering, queries
from models.db import Transaction, reading, transaction
from models.disclosure import Disclosure, ScheduleItem
from models.moment import day_of
from models.request import Request
from rules import gates
from rules.deed import Deed
from rules.kinds import Kind
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.typed import needed
from tasks import access, disclosure


class WeighingRefused(Refusal):
    """The balance or the opinion cannot be recorded so; says why."""


def asked_of(
    reference: str, document: int, kind: Kind | None = None, *, by: str, at: datetime
) -> tuple[str, tuple[str, ...]]:
    """What must be weighed of one document: the provision, and each thing that it names.

    Raises:
        models.request.NoSuchRequest, rules.access.AccessRefused: whoever asks may not see the request.
        WeighingRefused: nothing is prepared, there is no such document, or nothing is to be weighed of it.
    """
    with reading() as session:
        row = _prepared(queries.disclosures(session, access.to_read(session, reference, by=by, at=at)), kind)
        return _to_weigh(_line(queries.schedule_items(session, row), document), row.kind)


def weigh(
    reference: str, document: int, answers: Sequence[str], *, by: str, at: datetime, kind: Kind | None = None
) -> None:
    """Record how what speaks for and against was weighed of one document, in the order in which it is asked.

    Args:
        document: its number on the schedule, from 1.
        answers: one for each thing that the provision names (`asked_of`).

    Raises:
        WeighingRefused: as `asked_of`, or the answers are not as many.
        rules.typed.TypedRefused: an answer is empty or too long.
    """
    with transaction(by, at, trying="weighing") as tx:
        request = _open(tx, reference)
        row = _prepared(queries.disclosures(tx.session, request), kind)
        line = _line(queries.schedule_items(tx.session, row), document)
        cite, factors = _to_weigh(line, row.kind)
        if len(answers) != len(factors):
            raise WeighingRefused(f"{cite} asks for {len(factors)} answers: {'; '.join(factors)}.")
        line.weighed = [needed(text, factor, 2000) for factor, text in zip(factors, answers, strict=True)]
        _keep(tx, request, line, "document.weighed", document, row, cite=cite)


def give_opinion(
    reference: str,
    document: int,
    *,
    on: date,
    of: str,
    serious_harm: bool,
    by: str,
    at: datetime,
    kind: Kind | None = None,
) -> None:
    """Record what a health professional says of one document (DPA 2018 Sch 3 para 5 and 6).

    Args:
        on: the day of the opinion; after six months it no longer counts.
        of: in what role they gave it, such as "consultant paediatrician"; never a name.
        serious_harm: whether giving it would do serious harm to the physical or mental health of anybody.

    Raises:
        WeighingRefused: nothing is prepared, there is no such document, or the day lies in the future.
    """
    with transaction(by, at, trying="weighing") as tx:
        request = _open(tx, reference)
        if on > day_of(at):
            raise WeighingRefused("The day of the opinion lies in the future; check it.")
        row = _prepared(queries.disclosures(tx.session, request), kind)
        line = _line(queries.schedule_items(tx.session, row), document)
        line.opinion_on, line.opinion_of_harm = on, serious_harm
        line.opinion_of = needed(of, "role in which the opinion was given", 120)
        _keep(tx, request, line, "document.opinion", document, row, on=on.isoformat(), serious_harm=serious_harm)


def _open(tx: Transaction, reference: str) -> Request:
    request = tx.request(reference)
    if request.state not in {State.OPEN, State.PREPARED}:
        raise WeighingRefused(f"The request is {request.state}: nothing is weighed for it now.")
    return request


def _prepared(rows: Sequence[Disclosure], kind: Kind | None) -> Disclosure:
    fitting = [row for row in rows if kind in {None, row.kind}]
    if not fitting:
        raise WeighingRefused("Prepare first what would go, then weigh its documents.", do=Deed.PREPARE)
    if len(fitting) > 1:
        parts = ", ".join(row.kind for row in fitting)
        raise WeighingRefused(f"Say which part it is about: {parts}.", give=("part",))
    return fitting[0]


def _line(lines: Sequence[ScheduleItem], document: int) -> ScheduleItem:
    found = next((line for line in lines if line.number == document), None)
    if found is None:
        raise WeighingRefused(f"There is no document {document} on the schedule: it has {len(lines)}.")
    return found


def _to_weigh(line: ScheduleItem, kind: Kind) -> tuple[str, tuple[str, ...]]:
    asked = gates.to_weigh(answering.item_of(line), kind)
    if asked is None:
        raise WeighingRefused(f"Nothing is to be weighed of document {line.number}.")
    return asked


def _keep(
    tx: Transaction, request: Request, line: ScheduleItem, event: str, document: int, row: Disclosure, **what: Any
) -> None:
    """What was weighed is part of what is approved: the drafts and the release of the answer are void."""
    tx.session.add(line)
    tx.session.flush()
    disclosure.void(tx, request)
    tx.record(event, request, kind=row.kind.value, document=document, **what)
