"""What the documentation says is so: generated pages are fresh, links lead somewhere."""

import re
from pathlib import Path

import pytest

from docs.generate import HERE, pages
from tests.conftest import ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *HERE.rglob("*.md")])


@pytest.mark.parametrize("page", pages())
def test_a_generated_page_is_what_the_code_says(page: str) -> None:
    """`make fix` would change nothing."""
    assert (HERE / page).read_text("utf-8") == pages()[page]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Each link within the project points at something that is there."""
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    lost = [t for t in targets if not t.startswith(("http:", "https:")) and not (page.parent / t).exists()]
    assert lost == []
