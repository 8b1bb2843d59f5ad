"""Words that may speak of harm: a person reads them at once, whatever else the letter asks."""

import pytest

from rules.classification import Incoming, classify


@pytest.mark.parametrize(
    "text",
    [
        "please help me. he hits us. my mum says not to tell anyone but you were nice last time. im 12. Marnie",
        "I don't feel safe at home and I don't know who to tell.",
        "She told her teacher that she wants to die. Please ring me.",
        "He has started cutting himself since the school changed his timetable. What can I do?",
        "I am making enquiries under section 47 of the Children Act and need what you hold about the family.",
        "There is a risk of significant harm to the children. Please share what you know.",
        "My ex was done for domestic violence and must not get our address.",
    ],
)
def test_what_may_speak_of_harm_is_quoted(text: str) -> None:
    """Children Act 1989 s.47: a child at risk is the exception to confidence, so it is never buried in a request."""
    harm = classify(Incoming(text)).harm
    assert harm is not None
    assert harm in text


@pytest.mark.parametrize(
    "text",
    [
        "Please send me your policy on domestic abuse and how many staff had training on self-harm.",
        "Please send me all the notes you hold about my son.",
        "It will not hurt to ask: how many families do you support?",
        "Section 47 notes of the plan are missing from the bundle.",
    ],
)
def test_a_policy_about_harm_is_none(text: str) -> None:
    """A flag on everything is a flag on nothing."""
    assert classify(Incoming(text)).harm is None
