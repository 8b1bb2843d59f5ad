"""What an installation goes by: policies, exemptions, settings."""

from typing import Annotated

import typer

from cli.options import one_of


def policy(slug: Annotated[str, typer.Argument(help="The service.")]) -> None:
    """A service's policy in words: each setting and what it changes from the default, and what its clauses say."""
    from rules.policy_words import in_words
    from settings import load

    for line in in_words(slug, load().policies):
        print(line)


def exemptions(kind: Annotated[str, typer.Argument(help="The kind that is answered: sar, foi, ...")]) -> None:
    """What a schedule may cite for a document that is kept back, by the kind that is answered."""
    from cli.table import print_table
    from rules.exemptions import LAWS_FOR, catalogue
    from rules.kinds import Kind

    laws = LAWS_FOR[one_of(Kind, kind, "KIND")]
    rows = [
        (row.cite, row.title, "weigh the public interest" if row.test == "qualified" else "", "; ".join(row.needs))
        for row in catalogue().values()
        if row.law in laws
    ]
    print_table(("Cite as", "For", "And", "The reason says"), rows)


def show_settings() -> None:
    """The settings of this installation, and where each comes from."""
    from settings import shown

    for name, value, says in shown():
        print(f"{name} = {value}")
        print(f"    {says}")
