"""Lists that are copied out: with the filters of the page, by whom who may, and each with its event."""

import csv
import io
from typing import Any

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff, way
from tests.web.programs import names_in
from tests.web.visits import NOON, Visit, logged, opened, text_of


@pytest.fixture
def two(derby: tuple[str, str, str]) -> list[str]:
    """Two open requests of Derby, and one of another service."""
    staff.of("hillingdon")
    opened(Kind.SAR, "hillingdon")
    return [opened(Kind.SAR), opened(Kind.FOI)]


def rows(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV file that came to be kept."""
    assert answer.status_code == 200, text_of(answer)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_board_as_a_file(two: list[str], manager: Visit) -> None:
    """The page's own link gives its whole list, in its order, with its filters; the log says that it was copied."""
    found = rows(manager.get("/export/board.csv"))
    assert [one["Reference"] for one in found] == two
    assert (found[1]["Due"], found[1]["How long"]) == ("2026-12-01", "12 working days left")
    event = staff.newest()
    assert (event.event, event.actor, event.service) == ("list.exported", "manager.derby", "derby")
    assert event.what == {"list": "board", "form": "csv", "rows": 2}
    page = manager.get("/", params={"kind": "foi", "on": ""})
    link = page.text.partition('href="/export/board.csv')[2].partition('"')[0]
    assert [one["Reference"] for one in rows(manager.get(f"/export/board.csv{link}"))] == [two[1]]
    assert staff.newest().what["rows"] == 1
    everything = manager.get("/", params={"kind": "", "on": ""})  # as the form sends it where nothing is chosen
    assert 'href="/export/board.csv"' in everything.text
    assert len(rows(manager.get("/export/board.csv", params={"kind": "", "on": ""}))) == 2


def test_the_register_as_a_workbook(two: list[str], manager: Visit) -> None:
    """Every request, newest first, with days as days; by the same words as the page is asked."""
    answer = manager.get("/export/register.xlsx")
    name = "inforights-register-2026-11-12.xlsx"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    head, *found = page.iter_rows(values_only=True)
    assert [row[0] for row in found] == two[::-1]
    assert found[0][head.index("Received")].date() == way.RECEIVED  # type: ignore[union-attr] # a day
    words = {"kind": "sar", "from-day": "1", "from-month": "11", "from-year": "2026"}
    assert [one["Reference"] for one in rows(manager.get("/export/register.csv", params=words))] == [two[0]]
    assert manager.get("/export/register.csv", params=words | {"from-day": "31"}).status_code == 404
    assert manager.get("/export/register.csv", params={"kind": "x"}).status_code == 404


def test_the_log_of_a_request_as_a_file(two: list[str], manager: Visit) -> None:
    """What happened to it in its order, in words; another service's is not found (DER-1, HIL-9)."""
    found = rows(manager.get(f"/export/requests/{two[0]}/audit.csv"))
    assert found[0]["Who"] == "officer.derby"
    assert [int(one["Number"]) for one in found] == sorted(int(one["Number"]) for one in found)
    assert (staff.newest().reference, staff.newest().what["list"]) == (two[0], "audit")
    assert manager.get("/export/requests/HIL-2026-0001/audit.csv").status_code == 404


def test_the_ledger_of_reminders_as_a_file(two: list[str], manager: Visit) -> None:
    """What was reminded of, the last one first; of what is restricted to others nothing (CUM-3.4), and no name."""
    from tasks import reminders

    reminders.note_due("derby", NOON)
    found = rows(manager.get("/export/reminders.csv"))
    assert found
    assert names_in(str(found)) == []
    assert {*found[0]} == {"Noted", "Whom", "Reference", "What it says", "By mail"}
    assert [one["Noted"] for one in found] == sorted((one["Noted"] for one in found), reverse=True)
    assert "/export/reminders.xlsx" in manager.get("/reminders").text


@pytest.mark.parametrize(
    "path",
    [
        "board.csv",
        "board.xlsx",
        "register.csv",
        "reminders.csv",
        "statistics.csv",
        "forecast.xlsx",
        "steps.csv",
        "requests/DER-2026-0001/audit.csv",
        "requests/DER-2026-0001/consents.csv",
        "requests/DER-2026-0001/schedule.xlsx",
    ],
)
def test_a_volunteer_copies_nothing_out(two: list[str], app: FastAPI, path: str) -> None:
    """BNS-5: it is refused, recorded, and not offered, of an assigned request too."""
    need_to_know.assign(two[0], "volunteer.derby", by="manager.derby", at=NOON)
    visit = Visit(app).sign_in("volunteer.derby")
    for page in ("/", "/requests", "/statistics", "/forecast", "/requests/DER-2026-0001"):
        assert "/export/" not in visit.get(page).text, page
    answer = visit.get(f"/export/{path}")
    assert answer.status_code == 403
    assert "BNS-5" in text_of(answer)
    event = staff.newest()
    assert (event.event, event.actor, event.what["right"]) == ("access.refused", "volunteer.derby", "export")


def test_what_is_restricted_is_not_copied(two: list[str], app: FastAPI) -> None:
    """CUM-3.4: to others of the service it is in no file, and its log is refused."""
    need_to_know.restrict(two[0], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    officer = Visit(app).sign_in("officer.derby")
    for path in ("board", "register"):
        assert [one["Reference"] for one in rows(officer.get(f"/export/{path}.csv"))] == [two[1]]
    assert officer.get(f"/export/requests/{two[0]}/audit.csv").status_code == 403


def test_no_file_holds_a_name_or_another_services_request(two: list[str], manager: Visit) -> None:
    """CUM-3.4, DER-1: references and dates of one's own service."""
    for path in ("board.csv", "register.csv", f"requests/{two[0]}/audit.csv"):
        text = manager.get(f"/export/{path}").content.decode("utf-8-sig")
        assert names_in(text) == []
        assert "HIL-2026" not in text


def test_a_list_is_copied_to_its_end(
    derby: tuple[str, str, str], manager: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, each is in it once."""
    from web import exports

    monkeypatch.setattr(exports, "_BATCH", 2)
    found = [logged(f"{way.FOI}\n{number}") for number in range(5)]
    assert [one["Reference"] for one in rows(manager.get("/export/board.csv"))] == found
    assert [one["Reference"] for one in rows(manager.get("/export/register.csv"))] == found[::-1]


def test_another_form_is_none(manager: Visit) -> None:
    """What is no sort of file is not there."""
    assert manager.get("/export/board.pdf").status_code == 404
