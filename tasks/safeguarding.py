"""Safeguarding: the decision of a named person that something goes without consent, because of a risk of harm."""

from datetime import date, datetime

from models import access, case_files
from models.audit_event import PROGRAM
from models.case_file import CaseFile
from models.db import Transaction, transaction
from models.moment import day_of
from models.request import Request
from models.safeguarding_decision import SafeguardingDecision
from rules import safeguarding
from rules.deed import Deed
from rules.safeguarding import SafeguardingRefused
from rules.typed import needed, typed
from tasks import policies


def decide(
    *,
    decided_by: str,
    decided_as: str,
    on: date,
    necessity: str,
    recipient_role: str,
    what_goes: str,
    procedure_followed: bool,
    by: str,
    at: datetime,
    reference: str | None = None,
    service: str | None = None,
    case_file: str | None = None,
    told_on: date | None = None,
    not_told_because: str | None = None,
) -> None:
    """Record such a decision, about a request or about a case file alone. It sends nothing.

    Args:
        decided_by: the name of the member of staff who decided; decided_as: in which role of the service.
        service, case_file: where no request is behind it.

    Raises:
        rules.safeguarding.SafeguardingRefused: nobody who may decide did, the procedure was not followed, or
            something is left out. The refusal is recorded.
        rules.typed.TypedRefused: a text is empty or too long.
    """
    with transaction(by, at, trying="safeguarding") as tx:
        request = tx.request(reference) if reference else None
        found: CaseFile | None = None
        if request is None:
            found = _file(tx, service, case_file)
            slug, policy = found.service, policies.of(found.service)
        else:
            slug, policy = request.service, policies.of(request.service)
            _still_open(request)
        reason = typed(not_told_because, "reason for not telling the person")
        who = needed(decided_by, "name of who decided", 80)
        safeguarding.check(
            policy,
            decided_by=who,
            decided_as=decided_as,
            recorded_by=by,
            program=PROGRAM,
            procedure_followed=procedure_followed,
            recipient_role=recipient_role,
            on=on,
            today=day_of(at),
            received=request.received_on if request else None,
            told_on=told_on,
            not_told_because=reason,
        )
        _check_account(tx, who, decided_as, slug)
        tx.session.add(
            SafeguardingDecision(
                service=slug,
                request_id=request.id if request else None,
                case_file=found.reference if found else None,
                decided_by=who,
                decided_as=decided_as,
                on=on,
                necessity=needed(necessity, "reason why it is necessary"),
                recipient_role=recipient_role,
                what_goes=needed(what_goes, "information that goes"),
                procedure=policy.settings.safeguarding_procedure.value,
                told_on=told_on,
                not_told_because=reason,
                recorded_by=by,
            )
        )
        tx.session.flush()
        tx.record(
            "safeguarding.decided",
            request or found,
            decided_as=decided_as,
            on=on.isoformat(),
            recipient_role=recipient_role,
            told=told_on.isoformat() if told_on else None,
            reason_for_not_telling=reason is not None,
        )


def _check_account(tx: Transaction, decided_by: str, decided_as: str, service: str) -> None:
    """Where accounts are in force, who decides has one of this service, and in that role."""
    if not access.in_force(tx.session):
        return
    found = access.account(tx.session, decided_by)
    if found is None or found.closed_on or (found.service, found.role) != (service, decided_as):
        raise SafeguardingRefused(
            "Who decides has an account of this service in that role: give the login, and the role as it stands "
            "there (DER-7, BNS-5).",
            do=Deed.LIST_ACCOUNTS,
        )


def _still_open(request: Request) -> None:
    if not request.state.is_open:
        raise SafeguardingRefused(
            f"The request is {request.state}: record the decision of the case file, without a request.",
            give=("service", "file"),
        )


def _file(tx: Transaction, slug: str | None, case_file: str | None) -> CaseFile:
    """The case file of a decision behind which there is no request; a refusal of it is recorded of the file."""
    if slug is None or case_file is None:
        raise SafeguardingRefused("Say which request it is about, or the service and the reference of a case file.")
    found = case_files.locked(tx, case_file)
    if found.service != policies.of(slug).service.slug:
        tx.about = None  # nothing is recorded of another service's file
        raise case_files.NoSuchFile
    return found
