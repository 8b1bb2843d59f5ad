"""Disclosure: the answer to each part is prepared, with its outcome, its ground and the schedule of documents."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from models import answering, case_files, powers, queries
from models.db import Transaction, reading, transaction
from models.disclosure import Disclosure
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules.case_files import OWN_FILES
from rules.conflicts import Conflict
from rules.gates import check_marked, check_others, gives_own_records
from rules.grounds import GROUNDS_FOR, Ground
from rules.kinds import Kind
from rules.letter import COPIED, Outcome, response
from rules.lifecycle import MoveRefused, State
from rules.orders import check_schedule
from rules.policy import Policy
from rules.refusal import Refusal
from rules.refusals import check_listed
from rules.rights import Right
from rules.schedule import Decision, Held, Item, check_extract, with_citations
from rules.typed import typed
from rules.working_days import written
from tasks import access, conflicts, letter_said, policies
from tasks.schedule import set_schedule


class DisclosureRefused(Refusal):
    """The answer cannot be prepared so; names the clause or the provision."""


def prepare(
    reference: str,
    outcome: Outcome,
    *,
    by: str,
    at: datetime,
    kind: Kind | None = None,
    ground: Ground | None = None,
    schedule: Sequence[Item] = (),
    purpose: str | None = None,
    power: str | None = None,
    proceedings: str | None = None,
    recipient_role: str | None = None,
    searched: Sequence[Held] = (),
    not_held: Sequence[int] = (),
    told_on: date | None = None,
    not_told_because: str | None = None,
    said: Mapping[str, str | Sequence[str] | None] | None = None,
) -> str:
    """Record what is to go in answer to one part, and on what ground; returns the digest that approvals are of.

    Preparing it anew takes the place of what was prepared, and voids every approval, release and draft of it.

    Args:
        kind: the part of a hybrid that is answered; not needed where there is one part.
        searched: what was searched for it, of somebody's own records (BWD-6).
        not_held: the pieces of an order of which nothing is held.
        said: what its letter says that is on no other record, by the fields that `to_say` names.

    Raises:
        DisclosureRefused: a ground that the service does not know or that does not fit, or something that the
            answer needs is missing. Every refusal is recorded.
        rules.orders.OrderRefused: the schedule goes beyond the order, or what is ordered is not recorded.
        rules.case_files.CaseFileRefused: a document is from a file that the request does not reach (BWD-2).
        rules.schedule.ScheduleRefused: something is kept back under no exemption that there is for that kind.
        rules.letter.NoSuchAnswer, rules.lifecycle.MoveRefused, rules.typed.TypedRefused
    """
    with transaction(by, at, trying="disclosure") as tx:
        request = tx.request(reference)
        policy = policies.of(request.service)
        if request.state not in {State.OPEN, State.PREPARED}:
            raise MoveRefused(f"The answer to a request that is {request.state} cannot be prepared now.")
        kinds = [part.kind for part in queries.parts(tx.session, request)]
        part = _part(kind, kinds)
        name = response(part, outcome, ground)
        words = letter_said.read(name, said or {}) if name else {}
        check_listed(part, outcome, schedule, unfounded="unfounded" in words)
        _check_what_goes(part, outcome, ground, schedule, recipient_role, policy)
        pieces = len(powers.pieces(tx.session, request)) if part is Kind.COURT_ORDER else 0
        if part is Kind.COURT_ORDER and outcome is Outcome.NOT_HELD:
            not_held = range(1, pieces + 1)
        check_schedule(part, schedule, not_held, pieces)
        schedule = with_citations(schedule, part)
        if part is Kind.FOI and any(item.file and item.decision is not Decision.WITHHOLD for item in schedule):
            raise DisclosureRefused("Nothing from a case file goes to the public (FOIA 2000 s.40(2), s.41).")
        _see_own_files(tx, request, part, schedule, day_of(at))
        case_files.check_reach(tx.session, request, part, [item.file for item in schedule], day_of(at))
        if gives_own_records(part, outcome) or part is Kind.SAR:
            check_marked(schedule)
        elif part in COPIED:
            check_extract(schedule)
            if policy.settings.copy_to_family.value:
                check_others(schedule)
        if outcome.gives and part not in {Kind.SAR, Kind.FOI} and not typed(purpose, "purpose"):
            raise DisclosureRefused("Say what it goes for (HIL-2, UK GDPR Art 5(1)(b)).", give=("purpose",))
        if not typed(power, "power") and (outcome is Outcome.SHOWN or ground is Ground.REQUIRED_BY_LAW):
            raise DisclosureRefused(
                "Have them name the law on which they rely, in writing, and record it (BWD-4, CUM-2.4, "
                "UK GDPR Art 6(1)(c)).",
                give=("power",),
            )
        reason = typed(not_told_because, "reason for not telling the person")
        if told_on and not request.received_on <= told_on <= day_of(at):
            raise DisclosureRefused(
                f"The person was told between {written(request.received_on)}, when the request came, and today; "
                "check the day (CUM-0)."
            )
        row = next((d for d in queries.disclosures(tx.session, request) if d.kind is part), None)
        if row is None:
            row = Disclosure(
                request_id=id_of(request),
                kind=part,
                outcome=outcome,
                prepared_by=by,
                prepared_on=day_of(at),
                version=0,
            )
        row.outcome, row.ground, row.recipient_role = outcome, ground, recipient_role
        row.purpose = typed(purpose, "purpose")
        row.power, row.proceedings = typed(power, "power relied on"), typed(proceedings, "proceedings")
        row.searched = [held.value for held in Held if held in searched]
        row.not_held = sorted(set(not_held))
        row.told_on, row.not_told_because, row.said = told_on, reason, words
        row.prepared_by, row.prepared_on, row.version = by, day_of(at), row.version + 1
        tx.session.add(row)
        tx.session.flush()
        set_schedule(tx, row, schedule)
        void(tx, request)
        digest = answering.digest(tx.session, request)
        facts = {"kind": part.value, "outcome": outcome.value, "ground": ground.value if ground else None}
        facts |= {"digest": digest, "documents": str(len(schedule)), "version": str(row.version)}
        facts |= {"told": told_on.isoformat() if told_on else None, "reason_for_not_telling": str(bool(reason))}
        have = {d.kind for d in queries.disclosures(tx.session, request)}
        if request.state is State.OPEN and have >= set(kinds):
            tx.move(request, State.PREPARED, **facts)
        else:
            tx.record("answer.changed" if row.version > 1 else "answer.part_prepared", request, **facts)
        return digest


def to_say(reference: str, outcome: Outcome, kind: Kind | None, *, by: str, at: datetime) -> dict[str, str]:
    """What has to be typed for the letter of such an answer: the question by its field; empty: nothing.

    Raises:
        DisclosureRefused, rules.letter.NoSuchAnswer, models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.WORK)
        name = response(_part(kind, [part.kind for part in queries.parts(session, request)]), outcome)
    return letter_said.questions(name) if name else {}


