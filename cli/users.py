"""`user`, `assign` and `restrict`: who may act for a service, on what, and since when trained.

A login is a name of the service's staff, as the audit log has it; no client ever bears one, so it may stand in a
command. Who acts at the machine is whoever its login, or `--by`, says; the dashboard asks for proof (`cli.sign_in`).
"""

from datetime import date
from typing import Annotated

import typer

from cli.options import By, Day, day_option
from cli.words import acting, looking

_Login = Annotated[str, typer.Argument(metavar="LOGIN", help="The name by which the audit log knows them.")]
_WORKS_FOR = ("service", "volunteer", "authority", "other")


def add(
    login: _Login,
    service: Annotated[str, typer.Option(help="The service, for ever.")],
    role: Annotated[str, typer.Option(help="Their role: `inforights policy SLUG` lists them.")],
    works_for: Annotated[
        str, typer.Option(help=f"For whom they work: {', '.join(_WORKS_FOR)}. The last two have no account.")
    ],
    trained: Annotated[date | None, day_option("When they were trained in confidentiality.")] = None,
    agreement: Annotated[date | None, day_option("When a volunteer signed the agreement.")] = None,
    by: By = None,
) -> None:
    """Open an account. From the first one on nobody without an account can do anything here."""
    from models.moment import now
    from tasks import accounts

    if works_for not in _WORKS_FOR:
        raise typer.BadParameter(f"one of {', '.join(_WORKS_FOR)}", param_hint="--works-for")
    wanted = accounts.Opening(login, service, role, works_for, trained, agreement)
    accounts.add(wanted, by=acting(by), at=now())
    print(f"The account is open: {role}, {service}.")
    if trained is None:
        print("It can do nothing before its training is recorded: `inforights user trained LOGIN` (HIL-4, BNS-5).")


def trained(login: _Login, on: Day = None, by: By = None) -> None:
    """Record that somebody was trained in confidentiality; today unless a day is given."""
    from models.moment import day_of, now
    from tasks import accounts

    moment = now()
    accounts.trained(login, on or day_of(moment), by=acting(by), at=moment)
    print(f"Recorded: trained on {(on or day_of(moment)).isoformat()}.")


def agreed(login: _Login, on: Day = None, by: By = None) -> None:
    """Record that a volunteer signed the agreement; today unless a day is given."""
    from models.moment import day_of, now
    from tasks import accounts

    moment = now()
    accounts.agreed(login, on or day_of(moment), by=acting(by), at=moment)
    print(f"Recorded: agreement signed on {(on or day_of(moment)).isoformat()}.")


def email(
    login: _Login,
    address: Annotated[str | None, typer.Argument(help="Where they are written to.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Write to them no more.")] = False,
    by: By = None,
) -> None:
    """Record the e-mail address to which somebody's reminders go: a mailbox of the service, never a private one."""
    from models.moment import now
    from tasks import accounts

    if remove == bool(address):
        raise typer.BadParameter("give an address, or --remove")
    accounts.set_email(login, address, by=acting(by), at=now())
    print("Recorded: they get their reminders by e-mail." if address else "Recorded: they get no e-mail.")


def close(login: _Login, by: By = None) -> None:
    """Close an account. `user add` opens it again."""
    from models.moment import now
    from tasks import accounts

    accounts.close(login, by=acting(by), at=now())
    print("The account is closed.")


def show(
    service: Annotated[str | None, typer.Option(help="Only this service's.")] = None,
    by: By = None,
) -> None:
    """The accounts, with the days of training and agreement."""
    from cli.table import print_table
    from models.moment import now
    from tasks import accounts, policies

    if service:
        policies.of(service)
    rows = accounts.listed(service, by=looking(by), at=now())
    if not rows:
        print("There is no account: everybody at this machine can do everything.")
        return
    print_table(
        ("Number", "Login", "Service", "Role", "Works for", "Trained", "Agreement", "E-mail", "Closed"),
        [
            (
                str(row.id),
                row.login,
                row.service,
                row.role,
                row.employed.value,
                row.trained_on.isoformat() if row.trained_on else "never",
                row.agreement_on.isoformat() if row.agreement_on else "",
                "yes" if row.email else "none",
                row.closed_on.isoformat() if row.closed_on else "",
            )
            for row in rows
        ],
    )


def restrict(
    reference: str,
    to: Annotated[
        list[str] | None, typer.Option(metavar="LOGIN", help="Who may see it; more than once for more people.")
    ] = None,
    because: Annotated[str | None, typer.Option(metavar="REASON", help="Why it is kept to them.")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Open it to everybody of the service again.")] = False,
    by: By = None,
) -> None:
    """Keep a request to the people named; others of the service see its reference and nothing else."""
    from models.moment import now
    from tasks import need_to_know

    if lift == bool(to):
        raise typer.BadParameter("give one of --to and --lift")
    if lift:
        need_to_know.lift(reference.upper(), by=acting(by), at=now())
        print(f"{reference.upper()} is open to everybody of the service again.")
        return
    need_to_know.restrict(reference.upper(), to or (), because or "", by=acting(by), at=now())
    print(f"{reference.upper()} is restricted to {len({*(to or ())})} of the service (CUM-3.4).")


def assign(
    reference: str,
    login: _Login,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away from them.")] = False,
    by: By = None,
) -> None:
    """Assign a request to somebody of the service. A volunteer sees and works on no other."""
    from models.moment import now
    from tasks import need_to_know

    if remove:
        need_to_know.take_away(reference.upper(), login, by=acting(by), at=now())
        print(f"{reference.upper()} is no longer assigned to that account.")
        return
    need_to_know.assign(reference.upper(), login, by=acting(by), at=now())
    print(f"{reference.upper()} is assigned.")
