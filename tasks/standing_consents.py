"""Standing consents of a case file: each answer as it comes, confirmed, taken back. Nothing is overwritten."""

from collections.abc import Sequence
from datetime import date, datetime

from models import case_files as files
from models.case_file import CaseFile
from models.case_files import id_of_file
from models.db import Transaction, transaction
from models.file_paper import PaperRole
from models.moment import day_of
from models.standing_consent import StandingConsentRow
from rules import standing_consents as rule
from rules.consents import review_on
from rules.deed import Deed
from rules.policy import Policy
from rules.standing_consents import Purpose, Recipient, Says, StandingConsentRefused
from rules.typed import typed
from tasks import file_papers, policies
from tasks.file_papers import Paper


def answer(
    reference: str,
    purpose: Purpose,
    says: Says,
    *,
    on: date,
    by: str,
    at: datetime,
    recipient: Recipient | None = None,
    name: str | None = None,
    roles: Sequence[str] = (),
    scope: str | None = None,
    paper: Paper | None = None,
) -> None:
    """Record what the person answered to one question (BWD-8, BNS-9). What they said before stays on record.

    Args:
        recipient: the third party that a consent to share names, by its role and its organisation.
        name: of a person there, where the consent names one.
        scope: what it covers, in words.

    Raises:
        rules.standing_consents.StandingConsentRefused: with the clause.
        tasks.file_papers.PaperRefused, rules.typed.TypedRefused
    """
    with transaction(by, at, trying="standing_consent") as tx:
        found = files.locked(tx, reference)
        policy = policies.of(found.service)
        recipient = _typed(recipient)
        named = [" ".join(role.split()) for role in roles]
        rule.check_answer(purpose, says, recipient, named, policy.settings.recipient_roles.value)
        if found.closed_on:
            raise StandingConsentRefused(
                "The file is closed: open it again if the person came back.", do=Deed.REOPEN_FILE
            )
        _check_day(tx, found, purpose, recipient, on, at)
        agrees = says is not Says.REFUSED
        row = StandingConsentRow(
            case_file_id=id_of_file(found),
            purpose=purpose,
            says=says,
            answered_on=on,
            recipient_role=recipient.role if recipient else None,
            organisation=recipient.organisation if recipient else None,
            recipient_name=typed(name, "name", 400),
            roles=named,
            scope=typed(scope, "scope") or "",
            review_on=review_on(on, policy) if agrees else None,
            paper_id=_paper(tx, found, paper, policy, agrees),
            recorded_at=at,
            recorded_by=by,
        )
        tx.session.add(row)
        _record(tx, "answered", found, row, on)


def confirm(
    reference: str,
    purpose: Purpose,
    *,
    on: date,
    by: str,
    at: datetime,
    recipient: Recipient | None = None,
    paper: Paper | None = None,
) -> None:
    """The person says again what they said before: it holds until its next review (CUM-4.4, BNS-10).

    Raises:
        rules.standing_consents.StandingConsentRefused: there is no consent to confirm, or the day cannot be right.
    """
    with transaction(by, at, trying="standing_consent") as tx:
        found = files.locked(tx, reference)
        policy = policies.of(found.service)
        old = _newest(tx, found, purpose, recipient)
        if old is None or old.says is Says.REFUSED or old.withdrawn_on:
            raise StandingConsentRefused("There is no consent to confirm: record a new answer (CUM-4.2, CUM-4.4).")
        _check_day(tx, found, purpose, recipient, on, at)
        kept = _paper(tx, found, paper, policy, True)
        again = old.model_copy(
            update={
                "id": None,
                "answered_on": on,
                "review_on": review_on(on, policy),
                "confirms": old.id,
                "paper_id": kept if kept is not None else old.paper_id,
                "recorded_at": at,
                "recorded_by": by,
            }
        )
        row = StandingConsentRow(**again.model_dump())
        tx.session.add(row)
        _record(tx, "confirmed", found, row, on)


