"""The reviews of standing consents, for the reminder run: one reminder for each consent and each day of review."""

from collections.abc import Iterable, Iterator
from datetime import date

from rules.reminders import Reminder
from rules.standing_consents import StandingConsent, in_force
from rules.working_days import written


def reminders(reference: str, consents: Iterable[StandingConsent], today: date) -> Iterator[Reminder]:
    """What one open file is to be reminded of: a consent that supports nothing until it is confirmed."""
    for one in in_force(consents):
        if one.agrees and one.review_on is not None and one.review_on <= today:
            yield Reminder(
                reference,
                "an officer",
                f"consent-review:{one.purpose}:{one.number}:{one.review_on.isoformat()}",
                f"{reference}: the consent {one.purpose.words} was to be confirmed by {written(one.review_on)}; it "
                "supports nothing until then (CUM-4.4, BNS-10).",
            )
