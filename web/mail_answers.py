"""What a reply may answer: proposed with the form on which it is recorded, and never recorded by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from models import queries
from models.db import reading
from models.incoming_mail import Entry
from models.moment import day_of
from rules.clock.events import ANSWERS, Happened, standing
from rules.consents import Asked
from rules.working_days import written
from web.case import Case
from web.decide import DECISIONS
from web.decision import Decision

# What was asked, what a reply may be to it, and the form on which that is recorded.
_OF_THE_CLOCK: Final = {
    Happened.CLARIFICATION_ASKED: ("It may answer the question of {}.", "question-answered"),
    Happened.IDENTITY_ASKED: ("It may show who the requester is, as asked on {}.", "identity-received"),
    Happened.FEE_NOTICE: ("It may be about the fee that was asked for on {}.", "fee-paid"),
}
_FOLLOWING: Final = ("review", "complaint")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reply may be, and where that is recorded: the address and the title of each form."""

    says: str
    forms: tuple[tuple[str, str], ...]


def proposals(entry: Entry, case: Case) -> Sequence[Proposal]:
    """What the reply may answer, for whoever looks."""
    on = day_of(entry.row.received_at)
    if not case.state.is_open:
        says = (
            f"{case.reference} is {case.state.value}. If the message asks for something new, its time runs from "
            f"{written(on)}, the day on which it came."
        )
        new = (f"/mail/{entry.number}/log", "Log it as a new request")
        return [Proposal(says, (new, *_forms(case, _FOLLOWING, "received", on)))]
    found = [*_clock(case, on), *_consents(case, on)]
    return [one for one in found if one.forms]


def _clock(case: Case, on: date) -> Iterator[Proposal]:
    """A question, a proof of identity or a fee that the request waits for."""
    with reading() as session:
        events = standing(queries.clock_events(session, queries.request(session, case.reference)))
    for asked, (says, slug) in _OF_THE_CLOCK.items():
        days = [event.on for event in events if event.what is asked and event.on <= on]
        answered = [event for event in events if event.what is ANSWERS[asked]]
        if len(days) > len(answered):
            yield Proposal(says.format(written(days[-1])), _forms(case, (slug,), "on", on))


def _consents(case: Case, on: date) -> Iterator[Proposal]:
    """A consent that somebody was asked for and has not answered. Silence is never consent, nor is a mail one."""
    with reading() as session:
        rows = queries.consents(session, queries.request(session, case.reference))
    for row in rows:
        if row.needed and row.asked_on and row.asked_on <= on and row.answer is None and row.withdrawn_on is None:
            yes = "child-confirmed" if row.whom is Asked.CHILD_CONFIRMATION else "consent-given"
            says = f"It may answer what was asked on {written(row.asked_on)}: {row.whom.words}."
            yield Proposal(says, _forms(case, (yes, "consent-refused"), "on", on))


def _forms(case: Case, slugs: Sequence[str], field: str, on: date) -> tuple[tuple[str, str], ...]:
    """The forms that come into question, each with the day filled in."""
    found = [(slug, DECISIONS[slug]) for slug in slugs]
    return tuple(
        (f"{case.address}/do/{slug}?{field}={on.isoformat()}", one.title)
        for slug, one in found
        if isinstance(one, Decision) and one.is_offered(case)
    )
