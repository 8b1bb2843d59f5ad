"""What holds for every letter, however it is written."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.classification import Incoming, as_json, classify
from rules.kinds import Kind
from training.source import incoming, letters

LETTERS = letters()
_some = settings(max_examples=120, deadline=None)
_letter = st.sampled_from(LETTERS).map(incoming)
_PHRASES = """please;send me;my son's file;the council;ordered;judge;our client;by 1 May 2026;how many
;.;?;,;Dear Manager;Yours sincerely;O'Neill-Ståhl;李雷;Ofsted;police;under FOI;İ;ß;\u2019;\u2013;\u00a0"""
_jumble = st.lists(st.sampled_from(_PHRASES.split(";")), max_size=60).map(" ".join) | st.text(max_size=300)


@_some
@given(text=_jumble, subject=st.none() | _jumble, sender=st.none() | st.text(max_size=60))
def test_any_text_is_answered(text: str, subject: str | None, sender: str | None) -> None:
    """Whatever arrives, the answer is whole: a share of one, parts that hold the kind, quotes that stand."""
    c = classify(Incoming(text, subject=subject, sender=sender))
    assert 0 <= c.confidence <= 1
    assert (c.kind in c.parts) if c.kind else (c.needs_manager and not c.parts)
    assert len(c.evidence) <= 6
    for reason in c.evidence:
        assert reason.quote in text or reason.quote in (subject or "")
        assert 0 < len(reason.quote) <= 160


@pytest.mark.parametrize("start", range(0, len(LETTERS), 100))
def test_every_quote_stands_in_the_letter(start: int) -> None:
    """A reason shows the letter's own words, exactly; where nobody is asked, one is for the kind proposed."""
    for letter in map(incoming, LETTERS[start : start + 100]):
        c = classify(letter)
        for reason in c.evidence:
            assert reason.quote in letter.text or reason.quote in (letter.subject or "")
        assert all(piece and piece in letter.text for piece in c.scope)
        assert c.needs_manager or c.evidence[0].speaks_for in c.parts


@_some
@given(letter=_letter, blank=st.sampled_from(["\n", "  ", "\r\n", "\u00a0", "\n    ", "\t"]))
def test_white_space_does_not_change_the_kind(letter: Incoming, blank: str) -> None:
    """Line breaks are the mail program's, not the writer's."""
    other = Incoming(letter.text.replace(" ", blank), letter.subject, letter.sender)
    assert _verdict(other) == _verdict(letter)


@_some
@given(letter=_letter, change=st.sampled_from([str.upper, str.lower, str.swapcase]))
def test_capitals_do_not_change_the_kind(letter: Incoming, change: Any) -> None:
    """A letter in capitals, or without any, asks for the same."""
    other = Incoming(change(letter.text), letter.subject, letter.sender)
    assert _verdict(other) == _verdict(letter)


@_some
@given(letter=_letter, a=st.floats(0, 1), b=st.floats(0, 1))
def test_a_lower_threshold_never_asks_more(letter: Incoming, a: float, b: float) -> None:
    """`ask_below` only ever adds questions as it rises, and never changes the kind."""
    low, high = (classify(letter, ask_below=x) for x in sorted((a, b)))
    assert low.kind == high.kind
    assert high.needs_manager or not low.needs_manager


@_some
@given(letter=_letter)
def test_the_same_letter_gets_the_same_answer(letter: Incoming) -> None:
    """A proposal can be shown again to whoever asks later."""
    assert classify(letter) == classify(letter)


def test_the_printed_shape_is_fixed() -> None:
    """`classify --json` has these keys, in this order, with null for what is unknown and ISO dates."""
    asked = "Dear Manager, please send me the notes about my son Jake Marsh, born 3/4/2014, by 1 May 2026."
    text = f"{asked}\nKelly Marsh"
    assert as_json("letter.txt", classify(Incoming(text))) == {
        "file": "letter.txt",
        "kind": "sar",
        "confidence": pytest.approx(0.98, abs=0.02),
        "needs_manager": False,
        "parts": ["sar"],
        "evidence": [
            {
                "quote": asked,
                "says": "Asks for records about the writer, or about somebody for whom they write.",
                "for": "sar",
            }
        ],
        "requester": {"name": "Kelly Marsh", "role": "parent", "reply_to": None},
        "subject": {"name": "Jake Marsh", "date_of_birth": "2014-04-03"},
        "letter_date": None,
        "required_by": "2026-05-01",
        "hearing_on": None,
        "subject_age": None,
        "scope": [asked],
        "authority": None,
        "goes_to": None,
        "harm": None,
        "at_odds": None,
        "doubts": [],
    }


_HOSTILE = {
    "one word": "a" * 200_000,
    "asking": "please send " * 17_000,
    "asking at length": "i would like i want please can you provide all the information " * 3_200,
    "stops": "....? " * 33_000,
    "dates": "1/1/2026 by " * 17_000,
    "names": "Re: Ann O'Bo-Ba " * 12_500,
    "addresses": "a.b@" * 50_000,
    "dashes": "a'b-" * 50_000,
    "orders": "the tribunal directs that you the service shall and " * 3_900,
    "blanks": " \n" * 100_000 + "please send the file",
    "items": "Please send me the following notes:\n" + "1. item\n" * 25_000,
    "items apart": "Please send me my notes:\n" + "- a\n \n" * 30_000,
    "ages": "he is 5 " * 25_000,
    "one word, then a request": "a" * 100_000 + " please send me my notes",
    "one capital, then a request": "\u0130" * 100_000 + " please send me my notes about Ann's file",
    "farewells": "Kind regards\n" * 15_000,
}


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_text_takes_no_longer_than_two_seconds(text: str) -> None:
    """200 kB made to catch a backtracking pattern is read in under two seconds of one core."""
    classify(Incoming("Please send me my file."))
    began = time.process_time()
    classify(Incoming(text, subject=text))
    assert time.process_time() - began < 2


def test_a_letter_too_long_to_weigh_whole_goes_to_a_person() -> None:
    """What was not read cannot be vouched for."""
    text = "Please send me my son's case notes. " + "The weather was fair. " * 4_000 + "Thanks, Jo"
    assert classify(Incoming(text)).needs_manager


def test_two_hundred_short_letters_a_second() -> None:
    """A morning's post of a national host is classified in seconds on one core."""
    letters = [incoming(row) for row in LETTERS if len(row["text"]) <= 500][:150]
    classify(letters[0])
    taken = []
    for _ in range(3):  # the machine may be busy
        began = time.process_time()
        for letter in letters:
            classify(letter)
        taken.append(time.process_time() - began)
    assert len(letters) / min(taken) >= 200


def _verdict(letter: Incoming) -> tuple[Kind | None, tuple[Kind, ...]]:
    c = classify(letter)
    return c.kind, c.parts
