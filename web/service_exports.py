"""The lists of a service as files for a spreadsheet: its figures, the forecast, its people, the bank holidays."""

from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models.db import reading
from models.moment import day_of
from rules.classification.track_record import KindRecord
from rules.figures import SMALL, Figures, Share
from rules.kinds import Kind
from rules.step_times import MONTHS, Step
from rules.working_days import written
from tasks import accounts, credentials, forecast, holidays
from web.closure_words import days
from web.copied import no_such_list, sent, words_of
from web.forecast import ChosenKind, ChosenOutlook, foretold, rests_on, row
from web.managing import Manager
from web.people import sign_in_of
from web.sheet import Cell, Form, Table
from web.statistics import Found, asked_of, figures_of, kind_words, period
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
_FIGURES = (
    "From", "To", "Kind", "Received", "Answered", "Open on the last day", "Of these late",
    "Answered with a date in law", "Of these in time", "In time, per cent",
    "Answered with a target of the service's own", "Of these on target", "On target, per cent",
    "Working days that half took up to", "Working days that nine in ten took up to",
    "Proposed", "Settled of those proposed", "Of these right", "Not proposed, though it was one",
    "Proposed and still open",
)  # fmt: skip


@router.get("/export/statistics.{form}")
def statistics(request: Request, form: Form, who: Who, at: At) -> Response:
    """The figures of a period, a row for each kind: by the words of their page.

    Raises:
        HTTPException: 404, where the period cannot be understood.
    """
    start, end, _, errors = period(words_of(request), asked_of(day_of(at)), day_of(at))
    if errors:
        raise no_such_list()
    found = figures_of(who, at, start, end)
    figures = {one.kind: one for one in found.rows}
    records: dict[Kind | None, KindRecord] = {one.kind: one for one in found.records}
    rows = [
        [start, end, *_figures(kind, figures.get(kind)), *_record(records.get(kind))]
        for kind in (*Kind, None)
        if kind in figures or kind in records
    ]
    return sent(Table("Statistics", _FIGURES, rows, _notes(found)), "statistics", form, who, at)


@router.get("/export/forecast.{form}")
def expected(form: Form, who: Who, at: At, outlook: ChosenOutlook = None, kind: ChosenKind = None) -> Response:
    """What may miss its date, or what of the forecast was asked for, and why."""
    columns = ("Reference", "Kind", "Outlook", "Due", "Likely to be ready", "Why")
    words = ("reference", "kinds", "words", "due", "ready", "because")
    found = [row(one) for one in foretold(who, at, outlook, kind)]
    return sent(
        Table("Forecast", columns, [[one[word] for word in words] for one in found]), "forecast", form, who, at
    )


@router.get("/export/steps.{form}")
def steps(form: Form, who: Who, at: At, kind: ChosenKind = None) -> Response:
    """How many working days each step usually takes here."""
    times = forecast.usual_times(who.service, day_of(at)).of(kind)
    columns = ("Kind", "Step", "Half took up to", "Four in five up to", "Rests on")
    rows: list[list[Cell]] = [
        [kind.words if kind else "all", step.words, times[step].median, times[step].slow, rests_on(times[step])]
        for step in Step
    ]
    note = f"In working days, from the requests that were closed here in the last {MONTHS} months."
    return sent(Table("Steps", columns, rows, [note]), "steps", form, who, at)


@router.get("/export/people.{form}")
def people(form: Form, who: Manager, at: At) -> Response:
    """The accounts of the service, closed ones too: roles, training and agreements. No client has one."""
    columns = ("Login", "Role", "Works for the service as", "Trained", "Agreement", "Opened", "Closed", "Sign-in")
    with reading() as session:
        rows: list[list[Cell]] = [
            [
                one.login,
                one.role,
                "volunteer" if one.employed == "volunteer" else "staff",
                one.trained_on,
                one.agreement_on,
                one.opened_on,
                one.closed_on,
                sign_in_of(one, credentials.of(session, one.login), at),
            ]
            for one in accounts.listed(who.service, by=who.login, at=at)
        ]
    return sent(Table("People", columns, rows), "people", form, who, at)


@router.get("/export/closures.{form}")
def closures(form: Form, who: Manager, at: At) -> Response:
    """The bank holidays in force from this year on, and where each comes from."""
    known = holidays.known()
    rows: list[list[Cell]] = [
        [one["on"], one["title"], one["nations"], not one["closed"], one["from"]]
        for one in days(known, day_of(at).year)
    ]
    columns = ("Day", "Title", "Where", "Is a working day", "Source")
    notes = [f"Data: {known.version}; published to {known.published_to}."]
    return sent(Table("Bank holidays", columns, rows, notes), "closures", form, who, at)


def _figures(kind: Kind | None, one: Figures | None) -> Iterable[Cell]:
    words = kind_words(kind)
    if one is None:
        return [words, *[None] * 12]
    numbers = (one.received, one.answered, one.open, one.late)
    return [words, *numbers, *_share(one.in_time), *_share(one.on_target), one.median, one.nine_in_ten]


def _share(one: Share) -> tuple[Cell, ...]:
    return one.whole, one.part, one.hundredths


def _record(one: KindRecord | None) -> Iterable[Cell]:
    """Of the proposals; nothing, where the kind was never proposed and never there."""
    if one is None:
        return [None] * 5
    return [one.proposed, one.right + one.wrong.total(), one.right, one.missed, one.open]


def _notes(found: Found) -> list[str]:
    """What the page says of its figures."""
    said = [
        f"{written(found.start)} to {written(found.end)}, both included.",
        f"Requests received: {found.received}. A request of two kinds counts in each of them.",
        "Working days as FOIA 2000 s.10(6) counts them. The days on which the service waited for the requester are "
        "left out.",
    ]
    if found.restricted:
        said.append(f"Restricted requests that are left out (CUM-3.4): {found.restricted}.")
    if found.small:
        said.append(
            f"Before any of this is published: a number under {SMALL} can identify somebody (UK GDPR recital 26)."
        )
    return said
