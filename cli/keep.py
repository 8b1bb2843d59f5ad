"""What an installation keeps and goes by: policies, settings, the audit log."""

from typing import Annotated

import typer


def policy(slug: Annotated[str, typer.Argument(help="The service.")]) -> None:
    """A service's policy in words, each setting with its clause, and what it changes from the default."""
    from rules.policy_words import in_words
    from settings import load

    for line in in_words(slug, load().policies):
        print(line)


def show_settings() -> None:
    """The settings of this installation, and where each comes from."""
    from settings import shown

    for name, value, says in shown():
        print(f"{name} = {value}")
        print(f"    {says}")


def audit_verify() -> None:
    """Check the whole chain of audit events: nothing changed, removed, reordered or cut off."""
    from models.audit_chain import verify
    from models.db import reading

    with reading() as session:
        broken, count = verify(session)
    if broken:
        print(f"The audit log does not hold: {broken.says}.")
        raise typer.Exit(1)
    print(f"The audit log holds: {count} events, each following on the one before it.")
