"""The learned weights: of these letters and no others, and honest about what they add."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.classification import GoesTo
from rules.classification.learned import GOES_TO, KINDS, load
from rules.kinds import Kind
from training.source import digest

WORDS = st.lists(st.sampled_from(sorted(load(KINDS).words)), max_size=40, unique=True)
CUES = st.lists(st.sampled_from(sorted(load(KINDS).cues)), max_size=10, unique=True)


@pytest.mark.parametrize("name", [KINDS, GOES_TO])
def test_the_weights_are_made_from_the_letters_and_cues_as_they_stand(name: str) -> None:
    """A cue or a letter that was changed without `make train` would be weighed by what it no longer is."""
    assert load(name).made_from == digest(), "run `make train`"


def test_the_outcomes_are_the_kinds_and_the_one_hybrid() -> None:
    """FOIA 2000 s.40(1): a letter may be a SAR in one part and FOI in the other; nothing else is joined."""
    assert set(load(KINDS).outcomes) == {*Kind, "sar+foi"}
    assert set(load(GOES_TO).outcomes) <= set(GoesTo)


@given(CUES, WORDS)
def test_the_shares_are_probabilities_likeliest_first(cues: list[str], words: list[str]) -> None:
    """They add up to one, and the first is the proposal."""
    shares = load(KINDS).shares(cues, words)
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


@given(CUES, WORDS, st.sampled_from(sorted(load(KINDS).cues)))
def test_what_a_cue_adds_is_what_it_is_said_to_add(cues: list[str], words: list[str], cue: str) -> None:
    """A reason's strength is no decoration: with the cue the odds between two kinds move by its two weights."""
    learned = load(KINDS)
    without, also = (learned.shares(names, words) for names in ({*cues} - {cue}, {*cues, cue}))
    a, b = "sar", "foi"
    moved = math.log(also[a] / also[b]) - math.log(without[a] / without[b])
    said = learned.leaning(learned.cues[cue], a) - learned.leaning(learned.cues[cue], b)
    assert moved == pytest.approx(said, abs=1e-9)


def test_unknown_words_say_nothing() -> None:
    """A name or a slip of the pen that no letter had moves no kind."""
    learned = load(KINDS)
    assert learned.shares((), ["says: qwzx"]) == learned.shares((), ())
    assert learned.leaning(None, "sar") == 0
