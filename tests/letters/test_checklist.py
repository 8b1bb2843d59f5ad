"""Every letter, every service, every case: what must be in it is in it."""

import re
import subprocess
import sys
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from letters import LettersError, checklist, wording
from letters.letter import compose
from letters.plain import plain
from letters.requirements import slugs
from letters.specimens.cases import of_service
from tests.letters.cases import CASES, FOI_PART, ORDER, SAR_PART, facts
from tests.letters.made_up_services import SERVICES

_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|Undefined|&#\d|[\ue000-\uf8ff]|\bTrue\b|\bFalse\b|\*\*|\\\\")
_NOT_WRITTEN_OUT = re.compile(r"\d{4}-\d\d-\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}(st|nd|rd|th)\b")

_EACH = [(*case, slug) for slug, service in SERVICES.items() for case in of_service(service)]
_EACH_ID = [f"{letter}-{case}-{slug}" for letter, case, _, slug in _EACH]


@pytest.mark.parametrize(("letter", "case", "changed", "service"), _EACH, ids=_EACH_ID)
def test_each_item_is_fulfilled(letter: str, case: str, changed: dict[str, Any], service: str) -> None:
    """Each mandatory item of the checklist has a paragraph that says something (an empty one raises)."""
    composed = compose(letter, facts(service, **changed))
    assert composed.fulfils == {item.id for item in checklist(letter)}, case


@pytest.mark.parametrize(("letter", "case", "changed", "service"), _EACH, ids=_EACH_ID)
def test_nothing_is_left_over(letter: str, case: str, changed: dict[str, Any], service: str) -> None:
    """No placeholder, mark or markup is left, and every date is written out."""
    text = plain(compose(letter, facts(service, **changed)))
    assert not _LEFT_OVER.search(text), case
    assert not _NOT_WRITTEN_OUT.search(text), case
    assert "  " not in text.replace("\n  ", "\n").replace("\n   ", "\n"), case


_KINDS = ["sar", "foi", "court_order", "inspection", "enquiry"]
_MIXED = [kinds for many in (1, 2, 3) for kinds in combinations(_KINDS, many)]
_ENDED = {"answered_on": date(2026, 12, 15), "outcome": "Each part was answered"}


@pytest.mark.parametrize("service", ["derby", "blackburn"])
@pytest.mark.parametrize("outstanding", [[], ["which years you mean"]])
@pytest.mark.parametrize("order", [None, ORDER])
@pytest.mark.parametrize("kinds", _MIXED, ids="-".join)
def test_whatever_is_asked_together_gets_whole_letters(
    kinds: tuple[str, ...], order: Any, outstanding: list[str], service: str
) -> None:
    """A request of several kinds is acknowledged and closed with all that the law asks for each of them."""
    parts = [{**(FOI_PART if kind == "foi" else SAR_PART), "kind": kind} for kind in kinds]
    given = {"kind": kinds[0], "parts": parts, "order": order, "outstanding": outstanding, **_ENDED}
    for letter in ("acknowledgement", "closing"):
        assert compose(letter, facts(service, **given))


def test_every_letter_has_a_case() -> None:
    """A letter without a case would escape the checklist."""
    assert {letter for letter, _, _ in CASES} == set(wording.names())


def test_ids_are_stable_words() -> None:
    """An id names its letter and a slug, once each: audit entries keep them."""
    ids = [item.id for name in wording.names() for item in checklist(name)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z_0-9]+\.[a-z0-9-]+", each) for each in ids)
    assert "sar_disclosure.complain-to-controller" in ids
    assert "complain-to-controller" in slugs()


def test_the_young_persons_letter_has_all_that_the_parents_has() -> None:
    """A young person is told no less than a parent (Art 4(11) UK GDPR), and three things more."""
    parent = {item.id.partition(".")[2] for item in checklist("consent_request_parent")}
    own = {item.id.partition(".")[2] for item in checklist("consent_request_young_person")}
    assert parent < own
    assert len(own - parent) == 3


def test_importing_the_room_is_light() -> None:
    """A command that only wants the checklist loads no template engine and no Word library."""
    said = subprocess.run(
        [sys.executable, "-c", "import sys, letters; print(*sorted(sys.modules))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert "letters.requirements" in said
    assert not {"jinja2", "docx", "lxml", "markdown_it", "msgspec"} & set(said)


def test_an_unknown_letter_has_no_checklist() -> None:
    """A misprinted name is an error, not an empty list."""
    with pytest.raises(LettersError, match="No requirements"):
        checklist("sar_disclosur")
