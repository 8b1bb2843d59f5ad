"""What people type into a field."""

import pytest

from rules.typed import TypedRefused, needed, typed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (None, None),
        ("", None),
        (" \t\n ", None),
        ("judicial review", "judicial review"),
        ("  judicial \n\t review ", "judicial review"),
        ("née — “review”, £5", "née — “review”, £5"),
        ("x" * 10, "x" * 10),
        (" " + "x" * 10 + " ", "x" * 10),
    ],
)
def test_a_field_is_trimmed_and_kept(text: str | None, kept: str | None) -> None:
    """Blanks at the ends and line breaks are no words; nothing typed is nothing."""
    assert typed(text, "purpose", most=10 if text and "x" in text else 500) == kept


@pytest.mark.parametrize("text", ["x" * 11, "judicial\x00review", "a\u202eb", "a\u200bb", "a\x1b[31m"])
def test_what_no_paper_bears_is_refused_and_not_repeated(text: str) -> None:
    """No message carries what was typed: it says which field, and what to do."""
    with pytest.raises(TypedRefused, match="The purpose h") as refused:
        typed(text, "purpose", most=10 if text.startswith("x") else 500)
    assert text not in str(refused.value)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_field_that_is_needed_is_asked_for(text: str | None) -> None:
    """HIL-2: a purpose that is not said is not there, nor is a reason."""
    with pytest.raises(TypedRefused, match=r"^Say the purpose\.$"):
        needed(text, "purpose")
    assert needed(" judicial review ", "purpose") == "judicial review"


def test_a_field_holds_five_hundred_characters_unless_it_says_otherwise() -> None:
    """A field is for a phrase: whoever writes more writes a letter."""
    for check in (typed, needed):
        assert check("x" * 500, "reason") == "x" * 500
        with pytest.raises(TypedRefused, match="more than 500 characters"):
            check("x" * 501, "reason")
