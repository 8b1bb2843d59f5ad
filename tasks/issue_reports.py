"""Issues raised with the local authority: anonymous unless somebody agreed, or a child is at risk (DER-2, BWD-3)."""

from collections.abc import Sequence
from datetime import datetime

from models import case_files as files
from models.case_file import CaseFile
from models.case_files import id_of_file
from models.db import Transaction, transaction
from models.issue_report import IssueReport, IssueReportFile
from models.moment import day_of
from rules import issue_reports as rule
from rules.issue_reports import IssueReportRefused
from rules.standing_consents import NoSupport, Purpose, StandingConsent, supports
from tasks import policies


def raise_issue(
    references: Sequence[str],
    text: str,
    recipient_role: str,
    *,
    by: str,
    at: datetime,
    named: bool = False,
    at_risk: bool = False,
) -> None:
    """Record an issue as it is raised with the authority. What is refused is recorded without a word of it.

    Args:
        references: the files that it comes from.
        recipient_role: who at the authority gets it, as the policy words it.
        named: it says who it is: by the consent to tell the authority on every file.
        at_risk: it names them without consent, by a safeguarding decision on every file, each used once.

    Raises:
        rules.issue_reports.IssueReportRefused: the words would say who it is; or, for a named one, there is neither a
            consent in force nor such a decision.
        models.case_files.NoSuchFile
    """
    with transaction(by, at, trying="issue_report") as tx:
        found = _files(tx, references)
        first = found[0]
        tx.about = first.service, first.reference
        policy, role = policies.of(first.service), " ".join(recipient_role.split())
        rule.check_words(text)
        rule.check_recipient(role, policy)
        consents: list[StandingConsent | NoSupport] = []
        decisions = []
        if named:
            today = day_of(at)
            authority = policy.settings.authority_roles.value
            consents = [
                supports(files.consents(tx.session, one), Purpose.TELL_LA, role, today, authority) for one in found
            ]
            decisions = [files.unused_decision(tx.session, one, role) for one in found] if at_risk else []
            rule.check_named(consents, policy, at_risk=at_risk, decided=at_risk and None not in decisions)
        elif at_risk:
            raise IssueReportRefused(
                "An issue that names nobody needs no exception: say that somebody is named, or leave it (BWD-3).",
                give=("named",),
            )
        else:
            rule.check_anonymous(text, files.people_known(tx.session, found))
        row = IssueReport(
            service=first.service,
            text=text.strip(),
            recipient_role=role,
            named=named,
            raised_on=day_of(at),
            raised_by=by,
        )
        tx.session.add(row)
        tx.session.flush()
        assert row.id is not None, "a stored issue has a row number"
        for number, one in enumerate(found):
            consent = consents[number] if named and not at_risk else None
            decision = decisions[number] if at_risk else None
            tx.session.add(
                IssueReportFile(
                    issue_report_id=row.id,
                    case_file_id=id_of_file(one),
                    consent_id=consent.number if isinstance(consent, StandingConsent) else None,
                    decision_id=decision.id if decision else None,
                )
            )
            ground = "safeguarding" if at_risk else ("consent" if named else "anonymous")
            tx.record("issue.raised", one, named=named, to=role, ground=ground)


def _files(tx: Transaction, references: Sequence[str]) -> list[CaseFile]:
    found = [files.locked(tx, reference) for reference in sorted(set(references))]
    if not found:
        raise IssueReportRefused("Say from which file the issue comes.")
    if len({one.service for one in found}) > 1:
        tx.about = None
        raise files.NoSuchFile
    return found
