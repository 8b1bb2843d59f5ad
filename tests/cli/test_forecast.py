"""`due --forecast`: what is to be expected of each date, in the table and as JSON."""

import json
from datetime import date

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say

pytestmark = pytest.mark.usefixtures("today")


def test_due_tells_what_is_to_be_expected(say: Say) -> None:
    """Each line has its outlook with the reason; as JSON under one key, which is not there unless asked for."""
    late = way.opened(Kind.FOI, "blackburn", date(2026, 10, 5))
    safe = way.opened(Kind.FOI, "derby")
    said = say("due", "--forecast")
    assert said.code == 0
    assert "Forecast" in said.out
    found = {row["reference"]: row for row in map(json.loads, say("due", "--forecast", "--json").out.splitlines())}
    assert found[late]["forecast"]["outlook"] == "late"
    assert found[safe]["forecast"]["stands_at"] == "prepared"
    assert found[safe]["forecast"]["because"].startswith("5 working days left; preparing is assumed to take 5")
    assert "forecast" not in json.loads(say("due", "--json").out.splitlines()[0])
