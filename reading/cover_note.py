"""Messages that only say "please see attached": the attachment is the letter."""

import re
from collections.abc import Callable
from dataclasses import replace

from reading.formats import of_name
from reading.limits import Limits
from reading.result import Attachment, Reading, Trust, Unreadable
from reading.signatures import is_image

NO_WORDS = "the message has no words of its own; a person must read it"
ONLY_HISTORY = "the message only passes on what others wrote; a person must read it"
Read = Callable[[bytes, str], Reading]

_FEW_WORDS = 8
_LONGEST_NOTE = 3_000  # characters; also what keeps the patterns quick
_LONGEST_COVER = 30  # words of a sentence that only speaks of what is attached
_LONGEST_COURTESY = 15
_ATTACHED = re.compile(r"\b(?:attach(?:ed|ing|ments?)?|enclos(?:ed|ing|ures?)?|scanned)\b", re.IGNORECASE)
_PASSED_ON = re.compile(r"\b(?:see below|fyi|for your information|forwarding|passing on)\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"^\W*(?:dear|hi|hello|good (?:morning|afternoon|evening)|to whom)\b"
    r"|\b(?:look forward|let me know|any (?:queries|questions)|get in touch|contact me|hope you are|"
    r"acknowledge|receipt|thank you|thanks|grateful)\b",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^\W*(?:(?:kind(?:est)?|warm(?:est)?|best|many)?\s*(?:regards|wishes|thanks)|"
    r"yours (?:sincerely|faithfully|truly)|sent from my\b.*|--)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LOGO_BYTES = 20_000  # pictures below this are logos and icons of a signature
_SIGNATURES = ("p7s", "asc", "sig", "ics", "vcf")  # proof of the sender, a date, a card: no letters


def is_cover_note(text: str) -> bool:
    """Tell whether hardly a word is left besides greeting, thanks, sign-off and mention of an attachment."""
    if len(text) > _LONGEST_NOTE:
        return False
    body = _SIGN_OFF.split(text, maxsplit=1)[0]
    return sum(_own_words(sentence) for sentence in _SENTENCE_END.split(body)) <= _FEW_WORDS


def _own_words(sentence: str) -> int:
    """Count the words of a sentence that says something of its own; none when it is only polite."""
    words = len(sentence.split())
    if words <= _LONGEST_COVER and (_ATTACHED.search(sentence) or _PASSED_ON.search(sentence)):
        return 0
    return 0 if words <= _LONGEST_COURTESY and _COURTESY.search(sentence) else words


def with_attachments(reading: Reading, read: Read, limits: Limits) -> Reading:
    """Join the text of the attachments to a message that is only a cover note; give any other back unchanged.

    `read` must be the same guarded reading that the message itself went through.
    """
    if not is_cover_note(reading.text):
        return reading
    letters = [
        (number, attachment)
        for number, attachment in enumerate(reading.attachments, start=1)
        if not _is_trimming(attachment)
    ]
    texts = [reading.text]
    doubts = list(reading.doubts)
    hows: list[str] = []
    for number, attachment in letters[: limits.attachments_joined]:
        if of_name(attachment.filename) is None:
            doubts.append(f"attachment {number} is of a kind that cannot be read; a person must open it")
            continue
        try:
            inner = read(attachment.content, attachment.filename)
        except Unreadable as why:
            doubts.append(f"attachment {number} could not be read: {why}")
            continue
        texts.append(f"{inner.subject}\n\n{inner.text}" if inner.subject else inner.text)
        doubts += [f"attachment {number}: {doubt}" for doubt in inner.doubts]
        hows.append(f"attachment {number} ({inner.how})")
    if len(letters) > limits.attachments_joined:
        doubts.append(f"only {limits.attachments_joined} attachments were read; a person must open the rest")
    doubts += _doubts_without(reading) if not letters and not doubts else []
    return replace(
        reading,
        text="\n\n".join(text for text in texts if text.strip()),
        how=reading.how + (f", joined with {', '.join(hows)}" if hows else ""),
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=tuple(doubts),
    )


def _doubts_without(reading: Reading) -> list[str]:
    """Say what is missing from a cover note with which no letter came."""
    if not reading.text.strip():
        return [NO_WORDS]
    if reading.quoted and _PASSED_ON.search(reading.text):
        return [ONLY_HISTORY]
    if not reading.quoted and _ATTACHED.search(reading.text):
        return ["the message speaks of an attachment, but none came with it"]
    return []


def _is_trimming(attachment: Attachment) -> bool:
    """Tell whether this came with the mail program or the letterhead rather than from the writer."""
    if attachment.filename.lower().endswith(tuple(f".{ending}" for ending in _SIGNATURES)):
        return True
    return is_image(attachment.content) and len(attachment.content) < _LOGO_BYTES
