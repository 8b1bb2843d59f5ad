"""The standing consents of a case file: for what, to whom, since when. None is assumed, and silence is none.

Three are about the local authority (BWD-8), each a question of its own; the fourth is to share with a third party
that it names (BNS-9). A consent for one purpose never supports another (HIL-2).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.missing import Missing
from rules.refusal import Refusal


class Purpose(StrEnum):
    """What the person was asked to agree to. Values are stored and printed; they never change."""

    WORK_WITH_LA = "work_with_la"
    ASK_LA = "ask_la"
    TELL_LA = "tell_la"
    SHARE = "share"

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return _WORDS[self]


_WORDS = {
    Purpose.WORK_WITH_LA: "to work with officers of the local authority",
    Purpose.ASK_LA: "to ask the local authority for information",
    Purpose.TELL_LA: "to tell the local authority",
    Purpose.SHARE: "to share with a named third party",
}
OF_THE_LA = (Purpose.WORK_WITH_LA, Purpose.ASK_LA, Purpose.TELL_LA)  # asked at first contact: BWD-8, CUM-4.2


class Says(StrEnum):
    """What the person answered: in full, for some roles alone, or no (CUM-4.2). No answer is no consent."""

    FULL = "full"
    RESTRICTED = "restricted"
    REFUSED = "refused"


class StandingConsentRefused(Refusal):
    """The answer cannot be recorded so; says why, with the clause."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A third party that a consent names: its role as the policy words it, and its organisation (BNS-9)."""

    role: str
    organisation: str

    def same(self, other: "Recipient | None") -> bool:
        """Whether it is that one, however it is capitalised."""
        return (
            other is not None
            and (self.role, self.organisation.casefold()) == (other.role, other.organisation.casefold())
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandingConsent:
    """One answer, as it stands. A new answer is a new one of these; the newest of its purpose and recipient counts.

    Attributes:
        roles: those that a restricted answer names.
        scope: what it covers, in words.
        review_on: from that day on it must be confirmed (CUM-4.4, BNS-10).
        limits_told_on: when the person was told how far the service can help without it (CUM-4.3).
    """

    purpose: Purpose
    says: Says
    answered_on: date
    recipient: Recipient | None = None
    roles: tuple[str, ...] = ()
    scope: str = ""
    review_on: date | None = None
    withdrawn_on: date | None = None
    limits_told_on: date | None = None
    number: int = 0  # in the order of entry

    @property
    def agrees(self) -> bool:
        """True while the answer was a yes and was not taken back."""
        return self.says is not Says.REFUSED and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class NoSupport:
    """Why nothing rests on a consent, with its sources."""

    because: str
    cites: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.because} ({', '.join(self.cites)})"


def newest(
    consents: Iterable[StandingConsent], purpose: Purpose, recipient: Recipient | None = None
) -> StandingConsent | None:
    """The answer that counts for a purpose and, where it is to share, for that third party; None: never answered."""
    of_it = [
        one
        for one in consents
        if one.purpose is purpose and (purpose is not Purpose.SHARE or (recipient and recipient.same(one.recipient)))
    ]
    return max(of_it, key=lambda one: (one.answered_on, one.number), default=None)


def supports(
    consents: Sequence[StandingConsent],
    purpose: Purpose,
    recipient_role: str | None,
    today: date,
    authority_roles: Collection[str],
    *,
    organisation: str | None = None,
) -> StandingConsent | NoSupport:
    """The consent on which something may be done for that purpose on that day, or why there is none.

    Args:
        recipient_role: in what role the recipient stands, as the policy words it; None when not known.
        authority_roles: those that the policy lists as the local authority's own: no other is taken for it.
        organisation: whose they are; needed to share with a third party.
    """
    recipient = None
    if purpose is Purpose.SHARE:
        if not recipient_role or not organisation:
            return NoSupport(
                "A consent to share names the third party: say its role and its organisation", ("BNS-9",)
            )
        recipient = Recipient(recipient_role, organisation)
    elif recipient_role is not None and recipient_role not in authority_roles:
        return NoSupport(f"A consent {purpose.words} is for nobody else", ("BWD-8", "HIL-2"))
    found = newest((one for one in consents if one.answered_on <= today), purpose, recipient)
    if found is None:
        return NoSupport(f"No consent {purpose.words} is on record, and none is assumed", ("CUM-4.2", "BWD-8"))
    if found.withdrawn_on is not None:
        return NoSupport(f"The consent {purpose.words} was withdrawn", ("UK GDPR Art 7(3)",))
    if found.says is Says.REFUSED:
        return NoSupport(f"The consent {purpose.words} was refused", ("CUM-4.2", "CUM-4.3"))
    if found.review_on is not None and found.review_on <= today:
        return NoSupport(
            f"The consent {purpose.words} is due for review and must be confirmed", ("CUM-4.4", "BNS-10")
        )
    if found.says is Says.RESTRICTED and recipient_role not in found.roles:
        return NoSupport(f"The consent {purpose.words} names only other roles", ("CUM-4.2", "CUM-4.5"))
    return found


