"""Orders of courts and tribunals: what the paper says, what exactly is ordered, and whether the paper is genuine."""

from datetime import date, datetime
from typing import Annotated

import typer

from cli.options import By, day_option
from cli.standing import tell
from cli.words import acting


def order(
    reference: str,
    court: Annotated[str, typer.Option(help="The court or tribunal that made the order.")],
    case_number: Annotated[str, typer.Option(help="Its number for the case.")],
    dated: Annotated[date, day_option("The date of the order.")],
    provision: Annotated[str, typer.Option(help="The rule under which it is made, as the order gives it.")],
    deadline: Annotated[
        date | None, day_option("The day by which it must be complied with, as the order says.")
    ] = None,
    none_stated: Annotated[
        bool, typer.Option("--none-stated", help="The order gives no day, though one was recorded.")
    ] = False,
    sealed: Annotated[bool, typer.Option("--sealed/--not-sealed", help="Whether it bears the court's seal.")] = False,
    witness_summons: Annotated[
        bool, typer.Option("--witness-summons", help="It calls somebody to give evidence or to bring papers.")
    ] = False,
    forbids_telling: Annotated[
        bool, typer.Option("--forbids-telling", help="The order itself forbids to tell the person of it.")
    ] = False,
    by: By = None,
) -> None:
    """Record what an order says, as you read it from the paper. Its deadline sets the clock."""
    from models.moment import now
    from tasks import orders

    if deadline and none_stated:
        raise typer.BadParameter("give one of --deadline and --none-stated")
    orders.record(
        reference.upper(),
        court=court,
        case_number=case_number,
        dated=dated,
        provision=provision,
        deadline=deadline,
        sealed=sealed,
        by=acting(by),
        at=now(),
        none_stated=none_stated,
        witness_summons=witness_summons,
        forbids_telling=forbids_telling,
    )
    tell(reference.upper())


def ordered(
    reference: str,
    anew: Annotated[bool, typer.Option("--anew", help="Take the place of the pieces on record.")] = False,
    by: By = None,
) -> None:
    """Record what exactly is ordered, piece by piece, asked for until a blank one. Nothing beyond it goes."""
    from models.moment import now
    from tasks import orders

    texts = []
    # Typed at a prompt: it may name people, and a command would stay in the shell's history.
    while text := typer.prompt("A piece of the order (blank: no more)", default="", show_default=False, err=True):
        texts.append(text)
    orders.set_pieces(reference.upper(), texts, by=acting(by), at=now(), anew=anew)
    tell(reference.upper())


def order_check(
    reference: str,
    answers: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD=yes|no|not_applicable]...", help="What was found.")
    ] = None,
    because: Annotated[
        str | None, typer.Option(metavar="REASON", help="Why it may be relied on though one answer is no.")
    ] = None,
    by: By = None,
) -> None:
    """Check whether an order's paper is genuine. Without an answer: the questions, and how they stand."""
    from models.moment import now
    from rules.order_checks import Check, Found
    from tasks import orders

    if not answers:
        _print_checklist(reference.upper(), acting(by), now())
        return
    found = {}
    for answer in answers:
        word, _, given = answer.partition("=")
        if word not in set(Check) or given not in set(Found):
            raise typer.BadParameter(
                f"WORD is one of {', '.join(Check)}; the answer one of {', '.join(Found)}", param_hint="WORD=ANSWER"
            )
        found[Check(word)] = Found(given)
    orders.answer_checks(reference.upper(), found, because, by=acting(by), at=now())
    tell(reference.upper())


def _print_checklist(reference: str, by: str, at: datetime) -> None:
    from models import powers, queries
    from models.db import reading
    from rules.order_checks import asked_of
    from rules.orders import check_kind
    from tasks.access import to_read

    with reading() as session:
        request = to_read(session, reference, by=by, at=at)
        check_kind({part.kind for part in queries.parts(session, request)})
        recorded = queries.court_order(session, request)
        answered = {row.asked: row for row in powers.checks(session, request)}
    for check, question in asked_of(recorded is not None and recorded.witness_summons).items():
        row = answered.get(check)
        stands = "not answered" if row is None else row.found.replace("_", " ")
        reason = f" ({row.because})" if row and row.because else ""
        print(f"{check}: {stands}{reason}")
        print(f"  {question.words} ({', '.join(question.cites)})")
