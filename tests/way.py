"""The way of a request, walked by the plain functions of the stages as the flows walk it by their steps."""

from dataclasses import replace
from datetime import date, datetime

from rules.advice import Adviser
from rules.approvals import roles_needed
from rules.channel import Channel
from rules.consents import Answer
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.order_checks import Found, asked_of
from rules.schedule import Decision, Health, Held, Item, Others
from rules.sending import SentBy
from tasks import (
    advice,
    approvals,
    classification,
    close,
    consents,
    disclosure,
    dispatch,
    intake,
    letter,
    orders,
    people,
    policies,
    reading,
    weighing,
)
from tests.conftest import at

RECEIVED = date(2026, 11, 2)  # a Monday
SCHEDULE = (
    Item(
        "Case notes",
        date(2026, 3, 4),
        Decision.DISCLOSE,
        held=Held.ELECTRONIC,
        others=Others.NONE,
        health=Health.NONE,
    ),
    Item(
        "Telephone record",
        date(2026, 5, 12),
        Decision.REDACT,
        "DPA 2018 Sch 2 para 16",
        "It names others.",
        held=Held.PAPER,
        others=Others.REMOVED,
        health=Health.NONE,
    ),
)
# What answers an order says to which piece of it: the order here has one.
ORDER_SCHEDULE = tuple(replace(item, ordered=1) for item in SCHEDULE)
# How the balance of DPA 2018 Sch 2 para 16(3) was struck for the second of them.
BALANCE = ("A telephone number.", "Yes: it was said in confidence.", "They could not be reached.", "Yes.", "No.")
# What the public asks for is kept back under Part II of FOIA, a person's own records under the DPA.
FOI_SCHEDULE = (SCHEDULE[0], replace(SCHEDULE[1], exemption="FOIA 2000 s.40(2)"))
SAR = """Dear SENDIASS

Please send me a copy of all the records you hold about my daughter Marigold Fernwhistle, born 3 April 2019,
and about me. I am her mother.

Yours faithfully
Clover Fernwhistle
"""
LA_LEGAL = """Legal Services, Blackburn with Darwen Borough Council

Dear Sir or Madam

The council is defending a claim for judicial review. I am a solicitor for the council and request that you send
me the case file that your service holds about Rowan Thistlebrook, date of birth 12 May 2016, for the purposes of
those proceedings. There is no court order.

Hazel Quillmarsh
Solicitor, for the Director of Legal Services
"""
ORDER = """IN THE COUNTY COURT AT EXAMPLETON

Case number X00EX001

ORDER

IT IS ORDERED that SENDIASS do produce to the court by 4pm on 27 November 2026 all records that it holds
concerning the child Bramble Oakenfold, born 1 June 2015. You must obey this order. If you do not, you may be held
in contempt of court.

Dated 30 October 2026
"""
FOI = """To the service manager

Under the Freedom of Information Act 2000 please tell me how many families your service supported in each of the
last three financial years, what it cost, and send me a copy of your complaints policy.

Linden Marshgrove, reporter
"""
LETTERS = {Kind.SAR: SAR, Kind.FOI: FOI, Kind.LA_LEGAL: LA_LEGAL, Kind.COURT_ORDER: ORDER}
GROUNDS = {
    Kind.SAR: Ground.OWN_RECORDS,
    Kind.FOI: Ground.PUBLIC_INFORMATION,
    Kind.LA_LEGAL: Ground.CONSENT,
    Kind.COURT_ORDER: Ground.COURT_ORDER,
}


def log(
    text: str, service: str, received: date = RECEIVED, *, again: bool = False, moment: datetime | None = None
) -> str:
    """Log a letter that was typed; gives its reference."""
    logged = intake.log(
        text.encode(),
        "letter.txt",
        service=service,
        received=received,
        channel=Channel.POST,
        by="m.manager",
        at=moment or at(received),
        again=again,
    )
    return logged.reference


