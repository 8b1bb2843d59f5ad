"""Reviews and complaints: what may follow what and when, what each waits for, and how it may end."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.follow_ups import (
    OUTCOMES,
    Answered,
    Followed,
    FollowUpRefused,
    Outcome,
    check_acknowledged,
    check_corrected,
    check_ended,
    check_lengthened,
    check_received,
    late_to_ask,
    may_follow,
    same_people,
)
from rules.holds import stops_disposal
from rules.kinds import FollowUp, Kind
from rules.law import BeforeTheLaw
from rules.lifecycle import State
from tests.rules.calendars import RELEASE

REVIEW, COMPLAINT = FollowUp.INTERNAL_REVIEW, FollowUp.COMPLAINT
CAME, WENT, TODAY = date(2026, 11, 2), date(2026, 11, 12), date(2026, 12, 1)
FOI = Answered({Kind.FOI}, State.CLOSED, CAME, WENT, True)
DAYS = st.dates(CAME - timedelta(days=60), TODAY + timedelta(days=30))


def received(
    what: FollowUp, on: date = WENT, request: Answered = FOI, standing: Collection[Followed] = (), today: date = TODAY
) -> None:
    """See whether one can have come."""
    check_received(what, on, request, standing, today)


CODE = "FOIA 2000 s.45 Code of Practice"


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kinds", [{Kind.FOI}, {Kind.SAR}, {Kind.SAR, Kind.FOI}])
@pytest.mark.parametrize("authority", [True, False])
def test_what_may_follow_what(state: State, kinds: set[Kind], authority: bool) -> None:
    """Code of Practice, 5: a review follows an answer under FOI; DPA 2018 s.164A(1): a complaint comes whenever."""
    is_answered = state in {State.ANSWERED, State.CLOSED}
    request = Answered(kinds, state, CAME, WENT if is_answered else None, authority)
    reviewable = Kind.FOI in kinds and is_answered and authority
    assert may_follow(COMPLAINT, request)
    assert may_follow(REVIEW, request) == reviewable
    received(COMPLAINT, CAME, request)
    if reviewable:
        received(REVIEW, WENT, request)
    else:
        with pytest.raises(FollowUpRefused, match=r"s\.45"):
            received(REVIEW, WENT, request)


@given(on=DAYS)
def test_nothing_comes_before_what_it_follows_nor_tomorrow(on: date) -> None:
    """Code of Practice, 5; DPA 2018 s.164A: from the answer, or from the request on, until today."""
    for what, first in ((REVIEW, WENT), (COMPLAINT, CAME)):
        if first <= on <= TODAY:
            received(what, on)
        else:
            with pytest.raises(FollowUpRefused):
                received(what, on)


def test_a_complaint_from_before_the_duty_is_refused() -> None:
    """SI 2026/82 reg 7: the duty is for complaints received on or after 19 June 2026, whenever the request came."""
    earlier = replace(FOI, received=date(2026, 3, 2), answered=date(2026, 3, 20))
    received(COMPLAINT, date(2026, 6, 19), earlier)
    with pytest.raises(BeforeTheLaw, match=r"s\.164A\(3\)"):
        received(COMPLAINT, date(2026, 6, 18), earlier)


def test_an_answer_is_reviewed_once_at_a_time() -> None:
    """Code of Practice, 5: a second one while the first is open is the same; two people may both complain."""
    first = Followed(REVIEW, 1, WENT, TODAY)
    with pytest.raises(FollowUpRefused, match="open already"):
        received(REVIEW, TODAY, standing=[first])
    received(REVIEW, TODAY, standing=[replace(first, ended=TODAY, outcome=Outcome.WITHDRAWN)])
    received(COMPLAINT, TODAY, standing=[Followed(COMPLAINT, 1, WENT, TODAY)])


@pytest.mark.parametrize("what", FollowUp)
@pytest.mark.parametrize("outcome", Outcome)
def test_each_ends_in_one_of_its_own_ways(what: FollowUp, outcome: Outcome) -> None:
    """Code of Practice, 5: an answer is upheld or overturned; DPA 2018 s.164A(4)(b): a complaint has an outcome."""
    one = Followed(what, 1, WENT, TODAY)
    known = {
        REVIEW: {"upheld", "partly_upheld", "overturned", "withdrawn"},
        COMPLAINT: {"upheld", "partly_upheld", "not_upheld", "withdrawn"},
    }[what]
    assert {*OUTCOMES[what]} == known
    if outcome in known:
        check_ended(one, outcome, TODAY, TODAY)
    else:
        with pytest.raises(FollowUpRefused, match=r"is one of .*\((DPA 2018 s\.164A\(4\)|FOIA 2000 s\.45)"):
            check_ended(one, outcome, TODAY, TODAY)


@given(acknowledged=st.none() | DAYS, on=DAYS)
def test_days_follow_one_another(acknowledged: date | None, on: date) -> None:
    """DPA 2018 s.164A(3), (4): received, acknowledged, ended, each that day or later, and none in the future."""
    one = Followed(COMPLAINT, 1, WENT, TODAY, acknowledged)
    for check, possible in (
        (lambda: check_acknowledged(one, on, TODAY), acknowledged is None and WENT <= on <= TODAY),
        (lambda: check_ended(one, Outcome.UPHELD, on, TODAY), (acknowledged or WENT) <= on <= TODAY),
        (lambda: check_corrected(one, on), on != WENT and (acknowledged is None or on <= acknowledged)),
    ):
        if possible:
            check()
        else:
            with pytest.raises(FollowUpRefused):
                check()


def test_what_has_ended_changes_no_more() -> None:
    """Design, 5: an end stays on record as it is."""
    one = Followed(REVIEW, 1, WENT, TODAY, None, WENT, Outcome.UPHELD)
    for check in (
        lambda: check_acknowledged(one, WENT, TODAY),
        lambda: check_ended(one, Outcome.OVERTURNED, WENT, TODAY),
        lambda: check_corrected(one, CAME),
        lambda: check_lengthened(one),
    ):
        with pytest.raises(FollowUpRefused, match="ended on Thursday 12 November 2026"):
            check()


def test_a_review_is_lengthened_once_and_a_complaint_never() -> None:
    """Code of Practice, 5: 40 working days where it is complex; nothing extends the 30 days of s.164A(3)."""
    check_lengthened(Followed(REVIEW, 1, WENT, TODAY))
    with pytest.raises(FollowUpRefused, match="complex already"):
        check_lengthened(Followed(REVIEW, 1, WENT, TODAY, complex=True))
    with pytest.raises(FollowUpRefused, match=r"s\.164A\(3\)"):
        check_lengthened(Followed(COMPLAINT, 1, WENT, TODAY))


@pytest.mark.parametrize(
    ("one", "keep_by", "waits_for", "waits_on"),
    [
        (Followed(COMPLAINT, 1, WENT, TODAY), TODAY, "an acknowledgement (DPA 2018 s.164A(3))", "an officer"),
        (
            Followed(COMPLAINT, 1, WENT, TODAY, WENT),
            None,
            "an outcome, without undue delay (DPA 2018 s.164A(4))",
            "the chief",
        ),
        (Followed(COMPLAINT, 1, WENT, TODAY, None, WENT, Outcome.UPHELD), None, "nothing", "nobody"),
        (Followed(REVIEW, 1, WENT, TODAY, WENT), TODAY, f"the outcome of the review ({CODE})", "the chief"),
    ],
)
def test_what_is_owed_next(one: Followed, keep_by: date | None, waits_for: str, waits_on: str) -> None:
    """DPA 2018 s.164A(3), (4): a complaint has a date until it is acknowledged; a review keeps its own to the end.

    DER-1: an officer acknowledges; what decides is for whoever manages.
    """
    assert (one.keep_by, one.waits_for, one.waits_on("the chief")) == (keep_by, waits_for, waits_on)


@pytest.mark.parametrize(
    ("who", "same"), [("m.manager", True), ("  M.Manager ", True), ("h.host", False), ("m.manager2", False)]
)
def test_who_reviews_did_not_decide(who: str, same: bool) -> None:
    """Code of Practice, 5: one person is one however the name is written."""
    assert same_people(who, {"m.manager", "o.officer"}) is same


def test_a_review_that_is_asked_for_late_is_marked() -> None:
    """Code of Practice, 5: after 40 working days it need not be done; St Andrew's Day and Christmas do not count."""
    last = date(2027, 1, 14)
    assert RELEASE.united_kingdom.between(WENT, last) == 40
    assert late_to_ask(last, WENT, RELEASE.united_kingdom) is None
    said = late_to_ask(last + timedelta(days=1), WENT, RELEASE.united_kingdom)
    assert said is not None
    assert "more than 40 working days" in said
    assert "Thursday 14 January 2027" in said


def test_nothing_is_destroyed_while_one_is_open() -> None:
    """FOIA 2000 s.77, UK GDPR Art 17(3)(e): what is looked at again is kept, also of a closed request."""
    stops = stops_disposal([], [], [("BNS-2026-0001", REVIEW), ("BNS-2026-0001", COMPLAINT)])
    assert [str(stop) for stop in stops] == [
        "the internal review about BNS-2026-0001 is open (FOIA 2000 s.50, FOIA 2000 s.77)",
        "the complaint about BNS-2026-0001 is open (DPA 2018 s.164A(4), UK GDPR Art 17(3)(e))",
    ]