def withdraw(
    reference: str, purpose: Purpose, *, on: date, by: str, at: datetime, recipient: Recipient | None = None
) -> None:
    """The person takes a consent back, which is as easy as giving it (UK GDPR Art 7(3)). It holds at once.

    Raises:
        rules.standing_consents.StandingConsentRefused: there is none to take back, or the day cannot be right.
    """
    with transaction(by, at, trying="standing_consent") as tx:
        found = files.locked(tx, reference)
        row = _newest(tx, found, purpose, recipient)
        if row is None or row.says is Says.REFUSED or row.withdrawn_on:
            raise StandingConsentRefused("There is no consent to take back (UK GDPR Art 7(3)).")
        if not row.answered_on <= on <= day_of(at):
            raise StandingConsentRefused("A consent is taken back between the day on which it was given and today.")
        row.withdrawn_on = on
        tx.session.add(row)
        _record(tx, "withdrawn", found, row, on)


def limits_told(
    reference: str, purpose: Purpose, *, on: date, by: str, at: datetime, recipient: Recipient | None = None
) -> None:
    """The person was told how far the service can help without the consent that they refused (CUM-4.3).

    Raises:
        rules.standing_consents.StandingConsentRefused: nothing was refused, or it is on record already.
    """
    with transaction(by, at, trying="standing_consent") as tx:
        found = files.locked(tx, reference)
        row = _newest(tx, found, purpose, recipient)
        if row is None or (row.says is not Says.REFUSED and row.withdrawn_on is None):
            raise StandingConsentRefused("Nothing was refused or taken back there (CUM-4.3).")
        if row.limits_told_on:
            raise StandingConsentRefused("That the person was told is on record already (CUM-4.3).")
        if not (row.withdrawn_on or row.answered_on) <= on <= day_of(at):
            raise StandingConsentRefused(
                "The person was told between the day on which they said no and today (CUM-4.3)."
            )
        row.limits_told_on = on
        tx.session.add(row)
        _record(tx, "limits_told", found, row, on)


def _newest(
    tx: Transaction, found: CaseFile, purpose: Purpose, recipient: Recipient | None
) -> StandingConsentRow | None:
    counts = rule.newest(files.consents(tx.session, found), purpose, _typed(recipient))
    return tx.session.get(StandingConsentRow, counts.number) if counts else None


def _typed(recipient: Recipient | None) -> Recipient | None:
    if recipient is None:
        return None
    organisation = typed(recipient.organisation, "organisation of the third party", 200)
    if organisation is None:
        raise StandingConsentRefused("Say of what organisation the third party is (BNS-9).", give=("organisation",))
    return Recipient(" ".join(recipient.role.split()), organisation)


def _check_day(
    tx: Transaction, found: CaseFile, purpose: Purpose, recipient: Recipient | None, on: date, at: datetime
) -> None:
    if not found.opened_on <= on <= day_of(at):
        raise StandingConsentRefused("The day must lie between the day on which the file was opened and today.")
    before = _newest(tx, found, purpose, recipient)
    if before and on < max(before.answered_on, before.withdrawn_on or before.answered_on):
        raise StandingConsentRefused("A later word of this person on the same question is on record: check the day.")


def _paper(tx: Transaction, found: CaseFile, paper: Paper | None, policy: Policy, agrees: bool) -> int | None:
    setting = policy.settings.standing_consent_paper
    if agrees and setting.value and paper is None:
        cites = ", ".join(setting.cites)
        raise StandingConsentRefused(f"A yes is signed: add the paper ({cites}).", give=("paper",))
    return file_papers.keep(tx, found, PaperRole.CONSENT, paper) if paper else None


def _record(tx: Transaction, what: str, found: CaseFile, row: StandingConsentRow, on: date) -> None:
    """One audit event: the roles are words of the policy; scope, organisation and name stay out of it."""
    tx.record(
        f"standing_consent.{what}",
        found,
        purpose=row.purpose.value,
        says=row.says.value,
        roles=row.roles,
        recipient_role=row.recipient_role,
        on=on.isoformat(),
        paper=row.paper_id is not None,
    )
