"""Mail by GOV.UK Notify, by its own client: for services whose council sends its mail that way.

The template there has the fields `((subject))` and `((text))`. Our Message-ID is kept by Notify as its reference, so
that before a second attempt it can be asked whether the first one reached it.
"""

import logging
from types import TracebackType
from typing import Any, Final, Self

from mail.way import Mail, NotSent
from settings.mail import Notify

_TIMEOUT: Final = 30  # seconds
_ADDRESS: Final = "https://api.notifications.service.gov.uk"
_CLIENT: Final = "notifications_python_client"
_NOBODY: Final = frozenset({401, 403, 429})  # the key, or too much for one minute or day: true of every mail


class NotifyWay:
    """A client of Notify, made with the first mail."""

    def __init__(self, found: Notify) -> None:
        self._found = found
        self._client: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client = None

    def send(self, mail: Mail) -> None:
        """Give one mail to Notify, unless an earlier attempt did. What it answers is told by its number alone.

        Raises:
            NotSent
        """
        client = self._made()
        from notifications_python_client.errors import APIError, TokenError

        try:
            if mail.attempt > 1 and self._has(mail):
                return
            client.send_email_notification(
                email_address=mail.to,
                template_id=self._found.template,
                personalisation={"subject": mail.subject, "text": mail.text},
                reference=mail.message_id,
            )
        except TokenError:
            raise NotSent("GOV.UK Notify refused the key: check INFORIGHTS_NOTIFY_KEY.", nobody=True) from None
        except APIError as refused:
            code = refused.status_code
            # 503 is also what the client makes of a connection that broke.
            for_good = 400 <= code < 500 and code not in _NOBODY
            nobody = code in _NOBODY or code == 503
            raise NotSent(f"GOV.UK Notify refused the mail ({code}).", for_good=for_good, nobody=nobody) from None

    def _has(self, mail: Mail) -> bool:
        answer = self._client.get_all_notifications(template_type="email", reference=mail.message_id)
        return bool(answer.get("notifications"))

    def _made(self) -> Any:
        if self._client is None:
            try:
                from notifications_python_client.notifications import NotificationsAPIClient
            except ImportError:
                says = "GOV.UK Notify's client is not installed: install the package notifications-python-client."
                raise NotSent(says, nobody=True) from None
            # It logs what the server says, and that may be an address.
            logging.getLogger(f"{_CLIENT}.base").setLevel(logging.CRITICAL)
            address = self._found.address or _ADDRESS
            made: Any = NotificationsAPIClient  # untyped
            self._client = made(self._found.key, base_url=address, timeout=_TIMEOUT)
        return self._client
