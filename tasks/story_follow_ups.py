"""The part of a request's story that is about what followed its answer: reviews and complaints, as plain values."""

from typing import Any

from sqlmodel import Session

from models import follow_ups
from models.follow_up import FollowUpRow
from models.request import Request
from rules.follow_ups import OUTCOMES, Followed


def told(session: Session, found: Request) -> list[dict[str, Any]]:
    """All that ever followed a request, in the order of entry."""
    return [_one(one, row) for one, row in follow_ups.numbered(follow_ups.rows(session, found))]


def _one(one: Followed, row: FollowUpRow) -> dict[str, Any]:
    outcome = OUTCOMES[one.what][one.outcome] if one.outcome else None
    return {
        "what": one.what.value,
        "number": one.number,
        "name": one.name,
        "received": one.received.isoformat(),
        "complex": row.complex,
        "due": one.keep_by.isoformat() if one.keep_by else None,
        "waits_for": one.waits_for,
        "acknowledged": one.acknowledged.isoformat() if one.acknowledged else None,
        "ended": one.ended.isoformat() if one.ended else None,
        "outcome": outcome,
        "decided_by": row.decided_by,
        "same_because": row.same_because,
        "because": row.working.get("because", []),
        "cites": row.working.get("cites", []),
        "data_version": row.data_version,
    }


def lines(one: dict[str, Any]) -> list[str]:
    """One of them for a person: how it stands, and how its date came about."""
    name = f"{one['name'][0].upper()}{one['name'][1:]}"
    acknowledged = f"acknowledged {one['acknowledged']}" if one["acknowledged"] else ""
    if one["ended"]:
        ended = f"ended {one['ended']}: {one['outcome']}, as {one['decided_by']} decided"
        same = f"; nobody else reviewed it, because: {one['same_because']}" if one["same_because"] else ""
        stands = "; ".join([*([acknowledged] if acknowledged else []), ended]) + same
        return [f"{name}: received {one['received']}; {stands}"]
    due = f"due {one['due']}; " if one["due"] else ""
    stands = f"{acknowledged}; " if acknowledged else ""
    head = f"{name}: received {one['received']}; {stands}{due}waits for {one['waits_for']}"
    if not one["due"]:
        return [head]
    rules = f"  Rules: {'; '.join(one['cites']) or 'none'}  [{one['data_version']}]"
    return [head, *(f"  {reason}" for reason in one["because"]), rules]
