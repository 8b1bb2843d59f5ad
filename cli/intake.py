"""`log` and `classify`: what arrives."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import By, Json, day_option, one_of
from cli.words import acting, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading import Reading

_CHANNELS = "email, post, form, phone or in-person"


def log(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The letters, as they arrived.")],
    service: Annotated[str, typer.Option(help="The service that received them.")],
    received: Annotated[date | None, day_option("The day they arrived; today unless given.")] = None,
    channel: Annotated[str | None, typer.Option(help=f"How they came: {_CHANNELS}.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Log a file that was logged before.")] = False,
    by: By = None,
) -> None:
    """Keep each letter, give it a reference, and find out what it is and when it is due."""
    from cli import deeds, flow_runs
    from cli.standing import tell
    from models.moment import day_of, now
    from rules.channel import Channel
    from rules.refusal import Refusal
    from tasks import intake
    from tasks.arrival import arrival

    came = one_of(Channel, channel, "--channel")
    references: list[str] = []
    failed = False
    for number, file in enumerate(files, 1):
        moment = now()
        try:
            content, found = _read(file)
            came_in = arrival(found, file.name, received=received, channel=came, today=day_of(moment))
            logged = intake.log(
                content,
                name_of(file),
                service=service,
                received=came_in.received,
                channel=came_in.channel or Channel.POST,
                by=acting(by),
                at=moment,
                again=again,
            )
        except Refusal as refused:
            print(f"{_label(number, files)}{deeds.refused(refused)}", file=sys.stderr)
            failed = True
            continue
        references.append(logged.reference)
        print(logged.reference, flush=True)
        if came_in.by_server:
            day = came_in.received.isoformat()
            print(f"{logged.reference}: received on {day}, when the mail server took it.", file=sys.stderr)
        for note in found.doubts:
            print(f"{logged.reference}: {note}", file=sys.stderr)
    if references:
        flow_runs.receive(references)
        tell(*references)
    if failed:
        raise typer.Exit(1)


def classify(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE...")] = None,
    as_json: Json = False,
    report: Annotated[
        bool, typer.Option("--report", help="Of the letters logged here: how often the proposal was right, by kind.")
    ] = False,
    service: Annotated[str | None, typer.Option(help="With --report: of this service alone.")] = None,
    start: Annotated[date | None, day_option("With --report: received on this day or later.", "--from")] = None,
    end: Annotated[date | None, day_option("With --report: received on this day or earlier.", "--to")] = None,
    by: By = None,
) -> None:
    """Say what each letter is, and why. Nothing is stored. With --report: how often that was right so far."""
    if report:
        from cli import track_record

        if files:
            raise typer.BadParameter("--report is about the letters logged here: name no file")
        track_record.report(service, start, end, by=by, as_json=as_json)
        return
    if not files:
        raise typer.BadParameter("name the letters, or say --report", param_hint="FILE...")
    if service or start or end or by:
        raise typer.BadParameter("--service, --from, --to and --by go with --report")
    _classify(files, as_json=as_json)


def _classify(files: list[Path], *, as_json: bool) -> None:
    from cli import deeds
    from reading import Trust
    from rules import classification
    from rules.classification import Incoming
    from rules.refusal import Refusal

    failed = False
    for number, file in enumerate(files, 1):
        try:
            found = _read(file)[1]
            if not found.text.strip():
                raise Refusal("; ".join(found.doubts) or "There is no text in it: a person must read it.")
        except Refusal as refused:
            failed = True
            if as_json:
                print(json.dumps({"file": str(file), "error": str(refused)}, ensure_ascii=False))
            else:
                print(f"{_label(number, files)}{deeds.refused(refused)}", file=sys.stderr)
            continue
        made = classification.classify(Incoming(found.text, found.subject, found.sender, found.reply_to))
        answer = classification.as_json(str(file), made)
        if found.trust is Trust.DOUBTFUL:  # as `log` does: a person looks before the program's proposal counts
            answer["needs_manager"] = True
            print(f"{_label(number, files)}{'; '.join(found.doubts)}", file=sys.stderr)
        if as_json:
            print(json.dumps(answer, ensure_ascii=False))
        else:
            _print_classification(answer)
    if failed:
        raise typer.Exit(1)


def _print_classification(answer: dict[str, Any]) -> None:
    from cli import deeds
    from rules.classification import GoesTo
    from rules.classification.result import HARM
    from rules.kinds import Kind

    kinds = " and ".join(Kind(part).words for part in answer["parts"]) or "nothing that the program can name"
    print(f"{answer['file']}: {kinds}, {answer['confidence']:.0%} sure")
    if answer["harm"]:
        print(f'  {HARM} - "{_on_one_line(answer["harm"])}"')
    if answer["needs_manager"]:
        print(f"  a manager must decide the kind: {' '.join(answer['doubts']) or 'its text is in doubt.'}")
    if answer["goes_to"]:
        goes_to = GoesTo(answer["goes_to"])
        print(f"  {deeds.told(goes_to.words, goes_to.do)}")
    for reason in answer["evidence"]:
        print(f'  {Kind(reason["for"]).words}: {reason["says"]} - "{_on_one_line(reason["quote"])}"')
    for piece in answer["scope"]:
        print(f'  asks: "{_on_one_line(piece)}"')
    if answer["authority"]:
        print(f'  says that an authority is enclosed: "{_on_one_line(answer["authority"])}"')
    for words, value in _fields(answer):
        print(f"  {words}: {value}")


def _fields(answer: dict[str, Any]) -> "Iterator[tuple[str, str]]":
    """Who writes, about whom, and which dates, as far as the letter says."""
    writer, subject = answer["requester"], answer["subject"]
    role = writer["role"].replace("_", " ") if writer["role"] else None
    born = f"born {subject['date_of_birth']}" if subject["date_of_birth"] else None
    age = f"aged {answer['subject_age']}" if answer["subject_age"] is not None else None
    for words, parts in (
        ("from", (writer["name"], role, writer["reply_to"])),
        ("about", (subject["name"], born, age)),
        ("dated", (answer["letter_date"],)),
        ("answer wanted by", (answer["required_by"],)),
        ("hearing on", (answer["hearing_on"],)),
    ):
        if any(parts):
            yield words, ", ".join(part for part in parts if part)


def _on_one_line(quote: str) -> str:
    """A quote without the letter's line breaks, which would break ours."""
    return " ".join(quote.split())


def _read(file: Path) -> "tuple[bytes, Reading]":
    """The bytes of a file, and what is read in it; refuses what cannot be read."""
    from rules.refusal import Refusal
    from tasks import arrival

    try:
        with file.open("rb") as opened:
            content = opened.read(arrival.largest() + 1)  # a film is not read into memory to be refused
    except IsADirectoryError:
        raise Refusal("That is a folder: name the letters in it.") from None
    except (OSError, ValueError):
        raise Refusal("There is no such file, or it cannot be opened: check its name.") from None
    return content, arrival.read(content, file.name)


def _label(number: int, files: list[Path]) -> str:
    """Which of several files is meant, by its place: a file's name may name a person."""
    return f"File {number} of {len(files)}: " if len(files) > 1 else ""
