"""The options that several commands share: one set of words, one help text each."""

from enum import StrEnum
from pathlib import Path

import click
import pytest
import typer

from cli.options import one_of, read_paper
from rules.kinds import Kind
from rules.refusal import Refusal
from tests.cli.test_documented import COMMANDS, FOUND


def options_of(name: str) -> list[click.Option]:
    """The options of a command, as it is typed."""
    command: click.Command = FOUND
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.commands[word]
    return [option for option in command.params if isinstance(option, click.Option)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is(name: str) -> None:
    """A manager who asks for `--help` learns of each option what to put there."""
    assert [option.name for option in options_of(name) if not option.help] == []


def test_who_acts_is_said_in_one_way() -> None:
    """DER-1: `--by` is the same everywhere; only an approval must say it, as two roles are two people (BWD-10)."""
    said = {name: option for name in COMMANDS for option in options_of(name) if option.name == "by"}
    assert {name for name, option in said.items() if option.required} == {"approve"}
    assert {option.help for name, option in said.items() if name != "approve"} == {
        "Who acts; the login unless given."
    }
    assert {"remind", "catch-up", "classify", "safeguard", "log", "respond"} <= set(said)


def test_a_word_is_one_that_the_program_knows() -> None:
    """A slip is answered with the words that there are, at the option where it was made."""
    assert one_of(Kind, "sar", "--part") is Kind.SAR
    assert one_of(Kind, None, "--part") is None
    for text in ("", "SAR", "letters"):
        with pytest.raises(typer.BadParameter, match=r"^one of sar, foi, la_legal") as told:
            one_of(Kind, text, "--part")
        assert told.value.param_hint == "--part"


def test_the_words_are_told_as_they_are_typed() -> None:
    """What the message lists can be typed as it stands: the value, not the program's own name for it."""

    class Colour(StrEnum):
        DARK_RED = "dark-red"

    with pytest.raises(typer.BadParameter, match=r"^one of dark-red$"):
        one_of(Colour, "DARK_RED", "--colour")


def test_a_paper_is_read_as_it_is(tmp_path: Path) -> None:
    """CUM-5.1: the signed paper's own bytes; one that cannot be opened is told without its name."""
    paper = tmp_path / "Fernwhistle.pdf"
    paper.write_bytes(b"signed\r\n")
    assert read_paper(paper) == ("Fernwhistle.pdf", b"signed\r\n")
    assert read_paper(None) is None
    with pytest.raises(Refusal, match="cannot be opened") as told:
        read_paper(tmp_path / "Thistlebrook.pdf")
    assert "Thistlebrook" not in str(told.value)
