"""What each letter is called by those who write it: every wording has words of its own."""

from letters.wording import names
from rules.letter_words import LETTERS, letter_words


def test_every_letter_has_words_and_no_two_the_same() -> None:
    """Design, pages: a list of letters is read by people, not by the names of files."""
    assert set(LETTERS) == set(names())
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_an_occasion_is_told_by_its_letter() -> None:
    """A second question, a hybrid's acknowledgement, an answer: each in words, none in the program's own."""
    assert letter_words("clarification_foi.2") == "Question to the requester (freedom of information)"
    assert letter_words("acknowledgement.sar+foi") == "Acknowledgement"
    assert letter_words("answer.sar") == "Answer"
    assert letter_words("letter_of_a_later_release.sar") == "letter of a later release"
