"""What would go: the answer as it is prepared, and what each document's place on the schedule rests on."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, day_option, one_of
from cli.standing import tell
from cli.words import acting

if TYPE_CHECKING:
    from rules.kinds import Kind

_Part = Annotated[str | None, typer.Option(help="The part of a hybrid: sar, foi, ...")]


def disclose(
    reference: str,
    outcome: Annotated[
        str,
        typer.Option(
            help="disclosed, sent_to_family, not_held, left_to_authority, neither_confirmed_nor_denied, shown, "
            "dealt_with, refused, too_costly, vexatious or consent_refused."
        ),
    ],
    part: _Part = None,
    ground: Annotated[
        str | None,
        typer.Option(
            help="The one ground on which it goes: `inforights policy SLUG` lists them (own records: own_records)."
        ),
    ] = None,
    schedule: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv",
            help="Columns: document, dated, decision, exemption, reason; and held, others, health, ordered, file.",
        ),
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="What the recipient may use it for.")] = None,
    power: Annotated[str | None, typer.Option(help="The law that the requester relies on, as they say.")] = None,
    proceedings: Annotated[str | None, typer.Option(help="The case for which they want it.")] = None,
    recipient_role: Annotated[
        str | None,
        typer.Option(help="The recipient's role, for a restricted consent: `inforights policy SLUG` lists them."),
    ] = None,
    searched: Annotated[
        list[str] | None, typer.Option(help="What was searched: electronic, paper; more than once.")
    ] = None,
    not_held: Annotated[
        list[int] | None,
        typer.Option(metavar="N", help="A piece of the order of which nothing is held; more than once."),
    ] = None,
    told: Annotated[date | None, day_option("When the person was told of it.")] = None,
    not_telling: Annotated[str | None, typer.Option(metavar="REASON", help="Why the person is not told.")] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--said", metavar="FILE.yaml", help="What its letter asks for, instead of prompts: a field a line."
        ),
    ] = None,
    by: By = None,
) -> None:
    """Prepare the answer: its outcome, its ground and the schedule of documents. Nothing goes yet."""
    from cli.said import ask_said, read_said
    from cli.schedule import read
    from models.moment import now
    from rules.grounds import Ground
    from rules.letter import Outcome
    from rules.schedule import Held
    from tasks import disclosure

    how, kind, moment, who = one_of(Outcome, outcome, "--outcome"), _kind(part), now(), acting(by)
    papers = read(schedule) if schedule else ()
    said = read_said(answers)
    if said is None:
        said = ask_said(disclosure.to_say(reference.upper(), how, kind, by=who, at=moment))
    disclosure.prepare(
        reference.upper(),
        how,
        by=who,
        at=moment,
        kind=kind,
        said=said,
        ground=one_of(Ground, ground, "--ground"),
        schedule=papers,
        purpose=purpose,
        power=power,
        proceedings=proceedings,
        recipient_role=recipient_role,
        searched=[one_of(Held, word, "--searched") for word in searched or ()],
        not_held=not_held or (),
        told_on=told,
        not_told_because=not_telling,
    )
    tell(reference.upper())


def reopen(
    reference: str,
    because: Annotated[str, typer.Option(metavar="REASON", help="Why the answer is taken back.")],
    by: By = None,
) -> None:
    """Take a prepared answer back, to change it or the kind. Its approvals, release and drafts are void."""
    from models.moment import now
    from tasks import disclosure

    disclosure.reopen(reference.upper(), because, by=acting(by), at=now())
    tell(reference.upper())


def weigh(
    reference: str,
    document: Annotated[int, typer.Argument(help="Its number on the schedule.")],
    part: _Part = None,
    by: By = None,
) -> None:
    """Record how a document was weighed. Each thing that the law names is asked for at a prompt."""
    from models.moment import now
    from tasks import weighing

    kind, who = _kind(part), acting(by)
    cite, factors = weighing.asked_of(reference.upper(), document, kind, by=who, at=now())
    typer.echo(f"{cite}, document {document}:", err=True)
    answers = [typer.prompt(f"{factor[0].upper()}{factor[1:]}", err=True) for factor in factors]
    weighing.weigh(reference.upper(), document, answers, by=who, at=now(), kind=kind)
    tell(reference.upper())


def opinion(
    reference: str,
    document: Annotated[int, typer.Argument(help="Its number on the schedule.")],
    serious_harm: Annotated[
        bool, typer.Option("--serious-harm/--no-serious-harm", help="Whether giving it would do serious harm.")
    ],
    of: Annotated[str, typer.Option(metavar="ROLE", help="In what role the health professional said so; no name.")],
    on: Annotated[date, day_option("The day of the opinion.")],
    part: _Part = None,
    by: By = None,
) -> None:
    """Record a health professional's opinion of a document (DPA 2018 Sch 3 para 6). It counts for six months."""
    from models.moment import now
    from tasks import weighing

    weighing.give_opinion(
        reference.upper(),
        document,
        on=on,
        of=of,
        serious_harm=serious_harm,
        by=acting(by),
        at=now(),
        kind=_kind(part),
    )
    tell(reference.upper())


def _kind(word: str | None) -> "Kind | None":
    from rules.kinds import Kind

    return one_of(Kind, word, "--part")
