"""How each matter of a request stands, in a few words: who agreed, who sees it, what is held, whose say is on record.

Read before a step and after it, so that whoever confirms the step sees what it puts on record (`models.consequence`).
"""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from models import access, answering, case_files, follow_ups, handed_over, holds, powers, queries
from models.consent import Consent
from models.person import Person
from models.request import Request
from rules.ledger import Stage, stage
from rules.working_days import written

Matter = tuple[str, str]  # what it is, and how it stands


def matters(session: Session, found: Request, today: date) -> dict[str, str]:
    """How every matter stands that a person may have recorded or decided; what nobody did is not in it."""
    return dict(
        line for lines in (_people, _disputes, _powers, _sight, _held, _followed) for line in lines(session, found)
    ) | dict(_consents(session, found, today))


def _people(session: Session, found: Request) -> Iterator[Matter]:
    for person in queries.people(session, found).values():
        if said := "; ".join(_person(person)):
            yield _first(person.is_the.replace("_", " ")), said
    if row := queries.competence(session, found):
        can = "can" if row.understands else "cannot"
        yield (
            "Whom it is about",
            f"{can} decide for themself, as {row.assessed_by} found on {written(row.assessed_on)}",
        )


def _person(person: Person) -> Iterator[str]:
    yield from (word for word in (person.name, person.role and person.role.replace("_", " ")) if word)
    if person.date_of_birth:
        born = person.date_of_birth
        yield f"born {born.day} {born:%B %Y}"
    if person.reply_to:
        yield "reply to " + ", ".join(person.reply_to.split("\n"))
    if person.own is not None:
        yield "asks for their own records" if person.own else "asks for another's records"
    if person.parental_responsibility is not None:
        has = "has" if person.parental_responsibility else "has no"
        yield f"{has} parental responsibility" + (f", shown by {person.shown_by}" if person.shown_by else "")


def _disputes(session: Session, found: Request) -> Iterator[Matter]:
    for row in queries.conflicts(session, found):
        decided = "decided" + (", both parents are asked" if row.both_parents else "")
        yield f"Conflict ({row.what.replace('_', ' ')})", decided if row.decided_on else "a manager decides first"


def _consents(session: Session, found: Request, today: date) -> Iterator[Matter]:
    for row in queries.consents(session, found):
        now = stage(answering.consent_state(session, found, row), today)
        if now is Stage.TO_ASK or (row.answer is None and not row.needed):
            continue  # what is then to be asked, or is not any more, is told by itself
        said = "; ".join([_stage(row, now), *_terms(row, now)])
        yield _first(row.whom.words), said if row.needed else f"{said}; not asked for this request any more"


def _stage(row: Consent, now: Stage) -> str:
    if now is Stage.ASKED and row.asked_on:
        return f"asked on {written(row.asked_on)}"
    if now is Stage.CHASED:
        return f"asked again {len(row.chased_on)} times" if len(row.chased_on) > 1 else "asked again once"
    return now.value


def _terms(row: Consent, now: Stage) -> Iterator[str]:
    if now not in {Stage.AGREED, Stage.RESTRICTED, Stage.TO_THEMSELF, Stage.DUE_FOR_REVIEW}:
        return
    if row.roles:
        yield f"for {', '.join(row.roles)} alone"
    if row.valid_until:
        yield f"given until {written(row.valid_until)}"
    if row.review_on:
        yield f"to be confirmed by {written(row.review_on)}"


def _powers(session: Session, found: Request) -> Iterator[Matter]:
    if advised := [f"{row.of.replace('_', ' ')}, {written(row.on)}" for row in powers.advice(session, found)]:
        yield "Advice", "; ".join(advised)
    if form := powers.police_form(session, found):
        how = "in writing, signed" if form.on_form else "not in writing and signed"
        telling = "would" if form.telling_prejudices else "would not"
        yield "What the police say", f"{how}; telling the family {telling} prejudice it"
    decided = [
        f"for the {row.recipient_role}, {written(row.on)}" for row in powers.safeguarding_decisions(session, found)
    ]
    if decided:
        yield "Safeguarding decisions", "; ".join(decided)
    if rows := handed_over.hand_overs(session, found):
        last = rows[-1]
        until = f"had it until {written(last.back_on)}" if last.back_on else f"has it since {written(last.handed_on)}"
        yield "Data protection team", f"{until}; shown: {', '.join(last.saw)}"


def _sight(session: Session, found: Request) -> Iterator[Matter]:
    standing = access.restriction(session, found)
    yield "Seen by", f"{', '.join(access.named(session, standing))} alone" if standing else "everybody of the service"
    yield "Assigned to", ", ".join(access.assigned(session, found)) or "nobody"


def _held(session: Session, found: Request) -> Iterator[Matter]:
    for number, row in enumerate(holds.on(session, found), 1):
        until = f", lifted on {written(row.lifted_on)}" if row.lifted_on else ""
        yield f"Hold {number}", f"{row.because.words}, since {written(row.since)}{until}"
    yield "Case files", ", ".join(row.reference for row in case_files.files_of(session, found)) or "none"


def _followed(session: Session, found: Request) -> Iterator[Matter]:
    for one in follow_ups.of_request(session, found):
        yield _first(one.name), one.stands


def _first(words: str) -> str:
    return words[0].upper() + words[1:]
