"""An answer that is about to go, and what its letters say: for the tests of what must never leave."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document as open_word

from models import document_store, queries
from models.db import reading
from models.document import DocumentRole
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Decision, Held, Item, Others
from rules.sending import SentBy
from tasks import disclosure, dispatch
from tasks.dispatch import NotYet
from tests import way
from tests.conftest import at

DAY = date(2026, 11, 12)
NOON = at(DAY, 12)
MORE = (*way.SCHEDULE, Item("A further report", date(2026, 6, 1), Decision.DISCLOSE, others=Others.NONE))


def ready(kind: Kind, service: str) -> str:
    """A request whose answer may go: prepared, consented, approved."""
    reference = way.prepared(kind, service)
    way.consented(reference)
    way.approved(reference, service, kind)
    return reference


def again(reference: str, **changed: Any) -> None:
    """Prepare the answer of a legal request anew, with something changed."""
    what: dict[str, Any] = {
        "outcome": Outcome.DISCLOSED,
        "searched": tuple(Held),
        "ground": Ground.CONSENT,
        "schedule": way.SCHEDULE,
        "purpose": "the purpose that the letter names",
        "recipient_role": "local authority solicitor",
    }
    if changed.get("ground") is Ground.COURT_ORDER:
        what["schedule"] = way.ORDER_SCHEDULE
    what |= changed
    disclosure.prepare(reference, what.pop("outcome"), by="o.officer", at=NOON, **what)


def words_of(reference: str, occasion: str) -> str:
    """The text of a letter as it lies in the store."""
    with reading() as session:
        request = queries.request(session, reference)
        row = queries.letter(session, request, occasion)
        assert row is not None
        found = {d.id: d for d in queries.documents(session, request, DocumentRole.LETTER)}[row.document_id]
    word = open_word(BytesIO(document_store.get(found.sha256)))
    cells = [cell.text for table in word.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def assert_refused(reference: str, says: str) -> None:
    """The answer may not be released, for that reason."""
    with pytest.raises(NotYet, match=says):
        dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)
