"""The block that closes a message."""

import pytest

from reading.closing import signature_in
from reading.door import read_in_process
from tests.reading.letter_mail import mail

LETTER = "Dear service\n\nPlease send me the notes of my son."


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards\nJo Testperson",
        "Yours faithfully,\n\n\nJo Testperson\nSolicitor\nfor Testperson & Daughters LLP\nT: 01632 960123",
        "Many thanks\n\nJo\n--\nJo Testperson | SEND Casework Officer\nAnytown Council\nwww.anytown.example",
        "Thank you\nKind regards\nJo",
        "-- \nJo Testperson\nCustomer Officer",
        "Best wishes,\nJo (Sam's mum)",
    ],
)
def test_the_closing_is_told_apart_and_stays_in_the_text(closing: str) -> None:
    """Who writes often stands nowhere else: the name must still be found, and not be read as the matter."""
    reading = read_in_process(mail(f"{LETTER}\n\n{closing}").as_bytes(), "a.eml")
    assert reading.text.endswith(reading.signature)
    assert reading.body == LETTER
    assert "Jo" in reading.signature


@pytest.mark.parametrize(
    "text",
    [
        "",
        LETTER,
        "Thanks",
        f"{LETTER}\n\nThanks\n\nI also want everything that the school sent you about him since last summer.",
        f"{LETTER}\n\nThank you for the call. I look forward to it.",
        f"{LETTER}\n\nRegards\nJo\n\nPS Can you do it by Friday?",
    ],
)
def test_words_of_the_letter_are_no_closing(text: str) -> None:
    """What is asked below a first goodbye is asked."""
    assert signature_in(text) == ""
