"""The figures of a period for publication: a page with a chart and a table of each, and the same as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models.moment import day_of
from rules.publication import ADVICE, HIDDEN, Published, notes
from rules.quarters import PeriodRefused, last_year
from rules.working_days import written
from tasks import statistics
from web.copied import file_of, no_such_list, words_of
from web.copies import copies
from web.field import Field
from web.managing import Manager
from web.page import drawn
from web.sheet import Cell, Form, Table
from web.statistics import period
from web.visitor import At

router = APIRouter(include_in_schema=False)


@router.get("/statistics/publication")
def page(request: Request, who: Manager, at: At) -> Response:
    """The figures of the last four quarters, or of those that are asked for."""
    fields = asked_of(day_of(at))
    start, end, values, errors = period(words_of(request), fields, day_of(at))
    try:
        found = statistics.published(who.service, start, end, day_of(at))
    except PeriodRefused as refused:
        errors = {"from": f"From: {refused}"}
        start, end = last_year(day_of(at))
        found = statistics.published(who.service, start, end, day_of(at))
    return drawn(
        request,
        "publication.html",
        "Statistics for publication",
        who=who,
        status=422 if errors else 200,
        fields=fields,
        values=values,
        errors=errors,
        start=start,
        end=end,
        tables=[_drawn(one) for one in found],
        notes=(*notes(found), ADVICE),
        copies=[] if errors else copies(request, who, "publication"),
    )


@router.get("/export/publication.{form}")
def export(request: Request, form: Form, who: Manager, at: At) -> Response:
    """The same figures as a file, a line for each number.

    Raises:
        HTTPException: 404, where the period cannot be understood.
    """
    start, end, _, errors = period(words_of(request), asked_of(day_of(at)), day_of(at))
    if errors:
        raise no_such_list()
    try:
        found = statistics.take_out(who.service, start, end, form.value, by=who.login, at=at)
    except PeriodRefused:
        raise no_such_list() from None
    return file_of(sheet(found, start, end), "publication", form, at)


def sheet(found: list[Published], start: date, end: date) -> Table:
    """The tables as one list."""
    about = (f"{written(start)} to {written(end)}, both included.", *notes(found))
    return Table(
        "Statistics", ("From", "To", "Table", "Row", "Column", "Number"), [*_lines(found, start, end)], about
    )


def asked_of(today: date) -> tuple[Field, Field]:
    """The days that a period is asked for by; the last four quarters unless it is said otherwise."""
    first, last = last_year(today)
    return Field("from", "From", "date", starts_as=first), Field("to", "To", "date", starts_as=last)


def _lines(found: list[Published], start: date, end: date) -> Iterator[list[Cell]]:
    for one in found:
        if one.withheld:
            yield [start, end, one.title, "all", "all", HIDDEN]
        for name, numbers in one.rows:
            for column, number in zip(one.columns, numbers, strict=True):
                yield [start, end, one.title, name, column, HIDDEN if number is None else number]


def _drawn(one: Published) -> dict[str, Any]:
    """A table with its chart: a bar for each column, of all rows together, or of each row what lies in the middle."""
    pairs: list[tuple[str, int | None]] = [(name, numbers[len(numbers) // 2]) for name, numbers in one.rows]
    if one.totals:
        pairs = [*zip(one.columns[:-1], one.rows[-1][1], strict=False)] if one.rows else []
    longest = max([number for _, number in pairs if number] or [1])
    return {
        "title": one.title,
        "withheld": one.withheld,
        "headings": (one.rows_are, *one.columns),
        "rows": [(name, *(HIDDEN if number is None else number for number in numbers)) for name, numbers in one.rows],
        "bars": [
            (name, HIDDEN if number is None else number, 100 * (number or 0) / longest)
            for name, number in pairs
            if len(pairs) > 1  # one bar is no chart
        ],
    }
