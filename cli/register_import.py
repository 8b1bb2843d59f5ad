"""`register import`: the requests of an earlier register, from a workbook or a CSV file, all of them or none."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, Json, one_of
from cli.words import acting

if TYPE_CHECKING:
    from rules.earlier_register import Column, Problem
    from tasks.register_plan import Plan

_MAP = "A heading that is not known, and the column it means, or none; once for each."


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The register: .xlsx or .csv.")],
    service: Annotated[str, typer.Option(help="Whose requests they become: the service's short name.")],
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The sheet, where there are several.")] = None,
    mapped: Annotated[list[str] | None, typer.Option("--map", metavar='"HEADING=COLUMN"', help=_MAP)] = None,
    channel: Annotated[
        str | None, typer.Option(help="How those came whose row does not say: email, post, form, phone, in-person.")
    ] = None,
    letters: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the files lie that rows name as their letter.")
    ] = None,
    skip_known: Annotated[bool, typer.Option("--skip-known", help="Pass over rows that are here already.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what is wrong with which row, and what would be done.")
    ] = False,
    as_json: Json = False,
    by: By = None,
) -> None:
    """Take over the requests of an earlier register: every row, or none where something is wrong with any."""
    from models.moment import now
    from rules.channel import Channel
    from tasks import register_import
    from tasks.register_import import RowsRefused
    from tasks.register_plan import Asked, examine

    asked = Asked(service, sheet, _mapped(mapped or []), one_of(Channel, channel, "--channel"), letters, skip_known)
    content, moment = _content(file), now()
    if dry_run:
        plan = examine(content, asked, by=acting(by), at=moment)
        _tell_problems(plan.problems, as_json)
        _tell(plan, as_json)
        if plan.problems:
            raise typer.Exit(1)
        return
    try:
        done = register_import.take_over(content, asked, by=acting(by), at=moment)
    except RowsRefused as refused:
        _tell_problems(refused.problems, as_json)
        raise
    _tell(done.plan, as_json)
    if as_json:
        for one, reference in zip(done.plan.rows, done.references, strict=True):
            print(json.dumps({"row": one.line.number, "reference": reference}))
    else:
        print(f"Taken over: {done.references[0]} to {done.references[-1]}.")


def _tell_problems(problems: "tuple[Problem, ...]", as_json: bool) -> None:
    for one in problems:
        if as_json:
            print(json.dumps({"row": one.row, "column": one.column, "says": one.says}, ensure_ascii=False))
        else:
            print(one)


def _tell(plan: "Plan", as_json: bool) -> None:
    from rules.earlier_register.told import consequence, open_line

    found = plan.summary
    if as_json:
        told = {
            "requests": found.rows,
            "problems": len(plan.problems),
            "states": {state.value: count for state, count in sorted(found.states.items())},
            "late": found.late,
            "undated": found.undated,
            "passed_over": plan.passed_over,
            "columns_not_taken": plan.headings.unknown,
            "open": [
                {
                    "row": one.row.number,
                    "kinds": [kind.value for kind in one.row.kinds],
                    "due": one.due.isoformat() if one.due else None,
                }
                for one in found.open
            ],
        }
        print(json.dumps(told, ensure_ascii=False))
        return
    if plan.problems:
        many = len(plan.problems)
        print(f"{many:,} problem{'s' if many > 1 else ''}; of the rows without any:", file=sys.stderr)
    for line in consequence(
        found, plan.headings.unknown, passed_over=plan.passed_over, without_letter=plan.without_letter
    ):
        print(line)
    for one in found.open:
        print(f"  {open_line(one, plan.today)}")


def _mapped(words: list[str]) -> "dict[str, Column | None]":
    from rules.earlier_register import Column

    found: dict[str, Column | None] = {}
    for word in words:
        heading, between, column = word.rpartition("=")
        if not between or not heading.strip():
            raise typer.BadParameter('write it as "Heading=column"', param_hint="--map")
        meant = column.strip().replace(" ", "_").lower()
        found[heading.strip()] = None if meant == "none" else one_of(Column, meant, "--map")
    return found


def _content(file: Path) -> bytes:
    from rules.refusal import Refusal
    from tasks import arrival

    try:
        with file.open("rb") as opened:
            return opened.read(arrival.largest() + 1)  # one more shows that it is too large
    except (OSError, ValueError):
        raise Refusal("There is no such file, or it cannot be opened: check its name.") from None
