"""A standing consent that is due for review is reminded of, once for each day of review."""

from dataclasses import replace
from datetime import date

from rules.consent_reviews import reminders
from rules.standing_consents import Purpose, Says, StandingConsent

TODAY = date(2026, 11, 23)
TELL = StandingConsent(Purpose.TELL_LA, Says.FULL, date(2025, 11, 2), review_on=date(2026, 11, 2), number=1)


def test_a_stale_consent_is_reminded_of_until_it_is_confirmed() -> None:
    """CUM-4.4, BNS-10: an officer is told of the file and the purpose, and of no person; the occasion is the day."""
    (first,) = reminders("CUM-F-0001", [TELL], TODAY)
    assert (first.reference, first.whom) == ("CUM-F-0001", "an officer")
    assert first.says == (
        "CUM-F-0001: the consent to tell the local authority was to be confirmed by Monday 2 November 2026; it "
        "supports nothing until then (CUM-4.4, BNS-10)."
    )
    assert list(reminders("CUM-F-0001", [TELL], date(2026, 11, 24))) == [first]
    again = replace(TELL, answered_on=TODAY, review_on=date(2027, 11, 23), number=2)
    assert list(reminders("CUM-F-0001", [TELL, again], TODAY)) == []
    (next_year,) = reminders("CUM-F-0001", [TELL, again], date(2027, 11, 23))
    assert next_year.occasion != first.occasion


def test_what_no_consent_rests_on_is_not_reviewed() -> None:
    """CUM-4.4, BNS-10: neither a no, nor what was taken back, nor one whose day has not come."""
    for quiet in (
        replace(TELL, says=Says.REFUSED, review_on=None),
        replace(TELL, withdrawn_on=TODAY),
        replace(TELL, review_on=date(2026, 11, 24)),
    ):
        assert list(reminders("CUM-F-0001", [quiet], TODAY)) == []
