"""Case files on both databases: opened with evidence, one a person, linked by people, refused without a trace."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models import case_files as files
from models import document_store, queries
from models.case_file import CaseFile
from models.db import reading
from models.file_paper import FilePaper
from models.request import NoSuchRequest
from rules.case_files import CaseFileRefused, Opened, Owner
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.role import Role
from tasks import case_files, consents, disclosure, people
from tasks.case_files import Referred
from tests import way
from tests.conftest import at
from tests.logged import events

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)
BORN = date(2013, 4, 3)
ACTS: dict[str, Any] = {"by": "o.officer", "at": NOON}


def opened(owner: Owner = Owner.CHILD, service: str = "bathnes", **changed: Any) -> str:
    """A file of somebody who came by themself."""
    given: dict[str, Any] = {"born": BORN if owner is Owner.CHILD else None, **ACTS, **changed}
    return case_files.open_file(service, owner, "Marigold Fernwhistle", Opened.SELF_REFERRAL, **given)


def parents_request(service: str = "bathnes") -> str:
    """A parent's access request about a child of 13, whose own confirmation is asked at Bath (BNS-6)."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), service)
    way.receive(reference, at(way.RECEIVED))
    return reference


def linked(reference: str) -> list[str]:
    """The files that a request is linked to."""
    with reading() as session:
        return [found.reference for found in files.files_of(session, queries.request(session, reference))]


def test_each_service_counts_its_own_files(installation: Path) -> None:
    """DER-1: a file's reference is its service's, and says nothing of a person or a year."""
    assert [opened(service="derby"), opened(service="derby"), opened()] == ["DER-F-0001", "DER-F-0002", "BNS-F-0001"]
    (event,) = events("DER-F-0002")
    assert event.event == "case_file.opened"
    assert (event.what["owner"], event.what["on"]) == ("child", "2026-11-12")
    assert "Marigold" not in json.dumps(event.what)


def test_a_referral_without_consent_opens_nothing_and_is_on_record(installation: Path) -> None:
    """CUM-2.1, BNS-1, HIL-3: refused with the clauses, no contact logged, and the attempt recorded without a name."""
    for number, service in enumerate(("cumbria", "bathnes", "hillingdon"), 1):
        how, referred = Opened.PROFESSIONAL_REFERRAL, Referred("head teacher", DAY)
        with pytest.raises(CaseFileRefused, match=r"\(CUM-2\.1, BNS-1, HIL-3\)"):
            case_files.open_file(service, Owner.PARENT, "Clover Fernwhistle", how, referred=referred, **ACTS)
        with reading() as session:
            assert session.exec(select(CaseFile)).all() == []
        refused = events(None)
        assert [event.event for event in refused] == ["case_file.refused"] * number
        assert refused[-1].service == service
        assert "Clover" not in json.dumps([event.what for event in refused])


@pytest.mark.parametrize(
    ("paper", "shown"), [(("consent.pdf", b"signed"), None), (None, "A form signed by the parent"), (None, " \n")]
)
def test_a_referral_with_evidence_opens_a_file(
    installation: Path, paper: tuple[str, bytes] | None, shown: str | None
) -> None:
    """CUM-2.1, BNS-1: the paper is kept, or what the referrer showed is written down; a blank is no evidence."""
    referred = Referred("head teacher", DAY, paper, shown)

    def refer() -> str:
        how = Opened.PROFESSIONAL_REFERRAL
        return case_files.open_file("cumbria", Owner.PARENT, "Clover Fernwhistle", how, referred=referred, **ACTS)

    if shown and not shown.strip():
        with pytest.raises(CaseFileRefused):
            refer()
        return
    reference = refer()
    with reading() as session:
        papers = session.exec(select(FilePaper)).all()
        assert [document_store.get(one.sha256) for one in papers] == ([b"signed"] if paper else [])
        assert files.case_file(session, reference).shown == shown
    assert "signed by" not in json.dumps([event.what for event in events(reference)])


