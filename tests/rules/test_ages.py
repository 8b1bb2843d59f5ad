"""The age that a letter states: taken where it is said of the person concerned, null in every other case."""

import pytest

from rules.classification.ages import stated_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my son, who is 9, was excluded", 9),
        ("My daughter is now fourteen and in Year 9.", 14),
        ("notes on my 12 year old son", 12),
        ("my 7-year-old daughter", 7),
        ("Corey Hibbs (aged 13) told us", 13),
        ("Kofi Addo (16)", 16),
        ("child: Ada Lill, age: 11", 11),
        ("He's 8 and doesn't sleep", 8),
        ("my twins are 6", 6),
        ("My son is 9. My daughter is 12.", None),
        ("Mrs Plim, whose son is 9.", 9),
        ("my son is 9.5 hours late", None),
        ("my son is 9th in the queue", None),
        ("my son is 30 days late", None),
        ("my baby aged 9 months", None),
        ("he is 5 minutes away", None),
        ("my father (79) was ill", None),
        ("Under Article 15(1) of the UK GDPR", None),
        ("an order under Rule 16 (1)", None),
        ("my son is two years behind", None),
        ("my child is one of many", None),
        ("my child is 5 miles away", None),
        ("aged 5 to 7", None),
        ("my children are 5 and 7", None),
        ("my 9 year old son and my daughter, who is 12", None),
        ("I am 17", None),
        ("section 9 of the plan", None),
        ("", None),
    ],
)
def test_the_age_of_somebody_else(text: str, age: int | None) -> None:
    """UK GDPR Art 5(1)(d): an age decides who is asked, so it is never guessed; of two ages neither is taken."""
    assert stated_age(text, of_the_writer=False) == age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I am 17 and want my notes", 17),
        ("im 15", 15),
        ("I'm only 14", 14),
        ("I am twenty", 20),
        ("I am 10 minutes away", None),
        ("I am 45", None),
        ("I am one of your former clients", None),
        ("my brother is 9", None),
    ],
)
def test_the_age_of_the_writer(text: str, age: int | None) -> None:
    """A young person's own age; services work with people up to 25 (Children and Families Act 2014 s.83)."""
    assert stated_age(text, of_the_writer=True) == age
