"""Accounts on both databases: from the first one on, nobody else can do anything, and each change is on record."""

from datetime import date
from pathlib import Path

import pytest

from models import queries
from models.audit_chain import verify
from models.db import reading, transaction
from models.request import NoSuchRequest
from rules.access import AccessRefused, AccountRefused, Elsewhere
from rules.channel import Channel
from rules.deed import Deed
from rules.kinds import Kind
from rules.lifecycle import State
from rules.rights import Right
from tasks import access, accounts, approvals, classification, intake, people
from tasks.accounts import Opening
from tests import staff, way
from tests.conftest import at

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)
FIRST = Opening("manager.derby", "derby", "Service Manager", "service", staff.TRAINED)


def change(reference: str, by: str) -> None:
    """A change of the smallest sort."""
    people.record(reference, people.Standing.DATA_SUBJECT, by=by, at=NOON, name="Marigold Fernwhistle")


def test_before_the_first_account_everybody_may_do_everything(installation: Path) -> None:
    """DER-1: an installation without accounts is one trusted person's; the first account ends that."""
    reference = way.opened(Kind.SAR, "derby")
    change(reference, "a.nyone")
    accounts.add(FIRST, by="a.nyone", at=NOON)
    with pytest.raises(AccessRefused, match=r"no account of that name: say who you are, .*DER-1") as refused:
        change(reference, "a.nyone")
    assert (refused.value.do, refused.value.give) == (Deed.OPEN_ACCOUNT, ("by",))
    assert (staff.newest().event, staff.newest().actor) == ("access.refused", "a.nyone")
    change(reference, "manager.derby")
    with reading() as session:
        assert verify(session)[0] is None


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Opening("o.officer", "derby", "Officer", "service", staff.TRAINED), "can open the others"),
        (Opening("m.manager", "derby", "Service Manager", "service"), r"training on record.*HIL-4"),
        (Opening("m.manager", "derby", "Service Manager", "authority", staff.TRAINED), r"authority.*DER-1"),
        (Opening("m.manager", "derby", "Service Manager", "service", date(2027, 1, 1)), "lies in the future"),
        (Opening("inforights", "derby", "Service Manager", "service", staff.TRAINED), "program's own"),
        (Opening("  ", "derby", "Service Manager", "service", staff.TRAINED), "1 to 80 characters"),
    ],
)
def test_a_first_account_that_must_not_be_is_not_opened(installation: Path, wanted: Opening, says: str) -> None:
    """DER-1, HIL-4: a refused account leaves none, and the installation as open as it was."""
    with pytest.raises(AccountRefused, match=says):
        accounts.add(wanted, by="a.nyone", at=NOON)
    assert accounts.listed(None, by="a.nyone", at=NOON) == []
    change(way.opened(Kind.SAR, "derby"), "a.nyone")


def test_an_officer_of_the_authority_is_refused_on_record(installation: Path) -> None:
    """DER-1: that somebody tried to give an LA officer an account can be read later."""
    manager, _, _ = staff.of("derby")
    with pytest.raises(AccountRefused, match="local authority"):
        accounts.add(Opening("la.officer", "derby", "Officer", "authority", staff.TRAINED), by=manager, at=NOON)
    newest = staff.newest()
    assert (newest.event, newest.service, newest.actor) == ("account.refused", "derby", manager)
    assert [row.login for row in accounts.listed("derby", by=manager, at=NOON)] == [
        "manager.derby",
        "officer.derby",
        "volunteer.derby",
    ]


def test_only_a_manager_keeps_the_accounts(installation: Path) -> None:
    """DER-1: an officer, a volunteer, another service's manager and a stranger neither open nor close accounts."""
    manager, officer, volunteer = staff.of("derby")
    elsewhere, _, _ = staff.of("hillingdon")
    wanted = Opening("n.ew", "derby", "Officer", "service", staff.TRAINED)
    for by in (officer, volunteer, elsewhere, "s.tranger"):
        for attempt in (
            lambda by=by: accounts.add(wanted, by=by, at=NOON),
            lambda by=by: accounts.trained(officer, DAY, by=by, at=NOON),
            lambda by=by: accounts.agreed(volunteer, DAY, by=by, at=NOON),
            lambda by=by: accounts.close(officer, by=by, at=NOON),
        ):
            with pytest.raises((AccessRefused, AccountRefused)):
                attempt()
            assert staff.newest().event in {"access.refused", "account.refused"}
            assert staff.newest().actor == by
    rows = accounts.listed("derby", by=manager, at=NOON)
    assert [(row.login, row.trained_on, row.closed_on) for row in rows] == [
        (login, staff.TRAINED, None) for login in (manager, officer, volunteer)
    ]


