"""The clauses as data: which texts name one, and which is kept as which."""

import pytest

from rules.clauses import Clause, clauses, named, what_is_done

ALL = {name: clause for rows in clauses().values() for name, clause in rows.items()}

TEXTS = [
    ("BWD-10: both roles.", ["BWD-10"]),
    ("As CUM-4.5, and BWD-1 twice (BWD-1).", ["CUM-4.5", "BWD-1"]),
    ("See CUM-5.1.", ["CUM-5.1"]),
    ("DER-2026-0042 is a reference", []),
    ("DER-F-0001 is a case file", []),
    ("PHSO-1, XBWD-10 and der-5", []),
    ("UK GDPR Art 15, DPA 2018 Sch 2 para 5(3)", []),
    ("UTF-8, SHA-1 and a GCSE-2", []),
    ("BWD-99 looks like one", ["BWD-99"]),
]


@pytest.mark.parametrize(("text", "ids"), TEXTS)
def test_a_text_names_clauses(text: str, ids: list[str]) -> None:
    """An id is found whole and once; a request's or a file's reference is none."""
    assert named(text, ALL) == ids


def test_every_id_is_recognised() -> None:
    """Each id of the five policies is found in a sentence, so that no clause escapes the checks on clauses."""
    assert len(ALL) == 63
    assert [named(f"({name}).", ALL) for name in ALL] == [[name] for name in ALL]


ALIKE = [
    ("BWD-9", "DER-6", "As DER-6: Statistics hold no names and suppress small numbers."),
    (
        "CUM-2.2",
        "BWD-1",
        "As BWD-1: Every disclosure names exactly one ground from the service's list; no ground, no disclosure.",
    ),
    (
        "BNS-10",
        "CUM-4.4",
        "As CUM-4.4: A consent carries a review date; a stale one cannot support a disclosure until it is confirmed.",
    ),
    (
        "CUM-5.3",
        "DER-9",
        "As DER-9: A policy carries its review date; an overdue one shows on the dashboard and in the "
        "reminder run. Here: every two years.",
    ),
    ("DER-6", None, "Statistics hold no names and suppress small numbers."),
]


@pytest.mark.parametrize(("name", "alike", "done"), ALIKE)
def test_a_clause_is_kept_as_another(name: str, alike: str | None, done: str) -> None:
    """Where one is kept as another, that one is followed: whoever reads a clause reads all that is done for it."""
    assert ALL[name].alike == alike
    assert what_is_done(ALL[name], ALL) == done


def test_following_goes_on_to_the_end() -> None:
    """A clause kept as one that is itself kept as another leads to what is done in the end."""
    made = {
        "ABC-1": Clause("x", "As ABC-2."),
        "ABC-2": Clause("y", "As ABC-3, for staff."),
        "ABC-3": Clause("z", "It is kept."),
    }
    assert what_is_done(made["ABC-1"], made) == "As ABC-2: As ABC-3: It is kept. Here: for staff."


def test_each_clause_that_is_followed_exists() -> None:
    """No clause leans on one that is not there, nor on itself."""
    for name, clause in ALL.items():
        assert clause.alike is None or (clause.alike in ALL and clause.alike != name), name
