"""Why there is no bundle. No message holds a name, a line of a paper or the name of a file."""

from collections.abc import Iterable

from bundle.finding import Finding
from rules.refusal import Refusal

LETTER = 0  # stands for the letter where a paper's number is asked for


def paper(number: int) -> str:
    """How a paper is called in a message: by its number on the schedule."""
    return "The letter" if number == LETTER else f"Paper {number}"


class BundleRefused(Refusal):
    """The bundle cannot be made; says what is wrong and what to do."""


class NotLooked(BundleRefused):
    """A file cannot be looked through: locked, damaged, too large or of an unknown kind."""


class BundleStopped(BundleRefused):
    """Something that the eye does not see is in the papers. `findings`: (number of the paper, what stops)."""

    def __init__(self, findings: Iterable[tuple[int, Finding]]) -> None:
        self.findings = tuple(findings)
        lines = (f"{paper(number)}: {one.what} ({one.where}). {one.how_to_mend}" for number, one in self.findings)
        super().__init__(
            "Nothing was made, because not everything in the papers can be seen on the page:\n"
            + "\n".join(dict.fromkeys(lines))
        )
