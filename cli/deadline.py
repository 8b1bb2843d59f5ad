"""`deadline`: when an answer is due, with the working. Nothing is stored and nothing heavy imported."""

import json
import sys
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import Json, day_option

if TYPE_CHECKING:
    from rules.clock import Due
    from rules.working_days import Calendars

_Dates = Annotated[list[date] | None, day_option("Once for each question, in their order.")]


def deadline(
    kind: Annotated[str | None, typer.Option(help="sar, foi, la_legal, court_order, internal_review, ...")] = None,
    received: Annotated[date | None, day_option("The day on which the request reached us.")] = None,
    clarification_asked: _Dates = None,
    clarification_answered: _Dates = None,
    identity_asked: Annotated[date | None, day_option("We asked for evidence of identity.")] = None,
    identity_received: Annotated[date | None, day_option("That evidence reached us.")] = None,
    fee_notice: Annotated[date | None, day_option("We gave a fees notice.")] = None,
    fee_paid: Annotated[date | None, day_option("The fee reached us.")] = None,
    extended: Annotated[bool, typer.Option("--extended", help="An extension was notified in time.")] = False,
    extended_on: Annotated[
        date | None, day_option("The day on which the requester was told of an extension.")
    ] = None,
    required_by: Annotated[date | None, day_option("The day for which the letter asks an answer.")] = None,
    service: Annotated[str | None, typer.Option(help="For that service's own target.")] = None,
    as_json: Json = False,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="A file of JSON lines; - for standard input.")
    ] = None,
) -> None:
    """When an answer is due, and how the date comes about."""
    waits = (clarification_asked, clarification_answered, identity_asked, identity_received, fee_notice, fee_paid)
    if batch is not None:
        if kind or received or any(waits) or extended or extended_on or required_by or service:
            raise typer.BadParameter("with --batch everything else stands in the lines of the file")
        _batch(batch)
        return
    if kind is None or received is None:
        raise typer.BadParameter("give --kind and --received, or --batch FILE")
    questions, answers = clarification_asked or [], clarification_answered or []
    if len(answers) > len(questions):
        raise typer.BadParameter("--clarification-answered needs --clarification-asked")
    for answered, asked, words in (
        (identity_received, identity_asked, "--identity-received needs --identity-asked"),
        (fee_paid, fee_notice, "--fee-paid needs --fee-notice"),
    ):
        if answered and not asked:
            raise typer.BadParameter(words)
    line: dict[str, Any] = {"kind": kind.lower(), "received": received.isoformat()}
    if extended:
        line["extended"] = True
    if questions:
        line["clarification"] = [
            _wait("asked", asked, "answered", answered) for asked, answered in zip_longest(questions, answers)
        ]
    if identity_asked:
        line["identity"] = _wait("asked", identity_asked, "received", identity_received)
    if fee_notice:
        line["fee"] = _wait("notice", fee_notice, "paid", fee_paid)
    if extended_on:
        line["extended_on"] = extended_on.isoformat()
    if required_by:
        line["required_by"] = required_by.isoformat()
    if service:
        line["service"] = service
    if as_json:
        answer = answer_line(line, _calendars())
        print(json.dumps(answer, ensure_ascii=False))
        if "error" in answer:
            raise typer.Exit(1)
        return
    _tell(_due(line, _calendars()))


def _tell(found: "Due") -> None:
    for reason in found.because:
        print(reason)
    none = "no date" if found.running else "no date while the clock waits"
    print(f"Due: {_iso(found.due) or none}")
    for alert in found.alerts:
        print(f"Keep an eye on {alert.on.isoformat()}: {alert.says} ({alert.cite})")
    print(f"Rules: {'; '.join(found.cites) or 'none'}")


def _due(line: object, calendars: "Calendars") -> "Due":
    from cli.deadline_line import read
    from rules import clock

    recorded, promise = read(line)
    return clock.due(recorded, promise, calendars)


def answer_line(line: object, calendars: "Calendars") -> dict[str, Any]:
    """The answer to one line of a batch: the dates and their working, or `{"error"}`."""
    from rules.refusal import Refusal

    try:
        found = _due(line, calendars)
    except Refusal as error:
        return {"error": str(error)}
    return {
        "statutory_due": _iso(found.statutory),
        "target_due": _iso(found.target),
        "due": _iso(found.due),
        "running": found.running,
        "explanation": list(found.because),
        "cites": list(found.cites),
    }


def _batch(file: str) -> None:
    from contextlib import nullcontext

    try:
        # Bytes: a line that is not UTF-8 is an error of that line alone.
        source = nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb")  # noqa: SIM115
    except OSError:
        print("The batch file cannot be opened; check its name.", file=sys.stderr)
        raise typer.Exit(1) from None
    calendars = _calendars()
    with source as lines:
        for text in lines:
            if text.strip():
                print(json.dumps(_answer_text(text, calendars), ensure_ascii=False))


def _calendars() -> "Calendars":
    from tasks.holidays import in_force

    return in_force()


def _answer_text(text: bytes, calendars: "Calendars") -> dict[str, Any]:
    try:
        # Windows begins a file with a mark.
        line = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_no_field_twice)
    except FieldTwice as twice:
        return {"error": f"The line gives {twice} twice: give it once."}
    except (ValueError, RecursionError):
        return {"error": "The line is not valid JSON in UTF-8."}
    return answer_line(line, calendars)


class FieldTwice(ValueError):
    """A field that stands twice in one object; JSON would silently take the last."""


def _no_field_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise FieldTwice(next(name for name in names if names.count(name) > 1))
    return found


def _wait(asked_name: str, asked: date, answered_name: str, answered: date | None) -> dict[str, str | None]:
    return {asked_name: asked.isoformat(), answered_name: _iso(answered)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
