"""What happened, in words and in the time that the office's clock shows; for the page of a request and for `show`."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.audit_event import AuditEvent
from models.moment import LONDON
from rules.clock.events import Happened
from rules.conflicts import Conflict
from rules.consents import Asked
from rules.event_words import event_words
from rules.follow_ups import Outcome
from rules.kinds import FollowUp, Kind
from rules.letter_words import letter_words
from rules.sending import SentBy
from rules.working_days import written


def event_lines(session: Session, reference: str) -> list[str]:
    """Everything that the audit log has of a request or a case file, in order."""
    return [event_line(event) for event in events_of(session, reference)]


def events_of(session: Session, reference: str) -> list[AuditEvent]:
    """The events of a request or a case file, in order."""
    query = select(AuditEvent).where(AuditEvent.reference == reference).order_by(col(AuditEvent.number))
    return list(session.exec(query).all())


def event_line(event: AuditEvent) -> str:
    """One event: when, what, by whom, and why where a reason was given."""
    because = event.what.get("because")
    when = event.at.astimezone(LONDON)
    about = f" ({', '.join(details)})" if (details := list(event_details(event))) else ""
    says = f"{event_words(event.event)}{about} by {event.actor}"
    return f"{when:%Y-%m-%d %H:%M} {says}" + (f": {because}" if because else "")


def event_details(event: AuditEvent) -> Iterator[str]:
    """Of what it was: whom, which letter, which day. The log holds no name, so none is told."""
    for key, said in _DETAILS.items():
        found = event.what.get(key)
        if key == "occasion" and "letter" in event.what:
            continue
        if found is not None and (words := _told(said, found)):
            yield words
    if event.event in {"clock.started", "clock.moved"} and event.what.get("due") is None:
        yield "no date while the clock waits" if event.what.get("running") is False else "no date"


def _told(said: Callable[[Any], str], found: Any) -> str:
    try:
        return said(found)
    except (ValueError, TypeError):  # a word of another release
        return ""


def _what(word: str) -> str:
    """A day of the clock, or a conflict."""
    return Conflict(word).words if word in set(Conflict) else Happened(word).words


_DETAILS: dict[str, Callable[[Any], str]] = {
    "kind": lambda word: Kind(word).words,
    "kinds": lambda words: " and ".join(Kind(word).words for word in words),
    "whom": lambda word: Asked(word).words,
    "what": _what,
    "follow_up": lambda word: FollowUp(word).words,
    "outcome": lambda word: Outcome(word).replace("_", " "),
    "letter": letter_words,
    "occasion": letter_words,
    "role": str,
    "login": str,
    "standing": lambda word: word.replace("_", " "),
    "document": lambda number: f"document {number}",
    "on": lambda day: written(date.fromisoformat(day)),
    "received": lambda day: written(date.fromisoformat(day)),
    "due": lambda day: f"due {written(date.fromisoformat(day))}",
    "drafted": lambda any_: "" if any_ else "no letter, as it was taken over",
    "send_by": lambda word: SentBy(word).value.replace("-", " "),
}
