"""The page of the clocks: the numbers of the law and worked examples, for a data protection officer to sign off."""

from collections.abc import Iterator
from datetime import date

from rules.bank_holidays import BankHolidays
from rules.clock import Promise, Recorded, Wait, due
from rules.kinds import FollowUp, Kind
from rules.law import provisions
from rules.working_days import calendars, written

_DERBY = Promise(20, ("DER-5",))
_THURSDAY = date(2026, 10, 1)

# Each with what it shows; the dates are worked out by the rule when the page is drawn.
EXAMPLES: tuple[tuple[str, Recorded, Promise], ...] = (
    ("FOI over Christmas", Recorded(Kind.FOI, date(2026, 12, 1)), Promise()),
    ("FOI received on a Saturday", Recorded(Kind.FOI, date(2026, 11, 21)), Promise()),
    (
        "FOI, further information asked for and received",
        Recorded(Kind.FOI, _THURSDAY, clarifications=(Wait(date(2026, 10, 5), date(2026, 10, 19)),)),
        Promise(),
    ),
    (
        "FOI with a fees notice, paid",
        Recorded(Kind.FOI, _THURSDAY, fee=Wait(date(2026, 10, 8), date(2026, 10, 20))),
        Promise(),
    ),
    ("FOI with a fees notice, not paid", Recorded(Kind.FOI, _THURSDAY, fee=Wait(date(2026, 10, 8))), Promise()),
    ("FOI, more time for the public interest", Recorded(Kind.FOI, _THURSDAY, extended=True), Promise()),
    ("Subject access from the last day of a month", Recorded(Kind.SAR, date(2026, 1, 31)), Promise()),
    (
        "Subject access, two questions that overlap",
        Recorded(
            Kind.SAR,
            _THURSDAY,
            clarifications=(Wait(date(2026, 10, 5), date(2026, 10, 7)), Wait(date(2026, 10, 7), date(2026, 10, 8))),
        ),
        Promise(),
    ),
    (
        "Subject access, evidence of identity asked for",
        Recorded(Kind.SAR, _THURSDAY, identity=Wait(date(2026, 10, 2), date(2026, 10, 12))),
        Promise(),
    ),
    ("Subject access, extended", Recorded(Kind.SAR, date(2026, 3, 31), extended=True), Promise()),
    (
        "Subject access before Article 12A, with a question",
        Recorded(Kind.SAR, date(2026, 1, 20), clarifications=(Wait(date(2026, 1, 22), date(2026, 1, 30)),)),
        Promise(),
    ),
    ("Subject access at a service that promises twenty working days", Recorded(Kind.SAR, date(2026, 10, 6)), _DERBY),
    (
        "A local authority's legal request that names a day",
        Recorded(Kind.LA_LEGAL, _THURSDAY, required_by=date(2026, 10, 16)),
        _DERBY,
    ),
    ("A court order that states no date", Recorded(Kind.COURT_ORDER, date(2026, 12, 24)), Promise()),
    ("An internal review", Recorded(FollowUp.INTERNAL_REVIEW, date(2026, 11, 2)), Promise()),
    ("A complaint about personal data", Recorded(FollowUp.COMPLAINT, date(2026, 11, 5)), Promise()),
)


def clock_page() -> Iterator[str]:
    """The page, piece by piece."""
    yield "<!-- Generated from rules/statute/ and rules/clock/ by `make fix`; do not edit. -->\n\n# The clocks\n\n"
    yield "What the program counts with and how, for your data protection officer to check. It is no legal advice.\n"
    yield "\n## The numbers of the law\n\n| what | number | unit | for requests received from | provision |\n"
    yield "|---|---|---|---|---|\n"
    for name, rows in provisions().items():
        for row in rows:
            yield f"| `{name}` | {row.value} | {row.unit} | {row.applies_from} | [{row.cite}]({row.link}) |\n"
    yield "\n## Worked examples\n\nThe sentences are those that the program gives and a letter may quote.\n"
    release = calendars(BankHolidays())
    for title, recorded, promise in EXAMPLES:
        found = due(recorded, promise, release)
        yield f"\n### {title}\n\n"
        yield from (f"- {reason}\n" for reason in found.because)
        yield f"\n**Due: {written(found.due) if found.due else 'no date while the clock waits'}.**"
        for alert in found.alerts:
            yield f" Keep an eye on {written(alert.on)}: {alert.says} ({alert.cite})."
        yield "\n"
