"""The stored rows of a case on paper: a chapter for each table, an entry for each row, a line for each thing known.

A table or a column that has no words here is called as it is stored, so that nothing is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from letters.blocks import Block, Heading, Listing, Paragraph, Run
from letters.case_record_blocks import facts, told

Row = Mapping[str, Any]

TITLES: Final = {
    "person": "The people",
    "classification": "What the program and whoever decided found in it",
    "follow_up": "Reviews and complaints",
    "late_note": "Why a date was missed",
    "court_order": "The order",
    "order_piece": "What the order requires",
    "order_check": "How the paper of the order was checked",
    "police_request": "The request of the police",
    "advice": "Advice",
    "safeguarding_decision": "Safeguarding decisions",
    "conflict": "Conflicts",
    "competence": "Who can decide",
    "consent": "Who had to agree",
    "log_decision": "The disclosure log",
    "assignment": "Who worked on it",
    "restriction": "What it was kept from",
    "hand_over": "With whom it was",
    "legal_hold": "What held it",
    "request_file": "The case files that it is linked to",
    "bundle_note": "What went locked",
    "incoming": "Messages about it",
    "reminder": "Reminders",
}
_LABELS: Final = {
    "is_the": "Who it is",
    "person.role": "Role",
    "stated_age": "Age, as the letter says",
    "own": "Asks for their own records",
    "shown_by": "Shown by",
    "advice.of": "Advice of",
    "authority": "Words by which an authority is said to be enclosed",
    "classification.harm": "Words that may speak of harm to somebody",
    "classification.conflict": "Words that somebody is not to be told, or that parents are at odds",
    "doubts": "Why a manager is asked",
    "needs_manager": "A manager decides the kind",
    "headed_foi": "Headed as a request for information",
    "goes_to": "Goes to",
    "letter_date": "Date of the letter",
    "required_by": "Day by which the paper requires it",
    "hearing_on": "Day of the hearing",
    "data_version": "Bank holidays",
    "same_because": "Reviewed by somebody who decided the first answer, because",
    "written_down_at": "Written down",
    "sealed": "Bears a seal",
    "forbids_telling": "Forbids to tell the person of it",
    "on_form": "On a signed form",
    "telling_prejudices": "Telling the person would prejudice it",
    "both_parents": "Both parents are asked",
    "understands": "Can decide for themself",
    "of_a_child": "Assessed as a child under 16",
    "cites": "Rules",
    "roles": "For these roles only",
    "needed": "Still needed",
    "saw": "They saw",
    "by": "By",
    "restricted_to": "Kept to",
    "reminder_to": "Written to",
    "asked": "About",
    "found": "Answer",
    "text_of": "Words",
    "sort": "Taken for",
    "dated": "Dated",
    "incoming.dated": "The mail server gave the time",
    "incoming.because": "Taken for that because",
    "incoming.reason": "Reason of whoever decided",
    "bundle_note.document": "File",
    "bundle_note.papers": "Papers in it",
    "linked_on": "Linked on",
    "whom": "Whom",
    "unsent": "Not sent, because",
    "answer": "Answered",
    "stands": "How it stands",
    "wording": "Wording of the service's own, by its version",
    "ticks": "What the law asks of it, and the words that say it",
    "said": "What somebody typed for it",
}


def chapters(stored: Mapping[str, Sequence[Row]], names: Sequence[str], level: int = 2) -> Iterator[Block]:
    """The chapters of some tables, in their order; of those that have no row none."""
    for name in names:
        if rows := stored.get(name):
            yield Heading(level, (Run(TITLES.get(name, _words(name))),))
            yield entries(name, rows)


def entries(name: str, rows: Sequence[Row], without: frozenset[str] = frozenset()) -> Listing:
    """The rows of a table, an entry for each."""
    return Listing(False, tuple((_entry(name, row, without),) for row in rows))


def _entry(name: str, row: Row, without: frozenset[str]) -> Paragraph:
    head: tuple[Run, ...] = ()
    if name == "log_decision":
        head = (Run(_decided(row)),)
        without |= {"decided_on", "decided_by", "decision", "because"}
    rest = facts(known(name, row, without)).runs
    return Paragraph((*head, *((Run("\n"),) if head and rest else ()), *rest))


def _decided(row: Row) -> str:
    because = f": {row['because']}" if row["because"] else ""
    return f"On {told(row['decided_on'])} by {row['decided_by']}: {told(row['decision'])}{because}"


def known(name: str, row: Row, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """What is known of a row, and what each of it is called; what is not known is left out."""
    return [
        (label(name, column), words)
        for column, value in row.items()
        if column not in without and (words := in_words(value))
    ]


def label(name: str, column: str) -> str:
    """What a column of a table is called."""
    return _LABELS.get(f"{name}.{column}") or _LABELS.get(column) or _words(column)


def in_words(value: Any) -> str:
    """Whatever a column holds: a list as lines, or one after the other where each is short."""
    match value:
        case Mapping():
            pairs = ((name, in_words(one)) for name, one in value.items())
            return "; ".join(f"{_words(name)}: {words}" for name, words in pairs if words)
        case list() | tuple():
            lines = [words for one in value if (words := in_words(one))]
            short = all(len(words) < 40 and "\n" not in words for words in lines)
            return ("; " if short else "\n").join(lines)
        case _:
            return told(value)


def _words(name: str) -> str:
    plain = name.replace("_", " ")
    return plain[:1].upper() + plain[1:]
