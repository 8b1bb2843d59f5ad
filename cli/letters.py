"""The letters of a request: write one, look at its checklist, note that it has gone, copy it out."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, Json, day_option, one_of
from cli.said import ask_said, read_said
from cli.words import acting, looking
from rules.letter_forms import Form

if TYPE_CHECKING:
    from datetime import datetime

    from tasks.letter_check import Checked


def letter(
    reference: str,
    name: Annotated[
        str | None, typer.Argument(help="The letter to write, or to look at: clarification_sar, closing, ...")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Show what it must say, with the words that say it. Writes nothing.")
    ] = False,
    said: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="What it asks for, instead of prompts: a field a line."),
    ] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Ask again for what was typed for the draft.")] = False,
    part: Annotated[str | None, typer.Option(help="The part of a hybrid: sar, foi, ...")] = None,
    sent: Annotated[
        str | None, typer.Option(metavar="WAY", help="Note that it has gone: post, tracked-post, by-hand, email, ...")
    ] = None,
    on: Annotated[date | None, day_option("The day it went; today unless given.")] = None,
    to: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Copy the letters there.")] = None,
    as_: Annotated[str, typer.Option("--as", help="With --to: docx, html, text or pdf.")] = "docx",
    preview: Annotated[
        bool,
        typer.Option("--preview", help="With --to: the prepared answer as it would go, to read before approving."),
    ] = False,
    as_json: Json = False,
    by: By = None,
) -> None:
    """The letters of a request: write one, check it, note that one has gone, list them, or copy them out."""
    from models.moment import now

    reference, moment, form = reference.upper(), now(), one_of(Form, as_, "--as")
    if check or preview or sent is not None:
        if check + preview + (sent is not None) > 1:
            raise typer.BadParameter("give one of --check, --preview and --sent")
        if not name and not preview:
            raise typer.BadParameter("name the letter, as the list calls it", param_hint="NAME")
    if check:
        from tasks import letter_check

        assert name is not None
        _print_checked(
            letter_check.check(reference, name, by=looking(by), at=moment, said=read_said(said)), as_json=as_json
        )
        return
    if preview:
        _preview(reference, to, form, moment, by)
        return
    if sent is not None:
        from models.moment import day_of
        from rules.sending import SentBy
        from tasks import dispatch

        assert name is not None
        way = one_of(SentBy, sent, "--sent")
        dispatch.note_sent(reference, name, way, on=on or day_of(moment), by=acting(by), at=moment)
    elif name:
        _write(reference, name, said, anew, part, moment, by)
    _list(reference, to, form, moment, by)


def _write(
    reference: str, name: str, said: Path | None, anew: bool, part: str | None, moment: "datetime", by: str | None
) -> None:
    from rules.kinds import Kind
    from tasks import letter_by_hand, letter_said

    typed = read_said(said)
    if typed is None:
        questions = letter_by_hand.to_ask(reference, name, by=acting(by), at=moment)
        if anew:
            questions = letter_said.questions(name)
        typed = ask_said(questions) if questions else None
    occasion = letter_by_hand.write(
        reference, name, by=acting(by), at=moment, said=typed, part=one_of(Kind, part, "--part")
    )
    typer.echo(f"{occasion} is a draft. Read it, and note with --sent that it has gone.", err=True)


def _print_checked(found: "Checked", *, as_json: bool) -> None:
    if as_json:
        for tick in found.ticks:
            line = {"item": tick.item, "authority": tick.authority, "basis": tick.basis, "said": tick.said}
            print(json.dumps({**line, "lacks": list(tick.lacks)}, ensure_ascii=False))
    else:
        print(f"{found.letter} ({found.state})")
        for tick in found.ticks:
            print(f"[{' ' if tick.lacks else 'x'}] {tick.item} ({tick.authority})")
            if tick.said:
                print(f"      {tick.said}")
            if tick.lacks:
                print(f"      lacks: {', '.join(tick.lacks)}")
    if found.wrong:
        typer.echo(found.wrong, err=True)
    if not found.complete:
        raise typer.Exit(1)


def _preview(reference: str, to: Path | None, form: Form, moment: "datetime", by: str | None) -> None:
    from tasks import letter as task
    from tasks.letter_copy import in_form

    if not to:
        raise typer.BadParameter("say where to put it: --to FOLDER", param_hint="--preview")
    for title, made in task.preview(reference, moment, by=looking(by)):
        content = in_form(made, form)
        print(save(to, f"{title}.{form.suffix}", content))


def _list(reference: str, to: Path | None, form: Form, moment: "datetime", by: str | None) -> None:
    from rules.rights import Right
    from tasks import letter_copy

    right = Right.EXPORT if to else Right.READ
    for one in letter_copy.listed(reference, by=looking(by), at=moment, right=right):
        way = one.sent_by.words if one.sent_by else ""
        state = f"sent {one.sent_on} {way}".strip() if one.sent_on else "draft"
        where = ""
        if to:
            try:
                content, name = letter_copy.copy(reference, one.occasion, form, by=looking(by), at=moment)
            except letter_copy.NoSuchLetter:
                where = "  kept only as docx"
            else:
                where = f"  {save(to, name, content)}"
        print(f"{one.occasion}: {one.name} ({state}){where}")


def save(folder: Path, filename: str, content: bytes) -> Path:
    """Write a file into a folder that is made where it is missing. Returns where it lies.

    Raises:
        rules.refusal.Refusal: the folder cannot be written to.
    """
    from rules.refusal import Refusal

    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / filename).write_bytes(content)
    except OSError:
        raise Refusal("The folder cannot be written to: name another.") from None
    return folder / filename
