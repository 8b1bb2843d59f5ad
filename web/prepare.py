"""Preparing the answer to a part of a request: how it is given, what its letter says, and the schedule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from rules.disclosure import PartAnswer
from rules.exemptions import LAWS_FOR, catalogue
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import MoveRefused, State
from rules.refusal import Refusal
from rules.rights import Right
from rules.schedule import Item, ScheduleRefused, to_weigh
from tasks import disclosure
from web import answered, papers
from web.answer_fields import fields, lists_papers, to_prepare
from web.answer_words import OUTCOMES, outcomes
from web.answer_words import papers as papers_shown
from web.case import Case, Values, case
from web.decision import NOTHING_MOVES, Decision, answers, rehearsed
from web.field import Field, Sent, carried, may_have, read, starts_as, typed
from web.guard import TooLarge
from web.page import drawn, onward
from web.papers import Row
from web.visitor import At, FormSoFar, Visitor, Who
from web.ways import Way, out_of

router = APIRouter(include_in_schema=False)
TITLE = "Prepare the answer"


@router.get("/requests/{reference}/prepare")
def choose(request: Request, reference: str, who: Who, at: At) -> Response:
    """How each part may be answered, and what is prepared already."""
    found = _open(case(reference, who, at, Right.WORK))
    stands = {answer.kind: answer for answer in answered.prepared(found)}
    parts = [(kind, stands.get(kind), outcomes(kind, found.policy)) for kind in found.kinds]
    return drawn(request, "prepare_choose.html", TITLE, who=who, case=found, parts=parts, words=OUTCOMES)


def _open(found: Case) -> Case:
    """The same request, if its answer can be prepared now.

    Raises:
        rules.lifecycle.MoveRefused
    """
    if found.state not in {State.OPEN, State.PREPARED}:
        raise MoveRefused(f"The answer to a request that is {found.state} cannot be prepared now.")
    return found


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer that somebody prepares: to which part, how it is given, and what is asked of it."""

    request: Request
    case: Case
    kind: Kind
    outcome: Outcome
    stands: PartAnswer | None
    asked: Sequence[Field]


def _answer(request: Request, reference: str, kind: Kind, outcome: Outcome, who: Visitor, at: datetime) -> _Answer:
    """The answer of that address, where a part of the request can be answered so."""
    found = _open(case(reference, who, at, Right.WORK))
    if kind not in found.kinds or outcome not in outcomes(kind, found.policy):
        raise HTTPException(404, "No part of this request is answered that way.")
    stands = answered.prepared_to(found, kind)
    return _Answer(request, found, kind, outcome, stands, fields(found, kind, outcome, stands))


@router.get("/requests/{reference}/prepare/{kind}/{outcome}")
def form(request: Request, reference: str, kind: Kind, outcome: Outcome, who: Who, at: At) -> Response:
    """The form, filled in with what was last prepared."""
    answer = _answer(request, reference, kind, outcome, who, at)
    rows = papers.of_schedule(answer.stands.schedule) if answer.stands else []
    return _form(answer, starts_as(answer.asked), rows, {})


@router.post("/requests/{reference}/prepare/{kind}/{outcome}")
def take(
    request: Request, reference: str, kind: Kind, outcome: Outcome, who: Who, at: At, sent: FormSoFar
) -> Response:
    """What was sent: more rows, or its consequence, or, once that was confirmed, the deed."""
    answer = _answer(request, reference, kind, outcome, who, at)
    step = sent.one("step")
    rows, errors = _rows(sent, lists_papers(outcome))
    if step in {"more", "change"} and not errors:
        more = papers.MORE if step == "more" else 0
        return _form(answer, typed(answer.asked, sent), rows, {}, more)
    values, wrong = read(answer.asked, sent)
    schedule, wrong_rows = papers.items(rows)
    errors = wrong | errors | wrong_rows
    way: Way | None = None
    if not errors and outcome.gives and not rows:
        errors["document-1"] = "List at least one document that goes (UK GDPR Art 5(1)(c))."
    if not errors:
        deed = _deed(answer, schedule)
        try:
            if step == "confirm":
                return onward(answer.case.address, deed.carry_out(answer.case, values))
            consequences = rehearsed(deed, answer.case, values)
        except Refusal as refused:
            errors[""] = str(refused)
            way = out_of(refused, request, who)
        else:
            hidden = [
                *carried(answer.asked, sent),
                *((name, word) for name, word in papers.values(rows).items() if word),
            ]
            return _confirm(answer, values, schedule, consequences, hidden)
    return _form(answer, typed(answer.asked, sent), rows, errors, way=way, wrong=413 if sent.cut else 422)


