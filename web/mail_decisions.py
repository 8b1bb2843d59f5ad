"""What somebody decides of a message: a short form each, what it does before it is confirmed, then the task."""

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models import access, queries
from models.db import reading
from models.incoming_mail import Entry
from models.moment import day_of
from models.rehearsal import rehearsing
from rules.incoming import Sort
from rules.working_days import written
from tasks import incoming_decisions
from web import change, runs
from web.case import Values
from web.change import Change
from web.field import Field
from web.mail import entry_of, sight_of
from web.page import onward
from web.visitor import At, Form, Visitor, Who

router = APIRouter(include_in_schema=False)
_NOT_MOVED = "Nothing else changes: no date moves, and no answer is recorded."


@router.get("/mail/{number}/log")
def log_form(request: Request, number: int, who: Who, at: At) -> Response:
    """It is a new request."""
    return change.show(request, _log(number, who, at), who)


@router.post("/mail/{number}/log")
def log(request: Request, number: int, who: Who, at: At, sent: Form) -> Response:
    """What that does; then it is logged."""
    return change.take(request, _log(number, who, at), who, sent)


@router.get("/mail/{number}/request")
def join_form(request: Request, number: int, who: Who, at: At) -> Response:
    """It belongs to a request."""
    return change.show(request, _join(number, who, at), who)


@router.post("/mail/{number}/request")
def join(request: Request, number: int, who: Who, at: At, sent: Form) -> Response:
    """What that does; then it is filed there."""
    return change.take(request, _join(number, who, at), who, sent)


@router.get("/mail/{number}/nothing")
def nothing_form(request: Request, number: int, who: Who, at: At) -> Response:
    """There is nothing to do, or nothing else."""
    return change.show(request, _nothing(number, who, at), who)


@router.post("/mail/{number}/nothing")
def nothing(request: Request, number: int, who: Who, at: At, sent: Form) -> Response:
    """What that does; then it is noted."""
    return change.take(request, _nothing(number, who, at), who, sent)


def _entry(number: int, who: Visitor, at: datetime) -> Entry:
    return entry_of(number, sight_of(who, at))


def _log(number: int, who: Visitor, at: datetime) -> Change:
    entry = _entry(number, who, at)
    stays = Field(
        "stays", f"Is it also about {entry.reference}?", "yes_no", "Then it stays among its papers, too.",
        starts_as="yes",
    )  # fmt: skip

    def carry_out(values: Values) -> Response:
        reference = incoming_decisions.log_new(number, by=who.login, at=at, stays=values.get("stays", True))
        runs.waited([runs.propose(reference, at)], runs.WAIT)
        return onward(f"/requests/{reference}/proposal", f"Logged as {reference}.")

    def consequences(values: Values) -> list[str]:
        with rehearsing(lambda _session: None):
            incoming_decisions.log_new(number, by=who.login, at=at, stays=values.get("stays", True))
        on = written(day_of(entry.row.received_at))
        found = [f"A new request is made of it, received on {on}: the day on which the mail server took it."]
        if not entry.row.dated:
            found = [f"A new request is made of it, received on {on}: when it was taken, as the server says no time."]
        if entry.row.sort is Sort.DUPLICATE:
            found.append(f"The same message was there before: {entry.row.because}")
        if entry.reference and not values["stays"]:
            found.append(f"It is taken out of the papers of {entry.reference}.")
        if entry.reference and _is_restricted(entry.reference):
            found.append(
                f"{entry.reference} is restricted, and the new request is not: whoever works for the service can "
                "read it and this message until somebody restricts it (CUM-3.4)."
            )
        return found

    return Change(
        title="Log it as a new request",
        back=f"/mail/{number}",
        place=f"e-mail {number}",
        carry_out=carry_out,
        consequences=consequences,
        fields=(stays,) if entry.reference else (),
        clause="FOIA 2000 s.8(2); UK GDPR Art 12(3)",
    )


def _is_restricted(reference: str) -> bool:
    with reading() as session:
        return access.restriction(session, queries.request(session, reference)) is not None


def _join(number: int, who: Visitor, at: datetime) -> Change:
    entry = _entry(number, who, at)

    def carry_out(values: Values) -> Response:
        incoming_decisions.join(number, values["reference"], by=who.login, at=at)
        return onward(
            f"/mail/{number}", "It is filed with its request. What it answers, if anything, is yours to say."
        )

    def consequences(values: Values) -> list[str]:
        with rehearsing(lambda _session: None):
            incoming_decisions.join(number, values["reference"], by=who.login, at=at)
        found = [f"It is filed among the papers of {values['reference'].upper()}.", _NOT_MOVED]
        if entry.reference:
            found.insert(1, f"It is taken out of the papers of {entry.reference}, where it is filed there.")
        return found

    return Change(
        title="It belongs to a request",
        back=f"/mail/{number}",
        place=f"e-mail {number}",
        carry_out=carry_out,
        consequences=consequences,
        fields=(Field("reference", "Reference of the request", hint="Such as DER-2026-0042.", longest=20),),
        intro=("Whoever works on that request can then read the message.",),
    )


def _nothing(number: int, who: Visitor, at: datetime) -> Change:
    entry = _entry(number, who, at)

    def carry_out(values: Values) -> Response:
        incoming_decisions.nothing(number, values["because"], by=who.login, at=at)
        return onward("/mail", f"Noted: nothing else is to be done with e-mail {number}.")

    def consequences(values: Values) -> list[str]:
        with rehearsing(lambda _session: None):
            incoming_decisions.nothing(number, values["because"], by=who.login, at=at)
        kept = (
            f"It stays among the papers of {entry.reference}."
            if entry.row.sort is Sort.REPLY and entry.reference
            else ""
        )
        return [one for one in ("It waits no more, and stays on record.", kept, _NOT_MOVED) if one]

    because = Field("because", "Why", hint="It stays on record: name nobody.", longest=500)
    return Change(
        title="Nothing else to do" if entry.row.sort is Sort.REPLY else "Nothing to do",
        back=f"/mail/{number}",
        place=f"e-mail {number}",
        carry_out=carry_out,
        consequences=consequences,
        fields=(because,),
        caution="" if entry.row.sort is Sort.REPLY else "A request that is passed over runs out of time unseen.",
    )
