"""The page of one request: what it waits for, what to do next, and all that is on record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models import answering, incoming_mail, queries
from models.db import reading
from models.look import looking
from rules.incoming import Stage
from rules.kinds import Kind
from rules.rights import Right
from tasks import holidays
from tasks.story import story
from web import answer_words, decide
from web.case import Case, case
from web.copies import copies_of_request, record_of
from web.followed import followed
from web.next_steps import steps
from web.page import drawn
from web.part import part
from web.visitor import At, Who
from web.ways import to_offered

router = APIRouter(include_in_schema=False)
NEXT = 3  # of what is missing, those that are said at the top
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page, with its line in the contents."""

    slug: str
    title: str

    @property
    def template(self) -> str:
        """What draws it."""
        return f"request/{self.slug}.html"


@router.get("/requests/{reference}")
@looking()
def page(request: Request, reference: str, who: Who, at: At) -> Response:
    """The whole request, for somebody who may read it."""
    found = case(reference, who, at)
    told: dict[str, Any] = story(found.reference, found.today, by=who.login, at=at)
    calendars, wrong = holidays.to_show()
    actions = decide.offered(found)
    answers = _answers(found)
    mail = _mail(found)
    return drawn(
        request,
        "request.html",
        found.reference,
        who=who,
        case=found,
        story=told,
        sections=_sections(told, answers, actions, mail),
        steps=steps(found),
        next_ones=NEXT,
        parts=[
            part(one, told["clock"], found.today, calendars.united_kingdom, is_open=found.state.is_open)
            for one in told["parts"]
        ],
        followed=followed(told["follow_ups"], found.today, calendars.united_kingdom),
        wrong=wrong,
        kinds=" and ".join(kind.words for kind in found.kinds) or "kind not known yet",
        proposed=" and ".join(Kind(word).words for word in told["proposed"]) or "nothing",
        answers=answers,
        mail=mail,
        prompts=[(one["says"], to_offered(one["do"], found)) for one in told["prompts"]],
        actions=actions,
        may_export=found.may(Right.EXPORT),
        copies=copies_of_request(found, "audit", "consents", "schedule"),
        record=record_of(found),
        days=plain_days,
    )


def plain_days(text: str) -> str:
    """A line of the story with its days as people write them."""
    return _DAY.sub(lambda found: _written(found[0]), text)


def _written(word: str) -> str:
    try:
        on = date.fromisoformat(word)
    except ValueError:
        return word
    return f"{on.day} {on:%B %Y}"


def _sections(
    told: Mapping[str, Any], answers: Sequence[Any], actions: Sequence[Any], mail: Sequence[Any]
) -> list[Section]:
    """The parts of the page for which there is something to show, in their order."""
    shown = (
        ("missing", "Missing before the answer may go", told["missing"]),
        ("clock", "Clock", told["parts"]),
        ("follow_ups", "Reviews and complaints", told["follow_ups"]),
        ("mail", "E-mail about it", mail),
        ("actions", "Record or decide", actions),
        ("consider", "To consider", told["prompts"]),
        ("asked", "What is asked", True),
        ("people", "People", True),
        ("consents", "Consents", told["consents"]),
        ("record", "Conflicts, competence and powers", _record(told)),
        ("papers", "Papers", told["papers"]),
        ("answer", "The answer", answers),
        ("approvals", "Approvals", told["approvals"]),
        ("letters", "Letters", True),
        ("happened", "What happened", told["happened"]),
    )
    return [Section(slug, title) for slug, title, there in shown if there]


def _mail(found: Case) -> list[dict[str, Any]]:
    """The messages about it, with those that wait for somebody to decide."""
    with reading() as session:
        rows = incoming_mail.of_request(session, queries.request(session, found.reference))
    return [
        {
            "name": f"E-mail {row.id}",
            "href": f"/mail/{row.id}" if found.may(Right.WORK) else None,
            "sort": row.sort.words if row.sort else "Not looked at yet",
            "received": row.received_at,
            "waits": row.stage is Stage.WAITING,
            "outcome": row.outcome.words if row.outcome else "",
        }
        for row in rows
    ]


def _record(told: Mapping[str, Any]) -> bool:
    return bool(told["conflicts"] or told["competence"] or told["on_record"])


def _answers(found: Case) -> list[dict[str, Any]]:
    """The answer to each part as it is prepared, in the words of the pages on which that is done."""
    with reading() as session:
        prepared = answering.answers(session, queries.request(session, found.reference))
    return [
        {
            "title": f"{one.kind.words[0].upper()}{one.kind.words[1:]}",
            "rows": answer_words.answer_rows(one),
            "papers": answer_words.papers(one.schedule, one.kind),
        }
        for one in prepared
    ]
