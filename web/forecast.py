"""The forecast: which open requests will miss their date if all goes as it usually goes here, and why."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BeforeValidator

from models.moment import day_of
from rules.forecast import Outlook
from rules.kinds import Kind
from rules.step_times import ENOUGH, MONTHS, Step, Usual
from rules.workload import weeks
from tasks import access, forecast, holidays
from tasks.forecast import Foretold
from web.copies import copies
from web.page import drawn
from web.visitor import At, Visitor, Who

router = APIRouter(include_in_schema=False)
PAGE = 50  # requests
_ANY = BeforeValidator(lambda word: word or None)  # what a list sends whose first answer was left
ChosenOutlook = Annotated[Outlook | None, _ANY]
ChosenKind = Annotated[Kind | None, _ANY]
_SHOWN = (Outlook.LATE, Outlook.WILL_BREACH, Outlook.TIGHT)  # where nothing was asked for
_COLOURS = {"late": "red", "will breach": "orange", "tight": "yellow", "safe": "green", "no date": "grey"}
_WORDS = {
    Outlook.LATE: "Late",
    Outlook.WILL_BREACH: "Will breach",
    Outlook.TIGHT: "Tight",
    Outlook.SAFE: "Safe",
    Outlook.NO_DATE: "No date",
}


@router.get("/forecast")
def page(
    request: Request,
    who: Who,
    at: At,
    outlook: ChosenOutlook = None,
    kind: ChosenKind = None,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """Those that will breach first, and how long each step usually takes."""
    today = day_of(at)
    every = _every(who, at, kind)
    found = _asked_for(every, outlook)
    times = forecast.usual_times(who.service, today).of(kind)
    last = number * PAGE
    ahead = _weeks((one.due for one in every), today)
    return drawn(
        request,
        "forecast.html",
        "Forecast",
        who=who,
        today=today,
        weeks=ahead,
        any_ahead=any(count for _, count, _ in ahead),
        week_rows=[(words, count) for words, count, _ in ahead],
        counts=[(one, _WORDS[one], sum(each.forecast.outlook is one for each in every)) for one in Outlook],
        rows=[row(one) for one in found[last - PAGE : last]],
        chosen={"outlook": outlook, "kind": kind},
        kinds=list(Kind),
        times=[(step, times[step], rests_on(times[step])) for step in Step],
        enough=ENOUGH,
        months=MONTHS,
        number=number,
        more=len(found) > last,
        wrong=holidays.to_show()[1],
        copies={"forecast": copies(request, who, "forecast"), "steps": copies(request, who, "steps")},
    )


def foretold(who: Visitor, at: datetime, outlook: Outlook | None, kind: Kind | None) -> list[Foretold]:
    """The open requests that somebody sees and asked for; unless they asked, those that may miss their date."""
    return _asked_for(_every(who, at, kind), outlook)


def _weeks(dues: Iterable[date | None], today: date) -> list[tuple[str, int, float]]:
    """The weeks ahead, each with its number of dates and the length of its bar."""
    found = weeks(dues, today)
    most = max(1, *(number for _, number in found))
    return [(f"{monday.day} {monday:%b %Y}", number, 100 * number / most) for monday, number in found]


def _every(who: Visitor, at: datetime, kind: Kind | None) -> list[Foretold]:
    sight = access.sight_of(None, by=who.login, at=at)
    return [one for one in forecast.open_requests(sight, day_of(at)) if kind is None or kind in one.kinds]


def _asked_for(every: Iterable[Foretold], outlook: Outlook | None) -> list[Foretold]:
    return [one for one in every if one.forecast.outlook in ((outlook,) if outlook else _SHOWN)]


def row(one: Foretold) -> dict[str, Any]:
    """One request as it is drawn."""
    found = one.forecast
    return {
        "reference": one.reference,
        "kinds": " and ".join(kind.words for kind in one.kinds) or "not known yet",
        "outlook": found.outlook,
        "words": _WORDS[found.outlook],
        "colour": _COLOURS[found.outlook],
        "due": one.due,
        "ready": found.ready if found.outlook is not Outlook.NO_DATE else None,
        "because": found.because,
    }


def rests_on(usual: Usual) -> str:
    """How many requests a usual time comes from."""
    return f"{usual.cases} {usual.rest}" if usual.cases else usual.rest.value
