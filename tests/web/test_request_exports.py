"""The consents and the schedule of one request as files: what is on record of it, for whoever may copy from it."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from models import answering, queries
from models.db import reading
from rules.consents import Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Item, items
from rules.schedule_csv import rows as lines_of
from tasks import asking, consents, disclosure, need_to_know
from tests import staff, way
from tests.web import before
from tests.web.programs import names_in
from tests.web.visits import NOON, Visit, text_of


def get(visit: Visit, reference: str, what: str) -> Any:
    """A file of a request that came to be kept."""
    answer = visit.get(f"/export/requests/{reference}/{what}")
    assert answer.status_code == 200, text_of(answer)
    return answer


def rows(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def schedule(reference: str) -> list[Item]:
    """What is on record of the documents of its answer."""
    with reading() as session:
        (answer,) = answering.answers(session, queries.request(session, reference))
    return list(answer.schedule)


def test_the_consents_as_a_file(derby: tuple[str, str, str], manager: Visit) -> None:
    """CUM-4.2, UK GDPR Art 7(1): what was asked of whom, when, and the answer; roles and days, no name."""
    reference = before.asked()
    asking.chase(reference, Asked.PARENT, on=date(2026, 11, 11), **before.by())
    (found,) = rows(get(manager, reference, "consents.csv"))
    assert found["Asked for"] == "consent of the parent"
    assert (found["How it stands"], found["Still needed"], found["Answered"]) == ("chased", "yes", "")
    assert (found["Asked"], found["Chased"]) == ("2026-11-10", "2026-11-11")
    assert (found["To"], found["Purpose"]) == ("", "")  # nobody agreed to anything yet
    (agreed,) = rows(get(manager, before.agreed(), "consents.csv"))
    assert (agreed["How it stands"], agreed["Answered"]) == ("agreed in full", "2026-11-10")
    assert agreed["To"] == "local authority solicitor"
    assert names_in(str(agreed)) == []
    event = staff.newest()
    assert (event.event, event.what) == ("list.exported", {"list": "consents", "form": "csv", "rows": 1})


def test_a_schedule_can_be_given_back_as_it_came(derby: tuple[str, str, str], manager: Visit) -> None:
    """BWD-6: the file has the columns of the one that is taken in, so that a line can be put right in it."""
    reference = before.prepared()
    answer = get(manager, reference, "schedule.csv")
    kept = [replace(item, weighed=(), opinion=None) for item in schedule(reference)]
    assert list(items(lines_of(answer.content))) == kept
    assert len(kept) == len(way.SCHEDULE)
    assert {row["kind"] for row in rows(answer)} == {"la_legal"}
    page = load_workbook(io.BytesIO(get(manager, reference, "schedule.xlsx").content)).active
    assert page is not None
    assert [row[0] for row in page.iter_rows(min_row=2, values_only=True)] == [item.description for item in kept]


def test_no_document_is_a_formula(derby: tuple[str, str, str], manager: Visit) -> None:
    """CWE-1236: what somebody typed is a text in the file, whatever it begins with."""
    reference = before.foi()
    hostile = tuple(replace(item, description="=HYPERLINK(1)") for item in way.FOI_SCHEDULE[:1])
    disclosure.prepare(
        reference, Outcome.DISCLOSED, ground=Ground.PUBLIC_INFORMATION, schedule=hostile, **before.by()
    )
    (found,) = rows(get(manager, reference, "schedule.csv"))
    assert found["document"] == "'=HYPERLINK(1)"
    page = load_workbook(io.BytesIO(get(manager, reference, "schedule.xlsx").content)).active
    assert page is not None
    assert (page["A2"].value, page["A2"].data_type) == ("=HYPERLINK(1)", "s")


def test_the_page_leads_to_its_files(derby: tuple[str, str, str], manager: Visit) -> None:
    """Each list that is there can be copied; one that is not there is not offered."""
    reference = before.asked()
    page = manager.get(f"/requests/{reference}").text
    for what in ("audit", "consents", "schedule"):
        for form in ("csv", "xlsx"):
            assert f'href="/export/requests/{reference}/{what}.{form}"' in page
    assert "/schedule.csv" not in manager.get(f"/requests/{before.legal()}").text


@pytest.mark.parametrize("what", ["audit", "consents", "schedule"])
def test_what_is_kept_from_somebody_is_copied_by_nobody_else(
    derby: tuple[str, str, str], app: FastAPI, what: str
) -> None:
    """CUM-3.4, DER-1, HIL-9: a restricted one is refused and recorded; another service's is not found."""
    staff.of("hillingdon")
    reference = before.asked()
    elsewhere = before.opened(Kind.SAR, "hillingdon")
    need_to_know.restrict(reference, ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    officer = Visit(app).sign_in("officer.derby")
    assert officer.get(f"/export/requests/{reference}/{what}.csv").status_code == 403
    event = staff.newest()
    assert (event.event, event.reference, event.what["right"]) == ("access.refused", reference, "export")
    assert officer.get(f"/export/requests/{elsewhere}/{what}.csv").status_code == 404
    assert Visit(app).sign_in("manager.derby").get(f"/export/requests/{reference}/{what}.csv").status_code == 200


def test_an_answer_that_was_withdrawn_is_told(derby: tuple[str, str, str], manager: Visit) -> None:
    """UK GDPR Art 7(3): a consent that was taken back is in the file with its day."""
    reference = before.agreed()
    consents.withdraw(reference, Asked.PARENT, on=NOON.date(), **before.by())
    (found,) = rows(get(manager, reference, "consents.csv"))
    assert (found["How it stands"], found["Withdrawn"]) == ("withdrawn", "2026-11-12")


def test_everything_about_it_is_for_whoever_manages(app: FastAPI) -> None:
    """UK GDPR Art 5(2): the record for the regulator is offered to a manager in each form, and to nobody else."""
    reference = before.opened(Kind.FOI)
    manager, officer = Visit(app).sign_in("manager.derby"), Visit(app).sign_in("officer.derby")
    page = manager.get(f"/requests/{reference}").text
    for form in ("pdf", "docx", "html", "json"):
        assert f'href="/export/requests/{reference}/record.{form}"' in page
    assert f"{reference}/record." not in officer.get(f"/requests/{reference}").text
    assert officer.get(f"/export/requests/{reference}/record.json").status_code == 403
    found = manager.get(f"/export/requests/{reference}/record.json")
    assert (found.status_code, found.json()["story"]["reference"]) == (200, reference)
    assert found.headers["content-disposition"].startswith(f'attachment; filename="{reference}-record-')
