"""Draws the generated pages of this folder from the rules and the command line: `make fix` runs it.

A test fails when a page is not what this would write.
"""

from collections.abc import Iterator
from pathlib import Path

import click
import typer

from cli.app import app
from docs.clock_page import clock_page
from docs.import_page import import_page
from docs.letters_page import letters_page
from docs.policies_page import policies_page
from rules.lifecycle import MOVES, OWNERS, State, diagram

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """Every generated page: its file name and its whole text."""
    return {
        "lifecycle.md": "".join(_lifecycle()),
        "commands.md": "".join(_commands()),
        "clock.md": "".join(clock_page()),
        "import.md": "".join(import_page()),
        "letters.md": "".join(letters_page()),
        "policies.md": "".join(policies_page()),
    }


def _lifecycle() -> Iterator[str]:
    yield "<!-- Generated from rules/lifecycle.py by `make fix`; do not edit. -->\n\n# The way of a request\n\n"
    yield f"```mermaid\n{diagram()}```\n\n## Who must act\n\n| state | who acts next |\n|---|---|\n"
    for state in State:
        yield f"| {state.replace('_', ' ')} | {OWNERS[state]} |\n"
    yield "\n## Every move and its audit event\n\n| from | to | audit event |\n|---|---|---|\n"
    for (source, target), event in MOVES.items():
        yield f"| {source.replace('_', ' ')} | {target.replace('_', ' ')} | `{event}` |\n"


def _commands() -> Iterator[str]:
    yield "<!-- Generated from cli/ by `make fix`; do not edit. -->\n\n# The commands\n"
    root = typer.main.get_command(app)
    assert isinstance(root, click.Group)
    yield from _group(root, "inforights")


def _group(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _group(command, f"{path} {name}")
            continue
        context = click.Context(command, info_name=f"{path} {name}", terminal_width=100, max_content_width=100)
        yield f"\n## `{path} {name}`\n\n```text\n{command.get_help(context).strip()}\n```\n"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
