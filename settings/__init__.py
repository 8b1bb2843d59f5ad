"""The settings of one installation: environment variables `INFORIGHTS_*`, or a file `settings.env` in its home.

Everything that an installation keeps lies under `INFORIGHTS_HOME`.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rules.refusal import Refusal
from settings import mail as mail_settings
from settings import prefect_server, safe
from settings.mail import Notify, SmtpServer
from settings.prefect_server import PrefectServer
from settings.safe import Safe

DEFAULT_HOME = Path.home() / ".inforights"
DATABASE_FILE = "inforights.db"  # SQLite's, in the home folder


class SettingsRefused(Refusal):
    """A setting cannot be used; says which and what it must be."""


@dataclass(frozen=True, slots=True)
class Sso:
    """The provider of the single sign-on."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str  # whose value is the login, where somebody comes for the first time


@dataclass(frozen=True, slots=True)
class Settings:
    """Where an installation keeps its things and what it accepts."""

    home: Path
    database_url: str
    policies: Path
    user: str | None
    largest_file_mb: int
    board_port: int
    prefect_port: int
    prefect: PrefectServer
    address: str | None
    one_time_codes: bool
    sso: "Sso | None"
    mail: SmtpServer | Notify | None  # how reminders go out
    safe: Safe

    @property
    def documents(self) -> Path:
        """The folder of stored documents."""
        return self.home / "documents"

    @property
    def bank_holidays(self) -> Path:
        """The file of bank holidays proclaimed after the data of this release; need not be there."""
        return self.home / "bank-holidays.yaml"

    @property
    def prefect_home(self) -> Path:
        """Prefect's own folder: its database, its logs, its profiles."""
        return self.home / "prefect"


# Name, default, what it is. The default None is worked out from the home folder.
KNOWN: dict[str, tuple[str | None, str]] = {
    "INFORIGHTS_HOME": (None, "the folder in which everything is kept"),
    "INFORIGHTS_DATABASE_URL": (None, "the database; SQLite in the home folder unless set"),
    "INFORIGHTS_POLICIES": (
        None,
        "a folder of policy files, one a service; the five that come with it unless set",
    ),
    "INFORIGHTS_LARGEST_FILE_MB": ("25", "the largest file that is accepted, in megabytes"),
    "INFORIGHTS_USER": (None, "who acts, for the audit log; the name of the login unless set"),
    "INFORIGHTS_BOARD_PORT": ("8600", "the port of the dashboard, on this machine only"),
    "INFORIGHTS_ADDRESS": (
        None,
        "where people find the dashboard, as https://inforights.example.org, behind a proxy that speaks HTTPS",
    ),
    "INFORIGHTS_SSO_ISSUER": (None, "the OpenID Connect provider of a single sign-on, as https://login.example.org"),
    "INFORIGHTS_SSO_CLIENT_ID": (None, "what the provider calls this installation"),
    "INFORIGHTS_SSO_CLIENT_SECRET": (None, "what the provider knows it by"),
    "INFORIGHTS_SSO_CLAIM": ("preferred_username", "what of the provider's word is the login, at the first sign-in"),
    "INFORIGHTS_ONE_TIME_CODES": ("required", "required, or offered: whether everybody who signs in must have them"),
    "INFORIGHTS_PREFECT_PORT": ("4200", "the port of Prefect's server, on this machine only"),
    **prefect_server.KNOWN,
    **mail_settings.KNOWN,
    **safe.KNOWN,
}
SECRET = {  # settings whose value nobody is shown
    "INFORIGHTS_DATABASE_URL",
    "INFORIGHTS_SSO_CLIENT_SECRET",
    *prefect_server.SECRET,
    *mail_settings.SECRET,
}


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force; the environment wins over the file.

    Raises:
        SettingsRefused: a value is of the wrong form, or the file has a line that is none.
    """
    given = os.environ if environment is None else environment
    home = _home(given)
    # Asked for many times a page: worked out again where a variable or the file is another.
    return _loaded(tuple((name, given[name]) for name in KNOWN if name in given), home, _stamp(home / "settings.env"))


@lru_cache(maxsize=64)
def _loaded(given: tuple[tuple[str, str], ...], home: Path, _file: tuple[int, int] | None) -> Settings:
    values = {name: value for name, (value, _) in _set(dict(given), home).items()}
    return Settings(
        home=home,
        database_url=_database_url(values) or f"sqlite:///{home / DATABASE_FILE}",
        policies=_policies(values),
        user=values.get("INFORIGHTS_USER") or None,
        largest_file_mb=_number(values, "INFORIGHTS_LARGEST_FILE_MB"),
        board_port=_number(values, "INFORIGHTS_BOARD_PORT"),
        prefect_port=_number(values, "INFORIGHTS_PREFECT_PORT"),
        prefect=prefect_server.server_of(values, home / "prefect"),
        address=_address(values),
        sso=_sso(values),
        mail=mail_settings.way_of(values),
        safe=safe.places(
            values,
            home,
            backup_days=_number(values, "INFORIGHTS_BACKUP_DAYS"),
            seals=_one_of(values, "INFORIGHTS_SEAL_DATABASE", ("no", "yes")) == "yes",
        ),
        one_time_codes=_one_of(values, "INFORIGHTS_ONE_TIME_CODES", ("required", "offered")) == "required",
    )


def shown(environment: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Each setting for a person to read: its name, its value with where that comes from, and what it is.

    Raises:
        SettingsRefused: as `load`.
    """
    given = dict(os.environ if environment is None else environment)
    found = load(given)
    of_its_own = {
        "INFORIGHTS_HOME": str(found.home),
        "INFORIGHTS_DATABASE_URL": f"sqlite:///{found.home / DATABASE_FILE}",
        "INFORIGHTS_POLICIES": str(found.policies),
        "INFORIGHTS_USER": "the name of the login",
        "INFORIGHTS_SSO_ISSUER": "none: there is no single sign-on",
        "INFORIGHTS_ADDRESS": f"http://127.0.0.1:{found.board_port}",
        "INFORIGHTS_PREFECT_ADDRESS": "none: it runs on this machine",
        "INFORIGHTS_PREFECT_PASSWORD": "in the file",
        "INFORIGHTS_KEY_FILE": str(found.safe.key_file),
        "INFORIGHTS_BACKUP_KEY_FILE": str(found.safe.backup_key),
    }
    made = _set(given, found.home)
    lines = []
    for name, (default, says) in KNOWN.items():
        value, source = made.get(name, ("", ""))
        if not value:
            value, source = default or of_its_own.get(name, "none"), "the default"
        elif name in SECRET:
            value = "not shown: it may hold a password"
        lines.append((name, f"{value}  ({source})", says))
    return lines


