"""The number of a consent form."""

import pytest

from rules.forms import FormRefused, check_form, form_code

SCOPE = "3f2a9c41" + "0" * 56


@pytest.mark.parametrize("typed", ["3F2A-9C41", "3f2a 9c41", " 3F2A9C41 ", None])
def test_a_form_is_known_by_its_number(typed: str | None) -> None:
    """UK GDPR Art 7(1): however it is typed; a letter of the person's own bears none (CUM-5.1)."""
    check_form(typed, SCOPE)
    assert form_code(SCOPE) == "3F2A-9C41"


@pytest.mark.parametrize(("typed", "scope"), [("3F2A-9C42", SCOPE), ("3F2A-9C41", None), ("", SCOPE)])
def test_a_form_about_something_else_is_refused(typed: str, scope: str | None) -> None:
    """UK GDPR Art 4(11): what was signed for another list, purpose or recipient is no consent to this one."""
    with pytest.raises(FormRefused, match="another number"):
        check_form(typed, scope)
