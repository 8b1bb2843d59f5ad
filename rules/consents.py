"""Who must be asked before anything about a person may go, by kind, requester, age, understanding and policy.

Silence is never consent, and a consent that was not recorded was not given.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rules.ages import ADULT_IN_SEND, Age
from rules.kinds import Kind
from rules.months import add_months
from rules.policy import Policy
from rules.role import Role


class Answer(StrEnum):
    """What a person answered (CUM-4.2, CUM-5.1). No answer at all is no consent."""

    FULL = "full"
    RESTRICTED = "restricted"  # to recipients in named roles
    TO_THEMSELF = "to_themself"  # send it to me, or to my solicitor, who passes it on: CUM-5.1(b)
    REFUSED = "refused"


class Asked(StrEnum):
    """Whom we ask, and for what."""

    PARENT = "parent"  # consent to disclose to somebody else
    OTHER_PARENT = "other_parent"  # the other one too, where a manager decided that both are asked
    CHILD = "child"  # under 16, assessed as able to decide for themself
    YOUNG_PERSON = "young_person"  # from 16, for themself (Children and Families Act 2014 s.83(2))
    ALTERNATIVE_PERSON = "alternative_person"  # for a young person who lacks capacity (CFA 2014 s.80)
    PARENT_OR_YOUNG_PERSON = "parent_or_young_person"  # the age is not known well enough
    CHILD_CONFIRMATION = "child_confirmation"  # the child agrees to a parent's access request
    AUTHORITY = "authority"  # evidence that a representative or parent may act

    @property
    def words(self) -> str:
        """What is asked for, in words."""
        return _WORDS[self]


_WORDS = {
    Asked.PARENT: "consent of the parent",
    Asked.OTHER_PARENT: "consent of the other parent",
    Asked.CHILD: "consent of the child",
    Asked.YOUNG_PERSON: "consent of the young person",
    Asked.ALTERNATIVE_PERSON: "consent of whoever acts for the young person",
    Asked.PARENT_OR_YOUNG_PERSON: "consent of the parent (or young person from 16)",
    Asked.CHILD_CONFIRMATION: "the child's confirmation",
    Asked.AUTHORITY: "evidence of authority to act",
}


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One thing to ask, why, and its sources."""

    whom: Asked
    why: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is on record of the people of a request, as far as it decides who is asked. None: nothing is recorded.

    Attributes:
        requester: the role in which the request was written.
        own: the requester is whom it is about.
        age: of whom it is about, on the day of receipt (CUM-3.2).
        understands: what an assessment found: whether that person can decide for themself.
        responsibility: whether a parent who asks has parental responsibility.
        telling_prejudices: whether asking the family would prejudice what the police do (DPA 2018 Sch 2 para 2).
        both_parents: a manager decided that both parents are asked.
    """

    requester: Role | None = None
    own: bool = False
    age: Age | None = None
    understands: bool | None = None
    responsibility: bool | None = None
    telling_prejudices: bool | None = None
    both_parents: bool = False


# To give information to somebody outside; a signed paper is kept (CUM-5.1).
DISCLOSURE = frozenset(
    {
        Asked.PARENT,
        Asked.OTHER_PARENT,
        Asked.CHILD,
        Asked.YOUNG_PERSON,
        Asked.ALTERNATIVE_PERSON,
        Asked.PARENT_OR_YOUNG_PERSON,
    }
)
# What is on paper, else it is not there.
ON_PAPER = DISCLOSURE | {Asked.AUTHORITY}
# A manager may do without it, with a reason (BNS-6); without nothing else.
MAY_BE_WAIVED = frozenset({Asked.CHILD_CONFIRMATION})

ASKED_OF_OUTSIDERS = frozenset({Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION})
_THEIR_WORD = ToAsk(
    Asked.CHILD_CONFIRMATION,
    "The child was assessed as able to decide: the right is theirs, so their own word on the request.",
    ("UK GDPR Art 15", "CUM-3.2"),
)


def concerns(whom: Asked, kind: Kind) -> bool:
    """Whether what is asked of this person bears on the answer to that kind."""
    return kind in ASKED_OF_OUTSIDERS if whom in DISCLOSURE else kind is Kind.SAR


def to_ask(kind: Kind, who: Circumstances, policy: Policy) -> tuple[ToAsk, ...]:
    """What must be asked of whom before an answer of this kind may go. Nobody, where an order compels."""
    setting = policy.settings.consent_required[kind]
    if kind is Kind.SAR:
        return _own_records(who, policy)
    if kind not in ASKED_OF_OUTSIDERS or not setting.value:
        return ()
    if who.requester is Role.POLICE and who.telling_prejudices is not False:
        # Nobody is asked before the police have said whether asking would do harm, nor where it would (Sch 2 para 2).
        return ()
    return _to_disclose(who, setting.cites)


def _to_disclose(who: Circumstances, cites: tuple[str, ...]) -> tuple[ToAsk, ...]:
    """The consent to give something to somebody outside: of the person themself where they can decide."""
    match who.age.from_16 if who.age else None:
        case None:
            return (_outside(Asked.PARENT_OR_YOUNG_PERSON, "the parent, or the young person if 16 or over", cites),)
        case True if who.understands is False:
            # Regulation 64 of SI 2014/1530: the young person's representative, or else the parent.
            whose = "whoever acts for the young person, who was assessed as lacking capacity,"
            return (_outside(Asked.ALTERNATIVE_PERSON, whose, (*cites, "Children and Families Act 2014 s.80")),)
        case True:
            return (_outside(Asked.YOUNG_PERSON, "the young person, who is 16 or over", cites),)
        case False if who.understands:
            whose = "the child, who was assessed as able to decide for themself,"
            return (_outside(Asked.CHILD, whose, (*cites, "CUM-3.2")),)
        case _:
            parent = _outside(Asked.PARENT, "the parent", cites)
            other = _outside(Asked.OTHER_PARENT, "the other parent too, as a manager decided,", cites)
            return (parent, other) if who.both_parents else (parent,)


def _outside(whom: Asked, who: str, cites: tuple[str, ...]) -> ToAsk:
    why = f"Nothing may go to anybody outside unless {who} agrees, if they are known to the service at all."
    return ToAsk(whom, why, cites)


def _own_records(who: Circumstances, policy: Policy) -> tuple[ToAsk, ...]:
    """Whoever writes in another role than the person's own asks for somebody else's records, and needs to be allowed.

    Where the role is not known, nobody can be asked, and the answer waits until it is recorded (`rules.outstanding`).
    """
    match who.requester:
        case _ if who.own:
            return ()
        case None | Role.YOUNG_PERSON:  # at any age: BWD-2
            return ()
        case Role.PARENT:
            return _asked_by_a_parent(who, policy)
        case _ if who.understands and not (who.age and who.age.from_16):
            return (*_own_records(replace(who, understands=None), policy), _THEIR_WORD)
        case Role.FOSTER_CARER | Role.RELATIVE:
            why = (
                "Whoever asks has no parental responsibility by that alone: authority of somebody who has it, or of "
                "the person themself where they can decide."
            )
            return (_authority(why, "Children Act 1989 s.2 and s.3", "ICO guidance: right of access"),)
        case _:
            why = "Somebody acts for the person: their signed authority must be on the file."
            return (_authority(why, "ICO guidance: right of access"),)


def _asked_by_a_parent(who: Circumstances, policy: Policy) -> tuple[ToAsk, ...]:
    from_16 = who.age.from_16 if who.age else None
    if from_16:
        # From 16 the right is exercised by the young person unless they lack capacity.
        why = "The young person is 16 or over: their own authority, or evidence that they cannot give it."
        return (_authority(why, "UK GDPR Art 15", "Children and Families Act 2014 s.83(2)"),)
    if who.responsibility is False:
        why = "The parent who asks has no parental responsibility: authority of somebody who has it."
        authority = _authority(why, "Children Act 1989 s.2 and s.3", "ICO guidance: right of access")
        return (authority, _THEIR_WORD) if who.understands else (authority,)
    if who.understands:
        return (_THEIR_WORD,)
    confirmation = policy.settings.child_confirmation
    # BNS-6: "over the age of 12"; who is said to be 12 may be 13 by now. Where nobody can say whether the person is
    # 16, nobody is asked yet: the birth date is found first, and the answer waits for it (`birth_date_decides`).
    if confirmation.value and who.age and from_16 is False and who.age.oldest > 12:
        why = "The child is over 12: their own confirmation of the parent's request."
        return (ToAsk(Asked.CHILD_CONFIRMATION, why, confirmation.cites),)
    return ()


def birth_date_decides(kind: Kind, who: Circumstances) -> bool:
    """Whether nothing may go before it is known if the person is 16: a parent asks for another's records."""
    asks_for_another = kind is Kind.SAR and who.requester is Role.PARENT and not who.own
    return asks_for_another and (who.age is None or who.age.from_16 is None)


def _authority(why: str, *cites: str) -> ToAsk:
    return ToAsk(Asked.AUTHORITY, why, cites)


def review_on(answered: date, policy: Policy) -> date:
    """The day on which a consent must be confirmed again (CUM-4.4, BNS-10)."""
    return add_months(answered, policy.settings.consent_review_months.value)


def may_be_assessed(age: Age | None) -> bool:
    """Understanding is assessed where it could decide: from 16 it is taken as given (MCA 2005 s.1(2))."""
    return age is None or age.years < ADULT_IN_SEND
