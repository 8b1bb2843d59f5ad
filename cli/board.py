"""`due` and `show`: what stands."""

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import AsOn, By, Json
from cli.words import looking, moment_on

if TYPE_CHECKING:
    from models.access import Sight
    from models.follow_ups import Open
    from rules.working_days import Calendar


def due(
    service: Annotated[str | None, typer.Option(help="Only this service's.")] = None,
    on: AsOn = None,
    forecast: Annotated[
        bool, typer.Option("--forecast", help="What is to be expected of each date, and why.")
    ] = False,
    as_json: Json = False,
    by: By = None,
) -> None:
    """What is due, soonest first, and what each waits for. No names."""
    from models.moment import day_of, now
    from tasks import access, holidays, policies, recompute

    if service:
        policies.of(service)  # a name that no policy bears is an error, not an empty list
    sight = access.sight_of(service, by=looking(by), at=now())
    rows = due_lines(service, day_of(moment_on(on)), sight)
    if forecast:
        _add_forecast(rows, day_of(moment_on(on)), sight)
    _, wrong = holidays.to_show()
    for line in [wrong] if wrong else recompute.stale_lines():
        print(line, file=sys.stderr)
    if as_json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    if not rows:
        print("Nothing is open.")
        return
    from cli.table import print_table

    headings = ("Reference", "Kind", "Received", "Due", "Working days left", "Waits for")
    print_table(
        (*headings, "Forecast") if forecast else headings,
        [
            (
                r["reference"],
                ", ".join(r["kinds"]) or ("?" if r["state"] else ""),
                r["received"] or "",
                _due(r),
                _left(r),
                r["waits_for"],
                *([_forecast(r)] if forecast else []),
            )
            for r in rows
        ],
    )


def _add_forecast(rows: list[dict[str, Any]], today: date, sight: "Sight") -> None:
    """What is to be expected of each line that is shown in full."""
    from tasks.forecast import open_requests

    found = {one.reference: one.forecast for one in open_requests(sight, today)}
    for row in rows:
        of = None if _is_followed(row) else found.get(row["reference"])
        row["forecast"] = of and {
            "outlook": of.outlook.value,
            "ready": of.ready.isoformat(),
            "stands_at": of.step.value,
            "working_days_stood": of.stood,
            "because": of.because,
        }


def _forecast(row: dict[str, Any]) -> str:
    return f"{row['forecast']['outlook']}: {row['forecast']['because']}" if row["forecast"] else ""


def due_lines(service: str | None, today: date, sight: "Sight") -> list[dict[str, Any]]:
    """The open requests as plain values, soonest first; of restricted ones the reference alone, at the end."""
    from models import board, follow_ups
    from models.db import reading
    from rules.outstanding import waits_for
    from tasks import holidays, policies

    calendar = holidays.to_show()[0].united_kingdom

    with reading() as session:
        followed = follow_ups.open_ones(session, sight, service)
        requests = [
            {
                "reference": row.reference,
                "service": row.service,
                "kinds": [kind.value for kind in row.kinds],
                "state": row.state.value,
                "received": row.received.isoformat(),
                "due": row.due.isoformat() if row.due else None,
                "statutory_due": row.statutory_due.isoformat() if row.statutory_due else None,
                "stated": row.stated,
                "working_days_left": calendar.between(today, row.due) if row.due else None,
                "late": row.due is not None and row.due < today,
                "waits_for": waits_for(row.facts, policies.of(row.service), today),
            }
            for row in board.rows(session, service, sight=sight)
        ]
        restricted = [_restricted(*found) for found in board.restricted(session, service, sight)]
    shown = [*requests, *(_followed(found, today, calendar) for found in followed)]
    shown.sort(key=lambda row: (row["due"] or "9999", row["reference"]))
    return shown + restricted


def _followed(found: "Open", today: date, calendar: "Calendar") -> dict[str, Any]:
    """A review or a complaint as a line of its own, beside that of its request where that is open."""
    due = found.one.keep_by
    return {
        "reference": found.reference,
        "service": found.service,
        "kinds": [found.one.what.value],
        "state": found.state.value,
        "received": found.one.received.isoformat(),
        "due": due.isoformat() if due else None,
        "statutory_due": found.statutory.isoformat() if due and found.statutory else None,
        "stated": True,
        "working_days_left": calendar.between(today, due) if due else None,
        "late": due is not None and due < today,
        "waits_for": found.one.waits_for,
    }