def test_a_login_belongs_to_one_service_for_ever(installation: Path) -> None:
    """DER-1, HIL-9: neither a second time nor in other letters, nor after it was closed, at another service."""
    manager, officer, _ = staff.of("derby")
    elsewhere, _, _ = staff.of("hillingdon")
    accounts.close(officer, by=manager, at=NOON)
    for login in (officer, officer.upper(), manager):
        with pytest.raises(AccountRefused, match=r"one service for ever \(DER-1\)"):
            accounts.add(Opening(login, "hillingdon", "Officer", "service", staff.TRAINED), by=elsewhere, at=NOON)
    with pytest.raises(AccountRefused, match="for ever"):
        accounts.add(Opening(manager, "derby", "Officer", "service", staff.TRAINED), by=manager, at=NOON)


def test_a_closed_account_does_nothing_until_it_is_opened_again(installation: Path) -> None:
    """DER-1: who has left opens no record; who comes back is the same login, so that one person stays one."""
    manager, officer, _ = staff.of("derby")
    reference = staff.logged("derby", manager)
    accounts.close(officer, by=manager, at=NOON)
    assert (staff.newest().event, staff.newest().what) == ("account.closed", {"login": officer})
    with pytest.raises(AccessRefused, match=r"account is closed.*DER-1"):
        change(reference, officer)
    accounts.add(Opening("Officer.Derby", "derby", "Officer", "service"), by=manager, at=NOON)
    assert staff.newest().event == "account.opened_again"
    change(reference, officer)


def test_the_last_manager_stays(installation: Path) -> None:
    """DER-1: a service does not lock itself out; a successor is opened first."""
    manager, _, _ = staff.of("derby")
    with pytest.raises(AccountRefused, match="last account"):
        accounts.close(manager, by=manager, at=NOON)
    accounts.add(Opening("s.uccessor", "derby", "Service Manager", "service", DAY), by=manager, at=NOON)
    accounts.close(manager, by="s.uccessor", at=NOON)


def test_training_and_agreement_come_first(installation: Path) -> None:
    """BNS-5, HIL-4: a new volunteer waits for both, which a manager records, each with its day in the log."""
    manager, officer, _ = staff.of("derby")
    reference = staff.logged("derby", manager)
    accounts.add(Opening("n.ew", "derby", "Volunteer", "volunteer"), by=manager, at=NOON)
    for says, record in (("agreement first", accounts.agreed), ("No training", accounts.trained)):
        with pytest.raises(AccessRefused, match=says):
            change(reference, "n.ew")
        with pytest.raises(AccountRefused, match="lies in the future"):
            record("n.ew", date(2026, 11, 13), by=manager, at=NOON)
        record("n.ew", DAY, by=manager, at=NOON)
        assert staff.newest().what == {"login": "n.ew", "on": "2026-11-12"}
    with pytest.raises(AccessRefused, match="assigned"):
        change(reference, "n.ew")
    with pytest.raises(AccountRefused, match="volunteers sign"):
        accounts.agreed(officer, DAY, by=manager, at=NOON)
    with pytest.raises(AccountRefused, match="no such open account"):
        accounts.trained("no.body", DAY, by=manager, at=NOON)


def test_the_program_itself_is_always_let(installation: Path) -> None:
    """DER-1: accounts bind people; reading, dating and acknowledging go on as before."""
    _, officer, _ = staff.of("derby")
    reference = staff.logged("derby", officer)
    with reading() as session:
        assert queries.request(session, reference).state is State.OPEN


