"""What a letter says that is on no record: asked at prompts, where no shell keeps it, or read from a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer


def ask_said(questions: dict[str, str]) -> dict[str, str | Sequence[str] | None]:
    """Each question put at a prompt; a list is typed line by line, up to an empty one."""
    from tasks.letter_said import is_optional, takes_lines

    if not sys.stdin.isatty() and all(is_optional(question) for question in questions.values()):
        return {}  # a script that has an answer gives it by --said
    answers: dict[str, str | Sequence[str] | None] = {}
    for field, question in questions.items():
        if not takes_lines(field):
            answers[field] = _line(question)
            continue
        typer.echo(f"{question} One a line, an empty line ends.", err=True)
        lines: list[str] = []
        while line := _line(f"{len(lines) + 1}"):
            lines.append(line)
        answers[field] = lines
    return answers


def _line(prompt: str) -> str:
    """One line typed by a person, or read from a script; a script that says no more has no answer."""
    if sys.stdin.isatty():
        typed: str = typer.prompt(prompt, default="", show_default=False, err=True)
        return typed
    typer.echo(f"{prompt}: ", nl=False, err=True)
    return sys.stdin.readline().rstrip("\r\n")


def read_said(file: Path | None) -> dict[str, str | Sequence[str] | None] | None:
    """The answers of a file of YAML: a field, and a text or a list of texts.

    Raises:
        rules.refusal.Refusal: it cannot be opened, or is no such file.
    """
    import yaml

    from rules.refusal import Refusal

    if file is None:
        return None
    try:
        found = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    except OSError:
        raise Refusal("The file of answers cannot be opened: check its name.") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise Refusal("The file of answers cannot be read: write it as 'field: answer', a field a line.") from None
    plain = isinstance(found, dict) and all(
        isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))
        for value in found.values()
    )
    if not plain:
        raise Refusal("The file of answers is to hold fields, each with a text or a list of texts.")
    answers: dict[str, str | Sequence[str] | None] = {str(field): value for field, value in found.items()}
    return answers
