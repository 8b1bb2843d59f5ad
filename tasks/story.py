"""The whole story of one request as plain values, for `show` and its JSON."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, select

from models import access, answering, answers_sent, board, missing, queries
from models.audit_event import AuditEvent
from models.clock_event import ClockEvent
from models.db import reading
from models.moment import LONDON
from models.request import Request
from rules import outstanding, prompts
from rules.classification.result import AT_ODDS, HARM
from rules.clock.events import Happened
from rules.event_words import event_words
from rules.hint import Hint
from rules.kinds import Kind
from rules.letter import AFTER_REFUSAL
from rules.lifecycle import State
from rules.policy import Policy
from rules.schedule import to_weigh
from tasks import policies, story_answer, story_follow_ups, story_powers
from tasks.access import to_read
from tasks.story_events import event_details, event_line, events_of
from tasks.story_ledger import competence_lines, conflict_line, consent_line


def story(reference: str, today: date, *, by: str, at: datetime) -> dict[str, Any]:
    """Everything recorded of a request, with what is missing before its answer may go, for somebody who looks.

    Raises:
        models.request.NoSuchRequest
        rules.access.AccessRefused: they may not; that they tried is recorded.
    """
    with reading() as session:
        found = to_read(session, reference, by=by, at=at)
        standing = access.restriction(session, found)
        policy = policies.of(found.service)
        facts = answering.facts(session, found)
        row = board.row(session, found)
        proposal = queries.classification(session, found)
        people = queries.people(session, found)
        events = events_of(session, found.reference)
        return {
            "reference": found.reference,
            "service": found.service,
            "earlier_reference": found.earlier_reference,
            "state": found.state.value,
            "assigned_to": found.assigned_to,
            "assigned": access.assigned(session, found),
            "restricted_to": access.named(session, standing) if standing else [],
            "channel": found.channel.value,
            "received": found.received_on.isoformat(),
            "answered": _iso(answers_sent.day(session, found)),
            "closed": _iso(found.closed_on),
            "due": row.due.isoformat() if row.due else None,
            "stated": row.stated,
            "waits_for": outstanding.waits_for(facts, policy, today),
            "waits_on": outstanding.waits_on(facts, policy, today),
            "confidence": proposal.confidence if proposal else None,
            "proposed": proposal.proposed if proposal else [],
            "decided_by": proposal.decided_by if proposal else None,
            "people": [
                {
                    "is_the": person.is_the.value,
                    "name": person.name,
                    "role": person.role.value if person.role else None,
                    "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else None,
                    "stated_age": person.stated_age,
                    "reply_to": person.reply_to,
                }
                for person in people.values()
            ],
            "parts": [_part(part) for part in queries.parts(session, found)],
            "clock": clock_events(session, found),
            "evidence": [_evidence(e) for e in proposal.evidence] if proposal else [],
            "scope": [" ".join(piece.split()) for piece in proposal.scope] if proposal else [],
            "authority": proposal.authority if proposal else None,
            "goes_to": proposal.goes_to.value if proposal and proposal.goes_to else None,
            "prompts": [
                {"says": one.says, "do": one.do, "give": list(one.give)}
                for one in (_prompts(session, found, policy) if found.state.is_open else ())
            ],
            "on_record": story_powers.on_record(session, found),
            "follow_ups": story_follow_ups.told(session, found),
            "consents": [consent_line(session, found, row, today) for row in queries.consents(session, found)],
            "conflicts": [conflict_line(row) for row in queries.conflicts(session, found)],
            "competence": competence_lines(queries.competence(session, found)),
            "missing": [
                {"says": str(item), "who": item.who, "do": item.do, "give": list(item.give)}
                for item in (missing.before_answer(session, found, policy, today) if found.state.is_open else ())
            ],
            "letters": [
                f"{letter.occasion}: {letter.name}, {f'sent {letter.sent_on}' if letter.sent_on else 'draft'}"
                for letter in queries.letters(session, found)
            ],
            "approvals": story_answer.approvals(session, found),
            "release": story_answer.release(session, found),
            "papers": story_answer.documents(session, found),
            "written": story_answer.letters(session, found),
            "events": [event_line(event) for event in events],
            "happened": [_happened(event) for event in events],
        }


def _part(part: Any) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "words": part.kind.words,
        "statutory_due": part.statutory_due.isoformat() if part.statutory_due else None,
        "target_due": part.target_due.isoformat() if part.target_due else None,
        "due": part.due.isoformat() if part.due else None,
        "running": part.running,
        "because": part.working.get("because", []),
        "cites": part.working.get("cites", []),
        "data_version": part.data_version,
        "alerts": part.working.get("alerts", []),
        "stated": part.working.get("stated", True),
    }


def _happened(event: AuditEvent) -> dict[str, Any]:
    return {
        "at": event.at.astimezone(LONDON).isoformat(timespec="minutes"),
        "by": event.actor,
        "event": event.event,
        "words": event_words(event.event),
        "details": list(event_details(event)),
        "because": event.what.get("because"),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def part_lines(part: dict[str, Any], *, is_open: bool = True) -> list[str]:
    """One part of the story for a person: its date, how it came about, the rules, and what to keep an eye on."""
    ahead = part["alerts"] if is_open else []
    due = part["due"] or ("no date" if part["running"] else "when the clock runs again")
    mark = "" if part["stated"] else " (date not stated)"
    return [
        f"{part['words'][0].upper()}{part['words'][1:]}: due {due}{mark}",
        *(f"  {reason}" for reason in part["because"]),
        f"  Rules: {'; '.join(part['cites']) or 'none'}  [{part['data_version'] or 'not worked out yet'}]",
        *(["  To keep an eye on:"] if ahead else []),
        *(f"    {alert['on']}: {alert['says']} ({alert['cite']})" for alert in ahead),
    ]


def clock_events(session: Session, found: Request) -> list[dict[str, Any]]:
    """What was entered of a request's clock, counted from 1 in the order of entry."""
    query = select(ClockEvent).where(ClockEvent.request_id == found.id).order_by(col(ClockEvent.id))
    rows = session.exec(query).all()
    number_of = {row.id: number for number, row in enumerate(rows, 1)}
    taken_back_by: dict[int | None, int] = {row.takes_back: number_of[row.id] for row in rows if row.takes_back}
    receipts = [row for row in rows if row.what is Happened.RECEIVED]
    # A day of receipt is put right by the next one.
    taken_back_by |= {old.id: number_of[new.id] for old, new in pairwise(receipts)}
    return [
        {
            "number": number_of[row.id],
            "what": row.what.value,
            "words": row.what.words,
            "on": row.on.isoformat(),
            "kind": row.kind.value if row.kind else None,
            "takes_back": number_of[row.takes_back] if row.takes_back else None,
            "taken_back_by": taken_back_by.get(row.id),
            "by": row.by,
            "written_down": row.at.astimezone(LONDON).isoformat(timespec="minutes"),
        }
        for row in rows
    ]


