"""The standing consents of a file: each answer a new row, confirmed in time, taken back at once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import case_files as files
from models.db import reading
from rules.case_files import Opened, Owner
from rules.policy import POLICIES, load
from rules.refusal import Refusal
from rules.standing_consents import (
    NoSupport,
    Purpose,
    Recipient,
    Says,
    StandingConsent,
    StandingConsentRefused,
    in_force,
    missing,
    supports,
)
from tasks import case_files, reminders, standing_consents
from tests.conftest import at
from tests.logged import events
from tests.rules.made_policies import setting

OPENED = date(2026, 11, 2)
DAY = date(2026, 11, 12)
ACTS: dict[str, Any] = {"by": "o.officer", "at": at(DAY)}
LA = load("cumbria").settings.authority_roles.value
TELL = Purpose.TELL_LA
SCHOOL = Recipient("head teacher", "Exampleton  Primary School")


@pytest.fixture
def file(installation: Path) -> str:
    """A parent's file, opened ten days before."""
    return opened("cumbria")


def opened(service: str) -> str:
    """A parent's file of a service."""
    how = Opened.SELF_REFERRAL
    return case_files.open_file(service, Owner.PARENT, "Clover Fernwhistle", how, on=OPENED, **ACTS)


def on_file(reference: str) -> tuple[StandingConsent, ...]:
    """Every answer on a file."""
    with reading() as session:
        return files.consents(session, files.case_file(session, reference))


def supported(reference: str, purpose: Purpose = TELL, today: date = DAY, role: str = "SEND officer") -> str:
    """`yes`, or why the file supports nothing for that purpose."""
    found = supports(on_file(reference), purpose, role, today, LA)
    return str(found) if isinstance(found, NoSupport) else "yes"


def test_three_consents_are_three(file: str) -> None:
    """BWD-8: to work with, to ask and to tell the authority are asked one by one, each with its day and scope."""
    days = {Purpose.WORK_WITH_LA: date(2026, 11, 3), Purpose.ASK_LA: date(2026, 11, 4), TELL: date(2026, 11, 5)}
    for number, (purpose, day) in enumerate(days.items()):
        assert supported(file, purpose).endswith("(CUM-4.2, BWD-8)")
        standing_consents.answer(file, purpose, Says.FULL, on=day, scope=f"the plan, {purpose.words}", **ACTS)
        assert supported(file, purpose) == "yes"
        assert len(on_file(file)) == number + 1
    assert {one.purpose: one.answered_on for one in on_file(file)} == days
    assert {one.scope for one in on_file(file)} == {f"the plan, {purpose.words}" for purpose in days}


def test_nothing_is_overwritten(file: str) -> None:
    """CUM-4.2: a new answer is a new row; the log tells each, in words of the policy and with no other word typed."""
    standing_consents.answer(file, TELL, Says.FULL, on=date(2026, 11, 3), scope="about Marigold's plan", **ACTS)
    only = ["SEND officer"]
    standing_consents.answer(file, TELL, Says.RESTRICTED, on=date(2026, 11, 4), roles=only, **ACTS)
    standing_consents.answer(file, TELL, Says.REFUSED, on=date(2026, 11, 4), **ACTS)
    assert [one.says for one in on_file(file)] == [Says.FULL, Says.RESTRICTED, Says.REFUSED]
    assert "refused" in supported(file)
    told = [event for event in events(file) if event.event == "standing_consent.answered"]
    assert [(event.what["says"], event.what["roles"]) for event in told] == [
        ("full", []),
        ("restricted", only),
        ("refused", []),
    ]
    assert "Marigold" not in json.dumps([event.what for event in events(file)])


def test_a_withdrawal_holds_at_once(file: str) -> None:
    """UK GDPR Art 7(3), BWD-8: of that consent and of no other; a second one has nothing to take back."""
    for purpose in (TELL, Purpose.ASK_LA):
        standing_consents.answer(file, purpose, Says.FULL, on=DAY, **ACTS)
    standing_consents.withdraw(file, TELL, on=DAY, **ACTS)
    assert "withdrawn" in supported(file)
    assert supported(file, Purpose.ASK_LA) == "yes"
    for purpose in (TELL, Purpose.WORK_WITH_LA):
        with pytest.raises(StandingConsentRefused, match="no consent to take back"):
            standing_consents.withdraw(file, purpose, on=DAY, **ACTS)
    standing_consents.answer(file, TELL, Says.FULL, on=DAY, **ACTS)
    assert supported(file) == "yes"


