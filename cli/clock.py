"""`clock`: the clock of one request with its events, and recording what moves it."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, day_option
from cli.words import acting, looking

if TYPE_CHECKING:
    from tasks.clock_entry import Change, Changed, Moved

_PARTS = ("sar", "foi")  # the kinds that a question, evidence, a fee or an extension can move


def clock(
    reference: str,
    clarification_asked: Annotated[date | None, day_option("We asked what is meant.")] = None,
    clarification_answered: Annotated[date | None, day_option("The answer to that reached us.")] = None,
    identity_asked: Annotated[date | None, day_option("We asked for evidence of identity.")] = None,
    identity_received: Annotated[
        date | None, day_option("That evidence reached us, whenever it was checked.")
    ] = None,
    fee_notice: Annotated[date | None, day_option("We gave a fees notice.")] = None,
    fee_paid: Annotated[date | None, day_option("The fee reached us.")] = None,
    extended_on: Annotated[
        date | None, day_option("The requester was told that more time is taken, and why.")
    ] = None,
    required_by: Annotated[
        date | None, day_option("The day for which the letter asks an answer, as you read it.")
    ] = None,
    part: Annotated[str | None, typer.Option(help="The part of a hybrid that it is about: sar or foi.")] = None,
    received: Annotated[
        date | None, day_option("The right day of receipt, where it was written down wrongly.")
    ] = None,
    take_back: Annotated[
        list[int] | None, typer.Option(metavar="N", help="The event of that number was entered wrongly.")
    ] = None,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why it is corrected or taken back; without anybody's name.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would move, and change nothing.")] = False,
    by: By = None,
) -> None:
    """Show a clock, its working and its events; or record what moves it. All that is given is recorded at once."""
    from rules.clock.entry import Entry
    from rules.clock.events import Happened
    from rules.kinds import Kind
    from tasks.clock_entry import Change

    given = (
        (Happened.CLARIFICATION_ASKED, clarification_asked),
        (Happened.CLARIFICATION_ANSWERED, clarification_answered),
        (Happened.IDENTITY_ASKED, identity_asked),
        (Happened.IDENTITY_RECEIVED, identity_received),
        (Happened.FEE_NOTICE, fee_notice),
        (Happened.FEE_PAID, fee_paid),
        (Happened.EXTENDED, extended_on),
        (Happened.REQUIRED_BY, required_by),
    )
    entries = tuple(Entry(what, on) for what, on in given if on)
    corrects = bool(take_back or received)
    if part is not None and part not in _PARTS:
        raise typer.BadParameter(f"one of {', '.join(_PARTS)}", param_hint="--part")
    if corrects and because is None:
        raise typer.BadParameter("say why, with --because TEXT", param_hint="--received, --take-back")
    if because is not None and not corrects:
        raise typer.BadParameter("it goes with --received or --take-back", param_hint="--because")
    if part is not None and not entries:
        raise typer.BadParameter("it goes with a day that is recorded", param_hint="--part")
    if not entries and not corrects:
        if dry_run:
            raise typer.BadParameter("say what would be recorded", param_hint="--dry-run")
        _show(reference.upper(), looking(by))
        return
    wanted = Change(entries, Kind(part) if part else None, tuple(take_back or ()), received, because)
    _record(reference.upper(), wanted, acting(by), dry_run=dry_run)


def _record(reference: str, wanted: "Change", by: str, *, dry_run: bool) -> None:
    from cli.standing import tell
    from models.moment import now
    from tasks.clock import change

    found = change(reference, wanted, by=by, at=now(), dry_run=dry_run)
    if dry_run:
        print("This would come of it; nothing was changed:")
    for part in found.parts:
        print(_moved(part))
    for line in _drafts(found, reference, dry_run=dry_run):
        print(line, file=sys.stderr)
    if dry_run:
        return
    if any(occasion.startswith("acknowledgement") for occasion in found.removed):
        from cli import flow_runs

        flow_runs.receive([reference])
    tell(reference)


def _moved(part: "Moved") -> str:
    """What became of one part's clock, in words."""
    words = part.kind.words
    statutory_before, _, before, ran = part.before
    statutory, _, due, runs = part.after
    if not runs:
        was = f"; it was due {before}" if before else ""
        return f"{words}: the clock {'waits' if ran else 'still waits'}{was}"
    if not ran:
        return f"{words}: the clock runs again, due {due or 'on no date'}"
    if before != due:
        return f"{words}: due moves from {before or 'no date'} to {due or 'no date'}"
    if statutory_before != statutory:
        moves = f"the statutory date moves from {statutory_before or 'none'} to {statutory or 'none'}"
        return f"{words}: due stays {due or 'without a date'}; {moves}"
    return f"{words}: due stays {due or 'without a date'}"


def _drafts(found: "Changed", reference: str, *, dry_run: bool) -> list[str]:
    lines = []
    if found.removed:
        verb = "would be removed" if dry_run else "were removed"
        lines.append(f"These drafts name the old day and {verb}: {', '.join(found.removed)}.")
        again = [occasion for occasion in found.removed if not occasion.startswith("acknowledgement")]
        if again:
            lines.append(f"Write them again with `inforights letter {reference} NAME`: {', '.join(again)}.")
    if found.gone:
        listed = ", ".join(found.gone)
        lines.append(f"Sent already with the old day: {listed}. Write to the requester, with the right day and date.")
    if found.stale:
        listed = ", ".join(found.stale)
        lines.append(
            f"Not noted as sent, and written before the clock moved: {listed}. Write it again before it goes: "
            f"`inforights letter {reference} {found.stale[0]}`."
        )
    return lines


def _show(reference: str, by: str) -> None:
    from models.moment import day_of, now
    from tasks.story import part_lines, story

    moment = now()
    found = story(reference, day_of(moment), by=by, at=moment)
    print(f"{found['reference']}  {found['service']}  received {found['received']}")
    for part in found["parts"]:
        print()
        print("\n".join(part_lines(part)))
    print("\nWhat was recorded of it:")
    for event in found["clock"]:
        print(f"  {_event(event)}")


def _event(event: dict[str, object]) -> str:
    what = f"number {event['takes_back']} taken back" if event["takes_back"] else event["words"]
    kind = f" ({event['kind']})" if event["kind"] else ""
    gone = ""
    if event["taken_back_by"]:
        verb = "corrected" if event["what"] == "received" else "taken back"
        gone = f"; {verb} by number {event['taken_back_by']}"
    written_down = str(event["written_down"])[:16].replace("T", " ")
    return f"{event['number']:>3}  {event['on']}  {what}{kind}{gone}  (by {event['by']}, written down {written_down})"
