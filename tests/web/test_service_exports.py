"""The figures, the forecast, the people and the bank holidays as files: what their pages show, for whom may copy."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from models.access import account
from models.db import transaction
from rules.access import Employed
from rules.kinds import Kind
from tasks import need_to_know
from tests import staff, way
from tests.web.before import answered
from tests.web.programs import names_in
from tests.web.visits import NOON, Visit, app_at, day, opened, text_of

PAGES = {"statistics": "/statistics", "forecast": "/forecast", "steps": "/forecast"}
PAGES |= {"people": "/service/people", "closures": "/service/closures"}


def rows(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV file that came to be kept."""
    assert answer.status_code == 200, text_of(answer)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def workbook(answer: Any) -> Any:
    """A workbook that came to be kept."""
    assert answer.status_code == 200, text_of(answer)
    return load_workbook(io.BytesIO(answer.content))


@pytest.fixture
def three(derby: tuple[str, str, str]) -> list[str]:
    """An FOI request that was answered, an open one for access, and one of another service."""
    staff.of("hillingdon")
    opened(Kind.COURT_ORDER, "hillingdon")
    return [answered(), opened(Kind.SAR)]


def test_the_figures_as_a_file(three: list[str], manager: Visit) -> None:
    """FOIA 2000 s.10(1): a row for each kind, with the numbers of the page and the days that they are of."""
    found = {row["Kind"]: row for row in rows(manager.get("/export/statistics.csv"))}
    assert list(found) == ["subject access request", "freedom of information request"]
    foi, sar = found["freedom of information request"], found["subject access request"]
    assert (foi["From"], foi["To"]) == ("2025-11-13", "2026-11-12")
    numbers = ("Received", "Answered", "Open on the last day", "Of these late")
    assert [foi[name] for name in numbers] == ["1", "1", "0", "0"]
    assert [sar[name] for name in numbers] == ["1", "0", "1", "0"]
    assert [foi[name] for name in ("Answered with a date in law", "Of these in time", "In time, per cent")] == [
        "1", "1", "100",
    ]  # fmt: skip
    assert foi["Working days that half took up to"] == "6"  # 3-6, 9 and 10 November
    assert sar["In time, per cent"] == ""
    shown = text_of(manager.get("/statistics"))
    assert "freedom of information request 1 1 0 0" in shown
    assert "freedom of information request 1 of 1 (100%)" in shown
    event = staff.newest()
    assert (event.event, event.actor) == ("list.exported", "manager.derby")
    assert event.what == {"list": "statistics", "form": "csv", "rows": 2}


def test_the_figures_of_the_days_that_are_asked_for(three: list[str], manager: Visit) -> None:
    """By the page's own link, both days included; days that cannot be are no list, and are not offered as one."""
    asked = {**day("from", way.RECEIVED), **day("to", way.RECEIVED)}
    page = manager.get("/statistics", params=asked).text
    link = page.partition('href="/export/statistics.csv')[2].partition('"')[0].replace("&amp;", "&")
    found = rows(manager.get(f"/export/statistics.csv{link}"))
    assert {(row["From"], row["To"]) for row in found} == {("2026-11-02", "2026-11-02")}
    assert [row["Answered"] for row in found] == ["0", "0"]
    wrong = {**day("from", date(2026, 11, 3)), **day("to", date(2026, 11, 2))}
    assert manager.get("/export/statistics.csv", params=wrong).status_code == 404
    assert "/export/" not in manager.get("/statistics", params=wrong).text