def receive(reference: str, moment: datetime) -> None:
    """The steps of the flow `receive`, in its order."""
    reading.read_original(reference, moment)
    classification.propose_kind(reference, moment)
    consents.note_what_to_ask(reference, moment)
    letter.write_acknowledgement(reference, moment)


def opened(kind: Kind, service: str, received: date = RECEIVED) -> str:
    """A request of a kind, received and acknowledged; the kind is as a manager decided it."""
    reference = log(LETTERS[kind], service, received)
    receive(reference, at(received))
    if kind is Kind.LA_LEGAL:  # a person adds who signed, which the program did not make out
        who = people.Standing.REQUESTER
        people.record(reference, who, by="o.officer", at=at(received), name="Hazel Quillmarsh")
    return reference


def prepared(kind: Kind, service: str, *, on: date = date(2026, 11, 9), ground: Ground | None = None) -> str:
    """An opened request whose answer an officer prepared."""
    reference = opened(kind, service)
    if kind is Kind.COURT_ORDER:
        record_order(reference, on)
    disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="o.officer",
        at=at(on),
        ground=ground or GROUNDS[kind],
        schedule={Kind.FOI: FOI_SCHEDULE, Kind.COURT_ORDER: ORDER_SCHEDULE}.get(kind, SCHEDULE),
        purpose="the purpose that the letter names",
        recipient_role="local authority solicitor",
        searched=tuple(Held),
        told_on=on if kind is Kind.COURT_ORDER else None,
    )
    if kind is not Kind.FOI:  # FOIA 2000 s.40(2) is absolute
        weighing.weigh(reference, 2, BALANCE, by="o.officer", at=at(on))
    return reference


def record_order(reference: str, on: date, court: str = "the County Court at Exampleton") -> None:
    """The order and the child it names, as a person reads them from the paper; it is checked, and advice taken."""
    people.record(reference, people.Standing.DATA_SUBJECT, by="o.officer", at=at(on), name="Bramble Oakenfold")
    orders.record(
        reference,
        court=court,
        case_number="X00EX001",
        dated=date(2026, 10, 30),
        provision="CPR 31.17",
        deadline=date(2026, 11, 27),
        sealed=True,
        by="o.officer",
        at=at(on),
    )
    checked_order(reference, on)


def checked_order(reference: str, on: date) -> None:
    """What exactly is ordered, the checks of the paper, and advice on what is kept back from it."""
    from models import powers, queries
    from models.db import reading as read

    with read() as session:
        recorded = powers.order(session, queries.request(session, reference))
    assert recorded is not None
    if not recorded.pieces:
        orders.set_pieces(reference, ["All records that it holds of the child"], by="o.officer", at=at(on))
        advice.record(reference, Adviser.INDEPENDENT_LAWYER, on=on, by="m.manager", at=at(on))
    orders.answer_checks(reference, dict.fromkeys(asked_of(False), Found.YES), by="o.officer", at=at(on))


def consented(reference: str, on: date = date(2026, 11, 10)) -> None:
    """Everything that was asked is answered in full, on paper."""
    from models import queries
    from models.db import reading as read

    with read() as session:
        asked = [row.whom for row in queries.consents(session, queries.request(session, reference))]
    for whom in asked:
        consents.answer(reference, whom, Answer.FULL, on=on, by="o.officer", at=at(on), paper=("form.pdf", b"signed"))


def approved(reference: str, service: str, kind: Kind, on: date = date(2026, 11, 11)) -> None:
    """Every role that the policy asks for approves, each a different person."""
    for number, role in enumerate(roles_needed([kind], policies.of(service))):
        approvals.approve(reference, role, by=f"approver.{number}", at=at(on))


def respond(reference: str, on: date = date(2026, 11, 12)) -> State:
    """A person releases the answer; then the steps of the flow `respond`, in its order. Gives its state: closed."""
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=at(on))
    dispatch.check_released(reference, at(on))
    letter.write_answer(reference, at(on))
    dispatch.mark_sent(reference, at(on))
    state = close.close(reference, at(on))
    assert state is State.CLOSED
    return state
