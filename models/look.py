"""One look at a request: however many parts of a page ask for the same, it is read once and from one state.

Outside a look every read asks the database, as it must where something is about to be changed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar, cast

from sqlmodel import Session, SQLModel

from models.engine import engine

Read = TypeVar("Read", bound=Callable[..., Any])  # it takes a session first
_SEEN = "inforights_seen"  # in the session's own notes: what was read, by what and of what
_session: ContextVar[Session | None] = ContextVar("look", default=None)


@contextmanager
def looking() -> Iterator[None]:
    """Within it `models.db.reading` gives one session, that remembers. For a page that changes nothing."""
    if _session.get() is not None:
        yield
        return
    with Session(engine(), expire_on_commit=False, info={_SEEN: {}}) as session:
        token = _session.set(session)
        try:
            yield
        finally:
            _session.reset(token)


@contextmanager
def remembering(session: Session) -> Iterator[None]:
    """Within it a session reads everything once: for what is derived from its rows and changes none that is read."""
    before = session.info.get(_SEEN)
    session.info[_SEEN] = {}
    try:
        yield
    finally:
        session.info[_SEEN] = before


def shared() -> Session | None:
    """The session of the look that goes on, if one does."""
    return _session.get()


def once(read: Read) -> Read:
    """Let a read that depends on nothing but what it is given ask the database once in a look."""

    @wraps(read)
    def kept(session: Session, *of: Any, **named: Any) -> Any:
        seen: dict[Any, Any] | None = session.info.get(_SEEN)
        if seen is None or named:
            return read(session, *of, **named)
        key = (read, *map(_key, of))
        if key not in seen:
            seen[key] = read(session, *of)
        return seen[key]

    return cast("Read", kept)


def _key(of: object) -> object:
    """A row is what its number says, whichever object holds it."""
    return (type(of), getattr(of, "id", None)) if isinstance(of, SQLModel) else of
