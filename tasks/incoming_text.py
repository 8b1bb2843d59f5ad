"""What stands in a message that came: its sender, its subject and its words, from the stored document alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from models import document_store, incoming_mail, queries
from models.access import Sight
from models.db import reading, transaction
from models.incoming_mail import Entry
from models.person import Standing
from models.request import Request
from reading import Unreadable, mail_marks
from rules.refusal import Refusal
from rules.rights import Right
from tasks import arrival
from tasks.incoming import FILENAME
from tasks.incoming_decisions import NoSuchMail

SHOWN: Final = 50_000  # characters of a message on a page


@dataclass(frozen=True, slots=True)
class Head:
    """Who a message says that it is from, and its subject."""

    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in it. `unread` says why it could not be read; then there is no text."""

    text: str
    quoted: str
    files: tuple[str, ...]
    unread: str | None = None
    cut: bool = False


def head(entry: Entry) -> Head:
    """The sender and the subject, as far as they can be read."""
    if entry.row.sha256 is None:
        return Head("", "")
    try:
        sender, subject = mail_marks.said_by(document_store.get(entry.row.sha256))
    except (Unreadable, document_store.DocumentLost):
        return Head("", "")
    return Head(sender or "", subject or "")


def words(entry: Entry) -> Words:
    """The text, at a glance: no scan in it is read."""
    if entry.row.sha256 is None:
        return Words("", "", (), "It is on the mail server alone.")
    try:
        found = arrival.read(document_store.get(entry.row.sha256), FILENAME, arrival.AT_A_GLANCE)
    except Refusal as refused:
        return Words("", "", (), str(refused))
    names = tuple(one.filename for one in found.attachments)
    long = len(found.text) > SHOWN or len(found.quoted) > SHOWN
    return Words(found.text[:SHOWN], found.quoted[:SHOWN], names, cut=long)


def from_another(entry: Entry) -> str | None:
    """What is to be said where a message comes from another address than the requester gave; None where it does not.

    Whoever knows a reference could write it into a subject.
    """
    if entry.row.sha256 is None or entry.row.request_id is None:
        return None
    with reading() as session:
        request = session.get(Request, entry.row.request_id)
        requester = queries.people(session, request).get(Standing.REQUESTER) if request else None
    given = (requester.reply_to if requester else None) or ""
    if "@" not in given:
        return "The requester gave no e-mail address: see that it is theirs."
    try:
        found = mail_marks.addresses(document_store.get(entry.row.sha256))
    except (Unreadable, document_store.DocumentLost):
        found = frozenset()
    return None if given.casefold() in found else "It is not from the address that the requester gave."


def copy(number: int, sight: Sight, *, by: str, at: datetime) -> bytes:
    """A message byte for byte, for somebody who may copy papers out; that they did is recorded (BNS-5).

    Raises:
        NoSuchMail
        models.document_store.DocumentLost
        rules.access.AccessRefused
    """
    with reading() as session:
        entry = incoming_mail.one(session, sight, number)
    if entry is None or entry.row.sha256 is None:
        raise NoSuchMail("There is no such message.")
    content = document_store.get(entry.row.sha256)
    with transaction(by, at, trying="incoming") as tx:
        if entry.reference:
            tx.record("incoming.copied", tx.request(entry.reference, Right.EXPORT), mail=number)
        else:
            tx.may(Right.EXPORT, entry.row.service)
            tx.record("incoming.copied", service=entry.row.service, mail=number)
    return content
