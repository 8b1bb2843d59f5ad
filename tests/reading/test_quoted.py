"""New words and quoted history of an e-mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.quoted import part_history

OWN = "Please send me the case notes.\n\nThank you\nJo Testperson"

SAID = "We closed the case."
LABELS = "Sent: 07 September 2026 10:01\nTo: Jo\nSubject: Case"
HISTORIES = {
    "marked lines": f"> {SAID}\n> Office",
    "attribution and marks": f"On Mon, 7 Sept 2026 at 10:01, Office <office@service.example> wrote:\n> {SAID}",
    "attribution over two lines": f"On 7 September at 10:01, The Office\n<office@service.example> wrote:\n> {SAID}",
    "attribution without marks": f"On Mon, 7 Sep 2026, 10:01 Office, <office@s.example> wrote:\n\n{SAID}",
    "original message": f"-----Original Message-----\nFrom: Office\n{LABELS}\n\n{SAID}",
    "forwarded message": f"---------- Forwarded message ---------\nFrom: Office <o@service.example>\n\n{SAID}",
    "outlook block": f"From: Office <office@service.example>\n{LABELS}\n\n{SAID}",
    "bold outlook block": f"*From:* Office\n*Sent:* 07 September 2026\n*To:* Jo\n*Subject:* Case\n\n{SAID}",
    "block with date": f"From: Office\nDate: 7 September 2026\nTo: Jo\nCc: Sam\nSubject: Case\n\n{SAID}",
    "apple": f"Begin forwarded message:\n\nFrom: Office\nSubject: Case\n\n{SAID}",
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES.keys())
@pytest.mark.parametrize("between", ["\n\n", "\n\n________________________________\n"])
def test_history_goes_to_quoted(history: str, between: str) -> None:
    """What others wrote earlier is not read as the writer's request, however the mail program marks it."""
    assert part_history(OWN + between + history) == (OWN, history)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March the council wrote:\n\nWe will not assess your son.\n\nThat is not right.",
        "From: Jo Testperson\nI am writing about my son.",
        "From: the school I have heard nothing.\nDate of birth: 3 April 2014\nI want his records.",
        "What they said -- original message or not -- is wrong.",
        "I kept a note.\nOn Monday at 10:30 he rang me and later wrote:\nno more help.\nThat is why I ask.",
        "On my phone I once wrote: help.\nNobody came.",
    ],
)
def test_the_writers_own_words_stay(text: str) -> None:
    """A letter that quotes, or has labels of its own, keeps every word."""
    assert part_history(text) == (text, "")


def test_answers_between_quoted_lines_are_the_writers_own() -> None:
    """Someone who answers below each quoted line has those answers read."""
    asked = "On Mon 7 Sep 2026 10:01 Office <o@service.example> wrote:\n> Which records?"
    text = f"{asked}\nAll of them.\n> Whose?\nMine."
    own, quoted = part_history(text)
    assert own == "All of them.\nMine."
    assert "Which records?" in quoted
    assert "Whose?" in quoted


PIECES = [*HISTORIES.values(), OWN, "", "> x", "On", "wrote:", "From: a", "Sent: b", "To: c", "____"]


def words_of(text: str) -> list[str]:
    """Give the words; a drawn rule is none."""
    return [word for word in text.split() if word.strip("_")]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_word_is_lost_or_made_up(pieces: list[str]) -> None:
    """Every word of the message is in the new words or in the history."""
    text = "\n".join(pieces)
    own, quoted = part_history(text)
    assert sorted(words_of(own + "\n" + quoted)) == sorted(words_of(text))
