"""`due` and `show`: what stands."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import AsOn, By, Json
from cli.words import looking, moment_on

if TYPE_CHECKING:
    from models.access import Sight


def due(
    service: Annotated[str | None, typer.Option(help="Only this service's.")] = None,
    on: AsOn = None,
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

    print_table(
        ("Reference", "Kind", "Received", "Due", "Working days left", "Waits for"),
        [
            (
                r["reference"],
                ", ".join(r["kinds"]) or ("?" if r["state"] else ""),
                r["received"] or "",
                _due(r),
                _left(r),
                r["waits_for"],
            )
            for r in rows
        ],
    )


def due_lines(service: str | None, today: date, sight: "Sight") -> list[dict[str, Any]]:
    """The open requests as plain values, soonest first; of restricted ones the reference alone, at the end."""
    from models import board
    from models.db import reading
    from rules.outstanding import waits_for
    from tasks import holidays, policies

    calendar = holidays.to_show()[0].united_kingdom

    with reading() as session:
        return [
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
        ] + [_restricted(*found) for found in board.restricted(session, service, sight)]


def _restricted(reference: str, service: str) -> dict[str, Any]:
    """A request that is kept from whoever looks: no kind, no date, no state (CUM-3.4)."""
    hidden = ("state", "received", "due", "statutory_due", "stated", "working_days_left", "late")
    known = {"reference": reference, "service": service, "kinds": []}
    return {**known, **dict.fromkeys(hidden), "waits_for": "restricted (CUM-3.4)"}


def _due(row: dict[str, Any]) -> str:
    if row["state"] is None:
        return ""  # restricted
    due = row["due"] or "paused"
    return due if row["stated"] else f"{due} (date not stated)"


def _left(row: dict[str, Any]) -> str:
    left = row["working_days_left"]
    if left is None:
        return ""
    if row["late"]:
        return f"{-left} late" if left else "late"
    return "today" if left == 0 else str(left)


def show(reference: str, on: AsOn = None, as_json: Json = False, by: By = None) -> None:
    """One request: what it is and why, its clock with its working, what is missing before the answer may go."""
    from models.moment import day_of, now
    from rules.kinds import Kind
    from tasks.story import part_lines, story

    found = story(reference.upper(), day_of(moment_on(on)), by=looking(by), at=now())
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"{found['reference']}  {found['service']}  {found['state'].replace('_', ' ')}")
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
        for line in part_lines(part):
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
                print(f"  {line}")