def _evidence(found: dict[str, str]) -> str:
    quote = " ".join(found["quote"].split())  # the line breaks are the letter's, and would break ours
    return f'{Kind(found["for"]).words}: {found["says"]} - "{quote}"'


def _prompts(session: Session, found: Request, policy: Policy) -> list[Hint]:
    proposal = queries.classification(session, found)
    kinds = {part.kind for part in queries.parts(session, found)}
    goes_to = (
        [Hint(proposal.goes_to.words, do=proposal.goes_to.do)]
        if proposal and proposal.goes_to and kinds == {Kind.ENQUIRY}
        else []
    )
    weigh = [line for answer in answering.answers(session, found) for line in to_weigh(answer.schedule, answer.kind)]
    who = answering.circumstances(session, found)
    harm = [f'{HARM} - "{" ".join(proposal.harm.split())}"'] if proposal and proposal.harm else []
    odds = [f'{AT_ODDS} - "{" ".join(proposal.conflict.split())}"'] if proposal and proposal.conflict else []
    doubts = proposal.doubts if proposal and found.state is State.IN_DOUBT else []
    authority = (
        [f'Says an authority is enclosed: see that it is there, signed, and for this matter - "{proposal.authority}"']
        if proposal and proposal.authority
        else []
    )
    letters = queries.letters(session, found)
    told = any(row.name == AFTER_REFUSAL and row.sent_on for row in letters)
    refused = prompts.after_refusal(policy, refused=bool(answering.refused(session, found)), told=told)
    asked_with_power = story_powers.prompts(session, found, policy)
    seen = [Hint(line) for line in (*harm, *odds, *doubts, *authority)]
    return [*seen, *refused, *asked_with_power, *goes_to, *(Hint(line) for line in weigh)] + [
        prompt for part in queries.parts(session, found) for prompt in prompts.prompts(part.kind, who, policy)
    ]
