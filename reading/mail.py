"""E-mails (.eml): the new words, the history under them, the headers that matter, the files inside."""

from email import message_from_bytes

from reading.limits import Limits
from reading.mail_headers import arrived_on, header, reply_to, sender, sent_on
from reading.mail_parts import SEALED, PartsReader, SealedMessage
from reading.message import Envelope, reading_of
from reading.result import Reading, Unreadable
from reading.signatures import mail_source

_SEALED_LETTERS = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
ENCRYPTED = (
    "The e-mail is encrypted. Open it in the mail program that holds the key, save it as PDF or text, and log that."
)


def parse(content: bytes, limits: Limits) -> Reading:
    """Read one message. Files inside are kept, not read.

    Raises:
        Unreadable: the message is encrypted, or made of too many parts, or far too long.

    """
    message = message_from_bytes(mail_source(content), policy=SEALED)
    assert isinstance(message, SealedMessage)
    if message.get_content_type() in _SEALED_LETTERS:
        raise Unreadable(ENCRYPTED)
    return reading_of(PartsReader(limits).gather(message), envelope_of(message), "e-mail", limits)


def envelope_of(message: SealedMessage) -> Envelope:
    """Give what the headers say."""
    return Envelope(
        subject=header(message, "Subject"),
        sender=sender(message),
        reply_to=reply_to(message),
        sent_on=sent_on(message),
        arrived_on=arrived_on(message),
        readers=" ".join(filter(None, (header(message, "To"), header(message, "Cc")))),
    )
