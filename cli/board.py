"""`due`, `show` and `letter`: what stands, and where its papers lie."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.options import AsOn, By, Json, day_option, one_of
from cli.words import acting, looking, moment_on

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
    from cli.story import part_lines, story
    from models.moment import day_of, now
    from rules.kinds import Kind

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


def letter(
    reference: str,
    name: Annotated[
        str | None, typer.Argument(help="Write this letter: a consent request, notify_service_user.")
    ] = None,
    sent: Annotated[
        str | None, typer.Option(metavar="WAY", help="Note that it has gone: post, tracked-post, by-hand, email, ...")
    ] = None,
    on: Annotated[date | None, day_option("The day it went; today unless given.")] = None,
    to: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Copy the letters there.")] = None,
    preview: Annotated[
        bool,
        typer.Option("--preview", help="With --to: the prepared answer as it would go, to read before approving."),
    ] = False,
    by: By = None,
) -> None:
    """The letters of a request: write one, note that one has gone, list them, or copy them out as Word files."""
    from models import document_store, queries
    from models.db import reading
    from models.moment import day_of, now
    from rules.rights import Right
    from tasks import access

    reference = reference.upper()
    moment = now()
    if sent is not None:
        from rules.sending import SentBy
        from tasks import dispatch

        way = one_of(SentBy, sent, "--sent")
        if not name:
            raise typer.BadParameter("name the letter that has gone, as the list calls it", param_hint="NAME")
        dispatch.note_sent(reference, name, way, on=on or day_of(moment), by=acting(by), at=moment)
    elif name:
        from tasks import letter as task

        task.write(reference, name, by=acting(by), at=moment)
    if preview:
        from tasks import letter as task

        if not to:
            raise typer.BadParameter("say where to put it: --to FOLDER", param_hint="--preview")
        for filename, content in task.preview(reference, moment, by=looking(by)):
            _save(to, filename, content)
            print(to / filename)
        return
    with reading() as session:
        right = Right.EXPORT if to else Right.READ
        found = access.to_read(session, reference, by=looking(by), at=moment, right=right)
        documents = {document.id: document for document in queries.documents(session, found)}
        for row in queries.letters(session, found):
            state = (
                f"sent {row.sent_on} {row.sent_by.words if row.sent_by else ''}".strip() if row.sent_on else "draft"
            )
            file = documents[row.document_id]
            where = ""
            if to:
                _save(to, file.filename, document_store.get(file.sha256))
                where = f"  {to / file.filename}"
            print(f"{row.occasion}: {row.name} ({state}){where}")


def _save(folder: Path, filename: str, content: bytes) -> None:
    from rules.refusal import Refusal

    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / filename).write_bytes(content)
    except OSError:
        raise Refusal("The folder cannot be written to: name another.") from None
