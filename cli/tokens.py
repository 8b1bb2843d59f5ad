"""`token add`, `token list`, `token revoke`: keys for programs, each with the sight of the account that makes it."""

import sys
from typing import Annotated

import typer

from cli.options import By, one_of
from cli.words import acting, looking
from rules.scopes import USUAL, Scope


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What has the key, as: screen in the office.")],
    scope: Annotated[
        list[str], typer.Option(metavar="SCOPE", help=f"What it opens; more than once for more: {', '.join(Scope)}.")
    ],
    days: Annotated[int, typer.Option(help="For how many days it holds.")] = USUAL,
    by: By = None,
) -> None:
    """Make a key for a program. It is printed once, and kept nowhere."""
    from models.moment import now
    from tasks import access_tokens

    scopes = [one_of(Scope, word, "--scope") for word in scope]
    made = access_tokens.make(name, scopes, by=acting(by), at=now(), days=days)
    print(made.secret)
    print(
        f"It is key {made.number} and holds until {made.ends_at:%Y-%m-%d}. Give it to that program alone.",
        file=sys.stderr,
    )


def list_(by: By = None) -> None:
    """The keys of one's account; for who keeps the accounts, all of the service."""
    from cli.table import print_table
    from models.moment import now
    from tasks import access_tokens

    keys, moment = access_tokens.listed(by=looking(by)), now()
    if not keys:
        print("There is no key.")
        return
    print_table(
        ("Number", "Login", "Name", "Opens", "Used", "Ends", "State"),
        [
            (
                str(key.number),
                key.login,
                key.name,
                ", ".join(key.scopes),
                f"{key.used_at:%Y-%m-%d}" if key.used_at else "never",
                f"{key.ends_at:%Y-%m-%d}" if key.ends_at else "",
                "in use" if key.holds(moment) else "revoked" if key.revoked_at else "ended",
            )
            for key in keys
        ],
    )


def revoke(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `token list` shows it.")], by: By = None
) -> None:
    """Make a key worth nothing, at once."""
    from models.moment import now
    from tasks import access_tokens

    access_tokens.revoke(number, by=acting(by), at=now())
    print(f"Key {number} opens nothing any more.")
