"""One line of a register: its cells, what it means, and what may be wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rules.channel import Channel
from rules.clock.entry import Entry
from rules.earlier_register.columns import Column
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.role import Role


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line as text, each at its place, and the number under which a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell of one line, and what to do. It holds no cell but a date."""

    row: int
    column: str  # its heading; empty where the line as a whole is meant
    says: str

    def __str__(self) -> str:
        return f"Row {self.row}{f', {self.column}' if self.column else ''}: {self.says}"


@dataclass(frozen=True, slots=True)
class Row:
    """What a line means. A request in doubt is open, and its kind is to be decided."""

    number: int
    reference: str
    received: date
    state: State
    channel: Channel
    kinds: tuple[Kind, ...] = ()
    outcomes: tuple[tuple[Kind, Outcome], ...] = ()
    requester_name: str | None = None
    requester_role: Role | None = None
    reply_to: str | None = None
    subject_name: str | None = None
    subject_born: date | None = None
    answered: date | None = None
    closed: date | None = None
    entries: tuple[tuple[Column, Entry], ...] = ()
    assigned_role: str | None = None
    restricted: bool = False
    letter_file: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What else decides whether a line can be taken over."""

    today: date
    channel: Channel | None = None  # of those that do not say how they came
    roles: Collection[str] = ()  # of the service
