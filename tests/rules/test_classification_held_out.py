"""What the classifier is worth on letters that were written after its cues and never used to mend them."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.classification import Classification, Incoming, classify
from rules.kinds import Kind
from training.source import letters

_FILE = Path(__file__).parent / "letters_for_classification" / "held_out.yaml"
HELD_OUT: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text("utf-8"))
ORDERS = [row for row in HELD_OUT if row["kind"] == "court_order"]
THREATS = [row for row in HELD_OUT if row["id"].startswith("threat")]


def judged(row: dict[str, Any]) -> Classification:
    return classify(Incoming(row["text"], subject=row.get("subject"), sender=row.get("sender")))


def right(row: dict[str, Any], c: Classification) -> bool:
    wanted: list[str] = row.get("parts", [row["kind"]])
    return [part.value for part in c.parts] == wanted


def test_held_out_letters_cover_every_kind() -> None:
    """A measure that leaves a kind out says nothing of it."""
    kinds = Counter(row["kind"] for row in HELD_OUT)
    assert set(kinds) == {kind.value for kind in Kind}
    assert len(HELD_OUT) >= 40


def test_held_out_no_letter_that_taught_the_cues_is_among_them() -> None:
    """A letter that taught the cues cannot measure them."""
    taught = {" ".join(row["text"].split()) for row in letters()}
    assert not taught & {" ".join(row["text"].split()) for row in HELD_OUT}


def test_held_out_letters_that_nobody_is_asked_about_are_right() -> None:
    """Of those not sent to a person at least 95 in 100 have their kind."""
    decided = [(row, c) for row in HELD_OUT if not (c := judged(row)).needs_manager]
    wrong = [row["id"] for row, c in decided if not right(row, c)]
    assert len(wrong) <= 0.05 * len(decided), wrong


def test_held_out_letters_seldom_need_a_person() -> None:
    """Asking about everything would be no help: at most one letter in four."""
    asked = [row["id"] for row in HELD_OUT if judged(row).needs_manager]
    assert len(asked) <= len(HELD_OUT) / 4, asked


@pytest.mark.parametrize("row", ORDERS, ids=lambda row: row["id"])
def test_held_out_court_orders_are_never_missed(row: dict[str, Any]) -> None:
    """DPA 2018 Sch 2 para 5(2): a court order is called one, or a person is asked."""
    c = judged(row)
    assert c.kind is Kind.COURT_ORDER or c.needs_manager


@pytest.mark.parametrize("row", THREATS, ids=lambda row: row["id"])
def test_held_out_threats_are_not_called_orders(row: dict[str, Any]) -> None:
    """A letter that threatens an application is never proposed as an order."""
    assert judged(row).kind is not Kind.COURT_ORDER
