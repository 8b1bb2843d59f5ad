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
    waits = (clarification_asked, clarification_answered, identity_asked, identity_received, fee_notice, fee_paid)
    if batch is not None:
        if kind or received or any(waits) or extended or required_by or service:
            raise typer.BadParameter("with --batch everything else stands in the lines of the file")
        _batch(batch)
        return
    if kind is None or received is None:
        raise typer.BadParameter("give --kind and --received, or --batch FILE")
    for answered, asked, words in (
        (clarification_answered, clarification_asked, "--clarification-answered needs --clarification-asked"),
        (identity_received, identity_asked, "--identity-received needs --identity-asked"),
        (fee_paid, fee_notice, "--fee-paid needs --fee-notice"),
    ):
        if answered and not asked:
            raise typer.BadParameter(words)
    line: dict[str, Any] = {"kind": kind, "received": received.isoformat(), "extended": extended}
    if clarification_asked:
        line["clarification"] = [_wait("asked", clarification_asked, "answered", clarification_answered)]
    if identity_asked:
        line["identity"] = _wait("asked", identity_asked, "received", identity_received)
    if fee_notice:
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
        none = "no date" if answer["running"] else "no date while the clock waits"
        print(f"Due: {answer['due'] or none}")
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
        # Bytes: a line that is not UTF-8 is an error of that line alone.
        source = nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb")  # noqa: SIM115
    except OSError:
        print("The batch file cannot be opened; check its name.", file=sys.stderr)
        raise typer.Exit(1) from None
    with source as lines:
        for text in lines:
            if text.strip():
                print(json.dumps(_answer_text(text), ensure_ascii=False))


def _answer_text(text: bytes) -> dict[str, Any]:
    try:
        line = json.loads(text.decode("utf-8-sig"))  # Windows begins a file with a mark
    except (ValueError, RecursionError):
        return {"error": "The line is not valid JSON in UTF-8."}
    return answer_line(line)


def _wait(asked_name: str, asked: date, answered_name: str, answered: date | None) -> dict[str, str | None]:
    return {asked_name: asked.isoformat(), answered_name: _iso(answered)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
