"""The clocks of what may follow an answer: an internal review under FOI, and a complaint about personal data."""

from datetime import date, timedelta

from rules.clock.record import ClockRefused, Promise, Recorded, Statutory
from rules.clock.working import Working
from rules.law import provision
from rules.working_days import Calendar, written


def complaint(recorded: Recorded, calendar: Calendar, working: Working) -> Statutory:
    """DPA 2018 s.164A(3): the day by which a complaint must be acknowledged.

    The thirty days begin on the day after receipt, and end on a working day (DPA 2018 s.205(2) with
    Regulation 1182/71 Art 3; ICO guidance on complaints).
    """
    rule = provision("complaint.acknowledge", recorded.received)
    if recorded.extended:
        raise ClockRefused(f"Nothing extends the time for acknowledging a complaint ({rule.cite}).")
    raw = recorded.received + timedelta(days=rule.value)
    on = calendar.roll(raw)
    working.received(recorded.received)
    working.add(
        f"It is to be acknowledged within {rule.value} days, counted from the day after: {written(raw)}", rule.cite
    )
    if on != raw:
        working.add(f"That is not a working day: the next one is {written(on)}", "DPA 2018 s.205(2)")
    return Statutory(on, recorded.received)


def review(recorded: Recorded, promise: Promise, calendar: Calendar, working: Working) -> date:
    """The FOI Code of Practice: an internal review takes 20 working days, or 40 where it is complex.

    The Code is good practice and no statute, so this date is a target.
    """
    if not promise.is_public_authority:
        raise ClockRefused(
            "A service hosted by a charity is no public authority: the FOI Code of Practice sets it no time for a "
            "review (FOIA 2000 s.3(1) and s.45)."
        )
    rule = provision("foi.review_complex" if recorded.extended else "foi.review", recorded.received)
    on = calendar.nth_after(recorded.received, rule.value)
    working.skipped(calendar.skipped(recorded.received, on), "FOIA 2000 s.10(6)")
    which = "a complex review" if recorded.extended else "a review"
    working.add(f"As good practice {which} takes {rule.value} working days: {written(on)}", rule.cite)
    return on
