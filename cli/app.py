"""The commands, gathered."""

import typer

from cli import board, clock, deadline, decide, holidays, intake, keep, run

app = typer.Typer(
    name="inforights",
    help="Requests to a SEND information, advice and support service: what each is, when it is due, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
audit = typer.Typer(help="The audit log.", no_args_is_help=True)
app.add_typer(audit, name="audit")
bank_holidays = typer.Typer(help="The bank holidays that dates are worked out with.", no_args_is_help=True)
app.add_typer(bank_holidays, name="holidays")
bank_holidays.command("list")(holidays.show)
bank_holidays.command("check")(holidays.check)
bank_holidays.command("import")(holidays.import_)

app.command("demo")(run.demo)
app.command("up")(run.up)
app.command("log")(intake.log)
app.command("classify")(intake.classify)
app.command("deadline")(deadline.deadline)
app.command("due")(board.due)
app.command("show")(board.show)
app.command("kind")(decide.kind)
app.command("person")(decide.person)
app.command("order")(decide.order)
app.command("clock")(clock.clock)
app.command("consent")(decide.consent)
app.command("disclose")(decide.disclose)
app.command("reopen")(decide.reopen)
app.command("approve")(decide.approve)
app.command("respond")(run.respond)
app.command("close")(decide.close)
app.command("letter")(board.letter)
app.command("remind")(run.remind)
app.command("catch-up")(run.catch_up)
app.command("policy")(keep.policy)
app.command("exemptions")(keep.exemptions)
app.command("settings")(keep.show_settings)
audit.command("verify")(keep.audit_verify)
