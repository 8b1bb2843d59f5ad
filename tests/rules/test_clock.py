"""The clock: a service's own target, orders and legal requests, what is refused, and what each result carries."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from rules.clock import ClockRefused, Promise, Recorded, Wait, look_by
from rules.kinds import Kind
from rules.law import BeforeTheLaw
from rules.policy import load
from rules.working_days import NoHolidays, written
from tests.rules.calendars import RELEASE, due
from tests.rules.gov_uk_list import every_day

NONE = Promise()
TWENTY = Promise(20, ("DER-5",))
RECEIVED = date(2026, 10, 1)  # a Thursday

# --- Derby's promise, and a service's own target ---------------------------------------------------------------


def test_derby_keeps_the_earlier_of_its_promise_and_the_month() -> None:
    """DER-5: of 1,035 receipt dates the month ends first on 116 and on the same day on 190."""
    setting = load("derby").settings.target_working_days[Kind.SAR]
    promise = Promise(setting.value, setting.cites)
    found = [due(Recorded(Kind.SAR, day), promise) for day in every_day(date(2026, 1, 1), date(2028, 10, 31))]
    both = [(one.statutory, one.target, one.due) for one in found if one.statutory and one.target]
    assert len(both) == 1035
    assert sum(statutory < target for statutory, target, _ in both) == 116
    assert sum(statutory == target for statutory, target, _ in both) == 190
    assert all(kept == min(statutory, target) for statutory, target, kept in both)
    assert all("DER-5" in one.cites for one in found)


def test_a_pause_moves_derbys_promise_too() -> None:
    """DER-5: three working days from question to answer, both included, are not among the twenty."""
    waits = (Wait(date(2026, 10, 5), date(2026, 10, 7)),)
    found = due(Recorded(Kind.SAR, RECEIVED, clarifications=waits), TWENTY)
    assert (found.target, found.statutory) == (date(2026, 11, 3), date(2026, 11, 4))
    assert found.due == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("waits", "identity", "expected"),
    [
        # Two questions that overlap: the five working days of 5 to 9 October are left out once.
        (((5, 9), (6, 9)), None, date(2026, 11, 5)),
        (((6, 9), (5, 9)), None, date(2026, 11, 5)),
        (((5, 9), (12, 13)), None, date(2026, 11, 9)),
        # Asked and answered before the identity came: none of the days counted is lost.
        (((5, 9),), (1, 20), date(2026, 11, 17)),
        # The question was open when the identity came on 8 October: only 9 October is lost.
        (((5, 9),), (2, 8), date(2026, 11, 6)),
    ],
)
def test_a_service_target_leaves_out_each_day_of_waiting_once(
    waits: tuple[tuple[int, int], ...], identity: tuple[int, int] | None, expected: date
) -> None:
    """DER-5: overlapping waits are counted once, and days before the clock started are none of its days."""

    def october(span: tuple[int, int]) -> Wait:
        return Wait(date(2026, 10, span[0]), date(2026, 10, span[1]))

    recorded = Recorded(
        Kind.SAR,
        RECEIVED,
        clarifications=tuple(october(span) for span in waits),
        identity=october(identity) if identity else None,
    )
    assert due(recorded, TWENTY).target == expected


def test_an_extension_replaces_the_target() -> None:
    """UK GDPR Art 12A(3): who was told of three months is not held to twenty working days."""
    found = due(Recorded(Kind.SAR, RECEIVED, extended=True), TWENTY)
    assert (found.statutory, found.target, found.due) == (date(2027, 1, 4), None, date(2027, 1, 4))
    assert "UK GDPR Art 12A(3)" in found.cites
    assert "The extension replaces the service's own target." in found.because


# --- A clock that waits -----------------------------------------------------------------------------------------

OPEN_WAITS = [
    pytest.param(Kind.SAR, {"clarifications": (Wait(date(2026, 10, 5)),)}, "paused", id="sar question"),
    pytest.param(
        Kind.SAR,
        {"clarifications": (Wait(date(2026, 10, 5), date(2026, 10, 6)), Wait(date(2026, 10, 7)))},
        "Wednesday 7 October 2026",
        id="sar second question",
    ),
    pytest.param(Kind.SAR, {"identity": Wait(date(2026, 10, 5))}, "evidence of identity", id="sar identity"),
    pytest.param(Kind.SAR, {"fee": Wait(date(2026, 10, 5))}, "fee", id="sar fee"),
    pytest.param(
        Kind.SAR,
        {"identity": Wait(date(2026, 10, 5), date(2026, 10, 6)), "fee": Wait(date(2026, 10, 5))},
        "fee",
        id="sar identity came, fee did not",
    ),
    pytest.param(Kind.FOI, {"clarifications": (Wait(date(2026, 10, 5)),)}, "start afresh", id="foi question"),
    pytest.param(Kind.FOI, {"fee": Wait(date(2026, 10, 5))}, "the clock waits", id="foi fee"),
    pytest.param(
        Kind.FOI, {"fee": Wait(date(2026, 10, 5)), "extended": True}, "the clock waits", id="foi fee, extended"
    ),
]


@pytest.mark.parametrize(("kind", "events", "says"), OPEN_WAITS)
def test_a_clock_that_waits_has_no_dates(kind: Kind, events: dict[str, Any], says: str) -> None:
    """UK GDPR Art 12A and FOIA 2000 s.10: a date that would hold only if the answer came today is not invented."""
    found = due(Recorded(kind, RECEIVED, **events), TWENTY)
    assert (found.statutory, found.target, found.due, found.running) == (None, None, None, False)
    assert says in found.because[-1]
    assert found.cites


# --- Bad input --------------------------------------------------------------------------------------------------

REFUSED = [
    (Kind.SAR, {"clarifications": (Wait(date(2026, 9, 30)),)}, "clarification was asked for on 2026-09-30, before"),
    (Kind.FOI, {"fee": Wait(date(2026, 9, 30), date(2026, 10, 2))}, "fee was asked for on 2026-09-30, before"),
    (Kind.SAR, {"identity": Wait(date(2026, 9, 30))}, "identity evidence was asked for on 2026-09-30, before"),
    (Kind.SAR, {"identity": Wait(date(2026, 10, 9), date(2026, 10, 8))}, "identity evidence came on 2026-10-08"),
    (Kind.FOI, {"clarifications": (Wait(date(2026, 10, 9), date(2026, 10, 8)),)}, "clarification came on 2026-10-08"),
    (Kind.SAR, {"extended": True, "extended_on": date(2026, 9, 30)}, "extension was notified on 2026-09-30, before"),
    (Kind.SAR, {"extended_on": date(2026, 10, 9)}, "but no extension"),
    *[
        (kind, events, "has no clock that a question, a fee or an extension moves")
        for kind in (Kind.LA_LEGAL, Kind.COURT_ORDER, Kind.THIRD_PARTY, Kind.INSPECTION, Kind.ENQUIRY)
        for events in (
            {"extended": True},
            {"clarifications": (Wait(date(2026, 10, 5)),)},
            {"fee": Wait(date(2026, 10, 5))},
            {"identity": Wait(date(2026, 10, 5))},
        )
    ],
]


@pytest.mark.parametrize(("kind", "events", "says"), REFUSED)
def test_events_that_cannot_be_true_are_refused_with_the_reason(
    kind: Kind, events: dict[str, Any], says: str
) -> None:
    """Nothing is corrected silently: the refusal says which date or which provision is in the way."""
    with pytest.raises(ClockRefused, match=re.escape(says)):
        due(Recorded(kind, RECEIVED, **events), TWENTY)


FAR = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("kind", "received", "events"),
    [
        (Kind.FOI, date(2011, 12, 30), {}),
        (Kind.LA_LEGAL, date(2005, 1, 4), {}),
        (Kind.SAR, FAR, {}),
        (Kind.SAR, RECEIVED, {"clarifications": (Wait(RECEIVED, FAR),)}),
        (Kind.SAR, RECEIVED, {"identity": Wait(RECEIVED, FAR)}),
        (Kind.FOI, RECEIVED, {"fee": Wait(RECEIVED, FAR)}),
        (Kind.COURT_ORDER, RECEIVED, {"required_by": FAR}),
        (Kind.SAR, date(2033, 12, 20), {}),
    ],
)
def test_a_date_outside_the_data_is_refused(kind: Kind, received: date, events: dict[str, Any]) -> None:
    """No bank holidays are known before 2012 and after the data's end: refused, never an internal error."""
    with pytest.raises(NoHolidays):
        due(Recorded(kind, received, **events), TWENTY)


