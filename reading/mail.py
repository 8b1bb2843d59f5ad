"""E-mails (.eml): the new words, the history under them, the headers that matter, the files inside."""

import re
from email import message_from_bytes

from reading.cover_note import NO_WORDS, ONLY_HISTORY
from reading.disclaimers import without_disclaimers
from reading.limits import Limits
from reading.mail_headers import arrived_on, header, reply_to, sender, sent_on
from reading.mail_parts import SEALED, PartsReader, SealedMessage
from reading.quoted import part_history
from reading.result import Reading, Trust, Unreadable
from reading.signatures import mail_source
from reading.wording import tidy_letter

_SEALED_LETTERS = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_PASSED_ON = re.compile(r"^\s*(?:fwd?|tr|wg)\s*:", re.IGNORECASE)
_FEW_WORDS = 25


def parse(content: bytes, limits: Limits) -> Reading:
    """Read one message. Files inside are kept, not read.

    Raises:
        Unreadable: the message is encrypted, or made of too many parts, or far too long.

    """
    message = message_from_bytes(mail_source(content), policy=SEALED)
    assert isinstance(message, SealedMessage)
    if message.get_content_type() in _SEALED_LETTERS:
        raise Unreadable(
            "The e-mail is encrypted. Open it in the mail program that holds the key, "
            "save it as PDF or text, and log that."
        )
    gathered = PartsReader(limits).gather(message)
    own, quoted = part_history(tidy_letter("\n\n".join(t for t in gathered.texts if t.strip()), limits))
    text, cut = without_disclaimers(own)
    subject = header(message, "Subject")
    doubt = _doubt(text, quoted, subject, bool(gathered.attachments))
    return Reading(
        text=text,
        how=_how(gathered.forms, cut),
        trust=Trust.DOUBTFUL if doubt else Trust.SURE,
        doubts=(doubt,) if doubt else (),
        subject=subject,
        sender=sender(message),
        reply_to=reply_to(message),
        sent_on=sent_on(message),
        arrived_on=arrived_on(message),
        quoted=quoted,
        attachments=tuple(gathered.attachments),
    )


def _how(forms: set[str], cut: bool) -> str:
    parts = " and ".join(sorted(forms, reverse=True)) or "headers only"
    return f"e-mail, {parts}" + (", without the standard notices" if cut else "")


def _doubt(text: str, quoted: str, subject: str | None, has_files: bool) -> str | None:
    """Say why a person must look. Whether the files make up for missing words is judged by who reads them."""
    if quoted and (not text.strip() or (_PASSED_ON.match(subject or "") and len(text.split()) < _FEW_WORDS)):
        return ONLY_HISTORY
    return NO_WORDS if not text.strip() and not has_files else None
