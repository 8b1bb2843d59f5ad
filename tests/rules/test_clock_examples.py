"""The clock on dates that the regulator publishes or that follow from the text of the statutes."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rules.clock import Due, Promise, Recorded, Wait
from rules.kinds import FollowUp, Kind
from rules.working_days import written
from tests.rules.calendars import due
from tests.rules.gov_uk_list import DATA

EXAMPLES: list[dict[str, Any]] = json.loads((DATA / "deadline-examples.json").read_text("utf-8"))
NONE = Promise()
TWENTY = Promise(20, ("DER-5",))


def _day(row: dict[str, Any], name: str) -> date:
    return date.fromisoformat(row[name])


def _sar(row: dict[str, Any], **more: Any) -> Due:
    return due(Recorded(Kind.SAR, _day(row, "received"), **more), NONE)


def _foi(row: dict[str, Any], **more: Any) -> Due:
    return due(Recorded(Kind.FOI, _day(row, "received"), **more), NONE)


# Each regime of the examples as the clock is asked for it.
REGIMES: dict[str, Callable[[dict[str, Any]], Due]] = {
    "SAR": _sar,
    "SAR_ID": lambda row: _sar(row, identity=Wait(_day(row, "id_asked"), _day(row, "id_received"))),
    "SAR_CLARIFY": lambda row: _sar(row, clarifications=(Wait(_day(row, "asked"), _day(row, "answered")),)),
    "SAR_EXT": lambda row: _sar(row, extended=True),
    # The last day for the notice of an extension is the day on which the answer would have been due.
    "SAR_EXT_NOTICE": _sar,
    "FOI": _foi,
    "FOI_CLARIFY": lambda row: _foi(row, clarifications=(Wait(_day(row, "asked"), _day(row, "answered")),)),
    "FOI_FEES": lambda row: _foi(row, fee=Wait(_day(row, "fees_notice"), _day(row, "fee_received"))),
    "FOI_PIT": lambda row: _foi(row, extended=True),
    "DERBY_MIN": lambda row: due(Recorded(Kind.SAR, _day(row, "received")), TWENTY),
    "FOI_IR": lambda row: due(Recorded(FollowUp.INTERNAL_REVIEW, _day(row, "received")), NONE),
    "FOI_IR_COMPLEX": lambda row: due(Recorded(FollowUp.INTERNAL_REVIEW, _day(row, "received"), extended=True), NONE),
}
# The clock waits for the fee and so has no date; the day on which the request lapses stands in its working.
IN_THE_WORKING = {"FOI_FEE_EXPIRY"}


def test_every_example_is_used() -> None:
    """No published or derived date is left out silently."""
    regimes = {row["regime"] for row in EXAMPLES}
    assert regimes == {*REGIMES, *IN_THE_WORKING}
    assert len(EXAMPLES) == 35


@pytest.mark.parametrize(
    "row", [row for row in EXAMPLES if row["regime"] in REGIMES], ids=lambda row: f"{row['regime']} {row['received']}"
)
def test_the_examples_fall_due_as_published_or_derived(row: dict[str, Any]) -> None:
    """UK GDPR Art 12A and FOIA 2000 s.10, on the dates of the regulator's guidance and of the statute's text."""
    found = REGIMES[row["regime"]](row)
    assert found.running
    assert found.due == _day(row, "expected_due")
    if row["regime"] == "DERBY_MIN":
        assert (found.statutory, found.target) == (_day(row, "sar"), _day(row, "foi"))
    elif row["regime"].startswith("FOI_IR"):  # good practice under the Code, no statute
        assert (found.statutory, found.target) == (None, found.due)
    else:
        assert found.statutory == found.due
        assert found.target is None
    if "notice_due" in row:  # FOIA 2000 s.17(1): the notice still falls on working day 20
        assert any(written(_day(row, "notice_due")) in reason for reason in found.because)
        assert [alert.on for alert in found.alerts] == [_day(row, "notice_due")]


@pytest.mark.parametrize(
    "row", [row for row in EXAMPLES if row["regime"] in IN_THE_WORKING], ids=lambda row: row["received"]
)
def test_the_working_of_an_unpaid_fee_names_the_day_on_which_it_lapses(row: dict[str, Any]) -> None:
    """FOIA 2000 s.9(2): three months beginning with the day of the notice end the day before the same date."""
    notice = _day(row, "received")
    found = due(Recorded(Kind.FOI, notice, fee=Wait(notice)), TWENTY)
    assert (found.statutory, found.target, found.due, found.running) == (None, None, None, False)
    assert f"not paid by {written(_day(row, 'expected_due'))}" in found.because[-1]
    assert {"FOIA 2000 s.9(2)", "FOIA 2000 s.10(2)"} <= set(found.cites)


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        (date(2026, 10, 8), date(2027, 1, 7)),
        (date(2026, 11, 30), date(2027, 2, 28)),  # no 30 February: the last day of the month
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2026, 3, 31), date(2026, 6, 30)),  # no 31 June
        (date(2026, 3, 1), date(2026, 5, 31)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2027, 11, 29), date(2028, 2, 28)),
    ],
)
def test_three_months_for_a_fee_begin_with_the_notice(notice: date, last: date) -> None:
    """FOIA 2000 s.9(2): "beginning with" the notice's day, so that day is the first of the three months; it ends
    the day before the corresponding date, or with a month that has no such date."""
    found = due(Recorded(Kind.FOI, notice, fee=Wait(notice)), NONE)
    assert f"not paid by {written(last)}" in found.because[-1]