def test_a_request_from_before_the_gdpr_is_refused() -> None:
    """UK GDPR Art 12(3) applies from 25 May 2018: an older request has no row of the law."""
    assert due(Recorded(Kind.SAR, date(2018, 5, 25)), NONE).due == date(2018, 6, 25)
    with pytest.raises(BeforeTheLaw, match="2018-05-24 is before 2018-05-25"):
        due(Recorded(Kind.SAR, date(2018, 5, 24)), NONE)


# --- What each result carries -----------------------------------------------------------------------------------


def test_a_result_names_the_data_behind_it() -> None:
    """Each date says on which holiday data it rests, so that it can be computed anew when a day is proclaimed."""
    assert due(Recorded(Kind.FOI, RECEIVED), NONE).data_version == RELEASE.version


def test_the_working_of_an_foi_date_names_each_holiday_skipped() -> None:
    """FOIA 2000 s.10(6): the working shows the days left out, with the part of the UK that closes."""
    found = due(Recorded(Kind.FOI, date(2026, 5, 20)), NONE)
    working = " ".join(found.because)
    assert "Day 1 is the first working day after that: Thursday 21 May 2026 (FOIA 2000 s.10(1))." in found.because
    assert re.search(r"Monday 25 May 2026 \([^)]*, the whole of the United Kingdom\)", working)
    assert re.search(r"Monday 15 June 2026 \([^)]*, Scotland\)", working)
    assert found.because[-1] == "Working day 20 is Friday 19 June 2026 (FOIA 2000 s.10(1))."


