"""The monthly run: it lists, it carries out what was signed, and nothing that was not."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from rules.disposal import Paper
from rules.kinds import Kind
from tasks import retention
from tests import way
from tests.conftest import at

pytestmark = pytest.mark.prefect
LATER = at(date(2030, 1, 7))


def test_what_was_signed_is_carried_out_and_nothing_else(on_server: Path) -> None:
    """HIL-10: the program lists, a person signs; until then every run finds the list and leaves it alone."""
    from flows.retain import retain

    reference = way.prepared(Kind.FOI, "bathnes")
    way.approved(reference, "bathnes", Kind.FOI)
    way.respond(reference)
    assert asyncio.run(retain(LATER)) == ["[bathnes] list 1 waits for somebody to look at it and sign it"]
    assert asyncio.run(retain(LATER)) == []
    retention.sign(1, "Strategic Manager", by="a.bove", at=LATER)
    assert asyncio.run(retain(LATER)) == []
    retention.confirm_paper(1, Paper.NONE, by="m.manager", at=LATER)
    assert asyncio.run(retain(LATER)) == ["[bathnes] list 1 was carried out"]
    assert retention.preview("bathnes") == []
