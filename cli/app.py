"""The commands, gathered."""

import typer

from cli import audit as audit_log
from cli import (
    backup,
    board,
    bundle,
    clock,
    consents,
    deadline,
    decide,
    disclosure,
    dispose,
    everything,
    file_consents,
    files,
    follow_ups,
    hand_over,
    holds,
    holidays,
    incoming,
    intake,
    issues,
    keep,
    keys,
    letters,
    orders,
    outbox,
    powers,
    register_import,
    registers,
    run,
    sign_in,
    stationery,
    stats,
    tokens,
    users,
)

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
user = typer.Typer(help="Who may act for a service.", no_args_is_help=True)
app.add_typer(user, name="user")
user.command("add")(users.add)
user.command("trained")(users.trained)
user.command("agreed")(users.agreed)
user.command("email")(users.email)
user.command("close")(users.close)
user.command("list")(users.show)
user.command("password")(sign_in.password)
user.command("invite")(sign_in.invite)
user.command("reset-codes")(sign_in.reset_codes)
disposal = typer.Typer(help="What may be destroyed, when and why; lists that are signed and carried out.")
app.add_typer(disposal, name="dispose")
disposal.callback(invoke_without_command=True)(dispose.preview)
disposal.command("propose")(dispose.propose)
disposal.command("show")(dispose.show)
disposal.command("strike")(dispose.strike)
disposal.command("sign")(dispose.sign)
disposal.command("paper")(dispose.paper)
disposal.command("carry-out")(dispose.carry_out)
disposal.command("certificate")(dispose.certificate)
mails = typer.Typer(help="The mails to the service's own people.", no_args_is_help=True)
app.add_typer(mails, name="outbox")
mails.command("list")(outbox.list_)
mails.command("send")(outbox.send)
mails.command("again")(outbox.again)
mails.command("test")(outbox.try_out)
token = typer.Typer(help="Keys for programs: a calendar, a spreadsheet, a screen.", no_args_is_help=True)
app.add_typer(token, name="token")
token.command("add")(tokens.add)
token.command("list")(tokens.list_)
token.command("revoke")(tokens.revoke)
own_keys = typer.Typer(help="The keys with which what is stored is closed.", no_args_is_help=True)
app.add_typer(own_keys, name="keys")
own_keys.command("list")(keys.list_)
own_keys.command("rotate")(keys.rotate)
own_keys.command("apply")(keys.apply)
kept = typer.Typer(help="The registers that a service keeps, and the one that it kept before.", no_args_is_help=True)
app.add_typer(kept, name="register")
kept.command("import")(register_import.import_)
kept.command("disclosure-log")(registers.disclosure_log)
kept.command("publish")(registers.publish)
kept.command("leave-out")(registers.leave_out)
kept.command("take-back")(registers.take_back)
kept.command("remove")(registers.remove)
kept.command("late")(registers.late)
kept.command("late-note")(registers.late_note)
kept.command("training")(registers.training)
kept.command("policies")(registers.policies)
kept.command("reviewed")(registers.reviewed)
case_file = typer.Typer(help="Case files: one person's each.", no_args_is_help=True)
app.add_typer(case_file, name="file")
case_file.command("open")(files.open_)
case_file.command("list")(files.list_)
case_file.command("show")(files.show)
case_file.command("correct")(files.correct)
case_file.command("link")(files.link)
case_file.command("consent")(file_consents.consent)
case_file.command("close")(files.close)
case_file.command("reopen")(files.reopen)

app.command("demo")(run.demo)
app.command("up")(run.up)
app.command("log")(intake.log)
app.command("classify")(intake.classify)
app.command("deadline")(deadline.deadline)
app.command("due")(board.due)
app.command("show")(board.show)
app.command("kind")(decide.kind)
app.command("person")(decide.person)
app.command("order")(orders.order)
app.command("ordered")(orders.ordered)
app.command("order-check")(orders.order_check)
app.command("advice")(powers.advice)
app.command("police")(powers.police)
app.command("safeguard")(powers.safeguard)
app.command("clock")(clock.clock)
app.command("consent")(consents.consent)
app.command("competence")(consents.competence)
app.command("conflict")(consents.conflict)
app.command("disclose")(disclosure.disclose)
app.command("weigh")(disclosure.weigh)
app.command("opinion")(disclosure.opinion)
app.command("reopen")(disclosure.reopen)
app.command("approve")(decide.approve)
app.command("respond")(run.respond)
app.command("close")(decide.close)
app.command("letter")(letters.letter)
app.command("bundle")(bundle.bundle)
app.command("letterhead")(stationery.letterhead)
app.command("wording")(stationery.wording)
app.command("specimens")(stationery.specimens)
app.command("review")(follow_ups.review)
app.command("complaint")(follow_ups.complaint)
app.command("hand-over")(hand_over.hand_over)
app.command("hold")(holds.hold)
app.command("issue-report")(issues.issue_report)
app.command("restrict")(users.restrict)
app.command("assign")(users.assign)
app.command("stats")(stats.stats)
app.command("remind")(run.remind)
app.command("collect")(incoming.collect)
app.command("mailboxes")(incoming.show)
app.command("catch-up")(run.catch_up)
app.command("policy")(keep.policy)
app.command("exemptions")(keep.exemptions)
app.command("settings")(keep.show_settings)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("check-backup")(backup.check)
app.command("export")(everything.export)
app.command("import")(everything.import_)
audit.command("verify")(audit_log.verify)
audit.command("export")(audit_log.export)
audit.command("check")(audit_log.check)
