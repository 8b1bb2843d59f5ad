"""The reads that decide whether an answer may go: what is prepared, and everything that it depends on."""

from sqlmodel import Session, select

from models import handed_over, powers, queries
from models.approval import Approval
from models.consent import Consent
from models.disclosure import Disclosure, ScheduleItem
from models.look import once
from models.person import Person, Standing
from models.request import Request
from rules import disclosure, outstanding
from rules.ages import known_age
from rules.approvals import Given
from rules.clock import Wait
from rules.clock.events import recorded
from rules.consents import DISCLOSURE, Answer, Asked, Circumstances, concerns
from rules.disclosure import Around, PartAnswer
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.schedule import Decision, Held, Item, Opinion


@once
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
        schedule=tuple(item_of(line) for line in queries.schedule_items(session, row)),
        searched=tuple(Held(word) for word in row.searched),
        not_held=tuple(row.not_held),
        told_on=row.told_on,
        not_told_because=row.not_told_because,
        prepared_by=row.prepared_by,
        version=row.version,
        power=row.power,
        proceedings=row.proceedings,
        said=dict(row.said),
    )


def item_of(line: ScheduleItem) -> Item:
    """A stored line of a schedule as the rules take it."""
    opinion = None
    if line.opinion_on and line.opinion_of and line.opinion_of_harm is not None:
        opinion = Opinion(line.opinion_on, line.opinion_of, line.opinion_of_harm)
    return Item(
        line.description,
        line.dated,
        line.decision,
        line.exemption,
        line.reason,
        held=line.held,
        others=line.others,
        health=line.health,
        ordered=line.ordered,
        file=line.file,
        weighed=tuple(line.weighed),
        opinion=opinion,
    )


@once
def around(session: Session, found: Request) -> Around:
    """To whom an answer goes, whom it is about, and the order's terms, as they now stand."""
    people = queries.people(session, found)
    order = queries.court_order(session, found)
    terms: tuple[object, ...] = ()
    if order:
        terms = (order.court, order.case_number, order.dated, order.provision, order.deadline, order.sealed)
        terms += (order.witness_summons, order.forbids_telling)
        terms += tuple(piece.text for piece in powers.pieces(session, found))
        terms += tuple((check.asked, check.found) for check in powers.checks(session, found))
    form = powers.police_form(session, found)
    return Around(
        _words(people.get(Standing.REQUESTER)),
        _words(people.get(Standing.DATA_SUBJECT)),
        tuple(map(str, terms)),
        (str(form.on_form), str(form.telling_prejudices)) if form else (),
    )


def _words(person: Person | None) -> tuple[str | None, ...]:
    if person is None:
        return ()
    born = person.date_of_birth.isoformat() if person.date_of_birth else None
    said = tuple(None if word is None else str(word) for word in (person.own, person.parental_responsibility))
    return (person.name, person.role, born, person.reply_to, *said)


@once
def digest(session: Session, found: Request) -> str:
    """The digest of everything that is to go, as it now stands; what changes any of it changes the digest."""
    return disclosure.digest(answers(session, found), around(session, found))


@once
def scope_for(session: Session, found: Request, whom: Asked) -> str | None:
    """What this person's yes would cover now; None while what they are asked about is not prepared."""
    if whom not in DISCLOSURE:
        return disclosure.standing(around(session, found))
    its_answers = [answer for answer in answers(session, found) if concerns(whom, answer.kind)]
    return disclosure.scope(its_answers, around(session, found)) if its_answers else None


