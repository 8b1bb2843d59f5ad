"""The columns of an earlier register that are taken over, and the headings under which each is known.

A heading that may mean something else is not among them: 'Subject' may be a child or what is asked, 'Date logged' is
no day of receipt, and 'Assigned to' is most often somebody's name.
"""

from enum import StrEnum
from typing import Final

from rules.earlier_register.folded import folded


class Column(StrEnum):
    """One column. Its value is the word by which a heading is mapped to it."""

    REFERENCE = "reference"
    RECEIVED = "received"
    KIND = "kind"
    STATUS = "status"
    CHANNEL = "channel"
    REQUESTER_NAME = "requester_name"
    REQUESTER_ROLE = "requester_role"
    REPLY_TO = "reply_to"
    SUBJECT_NAME = "subject_name"
    SUBJECT_BORN = "subject_born"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_ANSWERED = "clarification_answered"
    IDENTITY_ASKED = "identity_asked"
    IDENTITY_RECEIVED = "identity_received"
    EXTENDED = "extended"
    ANSWERED = "answered"
    CLOSED = "closed"
    OUTCOME = "outcome"
    ASSIGNED_ROLE = "assigned_role"
    RESTRICTED = "restricted"
    LETTER_FILE = "letter_file"

    @property
    def holds(self) -> str:
        """What is to be in it."""
        return _HOLDS[self]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings under which it is known, its own word among them."""
        return (self.value.replace("_", " "), *_HEADINGS[self])


NEEDED: Final = (Column.REFERENCE, Column.RECEIVED)

_HOLDS: Final = {
    Column.REFERENCE: "What the earlier register calls the request, up to 40 characters, each once. No name. Needed.",
    Column.RECEIVED: "The day on which it reached the service. Needed.",
    Column.KIND: "What it is; several with ; or + between them. Needed where the request is closed.",
    Column.STATUS: "open, closed or withdrawn. Without it, one with a day of closing or of its answer is closed.",
    Column.CHANNEL: "email, post, form, phone or in-person. Where it is empty, what you say of all of them.",
    Column.REQUESTER_NAME: "Who wrote.",
    Column.REQUESTER_ROLE: "In what role: parent, young person, solicitor, ...",
    Column.REPLY_TO: "Where the answer goes: an e-mail address or a postal one.",
    Column.SUBJECT_NAME: "Whom it is about.",
    Column.SUBJECT_BORN: "Their birth date, with four digits of the year.",
    Column.CLARIFICATION_ASKED: "The day on which the requester was asked what they mean.",
    Column.CLARIFICATION_ANSWERED: "The day on which they answered.",
    Column.IDENTITY_ASKED: "The day on which evidence of identity was asked for.",
    Column.IDENTITY_RECEIVED: "The day on which it came.",
    Column.EXTENDED: "The day on which the requester was told that it takes longer.",
    Column.ANSWERED: "The day on which the answer went.",
    Column.CLOSED: "The day on which it was closed, from which the retention counts. Empty: the day of the answer.",
    Column.OUTCOME: "How it was answered: disclosed, not held, ... or withdrawn. Of several kinds: one each, or one.",
    Column.ASSIGNED_ROLE: "The role whose it is, as your policy calls it.",
    Column.RESTRICTED: "yes or no. It is kept to whoever takes the register over, until they name others.",
    Column.LETTER_FILE: "The name of the request's own file in the folder of letters.",
}
# Folded: whatever their case and punctuation.
_HEADINGS: Final[dict[Column, tuple[str, ...]]] = {
    Column.REFERENCE: (
        "ref", "ref no", "ref number", "reference no", "reference number", "our ref", "our reference", "case ref",
        "case reference", "case no", "case number", "case id", "request id", "request no", "request number",
        "request ref", "request reference", "log no", "log number", "id", "no", "number", "earlier reference",
    ),
    Column.RECEIVED: (
        "date received", "received on", "received date", "date of receipt", "receipt date", "date request received",
        "request received", "date in", "received by service",
    ),
    Column.KIND: (
        "kinds", "type", "types", "type of request", "request type", "kind of request", "category", "what it is",
    ),
    Column.STATUS: ("state", "case status", "request status", "open closed", "open or closed"),
    Column.CHANNEL: ("how received", "method", "method of contact", "received via", "came by", "how it came", "via"),
    Column.REQUESTER_NAME: (
        "requester", "requestor", "requestor name", "name of requester", "name of requestor", "requested by",
        "applicant", "applicant name", "who wrote",
    ),
    Column.REQUESTER_ROLE: (
        "requestor role", "role of requester", "requester type", "applicant type", "relationship",
        "relationship to child", "capacity",
    ),
    Column.REPLY_TO: (
        "requester email", "requester e mail", "requester address", "email", "e mail", "email address",
        "e mail address", "address", "contact details", "reply address", "reply to address",
    ),
    Column.SUBJECT_NAME: (
        "data subject", "data subject name", "name of data subject", "child", "child name", "childs name",
        "child s name", "name of child", "young person", "young person name", "young persons name",
        "young person s name", "pupil", "pupil name",
    ),
    Column.SUBJECT_BORN: (
        "dob", "d o b", "date of birth", "birth date", "born", "born on", "subject birth date", "subject dob",
        "child dob", "childs dob", "child s dob", "childs date of birth", "child s date of birth",
        "date of birth of child", "subject date of birth", "data subject dob",
    ),
    Column.CLARIFICATION_ASKED: (
        "clarification asked on", "clarification requested", "clarification sought", "date clarification requested",
        "date clarification sought", "date clarification asked", "clarification sent",
    ),
    Column.CLARIFICATION_ANSWERED: (
        "clarification answered on", "clarification received", "date clarification received",
        "date clarification answered",
    ),
    Column.IDENTITY_ASKED: (
        "identity asked on", "id requested", "id requested on", "date id requested", "identity requested",
        "proof of id requested", "proof of identity requested",
    ),
    Column.IDENTITY_RECEIVED: (
        "identity received on", "id received", "id received on", "date id received", "proof of id received",
        "proof of identity received",
    ),
    Column.EXTENDED: (
        "extended on", "extension sent", "extension notified", "date extended", "date of extension",
        "extension letter sent",
    ),
    Column.ANSWERED: (
        "answered on", "date answered", "responded on", "date responded", "response sent",
        "response date", "date of response", "date response sent", "date sent", "reply sent", "date replied",
        "date of reply",
    ),
    Column.CLOSED: (
        "closed on", "date closed", "closed date", "closing date", "date of closure", "completed on",
        "date completed", "completion date",
    ),
    Column.OUTCOME: ("result", "decision", "how it was answered", "how answered", "outcome of request"),
    Column.ASSIGNED_ROLE: ("assigned to role", "role assigned", "owner role", "handled by role"),
    Column.RESTRICTED: ("confidential", "restricted access"),
    Column.LETTER_FILE: ("file name", "filename", "request file"),
}  # fmt: skip


KNOWN: Final = {folded(heading): column for column in Column for heading in column.headings}