def reopen(reference: str, because: str, *, by: str, at: datetime) -> None:
    """Take a prepared answer back. Every approval, release and draft of it is void, even if it is prepared as before.

    Raises:
        rules.lifecycle.MoveRefused: nothing is prepared, or it was sent.
        DisclosureRefused: no reason is given.
    """
    with transaction(by, at, trying="disclosure") as tx:
        request = tx.request(reference)
        if not because.strip():
            raise DisclosureRefused("Say why the answer is taken back.")
        for row in queries.disclosures(tx.session, request):
            row.version += 1  # a new digest, so that no old approval counts
            tx.session.add(row)
        void(tx, request)
        tx.move(request, State.OPEN)


def void(tx: Transaction, request: Request) -> None:
    """Take back the release and every draft of an answer: what was written is no longer what is to go."""
    release = queries.release(tx.session, request)
    if release:
        tx.session.delete(release)
    drafts = [row for row in queries.letters(tx.session, request) if row.is_answer and row.sent_on is None]
    for draft in drafts:
        tx.session.delete(draft)
    if release or drafts:
        tx.record("answer.voided", request, released=release is not None, letters=[row.occasion for row in drafts])
    tx.session.flush()


def discard(tx: Transaction, row: Disclosure) -> None:
    """Remove a prepared answer with its schedule; the caller records why."""
    for line in queries.schedule_items(tx.session, row):
        tx.session.delete(line)
    tx.session.flush()
    tx.session.delete(row)


def _see_own_files(tx: Transaction, request: Request, kind: Kind, schedule: Sequence[Item], today: date) -> None:
    """What is from a child's own file is shown to nobody for them before a manager has seen it (BWD-2)."""
    theirs = {found.reference for found in case_files.files_of(tx.session, request) if found.owner in OWN_FILES}
    who = answering.circumstances(tx.session, request)
    decides = who.understands or (who.age and who.age.from_16)
    noted = {row.what for row in queries.conflicts(tx.session, request)}
    if kind is Kind.SAR or decides or Conflict.CHILD_AND_PARENT in noted:
        return
    if any(item.file in theirs for item in schedule):
        conflicts.note_once(tx, request, Conflict.CHILD_AND_PARENT, today)


def _part(kind: Kind | None, kinds: Sequence[Kind]) -> Kind:
    if kind is None and len(kinds) == 1:
        return kinds[0]
    if kind is None or kind not in kinds:
        raise DisclosureRefused(f"Say which part is answered: {', '.join(kinds)}.")
    return kind


def _check_what_goes(
    kind: Kind,
    outcome: Outcome,
    ground: Ground | None,
    schedule: Sequence[Item],
    recipient_role: str | None,
    policy: Policy,
) -> None:
    settings = policy.settings
    if outcome is Outcome.LEFT_TO_AUTHORITY and policy.is_public_authority:
        raise DisclosureRefused(
            "This service is part of the council, which answers: choose disclosed or not_held (FOIA 2000 s.1(1))."
        )
    if recipient_role is not None and recipient_role not in settings.recipient_roles.value:
        listed = ", ".join(settings.recipient_roles.value)
        raise DisclosureRefused(f"The recipient's role is one of: {listed} (CUM-4.2).")
    if not outcome.gives:
        if ground or (schedule and outcome is not Outcome.REFUSED):
            raise DisclosureRefused(f"An answer of '{outcome}' discloses nothing: give no ground and no schedule.")
        return
    if ground is None or ground not in settings.grounds.value:
        raise DisclosureRefused(
            "A disclosure names one ground from the service's list "
            f"({', '.join(settings.grounds.value)}): {', '.join(settings.grounds.cites)}."
        )
    if ground not in GROUNDS_FOR[kind]:
        fitting = ", ".join(one for one in GROUNDS_FOR[kind] if one in settings.grounds.value)
        raise DisclosureRefused(
            f"The ground '{ground}' does not fit this kind of request ({kind.words}); possible: {fitting} (BWD-1)."
        )
    if not schedule:
        raise DisclosureRefused(
            "A disclosure has a schedule of what goes: give it (UK GDPR Art 5(1)(c)).", give=("schedule",)
        )
