"""The forecast: which open requests will miss their date if all goes as it usually goes here, and why."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BeforeValidator

from models.moment import day_of
from rules.forecast import Outlook
from rules.kinds import Kind
from rules.step_times import ENOUGH, MONTHS, Rest, Step
from tasks import access, forecast, holidays
from tasks.forecast import Foretold
from web.page import drawn
from web.visitor import At, Who

router = APIRouter(include_in_schema=False)
PAGE = 50  # requests
_ANY = BeforeValidator(lambda word: word or None)  # what a list sends whose first answer was left
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
    outlook: Annotated[Outlook | None, _ANY] = None,
    kind: Annotated[Kind | None, _ANY] = None,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """Those that will breach first, and how long each step usually takes."""
    today = day_of(at)
    sight = access.sight_of(None, by=who.login, at=at)
    every = [one for one in forecast.open_requests(sight, today) if kind is None or kind in one.kinds]
    asked_for = (outlook,) if outlook else _SHOWN
    found = [one for one in every if one.forecast.outlook in asked_for]
    times = forecast.usual_times(who.service, today).of(kind)
    last = number * PAGE
    return drawn(
        request,
        "forecast.html",
        "Forecast",
        who=who,
        today=today,
        counts=[(one, _WORDS[one], sum(each.forecast.outlook is one for each in every)) for one in Outlook],
        rows=[_row(one) for one in found[last - PAGE : last]],
        chosen={"outlook": outlook, "kind": kind},
        kinds=list(Kind),
        times=[(step, times[step], _rests_on(times[step].rest, times[step].cases)) for step in Step],
        enough=ENOUGH,
        months=MONTHS,
        number=number,
        more=len(found) > last,
        wrong=holidays.to_show()[1],
    )


def _row(one: Foretold) -> dict[str, Any]:
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


def _rests_on(rest: Rest, cases: int) -> str:
    return f"{cases} {rest}" if cases else rest.value