@once
def circumstances(session: Session, found: Request) -> Circumstances:
    """What is on record of the people of a request, as far as it decides who is asked."""
    people = queries.people(session, found)
    requester, subject = people.get(Standing.REQUESTER), people.get(Standing.DATA_SUBJECT)
    competence = queries.competence(session, found)
    form = powers.police_form(session, found)
    age = known_age(found.received_on, subject.date_of_birth, subject.stated_age) if subject else None
    if competence and competence.of_a_child and age and age.from_16:
        competence = None  # of a child it was another question; from 16 capacity is taken as given (MCA 2005 s.1(2))
    return Circumstances(
        requester=requester.role if requester else None,
        own=bool(requester and requester.own),
        age=age,
        understands=competence.understands if competence else None,
        responsibility=requester.parental_responsibility if requester else None,
        telling_prejudices=form.prejudices if form else None,
        both_parents=any(row.both_parents for row in queries.conflicts(session, found)),
    )


@once
def facts(session: Session, found: Request) -> outstanding.Facts:
    """All that decides whether the answer to a request may go."""
    parts = queries.parts(session, found)
    people = queries.people(session, found)
    requester, subject = people.get(Standing.REQUESTER), people.get(Standing.DATA_SUBJECT)
    approvals = session.exec(select(Approval).where(Approval.request_id == found.id)).all()
    return outstanding.Facts(
        state=found.state,
        kinds=tuple(part.kind for part in parts),
        consents=tuple(consent_state(session, found, row) for row in queries.consents(session, found) if row.needed),
        approvals=tuple(Given(row.role, row.by, row.of) for row in approvals),
        prepared=tuple(_prepared(answer) for answer in answers(session, found)),
        digest=digest(session, found),
        paused=tuple(part.kind for part in parts if not part.running),
        who=circumstances(session, found),
        requester_known=bool(requester and requester.name),
        subject_known=bool(subject and subject.name),
        conflicts=tuple(row.what for row in queries.conflicts(session, found) if row.decided_on is None),
        order=powers.order(session, found),
        police=powers.police_form(session, found),
        advised=bool(powers.advice(session, found)),
        decided_for=frozenset(row.recipient_role for row in powers.safeguarding_decisions(session, found)),
        own_of_another=_own_of_another(requester, subject),
        identity_awaited=_identity_awaited(session, found),
        handed_over=handed_over.out(session, found) is not None,
    )


def brief(session: Session, found: Request) -> outstanding.Facts:
    """As far as they say what an open request waits for: of one that is not open to an answer yet, its state."""
    if found.state not in outstanding.BEFORE_PREPARING:
        return facts(session, found)
    parts = queries.parts(session, found)
    kinds, paused = (tuple(part.kind for part in some) for some in (parts, [one for one in parts if not one.running]))
    return outstanding.Facts(found.state, kinds, paused=paused)


def _own_of_another(requester: Person | None, subject: Person | None) -> bool:
    """Whether a requester is said to ask for their own records, and another is recorded as whom they are about."""
    names = [person.name.casefold() for person in (requester, subject) if person and person.name]
    return bool(requester and requester.own and len(set(names)) > 1)


def _identity_awaited(session: Session, found: Request) -> bool:
    waits = recorded(Kind.SAR, found.received_on, queries.clock_events(session, found)).identity
    return isinstance(waits, Wait) and waits.answered is None


def consent_state(session: Session, found: Request, row: Consent) -> ConsentState:
    """One question of the ledger as the rules take it."""
    return ConsentState(
        whom=row.whom,
        cites=tuple(row.cites),
        answer=row.answer,
        roles=tuple(row.roles),
        review_on=row.review_on,
        withdrawn=row.withdrawn_on is not None,
        waived=row.waived_because is not None,
        covers=row.of is None or row.of == scope_for(session, found, row.whom),
        asked_on=row.asked_on,
        chased=len(row.chased_on),
        valid_until=row.valid_until,
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
        schedule=answer.schedule,
        searched=answer.searched,
        not_held=answer.not_held,
        power=bool(answer.power),
    )


def refused(session: Session, found: Request) -> list[Consent]:
    """Those who were asked for their consent to a disclosure and said no, or took their yes back."""
    return [
        row
        for row in queries.consents(session, found)
        if row.whom in DISCLOSURE and (row.answer is Answer.REFUSED or row.withdrawn_on is not None)
    ]
