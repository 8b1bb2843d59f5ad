"""`inforights deadline`: what follows an answer, what is to be watched, and the bank holidays it counts with."""

from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.story import one_line
from tests.cli.test_deadline import FOI, KEYS, SAR, answers, batch, is_an_answer


@pytest.mark.parametrize(
    ("words", "statutory", "target"),
    [
        (["internal_review"], None, "2026-12-01"),
        (["internal_review", "--extended"], None, "2026-12-31"),
        (["complaint"], "2026-12-02", None),
        (["complaint", "--service", "derby"], "2026-12-02", None),
    ],
)
def test_what_follows_an_answer_has_its_own_date(
    say: Say, words: list[str], statutory: str | None, target: str | None
) -> None:
    """FOIA 2000 s.45 Code, DPA 2018 s.164A: a review and a complaint are asked for like a kind."""
    said = say("deadline", "--received", "2026-11-02", "--json", "--kind", *words)
    [found] = answers(said.out)
    assert is_an_answer(found)
    assert [found[key] for key in KEYS[:3]] == [statutory, target, statutory or target]


def test_a_person_is_told_what_to_keep_an_eye_on(say: Say) -> None:
    """UK GDPR Art 12A(4): beside the date, the last day for the notice of an extension."""
    said = say("deadline", "--kind", "sar", "--received", "2026-10-01")
    assert "Due: 2026-11-02\nKeep an eye on 2026-11-01: the last day for telling" in said.out


def test_a_day_proclaimed_in_this_installation_counts(say: Say, home: Path) -> None:
    """FOIA 2000 s.10(6): `deadline` counts with the same bank holidays as the stored dates."""
    assert answers(say("deadline", "--batch", "-", stdin=batch(FOI)).out)[0]["due"] == "2026-12-01"
    home.mkdir(exist_ok=True)
    row = "{date: 2026-11-10, nation: Scotland, title: A day of thanks, authority: Royal Proclamation}"
    (home / "bank-holidays.yaml").write_text(f"days:\n  - {row}\n", "utf-8")
    [found] = answers(say("deadline", "--batch", "-", stdin=batch(FOI)).out)
    assert found["due"] == "2026-12-02"
    assert any("Tuesday 10 November 2026 (A day of thanks, Scotland)" in line for line in found["explanation"])


def test_a_file_of_bank_holidays_that_cannot_be_used_gives_no_date_at_all(say: Say, home: Path) -> None:
    """Nothing is guessed: with a broken list of holidays every date could be wrong, so none is given."""
    home.mkdir(exist_ok=True)
    (home / "bank-holidays.yaml").write_text("days:\n  - {date: 10/11/2026, nation: Scotland}\n", "utf-8")
    for words in (["--batch", "-"], ["--kind", "foi", "--received", "2026-11-02"]):
        said = say("deadline", *words, stdin=batch(FOI))
        assert (said.code, said.out) == (1, "")
        assert "bank-holidays.yaml" in one_line(said.err)


def test_several_questions_are_given_in_their_order(say: Say) -> None:
    """UK GDPR Art 12A(5)(b): an option given twice is two questions, not the last of them."""
    words = ["--kind", "SAR", "--received", "2026-11-02", "--json", "--clarification-answered", "2026-11-06"]
    words += ["--clarification-asked", "2026-11-05", "--clarification-asked", "2026-11-09"]
    line = SAR | {"clarification": [{"asked": "2026-11-05", "answered": "2026-11-06"}, {"asked": "2026-11-09"}]}
    by_options = say("deadline", *words)
    assert by_options == say("deadline", "--batch", "-", stdin=batch(line))
    assert answers(by_options.out)[0]["running"] is False
