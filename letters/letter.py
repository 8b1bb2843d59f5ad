"""A letter whose words are settled, before it is set as Word, HTML or plain text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from letters import wording
from letters.blocks import Block, NewSheet, parse
from letters.dates import written
from letters.declaration import Declaration
from letters.errors import LettersError
from letters.escaping import settled
from letters.marks import Marks
from letters.shape import shaped
from letters.spoken import Ticked, check, ticks

_STRANGER = "Dear Sir or Madam"
_GREETINGS = ("Dear ", "Hello ", "Hi ", "To ")


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that is set. Texts are final, one line each, and hold no markup.

    `service` is the fact of that name; `slip` is what follows the signature on a sheet of its own, to be filled
    in and sent back; `ticks` is its checklist, each item with the words that fulfil it.
    """

    name: str
    title: str
    written_on: date
    service: Mapping[str, Any]
    address: tuple[str, ...]
    reference: str | None
    greeting: str
    blocks: tuple[Block, ...]
    slip: tuple[Block, ...]
    close: str
    signatory: str
    enclosures: tuple[str, ...]
    ticks: tuple[Ticked, ...]
    public: bool = False

    @property
    def fulfils(self) -> frozenset[str]:
        """The ids of the requirements that a paragraph fulfils."""
        return frozenset(one.item.id for one in self.ticks if one.fulfilled)

    @property
    def date_line(self) -> str:
        """The date, written out."""
        return written(self.written_on)

    @property
    def reference_line(self) -> str | None:
        """The line with our reference, where the letter carries one."""
        return None if self.reference is None else f"Our reference: {self.reference}"


def _check_kind(name: str, declared: Declaration, facts: Mapping[str, Any]) -> None:
    if not (declared.answers or declared.never_for):
        return
    parts = {part["kind"] for part in facts["parts"]}
    if parts and facts["kind"] not in parts:
        raise LettersError("The facts disagree: the request's kind is not among the kinds of its parts.")
    kinds = parts or {facts["kind"]}
    if kinds & set(declared.never_for):
        raise LettersError(
            f"The letter {name} must not go out for a request of this kind; see la_response_ncnd (HIL-6)."
        )
    if declared.answers and not kinds & set(declared.answers):
        raise LettersError(f"The letter {name} does not answer a request of this kind.")


def _check_said(declared: Declaration, facts: Mapping[str, Any]) -> None:
    """What a person types for this letter is there."""
    for field in declared.must_be_said:
        if not facts["said"].get(field):
            raise LettersError(f"The fact said.{field} is missing. It is asked for: {declared.asks[field]}")


def _parted(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The letter, and the reply slip after the line that parts them, if there is one."""
    if NewSheet() not in blocks:
        return blocks, ()
    at = blocks.index(NewSheet())
    return blocks[:at], blocks[at + 1 :]


def _greeting(recipient: Mapping[str, Any]) -> str:
    greeting = recipient.get("greeting")
    if not greeting:
        return _STRANGER
    return greeting if greeting.startswith(_GREETINGS) else f"Dear {greeting}"


def compose(name: str, facts: Mapping[str, object], own: wording.Own = ()) -> Letter:
    """The letter `name` with `facts`, in the program's wording or a service's own (`letters.wording.Wording`).

    Raises:
        LettersError: no such letter, a fact is missing or no plain value, the letter must not be written
            for this kind of request, or its wording does not fulfil its checklist.
    """
    letter = drafted(name, facts, own)
    check(letter.ticks)
    return letter


def drafted(name: str, facts: Mapping[str, object], own: wording.Own = ()) -> Letter:
    """The letter `name` with `facts`, whether or not it fulfils its checklist: to be looked at, never to be sent.

    Raises:
        LettersError: as `compose`, but for the checklist.
    """
    declared = wording.declaration(name)
    given = shaped(facts, declared.needs, declared.may_lack)
    _check_kind(name, declared, given)
    _check_said(declared, given)
    marks = Marks(name)
    title, body = wording.wording_of(own).filled(name, given, marks)
    blocks, slip = _parted(parse(body, marks))
    context: Mapping[str, Any] = given
    recipient = context["recipient"]
    greeting = _greeting(recipient)
    head, _, field = declared.signed_by.partition(".")
    return Letter(
        name=name,
        title=title,
        written_on=context["written_on"],
        service=context["service"],
        address=tuple(settled(line) for line in [recipient.get("name"), *recipient["address"]] if line),
        reference=context.get("reference"),
        greeting=settled(greeting),
        blocks=blocks,
        slip=slip,
        close="Yours faithfully" if greeting == _STRANGER else "Yours sincerely",
        signatory=context[head][field] if field else context[head],
        enclosures=tuple(settled(line) for line in context.get("enclosures", [])),
        ticks=ticks(name, marks, given),
    )
