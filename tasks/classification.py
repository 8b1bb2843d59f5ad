"""Classification: the program proposes a kind with its reasons; a manager decides what is in doubt."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models import queries
from models.audit_event import PROGRAM
from models.clock_event import ClockEvent
from models.db import Transaction, transaction
from models.moment import day_of
from models.person import Person, Standing
from models.queries import id_of
from models.request import Classification, Part, Request
from rules import classification
from rules.assigned import assigned_to
from rules.classification import Incoming
from rules.classification.goes_to import OTHER_RIGHTS
from rules.clock.events import Happened
from rules.conflicts import Conflict
from rules.deed import Deed
from rules.kinds import Kind
from rules.lifecycle import MoveRefused, State
from tasks import clock, conflicts, disclosure, holds, policies
from tasks.reading import stored_reading
from tasks.step import step


def propose_kind(reference: str, at: datetime) -> State:
    """Classify what was read, once. Returns the state afterwards: `classified`, `in_doubt`, or as it was."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        words = stored_reading(tx.session, request)
        if request.state is not State.LOGGED or words is None:
            return request.state
        policy = policies.of(request.service)
        found = classification.classify(
            Incoming(words["text"] or "", words["subject"], words["sender"], words["reply_to"]),
            ask_below=policy.settings.ask_below.value,
        )
        _store(tx, request, found)
        kinds = found.parts or ((found.kind,) if found.kind else ())
        _set_parts(tx, request, kinds)
        if found.at_odds:
            conflicts.note_once(tx, request, found.at_odds.what, day_of(at))
        asked_for = found.required_by
        if asked_for and _believable(asked_for, request.received_on):
            key = id_of(request)
            tx.session.add(ClockEvent(request_id=key, what=Happened.REQUIRED_BY, on=asked_for, at=at, by=PROGRAM))
        # The law's clock runs whatever the kind, so a request in doubt has its provisional date at once.
        clock.set_dates(tx, request)
        # A person reads before any letter is written: what may speak of harm (DER-7, BWD-12, HIL-5), and what uses
        # another right than access, which no letter of ours answers (UK GDPR Art 16, 17, 21).
        kept_from = found.at_odds is not None and found.at_odds.what is Conflict.CHILD_AND_PARENT  # BWD-2
        seen_first = found.harm is not None or found.goes_to in OTHER_RIGHTS or kept_from
        doubted = found.needs_manager or not kinds or seen_first
        tx.move(
            request,
            State.IN_DOUBT if doubted else State.CLASSIFIED,
            kinds=[kind.value for kind in kinds],
            confidence=round(found.confidence, 3),
        )
        return request.state


classify_letter = step(propose_kind)


def decide_kind(reference: str, kinds: Sequence[Kind], by: str, at: datetime) -> None:
    """A manager settles the kind. The clock is recomputed; drafts and questions of the old kind fall away.

    Of a request that goes on under those kinds already it is noted that they were confirmed, and nothing falls away.

    Raises:
        rules.lifecycle.MoveRefused: the answer is prepared or sent already.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        if request.state is State.PREPARED:
            says = "The answer is prepared already: take it back before the kind is changed."
            raise MoveRefused(says, do=Deed.REOPEN)
        if request.state is State.LOGGED:
            raise MoveRefused("The program has not read it yet: decide once it has.", do=Deed.CATCH_UP)
        kinds = tuple(dict.fromkeys(kinds))
        before = [part.kind.value for part in queries.parts(tx.session, request)]
        proposal = queries.classification(tx.session, request)
        if proposal:
            proposal.decided_by = by
            tx.session.add(proposal)
        if request.state in {State.CLASSIFIED, State.OPEN} and {*before} == {kind.value for kind in kinds}:
            tx.record("kind.decided", request, kinds=before, before=before)
            return
        drafts = [letter for letter in queries.letters(tx.session, request) if letter.sent_on is None]
        unanswered = [consent for consent in queries.consents(tx.session, request) if consent.answer is None]
        prepared = queries.disclosures(tx.session, request)
        for answer in prepared:
            disclosure.discard(tx, answer)
        for row in (*drafts, *unanswered, *queries.parts(tx.session, request)):
            tx.session.delete(row)
        tx.session.flush()
        dropped = {"letters": [letter.occasion for letter in drafts], "asked": [row.whom.value for row in unanswered]}
        _set_parts(tx, request, kinds)
        tx.move(request, State.CLASSIFIED, kinds=[kind.value for kind in kinds], before=before, dropped=dropped)
        clock.set_dates(tx, request)


def _believable(day: date, received: date) -> bool:
    """A day that a letter names for an answer lies within a year before its receipt and two after; others are slips.

    Before it: a letter may reach us late, or its day of receipt be corrected. The clock says what that means.
    """
    return received - timedelta(days=366) <= day <= received + timedelta(days=2 * 366)


def _store(tx: Transaction, request: Request, found: classification.Classification) -> None:
    key = id_of(request)
    tx.session.add(
        Classification(
            request_id=key,
            proposed=[kind.value for kind in found.parts],
            confidence=found.confidence,
            needs_manager=found.needs_manager,
            evidence=[{"quote": e.quote, "says": e.says, "for": e.speaks_for.value} for e in found.evidence],
            headed_foi=found.headed_foi,
            goes_to=found.goes_to,
            scope=list(found.scope),
            authority=found.authority,
            harm=found.harm,
            conflict=found.at_odds.quote if found.at_odds else None,
            doubts=list(found.doubts),
            letter_date=found.letter_date,
            required_by=found.required_by,
            hearing_on=found.hearing_on,
        )
    )
    # What a person entered before the letter was read stands.
    entered = queries.people(tx.session, request)
    if Standing.REQUESTER not in entered:
        who = found.requester
        tx.session.add(
            Person(request_id=key, is_the=Standing.REQUESTER, role=who.role, name=who.name, reply_to=who.reply_to)
        )
    about = found.subject
    if Standing.DATA_SUBJECT not in entered and (about.name or about.date_of_birth or about.age is not None):
        tx.session.add(
            Person(
                request_id=key,
                is_the=Standing.DATA_SUBJECT,
                name=about.name,
                date_of_birth=about.date_of_birth,
                stated_age=about.age,
            )
        )


def _set_parts(tx: Transaction, request: Request, kinds: Sequence[Kind]) -> None:
    for position, kind in enumerate(kinds, 1):
        tx.session.add(Part(request_id=id_of(request), position=position, kind=kind))
    whose = assigned_to(kinds, policies.of(request.service))
    if (whose.role if whose else None) != request.assigned_to:
        request.assigned_to = whose.role if whose else None
        tx.session.add(request)
        tx.record("request.assigned", request, role=request.assigned_to, cites=list(whose.cites) if whose else [])
    tx.session.flush()
    holds.set_automatic(tx, request, kinds)  # what an order or a legal request may reach is not destroyed
