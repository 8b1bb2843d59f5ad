"""What was read of a request's letter and what is proposed from it, as its page shows it beside the letter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from models import queries
from models.db import reading
from models.document import DocumentRole
from models.person import Person, Standing
from models.request import Classification, Part, Request
from rules.classification.result import AT_ODDS, HARM
from rules.kinds import Kind
from rules.lifecycle import State
from rules.rights import Right
from rules.working_days import written
from tasks import consents
from tasks.reading import stored_reading
from web.case import Case
from web.decisions.kind import SETTLED, may_decide, seen, words
from web.highlight import Highlighted, highlight
from web.ways import way

SHOWN: Final = 100_000  # characters of the letter; of more the original is there
_STANDINGS: Final = {Standing.REQUESTER: "Who writes", Standing.DATA_SUBJECT: "About whom"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the letter, and what follows from them. `place` is their mark in the text, where they stand in it."""

    says: str
    quote: str
    place: int | None


@dataclass(frozen=True, slots=True)
class _Quote:
    """Words of the letter, what they are to the proposal, and what follows from them."""

    group: str
    says: str
    text: str


def proposed(case: Case) -> Mapping[str, Any]:
    """All that the page shows beside its form."""
    with reading() as session:
        request = queries.request(session, case.reference)
        found = queries.classification(session, request)
        text = stored_reading(session, request)
        read = next(iter(queries.documents(session, request, DocumentRole.READING)), None)
        original = next(iter(queries.documents(session, request, DocumentRole.ORIGINAL)), None)
        letter = (text or {}).get("text") or ""
        quotes = list(_quotes(found)) if found else []
        marked = highlight(letter[:SHOWN], [quote.text for quote in quotes])
        reasons = _reasons(quotes, marked)
        kinds = case.kinds or tuple(Kind(word) for word in (found.proposed if found else ()))
        return {
            "case": case,
            "may": case.may(Right.WORK) and may_decide(case),
            "waits": case.state is State.LOGGED,
            "unread": case.state is State.UNREADABLE,
            "settled": case.state in SETTLED,
            "prepared": case.state is State.PREPARED,
            "look_by": request.look_by,
            "kinds": kinds,
            "kinds_words": words(kinds),
            "sure": found.confidence if found else None,
            "decided_by": found.decided_by if found else None,
            "proposed_words": words([Kind(word) for word in found.proposed]) if found else "",
            "doubts": found.doubts if found and case.state is State.IN_DOUBT else [],
            "goes_to": found.goes_to.words if found and found.goes_to and Kind.ENQUIRY in kinds else "",
            "goes_to_way": way(found.goes_to.do if found and found.goes_to else None, case.who, case.reference),
            "warnings": [*reasons.get(HARM, []), *reasons.get(AT_ODDS, [])],
            "reasons": reasons.get("evidence", []) + reasons.get("authority", []),
            "scope": reasons.get("scope", []),
            "letter": marked,
            "letter_is": _what_it_is(letter, text),
            "how": read.how if read else "",
            "original": original.id if original and case.may(Right.EXPORT) else None,
            "people": list(_people(queries.people(session, request))),
            "dates": list(_dates(case, found)),
            "parts": [_part(part) for part in queries.parts(session, request)],
            "asked": _asked(session, request, kinds),
            "seen": seen(case),
        }


def _quotes(found: Classification) -> Iterator[_Quote]:
    if found.harm:
        yield _Quote(HARM, HARM, found.harm)
    if found.conflict:
        yield _Quote(AT_ODDS, AT_ODDS, found.conflict)
    for one in found.evidence:
        yield _Quote("evidence", f"{Kind(one['for']).words}: {one['says']}", one["quote"])
    if found.authority:
        says = "an authority is said to be enclosed: see that it is there, signed, and for this matter"
        yield _Quote("authority", says, found.authority)
    for piece in found.scope:
        yield _Quote("scope", "", piece)


def _reasons(quotes: Sequence[_Quote], marked: Highlighted) -> dict[str, list[Reason]]:
    found: dict[str, list[Reason]] = {}
    places = marked.places
    for number, quote in enumerate(quotes):
        says = f"{quote.says[:1].upper()}{quote.says[1:]}".rstrip(".")
        reason = Reason(says, " ".join(quote.text.split()), places.get(number))
        found.setdefault(quote.group, []).append(reason)
    return found


def _what_it_is(letter: str, text: Mapping[str, str | None] | None) -> str:
    """What to say in place of the letter, or after it."""
    if text is None:
        return "Nothing is read of it yet."
    if not letter.strip():
        return "No text could be read in it."
    return "It goes on: the rest is in the original." if len(letter) > SHOWN else ""


def _people(people: Mapping[Standing, Person]) -> Iterator[tuple[str, str]]:
    for standing, label in _STANDINGS.items():
        person = people.get(standing)
        if person is None:
            continue
        known = [
            person.name,
            person.role.replace("_", " ") if person.role else None,
            f"born {written(person.date_of_birth)}" if person.date_of_birth else None,
            f"aged {person.stated_age} as the letter says" if person.stated_age is not None else None,
            person.reply_to,
        ]
        yield label, "; ".join(one for one in known if one) or "not known"


def _dates(case: Case, found: Classification | None) -> Iterator[tuple[str, str]]:
    yield "Received", written(case.received)
    if found:
        for label, day in (
            ("Dated", found.letter_date),
            ("Answer wanted by", found.required_by),
            ("Hearing on", found.hearing_on),
        ):
            if day:
                yield label, written(day)


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": f"{part.kind.words[0].upper()}{part.kind.words[1:]}",
        "due": part.due,
        "running": part.running,
        "stated": part.working.get("stated", True),
        "because": part.working.get("because", []),
        "cites": part.working.get("cites", []),
    }


def _asked(session: Session, request: Request, kinds: Sequence[Kind]) -> list[tuple[str, str, Sequence[str]]]:
    found = consents.to_ask(session, request, kinds).values()
    return [(f"{ask.whom.words[0].upper()}{ask.whom.words[1:]}", ask.why, ask.cites) for ask in found]
