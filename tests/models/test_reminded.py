"""What the daily run knows of open requests is what each request's own derivation says, on both databases."""

from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, delete, select

from models import board, queries
from models.board_line import BoardLine
from models.db import reading, transaction
from models.reminded import open_requests
from rules import outstanding
from rules.kinds import Kind
from rules.reminders import OpenRequest
from tasks import close, need_to_know, policies
from tests import staff, way
from tests.conftest import at

TODAY = date(2026, 11, 9)


def known(session: Session, today: date = TODAY, within: int = 200) -> list[OpenRequest]:
    """What is read of Derby's open requests, of all that are due within so many days."""
    later = today + timedelta(days=within)
    return open_requests(session, policies.of("derby"), today, due_before=later, chased_from=today)


def test_the_lines_give_no_other_dates_or_words(installation: Path) -> None:
    """Fresh, of another day or not there at all: dates, words and questions are those of the request itself."""
    way.prepared(Kind.SAR, "derby")
    way.opened(Kind.LA_LEGAL, "derby")
    way.opened(Kind.FOI, "derby")
    way.log("Could you let me have the thing we talked about?", "derby", TODAY)
    close.withdraw(way.opened(Kind.COURT_ORDER, "derby"), by="m.manager", at=at(TODAY))
    way.opened(Kind.FOI, "bathnes")
    for change in ("fresh", "stale", "gone"):
        with transaction("m.manager", at(TODAY)) as tx:
            for line in tx.session.exec(select(BoardLine)).all() if change == "stale" else ():
                line.waits_for, line.due, line.as_of = "what was true then", date(2020, 1, 1), date(2020, 1, 1)
                tx.session.add(line)
            if change == "gone":
                tx.session.exec(delete(BoardLine))
        with reading() as session:
            found = list(known(session))
            rows = board.rows(session, "derby")
            assert [one.reference for one in found] == [row.reference for row in rows]
            for one, row in zip(found, rows, strict=True):
                in_words = outstanding.waits_for(row.facts, policies.of("derby"), TODAY)
                assert (one.state, one.received, one.due, one.waits_for) == (
                    row.state,
                    row.received,
                    row.due,
                    in_words,
                )
                request = queries.request(session, row.reference)
                asked = [each.whom for each in queries.consents(session, request) if each.needed and not each.answer]
                assert [each.whom for each in one.unanswered] == asked
            assert any(one.unanswered for one in found)
            assert len(found) == 4


def test_a_restricted_request_is_marked(home: Path) -> None:
    """CUM-3.4: so that nobody is reminded of more than that it is there; not any more once that is lifted."""
    staff.of("derby")
    reference = staff.logged("derby", "officer.derby")
    need_to_know.restrict(reference, ["manager.derby"], "Reason.", by="manager.derby", at=at(TODAY))
    with reading() as session:
        assert [one.restricted for one in known(session)] == [True]
    need_to_know.lift(reference, by="manager.derby", at=at(TODAY))
    with reading() as session:
        assert [one.restricted for one in known(session)] == [False]
