"""What in words that are published or kept would say who somebody is."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.identifying import check_names_nobody, found_in
from rules.refusal import Refusal
from rules.working_days import written

PEOPLE = [("Linden Marshgrove", None), ("Marigold Fernwhistle", date(2019, 4, 3)), (None, None)]
BORN = date(2019, 4, 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What Linden asked", "a name"),
        ("MARSHGROVE's question", "a name"),
        ("about M\u00e1rigold", "a name"),
        ("a child born on 3 April 2019", "a birth date"),
        ("a child of 03/04/2019", "a birth date"),
        ("DOB 1/2/2011", "a birth date"),
        ("whoever wrote from somebody@example.org", "an e-mail address"),
        ("Call 01632 960101.", "a telephone number"),
        ("Call +44 (0)1632 960 101.", "a telephone number"),
        ("Call (01632) 960101.", "a telephone number"),
        ("of DE1 2AB", "a postcode"),
        ("of de1 2ab", "a postcode"),
        ("as in DER-2026-0042", "a reference number"),
        ("as in der-f-0001", "a reference number"),
        ("case X00EX00123", "a reference number"),
        ("the number 943 476 5919", "a reference number"),
        ("EHCP/2024/00017", "a reference number"),
    ],
)
def test_what_says_who_it_is_is_found_by_its_sort(text: str, found: str) -> None:
    """UK GDPR Art 5(1)(c): a name, a day of birth and whatever else leads to somebody, however it is written."""
    assert found in found_in(text, PEOPLE)


@pytest.mark.parametrize(
    "text",
    [
        "How many families were supported in 2023/24, FY2024/25 and Q1-2025?",
        "It cost £12,345.67 in 2024-25, and 1,204 families were helped by 31 March 2026.",
        "Part of it was kept back under section 40(2), and s.43 of the Act.",
        "Our complaints policy of May 2026; 0.5 posts; pages 10 to 14; 1 in 20.",
        "The years 2022 2023 2024 were asked for.",
    ],
)
def test_figures_and_years_are_no_person(text: str) -> None:
    """A log of figures that could not be written would be none."""
    assert found_in(text, PEOPLE) == ()


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9).map(lambda word: f"q{word}")


@given(
    LETTERS,
    LETTERS,
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["{}", "({}),", "{}'s", "x-{}"]),
)
def test_each_word_of_each_name_is_found(first: str, last: str, form: Callable[[str], str], around: str) -> None:
    """However it is written and whatever stands beside it."""
    people = [(f"{first} {last}".title(), None)]
    for word in (first, last):
        assert found_in(f"We told {around.format(form(word))} all of it.", people) == ("a name",)


@given(
    st.dates(date(1940, 1, 1), date(2026, 11, 26)),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]),
)
@example(BORN, "%d %B %Y")
def test_a_birth_date_is_found_in_every_writing(born: date, form: str) -> None:
    """The day on record is found; another day of the same people is not."""
    people = [("Marigold Fernwhistle", born)]
    assert "a birth date" in found_in(f"As it stood on {born.strftime(form)}.", people)
    assert "a birth date" in found_in(f"As it stood on {written(born)}.", people)
    other = born.replace(year=born.year - 1, day=min(born.day, 28))
    assert "a birth date" not in found_in(f"As it stood on {other.strftime(form)}.", people)


def test_a_refusal_repeats_nothing_of_it() -> None:
    """Design, 4: what is refused is shown and logged, and so names nobody."""
    with pytest.raises(Refusal, match=r"^The title holds a name and a telephone number: ") as refused:
        check_names_nobody("Linden, 01632 960101", "title", PEOPLE, Refusal)
    assert "Linden" not in str(refused.value)
    assert "960101" not in str(refused.value)
    check_names_nobody("Families supported in three years", "title", PEOPLE, Refusal)
