"""The age of whom a request is about, on the day of receipt, and how well it is known."""

from dataclasses import dataclass
from datetime import date

ADULT_IN_SEND = 16  # from here the young person decides: Children and Families Act 2014 s.83(2)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in whole years. `stated`: it is what a letter says, so a birthday may have passed since."""

    years: int
    stated: bool = False

    @property
    def oldest(self) -> int:
        """The age that the person may have reached by the day of receipt."""
        return self.years + self.stated

    @property
    def from_16(self) -> bool | None:
        """Whether the person is 16 or over; None where that cannot be said."""
        if self.years >= ADULT_IN_SEND:
            return True
        return None if self.oldest >= ADULT_IN_SEND else False


def age_on(day: date, born: date) -> int:
    """Age in whole years; somebody born on 29 February is a year older on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def known_age(received: date, born: date | None, stated: int | None) -> Age | None:
    """The age on the day of receipt (CUM-3.2): from the birth date, else as the letter says it, else unknown."""
    if born:
        return Age(age_on(received, born))
    return None if stated is None else Age(stated, stated=True)
