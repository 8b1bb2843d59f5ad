"""The parts of a message: which hold the letter's words, which are files that came with it."""

from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage

from reading.formats import of_name
from reading.html_words import words_of
from reading.limits import Limits
from reading.plain import decode
from reading.result import Attachment, Unreadable
from reading.wording import tidy, tidy_line

_ENCLOSED = "application/x-enclosed-message"
_SUFFIXES = {
    _ENCLOSED: ".eml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.ms-outlook": ".msg",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/plain": ".txt",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
}
_DEEPEST = 30
_LONGEST_NAME = 200
# As browsers do: what calls itself Latin-1 is nearly always the Windows code page, which holds it.
_CHARSETS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8"}


class SealedMessage(EmailMessage):
    """A message whose enclosed messages stay sealed: unparsed, so that they can be kept byte for byte."""

    def get_content_type(self) -> str:
        """Give the content type, with one of our own for any message inside the message."""
        try:
            declared = super().get_content_type()
        except Exception:
            # The library's header parser fails on many malformed headers, each in its own way.
            declared = self.get_default_type()
        return _ENCLOSED if declared.startswith("message/") else declared


SEALED = policy.default.clone(message_factory=SealedMessage)


@dataclass(slots=True)
class Gathered:
    """What was found: texts in the order of the message, the forms they were in, files."""

    texts: list[str] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    attachments: list[Attachment] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def words(self) -> int:
        """Count the words of all texts."""
        return sum(len(text.split()) for text in self.texts)


class PartsReader:
    """Walks the parts of one message and counts them against the limits."""

    def __init__(self, limits: Limits) -> None:
        """Begin at no parts."""
        self._limits = limits
        self._seen = 0
        self._files = 0

    def gather(self, part: EmailMessage, depth: int = 0) -> Gathered:
        """Give the words and files of a part and of everything inside it.

        Raises:
            Unreadable: too many parts, or parts nested too deep.

        """
        self._seen += 1
        if self._seen > self._limits.mail_parts or depth > _DEEPEST:
            raise Unreadable(
                "The e-mail is made of more parts than a letter has. Open it in a mail program, "
                "save the letter itself as PDF or text, and log that."
            )
        if part.is_multipart():
            children = [self.gather(child, depth + 1) for child in _children(part)]
            return chosen(children) if part.get_content_type() == "multipart/alternative" else _all(children)
        if part.get_content_type() in ("text/plain", "text/html") and not _is_file(part):
            text = _text(part)
            if part.get_content_type() == "text/html":
                return Gathered([tidy(words_of(text))], {"HTML part"})
            return Gathered([tidy(text)], {"plain text part"})
        self._files += 1
        name = attachment_name(_filename(part), part.get_content_type(), self._files)
        return Gathered(attachments=[Attachment(name, _content(part))])


def _children(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    children = payload if isinstance(payload, list) else []
    return [child for child in children if isinstance(child, EmailMessage)]


def _all(children: list[Gathered]) -> Gathered:
    """Join the parts in order: some programs split a letter round the files pasted into it."""
    whole = Gathered()
    for child in children:
        whole.texts += child.texts
        whole.forms |= child.forms
        whole.attachments += child.attachments
    return whole


def chosen(versions: list[Gathered]) -> Gathered:
    """Take one of several versions of the same words, and the files of all.

    Plain text first, unless it is a stub ("this message needs an HTML viewer").
    """
    worded = [version for version in versions if version.words()]
    fullest = max(worded, key=Gathered.words, default=Gathered())
    plain = next((version for version in worded if version.forms == {"plain text part"}), fullest)
    best = fullest if plain.words() * 4 < fullest.words() else plain
    return Gathered(best.texts, best.forms, _all(versions).attachments)


def _is_file(part: EmailMessage) -> bool:
    """Tell whether a text part is a file of its own rather than words of the letter."""
    return part.get_content_disposition() == "attachment" or _filename(part) is not None


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    content = _content(part)
    declared = (part.get_content_charset() or "").lower()
    try:
        return content.decode(_CHARSETS.get(declared, declared or "utf-8"))
    except (LookupError, UnicodeError):
        return decode(content)[0]


def _filename(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except Exception:
        # The library's header parser fails on many malformed headers, each in its own way.
        return None


def attachment_name(declared: str | None, content_type: str, number: int) -> str:
    """Give a file name that is only a name: no folders, no control characters, not endless."""
    name = tidy_line((declared or "").replace("\\", "/").rpartition("/")[2]).lstrip(".")
    suffix = _SUFFIXES.get(content_type, "")
    # "Letter of 12.10.2026" has no ending, only a date; the part says what it is.
    if not name or (suffix and of_name(name) is None):
        name = (name or f"attachment-{number}") + suffix
    return name[-_LONGEST_NAME:]
