"""The cells of one line of a register as values: a day, a word, several words; and what is wrong with each."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from rules.earlier_register import words
from rules.earlier_register.columns import Column
from rules.earlier_register.days import NoDay, day
from rules.earlier_register.folded import folded, tidy
from rules.earlier_register.headings import Headings
from rules.earlier_register.row import Line, Problem, Terms
from rules.working_days import written

T = TypeVar("T")
_LONGEST: Final = 400  # characters of a name or an address


@dataclass
class Cells:
    """One line as it is read. What is wrong is gathered, so that all of it can be said at once."""

    line: Line
    headings: Headings
    terms: Terms
    problems: list[Problem] = field(default_factory=list)

    def beyond(self) -> str | None:
        """The first column with something in it that lies after the last heading."""
        last = len(self.headings.texts)
        places = (place for place in range(last, len(self.line.cells)) if self.line.cells[place].strip())
        return next((self.headings.at(place) for place in places), None)

    def text(self, column: Column) -> str:
        """The cell of a column; empty where there is none."""
        place = self.headings.places.get(column)
        return self.line.cells[place].strip() if place is not None and place < len(self.line.cells) else ""

    def say(self, column: Column, says: str) -> None:
        """Note what is wrong with the cell of a column."""
        self.wrong(self.headings.of(column), says)

    def wrong(self, column: str, says: str) -> None:
        """Note what is wrong, under the heading that is named."""
        self.problems.append(Problem(self.line.number, column, f"{says[0].upper()}{says[1:]}."))

    def day(self, column: Column, *, born: bool = False) -> date | None:
        """The day in a cell; None where it is empty, or is none, which is noted."""
        text = self.text(column)
        if not text:
            return None
        try:
            found = day(text, born=born)
        except NoDay as wrong:
            self.say(column, str(wrong))
            return None
        if found > self.terms.today:
            self.say(column, f"{'it' if born else written(found)} lies in the future: check it")
            return None
        return found

    def not_before(self, column: Column, on: date, received: date | None) -> bool:
        """Note where a day is before that of receipt. True where it is not."""
        if received is None or on >= received:
            return True
        self.say(column, f"{written(on)} is before it was received on {written(received)}: check both days")
        return False

    def word(self, column: Column, table: dict[str, T], known: str) -> T | None:
        """What the word of a cell means; None where it is empty, or is none that is known, which is noted."""
        text = folded(self.text(column))
        if text and text not in table:
            self.say(column, f"it is no word that is known here: write {known}")
        return table.get(text)

    def several(self, column: Column, table: dict[str, T], known: str) -> tuple[T, ...]:
        """The words of a cell; the whole of it first, as a word may itself hold what stands between two."""
        text = self.text(column)
        if not text or folded(text) in words.NO_KIND:
            return ()
        if (whole := table.get(folded(text))) is not None:
            return (whole,)
        found = []
        for number, piece in enumerate(parts := words.pieces(text), 1):
            if (meant := table.get(folded(piece))) is None:
                which = f"word {number} of {len(parts)} in it" if len(parts) > 1 else "it"
                self.say(column, f"{which} is none that is known here: write {known}")
            else:
                found.append(meant)
        return tuple(found)

    def name(self, column: Column) -> str | None:
        """A name or an address, as it may be kept."""
        found = tidy(self.text(column))
        if len(found) > _LONGEST:
            self.say(column, f"it has more than {_LONGEST} characters: shorten it")
        elif not found.isprintable():
            self.say(column, "it holds a sign that cannot be printed: type it again")
        return found or None