def test_a_letter_is_logged_for_ones_own_service_only(installation: Path) -> None:
    """DER-1, BNS-5: nobody logs into another service, and a volunteer logs nothing; both are recorded."""
    _, _, volunteer = staff.of("derby")
    elsewhere, _, _ = staff.of("hillingdon")
    for by, clause in ((elsewhere, "DER-1, HIL-9"), (volunteer, "BNS-5")):
        with pytest.raises(AccessRefused, match=clause):
            intake.log(b"Please.", "l.txt", service="derby", received=DAY, channel=Channel.POST, by=by, at=NOON)
        assert (staff.newest().event, staff.newest().service) == ("access.refused", "derby")
    with reading() as session, pytest.raises(NoSuchRequest):
        queries.request(session, "DER-2026-0001")


def test_an_approval_is_given_in_the_accounts_own_role(installation: Path) -> None:
    """BWD-10, DER-1: two roles are two people with an account each; an officer approves nothing."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    manager, officer, _ = staff.of("blackburn")
    with pytest.raises(AccessRefused, match=r"own role.*BWD-10"):
        approvals.approve(reference, "CVS Manager", by=manager, at=NOON)
    assert (staff.newest().event, staff.newest().reference) == ("access.refused", reference)
    with pytest.raises(AccessRefused, match="may not approve"):
        approvals.approve(reference, "SENDIASS Manager", by=officer, at=NOON)
    approvals.approve(reference, "SENDIASS Manager", by=manager, at=NOON)
    accounts.add(Opening("c.vs", "blackburn", "CVS Manager", "service", DAY), by=manager, at=NOON)
    approvals.approve(reference, "CVS Manager", by="c.vs", at=NOON)


def test_what_no_request_is_asked_for_is_guarded_too(installation: Path) -> None:
    """DER-1: every change writes an audit event, and none is written for a service that is not the actor's."""
    manager, officer, volunteer = staff.of("derby")
    for by, service, refused in (
        (officer, "derby", None),
        (officer, "hillingdon", Elsewhere),
        (volunteer, "derby", AccessRefused),
        ("s.tranger", "derby", AccessRefused),
        ("s.tranger", None, AccessRefused),
        (manager, None, None),
    ):
        if refused is None:
            with transaction(by, NOON) as tx:
                tx.record("test.event", service=service)
            assert staff.newest().event == "test.event"
            continue
        with pytest.raises(refused), transaction(by, NOON) as tx:
            tx.record("test.event", service=service)
        assert staff.newest().event == "access.refused"


def test_a_refused_look_is_on_record(installation: Path) -> None:
    """DER-1, HIL-9: reading is guarded as changing is, and leaves the one event and nothing else."""
    _, officer, _ = staff.of("derby")
    elsewhere, _, _ = staff.of("hillingdon")
    reference = staff.logged("derby", officer)
    for by, unknown in ((elsewhere, "DER-2026-0099"), (elsewhere, reference)):
        with reading() as session, pytest.raises(NoSuchRequest, match=rf"^There is no request {unknown}\.$"):
            access.to_read(session, unknown, by=by, at=NOON)
        assert (staff.newest().event, staff.newest().what["right"]) == ("access.refused", Right.READ.value)
    assert (staff.newest().service, staff.newest().reference) == ("derby", reference)
    with pytest.raises(Elsewhere, match="DER-1, HIL-9"):
        access.sight_of("derby", by=elsewhere, at=NOON)
    assert (staff.newest().event, staff.newest().service) == ("access.refused", "derby")
    with reading() as session:
        assert access.to_read(session, reference, by=officer, at=NOON).reference == reference


def test_a_request_is_the_managers_once_its_kind_is_known(installation: Path) -> None:
    """CUM-3.3: a SAR is assigned to the service manager; decided to be an enquiry, it is anybody's again."""
    reference = way.log(way.SAR, "bathnes")
    with reading() as session:
        assert queries.request(session, reference).assigned_to is None
    way.receive(reference, at(way.RECEIVED))
    with reading() as session:
        assert queries.request(session, reference).assigned_to == "Strategic Manager"
    classification.decide_kind(reference, [Kind.ENQUIRY], "m.manager", NOON)
    with reading() as session:
        assert queries.request(session, reference).assigned_to is None
