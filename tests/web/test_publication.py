"""The figures for publication as a page and as files: who may, what is hidden, and that nobody is named."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff
from tests.conftest import at
from tests.web import browsing
from tests.web.before import answered, opened
from tests.web.visits import NOON, Visit, app_at, day, text_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

JANUARY = at(date(2027, 1, 12), 12)
AUTUMN = {**day("from", date(2026, 10, 1)), **day("to", date(2026, 12, 31))}
PAGE, FILE = "/statistics/publication", "/export/publication"


@pytest.fixture
def later(derby: tuple[str, str, str]) -> FastAPI:
    """The dashboard in January, after five access requests, of which one is kept to a few, and an answer of Derby."""
    answered()
    made = [opened(Kind.SAR) for _ in range(5)]
    need_to_know.restrict(made[0], ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    return app_at(JANUARY)


def test_small_numbers_are_hidden_on_the_page(later: FastAPI) -> None:
    """DER-6, BWD-9, HIL-11: kinds with few are put together, and of a few answers not even their number is said.

    CUM-3.4: what is kept to a few is counted, so that the same comes out for whoever publishes.
    """
    told = text_of(Visit(later).sign_in("manager.derby").get(PAGE, params=AUTUMN))
    assert "subject access request and freedom of information request, together 6 6 all 6 6" in told
    assert "Answered in time There were so few that their number is not published." in told
    assert "Internal reviews and complaints There were none." in told


def test_the_same_as_files(later: FastAPI) -> None:
    """DER-6: a line for each number, hidden ones marked; the log tells who took them out."""
    visit = Visit(later).sign_in("manager.derby")
    answer = visit.get(f"{FILE}.csv", params=AUTUMN)
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    received = [line["Number"] for line in found if line["Table"] == "Received, by quarter"]
    assert received == ["6"] * 4
    few = [line for line in found if line["Table"] == "Answered in time"]
    assert [(line["Row"], line["Column"], line["Number"]) for line in few] == [("all", "all", "[c]")]
    assert staff.newest().what == {"list": "publication", "form": "csv", "rows": 11}
    book = load_workbook(io.BytesIO(visit.get(f"{FILE}.xlsx", params=AUTUMN).content))
    assert [cell.value for cell in book["Statistics"][2]][2:] == [*list(found[0].values())[2:5], 6]
    assert "recital 26" in str(book["Notes"]["A2"].value)


@pytest.fixture
def empty(derby: tuple[str, str, str]) -> FastAPI:
    """The dashboard on the same day, of a service without a request."""
    return app_at(JANUARY)


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (date(2026, 10, 2), date(2026, 12, 31), "of whole quarters"),
        (date(2026, 10, 1), date(2026, 12, 30), "of whole quarters"),
        (date(2026, 1, 1), date(2027, 3, 31), "of quarters that are over"),
    ],
)
def test_a_period_by_which_one_request_would_be_told_is_refused(
    empty: FastAPI, start: date, end: date, says: str
) -> None:
    """UK GDPR recital 26: two periods that differ by a day would tell of the request of that day."""
    visit = Visit(empty).sign_in("manager.derby")
    asked = {**day("from", start), **day("to", end)}
    answer = visit.get(PAGE, params=asked)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert visit.get(f"{FILE}.csv", params=asked).status_code == 404


def test_only_a_manager_publishes(empty: FastAPI) -> None:
    """BNS-5, DER-1: an officer or a volunteer is not offered it, and is kept out."""
    for login in ("officer.derby", "volunteer.derby"):
        visit = Visit(empty).sign_in(login)
        assert PAGE not in visit.get("/statistics").text
        assert visit.get(PAGE).status_code == 403
        assert visit.get(f"{FILE}.csv").status_code == 403
    shown = Visit(empty).sign_in("manager.derby").get("/statistics")
    assert PAGE in shown.text
    assert "for the service’s own eyes and not for publication" in text_of(shown)


@pytest.mark.browser
def test_charts_can_be_read(
    later: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """WCAG 2.2 AA as far as axe knows it: a chart stands with its table, which says the same; nothing runs off."""
    home = served(later)
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        browsing.sign_in(page, home)
        page.goto(f"{home}{PAGE}")
        assert page.locator("svg.inf-chart__bar").count() == 4  # the quarters
        assert page.locator("script").count() == 0
        browsing.check(page, tmp_path / f"charts-{width}.png")
        page.context.close()
