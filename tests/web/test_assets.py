"""The styles: what is fetched keeps nothing that belongs to gov.uk alone, and the pages work without it."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from tests.web.visits import Visit
from web import assets
from web.fetch_assets import ours

SHEET = (
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
    ".a{font-family:GDS Transport,arial,sans-serif}"
    ".b{mask-image:url(/assets/images/govuk-crest.svg)}.c{color:red}/*# sourceMappingURL=x.map */"
)


def test_no_font_and_no_crest_of_govuk_is_kept() -> None:
    """Outside gov.uk its fonts and its marks may not be used."""
    assert ours(SHEET) == ".a{font-family:Arial,arial,sans-serif}.c{color:red}"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A set-up that could not fetch the style sheet."""
    nowhere = tmp_path_factory.mktemp("nowhere") / "govuk-frontend.css"
    monkeypatch.setitem(assets._NAMES, "govuk.css", nowhere)
    assets.styles.cache_clear()
    yield
    assets.styles.cache_clear()


def test_without_it_the_pages_are_plain_and_work(without: None, app: FastAPI) -> None:
    """Somebody signs in all the same, and every style sheet that a page names is there."""
    visit = Visit(app).sign_in("manager.derby")
    page = visit.get("/").text
    assert "/styles/plain.css" in page
    assert "/styles/govuk.css" not in page
    for address in assets.styles():
        assert visit.get(address).headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("name", ["../app.py", "..%2Fapp.py", "nothing.css", "inforights.css%00"])
def test_nothing_else_is_served_as_a_style(app: FastAPI, name: str) -> None:
    """Path traversal: there are three style sheets, by their names."""
    assert Visit(app).get(f"/styles/{name}").status_code == 404
