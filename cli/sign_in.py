"""`user password`, `user invite` and `user reset-codes`: how somebody can sign in to the dashboard."""

import sys
from typing import Annotated

import typer

from cli.options import By
from cli.words import acting

_Login = Annotated[str, typer.Argument(metavar="LOGIN", help="The name by which the audit log knows them.")]


def password(login: _Login, by: By = None) -> None:
    """Set a password at this machine: asked for twice and not shown, or one line of the standard input."""
    from models.moment import now
    from tasks import credentials

    if sys.stdin.isatty():
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    credentials.set_password(login, given, by=acting(by), at=now())
    print("The password is set. Every sign-in that there was has ended.")


def invite(login: _Login, by: By = None) -> None:
    """Print an address where somebody chooses their password: for three days, once. Give it to them alone."""
    import settings
    from models.moment import now
    from tasks import credentials

    token = credentials.invite(login, by=acting(by), at=now())
    found = settings.load()
    print(f"{found.address or f'http://127.0.0.1:{found.board_port}'}/invitation/{token}")
    print("It holds for 72 hours and is used once. Give it to nobody else.", file=sys.stderr)


def reset_codes(login: _Login, by: By = None) -> None:
    """Forget somebody's one-time codes and single sign-on, as when a telephone was lost; they begin anew."""
    from models.moment import now
    from tasks import credentials

    credentials.reset_codes(login, by=acting(by), at=now())
    print("Forgotten. New one-time codes are set up at the next sign-in.")