def state(consent: StandingConsent, today: date) -> str:
    """How one answer stands on that day, in a few words."""
    if consent.withdrawn_on:
        return f"withdrawn on {consent.withdrawn_on}"
    roles = f", for {', '.join(consent.roles)} alone" if consent.roles else ""
    said = f"{consent.says} on {consent.answered_on}{roles}"
    if consent.review_on is None:
        return said
    due = consent.review_on <= today
    return said + (
        f"; due for review since {consent.review_on}: supports nothing until it is confirmed"
        if due
        else f"; to be confirmed by {consent.review_on}"
    )


def in_force(consents: Iterable[StandingConsent]) -> tuple[StandingConsent, ...]:
    """The answer that counts for each purpose and third party, in the order of the purposes."""
    kept: list[StandingConsent] = []
    everything = tuple(consents)
    for one in everything:
        found = newest(everything, one.purpose, one.recipient)
        if found is not None and found not in kept:
            kept.append(found)
    return tuple(sorted(kept, key=lambda one: (list(Purpose).index(one.purpose), one.answered_on, one.number)))


def missing(consents: Sequence[StandingConsent], today: date) -> tuple[Missing, ...]:
    """What a file lacks: a question that was never answered, a review, the word on how far we can help without."""
    found = []
    for purpose in OF_THE_LA:
        if newest(consents, purpose) is None:
            found.append(Missing(f"an answer: do they agree {purpose.words}?", "an officer", ("BWD-8", "CUM-4.2")))
    for one in in_force(consents):
        if one.agrees and one.review_on is not None and one.review_on <= today:
            what = f"the consent {one.purpose.words} to be confirmed"
            found.append(Missing(what, "an officer", ("CUM-4.4", "BNS-10")))
        if not one.agrees and one.limits_told_on is None:
            what = f"the person to be told how far we can help without the consent {one.purpose.words}"
            found.append(Missing(what, "an officer", ("CUM-4.3",)))
    return tuple(dict.fromkeys(found))


def check_answer(
    purpose: Purpose, says: Says, recipient: Recipient | None, roles: Sequence[str], known_roles: Sequence[str]
) -> None:
    """Whether an answer may be recorded so.

    Raises:
        StandingConsentRefused: a restricted one names no role, another names some, or the third party is not named.
    """
    listed = ", ".join(known_roles)
    if (says is Says.RESTRICTED) != bool(roles):
        raise StandingConsentRefused(
            "A restricted consent names the roles that may have the information; no other does (CUM-4.2)."
        )
    if not set(roles) <= set(known_roles):
        raise StandingConsentRefused(f"The roles that a consent can name are: {listed} (CUM-4.2).")
    if (purpose is Purpose.SHARE) != (recipient is not None):
        raise StandingConsentRefused(
            "A consent to share names the third party: its role and its organisation; a consent about the "
            "local authority names none (BNS-9).",
            give=("with", "organisation"),
        )
    if recipient is not None and recipient.role not in known_roles:
        raise StandingConsentRefused(f"The third party's role is one of: {listed} (BNS-9).")
    if purpose is Purpose.SHARE and says is Says.RESTRICTED:
        raise StandingConsentRefused(
            "A consent to share is to one third party already: record one for each, in full or refused (BNS-9)."
        )
