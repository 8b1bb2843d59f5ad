"""The story of one case file as plain values, for `file show` and its JSON."""

from datetime import date
from typing import Any

from sqlmodel import Session

from models import case_files as files
from models import holds
from models.case_file import CaseFile
from models.db import reading
from models.issue_report import IssueReport
from models.legal_hold import LegalHold
from models.safeguarding_decision import SafeguardingDecision
from models.standing_consent import StandingConsentRow
from rules import standing_consents as rule
from rules.missing import Missing
from rules.working_days import written
from tasks.story_events import event_lines


def story(reference: str, today: date) -> dict[str, Any]:
    """Everything recorded of a file, how its consents stand, and what it lacks.

    Raises:
        models.case_files.NoSuchFile
    """
    with reading() as session:
        found = files.case_file(session, reference)
        consents = files.consents(session, found)
        counts = {one.number for one in rule.in_force(consents)}
        named = {row.id: row for row in files.answers(session, found)}
        return {
            "reference": found.reference,
            "service": found.service,
            "owner": found.owner.value,
            "name": found.name,
            "date_of_birth": _day(found.date_of_birth),
            "opened": found.opened_on.isoformat(),
            "closed": _day(found.closed_on),
            "how": found.how.value,
            "referrer_role": found.referrer_role,
            "agreed_to_referral": _day(found.agreed_on),
            "shown": found.shown,
            "consents": [_consent(one, named[one.number], today) for one in consents if one.number in counts],
            "earlier_answers": [
                _consent(one, named[one.number], today) for one in consents if one.number not in counts
            ],
            "missing": [str(item) for item in missing(found, consents, today)],
            "holds": [hold(number, row) for number, row in enumerate(holds.on(session, found), 1)],
            "not_disposed_of": [str(stop) for stop in holds.stops_disposal(session, found)],
            "requests": [request.reference for request in files.requests_of(session, found)],
            "safeguarding": [_decision(row) for row in files.decisions(session, found)],
            "issues": [_issue(session, found, report) for report in files.reports(session, found)],
            "events": event_lines(session, found.reference),
        }


def missing(found: CaseFile, consents: tuple[rule.StandingConsent, ...], today: date) -> tuple[Missing, ...]:
    """What a file lacks; nothing is asked any more of a closed one."""
    birth = () if found.date_of_birth else (Missing("the birth date", "an officer", ("CUM-3.2", "DER-8")),)
    return birth if found.closed_on else (*birth, *rule.missing(consents, today))


def hold(number: int, row: LegalHold) -> str:
    """One hold in a line: its number, why, since when, and whether it was lifted."""
    reason = f" - {row.reason}" if row.reason else ""
    lifted = f"; lifted on {written(row.lifted_on)} by {row.lifted_by}: {row.lifted_because}" if row.lifted_on else ""
    return f"{number}. {row.because.words}, since {written(row.since)}, by {row.by}{reason}{lifted}"


def _consent(one: rule.StandingConsent, row: StandingConsentRow, today: date) -> str:
    third = f" ({one.recipient.role}, {one.recipient.organisation}" if one.recipient else ""
    third += (f", {row.recipient_name})" if row.recipient_name else ")") if third else ""
    scope = f" - {one.scope}" if one.scope else ""
    told = f"; told on {one.limits_told_on} how far we can then help" if one.limits_told_on else ""
    signed = "; signed" if row.paper_id else ""
    return f"{one.purpose.words}{third}: {rule.state(one, today)}{signed}{told}{scope}"


def _issue(session: Session, found: CaseFile, report: IssueReport) -> str:
    who = "names them" if report.named else "anonymous"
    decision = files.decision_of(session, report, found)
    if decision:
        who += f", because a child is at risk: {decision.necessity} (decided by {decision.decided_by})"
    return f"{report.raised_on} to the {report.recipient_role}, {who}: {' '.join(report.text.split())}"


def _decision(row: SafeguardingDecision) -> str:
    told = f"told on {written(row.told_on)}" if row.told_on else f"not told: {row.not_told_because}"
    return (
        f"{written(row.on)} by {row.decided_by} ({row.decided_as}), for the {row.recipient_role}: "
        f"{row.what_goes}; because {row.necessity}; {told}; followed: {row.procedure}"
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
