"""The checklist of one letter, ticked: each thing that it must say, with the words that say it or what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from letters import checklist
from letters.errors import LettersError
from letters.letter import drafted
from models import queries
from models.db import reading
from models.letter import Letter
from models.moment import day_of
from models.request import Request
from rules import letter as rule
from rules.clock import ClockRefused
from rules.kinds import Kind
from rules.occasions import BY_HAND
from rules.rights import Right
from rules.typed import TypedRefused
from tasks import access, letter_facts, letter_said, policies, wordings
from tasks.drafts import LetterRefused
from tasks.letter import answer_occasions


@dataclass(frozen=True, slots=True)
class Tick:
    """One item: what must be said, on whose authority, the words that say it. `lacks` is empty where it is said."""

    item: str
    authority: str
    basis: str
    said: str | None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter's checklist as it stands. `wrong` says why it cannot be written at all, where it cannot."""

    letter: str
    state: str
    ticks: tuple[Tick, ...]
    wrong: str | None = None

    @property
    def complete(self) -> bool:
        """True where every item is said."""
        return self.wrong is None and not any(tick.lacks for tick in self.ticks)


def check(
    reference: str,
    name: str,
    *,
    by: str,
    at: datetime,
    said: Mapping[str, str | Sequence[str] | None] | None = None,
) -> Checked:
    """The checklist of a letter that was written, as kept with it; or of one as it would be written now.

    Args:
        name: a letter, or the occasion by which a written one is listed.
        said: what would be typed for it.

    Raises:
        LetterRefused: no letter has that name.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.READ)
        row = queries.letter(session, request, name)
        if row is not None:
            return _kept(row)
        name, kinds = _meant(session, request, name)
        try:
            items = checklist(name)
        except LettersError as error:
            raise LetterRefused(str(error)) from None
        nothing = tuple(Tick(item.item, item.authority, item.basis, None, ("no such paragraph",)) for item in items)
        try:
            words = letter_said.read(name, said or {})
            policy = policies.of(request.service)
            facts = letter_facts.of_letter(session, request, name, kinds, policy, day_of(at), words)
            made = drafted(name, facts, wordings.own(session, request.service))
        except (LettersError, TypedRefused, ClockRefused) as error:
            return Checked(name, "not written", nothing, str(error))
    return Checked(
        name,
        "not written",
        tuple(
            Tick(one.item.item, one.item.authority, one.item.basis, one.said, _lacks(one.said, one.lacks))
            for one in made.ticks
        ),
    )


def _lacks(said: str | None, lacks: tuple[str, ...]) -> tuple[str, ...]:
    return lacks if said is not None else ("no such paragraph",)


def _kept(row: Letter) -> Checked:
    """What was ticked when the letter was written. A letter from before that was kept has no ticks to show."""
    said = dict(row.ticks)
    state = f"sent {row.sent_on.isoformat()}" if row.sent_on else f"draft of {row.written_on.isoformat()}"
    items = checklist(row.name)
    if not said:
        return Checked(row.name, state, (), "It was written before its checklist was kept with it.")
    return Checked(
        row.name,
        state,
        tuple(
            Tick(item.item, item.authority, item.basis, said.get(item.id), _lacks(said.get(item.id), ()))
            for item in items
        ),
    )


def _meant(session: Session, request: Request, name: str) -> tuple[str, Sequence[Kind]]:
    """The letter that is meant and the parts that it would be about."""
    kinds = [part.kind for part in queries.parts(session, request)]
    if not kinds:
        raise LetterRefused("Its kind is not known yet, and the kind says which letters there are.")
    for occasion, (letter, kind) in answer_occasions(session, request).items():
        if name in {occasion, letter}:
            return letter, [kind]
    if name in BY_HAND and BY_HAND[name].kinds:
        return name, [kind for kind in kinds if kind in BY_HAND[name].kinds] or kinds
    if name in rule.ACKNOWLEDGEMENTS.values():
        return name, [kind for kind in kinds if rule.ACKNOWLEDGEMENTS[kind] == name] or kinds
    return name, kinds
