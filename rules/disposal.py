"""How far the destruction of a list of records is, and what each step needs. Each needs the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.identifying import Known
from rules.issue_reports import identifying
from rules.retention import RetentionRefused
from rules.working_days import written


class Paper(StrEnum):
    """What became of the paper that belongs to the records of a list (HIL-10). Values are stored."""

    NONE = "none"  # there was none
    DESTROYED = "destroyed"

    @property
    def words(self) -> str:
        """In words."""
        return {Paper.NONE: "there was no paper", Paper.DESTROYED: "the paper was destroyed"}[self]


class ItemState(StrEnum):
    """What became of one record of a list. Values are stored."""

    PROPOSED = "proposed"
    STRUCK = "struck"  # somebody took it off the list, with a reason
    STOPPED = "stopped"  # something stopped it at the last moment
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Steps:
    """What is on record of a list."""

    made_on: date
    signed_on: date | None = None
    paper: Paper | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """Who did what with a list: staff, and whoever destroyed the paper; nobody whom a record was about.

    `signed_as`: the role in which it was signed, as the policy names it.
    """

    made_by: str
    signed_by: str
    done_by: str
    signed_as: str | None = None
    paper_by: str | None = None


@dataclass(frozen=True, slots=True)
class Destroyed:
    """One record of a list that was carried out."""

    reference: str
    because: str
    documents: int
    state: ItemState
    why: str | None = None


def certificate(
    number: int, service: str, steps: Steps, hands: Hands, records: Iterable[Destroyed], paper_how: str | None
) -> list[str]:
    """The certificate of a list, line by line.

    Args:
        hands: in words, as people are told who it was.

    Raises:
        rules.retention.RetentionRefused: it was not carried out.
    """
    if steps.done_on is None or steps.signed_on is None or steps.paper is None:
        raise RetentionRefused("The list is not carried out yet: there is nothing to certify.")
    every = list(records)
    gone = [one for one in every if one.state is ItemState.DESTROYED]
    signed_as = f", {hands.signed_as}," if hands.signed_as else ""
    paper_by = f" by {hands.paper_by}" if hands.paper_by else ""
    how = f" ({paper_how})" if paper_how else ""
    them = "it" if len(gone) == 1 else "them"
    lines = [
        f"Certificate of destruction, list {number}",
        service,
        f"Listed by {hands.made_by} on {written(steps.made_on)}.",
        f"Signed by {hands.signed_by}{signed_as} on {written(steps.signed_on)}.",
        f"Carried out by {hands.done_by} on {written(steps.done_on)}.",
        f"Of the paper: {steps.paper.words}{paper_by}{how}.",
        f"Destroyed: {_counted(len(gone), 'record')}, with every row, document, letter and mail about {them} in this "
        "installation.",
        *(f"- {one.reference}: {one.because}; {_counted(one.documents, 'document')}" for one in gone),
    ]
    kept = [one for one in every if one.state is not ItemState.DESTROYED]
    lines += ["Kept:", *(f"- {one.reference}: {one.why or one.state.value}" for one in kept)] if kept else []
    return [*lines, "Copies in backups end with the age of these; mail on the mail server is deleted there."]


def _counted(many: int, what: str) -> str:
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def check_names_nobody(text: str, what: str, people: Iterable[Known]) -> str:
    """What somebody typed, as it goes on the certificate: that one names nobody whom a record is about.

    Args:
        people: everybody on record in what is on the list.

    Raises:
        rules.retention.RetentionRefused: without repeating any of it.
    """
    if found := identifying(text, people):
        raise RetentionRefused(
            f"The {what} holds {' and '.join(found)} that stands on a record of this list, and the certificate names "
            "nobody whom a record was about: say it without, such as by a role (UK GDPR Art 5(1)(c))."
        )
    return text


def check_open(steps: Steps) -> None:
    """Refuse a change of a list that was carried out.

    Raises:
        rules.retention.RetentionRefused
    """
    if steps.done_on:
        raise RetentionRefused(f"The list was carried out on {written(steps.done_on)}: nothing about it changes.")


def check_unsigned(steps: Steps) -> None:
    """Refuse to change what is on a list that was signed: it would be another list.

    Raises:
        rules.retention.RetentionRefused
    """
    check_open(steps)
    if steps.signed_on:
        raise RetentionRefused(f"The list was signed on {written(steps.signed_on)}: what is on it is settled.")


def check_signing(role: str, wanted: str, *, same_person: bool, cites: str) -> None:
    """Refuse a signature in another role, or of whoever made the list: two people look.

    Raises:
        rules.retention.RetentionRefused
    """
    if role != wanted:
        raise RetentionRefused(f"The list is signed by the {wanted} ({cites}).")
    if same_person:
        raise RetentionRefused("Whoever made the list does not sign it: another person looks at it.")


def check_carried_out(steps: Steps) -> None:
    """Refuse to destroy what was not signed, or before the paper was seen to (HIL-10, BWD-6).

    Raises:
        rules.retention.RetentionRefused
    """
    check_open(steps)
    if steps.signed_on is None:
        raise RetentionRefused("The list is not signed: nothing is destroyed before it is.")
    if steps.paper is None:
        raise RetentionRefused(
            "Nobody has said what became of the paper: record that it was destroyed, by whom and how, or that there "
            "was none (HIL-10)."
        )
