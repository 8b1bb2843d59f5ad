"""Those behind a request who are at odds: found in what is written, decided by a manager."""

import pytest

from rules.classification import Incoming, classify
from rules.conflicts import Conflict, undecided

KEPT = Conflict.CHILD_AND_PARENT
PARTED = Conflict.SEPARATED_PARENTS
NOTHING = None

SAID: list[tuple[str, Conflict | None]] = [
    ("Please don't tell my mum that I wrote to you.", KEPT),
    ("My dad doesn\u2019t know I am asking for this.", KEPT),
    ("I want to see it without my parents finding out.", KEPT),
    ("can you keep this private from my foster carers", KEPT),
    ("I dont want my mum to see it", KEPT),
    ("Do not contact my parents about this.", KEPT),
    ("Please do not tell my daughter that I have asked.", KEPT),
    ("My ex-husband has a solicitor.", PARTED),
    ("His father and I are separated.", PARTED),
    ("We have split up and he lives elsewhere.", PARTED),
    ("Please do not tell her father that I asked.", PARTED),
    ("There is a child arrangements order.", PARTED),
    ("Please do not contact my daughter's school.", NOTHING),
    ("I could not cope without my mum.", NOTHING),
    ("My parents do not know what to do next.", NOTHING),
    ("Please send my mum a copy.", NOTHING),
    ("My exam results are in the file.", NOTHING),
    ("She is kept separate from the others at lunch.", NOTHING),
]


@pytest.mark.parametrize(("words", "what"), SAID)
def test_who_must_not_know_is_seen_in_a_letter(words: str, what: Conflict | None) -> None:
    """BWD-2: "don't tell my mum" is seen, quoted, and shown to a manager; what only sounds alike is not."""
    found = classify(Incoming(f"Dear SENDIASS\n\nPlease send me my records. {words}\n\nThank you")).at_odds
    assert (found.what if found else None) is what
    if found:
        assert found.quote in words


@pytest.mark.parametrize("what", Conflict)
def test_an_open_conflict_asks_a_manager(what: Conflict) -> None:
    """BWD-2: a conflict flag asks a manager, and says where it is said that it matters."""
    (found,) = undecided([what])
    assert found.who == "a manager"
    assert what.words in found.what
    assert found.cites == what.cites != ()
