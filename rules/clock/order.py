"""A court's or tribunal's order: the date in the order, which nothing pauses."""

from datetime import date

from rules.clock.record import Recorded, Statutory
from rules.clock.working import Working
from rules.working_days import Calendar, written

_CITE = "DPA 2018 Sch 2 para 5(2)"


def statutory(recorded: Recorded, working: Working) -> Statutory:
    """The date in the order, or the day of receipt where that has passed; None where no date is known."""
    working.received(recorded.received)
    working.rests_on(_CITE)
    by = recorded.required_by
    if by and by < recorded.received:
        working.add(
            f"The order was to be complied with by {written(by)}, before it reached us: it is due at once, on "
            f"{written(recorded.received)}",
            _CITE,
        )
        by = recorded.received
    elif by:
        working.add(f"The order is to be complied with by {written(by)}; nothing pauses it", _CITE)
    return Statutory(by, recorded.received)


def not_stated(recorded: Recorded, calendar: Calendar, working: Working) -> date:
    """Until a manager sets the date from the order itself: the next working day."""
    on = calendar.nth_after(recorded.received, 1)
    working.add(
        "No date was found in the order. Until a manager sets the date that the order gives, it is due on "
        f"the next working day, {written(on)}"
    )
    return on
