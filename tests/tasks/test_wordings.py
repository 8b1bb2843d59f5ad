"""A service's own wording and letterhead: tried, kept with who and when, used, taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from letters import wording as words
from models import queries
from models.db import reading
from rules.access import AccessRefused
from rules.kinds import Kind
from rules.policy import UnknownService
from tasks import letter_by_hand, letterheads, wordings
from tasks.drafts import LetterRefused
from tasks.wordings import WordingRefused
from tests import staff, way
from tests.answer import NOON, words_of
from tests.conftest import at
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "m.manager", "at": NOON}
CONTACT = words.text("paragraphs/contact")
OWN = CONTACT.replace("If you have a question", "If anything here is unclear")


def test_a_services_own_wording_is_used_and_its_version_kept(installation: Path) -> None:
    """A changed paragraph stands in the next letter, whose record names the version that it was written with."""
    assert wordings.take("derby", "paragraphs/contact", OWN, **BY) == 1
    reference = way.opened(Kind.SAR, "derby")
    assert "If anything here is unclear" in words_of(reference, "acknowledgement.sar")
    with reading() as session:
        row = queries.letter(session, queries.request(session, reference), "acknowledgement.sar")
    assert row is not None
    assert row.wording == {"paragraphs/contact": 1}
    assert "If anything here is unclear" not in words_of(way.opened(Kind.SAR, "cumbria"), "acknowledgement.sar")
    event, who, what = events()[0]
    assert (event, who, what["name"], what["number"]) == ("wording.taken", "m.manager", "paragraphs/contact", 1)


def test_every_version_is_kept_with_who_and_when(installation: Path) -> None:
    """What a service once wrote is there for ever; going back is a version too."""
    wordings.take("derby", "paragraphs/contact", OWN, **BY)
    wordings.restore("derby", "paragraphs/contact", by="o.other", at=at(date(2026, 11, 13)))
    kept = wordings.history("derby", "paragraphs/contact")
    assert [(row.number, row.by, row.text == OWN) for row in kept] == [(1, "m.manager", True), (2, "o.other", False)]
    assert kept[1].text is None
    assert wordings.text_of("derby", "paragraphs/contact") == CONTACT
    assert wordings.listed("derby")["paragraphs/contact"] is None
    with pytest.raises(WordingRefused, match="no wording of its own"):
        wordings.restore("derby", "paragraphs/contact", **BY)


@pytest.mark.parametrize(
    ("name", "text", "match"),
    [
        ("paragraphs/withdraw", "{{ fulfils('withdraw') }}Thank you.", r"consent_request_parent \(la\).*Art 7\(3\)"),
        ("paragraphs/withdraw", "You may change your mind at any time.", "No paragraph fulfils"),
        ("paragraphs/contact", CONTACT + "\n\n{{ secret }}", "uses secret, which this letter does not know"),
        ("paragraphs/contact", CONTACT + "\n\n{{ reference.__class__ }}", "begins with '_'"),
        ("paragraphs/contact", "{% for x in range(9) %}{{ x }}{% endfor %}", "only fulfils"),
        ("paragraphs/contact", "{% if %}", "line 1"),
        ("paragraphs/contact", "x" * 40_001, "more than 40,000 characters"),
        ("paragraphs/contact", CONTACT + "\n\nWrite by 2026-12-01.", "A date is not written out"),
        ("paragraphs/contact", CONTACT, "in force already"),
        ("paragraphs/none", "Text.", "no wording"),
        ("closing", "---\ntitle: Done\nneeds: [service]\n---\nText.", "changes"),
    ],
)
def test_a_wording_that_cannot_be_sent_cannot_be_used(home: Path, name: str, text: str, match: str) -> None:
    """An override must pass the checklist of every letter that it touches; refused, it changes nothing."""
    before = everything()
    with pytest.raises(WordingRefused, match=f"(?s){match}"):
        wordings.take("derby", name, text, **BY)
    assert everything() == before
    if match != "no wording":
        assert [event for event, _, _ in events()] == ["wording.refused"]


def test_two_people_do_not_write_over_each_other(home: Path) -> None:
    """Whoever changes a version that is no longer in force is told, and the newer one stays."""
    wordings.take("derby", "paragraphs/contact", OWN, **BY, on=0)
    with pytest.raises(WordingRefused, match="Somebody changed this wording meanwhile"):
        wordings.take("derby", "paragraphs/contact", OWN + "\n", **BY, on=0)


def test_only_who_manages_a_service_changes_its_letters(home: Path) -> None:
    """DER-1: neither an officer nor another service's manager changes what a service says."""
    manager, officer, _ = staff.of("derby")
    for who in (officer, staff.of("cumbria")[0]):
        with pytest.raises(AccessRefused):
            wordings.take("derby", "paragraphs/contact", OWN, by=who, at=NOON)
        with pytest.raises(AccessRefused):
            letterheads.take("derby", letterheads.in_force("derby"), by=who, at=NOON)
    assert wordings.take("derby", "paragraphs/contact", OWN, by=manager, at=NOON) == 1


def test_a_service_without_a_policy_has_no_wording(home: Path) -> None:
    """An unknown service is named as such."""
    with pytest.raises(UnknownService):
        wordings.take("nowhere", "paragraphs/contact", OWN, **BY)


def test_a_preview_stores_nothing(home: Path) -> None:
    """To look is not to use."""
    made = wordings.preview("derby", "paragraphs/contact", OWN)
    assert "If anything here is unclear" in made.text
    assert events() == []


def test_a_letterhead_is_taken_used_and_given_back(installation: Path) -> None:
    """The service's own Word file, once it has what letters need; the program's again afterwards."""
    own = letterheads.in_force("derby")
    letterheads.take("derby", own, **BY)
    reference = way.opened(Kind.SAR, "derby")
    assert "subject access request" in words_of(reference, "acknowledgement.sar")
    with pytest.raises(letterheads.LetterheadRefused, match="cannot be the letterhead yet"):
        letterheads.take("derby", b"no Word file", **BY)
    letterheads.restore("derby", **BY)
    assert [event for event, _, _ in events() if event.startswith("letterhead")] == [
        "letterhead.taken",
        "letterhead.refused",
        "letterhead.restored",
    ]


def test_a_letter_that_no_longer_passes_is_not_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checklist is asked again each time that a letter is written, so a later rule catches an older wording."""
    monkeypatch.setattr(wordings, "problems", lambda *_: ())  # as a release would, whose checklist asked for less
    wordings.take("derby", "clarification_sar", "Please write again.", **BY)
    reference = way.opened(Kind.SAR, "derby")
    with pytest.raises(LetterRefused, match="does not fulfil its checklist"):
        letter_by_hand.write(reference, "clarification_sar", said={"questions": ["Which?"], "because": "Much."}, **BY)
