"""The fictional letters of samples/: what a careful person says each one is, and what the program proposes."""

import csv
from datetime import date

import pytest

import reading
from rules import classification
from rules.classification import Incoming
from rules.kinds import Kind
from rules.role import Role
from tests.conftest import SAMPLES

# file: (parts, role of the writer, subject's birth date, asked for by), as a person reads the letter.
BY_HAND: dict[str, tuple[tuple[Kind, ...], Role | None, str | None, str | None]] = {
    "derby/01-letter.txt": ((Kind.SAR,), Role.PARENT, "2019-03-14", None),
    "derby/02-email.eml": ((Kind.SAR,), Role.PARENT, "2016-08-08", None),
    "derby/03-email.eml": ((Kind.ENQUIRY,), None, None, None),
    "derby/04-letter.pdf": ((Kind.COURT_ORDER,), Role.COURT, "2015-11-17", "2026-11-13"),
    "blackburn/01-letter.docx": ((Kind.LA_LEGAL,), Role.LOCAL_AUTHORITY, "2017-01-09", "2026-10-23"),
    "blackburn/02-letter.pdf": ((Kind.INSPECTION,), Role.INSPECTOR, None, "2026-11-18"),
    "blackburn/03-letter.pdf": ((Kind.THIRD_PARTY,), Role.SOLICITOR, "2018-08-30", "2026-10-06"),
    "blackburn/04-form.txt": ((Kind.ENQUIRY,), Role.PARENT, None, None),
    "cumbria/01-email.eml": ((Kind.LA_LEGAL,), Role.LOCAL_AUTHORITY, "2013-05-19", "2026-10-30"),
    "cumbria/02-email.eml": ((Kind.COURT_ORDER,), Role.COURT, "2015-04-23", "2026-11-11"),
    "cumbria/03-letter.txt": ((Kind.FOI,), Role.PUBLIC, None, None),
    "cumbria/04-letter.txt": ((Kind.SAR,), Role.YOUNG_PERSON, "2009-02-21", None),
    "bathnes/01-letter.docx": ((Kind.SAR,), Role.PARENT, "2013-06-02", None),
    "bathnes/02-email.eml": ((Kind.FOI,), Role.PUBLIC, None, None),
    "bathnes/03-letter.pdf": ((Kind.THIRD_PARTY,), Role.POLICE, "2014-05-05", "2026-11-26"),
    "bathnes/04-email.eml": ((Kind.SAR, Kind.FOI), Role.PARENT, "2018-07-17", None),
    "hillingdon/01-letter.docx": ((Kind.SAR,), Role.REPRESENTATIVE, "2019-12-11", None),
    "hillingdon/02-letter.docx": ((Kind.LA_LEGAL,), Role.LOCAL_AUTHORITY, "2016-07-26", "2026-11-20"),
    "hillingdon/03-form.txt": ((Kind.FOI,), Role.PUBLIC, None, None),
}
AMBIGUOUS = "hillingdon/04-letter.txt"


def proposal(file: str) -> classification.Classification:
    """What the program proposes for a sample."""
    found = reading.read((SAMPLES / file).read_bytes(), file)
    assert found.trust is reading.Trust.SURE, found.doubts
    return classification.classify(Incoming(found.text, found.subject, found.sender, found.reply_to))


@pytest.mark.parametrize("file", BY_HAND)
def test_a_sample_is_what_a_person_says_or_a_person_is_asked(file: str) -> None:
    """No sample is taken for something else without asking; where its kind is sure, its facts agree too."""
    parts, role, born, required_by = BY_HAND[file]
    found = proposal(file)
    if found.needs_manager:
        assert found.confidence < 1
        return
    assert found.parts == parts
    # What the program does not find it leaves empty; what it does find must be so.
    if found.requester.role is not None:
        assert found.requester.role is role
    if found.subject.date_of_birth is not None:
        assert found.subject.date_of_birth == date.fromisoformat(born or "")
    if found.required_by is not None:
        assert found.required_by == date.fromisoformat(required_by or "")


def test_most_samples_are_decided_and_the_ambiguous_one_is_not() -> None:
    """A program that asks about everything helps nobody; one that never asks guesses."""
    asked = [file for file in BY_HAND if proposal(file).needs_manager]
    assert len(asked) <= 2, asked
    assert proposal(AMBIGUOUS).needs_manager


def test_case_notes_under_foi_are_the_persons_own_records() -> None:
    """DER-3, DER-4: headed 'Freedom of Information', yet a subject access request (FOIA 2000 s.40(1))."""
    assert proposal("derby/02-email.eml").headed_foi


def test_the_post_book_lists_every_sample_once() -> None:
    """The demo leaves no letter out, in any of the four formats, for all five services."""
    with (SAMPLES / "post-book.csv").open(encoding="utf-8", newline="") as lines:
        files = [row["file"] for row in csv.DictReader(lines)]
    there = [path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*")]
    assert sorted(files) == sorted(there)
    assert sorted(files) == sorted([*BY_HAND, AMBIGUOUS])
    assert {file.rsplit(".")[-1] for file in files} == {"txt", "eml", "docx", "pdf"}
