"""Messages that Outlook saved (.msg): read as an e-mail is, from the properties that Outlook keeps."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from email import message_from_bytes, message_from_string
from itertools import islice
from zoneinfo import ZoneInfo

from reading.compound import compound
from reading.compound_weight import opened
from reading.html_words import words_of
from reading.limits import MEGABYTE, Limits
from reading.mail import ENCRYPTED, envelope_of
from reading.mail_parts import SEALED, Gathered, PartsReader, SealedMessage, attachment_name, chosen
from reading.message import Envelope, reading_of
from reading.outlook_store import Store
from reading.packed_rtf import unpacked
from reading.result import Attachment, Reading, Unreadable
from reading.rich_text import spoken
from reading.rtf_story import Story
from reading.wording import tidy, tidy_line

_UK = ZoneInfo("Europe/London")
# Properties by their numbers, MS-OXPROPS.
_CLASS, _SUBJECT, _HEADERS, _BODY, _HTML, _RTF = 0x001A, 0x0037, 0x007D, 0x1000, 0x1013, 0x1009
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_SENDERS = ((0x0042, 0x5D02, 0x0064, 0x0065), (0x0C1A, 0x5D01, 0x0C1E, 0x0C1F))  # From, then Sender
_SMTP_ADDRESS, _ADDRESS = 0x39FE, 0x3003
_DATA, _METHOD, _LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _TYPE = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001, 0x370E
_BY_LINK = frozenset({2, 3, 4, 7})  # the file itself lies elsewhere, MS-OXCMSG s.2.2.2.9
_MOST_READERS = 100
_LINKED = "an attachment is only a link to a file elsewhere; it was not fetched, and a person must look at it"


def parse(content: bytes, limits: Limits) -> Reading:
    """Read one message. Files inside are kept, not read; a message inside becomes a file of its own.

    Raises:
        Unreadable: the message is encrypted, holds too many or too large files, or is far too long.
        Exception: whatever the library raises on a damaged file.

    """
    with opened(content) as file:
        store = Store(file)
        kind = (store.text(_CLASS) or "").upper()
        if "SMIME" in kind and "MULTIPARTSIGNED" not in kind:
            raise Unreadable(ENCRYPTED)
        gathered = Gathered()
        _add_files(store, gathered, limits)
        if "MULTIPARTSIGNED" in kind:
            gathered = _signed(gathered, limits)
        else:
            words = chosen(list(_bodies(store, limits)))
            gathered.texts, gathered.forms = words.texts, words.forms
        return reading_of(gathered, _envelope(store), "Outlook message", limits)


def _bodies(store: Store, limits: Limits) -> Iterator[Gathered]:
    """Give the versions of the same words that Outlook keeps side by side."""
    if plain := store.text(_BODY):
        yield Gathered([tidy(plain)], {"plain text part"})
    if html := store.html(_HTML):
        yield Gathered([tidy(words_of(html))], {"HTML part"})
    if packed := store.binary(_RTF):
        # A damaged version does not hide the others.
        with suppress(ValueError):
            story = Story()
            story.read(unpacked(packed, limits.unpacked_bytes))
            yield Gathered([tidy(spoken(story))], {"rich text part"})


def _signed(wrapped: Gathered, limits: Limits) -> Gathered:
    """Give what a signed message holds: Outlook keeps the whole Internet message as its only file."""
    for attachment in wrapped.attachments:
        message = message_from_bytes(attachment.content, policy=SEALED)
        if isinstance(message, SealedMessage) and message.is_multipart():
            return PartsReader(limits).gather(message)
    return wrapped


def _add_files(store: Store, gathered: Gathered, limits: Limits) -> None:
    total = 0
    for number, part in enumerate(store.children("__attach_version1.0_#"), start=1):
        if number > limits.mail_parts:
            raise Unreadable("The message holds more files than a letter has. Save the letter itself and log that.")
        if part.number(_METHOD) in _BY_LINK:
            gathered.doubts.append(_LINKED)
            continue
        message = part.message_inside(_DATA)
        content = compound(message) if message is not None else part.binary(_DATA)
        if content is None:
            continue
        total += len(content)
        if total > limits.unpacked_bytes:
            most = limits.unpacked_bytes // MEGABYTE
            raise Unreadable(
                f"The files in the message come to more than {most:,} MB. Save the letter itself and log that."
            )
        kind = "application/vnd.ms-outlook" if message is not None else (part.text(_TYPE) or "").lower()
        name = part.text(_LONG_NAME) or part.text(_SHORT_NAME) or part.text(_DISPLAY_NAME)
        gathered.attachments.append(Attachment(attachment_name(name, kind, number), content))


def _envelope(store: Store) -> Envelope:
    """Give what the Internet headers say, and where there are none, what Outlook noted itself."""
    message = message_from_string(store.text(_HEADERS) or "", policy=SEALED)
    assert isinstance(message, SealedMessage)
    said = envelope_of(message)
    return Envelope(
        subject=tidy_line(store.text(_SUBJECT) or "") or said.subject,
        sender=said.sender or _sender(store),
        reply_to=said.reply_to,
        sent_on=said.sent_on or _day(store.moment(_SUBMITTED)),
        # The mailbox's own stamp stands in for a trace line, which a message within one organisation does not have.
        arrived_on=said.arrived_on or (None if message["Received"] else _day(store.moment(_DELIVERED))),
        readers=said.readers or " ".join(_readers(store)),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(_UK).date() if moment else None


def _sender(store: Store) -> str | None:
    for name_tag, smtp_tag, kind_tag, address_tag in _SENDERS:
        name = tidy_line(store.text(name_tag) or "")
        address = store.text(smtp_tag)
        if not address and (store.text(kind_tag) or "").upper() == "SMTP":
            address = store.text(address_tag)
        address = tidy_line(address or "")
        if address and name and name.lower() != address.lower():
            return f"{name} <{address}>"
        if address or name:
            return address or name
    return None


def _readers(store: Store) -> Iterator[str]:
    for person in islice(store.children("__recip_version1.0_#"), _MOST_READERS):
        yield person.text(_SMTP_ADDRESS) or person.text(_ADDRESS) or ""
