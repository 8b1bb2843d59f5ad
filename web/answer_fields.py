"""What is asked of whoever prepares an answer, by its kind and how it is given; and what of it goes to the task."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from rules.disclosure import PartAnswer
from rules.grounds import GROUNDS_FOR, Ground
from rules.kinds import Kind
from rules.letter import Outcome, response
from rules.schedule import Held, Item
from tasks import letter_said
from web import answered
from web.answer_words import GROUNDS, HELD
from web.case import Case, Values
from web.field import Field, Option

_SAID: Final = "said-"  # before the name of a field that a letter asks for
_TO_OUTSIDERS: Final = (Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.COURT_ORDER, Kind.INSPECTION)


def lists_papers(outcome: Outcome) -> bool:
    """Whether such an answer has a schedule: where something goes, or all of it is kept back."""
    return outcome.gives or outcome is Outcome.REFUSED


def fields(case: Case, kind: Kind, outcome: Outcome, stands: PartAnswer | None) -> list[Field]:
    """What is asked, filled in from the answer as it was last prepared."""
    before = stands if stands and stands.outcome is outcome else None
    found = [*_asked(case, kind, outcome), *_said(kind, outcome)]
    return [answered.seen(stands), *(replace(one, starts_as=_before(one, before)) for one in found)]


def _asked(case: Case, kind: Kind, outcome: Outcome) -> Iterator[Field]:
    settings = case.policy.settings
    if outcome.gives:
        grounds = [one for one in GROUNDS_FOR[kind] if one in settings.grounds.value]
        options = [Option(one, GROUNDS[one]) for one in grounds]
        first = grounds[0].value if len(grounds) == 1 else None
        yield Field("ground", "On what ground does it go?", "choice", options=options, starts_as=first)
    if outcome.gives and kind in _TO_OUTSIDERS:
        yield Field(
            "purpose", "What is it for?", hint="What the recipient may use it for (HIL-2, UK GDPR Art 5(1)(b))."
        )
        roles = [Option(role, role) for role in settings.recipient_roles.value]
        yield Field("recipient_role", "In what role do they get it?", "select", options=roles, needed=False)
        yield Field(
            "power",
            "The law that they rely on, as they named it in writing",
            hint="Needed where an enactment requires it, or records are shown (BWD-4, CUM-2.4).",
            needed=False,
        )
        yield Field("proceedings", "The case for which they want it", needed=False)
    if kind is Kind.SAR or outcome is Outcome.SENT_TO_FAMILY or (kind is Kind.FOI and outcome is Outcome.NOT_HELD):
        options = [Option(one, text) for one, text in HELD.items()]
        yield Field(
            "searched", "What was searched?", "many", "Both, before anything goes (BWD-6).", options, needed=False
        )
    if kind is Kind.COURT_ORDER and outcome is Outcome.DISCLOSED:
        pieces = [Option(str(number), f"{number}. {text}") for number, text in enumerate(answered.pieces(case), 1)]
        if pieces:
            yield Field("not_held", "Of which pieces of the order is nothing held?", "many", "", pieces, needed=False)
    if outcome.gives and kind in _TO_OUTSIDERS:
        yield Field(
            "told_on",
            "When was the person told of it?",
            "date",
            "Before compliance with an order, or where it goes without consent (CUM-0).",
            needed=False,
        )
        yield Field("not_told_because", "If they are not told: why?", "long", needed=False, rows=2)


def _said(kind: Kind, outcome: Outcome) -> Iterator[Field]:
    name = response(kind, outcome)
    if name is None:
        return
    for field, question in letter_said.asked(name).items():
        words = [Option(word, f"{word[0].upper()}{word[1:]}") for word in letter_said.choices(field)]
        needed = letter_said.must_be_said(name, field)
        if words:
            # Of radio buttons none can be unchosen without a script.
            yield Field(_SAID + field, question, "choice" if needed else "select", options=words, needed=needed)
        elif letter_said.is_day(field):
            yield Field(_SAID + field, question, "date", needed=needed)
        elif letter_said.takes_lines(field):
            yield Field(_SAID + field, question, "long", needed=needed)
        else:
            yield Field(_SAID + field, question, needed=needed)


def _before(field: Field, before: PartAnswer | None) -> Any:
    """What stands in a field at first: what was last prepared, else what the field itself says."""
    if before is None:
        return field.starts_as
    if field.name.startswith(_SAID):
        value = before.said.get(field.name.removeprefix(_SAID))
        if isinstance(value, list):
            return "\n".join(value)
        return _day(value) if field.kind == "date" and value else value
    match field.name:
        case "searched":
            return [held.value for held in before.searched]
        case "not_held":
            return [str(number) for number in before.not_held]
        case name:
            return getattr(before, name)


def _day(text: str) -> tuple[str, str, str]:
    year, month, day = text.split("-")
    return day, month, year


def to_prepare(kind: Kind, values: Values, schedule: Sequence[Item]) -> dict[str, Any]:
    """What was filled in, as `tasks.disclosure.prepare` takes it."""
    found = {name: value for name, value in values.items() if name != answered.SEEN and not name.startswith(_SAID)}
    if found.get("ground"):
        found["ground"] = Ground(found["ground"])
    found["searched"] = [Held(word) for word in found.get("searched") or ()]
    found["not_held"] = [int(word) for word in found.get("not_held") or ()]
    return {**found, "kind": kind, "schedule": schedule, "said": _answers(values)}


def _answers(values: Values) -> Mapping[str, str | None]:
    given = {name.removeprefix(_SAID): value for name, value in values.items() if name.startswith(_SAID)}
    return {name: value if value is None else str(value) for name, value in given.items()}
