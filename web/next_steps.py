"""Where what is missing is settled: the decision, or the page, that each line of the rules leads to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models import missing, queries
from models.db import reading
from rules.clock.events import ANSWERS, Happened, numbered, standing
from rules.missing import Missing
from web.case import Case
from web.decide import DECISIONS

# By the words with which what is missing begins (`rules.outstanding` and what it asks): the first that fits counts.
_SETTLES: tuple[tuple[str, str], ...] = (
    ("a manager to decide its kind", "proposal"),
    ("a manager to read it and decide its kind", "proposal"),
    ("approval by", "approve"),
    ("the answer to be sent", "release"),
    ("the answer", "prepare"),
    ("an officer to answer the enquiry", "prepare"),
    ("the inspection to be recorded", "prepare"),
    ("the search of", "prepare"),
    ("piece ", "prepare"),
    ("a consent to rest on", "prepare"),
    ("This is not how to answer", "prepare"),
    ("a refusal on record", "consent-refused"),
    ("a ground", "prepare"),
    ("a schedule", "prepare"),
    ("the purpose", "prepare"),
    ("the power", "prepare"),
    ("the person to be told", "prepare"),
    ("the recipient's role", "prepare"),
    ("the name of whoever the answer goes to", "requester"),
    ("who the requester is", "requester"),
    ("who the records are about", "whose-records"),
    ("the evidence of who the requester is", "identity-received"),
    ("the birth date", "data-subject"),
    ("whom the information is about", "data-subject"),
    ("a manager's decision on a conflict", "conflict-decided"),
    ("advice of", "advice"),
    ("the data protection team to hand it back", "handed-back"),
    ("a safeguarding decision", "safeguarding"),
    ("the request of the police", "police"),
    ("whether telling the person would prejudice it", "police"),
    ("the offence or other purpose", "police"),
    ("the terms of the order", "order"),
    ("what exactly is ordered", "ordered"),
    ("the order to be checked", "order-check"),
    ("evidence of authority", "consent-given"),
    ("the child's confirmation", "child-confirmed"),
)
_ANSWERED_BY = {
    Happened.CLARIFICATION_ASKED: ("the requester's answer to the question", "question-answered"),
    Happened.IDENTITY_ASKED: ("the requester to show who they are", "identity-received"),
    Happened.FEE_NOTICE: ("the fee to be paid", "fee-paid"),
}
# Of a consent, by how it stands (`rules.ledger`), and of a document on the schedule.
_BY_PATTERN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"document \d+: (the balance|the opinion|an opinion|a newer opinion)"), "weigh"),
    (re.compile(r"documents? \d+"), "prepare"),
    (re.compile(r"(consent|evidence|the child).*: it was to something else"), "consent-asked"),
    (re.compile(r"(consent|evidence|the child).*: it is due for review"), "consent-confirmed"),
    (re.compile(r"consent.*: it (is to|was refused|was withdrawn)"), "prepare"),
    (re.compile(r"consent of "), "consent-given"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, who does it, on whose authority, and where."""

    what: str
    who: str
    cites: tuple[str, ...]
    href: str | None
    title: str = ""  # of the decision that it leads to


def steps(case: Case) -> list[Step]:
    """What is to be done of a request before it is answered, in order; nothing of one that is."""
    if not case.state.is_open:
        return []
    with reading() as session:
        found = queries.request(session, case.reference)
        lacking = missing.before_answer(session, found, case.policy, case.today)
        waits = any(not part.running for part in queries.parts(session, found))
        events = queries.clock_events(session, found)
    awaited = list(_awaited([one.what for one in standing(numbered(events))], case)) if waits else []
    left = lacking or (() if awaited else (Missing("the answer to be sent", case.policy.service.manager_role),))
    return [*awaited, *(step(one, case) for one in left)]


def _awaited(happened: list[Happened], case: Case) -> Iterator[Step]:
    """What the clock waits for: the requester's answer, which somebody records once it is there."""
    for asked, (what, slug) in _ANSWERED_BY.items():
        if happened.count(asked) > happened.count(ANSWERS[asked]):
            yield Step(what, "the requester", (), f"{case.address}/do/{slug}", DECISIONS[slug].title)


def step(lacks: Missing, case: Case) -> Step:
    """What is missing, with the page on which whoever looks can settle it; no page where they cannot."""
    slug = leads_to(lacks.what)
    if slug == "proposal":
        return Step(lacks.what, lacks.who, lacks.cites, f"{case.address}/proposal", "Look at the proposal")
    for one in [DECISIONS[name] for name in _or_first_asked(slug) if name in DECISIONS]:
        if one.is_offered(case):
            return Step(lacks.what, lacks.who, lacks.cites, f"{case.address}/do/{one.slug}", one.title)
    return Step(lacks.what, lacks.who, lacks.cites, None)


def leads_to(what: str) -> str:
    """The decision, or the page, on which it is settled; empty where none is known."""
    for pattern, slug in _BY_PATTERN:
        if pattern.match(what):
            return slug
    return next((slug for begins, slug in _SETTLES if what.startswith(begins)), "")


def _or_first_asked(slug: str) -> tuple[str, ...]:
    """A yes is recorded once somebody was asked: until then it is the question that is next."""
    return ("consent-asked", slug) if slug in {"consent-given", "child-confirmed"} else (slug,)
