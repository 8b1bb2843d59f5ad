"""An issue is raised with the authority: anonymous, by consent, or because a child is at risk; never in the log."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import case_files as files
from models.db import reading
from models.issue_report import IssueReport
from rules.case_files import Opened, Owner
from rules.issue_reports import IssueReportRefused
from rules.kinds import Kind
from rules.standing_consents import Purpose, Says
from tasks import case_files, issue_reports, policies, safeguarding, standing_consents
from tests import way
from tests.conftest import at
from tests.logged import events

DAY = date(2026, 11, 12)
ACTS: dict[str, Any] = {"by": "o.officer", "at": at(DAY)}
OFFICER = "SEND officer"
ANONYMOUS = "A child of seven waits thirty weeks for a plan, and nobody says why."
NAMED = "Marigold Fernwhistle waits thirty weeks for a plan."


def opened(owner: Owner = Owner.PARENT, name: str = "Clover Fernwhistle", service: str = "derby") -> str:
    """A file of somebody who came by themself."""
    return case_files.open_file(service, owner, name, Opened.SELF_REFERRAL, on=date(2026, 11, 2), **ACTS)


def raised(reference: str) -> list[IssueReport]:
    """The issues of a file."""
    with reading() as session:
        return list(files.reports(session, files.case_file(session, reference)))


def agree(reference: str, purpose: Purpose = Purpose.TELL_LA, says: Says = Says.FULL) -> None:
    """The person agrees, or not."""
    standing_consents.answer(reference, purpose, says, on=DAY, **ACTS)


@pytest.mark.parametrize("service", ["derby", "blackburn"])
def test_an_issue_is_anonymous_and_its_words_are_kept_out_of_the_log(installation: Path, service: str) -> None:
    """DER-2, BWD-3: without any consent it is raised without saying whose it is; the log holds no word of it."""
    file = opened(service=service)
    issue_reports.raise_issue([file], ANONYMOUS, OFFICER, **ACTS)
    (report,) = raised(file)
    assert (report.text, report.named, report.recipient_role, report.raised_on) == (ANONYMOUS, False, OFFICER, DAY)
    event = events(file)[-1]
    assert (event.event, event.what["ground"], event.what["named"]) == ("issue.raised", "anonymous", False)
    assert "thirty weeks" not in json.dumps([event.what for event in events(file)])


def test_words_that_name_somebody_are_refused_and_the_attempt_is_on_record(installation: Path) -> None:
    """DER-2, BWD-3: a name on the file does not go out unnoticed, and the log repeats none of it."""
    file = opened()
    for text in ("Clover waits.", "the FERNWHISTLE family waits", "Clover Fernwhistle"):
        with pytest.raises(IssueReportRefused, match="holds a name"):
            issue_reports.raise_issue([file], text, OFFICER, **ACTS)
    assert raised(file) == []
    assert events(file)[-1].event == "issue_report.refused"
    assert "Clover" not in json.dumps([event.what for event in events(file)])


def test_the_family_on_linked_requests_is_not_named_either(installation: Path) -> None:
    """DER-2, BWD-3: the child of whom the parent's request is about, by name or birth date, though on no file."""
    file, request = opened(name="C. Marshgrove"), way.opened(Kind.SAR, "derby")
    issue_reports.raise_issue([file], NAMED, OFFICER, **ACTS)
    case_files.link(request, file, **ACTS)
    for text in (NAMED, "A child born on 3 April 2019 waits."):
        with pytest.raises(IssueReportRefused, match=r"DER-2, BWD-3"):
            issue_reports.raise_issue([file], text, OFFICER, **ACTS)


def test_a_named_issue_needs_the_consent_to_tell_the_authority(installation: Path) -> None:
    """DER-2, BWD-3, BWD-8: the consent to ask it, or to work with it, does not do; nor one that was taken back."""
    file = opened()
    for purpose in (Purpose.ASK_LA, Purpose.WORK_WITH_LA):
        agree(file, purpose)
    with pytest.raises(IssueReportRefused, match=r"none is assumed.*\(DER-2, BWD-3\)"):
        issue_reports.raise_issue([file], NAMED, OFFICER, named=True, **ACTS)
    agree(file)
    issue_reports.raise_issue([file], NAMED, OFFICER, named=True, **ACTS)
    assert [report.named for report in raised(file)] == [True]
    assert events(file)[-1].what["ground"] == "consent"
    standing_consents.withdraw(file, Purpose.TELL_LA, on=DAY, **ACTS)
    with pytest.raises(IssueReportRefused, match="was withdrawn"):
        issue_reports.raise_issue([file], NAMED, OFFICER, named=True, **ACTS)
    assert len(raised(file)) == 1


