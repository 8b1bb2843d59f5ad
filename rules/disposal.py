"""How far the destruction of a list of records is, and what each step needs. Each needs the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
class Destroyed:
    """One record of a list that was carried out."""

    reference: str
    because: str
    documents: int
    state: ItemState
    why: str | None = None


def certificate(
    number: int, service: str, steps: Steps, records: Iterable[Destroyed], paper_how: str | None
) -> list[str]:
    """The certificate of a list, line by line.

    Raises:
        rules.retention.RetentionRefused: it was not carried out.
    """
    if steps.done_on is None or steps.signed_on is None or steps.paper is None:
        raise RetentionRefused("The list is not carried out yet: there is nothing to certify.")
    every = list(records)
    gone = [one for one in every if one.state is ItemState.DESTROYED]
    how = f" ({paper_how})" if paper_how else ""
    lines = [
        f"Certificate of destruction, list {number}",
        service,
        f"Listed on {written(steps.made_on)}, signed on {written(steps.signed_on)}, carried out on "
        f"{written(steps.done_on)}.",
        f"Of the paper: {steps.paper.words}{how}.",
        f"Destroyed: {len(gone)} records, with every row, document, letter and mail about them in this installation.",
        *(f"- {one.reference}: {one.because}; {one.documents} documents" for one in gone),
    ]
    kept = [one for one in every if one.state is not ItemState.DESTROYED]
    lines += ["Kept:", *(f"- {one.reference}: {one.why or one.state.value}" for one in kept)] if kept else []
    return [*lines, "Copies in backups end with the age of these; mail on the mail server is deleted there."]


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
