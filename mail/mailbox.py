"""One folder of a mail server by IMAP (RFC 9051): what is in it, one message whole, and a mark on what was taken.

Nothing is ever deleted, and no folder is ever expunged: of imap-tools only the connection is used, as its `flag`,
`move` and `delete` expunge the folder, and with it what a person marked there.
"""

import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final

from mail.unreachable import why
from rules.refusal import Refusal
from settings.mail import Security
from settings.mailboxes import Mailbox

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

_REFUSED: Final = "The mail server refuses a message: look at the mailbox with a mail program."
_TIMEOUT: Final = 20  # seconds for any one answer of the server
_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_RECEIVED: Final = re.compile(
    rb'INTERNALDATE "([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"'
)
_UID: Final = re.compile(rb"[( ]UID (\d+)")
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")


class NotReached(Exception):
    """A mailbox cannot be used at the moment; says why in words of our own, with no text of the server's."""

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.because = because


class NotGiven(NotReached):
    """The server refuses one message: the others can be asked for."""


class NotInstalled(Refusal):
    """What speaks IMAP is not installed."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the server has it. `received_at` is when the server took it, by its own clock (INTERNALDATE).

    Attributes:
        content: byte for byte; None where it is larger than was asked for.
    """

    uid: int
    received_at: datetime | None
    size: int
    content: bytes | None


class Folder:
    """An open folder. Its numbers (UIDs) hold as long as its UIDVALIDITY does (RFC 9051 s.2.3.1.1)."""

    def __init__(self, box: "BaseMailBox", mailbox: Mailbox) -> None:
        self._box, self._mailbox = box, mailbox
        with _speaking():
            validity = self._number("UIDVALIDITY")
            self.next = self._number("UIDNEXT")  # the number that the next message gets; not every server says it
            self.moves = b"MOVE" in b" ".join(_answer(box.client.capability())).split()
        if validity is None:
            raise NotReached("The mail server does not give the folder's UIDVALIDITY: its mail cannot be told apart.")
        self.validity = validity

    def lacks_taken_folder(self) -> bool:
        """Whether what is taken is to be moved to a folder that is not there.

        Raises:
            NotReached
        """
        folder = self._mailbox.taken_folder
        with _speaking():
            return folder is not None and not self._box.folder.exists(folder)

    def uids(self, after: int) -> list[int]:
        """The numbers of the messages that came after one, the oldest first."""
        since = f" SINCE {_day(self._mailbox.since)}" if self._mailbox.since else ""
        with _speaking():
            answer = _answer(self._box.client.uid("SEARCH", f"UID {after + 1}:*{since}"))
        found = {int(word) for word in (answer[0] or b"").split()} if answer else set()
        return sorted(one for one in found if one > after)  # of an empty range a server gives the last message

    def message(self, uid: int, most: int) -> Message | None:
        """One message whole, unless it has more bytes than `most`. It stays unread; None where it is there no more.

        Raises:
            NotGiven: the server refuses it.
            NotReached
        """
        head = self._fetched(uid, "(UID INTERNALDATE RFC822.SIZE)")
        if head is None:
            return None
        found = _SIZE.search(head[0])
        size = int(found[1]) if found else 0
        if size > most:
            return Message(uid, _received(head[0]), size, None)
        whole = self._fetched(uid, "(UID BODY.PEEK[])")
        if whole is None:
            return None
        return Message(uid, _received(head[0]), len(whole[1]), whole[1])

    def take(self, uid: int) -> None:
        """Mark a message as read and, where that is set, move it; only once it is stored.

        Raises:
            NotGiven: it could not be marked, or moved.
            NotReached
        """
        from imap_tools.utils import encode_folder

        client, folder = self._box.client, self._mailbox.taken_folder
        with _speaking():
            _answer(client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)"))
            if not folder or not self.moves:
                return
            if client.uid("MOVE", str(uid), encode_folder(folder).decode("ascii"))[0] != "OK":
                raise NotGiven("What was taken could not be moved: see that taken_folder is there.")

    def _fetched(self, uid: int, parts: str) -> tuple[bytes, bytes] | None:
        """What the server says of one message, and the message itself; what it says of others is passed over."""
        with _speaking():
            answer = _answer(self._box.client.uid("FETCH", str(uid), parts))
        for head, literal in _responses(answer):
            found = _UID.search(head)
            if found and int(found[1]) == uid:
                return head, literal
        return None

    def _number(self, name: str) -> int | None:
        _, values = self._box.client.response(name)
        value = values[-1] if values else None
        return int(value) if isinstance(value, bytes) and value.isdigit() else None


