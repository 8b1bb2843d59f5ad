"""Where a request stands after a command, in one line on standard error: references, dates and roles, no name."""

import sys


def tell(*references: str) -> None:
    """What each request is, when it is due, and what it waits for."""
    for reference in references:
        print(f"{reference}: {_where(reference)}", file=sys.stderr)


def _where(reference: str) -> str:
    from models import board, queries
    from models.db import reading
    from models.moment import day_of, now
    from rules.outstanding import waits_for
    from tasks import policies

    with reading() as session:
        row = board.row(session, queries.request(session, reference))
    kinds = " and ".join(kind.words for kind in row.kinds) or "not read yet"
    if not row.state.is_open:
        return f"{kinds}; {row.state.value}"
    due = f"due {row.due.isoformat()}" if row.due else "no date while the clock waits"
    if not row.stated:
        due += " (no date was found in the order: `inforights order` records it)"
    return f"{kinds}; {due}; waits for {waits_for(row.facts, policies.of(row.service), day_of(now()))}"
