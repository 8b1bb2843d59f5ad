"""Mail from and to the outside: servers, and no database."""

from mail.way import Mail, NotSent, Way
from settings.mail import Notify, SmtpServer

__all__ = ["Mail", "NotSent", "Way", "way_by"]


def way_by(found: SmtpServer | Notify) -> Way:
    """The way to send by what is set."""
    if isinstance(found, SmtpServer):
        from mail.smtp import SmtpWay

        return SmtpWay(found)
    from mail.notify import NotifyWay

    return NotifyWay(found)
