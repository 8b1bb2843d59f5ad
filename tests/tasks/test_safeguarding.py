"""A safeguarding decision: whose, for whom, by which procedure; on record, and never the program's own."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models import queries
from models.audit_event import AuditEvent
from models.db import reading
from models.safeguarding_decision import SafeguardingDecision
from rules.case_files import Opened, Owner
from rules.grounds import Ground
from rules.kinds import Kind
from rules.refusal import Refusal
from tasks import case_files, close, safeguarding
from tests import outsiders, staff, way
from tests.answer import DAY, NOON, assert_refused, words_of
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
DECISION: dict[str, Any] = {
    "decided_by": "s.manager",
    "decided_as": "Service Manager",
    "on": date(2026, 11, 9),
    "necessity": "Rowan said that he is not safe at home.",
    "recipient_role": "social worker",
    "what_goes": "What Rowan said on 4 March.",
    "procedure_followed": True,
    "told_on": date(2026, 11, 9),
}
UNTOLD = {"told_on": None, "not_told_because": "It would put Rowan at more risk."}


def somebodys_file() -> str:
    """A case file at Derby."""
    return case_files.open_file("derby", Owner.PARENT, "Clover Fernwhistle", Opened.SELF_REFERRAL, **BY)


def decisions() -> list[SafeguardingDecision]:
    """All that were recorded."""
    with reading() as session:
        return list(session.exec(select(SafeguardingDecision).order_by(SafeguardingDecision.id)).all())


@pytest.fixture
def reference(installation: Path) -> str:
    """A social worker's letter about a child at risk."""
    return outsiders.received(outsiders.SOCIAL_WORKER, "hillingdon")


def test_nothing_goes_to_protect_anybody_before_somebody_decides(reference: str) -> None:
    """DER-7, HIL-5, BWD-12: the answer waits for a decision for exactly that recipient, and then says why it goes."""
    outsiders.answered(reference, Ground.SAFEGUARDING, recipient_role="social worker")
    way.approved(reference, "hillingdon", Kind.THIRD_PARTY, DAY)
    wanted = r"a safeguarding decision, by a named person, for the social worker \(DER-7, BWD-12.*HIL-5\)"
    assert_refused(reference, wanted)
    safeguarding.decide(reference=reference, **{**DECISION, "recipient_role": "head teacher"}, **BY)
    assert_refused(reference, wanted)
    safeguarding.decide(reference=reference, **DECISION, **BY)
    way.respond(reference)
    said = words_of(reference, "answer.third_party")
    assert "it is needed to protect a child, or an adult at risk, from harm" in said
    assert "We believed that somebody could be at risk of harm." in words_of(reference, "copy.third_party")


def test_who_is_not_told_gets_no_copy(reference: str) -> None:
    """DER-7, CUM-0: where telling would raise the risk the reason is on record, and no letter to the family is."""
    safeguarding.decide(reference=reference, **{**DECISION, **UNTOLD}, **BY)
    reason = "It would put the child at more risk."
    outsiders.answered(
        reference, Ground.SAFEGUARDING, recipient_role="social worker", told_on=None, not_told_because=reason
    )
    way.approved(reference, "hillingdon", Kind.THIRD_PARTY, DAY)
    way.respond(reference)
    with reading() as session:
        letters = queries.letters(session, queries.request(session, reference))
    assert [row.occasion for row in letters] == ["holding_answer", "answer.third_party"]
    assert reason not in str(events())


def test_a_decision_is_on_record_with_all_that_it_rests_on(reference: str) -> None:
    """DER-7, BWD-12, HIL-5: who, in which role, when, why, what, for whom, the procedure; the log names nobody."""
    safeguarding.decide(reference=reference, **{**DECISION, **UNTOLD}, **BY)
    (row,) = decisions()
    assert (row.decided_by, row.decided_as, row.on, row.recipient_role) == (
        "s.manager",
        "Service Manager",
        date(2026, 11, 9),
        "social worker",
    )
    assert (row.necessity, row.what_goes) == (DECISION["necessity"], DECISION["what_goes"])
    assert (row.told_on, row.not_told_because) == (None, UNTOLD["not_told_because"])
    assert row.procedure == "the confidentiality procedures of Hillingdon"
    assert row.recorded_by == "o.officer"
    event, actor, what = events()[-1]
    assert (event, actor) == ("safeguarding.decided", "o.officer")
    assert what == {
        "decided_as": "Service Manager",
        "on": "2026-11-09",
        "recipient_role": "social worker",
        "told": None,
        "reason_for_not_telling": True,
    }


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"procedure_followed": False}, "Follow the confidentiality procedures of Hillingdon first"),
    ({"decided_by": "inforights"}, "A person decides, and never the program"),
    ({"by": "inforights"}, "A person decides, and never the program"),
    ({"decided_by": "  "}, "Say the name of who decided"),
    ({"decided_as": "Volunteer"}, "BNS-5"),
    ({"recipient_role": "neighbour"}, "The recipient's role is one of"),
    ({"told_on": None}, "Say whether the person was told"),
    ({"necessity": ""}, "Say the reason why it is necessary"),
    ({"what_goes": " "}, "Say the information that goes"),
    ({"on": date(2026, 11, 1)}, "check the day"),
]


