"""Neither confirm nor deny: for a client and for a stranger the same words, on the same days, by the same steps."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import answering, board, document_store, queries
from models.db import reading
from models.document import DocumentRole
from rules import outstanding
from rules.advice import Adviser
from rules.case_files import Opened, Owner
from rules.kinds import Kind
from rules.letter import Outcome
from tasks import advice, case_files, classification, disclosure, policies
from tests import way
from tests.answer import NOON
from tests.conftest import at
from tests.rules.made_policies import SERVICES

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
CHILD = "Rowan Thistlebrook"


def asked_about(child: str, service: str, kind: Kind) -> str:
    """The same letter about somebody, received on the same day."""
    reference = way.log(way.LA_LEGAL.replace(CHILD, child), service)
    way.receive(reference, at(way.RECEIVED))
    classification.decide_kind(reference, [kind], "m.manager", at(way.RECEIVED))
    way.receive(reference, at(way.RECEIVED))
    return reference


def stands(reference: str) -> tuple[object, ...]:
    """All that somebody outside could tell one request from another by: its letters, dates, and what it waits for."""
    with reading() as session:
        request = queries.request(session, reference)
        row = board.row(session, request)
        facts = answering.facts(session, request)
        missing = outstanding.before_answer(facts, policies.of(request.service), date(2026, 11, 12))
        papers = {d.id: d for d in queries.documents(session, request, DocumentRole.LETTER)}
        letters = [
            (one.occasion, one.written_on, document_store.get(papers[one.document_id].sha256))
            for one in queries.letters(session, request)
        ]
        return letters, row.due, row.state, [str(one) for one in missing]


@pytest.mark.parametrize("kind", [Kind.LA_LEGAL, Kind.THIRD_PARTY])
@pytest.mark.parametrize("service", SERVICES)
def test_a_client_and_a_stranger_are_answered_alike(home: Path, service: str, kind: Kind) -> None:
    """HIL-6, BWD-5: byte for byte the same letter, on the same day, after the same steps, whoever is known here."""
    file = case_files.open_file(
        service, Owner.CHILD, CHILD, Opened.SELF_REFERRAL, **BY, on=date(2026, 3, 2), born=date(2016, 5, 12)
    )
    client = asked_about(CHILD, service, kind)
    stranger = asked_about("Bramble Oakenfold", service, kind)
    case_files.link(client, file, **BY)
    assert stands(client) == stands(stranger)
    for reference in (client, stranger):
        disclosure.prepare(reference, Outcome.NEITHER_CONFIRMED_NOR_DENIED, **BY)
    assert stands(client) == stands(stranger)
    for reference in (client, stranger):
        if kind is Kind.LA_LEGAL:
            advice.record(reference, Adviser.DATA_PROTECTION_OFFICER, on=date(2026, 11, 10), **BY)
        way.approved(reference, service, kind)
        way.respond(reference)
    assert stands(client) == stands(stranger)
