"""What every message has in common, however it was packed: an envelope, words, history, notices, a closing."""

import re
from dataclasses import dataclass, replace
from datetime import date

from reading.closing import signature_in
from reading.cover_note import NO_WORDS, ONLY_HISTORY, only_passes_on
from reading.disclaimers import without_disclaimers
from reading.forwarded import Forwarded, forwarded_in
from reading.limits import Limits
from reading.mail_parts import Gathered
from reading.quoted import part_history
from reading.result import Reading, Trust
from reading.wording import tidy_letter

_PASSED_ON = re.compile(r"^\s*(?:fwd?|tr|wg)\s*:", re.IGNORECASE)
_FEW_WORDS = 25
_LONGEST_LOOK = 2_000  # characters
_ANSWERED_INSIDE = re.compile(
    r"\b(?:my|our|see) (?:answers?|repl(?:y|ies)|responses?|comments?)\b.{0,40}"
    r"\b(?:below|in-?line|in (?:red|blue|green|bold|capitals|caps))\b",
    re.IGNORECASE,
)
_ANSWERS_INSIDE = "the writer says that answers stand inside what is quoted; a person must read it"
_OWN_LETTER = "the message passes on what one of its readers wrote; a person must say whose request it is"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who wrote to whom and when, as the message's headers say it."""

    subject: str | None = None
    sender: str | None = None
    reply_to: str | None = None
    sent_on: date | None = None
    arrived_on: date | None = None
    readers: str = ""  # the headers To and Cc together


def reading_of(gathered: Gathered, envelope: Envelope, kind: str, limits: Limits) -> Reading:
    """Put a message together: new words apart from history and notices, doubts where a person must look.

    `kind` is how a person calls such a message ("e-mail").

    Raises:
        Unreadable: it holds far more text than a letter.

    """
    own, quoted = part_history(tidy_letter("\n\n".join(t for t in gathered.texts if t.strip()), limits))
    text, notices = without_disclaimers(own)
    doubts = list(gathered.doubts)
    inside = _passed_on(text, quoted, envelope.subject)
    if inside:
        if _is_by_a_reader(inside, envelope):
            doubts.append(_OWN_LETTER)
        words, history = part_history(inside.text)
        text, quoted = words, "\n\n".join(part for part in (text, history) if part.strip())
        text, more = without_disclaimers(text)
        notices = "\n".join(part for part in (notices, more) if part)
        envelope = replace(envelope, sender=inside.sender, reply_to=None, sent_on=inside.sent_on)
    elif quoted and (not text.strip() or _is_hint(text, envelope.subject)):
        doubts.append(ONLY_HISTORY)
    elif quoted and _ANSWERED_INSIDE.search(text[:_LONGEST_LOOK]):
        doubts.append(_ANSWERS_INSIDE)
    if not text.strip() and not quoted and not gathered.attachments:
        doubts.append(NO_WORDS)
    return Reading(
        text=text,
        how=_how(kind, gathered.forms, bool(inside), bool(notices)),
        trust=Trust.DOUBTFUL if doubts else Trust.SURE,
        doubts=tuple(doubts),
        subject=envelope.subject,
        sender=envelope.sender,
        reply_to=envelope.reply_to,
        sent_on=envelope.sent_on,
        arrived_on=envelope.arrived_on,
        quoted=quoted,
        signature=signature_in(text),
        notices=notices,
        attachments=tuple(gathered.attachments),
    )


def _passed_on(text: str, quoted: str, subject: str | None) -> Forwarded | None:
    """Find the message that this one passes on without a word of its own; None when it does something else."""
    if not quoted or not only_passes_on(text):
        return None
    inside = forwarded_in(quoted)
    return inside if inside and inside.text.strip() and (inside.marked or _is_forward(subject)) else None


def _is_forward(subject: str | None) -> bool:
    return _PASSED_ON.match(subject or "") is not None


def _is_hint(text: str, subject: str | None) -> bool:
    return _is_forward(subject) and len(text.split()) < _FEW_WORDS


def _is_by_a_reader(inside: Forwarded, envelope: Envelope) -> bool:
    """Tell whether the message comes back to the house that wrote it, as an old answer of the service does."""
    house = inside.domain
    return (
        bool(house) and f"@{house}" in envelope.readers.lower() and f"@{house}" not in (envelope.sender or "").lower()
    )


def _how(kind: str, forms: set[str], passed_on: bool, cut: bool) -> str:
    parts = " and ".join(sorted(forms, reverse=True)) or "headers only"
    return (
        f"{kind}, {parts}"
        + (", the message that it passes on" if passed_on else "")
        + (", without the standard notices" if cut else "")
    )
