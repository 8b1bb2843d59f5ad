"""`holidays`: the bank holidays in force, gov.uk's list, and the open requests whose dates move with them."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.holidays_tally import Tally, requests
from cli.options import By, Json
from cli.words import acting, looking

if TYPE_CHECKING:
    from rules.bank_holidays import BankHolidays, Proclaimed
    from tasks.recompute import Found, Moved

_LIST = "The list of www.gov.uk/bank-holidays.json, as it was downloaded."


def show(
    year: Annotated[int | None, typer.Option(help="Only that year; from this year on unless given.")] = None,
    as_json: Json = False,
) -> None:
    """The bank holidays in force, and where each comes from."""
    from models.moment import day_of, now
    from tasks.holidays import known

    found = known()
    first = year if year is not None else day_of(now()).year
    last = year if year is not None else found.published_to
    rows = [row for row in _in_force(found) if first <= int(row["date"][:4]) <= last]
    if as_json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    for row in rows:
        again = "" if row["closed"] else " is a working day"
        print(f"{row['date']}  {row['nation']}: {row['title']}{again}  [{row['from']}]")
    if not rows:
        print("No bank holidays are known for those years.")
    print(f"Data: {found.version}; published to {found.published_to}.")
    _warn_without_effect(found)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_LIST)],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where a row that a person wrote says otherwise.")
    ] = False,
    by: By = None,
) -> None:
    """Take over from gov.uk's list what the data of this release does not know. No request is changed."""
    from models.db import reading
    from models.moment import now
    from rules.working_days import calendars
    from tasks import access, holidays, recompute

    done = holidays.import_list(_content(file), acting(by), now(), over_hand=replace)
    _tell_contradicted(done.contradicted)
    if not done.anything:
        print("The list says what the data says already: nothing was changed.")
        return
    _print_changes(done.changed, done.replaced)
    if done.after.published_to != done.before.published_to:
        print(f"Bank holidays are published to {done.after.published_to} now.")
    if done.older_file:
        print(f"The file as it was is kept as {done.older_file}; comments in it were not taken over.")
    sight = access.sight_of(None, by=looking(by), at=now())
    with reading() as session:
        tally = Tally()
        for one in recompute.moves(session, calendars(done.after), sight):
            tally.add(one)
    if tally.moved:
        has = "has" if tally.moved == 1 else "have"
        earlier = f", {tally.earlier} of them an earlier one!" if tally.earlier else ""
        print(f"{requests(tally.moved)} {has} a date that would move{earlier}: run `inforights holidays check`.")
    else:
        print("No date of an open request would move: run `inforights holidays check`.")
    if tally.followed["moved"]:
        print(tally.followed_moved(applied=False))
    _warn_without_effect(done.after)


def check(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=f"{_LIST} Not imported by this.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Change them, with an audit event each.")] = False,
    as_json: Json = False,
    by: By = None,
) -> None:
    """The dates of open requests that move under the bank holidays in force, or would under a list not imported."""
    from models.db import reading
    from models.moment import now
    from rules.working_days import calendars
    from tasks import access, holidays, recompute

    if file and apply:
        raise typer.BadParameter("import the list first: inforights holidays import FILE", param_hint="--apply")
    known = holidays.known()
    if file:
        merged = holidays.with_list(_content(file), now())
        if not as_json:
            _print_changes(merged.changed, merged.replaced)
        _tell_contradicted(merged.contradicted)
        known = merged.known
    _warn_without_effect(known)
    if apply:
        tally = _tell(recompute.apply(acting(by), now()), as_json)
    else:
        sight = access.sight_of(None, by=looking(by), at=now())
        with reading() as session:
            tally = _tell(recompute.moves(session, calendars(known), sight), as_json)
    if not as_json:
        print(f"Data: {known.version}.")
        tally.tell(applied=apply, first="inforights holidays import FILE`, then `" if file else "")
    if tally.stuck or tally.followed["stuck"]:
        raise typer.Exit(1)


def _tell(found: "Iterable[Found]", as_json: bool) -> Tally:
    from tasks.recompute import Moved, Stuck

    tally = Tally()
    for one in found:
        tally.add(one)
        if isinstance(one, Stuck):
            what = one.kind.words if one.kind else "the day to look by"
            print(f"{one.reference}: {what}: {one.says}", file=sys.stderr)
        elif isinstance(one, Moved):
            for line in _json_lines(one) if as_json else _lines(one):
                print(line)
            if one.drafts:
                drafts = ", ".join(one.drafts)
                print(
                    f"{one.reference}: not noted as sent, and written before the date moved: {drafts}. "
                    f"Write it again before it goes: `inforights letter {one.reference} {one.drafts[0]}`.",
                    file=sys.stderr,
                )
    return tally


def _lines(moved: "Moved") -> Iterator[str]:
    from tasks.recompute import Because

    what = f"{moved.kind.words}, " if moved.kind else ""
    why = "" if moved.because is Because.HOLIDAYS else f"  (not by a bank holiday: {moved.because} changed)"
    for change in moved.changes:
        dates = f"{change.before or 'none'} -> {change.after or 'none'}"
        marked = "  earlier!" if change.earlier else ""
        yield f"{moved.reference}: {what}{change.which.words} {dates}{marked}{why}"


def _json_lines(moved: "Moved") -> Iterator[str]:
    for change in moved.changes:
        yield json.dumps(
            {
                "reference": moved.reference,
                "service": moved.service,
                "kind": moved.kind.value if moved.kind else None,
                "which": change.which.value,
                "from": change.before.isoformat() if change.before else None,
                "to": change.after.isoformat() if change.after else None,
                "earlier": change.earlier,
                "because": moved.because.value,
            }
        )


def _in_force(known: "BankHolidays") -> list[dict[str, Any]]:
    """Each weekday with its nation and where it comes from, in order."""
    from rules.bank_holidays import in_force

    return [
        {
            "date": one.on.isoformat(),
            "nation": one.nation.words,
            "title": one.title,
            "closed": one.closed,
            "from": one.row.authority if one.row else "the data of the release",
        }
        for one in in_force(known)
    ]


def _print_changes(changed: "Iterable[Proclaimed]", replaced: "Iterable[Proclaimed]") -> None:
    from rules.working_days import written

    changed = list(changed)
    for row in changed:
        what = "no working day" if row.closed else "a working day"
        print(f"{written(row.on)} is {what} in {row.nation.words} ({row.title}).")
    for row in replaced:
        print(f"The row for {row.on.isoformat()} in {row.nation.words} goes, as the list differs: {row.authority}.")
    if not changed:
        print("No day differs from the data.")


def _tell_contradicted(rows: "Iterable[Proclaimed]") -> None:
    for row in rows:
        print(
            f"The row for {row.on.isoformat()} in {row.nation.words} stays, though the list says otherwise "
            f"({row.authority}): `inforights holidays import FILE --replace` follows the list.",
            file=sys.stderr,
        )


def _warn_without_effect(known: "BankHolidays") -> None:
    for row in known.without_effect:
        print(
            f"The row for {row.on.isoformat()} in {row.nation.words} in bank-holidays.yaml has no effect: the data "
            "says the same without it, or the date is wrong.",
            file=sys.stderr,
        )


def _content(file: Path) -> bytes:
    from rules.gov_uk import LARGEST
    from rules.refusal import Refusal

    try:
        with file.open("rb") as source:
            return source.read(LARGEST + 1)  # one more shows that it is too large
    except OSError:
        raise Refusal("The list of bank holidays cannot be opened; check its name.") from None
