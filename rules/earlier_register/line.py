"""What one line of a register means, or everything that is wrong with it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rules.channel import Channel
from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.earlier_register import words
from rules.earlier_register.cells import Cells
from rules.earlier_register.columns import Column
from rules.earlier_register.folded import folded, tidy
from rules.earlier_register.headings import Headings
from rules.earlier_register.row import Line, Problem, Row, Terms
from rules.earlier_register.words import Status
from rules.kinds import Kind
from rules.letter import RESPONSES, Outcome
from rules.lifecycle import State
from rules.role import Role
from rules.working_days import written

LONGEST_REFERENCE: Final = 40
_ENTRIES: Final = {
    Column.CLARIFICATION_ASKED: Happened.CLARIFICATION_ASKED,
    Column.CLARIFICATION_ANSWERED: Happened.CLARIFICATION_ANSWERED,
    Column.IDENTITY_ASKED: Happened.IDENTITY_ASKED,
    Column.IDENTITY_RECEIVED: Happened.IDENTITY_RECEIVED,
    Column.EXTENDED: Happened.EXTENDED,
}
_ROLES: Final = ", ".join(role.replace("_", " ") for role in Role)
_OUTCOMES: Final = ", ".join(outcome.replace("_", " ") for outcome in Outcome)


def read_line(line: Line, headings: Headings, terms: Terms) -> tuple[Row | None, list[Problem]]:
    """What a line means, and everything that is wrong with it; no row where anything is."""
    reading = _Reading(line, headings, terms)
    row = reading.row()
    return (None if reading.problems else row), reading.problems


class _Reading(Cells):
    def row(self) -> Row | None:
        """The row as far as it can be read; what cannot is among the problems."""
        if beyond := self.beyond():  # most often a comma that was not put in quotes, and moved all that follows it
            self.wrong("", f"{beyond} has something in it and no heading: move it to its column, or empty it")
        reference, received = self._reference(), self.day(Column.RECEIVED)
        if received is None and not self.text(Column.RECEIVED):
            self.say(Column.RECEIVED, "it is empty: write the day on which the request reached the service")
        kinds = self._kinds()
        state, answered, closed = self._end(received)
        outcomes = self._outcomes(kinds, state)
        if not state.is_open and not kinds and not self._names_kind():
            self.say(Column.KIND, "a request that is closed needs its kind: write what it was")
        entries = tuple(
            (column, Entry(what, on)) for column, what in _ENTRIES.items() if (on := self.day(column)) is not None
        )
        for column, entry in entries:
            self.not_before(column, entry.on, received)
        channel = self.word(Column.CHANNEL, words.CHANNELS, ", ".join(Channel)) or self.terms.channel
        if channel is None and not self.text(Column.CHANNEL):
            self.say(Column.CHANNEL, "it does not say how the request came: write it, or say it for all such rows")
        names = self.name(Column.REQUESTER_NAME), self.name(Column.SUBJECT_NAME)
        self._names_nobody(reference, names)
        row = Row(
            number=self.line.number,
            reference=reference or "",
            received=received or self.terms.today,
            state=state,
            channel=channel or Channel.POST,
            kinds=kinds,
            outcomes=outcomes,
            requester_name=names[0],
            requester_role=self.word(Column.REQUESTER_ROLE, words.ROLES, _ROLES),
            reply_to=self.name(Column.REPLY_TO),
            subject_name=names[1],
            subject_born=self._born(received),
            answered=answered,
            closed=closed,
            entries=entries,
            assigned_role=self._role(),
            restricted=self.word(Column.RESTRICTED, words.ANSWERS, "yes or no") or False,
            letter_file=tidy(self.text(Column.LETTER_FILE)) or None,
        )
        return row

    def _reference(self) -> str | None:
        found = tidy(self.text(Column.REFERENCE))
        if not found:
            self.say(Column.REFERENCE, "it is empty: give the request a reference of its own")
        elif len(found) > LONGEST_REFERENCE:
            self.say(Column.REFERENCE, f"it has more than {LONGEST_REFERENCE} characters: shorten it")
        elif not found.isprintable():
            self.say(Column.REFERENCE, "it holds a sign that cannot be printed: type it again")
        else:
            return found
        return None

    def _names_nobody(self, reference: str | None, names: Sequence[str | None]) -> None:
        """A reference is shown in lists, which name nobody."""
        of_people = {word for name in names if name for word in folded(name).split() if len(word) > 2}
        if reference and of_people & set(folded(reference).split()):
            self.say(Column.REFERENCE, "it holds a name of somebody in this row: give the request a number instead")

    def _born(self, received: date | None) -> date | None:
        found = self.day(Column.SUBJECT_BORN, born=True)
        if found and received and found > received:
            self.say(Column.SUBJECT_BORN, "it is after the day of receipt: check both days")
        return found

    def _kinds(self) -> tuple[Kind, ...]:
        return tuple(dict.fromkeys(self.several(Column.KIND, words.KINDS, ", ".join(Kind))))

    def _end(self, received: date | None) -> tuple[State, date | None, date | None]:
        """Where the request stands, when it was answered, and when it was closed."""
        answered, closed = self.day(Column.ANSWERED), self.day(Column.CLOSED)
        for column, on in ((Column.ANSWERED, answered), (Column.CLOSED, closed)):
            if on and not self.not_before(column, on, received):
                return State.CLOSED, None, None
        if answered and closed and closed < answered:
            self.say(Column.CLOSED, f"{written(closed)} is before it was answered on {written(answered)}: check both")
        status = self.word(Column.STATUS, words.STATUSES, "open, closed or withdrawn")
        withdrawn = status is Status.WITHDRAWN or folded(self.text(Column.OUTCOME)) in words.WITHDRAWN
        over = bool(self.text(Column.CLOSED) or self.text(Column.ANSWERED))
        if withdrawn:
            if self.text(Column.ANSWERED):
                self.say(Column.ANSWERED, "a request that was withdrawn has no answer: empty one of them")
            if not self.text(Column.CLOSED):
                self.say(Column.CLOSED, "it is empty: write the day on which the request was withdrawn")
            return State.WITHDRAWN, None, closed
        if status is Status.OPEN and over:
            column = Column.CLOSED if self.text(Column.CLOSED) else Column.ANSWERED
            self.say(column, f"there is a day, and {self.headings.of(Column.STATUS)} says open: correct one of them")
        if status is Status.CLOSED and not over:
            self.say(Column.CLOSED, "it is empty: write the day on which the request was closed, or answered")
        if over or status is Status.CLOSED:
            return State.CLOSED, answered or closed, closed or answered
        return (State.OPEN if self._names_kind() else State.IN_DOUBT), None, None

    def _names_kind(self) -> bool:
        return folded(self.text(Column.KIND)) not in {"", *words.NO_KIND}

    def _outcomes(self, kinds: tuple[Kind, ...], state: State) -> tuple[tuple[Kind, Outcome], ...]:
        text = self.text(Column.OUTCOME)
        if not text or state is State.WITHDRAWN:
            if text and folded(text) not in words.WITHDRAWN:
                self.say(Column.OUTCOME, "a request that was withdrawn has no other outcome: empty it")
            return ()
        if state is not State.CLOSED:
            self.say(Column.OUTCOME, "the request is open and has an outcome: write when it was closed, or empty it")
            return ()
        found = self.several(Column.OUTCOME, words.OUTCOMES, _OUTCOMES)
        if not found or not kinds:
            return ()
        if len(found) == 1:
            found *= len(kinds)
        if len(found) != len(kinds):
            self.say(Column.OUTCOME, f"there are {len(found)} outcomes to {len(kinds)} kinds: write one for each")
            return ()
        told = tuple(zip(kinds, found, strict=True))
        for kind, outcome in told:
            if (kind, outcome) not in RESPONSES:
                possible = ", ".join(one.replace("_", " ") for of, one in RESPONSES if of is kind)
                self.say(Column.OUTCOME, f"a {kind.words} does not end so: write {possible}")
        return told

    def _role(self) -> str | None:
        text = self.text(Column.ASSIGNED_ROLE)
        if not text:
            return None
        found = next((role for role in self.terms.roles if folded(role) == folded(text)), None)
        if found is None:
            self.say(Column.ASSIGNED_ROLE, f"it is no role of the service: write {', '.join(self.terms.roles)}")
        return found
