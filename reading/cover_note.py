"""Messages that only say "please see attached": the attachment is the letter."""

import re
from collections.abc import Callable
from dataclasses import replace

from reading.formats import of_name
from reading.limits import Limits
from reading.result import Attachment, Reading, Trust, Unreadable
from reading.signatures import is_image, is_page_sized

NO_WORDS = "the message has no words of its own; a person must read it"
ONLY_HISTORY = "the message only passes on what others wrote; a person must read it"
Read = Callable[[bytes, str], Reading]

_FEW_WORDS = 8
_LONGEST_NOTE = 3_000  # characters; also what keeps the patterns quick
_LONGEST_COVER = 30  # words of a sentence that only speaks of what is attached
_LONGEST_COURTESY = 15
_ATTACHED = re.compile(r"\b(?:attach(?:ed|ing|ments?)?|enclos(?:ed|ing|ures?)?|scanned)\b", re.IGNORECASE)
_PASSED_ON = re.compile(
    r"\b(?:see (?:the )?(?:e-?mail |message |request )?below|fyi|for (?:your )?(?:information|info|attention|action)"
    r"|forwarding|forwarded|passing (?:this )?on|pass(?:ed)? (?:this|it) on|(?:one|over) (?:for|to) you"
    r"|(?:e-?mail|message|request) below)\b"
    r"|\bplease (?:action|deal with|respond to|pick up|handle|log|process)(?: (?:this|the below|below|it))?\b",
    re.IGNORECASE,
)
# The attachment itself is said to be what is asked; papers that only came along are called otherwise.
_IS_THE_LETTER = re.compile(
    r"\b(?:attach|enclos|scan)\w*\b.{0,60}\b(?:letter|request|order|form|application)\b"
    r"|\b(?:letter|request|order|form|application)\b.{0,60}\b(?:attach|enclos|scan)\w*\b"
    r"|\b(?:letter|request|order|form|application|everything)\b.{0,40}\bwith this (?:e-?mail|message)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\bplease (?:send|provide|supply|give|let me have|forward)\b"
    r"|\brequest(?:ing)? (?:for|all|copies|a copy|the|any)\b"
    r"|\b(?:i|we) (?:would like|want|need|require|am asking|are asking|wish|am writing to)\b"
    r"|\bcan (?:you|i|we) (?:please )?(?:have|send|get|see)\b|\bmy (?:passport|id|identification|licence)\b",
    re.IGNORECASE,
)
_FEW_WORDS_ABOUT = 60  # of a note that says that the attachment is the letter and asks nothing itself
_FEWEST_WORDS = 3
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
    """Tell whether the attachment is the letter: hardly a word is left besides greeting, thanks and mention of it."""
    if len(text) > _LONGEST_NOTE:
        return False
    words = _words_beside(text)
    return words <= _FEW_WORDS or (
        words <= _FEW_WORDS_ABOUT and bool(_IS_THE_LETTER.search(text)) and not _ASKS.search(text)
    )


def only_passes_on(text: str) -> bool:
    """Tell whether the writer says nothing of their own: at most that here is what somebody else wrote."""
    return len(text) <= _LONGEST_NOTE and _words_beside(text) <= _FEWEST_WORDS


def _words_beside(text: str) -> int:
    body = _SIGN_OFF.split(text, maxsplit=1)[0]
    return sum(_own_words(sentence) for sentence in _SENTENCE_END.split(body))


def _own_words(sentence: str) -> int:
    """Count the words of a sentence that says something of its own; none when it is only polite."""
    words = len(sentence.split())
    if words <= _LONGEST_COVER and _ATTACHED.search(sentence):
        return 0
    if words <= _LONGEST_COURTESY and _PASSED_ON.search(sentence) and not _ASKS.search(sentence):
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
    writer = reading
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
        if len(letters) == 1 and inner.sender and only_passes_on(reading.text):
            writer = inner
    if len(letters) > limits.attachments_joined:
        doubts.append(f"only {limits.attachments_joined} attachments were read; a person must open the rest")
    doubts += _doubts_without(reading) if not letters and not doubts else []
    return replace(
        reading,
        text="\n\n".join(text for text in texts if text.strip()),
        how=reading.how + (f", joined with {', '.join(hows)}" if hows else ""),
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=tuple(doubts),
        sender=writer.sender,
        reply_to=writer.reply_to,
        sent_on=writer.sent_on,
        signature="" if hows else reading.signature,
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
    content = attachment.content
    return is_image(content) and len(content) < _LOGO_BYTES and not is_page_sized(content)
