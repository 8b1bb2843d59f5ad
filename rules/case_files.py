"""Case files: whose each is, how it was opened, and who may reach it. One person, one file, joined by no name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.ages import ADULT_IN_SEND, age_on
from rules.consents import Asked
from rules.deed import Deed
from rules.ledger import ConsentState, Stage, stage
from rules.refusal import Refusal
from rules.role import Role
from rules.working_days import written


class Owner(StrEnum):
    """Whose file it is. Values are stored and printed; they never change."""

    PARENT = "parent"
    CHILD = "child"  # a child's own, apart from their parent's, whatever their age (BWD-2)
    YOUNG_PERSON = "young_person"

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return self.value.replace("_", " ")


class Opened(StrEnum):
    """How the person came to the service."""

    SELF_REFERRAL = "self_referral"
    PROFESSIONAL_REFERRAL = "professional_referral"

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return self.value.replace("_", " ")


class CaseFileRefused(Refusal):
    """The file cannot be opened, linked or changed so; says why, with the clause."""


@dataclass(frozen=True, slots=True)
class Referral:
    """What a professional brought beside the person's name.

    Attributes:
        role: of the professional, in the words of the policy.
        agreed_on: when the person agreed that their details be passed on.
        evidence: the paper is kept, or it is written down what the referrer showed.
    """

    role: str | None = None
    agreed_on: date | None = None
    evidence: bool = False


# A child's or a young person's own file: what they came with on their own.
OWN_FILES = frozenset({Owner.CHILD, Owner.YOUNG_PERSON})
_FAMILY = frozenset({Role.PARENT, Role.YOUNG_PERSON, Role.FOSTER_CARER, Role.RELATIVE})
_PRIOR_CONSENT = "CUM-2.1, BNS-1, HIL-3"


def check_opening(
    owner: Owner, how: Opened, opened: date, born: date | None, referral: Referral, roles: Iterable[str]
) -> None:
    """Whether a file may be opened so.

    Args:
        opened: the day of the first contact.
        referral: what a professional brought; empty for somebody who came by themself.
        roles: those that the policy knows for people outside.

    Raises:
        CaseFileRefused: a professional's referral without evidence of the person's consent before it, or a
            birth date that does not fit.
    """
    check_birth(owner, opened, born)
    if how is Opened.SELF_REFERRAL:
        if referral != Referral():
            raise CaseFileRefused(
                "Who comes by themself has no referrer: say that it was a professional's referral, or leave the "
                "referrer out.",
                give=("how",),
            )
        return
    if referral.role not in set(roles):
        raise CaseFileRefused(f"Say in what role the professional refers: {', '.join(roles)} ({_PRIOR_CONSENT}).")
    if not referral.evidence or referral.agreed_on is None:
        raise CaseFileRefused(
            "A professional may refer somebody only with that person's consent before it, and that must be on the "
            "file: keep the signed paper, or write down what the referrer showed, with the day on which the person "
            f"agreed. Until then no contact is logged ({_PRIOR_CONSENT}).",
            give=("paper", "shown", "agreed"),
        )
    if referral.agreed_on > opened:
        raise CaseFileRefused(
            f"The person agreed after the referral of {written(opened)}: the consent comes first ({_PRIOR_CONSENT})."
        )


def check_birth(owner: Owner, opened: date, born: date | None) -> None:
    """Whether the birth date fits whose file it is.

    Raises:
        CaseFileRefused: it cannot be right, or it is a young person's where a child's is meant, or the other way.
    """
    if born is None:
        return
    if not date(opened.year - 130, 1, 1) <= born <= opened:
        raise CaseFileRefused("The birth date cannot be right: check its year.")
    if owner is Owner.PARENT:
        return
    age = age_on(opened, born)
    if owner is Owner.CHILD and age >= ADULT_IN_SEND:
        raise CaseFileRefused(f"From {ADULT_IN_SEND} it is a young person's file (CFA 2014 s.83(2)).")
    if owner is Owner.YOUNG_PERSON and age < ADULT_IN_SEND:
        raise CaseFileRefused(f"Under {ADULT_IN_SEND} it is a child's own file (CFA 2014 s.83(2), BWD-2).")


def is_protected(role: Role | None) -> bool:
    """Whether an anonymous issue hides somebody in that role (DER-2): the family, and whose role is not known.

    Who writes for the authority, or for a school, is no secret from it.
    """
    return role is None or role in _FAMILY


def decides_for_themself(owner: Owner, born: date | None, received: date, understands: bool | None) -> bool:
    """Whether the person whose file it is decides who reaches it: from 16, unless they were found to lack capacity.

    Args:
        born: None where it is not known: a young person's file is of somebody of 16 or more.
        received: when the request came (CUM-3.2).
        understands: what an assessment found, if there was one. Incapacity is no word of theirs (MCA 2005 s.1(2)).
    """
    from_16 = owner is Owner.YOUNG_PERSON or (born is not None and age_on(received, born) >= ADULT_IN_SEND)
    return from_16 and understands is not False


def confirmed(consents: Iterable[ConsentState], decides: bool, today: date) -> bool:
    """Whether the word of the child or young person is on record: that somebody else may ask for their own file.

    A child's confirmation that was answered yes and still stands; and from 16 the authority that is their own, where
    under 16 a parent gives it. What a manager waived is no word of theirs, and silence is none.

    Args:
        decides: the person decides for themself (`decides_for_themself`).
    """
    theirs = {Asked.CHILD_CONFIRMATION, Asked.AUTHORITY} if decides else {Asked.CHILD_CONFIRMATION}
    return any(one.whom in theirs and one.covers and stage(one, today) is Stage.AGREED for one in consents)


def reaches(owner: Owner, requester: Role | None, confirmed: bool) -> bool:
    """Whether an access request reaches a file of that owner (BWD-2).

    A child's own file is reached by the child alone, or by somebody for whom the child has spoken; a role that is not
    known reaches none. What a child asks for may lie in a parent's file too: there it is theirs (UK GDPR Art 15).
    """
    return owner not in OWN_FILES or requester is Role.YOUNG_PERSON or confirmed


def check_link(owner: Owner, requester: Role | None, confirmed: bool) -> None:
    """Whether an access request may be linked to a file.

    Raises:
        CaseFileRefused: it is a child's own, and the child has not confirmed. Only for staff who named the file.
    """
    if not reaches(owner, requester, confirmed):
        raise CaseFileRefused(
            f"This is a {owner.words}'s own file, and their own confirmation is not on record: somebody else's "
            "access request does not reach it, and no letter about it may show that the file is there (BWD-2)."
        )


def refuse_beyond(
    files: Iterable[str | None], linked: Mapping[str, Owner], requester: Role | None, confirmed: Collection[str]
) -> None:
    """Refuse a schedule that takes a document from a file which the access request does not reach.

    One sentence for a file that is not there, one that is not linked and one that is a child's own: whoever reads the
    story of the request, or a letter, learns nothing from it. Staff learn why from `file link`.

    Args:
        files: the file that each document of the schedule is from, in its order; None where it names none.
        linked: the files that are linked to the request, and whose each is.
        confirmed: those of the linked files for which the word of the child whose it is stands on record.

    Raises:
        CaseFileRefused: says which documents.
    """
    beyond = [
        str(number)
        for number, file in enumerate(files, 1)
        if file is not None and (file not in linked or not reaches(linked[file], requester, file in confirmed))
    ]
    if beyond:
        which = "Document " + beyond[0] if len(beyond) == 1 else "Documents " + ", ".join(beyond)
        raise CaseFileRefused(
            f"{which} of the schedule: no file of that reference is linked to this request. Take it off the "
            "schedule, or see whether the file may be linked (BWD-2).",
            do=Deed.LINK_FILE,
        )