def _is_followed(row: dict[str, Any]) -> bool:
    from rules.kinds import FollowUp

    return not set(FollowUp).isdisjoint(row["kinds"])


def _restricted(reference: str, service: str) -> dict[str, Any]:
    """A request that is kept from whoever looks: no kind, no date, no state (CUM-3.4)."""
    hidden = ("state", "received", "due", "statutory_due", "stated", "working_days_left", "late")
    known = {"reference": reference, "service": service, "kinds": []}
    return {**known, **dict.fromkeys(hidden), "waits_for": "restricted (CUM-3.4)"}


def _due(row: dict[str, Any]) -> str:
    if row["state"] is None:
        return ""  # restricted
    due = row["due"] or ("no date" if _is_followed(row) else "paused")
    return due if row["stated"] else f"{due} (date not stated)"


def _left(row: dict[str, Any]) -> str:
    left = row["working_days_left"]
    if left is None:
        return ""
    if row["late"]:
        return f"{-left} late" if left else "late"
    return "today" if left == 0 else str(left)


def show(reference: str, on: AsOn = None, as_json: Json = False, by: By = None) -> None:
    """One request: what it is and why, its clock with its working, what is missing before the answer may go.

    One that was taken over is found by what the earlier register called it as well.
    """
    from cli.deeds import told
    from models.moment import day_of, now
    from models.request import NoSuchRequest
    from rules.kinds import Kind
    from tasks import story_follow_ups
    from tasks.story import part_lines, story

    moment, today = now(), day_of(moment_on(on))
    try:
        found = story(reference.upper(), today, by=looking(by), at=moment)
    except NoSuchRequest:
        if (ours := _earlier(reference, by=looking(by), at=moment)) is None:
            raise
        found = story(ours, today, by=looking(by), at=moment)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"{found['reference']}  {found['service']}  {found['state'].replace('_', ' ')}")
    if found["earlier_reference"]:
        print(f"  in the earlier register: {found['earlier_reference']}")
    if found["closed"]:
        answered = f"answered {found['answered']}, " if found["answered"] else ""
        print(f"  {answered}closed {found['closed']}")
    whose = [*([found["assigned_to"]] if found["assigned_to"] else []), *found["assigned"]]
    if whose:
        print(f"  assigned to: {', '.join(whose)}")
    if found["restricted_to"]:
        print(f"  restricted to: {', '.join(found['restricted_to'])} (CUM-3.4)")
    for person in found["people"]:
        born = f", born {person['date_of_birth']}" if person["date_of_birth"] else ""
        if not born and person["stated_age"] is not None:
            born = f", aged {person['stated_age']} as the letter says"
        role = f" ({person['role'].replace('_', ' ')})" if person["role"] else ""
        print(f"  {person['is_the'].replace('_', ' ')}: {person['name'] or 'not known'}{role}{born}")
    for part in found["parts"]:
        print()
        for line in part_lines(part, is_open=found["closed"] is None):
            print(line)
    for one in found["follow_ups"]:
        print()
        for line in story_follow_ups.lines(one):
            print(line)
    proposed = " and ".join(Kind(kind).words for kind in found["proposed"]) or "nothing"
    sure = (
        f"; the program proposed: {proposed}, {found['confidence']:.0%} sure"
        if found["confidence"] is not None
        else ""
    )
    if found["decided_by"]:
        print(f"\nThe kind was decided by {found['decided_by']}{sure}.")
    for title, key in (
        ("To consider", "prompts"),
        (f"Why it was read so{sure}", "evidence"),
        ("What it asks for", "scope"),
        ("On record of an order, the police, advisers and safeguarding", "on_record"),
        ("Conflicts", "conflicts"),
        ("Who can decide", "competence"),
        ("Who must agree", "consents"),
        ("Missing before the answer may go", "missing"),
        ("Letters", "letters"),
        ("What happened", "events"),
    ):
        if found[key]:
            print(f"\n{title}:")
            for line in found[key]:
                print(f"  {line if isinstance(line, str) else told(line['says'], line['do'], line['give'])}")


def _earlier(reference: str, *, by: str, at: datetime) -> str | None:
    """Our reference of the one request that an earlier register called so."""
    from models import earlier
    from models.db import reading
    from tasks import access

    sight = access.sight_of(None, by=by, at=at)
    with reading() as session:
        found = earlier.of(session, sight, reference)
    return found[0].reference if len(found) == 1 else None