def test_a_stale_consent_is_confirmed_by_a_row_of_its_own(file: str) -> None:
    """CUM-4.4, BNS-10: after the policy's months it supports nothing, until the person says it again."""
    only = ["SEND officer"]
    standing_consents.answer(file, TELL, Says.RESTRICTED, on=date(2026, 11, 3), roles=only, scope="the plan", **ACTS)
    (given,) = on_file(file)
    assert given.review_on == date(2027, 11, 3)
    assert supported(file, today=date(2027, 11, 2)) == "yes"
    assert "CUM-4.4, BNS-10" in supported(file, today=date(2027, 11, 3))
    later = date(2027, 11, 20)
    standing_consents.confirm(file, TELL, on=later, by="o.officer", at=at(later))
    assert supported(file, today=later) == "yes"
    assert "other roles" in supported(file, today=later, role="social worker")
    before, after = on_file(file)
    assert before == given
    assert (after.answered_on, after.review_on) == (later, date(2028, 11, 20))
    assert (after.roles, after.scope) == (before.roles, before.scope)
    assert events(file)[-1].event == "standing_consent.confirmed"


def test_a_confirmed_consent_keeps_its_signed_paper(file: str) -> None:
    """CUM-4.4: the paper on which the consent rests is not lost by saying it again; a new one takes its place."""
    standing_consents.answer(file, TELL, Says.FULL, on=DAY, paper=("form.pdf", b"signed"), **ACTS)
    standing_consents.confirm(file, TELL, on=DAY, **ACTS)
    standing_consents.confirm(file, TELL, on=DAY, paper=("form.pdf", b"signed again"), **ACTS)
    with reading() as session:
        first, second, third = files.answers(session, files.case_file(session, file))
    assert first.paper_id == second.paper_id != third.paper_id
    assert first.paper_id is not None
    assert (second.confirms, third.confirms) == (first.id, second.id)


def test_what_was_never_given_is_not_confirmed(file: str) -> None:
    """CUM-4.2, CUM-4.4: neither silence nor a no nor what was taken back becomes a yes by confirming it."""
    with pytest.raises(StandingConsentRefused, match="no consent to confirm"):
        standing_consents.confirm(file, TELL, on=DAY, **ACTS)
    standing_consents.answer(file, TELL, Says.REFUSED, on=DAY, **ACTS)
    with pytest.raises(StandingConsentRefused, match="no consent to confirm"):
        standing_consents.confirm(file, TELL, on=DAY, **ACTS)
    standing_consents.answer(file, TELL, Says.FULL, on=DAY, **ACTS)
    standing_consents.withdraw(file, TELL, on=DAY, **ACTS)
    with pytest.raises(StandingConsentRefused, match="no consent to confirm"):
        standing_consents.confirm(file, TELL, on=DAY, **ACTS)


def test_who_says_no_is_told_how_far_we_can_help(file: str) -> None:
    """CUM-4.2: a refusal stays on the list of what is missing until the day of telling is recorded, once."""
    with pytest.raises(StandingConsentRefused, match="Nothing was refused"):
        standing_consents.limits_told(file, TELL, on=DAY, **ACTS)
    standing_consents.answer(file, TELL, Says.REFUSED, on=date(2026, 11, 10), **ACTS)
    assert [one for one in missing(on_file(file), DAY) if one.cites == ("CUM-4.3",)]
    for wrong in (date(2026, 11, 9), date(2026, 11, 13)):
        with pytest.raises(StandingConsentRefused, match="between the day"):
            standing_consents.limits_told(file, TELL, on=wrong, **ACTS)
    standing_consents.limits_told(file, TELL, on=DAY, **ACTS)
    assert not [one for one in missing(on_file(file), DAY) if one.cites == ("CUM-4.3",)]
    with pytest.raises(StandingConsentRefused, match="on record already"):
        standing_consents.limits_told(file, TELL, on=DAY, **ACTS)
    assert events(file)[-2].event == "standing_consent.limits_told"


def test_a_third_party_is_named(file: str) -> None:
    """BNS-9: the consent names the third party; another one is another question, and a name stays out of the log."""
    share = Purpose.SHARE
    standing_consents.answer(
        file, share, Says.FULL, on=DAY, recipient=SCHOOL, name="Hazel Quillmarsh", scope="the support plan", **ACTS
    )
    other = Recipient("SENCO", "Another School")
    standing_consents.answer(file, share, Says.REFUSED, on=DAY, recipient=other, **ACTS)

    def to(role: str, organisation: str) -> bool:
        found = supports(on_file(file), share, role, DAY, LA, organisation=organisation)
        return isinstance(found, StandingConsent)

    assert to("head teacher", "Exampleton Primary School")
    assert not to("SENCO", "Another School")
    assert not to("SENCO", "Exampleton Primary School")
    standing_consents.confirm(file, share, on=DAY, recipient=SCHOOL, **ACTS)
    standing_consents.withdraw(file, share, on=DAY, recipient=SCHOOL, **ACTS)
    assert not to("head teacher", "Exampleton Primary School")
    assert len(in_force(on_file(file))) == 2
    said = json.dumps([event.what for event in events(file)])
    assert "Quillmarsh" not in said
    assert "Exampleton" not in said