def prefect_environment(settings: Settings) -> dict[str, str]:
    """What Prefect must be told before it is imported: its folder, no telemetry, quiet, patience."""
    return {
        "PREFECT_HOME": str(settings.prefect_home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        # A command tells itself, in one line, what a flow could not do.
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_SHOW_SPLASH": "false",
    }


def prepare_prefect() -> None:
    """Set Prefect's environment where it is not set already; must run before `import prefect`."""
    found = load()
    told = prefect_environment(found)
    if "PREFECT_API_URL" not in os.environ:  # our password is for our server alone
        told |= found.prefect.environment()
    for name, value in told.items():
        os.environ.setdefault(name, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True, mode=0o700)


def _set(given: Mapping[str, str], home: Path) -> dict[str, tuple[str, str]]:
    """What is set, by name: the value, and where it comes from."""
    file = {name: (value, "settings.env") for name, value in _from_file(home / "settings.env").items()}
    return {**file, **{name: (given[name], "the environment") for name in KNOWN if name in given}}


def _home(given: Mapping[str, str]) -> Path:
    home = Path(given.get("INFORIGHTS_HOME") or DEFAULT_HOME).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise SettingsRefused("INFORIGHTS_HOME must be a folder, and it is a file.")
    return home


def _database_url(values: Mapping[str, str]) -> str | None:
    url = values.get("INFORIGHTS_DATABASE_URL")
    if url and not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        # Not shown: it may hold a password.
        raise SettingsRefused("INFORIGHTS_DATABASE_URL must begin with postgresql:// or sqlite:///.")
    return url


def _policies(values: Mapping[str, str]) -> Path:
    folder = Path(values.get("INFORIGHTS_POLICIES") or Path(__file__).parent.parent / "policies")
    if not folder.is_dir():
        raise SettingsRefused("INFORIGHTS_POLICIES must be a folder of policy files, and there is no such folder.")
    return folder


def _stamp(file: Path) -> tuple[int, int] | None:
    """When a file was written and how long it is; None where there is none that can be looked at."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _from_file(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SettingsRefused("settings.env cannot be read: it must be a text file in UTF-8.") from None
    values: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or name.strip() not in KNOWN or name.strip() == "INFORIGHTS_HOME":
            raise SettingsRefused(
                f"settings.env line {number}: write NAME=value, where NAME is one of "
                f"{', '.join(known for known in KNOWN if known != 'INFORIGHTS_HOME')}."
            )
        values[name.strip()] = value.strip()
    return values


def _address(values: Mapping[str, str]) -> str | None:
    address = (values.get("INFORIGHTS_ADDRESS") or "").rstrip("/")
    if not address:
        return None
    if not re.fullmatch(r"https://[a-z0-9.-]+(:[0-9]{1,5})?", address):
        raise SettingsRefused("INFORIGHTS_ADDRESS must be as https://inforights.example.org, with no path.")
    return address


def _sso(values: Mapping[str, str]) -> Sso | None:
    names = ("INFORIGHTS_SSO_ISSUER", "INFORIGHTS_SSO_CLIENT_ID", "INFORIGHTS_SSO_CLIENT_SECRET")
    issuer, client, secret = (values.get(name) or "" for name in names)
    if not issuer:
        return None
    if not re.fullmatch(r"https://\S+|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?(/\S*)?", issuer):
        raise SettingsRefused("INFORIGHTS_SSO_ISSUER must begin with https://.")
    if not client or not secret:
        raise SettingsRefused(f"{names[1]} and {names[2]} must be set as the provider gave them.")
    return Sso(issuer, client, secret, values.get("INFORIGHTS_SSO_CLAIM") or "preferred_username")


def _one_of(values: Mapping[str, str], name: str, words: Sequence[str]) -> str:
    word = values.get(name) or KNOWN[name][0] or ""
    if word not in words:
        raise SettingsRefused(f"{name} must be {' or '.join(words)}.")
    return word


def _number(values: Mapping[str, str], name: str) -> int:
    text = values.get(name) or KNOWN[name][0] or ""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsRefused(f"{name} must be a whole number from 1 to 65535.")
    return int(text)
