"""The board has no sign-in: what is kept to a few is kept from whoever looks."""

from datetime import date
from pathlib import Path

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff, way
from tests.conftest import at
from web.board import page

TODAY = date(2026, 11, 23)


def test_a_restricted_request_is_a_reference_on_the_board(home: Path) -> None:
    """CUM-3.4: its reference and that it is restricted, in a group of its own; no kind, no date, no state."""
    kept, other = way.opened(Kind.SAR, "derby"), way.opened(Kind.FOI, "derby")
    manager, officer, _ = staff.of("derby")
    need_to_know.restrict(kept, [officer, manager], "Reason.", by=manager, at=at(TODAY))
    for service in ("derby", None):
        shown = page(service, TODAY)
        before, _, card = shown.partition("Restricted (1)")
        assert kept not in before
        card = card.partition("</section>")[0]
        assert kept in card
        assert "restricted (CUM-3.4)" in card
        assert not [word for word in ("subject access", "Due", "Kind", "Received", "2026</", "Waits") if word in card]
        assert other in before
        assert "2 open requests" in shown
    assert kept not in page("hillingdon", TODAY)
    need_to_know.lift(kept, by=manager, at=at(TODAY))
    assert "Restricted" not in page(None, TODAY)