@contextmanager
def opened(mailbox: Mailbox, password: str, *, to_look: bool = False) -> Iterator[Folder]:
    """The folder of a mailbox, signed in, until the end of the block.

    Args:
        to_look: nothing can be changed in it.

    Raises:
        NotReached: it cannot be reached, or is not what is set.
        NotInstalled
    """
    try:
        from imap_tools import ImapToolsError
    except ImportError:
        raise NotInstalled(
            "What speaks IMAP is not installed: install the package imap-tools beside the program."
        ) from None
    from imaplib import IMAP4

    box = _connected(mailbox)
    try:
        _sign_in(box, mailbox, password)
        try:
            box.folder.set(mailbox.folder, readonly=to_look)
        except (IMAP4.abort, OSError):
            raise NotReached("The connection to the mail server broke before the folder was open.") from None
        except (ImapToolsError, IMAP4.error):
            raise NotReached("The mail server has no such folder, or does not open it: check folder.") from None
        yield Folder(box, mailbox)
    finally:
        with suppress(ImapToolsError, IMAP4.error, OSError):
            box.logout()


@contextmanager
def _speaking() -> Iterator[None]:
    """While something is asked of the server: what breaks is told in words of our own."""
    from imaplib import IMAP4

    from imap_tools import ImapToolsError

    try:
        yield
    except (IMAP4.abort, OSError) as error:
        raise NotReached(f"The connection to the mail server broke ({type(error).__name__}).") from None
    except (ImapToolsError, IMAP4.error):
        raise NotGiven(_REFUSED) from None


def _connected(mailbox: Mailbox) -> "BaseMailBox":
    from imaplib import IMAP4

    from imap_tools import ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted

    host, port = mailbox.where
    try:
        context = ssl.create_default_context(cafile=mailbox.ca)
        match mailbox.security:
            case Security.TLS:
                return MailBox(host, port, timeout=_TIMEOUT, ssl_context=context)
            case Security.STARTTLS:
                return MailBoxStartTls(host, port, timeout=_TIMEOUT, ssl_context=context)
            case _:
                return MailBoxUnencrypted(host, port, timeout=_TIMEOUT)
    except ssl.SSLCertVerificationError:
        raise NotReached("The mail server's certificate is not one to trust: check server and ca.") from None
    except ssl.SSLError:
        raise NotReached("The mail server does not speak TLS as it is set: check security and port.") from None
    except (ImapToolsError, IMAP4.error, OSError, ValueError) as error:
        raise NotReached(f"The mail server cannot be reached: {why(error)}.") from None


def _sign_in(box: "BaseMailBox", mailbox: Mailbox, password: str) -> None:
    from imaplib import IMAP4

    from imap_tools import ImapToolsError

    try:
        if mailbox.user.isascii() and password.isascii():
            box.login(mailbox.user, password, initial_folder=None)
        else:
            box.login_utf8(mailbox.user, password, initial_folder=None)
    except (IMAP4.abort, OSError):
        raise NotReached("The connection to the mail server broke at the sign-in.") from None
    except (ImapToolsError, IMAP4.error):
        raise NotReached("The mail server refused the sign-in: check the user and the password.") from None


def _answer(answer: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    """What a server answered to a command.

    Raises:
        NotGiven: it refused it.
    """
    status, data = answer
    if status != "OK":
        raise NotGiven(_REFUSED)
    return [one for one in data if one is not None]


def _responses(data: Sequence[Any]) -> Iterator[tuple[bytes, bytes]]:
    """Each message of an answer: what stands round its bytes, and these."""
    at = 0
    while at < len(data):
        one = data[at]
        at += 1
        if isinstance(one, tuple):
            rest = data[at] if at < len(data) and isinstance(data[at], bytes) else b""
            at += isinstance(rest, bytes) and bool(rest)
            yield one[0] + b" " + rest, one[1]
        elif isinstance(one, bytes):
            yield one, b""


def _received(head: bytes) -> datetime | None:
    """When the server took it. Its months are English whatever the machine speaks."""
    found = _RECEIVED.search(head)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = (part.decode("ascii") for part in found.groups())
    away = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        return datetime(
            int(year), _MONTHS.index(month.capitalize()) + 1, int(day), int(hour), int(minute), min(int(second), 59),
            tzinfo=timezone(away),
        )  # fmt: skip
    except ValueError:
        return None


def _day(day: date) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