WRONG: list[dict[str, Any]] = [
    {"says": Says.RESTRICTED},
    {"purpose": Purpose.SHARE},
    {"purpose": Purpose.SHARE, "recipient": Recipient("head teacher", "  ")},
    {"on": date(2026, 11, 1)},
    {"on": date(2026, 11, 13)},
    {"paper": ("form.pdf", b" ")},
    {"scope": "x" * 501},
]


@pytest.mark.parametrize("changed", WRONG)
def test_what_cannot_be_is_refused_recorded_and_changes_nothing(file: str, changed: dict[str, Any]) -> None:
    """CUM-4.2, BNS-9: not one row, and one event that says it was tried."""
    given: dict[str, Any] = {"purpose": TELL, "says": Says.FULL, "on": DAY, **ACTS, **changed}
    with pytest.raises(Refusal):
        standing_consents.answer(file, **given)
    assert on_file(file) == ()
    assert [event.event for event in events(file)] == ["case_file.opened", "standing_consent.refused"]


def test_an_older_word_does_not_overtake_a_later_one(file: str) -> None:
    """UK GDPR Art 7(3): a yes of last week that is entered late does not revive what was taken back since."""
    standing_consents.answer(file, TELL, Says.FULL, on=date(2026, 11, 3), **ACTS)
    standing_consents.withdraw(file, TELL, on=date(2026, 11, 10), **ACTS)
    with pytest.raises(StandingConsentRefused, match="A later word"):
        standing_consents.answer(file, TELL, Says.FULL, on=date(2026, 11, 9), **ACTS)
    standing_consents.answer(file, TELL, Says.FULL, on=date(2026, 11, 10), **ACTS)
    with pytest.raises(StandingConsentRefused, match="between the day on which it was given and today"):
        standing_consents.withdraw(file, TELL, on=date(2026, 11, 9), **ACTS)


def test_nothing_new_is_agreed_on_a_closed_file_but_everything_can_be_taken_back(file: str) -> None:
    """UK GDPR Art 7(3): a closed file takes no answer; a consent on it still ends when the person says so."""
    standing_consents.answer(file, TELL, Says.FULL, on=DAY, **ACTS)
    case_files.close(file, DAY, **ACTS)
    with pytest.raises(StandingConsentRefused, match="file is closed"):
        standing_consents.answer(file, Purpose.ASK_LA, Says.FULL, on=DAY, **ACTS)
    standing_consents.withdraw(file, TELL, on=DAY, **ACTS)
    assert "withdrawn" in supported(file)


def test_a_yes_is_signed_where_the_policy_asks_it(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CUM-4.2: the policy decides whether a yes is noted or signed; a no needs no paper."""
    folder = tmp_path / "policies"
    folder.mkdir()
    for source in POLICIES.glob("*.yaml"):
        (folder / source.name).write_bytes(source.read_bytes())
    text = (folder / "cumbria.yaml").read_text("utf-8")
    signed = json.dumps(setting(True, "CUM-4.2"))
    (folder / "cumbria.yaml").write_text(f"{text.rstrip()}\n  standing_consent_paper: {signed}\n", "utf-8")
    monkeypatch.setenv("INFORIGHTS_POLICIES", str(folder))
    file = opened("cumbria")
    with pytest.raises(StandingConsentRefused, match=r"A yes is signed.*\(CUM-4.2\)"):
        standing_consents.answer(file, TELL, Says.FULL, on=DAY, **ACTS)
    standing_consents.answer(file, TELL, Says.REFUSED, on=DAY, **ACTS)
    standing_consents.answer(file, TELL, Says.FULL, on=DAY, paper=("form.pdf", b"signed"), **ACTS)
    assert supported(file) == "yes"
    with pytest.raises(StandingConsentRefused, match="A yes is signed"):
        standing_consents.confirm(file, TELL, on=DAY, **ACTS)


def test_the_daily_run_reminds_of_a_review_once(file: str) -> None:
    """CUM-4.4, BNS-10: on the day of the review, never of a closed file, and a second run says nothing new."""
    standing_consents.answer(file, TELL, Says.FULL, on=date(2026, 11, 3), **ACTS)

    def review(day: date) -> list[str]:
        return [line for line in reminders.note_due("cumbria", at(day)).lines if file in line]

    assert review(date(2027, 11, 2)) == []
    (line,) = review(date(2027, 11, 3))
    assert line.startswith(f"an officer: {file}: the consent to tell the local authority was to be confirmed")
    assert review(date(2027, 11, 4)) == []
    other = opened("cumbria")
    standing_consents.answer(other, TELL, Says.FULL, on=date(2026, 11, 4), **ACTS)
    case_files.close(other, DAY, **ACTS)
    assert [line for line in reminders.note_due("cumbria", at(date(2027, 11, 5))).lines if other in line] == []