def test_the_figures_as_a_workbook(three: list[str], app: FastAPI, manager: Visit) -> None:
    """UK GDPR recital 26: numbers as numbers, with a page that says what they are of and that small ones tell."""
    need_to_know.restrict(three[1], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    book = workbook(Visit(app).sign_in("officer.derby").get("/export/statistics.xlsx"))
    head, *found = book["Statistics"].iter_rows(values_only=True)
    assert [row[head.index("Kind")] for row in found] == ["freedom of information request"]
    assert found[0][head.index("Working days that half took up to")] == 6
    assert found[0][head.index("From")].date() == date(2025, 11, 13)
    notes = [row[0] for row in book["Notes"].iter_rows(values_only=True)]
    assert "Restricted requests that are left out (CUM-3.4): 1." in notes
    assert any("a number under 5 can identify somebody" in note for note in notes)
    assert workbook(manager.get("/export/register.xlsx")).sheetnames == ["Register"]


def test_the_forecast_as_a_file(three: list[str], derby: tuple[str, str, str]) -> None:
    """What may miss its date as the page has it, or the outlook and the kind that were asked for."""
    late = Visit(app_at(NOON.replace(month=12, day=14))).sign_in("manager.derby")
    found = rows(late.get("/export/forecast.csv"))
    assert [(row["Reference"], row["Outlook"], row["Due"]) for row in found] == [(three[1], "Late", "2026-12-01")]
    assert found[0]["Why"] in text_of(late.get("/forecast"))
    assert rows(late.get("/export/forecast.csv", params={"outlook": "safe", "kind": ""})) == []
    assert rows(late.get("/export/forecast.csv", params={"kind": "foi"})) == []
    assert 'href="/export/forecast.csv?kind=sar"' in late.get("/forecast", params={"kind": "sar", "page": "1"}).text
    steps = rows(late.get("/export/steps.csv", params={"kind": "sar"}))
    assert {row["Kind"] for row in steps} == {"subject access request"}
    assert all(
        f"{row['Half took up to']} {row['Four in five up to']}" in text_of(late.get("/forecast")) for row in steps
    )
    assert late.get("/export/forecast.csv", params={"outlook": "x"}).status_code == 404


def test_the_people_as_a_file(derby: tuple[str, str, str], manager: Visit) -> None:
    """HIL-4, BNS-5: who is trained and has signed, of one's own service, closed accounts too."""
    staff.of("hillingdon")
    found = rows(manager.get("/export/people.csv"))
    assert [row["Login"] for row in found] == ["manager.derby", "officer.derby", "volunteer.derby"]
    assert [bool(row["Agreement"]) for row in found] == [False, False, True]
    assert all(row["Trained"] for row in found)
    assert "can sign in" in found[0]["Sign-in"]
    assert staff.newest().what == {"list": "people", "form": "csv", "rows": 3}


def test_the_bank_holidays_as_a_file(manager: Visit) -> None:
    """FOIA 2000 s.10(6): each day in force, where it holds, and where it comes from."""
    found = {row["Day"]: row for row in rows(manager.get("/export/closures.csv"))}
    assert found["2026-11-30"]["Where"] == "Scotland"
    assert found["2026-12-25"]["Is a working day"] == "no"
    assert "Data: " in workbook(manager.get("/export/closures.xlsx"))["Notes"]["A1"].value


@pytest.mark.parametrize("what", ["people", "closures"])
@pytest.mark.parametrize("login", ["officer.derby", "volunteer.derby"])
def test_what_a_manager_keeps_is_for_managers(
    derby: tuple[str, str, str], app: FastAPI, what: str, login: str
) -> None:
    """DER-1: whoever may not see the page gets no file of it, and the attempt is on record."""
    visit = Visit(app).sign_in(login)
    assert visit.get(f"/export/{what}.csv").status_code == 403
    event = staff.newest()
    assert (event.event, event.actor, event.what["right"]) == ("access.refused", login, "manage")


@pytest.mark.parametrize(("what", "page"), PAGES.items())
def test_each_page_leads_to_its_files(three: list[str], manager: Visit, what: str, page: str) -> None:
    """Both sorts of file are offered where the list is; no name and no other service's request is in them."""
    for moment in (NOON.replace(month=12, day=14), NOON):
        text = Visit(app_at(moment)).sign_in("manager.derby").get(page).text
        if what != "forecast" or moment.month == 12:  # a forecast with nothing in it has no file
            assert f'href="/export/{what}.csv"' in text
            assert f'href="/export/{what}.xlsx"' in text
    told = manager.get(f"/export/{what}.csv").content.decode("utf-8-sig")
    assert names_in(told) == []
    assert "HIL-2026" not in told
    assert "court" not in told


def test_a_file_is_offered_by_right(three: list[str], app: FastAPI) -> None:
    """BNS-5: of somebody who volunteers neither the role decides nor the page; what is refused is not offered."""
    with transaction("manager.derby", NOON) as tx:
        found = account(tx.session, "officer.derby")
        assert found is not None
        found.employed, found.agreement_on = Employed.VOLUNTEER, NOON.date()
        tx.session.add(found)
    need_to_know.assign(three[1], "officer.derby", by="manager.derby", at=NOON)
    visit = Visit(app).sign_in("officer.derby")
    for page in ("/", "/requests", "/statistics", f"/requests/{three[1]}"):
        assert "/export/" not in visit.get(page).text, page
    assert visit.get("/export/register.csv").status_code == 403
    assert "This account copies nothing out, and has no keys" in text_of(visit.get("/account/tokens"))
