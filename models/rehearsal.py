"""A rehearsal: a task is carried out whole, looked at, and taken back, so that a person sees what it would do.

What is shown before a decision is so what the decision does: there is no second rule that foretells it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What looks at the database before all that a transaction did is taken back."""

    look: Callable[[Session], None]
    papers: dict[str, bytes] = field(default_factory=dict)  # what was to be stored, by its hash; kept nowhere else


rehearsed: ContextVar[Rehearsal | None] = ContextVar("rehearsed", default=None)


@contextmanager
def rehearsing(look: Callable[[Session], None]) -> Iterator[None]:
    """Within it every transaction of this thread is looked at when it would be kept, and is not kept.

    For a task of one transaction: a second one does not find what the first did. A refusal is raised as ever, and is
    recorded only where access was refused. No paper is stored either: no draft with a
    name in it stays behind.
    """
    token = rehearsed.set(Rehearsal(look))
    try:
        yield
    finally:
        rehearsed.reset(token)
