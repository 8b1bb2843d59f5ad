"""`review` and `complaint`: what followed an answer, each with its own date."""

import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import By, Day, day_option, one_of
from cli.words import acting, looking

if TYPE_CHECKING:
    from datetime import datetime

    from rules.follow_ups import Followed, Step
    from rules.kinds import FollowUp

_Received = Annotated[date | None, day_option("Record one that came on that day.")]
_Acknowledged = Annotated[date | None, day_option("Its acknowledgement went on that day.")]
_Correct = Annotated[date | None, day_option("The right day of receipt, where it was written down wrongly.")]
_TakeBack = Annotated[
    str | None, typer.Option(metavar="STEP", help="Recorded by mistake: acknowledged, ended, or (a review) complex.")
]
_Number = Annotated[
    int | None, typer.Option(metavar="N", help="Which of several; the last one that it fits unless given.")
]
_DecidedBy = Annotated[
    str | None, typer.Option(metavar="NAME", help="With --ended: who decided so; whoever acts unless given.")
]


@dataclass(frozen=True, slots=True)
class _Said:
    """What was typed, the same of both commands."""

    received: date | None
    acknowledged: date | None
    ended: str | None
    on: date | None
    decided_by: str | None
    correct: date | None
    because: str | None
    number: int | None
    take_back: str | None
    complex_: bool = False


def review(
    reference: str,
    received: _Received = None,
    complex_: Annotated[
        bool, typer.Option("--complex", help="It is complex: up to 40 working days. Alone: of one on record.")
    ] = False,
    acknowledged: _Acknowledged = None,
    ended: Annotated[
        str | None, typer.Option(metavar="OUTCOME", help="upheld, partly_upheld, overturned or withdrawn.")
    ] = None,
    on: Day = None,
    decided_by: _DecidedBy = None,
    correct: _Correct = None,
    because: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="With --correct, --take-back: why. With --ended: why nobody else could review it."
        ),
    ] = None,
    number: _Number = None,
    take_back: _TakeBack = None,
    by: By = None,
) -> None:
    """Record the internal review of an answer under FOI, its acknowledgement and its end; or list what there is."""
    from rules.kinds import FollowUp

    said = _Said(received, acknowledged, ended, on, decided_by, correct, because, number, take_back, complex_)
    _do(reference.upper(), FollowUp.INTERNAL_REVIEW, said, by)


def complaint(
    reference: str,
    received: _Received = None,
    acknowledged: _Acknowledged = None,
    ended: Annotated[
        str | None, typer.Option(metavar="OUTCOME", help="upheld, partly_upheld, not_upheld or withdrawn.")
    ] = None,
    on: Day = None,
    decided_by: _DecidedBy = None,
    correct: _Correct = None,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="With --correct, --take-back: why; no name.")
    ] = None,
    number: _Number = None,
    take_back: _TakeBack = None,
    by: By = None,
) -> None:
    """Record a complaint about personal data (DPA 2018 s.164A), its acknowledgement and its end; or list them."""
    from rules.kinds import FollowUp

    said = _Said(received, acknowledged, ended, on, decided_by, correct, because, number, take_back)
    _do(reference.upper(), FollowUp.COMPLAINT, said, by)


def _do(reference: str, what: "FollowUp", said: _Said, by: str | None) -> None:
    from models.moment import now

    moment = now()
    steps: list[object] = [said.received, said.acknowledged, said.ended, said.correct, said.take_back]
    steps += [said.complex_ or None] if said.received is None else []
    if sum(step is not None for step in steps) > 1:
        raise typer.BadParameter("one step at a time: received, acknowledged, ended, put right, or taken back")
    if said.ended is None and (said.on or said.decided_by):
        raise typer.BadParameter("it goes with --ended", param_hint="--on, --decided-by")
    for name, typed in (("--correct", said.correct), ("--take-back", said.take_back)):
        if typed is not None and said.because is None:
            raise typer.BadParameter("say why, with --because TEXT", param_hint=name)
    if said.because is not None and said.correct is None and said.ended is None and said.take_back is None:
        raise typer.BadParameter("it goes with --correct, --take-back or --ended", param_hint="--because")
    if any(step is not None for step in steps):
        _record(reference, what, said, acting(by), moment)
    _list(reference, what, looking(by), moment)


def _record(reference: str, what: "FollowUp", said: _Said, by: str, at: "datetime") -> None:
    from models.moment import day_of
    from rules.follow_ups import Outcome, Step
    from rules.kinds import FollowUp
    from tasks import follow_ups as task

    if said.received:
        task.record(reference, what, said.received, complex_=said.complex_, by=by, at=at)
        late = task.consider(reference, said.received) if what is FollowUp.INTERNAL_REVIEW else None
        if late:
            print(late, file=sys.stderr)
        return
    if said.take_back is not None:
        step = one_of(Step, said.take_back, "--take-back")
        number = said.number or _last_with(step, reference, what, by, at)
        task.take_back(reference, what, number, step, said.because or "", by=by, at=at)
        return
    number = said.number or _last_open(reference, what, by, at)
    if said.acknowledged:
        task.acknowledge(reference, what, number, said.acknowledged, by=by, at=at)
    elif said.correct:
        task.correct(reference, what, number, said.correct, said.because or "", by=by, at=at)
    elif said.ended is not None:
        outcome = one_of(Outcome, said.ended, "--ended")
        on = said.on or day_of(at)
        task.end(reference, what, number, outcome, on, by=by, at=at, decided_by=said.decided_by, because=said.because)
    else:
        task.lengthen(reference, number, by=by, at=at)


def _last_open(reference: str, what: "FollowUp", by: str, at: "datetime") -> int:
    """The number of the last open one; of none the first, which the task then refuses in its own words."""
    return max((one.number for one in _found(reference, by, at) if one.what is what and one.is_open), default=1)


def _last_with(step: "Step", reference: str, what: "FollowUp", by: str, at: "datetime") -> int:
    """The number of the last of which that can be taken back; of none the first, which the task then refuses."""
    return max((one.number for one in _found(reference, by, at) if one.what is what and step in one.steps), default=1)


def _found(reference: str, by: str, at: "datetime") -> "list[Followed]":
    from models import follow_ups
    from models.db import reading
    from tasks.access import to_read

    with reading() as session:
        return follow_ups.of_request(session, to_read(session, reference, by=by, at=at))


def _list(reference: str, what: "FollowUp", by: str, at: "datetime") -> None:
    from models.db import reading
    from tasks.access import to_read
    from tasks.story_follow_ups import lines, told

    with reading() as session:
        found = [one for one in told(session, to_read(session, reference, by=by, at=at)) if one["what"] == what.value]
    for one in found:
        print("\n".join(lines(one)))
    if not found:
        print(f"No {what.words} of {reference} is on record.")
