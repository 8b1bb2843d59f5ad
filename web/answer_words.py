"""An answer in the words of its pages: how it may be given, on what ground, and what happens to each document."""

from collections.abc import Sequence
from typing import Any, Final

from rules.disclosure import PartAnswer
from rules.gates import to_weigh
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import RESPONSES, Outcome, response
from rules.policy import Policy
from rules.schedule import Decision, Health, Held, Item, Others
from rules.working_days import written
from tasks import letter_said

OUTCOMES: Final = {
    Outcome.DISCLOSED: "Give what is asked for, or part of it",
    Outcome.NOT_HELD: "Say that nothing of it is held",
    Outcome.NEITHER_CONFIRMED_NOR_DENIED: "Leave it at the holding answer, which neither confirms nor denies",
    Outcome.SENT_TO_FAMILY: "Send the papers to whom they are about, to pass on themselves",
    Outcome.SHOWN: "Show the records on the premises; no copy leaves",
    Outcome.LEFT_TO_AUTHORITY: "Say that the council can answer it",
    Outcome.DEALT_WITH: "Note that it was dealt with; no record was given or shown",
    Outcome.REFUSED: "Refuse all of it",
    Outcome.TOO_COSTLY: "Refuse it, because it would cost more than the limit",
    Outcome.VEXATIOUS: "Refuse it as vexatious or repeated",
    Outcome.CONSENT_REFUSED: "Say that the information is not sent, because consent was refused",
}
GROUNDS: Final = {
    Ground.OWN_RECORDS: "The person's right to their own records (UK GDPR Art 15)",
    Ground.PUBLIC_INFORMATION: "Information for the public (FOIA 2000 s.1(1))",
    Ground.CONSENT: "Consent (UK GDPR Art 6(1)(a) and 9(2)(a))",
    Ground.COURT_ORDER: "An order of a court or tribunal (DPA 2018 Sch 2 para 5(2))",
    Ground.REQUIRED_BY_LAW: "An enactment requires it (UK GDPR Art 6(1)(c))",
    Ground.INSPECTION: "An inspection (Children Act 2004 s.20)",
    Ground.SAFEGUARDING: "Safeguarding (DPA 2018 Sch 1 para 18)",
    Ground.PUBLIC_INTEREST: "Substantial public interest (DPA 2018 Sch 1 Part 2)",
}
DECISIONS: Final = {
    Decision.DISCLOSE: "goes whole",
    Decision.REDACT: "goes redacted",
    Decision.WITHHOLD: "is kept back",
}
_COLOURS: Final = {Decision.DISCLOSE: "green", Decision.REDACT: "yellow", Decision.WITHHOLD: "red"}
HELD: Final = {Held.ELECTRONIC: "electronic files", Held.PAPER: "paper"}
OTHERS: Final = {
    Others.NONE: "nothing",
    Others.AGREED: "something, and they agreed",
    Others.OFFICIAL: "a professional at work",
    Others.WEIGHED: "something, weighed to go",
    Others.REMOVED: "it is taken out",
}
HEALTH: Final = {
    Health.NONE: "none",
    Health.KNOWN: "known to the person",
    Health.OPINION: "an opinion is needed",
}


def outcomes(kind: Kind, policy: Policy) -> list[Outcome]:
    """How a request of that kind may be answered by this service."""
    return [
        outcome
        for of, outcome in RESPONSES
        if of is kind and not (outcome is Outcome.LEFT_TO_AUTHORITY and policy.is_public_authority)
    ]


def answer_rows(answer: PartAnswer) -> list[tuple[str, str]]:
    """An answer as it was prepared, all that is approved of it beside the schedule: names and values."""
    told = f"on {written(answer.told_on)}" if answer.told_on else answer.not_told_because
    rows: list[tuple[str, str | None]] = [
        ("Answer", OUTCOMES[answer.outcome]),
        ("Ground", GROUNDS[answer.ground] if answer.ground else None),
        ("Role of the recipient", answer.recipient_role),
        ("Purpose", answer.purpose),
        ("Law relied on", answer.power),
        ("Proceedings", answer.proceedings),
        ("Searched", ", ".join(HELD[held] for held in answer.searched) or None),
        ("Pieces of the order not held", ", ".join(map(str, answer.not_held)) or None),
        ("The person told, or why not", told),
        *_said(answer),
        ("Prepared by", answer.prepared_by),
    ]
    return [(name, value) for name, value in rows if value]


def _said(answer: PartAnswer) -> list[tuple[str, str | None]]:
    name = response(answer.kind, answer.outcome, answer.ground)
    asked = letter_said.asked(name) if name and answer.said else {}
    return [(asked.get(field, field), _text(value)) for field, value in answer.said.items()]


def _text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def papers(schedule: Sequence[Item], kind: Kind) -> list[dict[str, Any]]:
    """Each document of a schedule as a page shows it."""
    return [_paper(number, item, kind) for number, item in enumerate(schedule, 1)]


def _paper(number: int, item: Item, kind: Kind) -> dict[str, Any]:
    cite, factors = to_weigh(item, kind) or (None, ())
    lines = [_marks(item)]
    if item.opinion:
        harm = "would do serious harm" if item.opinion.serious_harm else "would do no serious harm"
        lines.append(f"Opinion of {written(item.opinion.on)} ({item.opinion.of}): giving it {harm}.")
    if cite:
        lines.append(f"Weighed under {cite}:" if item.weighed else f"The balance under {cite} is not recorded yet.")
    return {
        "number": number,
        "description": item.description,
        "dated": item.dated,
        "decision": DECISIONS[item.decision],
        "colour": _COLOURS[item.decision],
        "because": f"{item.exemption}: {item.reason}" if item.exemption else None,
        "lines": [line for line in lines if line],
        "to_weigh": cite is not None,
        "balance": list(zip(factors, item.weighed, strict=False)),
    }


def _marks(item: Item) -> str:
    marks = [
        f"held on: {HELD[item.held]}" if item.held else "",
        f"about others: {OTHERS[item.others]}" if item.others else "",
        f"health data: {HEALTH[item.health]}" if item.health else "",
        f"answers piece {item.ordered} of the order" if item.ordered else "",
        f"from file {item.file}" if item.file else "",
    ]
    said = "; ".join(mark for mark in marks if mark)
    return said[:1].upper() + said[1:]
