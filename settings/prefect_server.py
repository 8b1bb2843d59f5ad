"""Where Prefect's server is, and the password of its API: on this machine, or on another behind a proxy with TLS."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rules.refusal import Refusal
from settings import key_file

USER = "inforights"  # the name that goes with the password

# Name, default, what it is: as in `settings.KNOWN`.
KNOWN: dict[str, tuple[str | None, str]] = {
    "INFORIGHTS_PREFECT_ADDRESS": (
        None,
        "where Prefect's server is, if on another machine, as https://prefect.example.org/api",
    ),
    "INFORIGHTS_PREFECT_PASSWORD": (
        None,
        "the password of Prefect's API; the file prefect/password in the home folder unless set",
    ),
}
SECRET = frozenset({"INFORIGHTS_PREFECT_PASSWORD"})


class PrefectSettingRefused(Refusal):
    """A setting of Prefect's server cannot be used; says which and what it must be."""


@dataclass(frozen=True, slots=True)
class PrefectServer:
    """What is set of Prefect's server."""

    folder: Path  # Prefect's own
    address: str | None = None  # None: it runs on this machine
    secret: str | None = field(default=None, repr=False)

    @property
    def password_file(self) -> Path:
        """Where the password is kept that is not set."""
        return self.folder / "password"

    def password(self) -> str | None:
        """The password that is set, or kept; None where there is none."""
        if self.secret:
            return self.secret
        try:
            return self.password_file.read_text("ascii").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            raise PrefectSettingRefused(
                "The file prefect/password cannot be read: it holds one line of ASCII."
            ) from None

    def own_password(self) -> str:
        """The password, made where there is none: once, and readable by this user alone."""
        found = self.password()
        if found:
            return found
        import secrets

        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key_file.make(self.password_file, secrets.token_urlsafe(24).encode())  # of two at once both get the first's
        made = self.password()
        if not made:
            raise PrefectSettingRefused("The file prefect/password is empty: remove it, and it is made anew.")
        return made

    def environment(self) -> dict[str, str]:
        """What Prefect's client must be told to find a server on another machine; nothing where there is none."""
        if not self.address:
            return {}
        password = self.password()
        return {
            "PREFECT_API_URL": self.address,
            **({"PREFECT_API_AUTH_STRING": f"{USER}:{password}"} if password else {}),
        }


def server_of(values: Mapping[str, str], folder: Path) -> PrefectServer:
    """What is set.

    Raises:
        PrefectSettingRefused
    """
    address = (values.get("INFORIGHTS_PREFECT_ADDRESS") or "").rstrip("/") or None
    if address and not re.fullmatch(
        r"(https://[A-Za-z0-9.-]+|http://(127\.0\.0\.1|localhost|\[::1\]))(:[0-9]{1,5})?(/[A-Za-z0-9._-]+)*/api",
        address,
    ):
        raise PrefectSettingRefused(
            "INFORIGHTS_PREFECT_ADDRESS must be as https://prefect.example.org/api; http is for this machine only "
            "(UK GDPR Art 32)."
        )
    secret = values.get("INFORIGHTS_PREFECT_PASSWORD") or None
    if secret and not re.fullmatch(r"[!-~]{12,}", secret):
        raise PrefectSettingRefused(
            "INFORIGHTS_PREFECT_PASSWORD must be 12 or more ASCII characters without a blank."
        )
    return PrefectServer(folder, address, secret)
