"""What is too large is refused with its limit, and what was typed beside it is not lost."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from tests import way
from tests.tasks.on_record import everything
from tests.web import before
from tests.web.decision_samples import SAMPLES
from tests.web.visits import PASSWORD, Visit, app_at, hidden_in, text_of
from web import guard, visitor
from web.field import LETTER

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAYS = "Files may have 1 MB together, and a letter as text 200,000 characters."
LARGE = b"%PDF" + b"0" * 2_500_000
WORDS = "I should like to see the notes.\n"


@pytest.fixture
def small(derby: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """A dashboard that takes files of a megabyte."""
    monkeypatch.setenv("INFORIGHTS_LARGEST_FILE_MB", "1")
    return app_at()


@pytest.fixture
def visit(small: FastAPI) -> Visit:
    """Its manager."""
    return Visit(small).sign_in("manager.derby")


def test_a_letter_typed_beside_a_file_that_is_too_large_is_kept(visit: Visit) -> None:
    """413, beside the field that it is about; nothing is logged, and the letter stands there still."""
    before_it = everything()
    refused = visit.send("/log", {"text": WORDS, "channel": "phone"}, {"files": ("scan.pdf", LARGE)})
    assert refused.status_code == 413
    assert f"Or its file: what was sent is too large. {SAYS}" in text_of(refused)
    assert f">{WORDS.strip()}" in refused.text
    assert 'value="phone" checked' in refused.text
    assert everything() == before_it


def test_an_answer_is_kept_when_its_paper_is_too_large(visit: Visit) -> None:
    """The page asks for the paper again, with all that was answered; no answer is recorded without its paper."""
    reference, sample = before.asked(), SAMPLES["consent-given"]
    path = f"/requests/{reference}/do/consent-given"
    before_it = everything()
    carried = hidden_in(visit.send(path, sample.words).text) | {"roles": ["SENCO", "head teacher"]}
    refused = visit.client.post(path, data=carried, files={"paper": ("form.pdf", LARGE)})
    assert refused.status_code == 413
    assert f"The signed paper, or its scan: what was sent is too large. {SAYS}" in text_of(refused)
    assert "check before you confirm" in refused.text
    assert hidden_in(refused.text) == hidden_in(visit.send(path, sample.words).text)
    assert everything() == before_it
    again = hidden_in(refused.text) | {"roles": ["SENCO", "head teacher"], "step": "confirm"}
    done = visit.client.post(path, data=again, files=sample.files)
    assert done.url.path == f"/requests/{reference}", text_of(done)


def test_the_rows_of_a_schedule_are_kept_when_its_file_is_too_large(visit: Visit) -> None:
    """What was typed of the answer and of each document comes back; the file is chosen again."""
    path = f"/requests/{before.foi()}/prepare/foi/disclosed"
    words = {"ground": "public_information", "document-1": "Yearly figures"}
    refused = visit.send(path, words, {"papers": ("schedule.csv", LARGE)})
    assert refused.status_code == 413
    assert f"What was sent is too large. {SAYS}" in text_of(refused)
    assert 'value="Yearly figures"' in refused.text


def test_a_page_that_takes_no_file_takes_none_that_is_too_large(visit: Visit) -> None:
    """Nothing is done with half of a form: a page that does not ask for a file refuses it as a whole."""
    for path in ("/account/password", f"/requests/{before.access()}/do/hold"):
        refused = visit.send(path, {"because": "A claim may be made."}, {"a": ("scan.pdf", LARGE)})
        assert refused.status_code == 413
        assert f"{SAYS} Nothing was taken of what you sent." in text_of(refused)


@pytest.mark.parametrize("sign", ["x", "ł", "\N{GRINNING FACE}"])
def test_a_long_letter_is_taken(manager: Visit, sign: str) -> None:
    """A letter of 200,000 characters is logged, in whatever script; one more is refused, and comes back as it was."""
    letter = (f"{WORDS}{sign * 60} " * 3_000)[:LETTER]
    assert len(letter) == LETTER
    done = manager.send("/log", {"text": letter, "channel": "post"}, {"files": ("", b"")})
    assert done.url.path == "/requests/DER-2026-0001/proposal", text_of(done)[:400]
    more = manager.send("/log", {"text": letter + sign, "channel": "post"}, {"files": ("", b"")})
    assert more.status_code == 422
    assert "The letter has more than 200,000 characters" in text_of(more)
    assert more.text.count(sign * 60) == (letter + sign).count(sign * 60)


def test_the_longest_letter_fits_into_a_form_without_files(manager: Visit) -> None:
    """Percent-encoded, as a browser sends a form without files, it has up to twelve bytes a character."""
    letter = "\N{GRINNING FACE}" * LETTER
    done = manager.send("/log", {"text": letter, "channel": "post"})
    assert done.status_code == 200
    assert 12 * LETTER < guard.FORM
    assert min(guard.PARTS, visitor._PART) > 4 * LETTER


def test_the_limits_stand_on_the_page(manager: Visit) -> None:
    """Whoever sends something knows beforehand how much is taken."""
    shown = text_of(manager.get("/log"))
    assert "up to 200,000 characters" in shown
    assert "together up to 25 MB" in shown
    assert "Up to 200,000 characters" in text_of(manager.get("/service/wording/edit?name=closing"))


def test_a_field_larger_than_any_text_is_too_large(manager: Visit) -> None:
    """413 with the limits: it is no form of another page, and the fields before it are kept."""
    refused = manager.send("/log", {"channel": "post", "text": "x" * 2_100_000}, {"files": ("", b"")})
    assert refused.status_code == 413
    assert "a letter as text 200,000 characters." in text_of(refused)


@pytest.mark.parametrize("size", [150_000, LETTER + 1])
def test_a_long_wording_comes_back(manager: Visit, size: int, home: Path) -> None:
    """Nothing typed is lost: what cannot be used stays in the form, with what is wrong."""
    text = ("We close the request. " * 10_000)[:size]
    shown = manager.send(
        "/service/wording/edit?name=closing", {"name": "closing", "text": text, "do": "look", "case": ""},
        {"a": ("", b"")}, to="/service/wording/edit",
    )  # fmt: skip
    assert shown.status_code in {200, 422}
    assert shown.text.count("We close the request. ") >= text.count("We close the request. ")
    assert ("more than 200,000 characters" in text_of(shown)) is (size > LETTER)


def test_a_browser_shows_what_was_too_large(
    small: FastAPI, served: Callable[[FastAPI], str], chromium: "Browser", tmp_path: Path
) -> None:
    """A browser reads an answer once it has sent all: what is too large is taken in, and dropped."""
    file = tmp_path / "scan.pdf"
    file.write_bytes(LARGE)
    page = chromium.new_page()
    address = served(small)
    page.goto(f"{address}/sign-in")
    page.get_by_label("Login").fill("manager.derby")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{address}/log")
    page.get_by_label("The letter, typed or pasted").fill(way.SAR)
    page.get_by_label("Or its file").set_input_files(file)
    page.get_by_role("button", name="Log it").click()
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    assert SAYS in page.inner_text("main")
    assert page.get_by_label("The letter, typed or pasted").input_value().strip() == way.SAR.strip()
