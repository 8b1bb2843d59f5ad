"""The register: every request that was ever logged, the last one first; and the search for a name.

What is looked for by reference, kind and day stands in the address, so that it can be kept. A name never does.
"""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from models import earlier, person_words
from models import register as reads
from models.db import reading
from models.queries import id_of, kinds_of
from models.register import PAGE, Entry, Wanted
from rules.kinds import Kind
from rules.lifecycle import State
from tasks import access
from web.copies import copies
from web.field import Field, Option, Sent, read, typed
from web.page import drawn
from web.visitor import At, Form, Who

router = APIRouter(include_in_schema=False)
_MOST = 50  # requests of one search
FILTER = (
    Field("reference", "Reference", hint="Its beginning is enough.", needed=False),
    Field("kind", "Kind", "select", options=[Option(one.value, one.words) for one in Kind], needed=False),
    Field(
        "state", "State", "select", options=[Option(one.value, one.replace("_", " ")) for one in State], needed=False
    ),
    Field("from", "Received from", "date", needed=False),
    Field("to", "Received to", "date", needed=False),
)
NAME = (
    Field(
        "name",
        "Name of somebody in a request",
        hint="Any part of a name that begins a word; or what an earlier register called the request.",
        autocomplete="off",
    ),
)


@router.get("/requests")
def register(request: Request, who: Who, at: At, after: str | None = None) -> Response:
    """The register, or what of it is asked for."""
    asked = Sent({name: request.query_params.getlist(name) for name in request.query_params}, {})
    values, errors = read(FILTER, asked)
    wanted = asked_for({} if errors else values)
    sight = access.sight_of(None, by=who.login, at=at)
    with reading() as session:
        found = reads.page(session, sight, wanted, after=after, limit=PAGE + 1)
        count = reads.count(session, sight, wanted)
        filtered = wanted != Wanted()
        kept = [] if filtered or after else reads.kept(session, sight)
    more = found[PAGE - 1].reference if len(found) > PAGE else None
    kept_words = [(name, word) for name, word in request.query_params.multi_items() if name != "after" and word]
    return drawn(
        request,
        "register.html",
        "Register",
        who=who,
        status=422 if errors else 200,
        fields=FILTER,
        values=typed(FILTER, asked),
        errors=errors,
        rows=[_row(entry) for entry in found[:PAGE]],
        count=count,
        filtered=filtered or bool(errors),
        kept=kept,
        copies=copies(request, who, "register"),
        more=f"/requests?{urlencode([*kept_words, ('after', more)])}" if more else None,
    )


@router.get("/requests/search")
def search_form(request: Request, who: Who) -> Response:
    """The empty search, for whoever comes back to it by its address."""
    return _search(request, who, {}, {}, None)


@router.post("/requests/search")
def search(request: Request, who: Who, at: At, sent: Form) -> Response:
    """The requests that have people of that name, among those that somebody may read in full."""
    values, errors = read(NAME, sent)
    if not errors and not person_words.words(values["name"]):
        errors["name"] = "Name of somebody in a request: write a word of it."
    sight = access.sight_of(None, by=who.login, at=at)
    if errors:
        return _search(request, who, typed(NAME, sent), errors, None)
    with reading() as session:
        found = [
            *(called := earlier.of(session, sight, values["name"])),
            *(one for one in person_words.found(session, sight, values["name"], _MOST) if one not in called),
        ]
        people = person_words.matching(session, found, values["name"])
        kinds = kinds_of(session, [id_of(one) for one in found])
        rows = [
            {
                "reference": one.reference,
                "kinds": _kinds(kinds[id_of(one)]),
                "state": one.state.replace("_", " "),
                "received": one.received_on,
                "people": [(each.name, each.is_the.replace("_", " ")) for each in people.get(id_of(one), [])],
            }
            for one in found
        ]
    return _search(request, who, typed(NAME, sent), {}, rows)


def _search(
    request: Request, who: Who, values: dict[str, Any], errors: dict[str, str], rows: list[dict[str, Any]] | None
) -> Response:
    status = 422 if errors else 200
    return drawn(
        request, "search.html", "Search by name", who=who, status=status, fields=NAME, values=values, errors=errors,
        rows=rows, most=_MOST,
    )  # fmt: skip


def asked_for(values: dict[str, Any]) -> Wanted:
    """What the values of the filter ask for."""
    reference = (values.get("reference") or "").upper().replace(" ", "")
    return Wanted(
        kind=Kind(values["kind"]) if values.get("kind") else None,
        state=State(values["state"]) if values.get("state") else None,
        reference=reference or None,
        received_from=values.get("from"),
        received_to=values.get("to"),
    )


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "reference": entry.reference,
        "kinds": _kinds(entry.kinds),
        "state": entry.state.replace("_", " "),
        "received": entry.received,
        "due": entry.due if entry.state.is_open else None,
        "answered": entry.answered,
        "late": entry.in_time is False,
    }


def _kinds(kinds: Any) -> str:
    return " and ".join(kind.words for kind in kinds) or "not known yet"
