"""The numbers above the board, and on whom its lines wait: counted again when something was recorded."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from models import audit_head, board_page
from models.access import Sight
from models.board_page import Wanted

_LONGEST = timedelta(minutes=1)  # words that a new day or policy changes are written without an event
_MOST = 200  # people and what they looked for
_lock = threading.Lock()
_kept: OrderedDict[Hashable, tuple[int, datetime, "Tally"]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines there are of each of some groups, and on whom the lines wait."""

    counts: tuple[int, ...]
    people: tuple[str, ...]


def tally(session: Session, sight: Sight, groups: Sequence[Wanted], at: datetime) -> Tally:
    """What is counted: kept for a minute at most, and no longer than until anything is recorded (in any service)."""
    newest = audit_head.number(session)  # before what is counted: what comes in between is counted the next time
    key = (str(session.get_bind().engine.url), sight, *groups)
    with _lock:
        head, since, found = _kept.get(key, (None, at, None))
    if found and head == newest and timedelta() <= at - since < _LONGEST:
        return found
    found = Tally(
        tuple(board_page.counts(session, sight, groups)),
        tuple(board_page.waiting_on(session, sight)),
    )
    with _lock:
        _kept[key] = newest, at, found
        _kept.move_to_end(key)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found
