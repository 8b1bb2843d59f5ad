"""What every page has around it: the way back stands once, above the page, and nowhere else in it."""

from rules.kinds import Kind
from tests.web.visits import Visit, opened, text_of


def test_the_way_back_is_not_taken_for_an_address(manager: Visit) -> None:
    """WCAG 2.4.4: a page may lead back in its own words too; the link above it does not run into them."""
    reference = opened(Kind.SAR)
    answer = manager.get(f"/requests/{reference}/do/hold-lifted")
    assert answer.status_code == 409
    assert answer.text.count("govuk-back-link") == 1
    assert f'<a class="govuk-link" href="/requests/{reference}">' in answer.text
    assert ">" not in text_of(answer)


def test_no_reading_of_a_letter_is_said_to_be_certain(manager: Visit) -> None:
    """Design: a person decides, so the program never says that it is altogether sure."""
    reference = opened(Kind.FOI)
    for page in ("", "/proposal"):
        shown = text_of(manager.get(f"/requests/{reference}{page}"))
        assert "99% sure" in shown
        assert "100% sure" not in shown
