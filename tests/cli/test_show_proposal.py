"""`inforights show` tells what was found in a letter, first of all what must not be overlooked."""

from datetime import date

import pytest

from tasks import classification
from tests.cli.conftest import Say
from tests.conftest import at
from tests.tasks.test_seen_first import ERASE, HARM
from tests.way import log, receive

DAY = date(2026, 11, 2)


def received(text: str) -> str:
    """A letter, read and classified; gives its reference."""
    reference = log(text, "derby")
    receive(reference, at(DAY))
    return reference


def test_words_of_harm_stand_first(say: Say, today: None) -> None:
    """Children Act 1989 s.47: whoever opens the case sees them before its clock and its reasons."""
    said = say("show", received(HARM)).out
    assert "May speak of harm" in said
    assert said.index("May speak of harm") < said.index("Why it was read so")
    assert "he hits us" in said


def test_an_enclosed_authority_is_to_be_looked_at(say: Say, today: None) -> None:
    """UK GDPR Art 12(6): a letter that says so is no authority; the paper is."""
    text = "We act for Mrs Plim. Please send us all the notes about our client. Her signed authority is enclosed.\n"
    assert "see that it is there, signed" in say("show", received(f"{text}Hobday LLP\n")).out


def test_an_enquiry_says_where_it_goes(say: Say, today: None) -> None:
    """UK GDPR Art 17: the line says who decides, and that a month runs."""
    assert "the data protection officer; a month runs" in say("show", received(ERASE)).out


@pytest.mark.parametrize(("kind", "words"), [("sar", "subject access request"), ("foi", "freedom of information")])
def test_a_decided_kind_says_who_decided_and_what_was_proposed(say: Say, today: None, kind: str, words: str) -> None:
    """After a correction the reasons shown are still the program's, so the page says whose decision stands."""
    from rules.kinds import Kind

    reference = received("Please send me all the notes you hold about my son Jake Marsh.\nKelly Marsh\n")
    classification.decide_kind(reference, [Kind(kind)], "m.manager", at(DAY))
    said = say("show", reference).out
    assert "The kind was decided by m.manager; the program proposed: subject access request" in said
    assert words in said.lower()
