"""Where a request stands after a command, in one line on standard error: references, dates and roles, no name."""

import sys


def tell(*references: str) -> None:
    """What each request is, when it is due, and what it waits for."""
    from models import queries
    from models.db import reading
    from models.moment import day_of, now
    from rules.outstanding import waits_for
    from tasks import policies

    with reading() as session:
        for reference in references:
            row = queries.row(session, queries.request(session, reference))
            kinds = " and ".join(kind.words for kind in row.kinds) or "not read yet"
            if not row.state.is_open:
                print(f"{reference}: {kinds}; {row.state.value}", file=sys.stderr)
                continue
            due = f"due {row.due.isoformat()}" if row.due else "no date while the clock waits"
            waits = waits_for(row.facts, policies.of(row.service), day_of(now()))
            print(f"{reference}: {kinds}; {due}; waits for {waits}", file=sys.stderr)
