"""What moves the clock: a question and its answer, identity, a fee, an extension, the day that a paper names."""

from collections.abc import Callable, Sequence

from models import queries
from models.db import reading
from rules.clock.entry import Entry
from rules.clock.events import Event, Happened, numbered, standing
from rules.kinds import Kind
from rules.working_days import written
from tasks import clock
from tasks.clock_entry import Change
from web.case import Case, Values
from web.decision import Decision
from web.field import Field, Option

GROUP = "Clock"
_REASON = Field("because", "Why", hint="It stays on record: name nobody.")


def _entered(
    slug: str, title: str, label: str, what: Happened, clause: str, hint: str, kinds: Sequence[Kind]
) -> Decision:
    """One day that is recorded of the clock, of the part that is named where there are two."""

    def fields(case: Case) -> Sequence[Field]:
        day = Field("on", label, "date", hint, starts_as=case.today)
        moved = [kind for kind in case.kinds if kind in kinds]
        if len(moved) < 2:
            return (day,)
        return (Field("part", "Which part", "choice", options=[Option(one.value, one.words) for one in moved]), day)

    def carry_out(case: Case, values: Values) -> str:
        kind = Kind(values["part"]) if values.get("part") else None
        wanted = Change((Entry(what, values["on"]),), kind)
        clock.change(case.reference, wanted, by=case.who.login, at=case.at)
        return f"Recorded: {what.words} on {written(values['on'])}."

    listed = " or ".join(kind.words for kind in kinds)
    needs = f"It is for an open request of this kind: {listed}."
    return Decision(slug, title, fields, carry_out, clause, group=GROUP, offered=_has(kinds), needs=needs)


def _has(kinds: Sequence[Kind]) -> Callable[[Case], bool]:
    return lambda case: case.state.is_open and any(kind in kinds for kind in case.kinds)


def events(case: Case) -> list[Event]:
    """What was entered and stands, with the numbers that people see."""
    with reading() as session:
        found = queries.clock_events(session, queries.request(session, case.reference))
    return [event for event in standing(numbered(found)) if event.what is not Happened.RECEIVED]


def _to_take_back(case: Case) -> Sequence[Field]:
    options = [Option(str(one.number), f"{one.what.words}, {written(one.on)}") for one in events(case)]
    return (Field("number", "What was entered wrongly", "choice", options=options), _REASON)


def _take_back(case: Case, values: Values) -> str:
    clock.take_back(case.reference, int(values["number"]), values["because"], by=case.who.login, at=case.at)
    return "What was entered wrongly is taken back; both stay on record."


def _receipt(case: Case) -> Sequence[Field]:
    return (Field("received", "The right day of receipt", "date", starts_as=case.received), _REASON)


def _correct_receipt(case: Case, values: Values) -> str:
    clock.correct_receipt(case.reference, values["received"], values["because"], by=case.who.login, at=case.at)
    return f"The day of receipt is now {written(values['received'])}."


_BOTH = (Kind.SAR, Kind.FOI)
DECISIONS = (
    _entered(
        "question-asked",
        "A question was put to the requester",
        "Day on which it went",
        Happened.CLARIFICATION_ASKED,
        "UK GDPR Art 12A(3); FOIA 2000 s.1(3)",
        "The letter that asks is under Letters; once it is noted as sent, this is recorded by itself.",
        _BOTH,
    ),
    _entered(
        "question-answered",
        "The requester answered the question",
        "Day on which the answer came",
        Happened.CLARIFICATION_ANSWERED,
        "UK GDPR Art 12A(3); FOIA 2000 s.10(6)(b)",
        "",
        _BOTH,
    ),
    _entered(
        "identity-asked",
        "The requester was asked who they are",
        "Day on which it went",
        Happened.IDENTITY_ASKED,
        "UK GDPR Art 12(6)",
        "",
        (Kind.SAR,),
    ),
    _entered(
        "identity-received",
        "The requester has shown who they are",
        "Day on which the evidence came",
        Happened.IDENTITY_RECEIVED,
        "UK GDPR Art 12(6)",
        "",
        (Kind.SAR,),
    ),
    _entered(
        "fee-notice",
        "A fees notice was sent",
        "Day on which it went",
        Happened.FEE_NOTICE,
        "FOIA 2000 s.9; UK GDPR Art 12(5)",
        "",
        _BOTH,
    ),
    _entered(
        "fee-paid", "The fee was paid", "Day on which it came", Happened.FEE_PAID, "FOIA 2000 s.10(2)", "", _BOTH
    ),
    _entered(
        "extension",
        "More time is taken",
        "Day on which the requester was told",
        Happened.EXTENDED,
        "UK GDPR Art 12(3); FOIA 2000 s.10(3)",
        "The requester must be told within the first period, and why.",
        _BOTH,
    ),
    _entered(
        "day-named",
        "The paper names a day",
        "The day that it names",
        Happened.REQUIRED_BY,
        "BWD-10",
        "",
        (Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION, Kind.ENQUIRY),
    ),
    Decision(
        "take-back",
        "Take back what was entered wrongly of the clock",
        _to_take_back,
        _take_back,
        group=GROUP,
        offered=lambda case: case.state.is_open and bool(events(case)),
        needs="It is for an open request of whose clock something was entered that still stands.",
    ),
    Decision(
        "received",
        "Correct the day of receipt",
        _receipt,
        _correct_receipt,
        intro=("Every date is worked out again from it.",),
        group=GROUP,
        needs="The day of receipt is corrected while the request is open.",
    ),
)
