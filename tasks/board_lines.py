"""The board's lines brought up to date: those that are missing, and those of another day or another policy."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import col, select

from models import board_lines, person_words
from models.audit_event import PROGRAM
from models.db import reading, transaction
from models.moment import day_of
from models.request import Request
from tasks.step import step


def refresh(at: datetime) -> int:
    """Derive them anew, some hundred in one transaction; returns how many. A copy has no audit event."""
    return sum(_batches(at))


def _batches(at: datetime) -> Iterator[int]:
    today = day_of(at)
    while True:
        with reading() as session:
            missing = board_lines.missing(session)
        if not missing:
            break
        yield _write(missing, at)
    after = 0
    while True:
        with reading() as session:
            stale = board_lines.stale(session, after, today)
        if not stale:
            return
        yield _write(stale, at)
        after = stale[-1]


def _write(ids: list[int], at: datetime) -> int:
    with transaction(PROGRAM, at) as tx:
        query = select(Request).where(col(Request.id).in_(ids)).order_by(col(Request.id)).with_for_update()
        requests = tx.session.exec(query).all()
        board_lines.write(tx.session, requests, day_of(at))
        person_words.write(tx.session, requests)
    return len(ids)


refresh_lines = step(refresh)