def test_everybody_who_is_named_has_agreed(installation: Path) -> None:
    """DER-2, BWD-2: a parent's yes is not the child's, who has a file of their own."""
    parents, childs = opened(), opened(Owner.CHILD, "Marigold Fernwhistle")
    agree(parents)
    with pytest.raises(IssueReportRefused, match="none is assumed"):
        issue_reports.raise_issue([parents, childs], NAMED, OFFICER, named=True, **ACTS)
    agree(childs)
    issue_reports.raise_issue([childs, parents, parents], NAMED, OFFICER, named=True, **ACTS)
    assert len(raised(parents)) == len(raised(childs)) == 1


def decide(reference: str, service: str, recipient_role: str = OFFICER) -> None:
    """A manager decides that a child is at risk, about a file and for a recipient."""
    safeguarding.decide(
        decided_by="m.manager",
        decided_as=policies.of(service).service.manager_role,
        on=DAY,
        necessity="She is said to be hurt.",
        recipient_role=recipient_role,
        what_goes="Who she is, and that she waits.",
        procedure_followed=True,
        service=service,
        case_file=reference,
        told_on=DAY,
        **ACTS,
    )


@pytest.mark.parametrize("service", ["blackburn", "derby"])
def test_a_child_at_risk_is_named_without_consent_by_a_recorded_decision(installation: Path, service: str) -> None:
    """BWD-3, BWD-12, DER-7: even where they said no; the decision is for one issue, one recipient, one file."""
    file, other = opened(service=service), opened(Owner.CHILD, "Marigold Fernwhistle", service)
    agree(file, says=Says.REFUSED)
    named: dict[str, Any] = {"named": True, **ACTS}
    with pytest.raises(IssueReportRefused, match="was refused"):
        issue_reports.raise_issue([file], NAMED, OFFICER, **named)
    decide(file, service, "social worker")
    with pytest.raises(IssueReportRefused, match="until a named person has decided"):
        issue_reports.raise_issue([file], NAMED, OFFICER, at_risk=True, **named)
    decide(file, service)
    with pytest.raises(IssueReportRefused, match="until a named person has decided"):
        issue_reports.raise_issue([file, other], NAMED, OFFICER, at_risk=True, **named)
    issue_reports.raise_issue([file], NAMED, OFFICER, at_risk=True, **named)
    (report,) = raised(file)
    with reading() as session:
        decision = files.decision_of(session, report, files.case_file(session, file))
    assert decision is not None
    assert (decision.decided_by, decision.recipient_role) == ("m.manager", OFFICER)
    assert events(file)[-1].what["ground"] == "safeguarding"
    with pytest.raises(IssueReportRefused, match="until a named person has decided"):
        issue_reports.raise_issue([file], NAMED, OFFICER, at_risk=True, **named)
    assert "hurt" not in json.dumps([event.what for event in events(file)])


def test_an_exception_is_not_given_beside_an_anonymous_issue(installation: Path) -> None:
    """BWD-3: it would look as if somebody had been named."""
    with pytest.raises(IssueReportRefused, match="say that somebody is named") as refused:
        issue_reports.raise_issue([opened()], ANONYMOUS, OFFICER, at_risk=True, **ACTS)
    assert refused.value.give == ("named",)


def test_an_issue_comes_from_files_of_one_service(installation: Path) -> None:
    """DER-1: another service's file is not there; an issue from no file cannot be checked, and is refused."""
    with pytest.raises(files.NoSuchFile):
        issue_reports.raise_issue([opened(), opened(service="blackburn")], ANONYMOUS, OFFICER, **ACTS)
    with pytest.raises(IssueReportRefused, match="from which file"):
        issue_reports.raise_issue([], ANONYMOUS, OFFICER, **ACTS)
