"""`outbox`: the mails to the service's own people: which wait and why, which did not go, and a test of the way."""

from typing import Annotated

import typer

from cli.options import By
from cli.words import acting, looking


def list_(
    everything: Annotated[bool, typer.Option("--all", help="Those that went as well.")] = False, by: By = None
) -> None:
    """The mails that wait, that were given up, or that came back. No address is shown."""
    from cli.table import print_table
    from models.moment import LONDON, now
    from tasks import outbox

    rows = outbox.listed(by=looking(by), at=now(), everything=everything)
    if not rows:
        print("No mail waits, and none was given up." if outbox.is_set_up() else outbox.NOT_SET_UP)
        return
    print_table(
        ("Number", "To", "Occasion", "State", "Attempts", "Next", "Why"),
        [
            (
                str(row.id),
                row.login,
                row.occasion,
                row.state.value,
                str(row.attempts),
                row.next_at.astimezone(LONDON).isoformat(" ", "minutes") if row.next_at else "",
                row.because or "",
            )
            for row in rows
        ],
    )


def send() -> None:
    """Send what is due now."""
    from models.moment import now
    from tasks import outbox

    if not outbox.is_set_up():
        print(outbox.NOT_SET_UP)
        return
    sent = outbox.send_due(now())
    print(f"{sent.sent} sent, {sent.waiting} to be tried again, {sent.failed} given up.")
    if sent.failed:
        raise typer.Exit(1)


def again(number: Annotated[int, typer.Argument(help="As the list has it.")], by: By = None) -> None:
    """Let a mail that was given up, or came back, be tried again."""
    from models.moment import now
    from tasks import outbox

    outbox.try_again(number, by=acting(by), at=now())
    print("It is tried again with the next run; `inforights outbox send` tries at once.")


def try_out(login: Annotated[str, typer.Argument(help="Whose address it goes to.")], by: By = None) -> None:
    """Send somebody a mail that says that mail works."""
    from models.moment import now
    from tasks import outbox

    state, because = outbox.send_test(login, by=acting(by), at=now())
    print(because or f"The mail is {state.value}.")
    if because:
        raise typer.Exit(1)
