"""The reads that decide whether an answer may go: what is prepared, and everything that it depends on."""

from sqlmodel import Session, select

from models import queries
from models.approval import Approval
from models.consent import Consent
from models.disclosure import Disclosure
from models.person import Person, Standing
from models.request import Request
from rules import disclosure, outstanding
from rules.approvals import Given
from rules.consents import DISCLOSURE, Asked, concerns
from rules.disclosure import Around, PartAnswer
from rules.schedule import Decision, Item


def answers(session: Session, found: Request) -> tuple[PartAnswer, ...]:
    """The answer to each part that is prepared, with its schedule."""
    return tuple(_answer(session, row) for row in queries.disclosures(session, found))


def _answer(session: Session, row: Disclosure) -> PartAnswer:
    return PartAnswer(
        kind=row.kind,
        outcome=row.outcome,
        ground=row.ground,
        purpose=row.purpose,
        recipient_role=row.recipient_role,
        schedule=tuple(
            Item(line.description, line.dated, line.decision, line.exemption, line.reason)
            for line in queries.schedule_items(session, row)
        ),
        told_on=row.told_on,
        not_told_because=row.not_told_because,
        prepared_by=row.prepared_by,
        version=row.version,
        power=row.power,
        proceedings=row.proceedings,
    )


def around(session: Session, found: Request) -> Around:
    """To whom an answer goes, whom it is about, and the order's terms, as they now stand."""
    people = queries.people(session, found)
    order = queries.court_order(session, found)
    terms = (
        (order.court, order.case_number, order.dated, order.provision, order.deadline, order.sealed) if order else ()
    )
    return Around(
        _words(people.get(Standing.REQUESTER)), _words(people.get(Standing.DATA_SUBJECT)), tuple(map(str, terms))
    )


def _words(person: Person | None) -> tuple[str | None, ...]:
    if person is None:
        return ()
    born = person.date_of_birth.isoformat() if person.date_of_birth else None
    return (person.name, person.role, born, person.reply_to)


def digest(session: Session, found: Request) -> str:
    """The digest of everything that is to go, as it now stands; what changes any of it changes the digest."""
    return disclosure.digest(answers(session, found), around(session, found))


def scope_for(session: Session, found: Request, whom: Asked) -> str | None:
    """What this person's yes would cover now; None while what they are asked about is not prepared."""
    if whom not in DISCLOSURE:
        return disclosure.standing(around(session, found))
    its_answers = [answer for answer in answers(session, found) if concerns(whom, answer.kind)]
    return disclosure.scope(its_answers, around(session, found)) if its_answers else None


def facts(session: Session, found: Request) -> outstanding.Facts:
    """All that decides whether the answer to a request may go."""
    parts = queries.parts(session, found)
    people = queries.people(session, found)
    requester, subject = people.get(Standing.REQUESTER), people.get(Standing.DATA_SUBJECT)
    approvals = session.exec(select(Approval).where(Approval.request_id == found.id)).all()
    return outstanding.Facts(
        state=found.state,
        kinds=tuple(part.kind for part in parts),
        consents=tuple(_consent(session, found, row) for row in queries.consents(session, found) if row.needed),
        approvals=tuple(Given(row.role, row.by, row.of) for row in approvals),
        prepared=tuple(_prepared(answer) for answer in answers(session, found)),
        digest=digest(session, found),
        paused=tuple(part.kind for part in parts if not part.running),
        requester_role=requester.role if requester else None,
        requester_known=bool(requester and requester.name),
        subject_known=bool(subject and subject.name),
        order_recorded=queries.court_order(session, found) is not None,
    )


def _consent(session: Session, found: Request, row: Consent) -> outstanding.ConsentState:
    return outstanding.ConsentState(
        whom=Asked(row.whom),
        cites=tuple(row.cites),
        answer=row.answer,
        roles=tuple(row.roles),
        review_on=row.review_on,
        withdrawn=row.withdrawn_on is not None,
        waived=row.waived_because is not None,
        covers=row.of is None or row.of == scope_for(session, found, row.whom),
    )


def _prepared(answer: PartAnswer) -> outstanding.Prepared:
    return outstanding.Prepared(
        kind=answer.kind,
        outcome=answer.outcome,
        ground=answer.ground,
        recipient_role=answer.recipient_role,
        items=sum(item.decision is not Decision.WITHHOLD for item in answer.schedule),
        purpose=bool(answer.purpose),
        told=answer.told_on is not None or answer.not_told_because is not None,
    )
