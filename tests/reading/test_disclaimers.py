"""Standard notices of e-mails."""

import pytest

from reading.disclaimers import without_disclaimers

LETTER = """Dear service

Please send me the notes of my son.

Yours
Jo Testperson
Solicitor, Anytown Council"""


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail and its attachments are confidential and intended solely for the addressee.",
        "This message is meant only\nfor its reader. It is intended only for the named\nrecipient.",
        "If you are not the intended recipient please delete it.",
        "All e-mails may be monitored.\nE-mails may have to be disclosed under the Freedom of Information Act 2000.",
        "Please consider the environment before printing this e-mail.",
        "DISCLAIMER\nThe council keeps records under the Data Protection Act.",
        "****************\nThe contents of this email are confidential and meant only\nfor the recipient.\n****",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_notice_below_the_letter_is_cut(notice: str, gap: str) -> None:
    """A notice that names the Freedom of Information Act does not make the letter a request under it."""
    text, cut = without_disclaimers(LETTER + gap + notice)
    assert cut
    assert text.startswith(LETTER)
    assert "Freedom" not in text
    assert "recipient" not in text


def test_a_warning_above_the_letter_is_cut() -> None:
    """The receiving server's warning is not the writer's first sentence."""
    above = "CAUTION: This email originated from outside of the\norganisation. Do not click links.\n\n"
    assert without_disclaimers(above + LETTER) == (LETTER, True)


@pytest.mark.parametrize(
    "said",
    [
        "Please treat this e-mail as confidential and do not tell the school.",
        "This is a request under the Freedom of Information Act 2000.",
        "I know that my messages were recorded and I want them.",
        "The views of my daughter were never expressed.",
    ],
)
def test_what_a_writer_says_of_confidence_and_disclosure_stays(said: str) -> None:
    """A plea for confidence or a mention of the Act in the letter itself is kept."""
    text = f"{LETTER}\n\n{said}"
    assert without_disclaimers(text) == (text, False)


def test_a_message_of_nothing_but_a_notice_is_kept() -> None:
    """If every line looks like a notice, a person sees them all."""
    text = "If you are not the intended recipient please delete it."
    assert without_disclaimers(text) == (text, False)