def _rows(sent: Sent, wanted: bool) -> tuple[list[Row], dict[str, str]]:
    """The rows that were typed, or those of a file in their place."""
    if sent.cut and not wanted:
        raise TooLarge
    if not wanted:
        return [], {}
    rows = papers.typed(sent)
    if sent.cut:
        return rows, {papers.FILE.name: f"What was sent is too large. {may_have()}"}
    for upload in sent.files.get(papers.FILE.name, ()):
        if upload.content:
            try:
                return papers.of_csv(upload.content), {}
            except ScheduleRefused as refused:
                return rows, {papers.FILE.name: str(refused)}
    return rows, {}


def _deed(answer: _Answer, schedule: Sequence[Item]) -> Decision:
    def carry_out(case: Case, values: Values) -> str:
        answered.check_seen(case, answer.kind, values[answered.SEEN] or "")
        wanted = to_prepare(answer.kind, values, schedule)
        disclosure.prepare(case.reference, answer.outcome, by=case.who.login, at=case.at, **wanted)
        return f"The answer to the {answer.kind.words} is prepared."

    return Decision("prepare", TITLE, lambda _: (), carry_out)


def _form(
    answer: _Answer,
    values: Mapping[str, Any],
    rows: Sequence[Row],
    errors: dict[str, str],
    more: int = 0,
    way: Way | None = None,
    wrong: int = 422,
) -> Response:
    wanted = lists_papers(answer.outcome)
    shown = papers.columns(answer.kind, rows)
    number = min(max(len(rows) + more, papers.AT_FIRST), papers.MOST) if wanted else 0
    cells = [papers.fields(shown, row) for row in range(1, number + 1)]
    laws = LAWS_FOR[answer.kind]
    return drawn(
        answer.request,
        "prepare.html",
        TITLE,
        who=answer.case.who,
        status=wrong if errors else 200,
        case=answer.case,
        kind=answer.kind,
        outcome=OUTCOMES[answer.outcome],
        action=answer.request.url.path,
        asked=answer.asked,
        rows=cells,
        file=papers.FILE,
        cites=[one.cite for one in catalogue().values() if one.law in laws],
        cites_id=papers.CITES,
        full=number >= papers.MOST,
        fields=[*answer.asked, papers.FILE, *(cell for row in cells for cell in row)],
        values={**values, **papers.values(rows)},
        errors=errors,
        way=way,
    )


def _confirm(
    answer: _Answer,
    values: Values,
    schedule: Sequence[Item],
    consequences: Sequence[str],
    hidden: Sequence[tuple[str, str]],
) -> Response:
    return drawn(
        answer.request,
        "prepare_confirm.html",
        TITLE,
        who=answer.case.who,
        back=answer.case.address,
        reference=answer.case.reference,
        action=answer.request.url.path,
        answers=[("Part", answer.kind.words), ("Answer", OUTCOMES[answer.outcome]), *answers(answer.asked, values)],
        papers=papers_shown(schedule, answer.kind),
        says=to_weigh(schedule, answer.kind),
        consequences=consequences or [NOTHING_MOVES],
        caution="",
        clause="BWD-1",
        carried=hidden,
    )
