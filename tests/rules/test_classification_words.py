"""The words of a letter by the part in which they stand, and what its sentences say of a kind."""

import pytest

from rules.classification import learned
from rules.classification.flat import Flat
from rules.classification.sentences import sentences
from rules.classification.words import words_in

LETTER = """Anystead Council
SEND Team

Dear Manager,
Please send me the file. Copies will do! I am 12.

Yours sincerely
Ivo Lark, Tribunal Officer
"""


def found(
    text: str = LETTER, subject: str = "My notes", sender: str = "ivo@anystead.example"
) -> dict[str, list[str]]:
    """Each word and pair with the words of the letter where it stands."""
    flat = Flat(text)
    words = words_in(flat, Flat(subject), sender)
    return {word: [flat.text[start:end] for start, end in spans] for word, spans in words.items()}


@pytest.mark.parametrize(
    "word",
    [
        "says: file",
        "says: send me",
        "says: 0",  # every number is one
        "from: council",  # letterhead
        "from: officer",  # sign-off
        "from: anystead",  # address
        "subject: my notes",
    ],
)
def test_a_word_is_known_by_its_part(word: str) -> None:
    """Who writes shows above the salutation, in the sign-off and in the address; what is asked, in between."""
    assert word in found()


@pytest.mark.parametrize("word", ["says: officer", "says: file copies", "says: will do i", "from: send me"])
def test_parts_and_sentences_are_kept_apart(word: str) -> None:
    """No pair is made across the end of a sentence, and a sign-off asks for nothing."""
    assert word not in found()


def test_places_are_where_the_words_stand() -> None:
    """What is shown as a reason must be in the letter."""
    assert found()["says: send me"] == ["send me"]
    assert found()["says: 0"] == ["12"]
    assert found()["subject: notes"] == [], "the subject line has no place in the letter"


def test_a_letter_without_sign_off_is_all_text() -> None:
    """A single line is what it says, whoever it is from."""
    assert "says: records" in found("can i have my records", "", "")


def test_the_asking_sentence_speaks_most_strongly() -> None:
    """A request buried in a story is found by its sentence."""
    flat = Flat("We had a lovely day at the fair. Please send me a copy of your notes about me. The dog was sick.")
    words = words_in(flat, Flat(""), "")
    told = sentences("sar", words, flat, learned.load(learned.KINDS))
    strongest = max(told, key=lambda sentence: sentence.strength)
    assert flat.text[slice(*strongest.span)] == "please send me a copy of your notes about me."
    assert strongest.asks
    assert [sentence.asks for sentence in told] == [False, True, False]
