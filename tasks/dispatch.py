"""Dispatch: a person releases the answer once nothing is missing; what was sent is kept byte for byte."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from models import answering, queries
from models import missing as missing_read
from models.audit_event import PROGRAM
from models.db import Transaction, transaction
from models.disclosure import Release
from models.letter import Letter
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules.clock.entry import Entry
from rules.deed import Deed
from rules.kinds import Kind
from rules.letter import AFTER_REFUSAL, LISTS_PAPERS, TO_FAMILY
from rules.lifecycle import State
from rules.occasions import BY_HAND, Occasion, kinds_of
from rules.refusal import Refusal
from rules.rights import Right
from rules.sending import SentBy, unsafe_for
from rules.working_days import written
from tasks import asking, clock, clock_entry, letter, letter_by_hand, letter_telling, policies
from tasks.step import step


class NotYet(Refusal):
    """The answer may not go yet; lists what is missing, each with its clause or provision."""


class SendingRefused(Refusal):
    """The letter cannot be noted as sent so; says why."""


def release(reference: str, send_by: SentBy, *, by: str, at: datetime) -> None:
    """Decide that the answer goes, and how. A refused attempt is recorded and changes nothing else.

    Raises:
        NotYet: something is missing, or the answer was sent already.
        SendingRefused: what is about a person does not go that way, or it was released to go another way.
    """
    with transaction(by, at, trying="answer") as tx:
        request = tx.request(reference, Right.EXPORT)
        if not request.state.is_open:
            raise NotYet(f"{reference} is {request.state}: there is nothing more to send.")
        for kind in (part.kind for part in queries.parts(tx.session, request)):
            unsafe = unsafe_for(kind, send_by)
            if unsafe:
                raise SendingRefused(unsafe)
        missing = _missing(tx.session, request, at)
        digest = answering.digest(tx.session, request)
        standing = queries.release(tx.session, request)
        if missing:
            raise _not_yet(reference, missing)
        if standing and standing.of == digest and standing.send_by is not send_by:
            raise SendingRefused(
                f"It was released already, to go {standing.send_by.words}: take it back first.", do=Deed.REOPEN
            )
        if standing is None or standing.of != digest:
            tx.session.merge(Release(request_id=id_of(request), of=digest, by=by, send_by=send_by))
            tx.record("answer.released", request, digest=digest, send_by=send_by.value)


def check_released(reference: str, at: datetime) -> State:
    """See once more, in the flow, that the answer may go: a consent may have been withdrawn since.

    Raises:
        NotYet: it may not. The release is void, and a person decides again.
    """
    refused: NotYet | None = None
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            return request.state
        missing = _missing_in_flow(tx.session, request, at)
        if missing:
            refused = _not_yet(reference, missing)
            tx.record("answer.stopped", request, missing=missing)
            standing = queries.release(tx.session, request)
            if standing:
                tx.session.delete(standing)
    if refused:
        raise refused
    return request.state


check_answer = step(check_released)


def mark_sent(reference: str, at: datetime) -> State:
    """Record that the released letters went, each once, and move the request on.

    Raises:
        NotYet: something came to be missing, or a letter of the answer is not the one that was released.
    """
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.PREPARED:
            return request.state
        missing = _missing_in_flow(tx.session, request, at)
        standing = queries.release(tx.session, request)
        if missing or standing is None:
            raise _not_yet(reference, missing)
        drafts = _drafts(tx.session, request)
        wanted = letter.answer_occasions(tx.session, request)
        if {row.occasion for row in drafts} != set(wanted) or any(row.of != standing.of for row in drafts):
            says = f"The letters of {reference} are not those of the answer that was released."
            raise NotYet(says, do=Deed.CATCH_UP)
        for row in drafts:
            row.sent_on, row.sent_by = day_of(at), standing.send_by
            tx.session.add(row)
        answers = {answer.kind.value: answer.outcome.value for answer in answering.answers(tx.session, request)}
        grounds = {a.kind.value: a.ground.value for a in answering.answers(tx.session, request) if a.ground}
        sent = [row.occasion for row in drafts]
        tx.move(
            request, State.ANSWERED, answers=answers, grounds=grounds, letters=sent, send_by=standing.send_by.value
        )
        return request.state


dispatch = step(mark_sent)


def note_sent(reference: str, occasion: str, way: SentBy, *, on: date, by: str, at: datetime) -> None:
    """Record that a letter which people send themselves has gone: an acknowledgement, a consent request.

    Raises:
        SendingRefused: no such draft, an impossible day, or it is an answer, which only `respond` sends.
    """
    with transaction(by, at, trying="letter") as tx:
        request = tx.request(reference)
        row = queries.letter(tx.session, request, occasion)
        if row is None:
            listed = ", ".join(one.occasion for one in queries.letters(tx.session, request)) or "none"
            raise SendingRefused(f"There is no such letter; the letters of {reference} are: {listed}.")
        if row.is_answer:
            raise SendingRefused("An answer is sent as a whole, once nothing is missing.", do=Deed.RELEASE)
        if row.sent_on:
            raise SendingRefused(f"It was noted as sent on {row.sent_on.isoformat()} already.")
        if not row.written_on <= on <= day_of(at):
            raise SendingRefused("The day must lie between the day on which the letter was written and today.")
        if request.state is State.WITHDRAWN:
            raise SendingRefused("The request was withdrawn: nothing more goes out about it.")
        occasion_of = BY_HAND.get(row.name)
        if occasion_of:
            # The kind, the state or a date may have changed since it was written.
            kinds_of(row.name, request.state, tuple(part.kind for part in queries.parts(tx.session, request)))
        if occasion_of and row.name not in LISTS_PAPERS and row.of != letter_by_hand.basis(tx.session, request):
            raise SendingRefused(
                "A date, or somebody's name or address, has changed since it was written: write it anew.",
                do=Deed.LETTER,
            )
        if occasion_of and occasion_of.counted and on != row.written_on:
            raise SendingRefused(
                f"It gives dates that count from {written(row.written_on)}, the day on which it was written: "
                "write it anew on the day on which it goes, with the same command that wrote it."
            )
        if row.name in TO_FAMILY:
            _check_to_family(tx.session, request, row, way)
        row.sent_on, row.sent_by = on, way
        tx.session.add(row)
        tx.record("letter.sent", request, occasion=occasion, on=on.isoformat(), send_by=way.value)
        asking.put_by_letter(tx, request, row.name, on)
        if occasion_of and occasion_of.records:
            _move_clock(tx, request, occasion_of, on)


def _move_clock(tx: Transaction, request: Request, occasion: Occasion, on: date) -> None:
    """A question, a notice or an extension that has gone moves the clock of its part from that day."""
    assert occasion.records is not None
    if occasion.of_the_act and not policies.of(request.service).is_public_authority:
        return  # it says itself that it is no notice under the Act (s.3(1); BWD-14)
    (kind,) = occasion.kinds
    clock_entry.record(tx, request, [Entry(occasion.records, on)], kind)
    clock.set_dates(tx, request)


def _check_to_family(session: Session, request: Request, row: Letter, way: SentBy) -> None:
    """A letter to the family goes as it would be written now, to be read by nobody else, or not at all."""
    if way is SentBy.EMAIL:
        raise SendingRefused(
            "It tells about a person: not by e-mail, but by post, by hand or locked (UK GDPR Art 5(1)(f))."
        )
    if row.name == AFTER_REFUSAL and not answering.refused(session, request):
        raise SendingRefused("Nobody's refusal stands any more, so there is nothing to tell of it.")
    if row.name in LISTS_PAPERS and row.of != answering.digest(session, request):
        raise SendingRefused("What would go has changed since it was written: write it anew.", do=Deed.LETTER)
    for part in queries.parts(session, request):
        if part.kind is not Kind.FOI:
            letter_telling.check_may_be_told(session, request, row.name, part.kind)


def _drafts(session: Session, request: Request) -> Sequence[Letter]:
    return [row for row in queries.letters(session, request) if row.is_answer and row.sent_on is None]


def _missing(session: Session, request: Request, at: datetime) -> list[str]:
    found = missing_read.before_answer(session, request, policies.of(request.service), day_of(at))
    return [str(item) for item in found]


def _missing_in_flow(session: Session, request: Request, at: datetime) -> list[str]:
    standing = queries.release(session, request)
    missing = _missing(session, request, at)
    if standing is None or standing.of != answering.digest(session, request):
        missing.append("a person to release it as it now stands")
    return missing


def _not_yet(reference: str, missing: Sequence[str]) -> NotYet:
    return NotYet(f"The answer to {reference} may not go yet. Missing: " + "; ".join(missing) + ".")
