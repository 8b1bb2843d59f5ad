"""The working of a date: each step in a sentence that can stand in a letter, with the provision behind it."""

from datetime import date

from rules.working_days import Skipped, written


class Working:
    """Sentences in the order in which a date came about, and the provisions that they rest on."""

    def __init__(self) -> None:
        self.because: list[str] = []
        self.cites: list[str] = []

    def add(self, says: str, *cites: str) -> None:
        """Add one step, without its full stop; the provisions follow it in brackets."""
        self.because.append(f"{says} ({'; '.join(cites)})." if cites else f"{says}.")
        self.rests_on(*cites)

    def rests_on(self, *cites: str) -> None:
        """Name provisions that no sentence of its own speaks of."""
        self.cites += [cite for cite in cites if cite not in self.cites]

    def received(self, on: date) -> None:
        """How every working begins."""
        self.add(f"Received on {written(on)}")

    def skipped(self, closed: list[Skipped], *cites: str) -> None:
        """Name the bank holidays left out, each with its nation; nothing where there were none."""
        if closed:
            days = "; ".join(map(str, closed))
            self.add(f"Not working days, because a bank holiday in any part of the UK counts: {days}", *cites)
