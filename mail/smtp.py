"""Mail by SMTP (RFC 5321), over TLS unless the server is on this machine."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from types import TracebackType
from typing import Final, Self

from mail.unreachable import why
from mail.way import Mail, NotSent
from settings.mail import Security, SmtpServer

_TIMEOUT: Final = 30  # seconds for any one answer of the server
_FOR_GOOD: Final = 500  # replies from here on say that trying again changes nothing (RFC 5321 section 4.2.1)
# A server that is too busy, or wants nothing more over this connection; and a sign-in that it refuses.
_NOBODY: Final = frozenset({421, 454, 530, 534, 535, 538})
OURS: Final = "X-Inforights"  # a header by which our own mail is known where it comes back


class SmtpWay:
    """One connection to the mail server, made with the first mail and used for all of them."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def send(self, mail: Mail) -> None:
        """Give one mail to the server. What it answers is told by its number alone: its text may name somebody.

        Raises:
            NotSent
        """
        connection = self._connected()
        try:
            connection.send_message(_message(mail, self._server.sender), self._server.sender, [mail.to])
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            self._reset()
            raise _refused("the address", code) from None
        except smtplib.SMTPSenderRefused as refused:
            self._reset()
            raise NotSent(f"The mail server refused the sender ({refused.smtp_code}).", nobody=True) from None
        except smtplib.SMTPDataError as refused:
            self._reset()
            raise _refused("the mail", refused.smtp_code) from None
        except (smtplib.SMTPException, OSError):
            # Perhaps it took the mail and could not say so: it is sent again, and its Message-ID is the same.
            self._leave()
            raise NotSent("The connection to the mail server broke while the mail was sent.") from None

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            try:
                self._connection = self._connect()
            except smtplib.SMTPAuthenticationError as refused:
                says = f"The mail server refused the sign-in ({refused.smtp_code}): check the user and the password."
                raise NotSent(says, nobody=True) from None
            except ssl.SSLCertVerificationError:
                says = "The mail server's certificate is not one to trust: check its name and INFORIGHTS_MAIL_CA."
                raise NotSent(says, nobody=True) from None
            except smtplib.SMTPNotSupportedError:
                says = (
                    "The mail server does not offer what is set: TLS, or a sign-in. Check INFORIGHTS_MAIL_SECURITY."
                )
                raise NotSent(says, nobody=True) from None
            except UnicodeError:  # smtplib and the name service take ASCII alone
                says = "The mail server's name, the user or the password has signs that cannot be sent: check them."
                raise NotSent(says, nobody=True) from None
            except (smtplib.SMTPException, OSError) as error:
                says = f"The mail server cannot be reached: {why(error)}."
                raise NotSent(says, nobody=True) from None
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        context = ssl.create_default_context(cafile=server.ca)
        if server.security is Security.TLS:
            made: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT, context=context)
        else:
            made = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
        try:
            if server.security is Security.STARTTLS:
                made.starttls(context=context)
            if server.user:
                made.login(server.user, server.password)
        except BaseException:
            made.close()
            raise
        return made

    def _reset(self) -> None:
        """After a refusal the connection is good for the next mail, if the server is still there."""
        if self._connection is None:
            return
        try:
            self._connection.rset()
        except (smtplib.SMTPException, OSError):
            self._leave()

    def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def _refused(what: str, code: int) -> NotSent:
    return NotSent(
        f"The mail server refused {what} ({code}).", for_good=code >= _FOR_GOOD and code not in _NOBODY,
        nobody=code in _NOBODY,
    )  # fmt: skip


def _message(mail: Mail, sender: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = mail.to
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(mail.made_at)
    made["Message-ID"] = f"<{mail.message_id}>"
    made["Auto-Submitted"] = "auto-generated"  # nobody's holiday notice answers it (RFC 3834 section 5)
    made["X-Auto-Response-Suppress"] = "All"
    made[OURS] = "1"
    made.set_content(mail.text)
    return made
