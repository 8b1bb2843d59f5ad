"""`stats`: the figures of a period that may be published, on the screen, as a table file or as the yearly report."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, day_option
from cli.words import acting, looking
from cli.written import write

if TYPE_CHECKING:
    from rules.publication import Published


def stats(
    service: Annotated[str, typer.Option(help="Whose figures.")],
    start: Annotated[date | None, day_option("The first day of a quarter.", "--from")] = None,
    end: Annotated[date | None, day_option("The last day of a quarter that is over.", "--to")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them as CSV.")] = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them as an Excel workbook.")] = None,
    docx: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the report to those whom the policy names, on the letterhead."),
    ] = None,
    by: By = None,
) -> None:
    """The figures of a period as they may be published; the last four quarters unless days are given."""
    from models.moment import day_of, now
    from rules.quarters import last_year
    from rules.rights import Right
    from tasks import access, statistics

    moment = now()
    usual = last_year(day_of(moment))
    period = (start or usual[0], end or usual[1])
    files = {"csv": csv, "xlsx": xlsx, "docx": docx}
    if not any(files.values()):
        access.service_of(by=looking(by), at=moment, right=Right.MANAGE)
        access.sight_of(service, by=looking(by), at=moment)  # theirs, and no other's
        _print(statistics.published(service, *period, day_of(moment)), *period)
        return
    for form, file in files.items():
        if file is None:
            continue
        if form == "docx":
            content, recipients = statistics.report(service, *period, by=acting(by), at=moment)
            if not recipients:
                print("The policy names nobody to whom the report goes (report_to).", file=sys.stderr)
        else:
            from web.publication import sheet
            from web.sheet import Form

            found = statistics.take_out(service, *period, form, by=acting(by), at=moment)
            content = sheet(found, *period).file(Form(form), moment)
        write(file, content)


def _print(tables: "list[Published]", start: date, end: date) -> None:
    from cli.table import print_table
    from rules.publication import ADVICE, HIDDEN, notes
    from rules.working_days import written

    print(f"{written(start)} to {written(end)}, both included.\n")
    for one in tables:
        print(f"{one.title}:")
        if one.rows:
            rows = [
                (name, *(HIDDEN if number is None else str(number) for number in numbers))
                for name, numbers in one.rows
            ]
            print_table((one.rows_are, *one.columns), rows)
        else:
            print("so few that their number is not published" if one.withheld else "none")
        print()
    for note in (*notes(tables), ADVICE):
        print(note)
