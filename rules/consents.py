"""Who must be asked before anything about a person may go, by kind, age and policy.

First version: the kind of request, the requester's role, the subject's age and the service's policy.
Silence is never consent, and a consent that was not recorded was not given.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.kinds import Kind
from rules.months import add_months
from rules.policy import Policy
from rules.role import Role


class Answer(StrEnum):
    """What a person answered (CUM-4.2). No answer at all is no consent."""

    FULL = "full"
    RESTRICTED = "restricted"
    REFUSED = "refused"


class Asked(StrEnum):
    """Whom we ask, and for what."""

    PARENT = "parent"  # consent to disclose to somebody else
    YOUNG_PERSON = "young_person"  # from 16, for themself (Children and Families Act 2014 s.83(2))
    PARENT_OR_YOUNG_PERSON = "parent_or_young_person"  # the age is not known yet
    CHILD_CONFIRMATION = "child_confirmation"  # the child agrees to a parent's access request
    AUTHORITY = "authority"  # evidence that a representative or parent may act


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One thing to ask, why, and its sources."""

    whom: Asked
    why: str
    cites: tuple[str, ...]


# To give information to somebody outside; a signed paper is kept (CUM-5.1).
DISCLOSURE = frozenset({Asked.PARENT, Asked.YOUNG_PERSON, Asked.PARENT_OR_YOUNG_PERSON})
# What is on paper, else it is not there.
ON_PAPER = DISCLOSURE | {Asked.AUTHORITY}
# A manager may do without it, with a reason (BNS-6); without nothing else.
MAY_BE_WAIVED = frozenset({Asked.CHILD_CONFIRMATION})


def concerns(whom: Asked, kind: Kind) -> bool:
    """Whether what is asked of this person bears on the answer to that kind."""
    return kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION} if whom in DISCLOSURE else kind is Kind.SAR


def age_on(day: date, born: date) -> int:
    """Age in whole years; somebody born on 29 February is a year older on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def to_ask(
    kind: Kind, requester: Role | None, received: date, born: date | None, policy: Policy
) -> tuple[ToAsk, ...]:
    """What must be asked of whom before an answer of this kind may go.

    Args:
        requester: the role in which the request was written, None when not known.
        received: the day on which ages are taken (CUM-3.2).
        born: the data subject's birth date, None when not known.
    """
    age = age_on(received, born) if born else None
    setting = policy.settings.consent_required[kind]
    match kind:
        case Kind.SAR:
            return _own_records(requester, age, policy)
        case Kind.LA_LEGAL | Kind.THIRD_PARTY | Kind.INSPECTION if setting.value:
            if age is None:
                whom, who = Asked.PARENT_OR_YOUNG_PERSON, "the parent, or the young person if 16 or over"
            elif age >= 16:
                whom, who = Asked.YOUNG_PERSON, "the young person, who is 16 or over"
            else:
                whom, who = Asked.PARENT, "the parent"
            why = f"Nothing may go to anybody outside unless {who} agrees, if they are known to the service at all."
            return (ToAsk(whom, why, setting.cites),)
        case _:
            return ()  # an order compels; information about nobody needs nobody's consent


# Whoever writes in another role asks for somebody else's records, and may do so only on their behalf. Where
# the role is not known, the answer waits until it is recorded (`rules.outstanding`).
_FOR_THEMSELF_OR_CHILD = frozenset({Role.PARENT, Role.YOUNG_PERSON})


def _own_records(requester: Role | None, age: int | None, policy: Policy) -> tuple[ToAsk, ...]:
    asked: list[ToAsk] = []
    settings = policy.settings
    if requester is not None and requester not in _FOR_THEMSELF_OR_CHILD:
        asked.append(
            ToAsk(
                Asked.AUTHORITY,
                "Somebody acts for the person: their signed authority must be on the file.",
                ("ICO guidance: right of access",),
            )
        )
    if requester is Role.PARENT and age is not None and age >= 16:
        # From 16 the right is exercised by the young person unless they lack capacity.
        asked.append(
            ToAsk(
                Asked.AUTHORITY,
                "The young person is 16 or over: their own authority, or evidence that they cannot give it.",
                ("UK GDPR Art 15", "Children and Families Act 2014 s.83(2)"),
            )
        )
    elif requester is Role.PARENT and settings.child_confirmation.value and age is not None and age > 12:
        # BNS-6: "a child over the age of 12".
        asked.append(
            ToAsk(
                Asked.CHILD_CONFIRMATION,
                "The child is over 12: their own confirmation of the parent's request.",
                settings.child_confirmation.cites,
            )
        )
    return tuple(asked)


def prompts(kind: Kind, requester: Role | None, received: date, born: date | None, policy: Policy) -> tuple[str, ...]:
    """What a person should consider; a prompt never decides by itself."""
    if requester is Role.POLICE:
        return (
            "The police ask: before anybody is told or asked, have them say in writing what offence it is about, why "
            "they need it, and whether telling the family would prejudice it (DPA 2018 Sch 2 para 2).",
        )
    if kind is Kind.ENQUIRY:
        return ("See whether it is about a request made earlier: that one's clock runs on.",)
    if kind is not Kind.SAR or requester not in {Role.PARENT, Role.REPRESENTATIVE}:
        return ()
    age = age_on(received, born) if born else None
    setting = policy.settings.competence_prompt_age
    if age is None:
        return ("The child's birth date is not known: find it, because the right of access is the child's own.",)
    if setting.value <= age < 16:
        cites = ", ".join(setting.cites)
        return (
            f"The child was {age} when the request came: assess whether they understand enough to decide "
            f"for themself, and record who assessed it and why ({cites}).",
        )
    return ()


def review_on(answered: date, policy: Policy) -> date:
    """The day on which a consent must be confirmed again (CUM-4.4, BNS-10)."""
    return add_months(answered, policy.settings.consent_review_months.value)
