"""Where an enquiry goes next: it asks for nothing that is held, and still somebody must act."""

import pytest

from rules.classification import GoesTo, Incoming, classify


@pytest.mark.parametrize(
    ("text", "goes_to"),
    [
        (
            "Thank you so much for all your help at the tribunal, we could not have won it alone. Nell",
            "thanks",
        ),
        (
            "I asked for my son's notes on 3 May and have heard nothing. Any news of my request please? Nell Marsh",
            "chaser",
        ),
        (
            "I wish to withdraw my subject access request of 4 May, I do not need the notes any more. N. Marsh",
            "withdrawal",
        ),
        (
            "I want to make a formal complaint about the way your officer spoke to me on the phone. Nell Marsh",
            "complaint",
        ),
        ("Please delete all the personal data that you hold about me. I want to be forgotten. N. Marsh", "erasure"),
        (
            "My date of birth is wrong in your notes. Please correct it, it should be 3 May 2004. Nell Marsh",
            "rectification",
        ),
        (
            "The school has excluded my son and I don't know what to do. Can somebody ring me and advise us? Nell",
            "help",
        ),
    ],
)
def test_an_enquiry_says_where_it_goes(text: str, goes_to: str) -> None:
    """Erasure, rectification, complaint, chaser and thanks are no requests for what is held; each goes its way."""
    found = classify(Incoming(text))
    assert (found.kind, found.goes_to) == ("enquiry", GoesTo(goes_to))


def test_a_request_goes_nowhere_else() -> None:
    """Only an enquiry has somewhere to go: a request has its own way."""
    assert classify(Incoming("Please send me all the notes you hold about my son. Nell Marsh")).goes_to is None


@pytest.mark.parametrize("goes_to", GoesTo)
def test_each_way_is_told_in_words(goes_to: GoesTo) -> None:
    """A manager reads what to do; where the law sets a time, it is cited."""
    assert goes_to.words.endswith(".")
    if goes_to in {GoesTo.ERASURE, GoesTo.RECTIFICATION, GoesTo.OBJECTION, GoesTo.COMPLAINT}:
        assert "Art" in goes_to.words or "s.164A" in goes_to.words