@pytest.mark.parametrize(
    ("received", "title"), [(date(2026, 11, 25), "Christmas Day"), (date(2026, 10, 22), "a weekend")]
)
def test_the_working_of_a_rolled_date_says_why(received: date, title: str) -> None:
    """ICO guidance, right of access: a weekend or a public holiday rolls the date, and the working names which."""
    found = due(Recorded(Kind.SAR, received), NONE)
    says = f"is not a working day ({title}): the next one is {written(found.due or received)} (ICO guidance"
    assert says in found.because[-1]


@pytest.mark.parametrize(
    ("kind", "received"),
    [(Kind.SAR, date(2028, 12, 4)), (Kind.FOI, date(2028, 12, 4)), (Kind.LA_LEGAL, date(2030, 5, 1))],
)
def test_a_date_beyond_2028_carries_the_warning(kind: Kind, received: date) -> None:
    """Nothing official is published after 2028: such a date says that it may move."""
    found = due(Recorded(kind, received), TWENTY)
    assert found.due
    assert found.because[-1] == RELEASE.united_kingdom.warning(found.due)
    before = due(Recorded(kind, date(2028, 11, 1)), TWENTY)
    assert not any("published" in reason for reason in before.because)


@pytest.mark.parametrize("received", every_day(date(2026, 11, 20), date(2026, 11, 29)), ids=str)
def test_a_person_looks_by_the_next_working_day(received: date) -> None:
    """A letter of unknown kind may be an order without a date (DPA 2018 Sch 2 para 5(2))."""
    found = look_by(received, RELEASE)
    assert received < found <= received + timedelta(days=3)
    assert found.weekday() < 5
