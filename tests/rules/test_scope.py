"""What is asked for, in the letter's own words."""

import pytest

from rules.classification import Incoming, classify

_OPENING = "Dear Manager,\nMy son Jake had a hard winter and so had we. "
_CLOSING = " The weather has been dreadful.\nYours faithfully\nKelly Marsh"


@pytest.mark.parametrize(
    "asked",
    [
        "Please send me all the notes you hold about my son.",
        "Please send me the following records about my son:\n\n1. the notes of our calls\n2. every e-mail about him\n"
        "3. the form of 3 May",
        "I am making a subject access request for:\n- all case notes about me and my son;\n- letters to the council.",
    ],
)
def test_the_asking_sentence_is_given_whole_with_its_list(asked: str) -> None:
    """An officer who gathers the papers needs each item that was asked for."""
    scope = "\n".join(classify(Incoming(_OPENING + asked + _CLOSING)).scope)
    for line in asked.splitlines():
        assert line.strip() in scope


def test_the_story_around_it_is_left_out() -> None:
    """Scope is what is asked for, not the letter again."""
    scope = classify(Incoming(_OPENING + "Please send me all the notes you hold about my son." + _CLOSING)).scope
    assert "weather" not in " ".join(scope)


def test_an_enquiry_has_no_scope() -> None:
    """Nothing held is asked for."""
    c = classify(Incoming("Thank you so much for coming to the meeting with us, it made all the difference. Jo"))
    assert c.scope == ()


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("We enclose our client's signed form of authority.", True),
        ("Her consent form is attached.", True),
        ("A copy of the lasting power of attorney is attached.", True),
        ("I attach her signed authority.", True),
        ("We enclose the authority signed by Mrs Plim.", True),
        ("Please send the signed consent form, attached is a stamped envelope.", False),
        ("We have no authority from the mother.", False),
        ("The local authority is attached to its view.", False),
    ],
)
def test_an_enclosed_authority_is_quoted(text: str, given: bool) -> None:
    """UK GDPR Art 12(6), law brief B: a representative's authority is evidence, so its words are shown."""
    letter = f"We act for Mrs Plim. Please send us her file. {text}\nHobday LLP"
    authority = classify(Incoming(letter)).authority
    assert (authority == text) if given else authority is None