@pytest.mark.parametrize(("given", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_a_decision_that_lacks_something_is_refused_and_recorded(
    reference: str, given: dict[str, Any], says: str
) -> None:
    """DER-7, BWD-12, HIL-5, BNS-5: never the program's, never a volunteer's, never without the procedure."""
    before = everything()
    with pytest.raises(Refusal, match=says) as refused:
        safeguarding.decide(reference=reference, **{**DECISION, **BY, **given})
    assert everything() == before
    assert events()[-1][0] == "safeguarding.refused"
    assert events()[-1][2] == {"because": str(refused.value)}


def test_a_request_that_ended_takes_no_decision(reference: str) -> None:
    """DER-7: after the answer a decision is one about the case file."""
    close.withdraw(reference, by="m.manager", at=NOON)
    with pytest.raises(Refusal, match="record the decision of the case file") as refused:
        safeguarding.decide(reference=reference, **DECISION, **BY)
    assert refused.value.give == ("service", "file")


# --- Without a request ------------------------------------------------------------------------------------------


def test_a_decision_can_be_about_a_case_file_alone(installation: Path) -> None:
    """DER-7, BWD-12: somebody at risk is seldom in a letter: the decision stands under the reference of the file."""
    file = somebodys_file()
    safeguarding.decide(service="derby", case_file=file, **DECISION, **BY)
    (row,) = decisions()
    assert (row.service, row.request_id, row.case_file) == ("derby", None, file)
    with reading() as session:
        stored = session.exec(select(AuditEvent).where(AuditEvent.event == "safeguarding.decided")).one()
        assert (stored.service, stored.reference) == ("derby", file)


@pytest.mark.parametrize("case_file", ["Rowan Thistlebrook", "BWD-F-0001", "DER-", "DER-F-0099", "DER-ROWAN"])
def test_a_case_file_is_named_by_its_reference_alone(installation: Path, case_file: str) -> None:
    """DER-1, DER-7: what is written down there is a reference of that service, and never a name."""
    with pytest.raises(Refusal, match="no case file of that reference"):
        safeguarding.decide(service="derby", case_file=case_file, **DECISION, **BY)
    assert decisions() == []
    assert case_file not in str(events())


def test_a_case_file_of_another_service_is_not_there(installation: Path) -> None:
    """DER-1, HIL-9: the same words as for a file that there is not, and nothing is recorded of the other's."""
    file = somebodys_file()
    told = len(events())
    with pytest.raises(Refusal, match="no case file of that reference"):
        safeguarding.decide(service="cumbria", case_file=file, **DECISION, **BY)
    assert (decisions(), len(events())) == ([], told)


def test_a_refused_decision_about_a_case_file_is_on_record(installation: Path) -> None:
    """DER-7: the attempt is recorded under the file's reference, and nothing else changes."""
    file = somebodys_file()
    with pytest.raises(Refusal):
        safeguarding.decide(service="derby", case_file=file, **{**DECISION, "decided_as": "Volunteer"}, **BY)
    assert decisions() == []
    with reading() as session:
        (stored,) = session.exec(select(AuditEvent).where(AuditEvent.event == "safeguarding.refused")).all()
        assert (stored.service, stored.reference) == ("derby", file)


# --- With accounts ----------------------------------------------------------------------------------------------


def test_with_accounts_the_role_is_that_of_the_account(installation: Path) -> None:
    """DER-7, BNS-5, DER-1: a volunteer does not decide in another's role, nor somebody of another service at all."""
    manager, officer, volunteer = staff.of("derby")
    elsewhere, _, _ = staff.of("cumbria")
    reference = staff.logged("derby", manager, outsiders.SOCIAL_WORKER)
    by: dict[str, Any] = {"by": officer, "at": NOON}
    for decided_by in (volunteer, elsewhere, "nobody.known"):
        with pytest.raises(Refusal, match="Who decides has an account of this service in that role"):
            safeguarding.decide(reference=reference, **{**DECISION, "decided_by": decided_by}, **by)
    with pytest.raises(Refusal):
        safeguarding.decide(reference=reference, **{**DECISION, "decided_by": manager}, by=volunteer, at=NOON)
    decision = {**DECISION, "decided_by": manager}
    with pytest.raises(Refusal):
        safeguarding.decide(service="derby", case_file="DER-F-0001", **decision, by=elsewhere, at=NOON)
    assert decisions() == []
    safeguarding.decide(reference=reference, **{**DECISION, "decided_by": manager}, **by)
    assert [row.decided_by for row in decisions()] == [manager]
