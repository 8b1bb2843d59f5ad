"""The options that several commands have, each with its one help text, and how their words become values."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar, overload

import typer

from cli.words import a_date, name_of

Word = TypeVar("Word", bound=StrEnum)


def day_option(says: str, *flags: str) -> typer.models.OptionInfo:
    """An option that takes a date, with what it is the date of."""
    made: typer.models.OptionInfo = typer.Option(*flags, parser=a_date, metavar="DATE", help=says)
    return made


By = Annotated[str | None, typer.Option(help="Who acts; the login unless given.")]
Day = Annotated[date | None, day_option("The day; today unless given.")]
AsOn = Annotated[date | None, day_option("As on that day; today unless given.")]
Born = Annotated[date | None, day_option("The birth date, where it is known.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, one object a line.")]
Paper = Annotated[Path | None, typer.Option(metavar="FILE", help="The signed paper, or its scan.")]


@overload
def one_of(words: type[Word], text: str, hint: str) -> Word:
    """A word that must be given."""


@overload
def one_of(words: type[Word], text: str | None, hint: str) -> Word | None:
    """A word that may be left out."""


def one_of(words: type[Word], text: str | None, hint: str) -> Word | None:
    """The word that was typed, as the program knows it; None where none was.

    Args:
        hint: the option or argument, as the command calls it.

    Raises:
        typer.BadParameter: it is none of them; the command ends with exit code 2.
    """
    if text is None:
        return None
    try:
        return words(text)
    except ValueError:
        raise typer.BadParameter(f"one of {', '.join(words)}", param_hint=hint) from None


def read_paper(paper: Path | None) -> tuple[str, bytes] | None:
    """A signed paper's name and bytes.

    Raises:
        rules.refusal.Refusal: it cannot be opened.
    """
    from rules.refusal import Refusal

    if paper is None:
        return None
    try:
        return name_of(paper), paper.read_bytes()
    except OSError:
        raise Refusal("The signed paper cannot be opened: check the file's name.") from None
