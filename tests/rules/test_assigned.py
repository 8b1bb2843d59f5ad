"""Whose a request is as soon as its kind is known."""

import pytest

from rules.assigned import AssignedTo, assigned_to
from rules.kinds import Kind
from rules.policy import load

CASES = [
    ("cumbria", [Kind.SAR], AssignedTo("Service Manager", ("CUM-3.3",))),
    ("cumbria", [Kind.LA_LEGAL], AssignedTo("Service Manager", ("CUM-5.1",))),
    ("cumbria", [Kind.THIRD_PARTY], AssignedTo("Service Manager", ("CUM-5.1",))),
    ("cumbria", [Kind.COURT_ORDER], AssignedTo("Service Manager", ("CUM-5.1",))),
    ("cumbria", [Kind.FOI], AssignedTo("Service Manager", ("CUM-5.2", "BNS-11"))),
    ("bathnes", [Kind.FOI], AssignedTo("Strategic Manager", ("CUM-5.2", "BNS-11"))),
    ("blackburn", [Kind.SAR, Kind.FOI], AssignedTo("SENDIASS Manager", ("CUM-3.3", "CUM-5.2", "BNS-11"))),
    ("derby", [Kind.ENQUIRY, Kind.SAR], AssignedTo("Service Manager", ("CUM-3.3",))),
    ("derby", [Kind.ENQUIRY], None),
    ("derby", [], None),
]


@pytest.mark.parametrize(("slug", "kinds", "whose"), CASES)
def test_requests_for_records_go_to_the_manager(slug: str, kinds: list[Kind], whose: AssignedTo | None) -> None:
    """CUM-3.3, CUM-5.1, CUM-5.2, BNS-11: what asks for records is the service manager's, an enquiry anybody's."""
    assert assigned_to(kinds, load(slug)) == whose


def test_every_kind_but_an_enquiry_has_an_owner() -> None:
    """CUM-3.3: a new kind cannot be forgotten here."""
    assert {kind for kind in Kind if assigned_to([kind], load("derby")) is None} == {Kind.ENQUIRY}
