"""What the daily run reads of real requests: what was asked and has not come, notices, approvals, and no more."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from models import reminded
from models.db import reading
from rules.clock import Wait
from rules.clock.events import Happened
from rules.clock.fee import last_day_to_pay
from rules.consents import Asked
from rules.kinds import Kind
from rules.reminders import (
    Approvals,
    OpenRequest,
    Question,
    chased_from,
    due_before,
    due_today,
    of_request,
)
from tasks import approvals, asking, close, holidays, policies
from tasks.reminders import note_due
from tests import way
from tests.conftest import at
from tests.rules.gov_uk_list import every_day
from tests.tasks.clock_on_record import enter, hybrid

TODAY = date(2026, 11, 9)
ASKED = date(2026, 11, 5)
CLARIFICATION, IDENTITY, FEE = Happened.CLARIFICATION_ASKED, Happened.IDENTITY_ASKED, Happened.FEE_NOTICE


def read(service: str, today: date = TODAY) -> list[OpenRequest]:
    """What the run of a day reads of a service."""
    policy, calendar = policies.of(service), holidays.in_force().united_kingdom
    with reading() as session:
        return reminded.open_requests(
            session,
            policy,
            today,
            due_before=due_before(policy, today, calendar),
            chased_from=chased_from(today, calendar),
        )


def one(reference: str, service: str, today: date = TODAY) -> OpenRequest:
    """What it reads of one request."""
    (found,) = [each for each in read(service, today) if each.reference == reference]
    return found


def said(service: str, today: date) -> list[tuple[str, str]]:
    """Whom the run of a day tells of the requests of a service, and for what occasion."""
    policy, calendar = policies.of(service), holidays.in_force().united_kingdom
    found = due_today(read(service, today), policy, today, calendar)
    return [(each.whom, each.occasion) for each in found if each.reference]


def test_what_is_due_later_is_not_read(installation: Path) -> None:
    """Design, 3: read on each day on which something is to be said of it, and on no day before the first of them."""
    reference = way.opened(Kind.FOI, "derby")
    policy, calendar = policies.of("derby"), holidays.in_force().united_kingdom
    near = one(reference, "derby", date(2026, 11, 30))
    days = every_day(TODAY, date(2026, 12, 4))
    asks = [day for day in days if list(of_request(near, policy, day, calendar))]
    reads = [day for day in days if read("derby", day)]
    assert asks[0] == reads[0] == date(2026, 11, 16)
    assert {*asks} <= {*reads}


@pytest.mark.parametrize("what", [CLARIFICATION, IDENTITY, FEE])
def test_what_a_clock_waits_for_is_read(what: Happened, installation: Path) -> None:
    """UK GDPR Art 12A(2) and (5): while it stands still nothing is counted down, nor is a notice due; then both."""
    reference = way.opened(Kind.SAR, "derby")
    enter(reference, (what, ASKED))
    found = one(reference, "derby")
    assert (found.questions, found.due, found.alerts) == ((Question(what, ASKED),), None, ())
    answer = {
        CLARIFICATION: Happened.CLARIFICATION_ANSWERED,
        IDENTITY: Happened.IDENTITY_RECEIVED,
        FEE: Happened.FEE_PAID,
    }[what]
    enter(reference, (answer, TODAY))
    assert read("derby") == []  # nothing is due so soon
    later = one(reference, "derby", date(2026, 11, 23))
    assert later.questions == ()
    assert later.due is not None
    assert "UK GDPR Art 12A(3)" in {alert.cite for alert in later.alerts}


def test_the_fee_of_the_act_lapses(installation: Path) -> None:
    """FOIA 2000 s.9(2): the last day of a fees notice is read with it, and a hybrid's other fee has none."""
    foi, both = way.opened(Kind.FOI, "derby"), hybrid("derby")
    enter(foi, (FEE, ASKED))
    for kind in (Kind.SAR, Kind.FOI):
        enter(both, (FEE, ASKED), kind=kind)
    last = last_day_to_pay(Wait(ASKED), way.RECEIVED)
    assert one(foi, "derby").questions == (Question(FEE, ASKED, last),)
    assert {*one(both, "derby").questions} == {Question(FEE, ASKED), Question(FEE, ASKED, last)}
    after = said("derby", last + timedelta(days=1))
    assert sum(occasion.startswith("lapsed:") for _, occasion in after) == 2
    for day in (date(2026, 11, 16), last + timedelta(days=1)):  # two fees of one day are two rows of the ledger
        run = note_due("derby", at(day))
        assert sum(both in line and "the fee" in line for line in run.lines) >= 2


