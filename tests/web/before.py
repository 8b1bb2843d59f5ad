"""Requests as they stand before something is decided of them, acted on by the officer of their service."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from models.person import Standing
from rules.case_files import Opened, Owner
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.conflicts import Conflict
from rules.consents import Answer, Asked
from rules.follow_ups import Outcome as HowItEnds
from rules.grounds import Ground
from rules.kinds import FollowUp, Kind
from rules.letter import Outcome
from rules.role import Role
from rules.schedule import Held
from rules.sending import SentBy
from tasks import (
    approvals,
    asking,
    case_files,
    classification,
    clock,
    close,
    conflicts,
    consents,
    disclosure,
    dispatch,
    follow_ups,
    hand_over,
    holds,
    letter,
    need_to_know,
    orders,
    people,
)
from tasks.clock_entry import Change
from tests import outsiders, way
from tests.web import visits
from tests.web.visits import NOON

EARLIER = date(2026, 11, 10)
NUMBERS = count(1)  # no two letters are the same


def by(service: str = "derby") -> dict[str, Any]:
    """The officer of a service, at noon."""
    return {"by": f"officer.{service}", "at": NOON}


def opened(kind: Kind, service: str = "derby") -> str:
    """A request of a kind, received and acknowledged."""
    return visits.opened(kind, service, more=f"\n{next(NUMBERS)}\n")


def logged(text: str, service: str = "derby") -> str:
    """A letter that was logged, received and acknowledged."""
    reference = visits.logged(f"{text}\n{next(NUMBERS)}\n", service)
    way.receive(reference, NOON)
    return reference


def access() -> str:
    """A parent's request for the records of a child of seven."""
    return opened(Kind.SAR)


def foi() -> str:
    """A reporter's request."""
    return opened(Kind.FOI)


def legal() -> str:
    """A request of the council's solicitor, of whom consent is asked."""
    return opened(Kind.LA_LEGAL)


def prepared() -> str:
    """The same, with the answer prepared: there is something to agree to."""
    reference = legal()
    people.record(reference, Standing.REQUESTER, name="Hazel Quillmarsh", **by())
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        ground=Ground.CONSENT,
        schedule=way.SCHEDULE,
        purpose="the purpose that the letter names",
        recipient_role="local authority solicitor",
        searched=tuple(Held),
        **by(),
    )
    return reference


def asked() -> str:
    """The parent was asked two days ago."""
    reference = prepared()
    asking.put(reference, Asked.PARENT, on=EARLIER, **by())
    return reference


def agreed() -> str:
    """The parent agreed two days ago."""
    reference = prepared()
    consents.answer(reference, Asked.PARENT, Answer.FULL, on=EARLIER, paper=("form.pdf", b"signed"), **by())
    return reference


def of_a_child_of_13() -> str:
    """A parent's request about a child of 13, whose own confirmation is asked at Bath (BNS-6)."""
    return logged(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")


def at_odds() -> str:
    """Parents who have separated."""
    reference = legal()
    conflicts.note(reference, Conflict.SEPARATED_PARENTS, **by())
    return reference


def of_the_police() -> str:
    """A letter of the police about a child."""
    reference = logged(outsiders.POLICE)
    classification.decide_kind(reference, [Kind.THIRD_PARTY], "manager.derby", NOON)
    way.receive(reference, NOON)
    people.record(reference, Standing.REQUESTER, name="Bryony Fallowfield", role=Role.POLICE, **by())
    return reference


def with_the_team() -> str:
    """A request that the data protection team has."""
    reference = opened(Kind.SAR, "bathnes")
    hand_over.hand_over(reference, "the council's team", ["The request"], on=EARLIER, **by("bathnes"))
    return reference


def restricted() -> str:
    """A request kept to its manager."""
    reference = access()
    need_to_know.restrict(reference, ["manager.derby"], "A colleague's child.", by="manager.derby", at=NOON)
    return reference


def assigned() -> str:
    """A request that a volunteer works on."""
    reference = access()
    need_to_know.assign(reference, "volunteer.derby", by="manager.derby", at=NOON)
    return reference


def file() -> str:
    """A case file of Derby; gives its reference."""
    return case_files.open_file("derby", Owner.PARENT, "Clover Fernwhistle", Opened.SELF_REFERRAL, **by())


def linked() -> str:
    """A request that is linked to the first case file of Derby."""
    reference = legal()
    file()
    case_files.link(reference, "DER-F-0001", **by())
    return reference


def unlinked() -> str:
    """A request beside the first case file of Derby."""
    reference = legal()
    file()
    return reference


def held() -> str:
    """A request on which a person placed a hold."""
    reference = access()
    holds.place(reference, "A claim may be made.", **by())
    return reference


def ready() -> str:
    """A reporter's request whose answer is prepared and has a manager's eye still to pass."""
    reference = foi()
    people.record(reference, Standing.REQUESTER, name="Linden Marshgrove", reply_to="3 Example Street, Derby", **by())
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        ground=Ground.PUBLIC_INFORMATION,
        schedule=way.FOI_SCHEDULE,
        searched=tuple(Held),
        **by(),
    )
    return reference


def approved() -> str:
    """The same, approved."""
    reference = ready()
    approvals.approve(reference, "Service Manager", by="manager.derby", at=NOON)
    return reference


def answered() -> str:
    """The same, answered two days ago and closed."""
    reference, then = approved(), visits.at(EARLIER)
    dispatch.release(reference, SentBy.TRACKED_POST, by="manager.derby", at=then)
    dispatch.check_released(reference, then)
    letter.write_answer(reference, then)
    dispatch.mark_sent(reference, then)
    close.close(reference, then)
    return reference


def followed(what: FollowUp, given: Callable[[], str]) -> Callable[[], str]:
    """A request after which a review was asked for, or a complaint came, a day ago."""

    def made() -> str:
        reference = given()
        follow_ups.record(reference, what, date(2026, 11, 11), **by())
        return reference

    return made


def lengthened(given: Callable[[], str]) -> Callable[[], str]:
    """The same with its review noted as complex."""

    def made() -> str:
        reference = given()
        follow_ups.lengthen(reference, 1, **by())
        return reference

    return made


def decided(given: Callable[[], str]) -> Callable[[], str]:
    """The same with its complaint decided."""

    def made() -> str:
        reference = given()
        follow_ups.end(
            reference, FollowUp.COMPLAINT, 1, HowItEnds.UPHELD, date(2026, 11, 12), by="manager.derby", at=NOON
        )
        return reference

    return made


def order() -> str:
    """An order of a court."""
    return opened(Kind.COURT_ORDER)


def recorded() -> str:
    """An order of which it is on record what its paper says."""
    reference = order()
    orders.record(
        reference,
        court="the County Court at Exampleton",
        case_number="X00EX001",
        dated=date(2026, 10, 30),
        provision="CPR 31.17",
        deadline=date(2026, 11, 27),
        sealed=True,
        **by(),
    )
    return reference


def entered(given: Callable[[], str], what: Happened) -> Callable[[], str]:
    """A request of whose clock one day was entered."""

    def made() -> str:
        reference = given()
        clock.change(reference, Change((Entry(what, EARLIER),)), **by())
        return reference

    return made
