"""The tables of orders and powers, made and unmade under an answer that was prepared before."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from models import answering, db, powers, queries
from models.engine import MIGRATIONS, engine
from rules.kinds import Kind
from rules.orders import Order
from tests import way

OURS = {"order_check", "order_piece", "advice", "police_request", "safeguarding_decision"}


def to(revision: str) -> None:
    """Bring the database to a revision, with what lies in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine().execution_options(inforights_writes=True).begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if revision == "0007" else command.upgrade)(config, revision)


def test_an_order_that_was_prepared_before_is_kept_and_seen_again(installation: Path) -> None:
    """DPA 2018 Sch 2 para 5(2): its terms and its schedule stand; what nobody had asked then is asked now."""
    reference = way.prepared(Kind.COURT_ORDER, "cumbria")
    to("0007")
    assert not OURS & set(inspect(engine()).get_table_names())
    to("head")
    with db.reading() as session:
        request = queries.request(session, reference)
        assert powers.order(session, request) == Order()
        (answer,) = answering.answers(session, request)
        assert [item.description for item in answer.schedule] == [item.description for item in way.ORDER_SCHEDULE]
        assert answer.not_held == ()