def test_a_question_to_one_part_leaves_the_other_running(installation: Path) -> None:
    """UK GDPR Art 12A(5), FOIA 2000 s.10: each part of a hybrid has its clock, and the one that runs has its date."""
    reference = hybrid("derby")
    enter(reference, (CLARIFICATION, ASKED), kind=Kind.FOI)
    found = one(reference, "derby")
    assert found.questions == (Question(CLARIFICATION, ASKED),)
    assert found.due == date(2026, 12, 1)
    assert {alert.cite for alert in found.alerts} == {"UK GDPR Art 12A(3)"}


def test_the_second_question_is_read_beside_the_first(installation: Path) -> None:
    """UK GDPR Art 12A(5): two that are open are both to be asked again; one that is answered is not."""
    reference = way.opened(Kind.SAR, "derby")
    enter(reference, (CLARIFICATION, ASKED))
    enter(reference, (CLARIFICATION, TODAY))
    assert one(reference, "derby").questions == (Question(CLARIFICATION, ASKED), Question(CLARIFICATION, TODAY))
    enter(reference, (Happened.CLARIFICATION_ANSWERED, TODAY))
    assert one(reference, "derby").questions == (Question(CLARIFICATION, TODAY),)


def test_the_notice_of_an_extension_is_the_clocks_own(installation: Path) -> None:
    """UK GDPR Art 12A(4): the day is that which the clock keeps beside the date, and goes with the extension."""
    reference = way.opened(Kind.SAR, "hillingdon")
    today = date(2026, 11, 30)
    (alert,) = one(reference, "hillingdon", today).alerts
    assert (alert.on, alert.cite) == (date(2026, 12, 2), "UK GDPR Art 12A(3)")
    assert ("an officer", "notice:2026-12-02:UK GDPR Art 12A(3)") in said("hillingdon", today)
    enter(reference, (Happened.EXTENDED, today))
    assert not any(occasion.startswith("notice:") for _, occasion in said("hillingdon", today))


def test_each_approval_that_is_missing_is_read(installation: Path) -> None:
    """BWD-10: both roles once the consents are there, then the one that is left, then none; a change voids them."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn", on=TODAY)
    day = date(2026, 11, 11)
    assert one(reference, "blackburn", day).approvals is None  # the consents are first
    way.consented(reference)
    roles = ("CVS Manager", "SENDIASS Manager")
    assert one(reference, "blackburn", day).approvals == Approvals(roles, TODAY)
    assert {whom for whom, occasion in said("blackburn", day) if occasion.startswith("approve:")} == {*roles}
    approvals.approve(reference, "CVS Manager", by="c.other", at=at(day))
    assert one(reference, "blackburn", day).approvals == Approvals(("SENDIASS Manager",), TODAY)
    approvals.approve(reference, "SENDIASS Manager", by="m.manager", at=at(day))
    assert one(reference, "blackburn", day).approvals is None


def test_a_consent_that_was_asked_for_before_it_was_noted_is_chased_in_time(installation: Path) -> None:
    """CUM-4.2: somebody rang the family on the day of the letter, which was logged four days later."""
    logged = at(date(2026, 11, 6))
    reference = way.log(way.LA_LEGAL, "derby", way.RECEIVED, moment=logged)
    way.receive(reference, logged)
    asking.put(reference, Asked.PARENT, on=way.RECEIVED, by="o.officer", at=logged)
    chased = [day for day in every_day(ASKED, TODAY) if any("chase:" in each for _, each in said("derby", day))]
    assert chased == [TODAY]
    for on in (TODAY, date(2026, 11, 6)):  # two chasers, the older one recorded last
        asking.chase(reference, Asked.PARENT, on=on, by="o.officer", at=at(TODAY))
    assert said("derby", date(2026, 11, 13)) == []
    assert ("an officer", "chase:parent:2026-11-09:1") in said("derby", date(2026, 11, 16))


def test_pages_change_nothing(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design, 3: however many are read together, each is read once, with its own questions and dates."""
    close.withdraw(way.opened(Kind.FOI, "derby"), by="m.manager", at=at(TODAY))
    waiting = [way.opened(Kind.SAR, "derby"), hybrid("derby"), hybrid("derby")]
    for number, reference in enumerate(waiting):
        enter(reference, (CLARIFICATION, ASKED + timedelta(days=number)), kind=Kind.SAR)
    way.opened(Kind.COURT_ORDER, "derby")
    way.prepared(Kind.LA_LEGAL, "derby", on=TODAY)
    today = date(2026, 11, 25)
    whole = read("derby", today)
    assert len(whole) == 5
    assert sorted(len(each.questions) for each in whole) == [0, 0, 1, 1, 1]
    for size in (1, 2, 3, 5):
        monkeypatch.setattr(reminded, "PAGE", size)
        assert read("derby", today) == whole
