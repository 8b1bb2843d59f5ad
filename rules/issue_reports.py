"""Issues raised with the authority: nothing in the words says who it is, unless somebody agreed (DER-2, BWD-3).

The check finds names, birth dates and addresses of mail. It cannot find a school, a diagnosis or a story that only
one family has: a person reads the words once more.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from rules.classification.written_dates import Written, dates_in
from rules.deed import Deed
from rules.grounds import Ground
from rules.policy import Policy
from rules.refusal import Refusal
from rules.standing_consents import NoSupport, StandingConsent

MOST = 20_000  # characters of an issue


class IssueReportRefused(Refusal):
    """The issue cannot be raised so; says why, with the clause, and repeats nothing of it."""


# What stands before a name or in it, and says of nobody who it is; "LA" is the authority's own sign.
_NO_NAME = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "and",
        "of",
        "the",
        "la",
        "le",
        "de",
        "du",
        "di",
        "da",
        "van",
        "von",
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_MAIL = re.compile(r"\S@\S")


def identifying(text: str, people: Iterable[tuple[str | None, date | None]]) -> tuple[str, ...]:
    """What in the words would say who it is, by sort and never by content: a name, a birth date, an address of mail.

    Args:
        people: the name and birth date of everybody known from the files.
    """
    plain = _plain(text)
    said = _WORD.findall(plain)
    lower = [word.casefold() for word in said]
    words_too = _names_that_are_words()
    alone = {word.casefold() for word in said if word.casefold() not in words_too or word[:1].isupper()}
    dates = list(dates_in(plain))
    found: set[str] = set()
    for name, born in people:
        parts = [part.casefold() for part in _WORD.findall(_plain(name or ""))]
        if any(len(part) > 1 and part not in _NO_NAME and part in alone for part in parts) or _follows(parts, lower):
            found.add("a name")
        if born and any(_may_be(one, born) for one in dates):
            found.add("a birth date")
    if _MAIL.search(plain):
        found.add("an e-mail address")
    return tuple(sorted(found))


def check_words(text: str) -> None:
    """Whether there is something to raise, of a sensible length.

    Raises:
        IssueReportRefused
    """
    if not text.strip():
        raise IssueReportRefused("Say what the issue is: the text is empty.")
    if len(text) > MOST:
        raise IssueReportRefused(f"The issue has more than {MOST} characters: say it in fewer.")


def check_recipient(role: str, policy: Policy) -> None:
    """Whether somebody in that role at the authority can be told.

    Raises:
        IssueReportRefused
    """
    known = policy.settings.authority_roles
    if role not in known.value:
        who = ", ".join(known.value)
        raise IssueReportRefused(
            f"An issue goes to somebody at the local authority: {who} ({', '.join(known.cites)})."
        )


def check_anonymous(text: str, people: Iterable[tuple[str | None, date | None]]) -> None:
    """Whether the words say of nobody who it is.

    Raises:
        IssueReportRefused: they hold a name, a birth date or an address of mail.
    """
    found = identifying(text, people)
    if found:
        raise IssueReportRefused(
            f"The text holds {' and '.join(found)} of somebody on the file, and an issue is raised without saying "
            "who it is: take it out; or, where they agreed to be named, say so (DER-2, BWD-3).",
            give=("named",),
        )


def check_named(
    support: Sequence[StandingConsent | NoSupport], policy: Policy, *, at_risk: bool = False, decided: bool = False
) -> None:
    """Whether somebody may be named: each whose file it is agreed that the authority is told, or a child is at risk.

    Args:
        support: for each file the consent to tell the authority that is in force, or why there is none.
        at_risk: a child's safety is at risk, so that no consent is needed (BWD-3).
        decided: a named person decided that, for each file and this recipient, and it was not used before.

    Raises:
        IssueReportRefused: neither.
    """
    if at_risk:
        if Ground.SAFEGUARDING not in policy.settings.grounds.value:
            cites = ", ".join(policy.settings.grounds.cites)
            raise IssueReportRefused(f"This service's policy knows no ground for it without consent ({cites}).")
        if not decided:
            raise IssueReportRefused(
                "Nobody is named without consent until a named person has decided that a child is at risk, for this "
                "recipient and for this issue: record it for each file (BWD-3, BWD-12, DER-7).",
                do=Deed.SAFEGUARD,
            )
        return
    lacking = list(dict.fromkeys(str(one) for one in support if isinstance(one, NoSupport)))
    if lacking:
        raise IssueReportRefused(
            f"{'. '.join(lacking)}. Without it an issue is raised anonymously, unless a child's safety is at risk "
            "(DER-2, BWD-3)."
        )


@cache
def _names_that_are_words() -> frozenset[str]:
    lines = Path(__file__).with_name("names_that_are_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _plain(text: str) -> str:
    """Without accents and without signs that cannot be seen, so that no spelling hides a name."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Cf"})


def _may_be(said: Written, born: date) -> bool:
    """Whether a date in the words is that birth date, or its day and month where they name no year."""
    return said.day == born if said.day else (said.month, said.day_of_month) == (born.month, born.day)


def _follows(parts: list[str], said: list[str]) -> bool:
    """Whether a whole name stands in the words, one part after the other."""
    size = len(parts)
    return size > 1 and any(said[start : start + size] == parts for start in range(len(said) - size + 1))
