"""The pages name every command that there is."""

import click
import pytest
import typer

from cli.app import app
from tests.conftest import ROOT


def commands(group: click.Group, before: str = "") -> list[str]:
    """The commands of a group and of the groups in it, as they are typed."""
    return [
        name
        for title, command in group.commands.items()
        for name in (
            commands(command, f"{before}{title} ") if isinstance(command, click.Group) else [f"{before}{title}"]
        )
    ]


FOUND = typer.main.get_command(app)
assert isinstance(FOUND, click.Group)
COMMANDS = commands(FOUND)


@pytest.fixture(scope="module")
def pages() -> str:
    """README.md and every page of docs/, as one text."""
    return "\n".join(file.read_text("utf-8") for file in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_pages(pages: str, name: str) -> None:
    """A command that is nowhere described is not there for a manager."""
    assert f"`inforights {name}" in pages or f"\ninforights {name}" in pages


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    """`--help` has a sentence for each, in words that end."""
    command: click.Command = FOUND
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command.help
    assert command.help.splitlines()[0].endswith(".")
