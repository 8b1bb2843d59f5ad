"""The page on which an earlier register is taken over: looked through, confirmed with the same file, then done."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.earlier import CLOSED, NOON, OPEN, SAMPLE, register
from tests.web.visits import Visit, app_at, hidden_in, text_of
from web import earlier_register

PLACE = "/service/earlier-register"


@pytest.fixture
def app(derby: tuple[str, str, str]) -> FastAPI:
    """The dashboard on the day on which the sample is taken over."""
    return app_at(NOON)


def file_of(content: bytes) -> dict[str, Any]:
    return {"file": ("Fernwhistle.csv", content, "text/csv")}


def look(visit: Visit, content: bytes, **words: str) -> httpx.Response:
    """Send a register to be looked through."""
    return visit.send(PLACE, {"skip_known": "no", **words}, file_of(content))


def confirm(visit: Visit, shown: httpx.Response, content: bytes, step: str = "confirm") -> httpx.Response:
    """Confirm what a page shows, with a file."""
    return visit.client.post(PLACE, data={**hidden_in(shown.text), "step": step}, files=file_of(content))


def test_it_is_looked_through_confirmed_and_taken_over(manager: Visit) -> None:
    """Decision 25: what would be done is shown first; the file is chosen again, and then every row is a request."""
    shown = look(manager, SAMPLE.read_bytes())
    told = text_of(shown)
    assert shown.status_code == 200
    assert "9 requests: 3 open, 1 open with a kind to be decided, 4 closed, 1 withdrawn." in told
    assert "Row 7: subject access request, due Tuesday 1 December 2026." in told
    assert "These columns become no field, and are kept with each request as they stand: 'Notes'." in told
    assert "0 requests" in text_of(manager.get("/requests"))
    done = confirm(manager, shown, SAMPLE.read_bytes())
    assert done.url.path == "/requests"
    assert "9 requests are taken over: DER-2026-0001 to DER-2026-0009." in text_of(done)
    page = text_of(manager.get("/requests/DER-2026-0006"))
    assert "Received on Monday 2 November 2026 by email. Called SEND/2026/011 in the earlier register." in page
    assert "Its row of the earlier register" not in page  # it is the original itself


def test_another_file_is_not_taken_for_the_one_that_was_looked_at(manager: Visit) -> None:
    """What was confirmed is what is done: a changed file is looked at first."""
    shown = look(manager, register(OPEN))
    answer = confirm(manager, shown, register(OPEN, CLOSED))
    assert (answer.status_code, "This is not the file that you looked at" in text_of(answer)) == (422, True)
    assert text_of(confirm(manager, shown, register(OPEN), "change")).count("The register") == 1
    assert "One is taken over: DER-2026-0001." in text_of(confirm(manager, shown, register(OPEN)))


def test_every_problem_is_listed_with_its_row(manager: Visit) -> None:
    """Design, 8: what is wrong and what to do; what was typed is still there, and nobody is named."""
    bad = {**OPEN, "Received": "31/02/2026", "Kind": "Clover", "Child": ""}
    answer = look(manager, register(bad, {**CLOSED, "Answered": "4/10/2026"}), map="Was=closed\n\nIt = kind")
    assert answer.status_code == 422
    assert "2 of the headings that you map are not in the register" in text_of(answer)
    answer = look(manager, register(bad, {**CLOSED, "Answered": "4/10/2026"}), channel="post")
    told = text_of(answer)
    assert (answer.status_code, "3 problems Nothing was taken over." in told) == (422, True)
    assert "Row 2, Received: 31/02/2026 is a day that does not exist: check it." in told
    assert "Row 3, Answered: Sunday 4 October 2026 is before it was received" in told
    assert [name for name in ("Clover", "Marigold", "Fernwhistle") if name in answer.text] == []
    assert 'value="post" checked' in " ".join(answer.text.split())


@pytest.mark.parametrize(
    ("words", "content", "says"),
    [
        ({"map": "Was"}, register(OPEN), "line 1 is not a heading, an equals sign and a column"),
        (
            {"map": "Nr = kind\n\nWas = number"},
            register(OPEN),
            "line 3 is not a heading, an equals sign and a column",
        ),
        ({}, b"%PDF-1.4", "neither a CSV file nor an Excel workbook"),
        ({}, b"", "The file is empty"),
        ({"sheet": "x"}, register(OPEN), "A CSV file has no sheets"),
    ],
)
def test_what_cannot_be_read_stays_in_the_form(
    manager: Visit, words: dict[str, str], content: bytes, says: str
) -> None:
    """Each is said at its field."""
    answer = look(manager, content, **words)
    assert (answer.status_code, says in text_of(answer)) == (422, True)


def test_a_register_too_long_for_a_page_is_left_to_the_command(
    manager: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page does not wait for minutes (decision 28)."""
    monkeypatch.setattr(earlier_register, "_MOST", 1)
    told = text_of(look(manager, register(OPEN, CLOSED)))
    assert "It has more than 1 rows, which takes longer than a page can wait" in told


def test_it_is_found_by_what_it_was_called_before(manager: Visit) -> None:
    """The search takes it in a form, so that it stands in no address."""
    shown = look(manager, register(OPEN, CLOSED))
    confirm(manager, shown, register(OPEN, CLOSED))
    answer = manager.send("/requests/search", {"name": " A/2 "})
    assert "DER-2026-0002" in text_of(answer)
    assert "DER-2026-0001" not in text_of(answer)
    assert "A/2" not in str(answer.url)


def test_only_whoever_manages_sees_the_page(app: FastAPI) -> None:
    """DER-1: an officer takes nothing over."""
    officer = Visit(app).sign_in("officer.derby")
    assert officer.get(PLACE).status_code == 403
    assert PLACE not in officer.get("/service").text
    assert PLACE in Visit(app).sign_in("manager.derby").get("/service").text
