"""`register`: the disclosure log, missed dates, training and agreements, the reviews of the policies."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, day_option, one_of
from cli.words import acting, looking
from cli.written import write

if TYPE_CHECKING:
    from web.sheet import Table

_Service = Annotated[str, typer.Option(help="Whose register.")]
_Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as CSV.")]
_REASONS = (
    "volume", "absence", "search", "consent", "approval", "others", "kind", "overlooked", "program", "other",
)  # fmt: skip
_Xlsx = Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write it as an Excel workbook.")]


def disclosure_log(
    service: _Service,
    csv: _Csv = None,
    xlsx: _Xlsx = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a page for a website.")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a Word file.")] = None,
    by: By = None,
) -> None:
    """The answers under FOI that everybody may read, and those on which nobody has decided yet."""
    from cli.table import print_table
    from models.moment import now
    from rules.letter_forms import Form as PaperForm
    from tasks import disclosure_log as task
    from web.register_sheets import disclosure_log as sheet
    from web.sheet import Form

    moment = now()
    lists = {Form.CSV: csv, Form.EXCEL: xlsx}
    papers = {PaperForm.HTML: html, PaperForm.DOCX: docx}
    for form, file in lists.items():
        if file:
            entries = task.take_out(service, form.value, by=acting(by), at=moment)
            write(file, sheet(entries).file(form, moment))
    for paper, file in papers.items():
        if file:
            write(file, task.paper(service, paper, by=acting(by), at=moment))
    if any((*lists.values(), *papers.values())):
        return
    log = task.look(service, by=looking(by), at=moment)
    rows = [
        (one.reference or (f"line {one.number}" if one.number else ""), one.entry.answered, one.entry.title,
         one.entry.outcome_words, f"held back: {' and '.join(one.holds)}" if one.holds else "")
        for one in log.published
    ]  # fmt: skip
    if rows:
        print_table(("Reference", "Answered", "Title", "Outcome", ""), rows)
    else:
        print("Nothing is published.")
    if log.waiting:
        heading = "Nobody has decided yet" if log.asked else "May be published, as nobody asks it of a charity"
        print(f"{heading}: {', '.join(one.reference for one in log.waiting)}")
    if log.left_out:
        print(f"Left out: {', '.join(one.reference for one in log.left_out)}")


def publish(
    reference: str,
    title: Annotated[str, typer.Option(prompt="Title", help="What it is about. Asked for unless given.")],
    summary: Annotated[
        str,
        typer.Option(
            prompt="What was asked, and what was answered", help="In words for everybody. Asked for unless given."
        ),
    ],
    by: By = None,
) -> None:
    """Put an answer under FOI into the disclosure log, without a name, a reference or a day."""
    from models.moment import now
    from tasks import disclosure_log as task

    task.publish(reference.upper(), title, summary, by=acting(by), at=now())
    print(f"The answer to {reference.upper()} is in the disclosure log.")


def leave_out(
    reference: str,
    because: Annotated[str, typer.Option(metavar="REASON", help="Why it is of no use to others.")],
    by: By = None,
) -> None:
    """Leave an answer under FOI out of the disclosure log, with the reason."""
    from models.moment import now
    from tasks import disclosure_log as task

    task.leave_out(reference.upper(), because, by=acting(by), at=now())
    print(f"The answer to {reference.upper()} is left out.")


def take_back(reference: str, by: By = None) -> None:
    """Take back what was decided of an answer and the disclosure log."""
    from models.moment import now
    from tasks import disclosure_log as task

    task.take_back(reference.upper(), by=acting(by), at=now())
    print(f"The decision on {reference.upper()} is taken back.")


def remove(
    line: Annotated[int, typer.Argument(metavar="LINE", help="The number of the line.")],
    service: _Service,
    by: By = None,
) -> None:
    """Take a line out of the disclosure log whose request was destroyed."""
    from models.moment import now
    from tasks import disclosure_log as task

    task.remove(line, service, by=acting(by), at=now())
    print(f"Line {line} is out of the disclosure log.")


def late(
    service: _Service,
    start: Annotated[date | None, day_option("Answered from that day on.", "--from")] = None,
    end: Annotated[date | None, day_option("Answered to that day, or late on it.", "--to")] = None,
    csv: _Csv = None,
    xlsx: _Xlsx = None,
    by: By = None,
) -> None:
    """The dates that were missed, by how much, and why; of the last twelve months unless days are given."""
    from cli.table import print_table
    from models.moment import day_of, now
    from tasks import holidays
    from tasks import late as task
    from web.register_sheets import late as sheet

    moment = now()
    usual = task.last_year(day_of(moment))
    first, last = start or usual[0], end or usual[1]
    found = task.register(service, first, last, by=looking(by), at=moment)
    calendar = holidays.in_force().united_kingdom
    if _written(sheet(found, first, last, calendar), "late", service, (csv, xlsx), by, moment):
        return
    rows = []
    for one in found:
        missed = one.late
        rows.append(
            (
                one.reference or "destroyed",
                missed.item.name,
                f"{_day(missed.law)}: {missed.words(missed.law, calendar)}" if missed.law else "",
                f"{_day(missed.target)}: {missed.words(missed.target, calendar)}" if missed.target else "",
                _day(missed.answered) or "open",
                one.stood or "",
                f"{one.note.reason.words}: {one.note.text}" if one.note else "nobody has noted why",
            )
        )
    if not rows:
        print("No date was missed.")
        return
    print_table(("Reference", "Kind", "Date in law", "Own target", "Answered", "Stood at", "Why"), rows)


def late_note(
    reference: str,
    reason: Annotated[str, typer.Option(help=f"Why: {', '.join(_REASONS)}.")],
    note: Annotated[
        str,
        typer.Option(prompt="What happened, and what was done about it", help="Asked for unless given. No name."),
    ],
    of: Annotated[str | None, typer.Option(help="Which of its dates: foi, complaint, complaint-2, ...")] = None,
    by: By = None,
) -> None:
    """Note why a date was missed, and what was done about it."""
    from models.moment import now
    from rules.late import Reason
    from tasks import late as task

    task.note(reference.upper(), one_of(Reason, reason, "--reason"), note, of=of, by=acting(by), at=now())
    print("Noted.")


def training(
    service: _Service,
    closed: Annotated[bool, typer.Option("--closed", help="With the closed accounts.")] = False,
    csv: _Csv = None,
    xlsx: _Xlsx = None,
    by: By = None,
) -> None:
    """Who is trained in confidentiality and has signed, and what is overdue: that comes first."""
    from cli.table import print_table
    from models.moment import day_of, now
    from tasks import training as task
    from web.register_sheets import training as sheet

    moment = now()
    today = day_of(moment)
    found = task.register(service, by=looking(by), at=moment, closed=closed)
    if _written(sheet(found, today), "training", service, (csv, xlsx), by, moment):
        return
    if not found:
        print("There is no account.")
        return
    rows = []
    for one in found:
        kept = [f"{it.words(today)} {_day(it.renew)}" if it else "" for it in (one.training, one.agreement)]
        rows.append((one.holder.login, one.holder.role, *kept, _day(one.holder.closed_on)))
    print_table(("Login", "Role", "Training", "Agreement", "Closed"), rows)


def policies(
    service: Annotated[str | None, typer.Option(help="Only this service's.")] = None,
    csv: _Csv = None,
    xlsx: _Xlsx = None,
    by: By = None,
) -> None:
    """When each policy is to be reviewed, and every review that was recorded."""
    from cli.table import print_table
    from models.moment import day_of, now
    from tasks import policy_reviews as task
    from web.register_sheets import policies as sheet

    moment = now()
    found = task.register(service, by=looking(by), at=moment)
    if _written(sheet(found), "policy-reviews", service, (csv, xlsx), by, moment):
        return
    rows = [
        (one.slug, _day(one.due) or "no date", "overdue" if one.is_overdue(day_of(moment)) else "",
         "; ".join(f"{_day(row.reviewed_on)} {row.by_whom}" for row in one.held))
        for one in found
    ]  # fmt: skip
    print_table(("Service", "Due", "", "Reviewed"), rows)


def reviewed(
    service: Annotated[str, typer.Argument(metavar="SLUG", help="Whose policy.")],
    by_whom: Annotated[str, typer.Option(metavar="BODY", help="The body or the role that reviewed it; no person.")],
    changed: Annotated[bool, typer.Option("--changed/--unchanged", help="Whether the policy was changed.")],
    on: Annotated[date | None, day_option("When it was reviewed; today unless given.")] = None,
    following: Annotated[date | None, day_option("When it is to be reviewed next.", "--next")] = None,
    by: By = None,
) -> None:
    """Record that a confidentiality policy was reviewed: the next review is reminded of from its own day on."""
    from models.moment import day_of, now
    from tasks import policy_reviews as task

    moment = now()
    due = task.record(
        service, on or day_of(moment), by_whom, changed=changed, next_on=following, by=acting(by), at=moment
    )
    print(f"Recorded. The next review is due by {due.isoformat()}.")


def _written(
    table: "Table",
    what: str,
    service: str | None,
    files: Iterable[Path | None],
    by: str | None,
    at: datetime,
) -> bool:
    """Whether a register is written into files: it is noted who took it out before anything is."""
    from tasks import exports
    from web.sheet import Form

    wanted = [(form, file) for form, file in zip(Form, files, strict=True) if file]
    for form, file in wanted:
        exports.note(what, form.value, len(table.rows), by=acting(by), at=at, service=service)
        write(file, table.file(form, at))
    return bool(wanted)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
