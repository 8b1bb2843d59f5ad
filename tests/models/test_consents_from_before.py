"""The ledger's columns, made and unmade under a request whose consent was asked for before there was a ledger."""

from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from models import answering, db, queries
from models.engine import MIGRATIONS, engine
from rules.consents import Answer
from rules.kinds import Kind
from rules.sending import SentBy
from tasks import dispatch, letter_by_hand
from tests import way
from tests.answer import DAY, NOON


def to(revision: str, *, down: bool) -> None:
    """Bring the database to a revision, with what lies in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine().execution_options(inforights_writes=True).begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, revision)


@pytest.mark.parametrize("by_letter", [True, False])
def test_a_consent_from_before_is_kept_and_was_asked_by_its_letter(installation: Path, by_letter: bool) -> None:
    """CUM-4.2: what was answered stands; the day of asking is that of the letter that went, and else not invented."""
    reference = way.prepared(Kind.LA_LEGAL, "cumbria")
    if by_letter:
        letter_by_hand.write(reference, "consent_request_parent", by="o.officer", at=NOON)
        sent = {"on": DAY, "by": "o.officer", "at": NOON}
        dispatch.note_sent(reference, "consent_request_parent", SentBy.POST, **sent)  # type: ignore[arg-type]
    way.consented(reference, DAY)
    to("0004", down=True)
    to("head", down=False)
    with db.reading() as session:
        request = queries.request(session, reference)
        (row,) = queries.consents(session, request)
        (answer,) = answering.answers(session, request)
    assert (row.noted_on, row.asked_on) == (date(2026, 11, 2), DAY if by_letter else None)
    assert (row.answer, row.chased_on) == (Answer.FULL, [])
    assert [item.description for item in answer.schedule] == [item.description for item in way.SCHEDULE]
    assert {item.weighed for item in answer.schedule} == {()}
