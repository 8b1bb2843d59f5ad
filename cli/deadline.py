"""`deadline`: when an answer is due, with the working. Nothing is stored and nothing heavy imported."""

import json
import sys
from datetime import date
from typing import Annotated, Any

import typer

from cli.words import a_date

_Date = Annotated[date | None, typer.Option(parser=a_date, metavar="DATE")]


def deadline(
    kind: Annotated[str | None, typer.Option(help="sar, foi, la_legal, court_order, third_party, ...")] = None,
    received: _Date = None,
    clarification_asked: _Date = None,
    clarification_answered: _Date = None,
    identity_asked: _Date = None,
    identity_received: _Date = None,
    fee_notice: _Date = None,
    fee_paid: _Date = None,
    extended: Annotated[bool, typer.Option("--extended", help="An extension was notified in time.")] = False,
    required_by: _Date = None,
    service: Annotated[str | None, typer.Option(help="For that service's own target.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="A file of JSON lines; - for standard input.")
    ] = None,
) -> None:
    """When an answer is due, and how the date comes about."""
    if batch is not None:
        _batch(batch)
        return
    if kind is None or received is None:
        raise typer.BadParameter("give --kind and --received, or --batch FILE")
    line: dict[str, Any] = {"kind": kind, "received": received.isoformat(), "extended": extended}
    if clarification_asked or clarification_answered:
        line["clarification"] = [_wait("asked", clarification_asked, "answered", clarification_answered)]
    if identity_asked or identity_received:
        line["identity"] = _wait("asked", identity_asked, "received", identity_received)
    if fee_notice or fee_paid:
        line["fee"] = _wait("notice", fee_notice, "paid", fee_paid)
    if required_by:
        line["required_by"] = required_by.isoformat()
    if service:
        line["service"] = service
    answer = answer_line(line)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    elif "error" in answer:
        print(answer["error"], file=sys.stderr)
    else:
        for reason in answer["explanation"]:
            print(reason)
        print(f"Due: {answer['due'] or 'no date while the clock waits' if not answer['running'] else answer['due']}")
        print(f"Rules: {'; '.join(answer['cites']) or 'none'}")
    if "error" in answer:
        raise typer.Exit(1)


def answer_line(line: object) -> dict[str, Any]:
    """The answer to one line of a batch: the dates and their working, or `{"error"}`."""
    from cli.deadline_line import Wrong, read
    from rules import clock
    from rules.refusal import Refusal

    try:
        recorded, promise = read(line)
        found = clock.due(recorded, promise)
    except (Wrong, Refusal) as error:
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
        source = nullcontext(sys.stdin) if file == "-" else open(file, encoding="utf-8")  # noqa: SIM115
    except OSError:
        print("The batch file cannot be opened; check its name.", file=sys.stderr)
        raise typer.Exit(1) from None
    with source as lines:
        for text in lines:
            if not text.strip():
                continue
            try:
                line = json.loads(text)
            except ValueError:
                print(json.dumps({"error": "the line is not valid JSON"}))
                continue
            print(json.dumps(answer_line(line), ensure_ascii=False))


def _wait(asked_name: str, asked: date | None, answered_name: str, answered: date | None) -> dict[str, str | None]:
    return {asked_name: _iso(asked), answered_name: _iso(answered)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
