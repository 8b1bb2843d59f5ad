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
    assert notice.strip("*\n") in cut
    assert text.startswith(LETTER)
    assert "Freedom" not in text
    assert "recipient" not in text


def test_a_warning_above_the_letter_is_cut() -> None:
    """The receiving server's warning is not the writer's first sentence."""
    above = "CAUTION: This email originated from outside of the\norganisation. Do not click links.\n\n"
    assert without_disclaimers(above + LETTER) == (LETTER, above.strip("\n"))


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
    assert without_disclaimers(text) == (text, "")


def test_a_message_of_nothing_but_a_notice_is_kept() -> None:
    """If every line looks like a notice, a person sees them all."""
    text = "If you are not the intended recipient please delete it."
    assert without_disclaimers(text) == (text, "")


@pytest.mark.parametrize(
    "mark",
    [
        "Sent from my iPhone",
        "Sent from my Samsung Galaxy smartphone.",
        "Sent from Outlook for iOS<https://aka.example/o0ukef>",
        "Get Outlook for Android",
        "Sent from Yahoo Mail for iPhone",
        "Sent via BT Email App",
        "Virus-free. www.scanner.example",
    ],
)
def test_what_a_telephone_adds_is_cut_alone(mark: str) -> None:
    """The line goes, wherever it stands; the name under it stays."""
    assert without_disclaimers(f"My records please\n\n{mark}\nJo") == ("My records please\n\nJo", mark)
    assert without_disclaimers(f"{mark}\n\nMy records please") == ("My records please", mark)


@pytest.mark.parametrize("said", ["Sent from my heart to all of you who helped us.", "Get Outlook to work again"])
def test_what_only_sounds_like_a_telephone_stays(said: str) -> None:
    """The whole line must be the telephone's."""
    assert without_disclaimers(f"Dear service\n{said}") == (f"Dear service\n{said}", "")
