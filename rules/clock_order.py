"""A court's or tribunal's order: the date in the order, which nothing pauses."""

from datetime import date

from rules.clock_record import Recorded, Statutory
from rules.working_days import england_and_wales, written

_CITES = ("DPA 2018 Sch 2 para 5(2)",)


def statutory(recorded: Recorded) -> Statutory:
    """The date in the order; None where no date is known."""
    because = [f"Received on {written(recorded.received)}."]
    if recorded.required_by:
        because.append(f"The order is to be complied with by {written(recorded.required_by)}; nothing pauses it.")
    return Statutory(recorded.required_by, recorded.received, True, tuple(because), _CITES)


def not_stated(recorded: Recorded) -> tuple[date, tuple[str, ...], tuple[str, ...]]:
    """Until a manager sets the date from the order itself: the next working day, its words, its source."""
    on = england_and_wales().nth_after(recorded.received, 1)
    because = (
        "No date was found in the order. Until a manager sets the date that the order gives, it is due on "
        f"the next working day, {written(on)}."
    )
    return on, (because,), _CITES