def test_a_paper_that_is_too_large_is_not_kept(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CUM-2.1: nor is the file opened that would rest on it."""
    monkeypatch.setenv("INFORIGHTS_LARGEST_FILE_MB", "1")
    referred = Referred("head teacher", DAY, ("scan.pdf", b"x" * (1024 * 1024 + 1)))
    how = Opened.PROFESSIONAL_REFERRAL
    with pytest.raises(Refusal, match="larger than 1 MB"):
        case_files.open_file("cumbria", Owner.PARENT, "Clover Fernwhistle", how, referred=referred, **ACTS)
    with reading() as session:
        assert session.exec(select(CaseFile)).all() == []


@pytest.mark.parametrize("changed", [{"on": date(2026, 11, 13)}, {"born": date(2027, 1, 1)}])
def test_a_file_is_not_opened_with_a_day_that_cannot_be(installation: Path, changed: dict[str, Any]) -> None:
    """UK GDPR Art 5(1)(d): nothing is stored, and no number is used up."""
    with pytest.raises(CaseFileRefused):
        opened(**changed)
    with pytest.raises(Refusal):
        case_files.open_file("bathnes", Owner.CHILD, "  ", Opened.SELF_REFERRAL, **ACTS)
    assert opened() == "BNS-F-0001"


def test_a_child_and_a_parent_of_one_name_have_two_files(installation: Path) -> None:
    """BWD-2: two people are two files; the same name joins nothing, neither to each other nor to a request."""
    assert opened(Owner.PARENT) != opened(Owner.CHILD)
    assert linked(parents_request()) == []


def test_a_parents_request_does_not_reach_the_childs_own_file(installation: Path) -> None:
    """BWD-2: refused until the child has confirmed; the refusal stands on the file, and nothing on the request."""
    request, file = parents_request(), opened()
    before = len(events(request))
    with pytest.raises(CaseFileRefused, match="own confirmation is not on record"):
        case_files.link(request, file, **ACTS)
    assert linked(request) == []
    assert len(events(request)) == before
    assert [event.event for event in events(file)] == ["case_file.opened", "file_link.refused"]


@pytest.mark.parametrize("answer", [Answer.REFUSED, None])
def test_without_the_childs_yes_the_file_stays_apart(installation: Path, answer: Answer | None) -> None:
    """BWD-2, BNS-6: a no, and a manager's waiver, are not the child's confirmation."""
    request, file = parents_request(), opened()
    if answer:
        consents.answer(request, Asked.CHILD_CONFIRMATION, answer, on=DAY, **ACTS)
    else:
        consents.waive(request, Asked.CHILD_CONFIRMATION, "They are away.", by="m.manager", at=NOON)
    with pytest.raises(CaseFileRefused, match="BWD-2"):
        case_files.link(request, file, **ACTS)
    assert linked(request) == []


def test_with_the_childs_yes_the_file_is_reached_and_with_its_end_no_more(installation: Path) -> None:
    """BWD-2, BNS-6: a schedule may take a paper from the child's own file while the child's word stands."""
    request, file = parents_request(), opened()
    consents.answer(request, Asked.CHILD_CONFIRMATION, Answer.FULL, on=DAY, **ACTS)
    case_files.link(request, file, **ACTS)
    case_files.link(request, file, **ACTS)  # twice is once
    assert linked(request) == [file]
    check(request, file)
    consents.withdraw(request, Asked.CHILD_CONFIRMATION, on=DAY, **ACTS)
    with pytest.raises(CaseFileRefused, match=r"^Document 1 of the schedule"):
        check(request, file)


def check(request: str, *papers: str | None, kind: Kind = Kind.SAR) -> None:
    """Ask whether the schedule of an answer may take its papers from these files."""
    with reading() as session:
        files.check_reach(session, queries.request(session, request), kind, papers, DAY)


def test_one_childs_word_is_not_anothers(installation: Path) -> None:
    """BWD-2: a brother's own file is not reached by his sister's confirmation."""
    request = parents_request()
    hers, his, unknown = opened(), opened(born=date(2012, 1, 1)), opened(born=None)
    consents.answer(request, Asked.CHILD_CONFIRMATION, Answer.FULL, on=DAY, **ACTS)
    with pytest.raises(CaseFileRefused, match="own confirmation"):
        case_files.link(request, his, **ACTS)
    case_files.link(request, hers, **ACTS)
    with pytest.raises(CaseFileRefused, match="one child's word is not another's"):
        case_files.link(request, unknown, **ACTS)
    assert linked(request) == [hers]


def test_a_young_persons_authority_opens_the_way_to_their_file(installation: Path) -> None:
    """Children and Families Act 2014 s.83(2), BWD-2: from 16 their own signed authority is their word."""
    request = way.log(way.SAR.replace("3 April 2019", "3 April 2009"), "derby")
    way.receive(request, at(way.RECEIVED))
    file = opened(Owner.YOUNG_PERSON, "derby")
    with pytest.raises(CaseFileRefused, match="young person's own file"):
        case_files.link(request, file, **ACTS)
    consents.answer(request, Asked.AUTHORITY, Answer.FULL, on=DAY, paper=("form.pdf", b"signed"), **ACTS)
    case_files.link(request, file, **ACTS)
    check(request, file)


def test_a_file_stays_linked_while_the_answer_takes_a_paper_from_it(installation: Path) -> None:
    """BWD-2: what is to go is not cut loose from the file by which it was seen that it may."""
    request, file = way.opened(Kind.SAR, "derby"), opened(Owner.PARENT, "derby")
    case_files.link(request, file, **ACTS)
    schedule = (replace(way.SCHEDULE[0], file=file),)
    disclosure.prepare(request, Outcome.DISCLOSED, ground=Ground.OWN_RECORDS, schedule=schedule, **ACTS)
    with pytest.raises(CaseFileRefused, match="takes a document from it"):
        case_files.unlink(request, file, **ACTS)
    assert linked(request) == [file]
    disclosure.prepare(request, Outcome.DISCLOSED, ground=Ground.OWN_RECORDS, schedule=way.SCHEDULE[:1], **ACTS)
    case_files.unlink(request, file, **ACTS)


def test_a_role_that_is_put_right_closes_the_way(installation: Path) -> None:
    """BWD-2: linked for the young person, and then it turns out that a parent wrote."""
    request, file = parents_request(), opened()
    who = people.Standing.REQUESTER
    people.record(request, who, role=Role.YOUNG_PERSON, **ACTS)
    case_files.link(request, file, **ACTS)
    check(request, file, None)
    people.record(request, who, role=Role.PARENT, **ACTS)
    with pytest.raises(CaseFileRefused, match="Document 1"):
        check(request, file, None)


def test_what_a_court_orders_is_not_kept_back_by_who_asks(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): an order reaches the file it is about, once a person has linked it."""
    order, file = way.opened(Kind.COURT_ORDER, "bathnes"), opened()
    with pytest.raises(CaseFileRefused, match="Document 2"):
        check(order, None, file, kind=Kind.COURT_ORDER)
    case_files.link(order, file, **ACTS)
    check(order, None, file, kind=Kind.COURT_ORDER)


def test_a_file_of_another_service_is_not_there(installation: Path) -> None:
    """DER-1: linking across services is refused as if there were no such file, and nothing is recorded."""
    request, file = way.opened(Kind.SAR, "derby"), opened(Owner.PARENT)
    before = len(events(request)), len(events(file))
    for other in (file, "DER-F-0001", "Marigold"):
        with pytest.raises(files.NoSuchFile) as told:
            case_files.link(request, other, **ACTS)
        assert "Marigold" not in str(told.value)
    with pytest.raises(NoSuchRequest):
        case_files.link("BNS-2026-0009", file, **ACTS)
    assert (len(events(request)), len(events(file))) == before


def test_a_link_is_taken_back(installation: Path) -> None:
    """UK GDPR Art 5(1)(d): a wrong link ends, and both stand in the log of the file."""
    request, file = way.opened(Kind.SAR, "derby"), opened(Owner.PARENT, "derby")
    with pytest.raises(CaseFileRefused, match="not linked"):
        case_files.unlink(request, file, **ACTS)
    case_files.link(request, file, **ACTS)
    case_files.unlink(request, file, **ACTS)
    assert linked(request) == []
    assert [event.event for event in events(file)][-2:] == ["case_file.linked", "case_file.unlinked"]


def test_a_file_is_put_right_closed_and_opened_again(installation: Path) -> None:
    """UK GDPR Art 5(1)(e): the day of closing and the birth date decide how long it is kept; slips are put right."""
    file = opened(born=None)
    with pytest.raises(CaseFileRefused, match="Say what is to be put right"):
        case_files.correct(file, **ACTS)
    with pytest.raises(CaseFileRefused, match="young person's file"):
        case_files.correct(file, born=date(2009, 1, 1), **ACTS)
    case_files.correct(file, born=BORN, name="Marigold  Fern", **ACTS)
    for wrong in (date(2026, 11, 11), date(2026, 11, 13)):
        with pytest.raises(CaseFileRefused):
            case_files.close(file, wrong, **ACTS)
    with pytest.raises(CaseFileRefused, match="is open"):
        case_files.reopen(file, **ACTS)
    case_files.close(file, DAY, **ACTS)
    with pytest.raises(CaseFileRefused, match="closed already"):
        case_files.close(file, DAY, **ACTS)
    with reading() as session:
        found = files.case_file(session, file)
        assert (found.name, found.date_of_birth, found.closed_on) == ("Marigold Fern", BORN, DAY)
    case_files.reopen(file, **ACTS)
    kept = [event for event in events(file) if not event.event.endswith("refused")]
    assert [event.event for event in kept] == [
        "case_file.opened",
        "case_file.corrected",
        "case_file.closed",
        "case_file.reopened",
    ]
    assert kept[1].what == {"fields": ["date_of_birth", "name"]}
    assert kept[3].what == {"closed_before": "2026-11-12"}


def test_a_request_is_not_changed_by_its_links(installation: Path) -> None:
    """BWD-2: neither its state nor what is missing for its answer shows that a file is linked."""
    request, file = way.opened(Kind.SAR, "derby"), opened(Owner.PARENT, "derby")
    case_files.link(request, file, **ACTS)
    with reading() as session:
        assert queries.request(session, request).state is State.OPEN
    assert not [event for event in events(request) if "file" in event.event]
