"""What a document's place on the schedule rests on: recorded, approved with it, and kept with its document."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import answering, queries
from models.db import reading
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.refusal import Refusal
from rules.schedule import Decision, Health, Held, Item
from rules.sending import SentBy
from tasks import disclosure, dispatch, letter, weighing
from tests import way
from tests.answer import NOON, assert_refused, ready, words_of
from tests.conftest import at
from tests.tasks.on_record import events

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
OWN: dict[str, Any] = {**BY, "ground": Ground.OWN_RECORDS, "searched": tuple(Held)}


def missing(reference: str) -> list[str]:
    """What the answer lacks, but for its approvals."""
    from rules import outstanding
    from tasks import policies

    with reading() as session:
        request = queries.request(session, reference)
        found = outstanding.before_answer(
            answering.facts(session, request), policies.of(request.service), date(2026, 11, 12)
        )
    return [str(one) for one in found if not one.what.startswith("approval")]


def own_records(*schedule: Item) -> str:
    """A parent's access request whose answer is prepared with these documents."""
    reference = way.opened(Kind.SAR, "derby")
    disclosure.prepare(reference, Outcome.DISCLOSED, schedule=schedule, **OWN)
    return reference


def test_the_balance_is_recorded_and_shown_to_nobody_outside(installation: Path) -> None:
    """DPA 2018 Sch 2 para 16(3): five things are weighed; what they tell of the other person stays in the service."""
    reference = own_records(*way.SCHEDULE)
    (line,) = missing(reference)
    assert line == "document 2: the balance to be recorded (DPA 2018 Sch 2 para 16)"
    cite, factors = weighing.asked_of(reference, 2, **BY)
    assert (cite, len(factors)) == ("DPA 2018 Sch 2 para 16", 5)
    with pytest.raises(Refusal, match="asks for 5 answers"):
        weighing.weigh(reference, 2, ("It names a neighbour.",), **BY)
    weighing.weigh(reference, 2, way.BALANCE, **BY)
    assert missing(reference) == []
    assert events()[-1][0] == "document.weighed"
    assert not set(way.BALANCE) & set(str(events()[-1][2]).split("'"))
    way.approved(reference, "derby", Kind.SAR)
    way.respond(reference)
    assert not [text for text in way.BALANCE[:3] if text in words_of(reference, "answer.sar")]


def test_a_balance_is_approved_with_the_answer(installation: Path) -> None:
    """BWD-10: who approves, approves what was weighed; weighed anew, it is approved anew, and no draft goes."""
    reference = ready(Kind.SAR, "derby")
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)
    letter.write_answer(reference, NOON)
    weighing.weigh(reference, 2, (*way.BALANCE[:4], "They refused on 9 November."), **BY)
    assert_refused(reference, "approval by the Service Manager")
    with reading() as session:
        request = queries.request(session, reference)
        assert queries.release(session, request) is None
        assert [row.occasion for row in queries.letters(session, request) if row.is_answer] == []


def test_the_public_interest_stands_in_the_notice(installation: Path) -> None:
    """FOIA 2000 s.17(3)(b): under a qualified exemption it is said why the public interest does not outweigh it."""
    reference = way.opened(Kind.FOI, "bathnes")
    withheld = Item("Contract", None, Decision.WITHHOLD, "FOIA 2000 s.43", "It would harm a supplier.")
    figures = Item("Yearly figures", None, Decision.DISCLOSE)
    disclosure.prepare(
        reference, Outcome.DISCLOSED, ground=Ground.PUBLIC_INFORMATION, schedule=(figures, withheld), **BY
    )
    assert missing(reference) == ["document 2: the balance to be recorded (FOIA 2000 s.43)"]
    reasons = ("Openness about public money.", "Fair competition.", "Prices for next year are being negotiated now.")
    weighing.weigh(reference, 2, reasons, **BY)
    assert missing(reference) == []
    way.approved(reference, "bathnes", Kind.FOI)
    way.respond(reference)
    said = words_of(reference, "answer.foi")
    assert "It would harm a supplier. The public interest: Prices for next year are being negotiated now." in said


def test_an_opinion_opens_the_gate_for_six_months(installation: Path) -> None:
    """DPA 2018 Sch 3 para 6: without the opinion nothing goes; with it, until it is six months old."""
    reference = own_records(replace(way.SCHEDULE[0], health=Health.OPINION))
    assert [line for line in missing(reference) if "Sch 3 para 6" in line] == missing(reference) != []
    about: dict[str, Any] = {**BY, "of": "consultant paediatrician", "serious_harm": False}
    with pytest.raises(Refusal, match="lies in the future"):
        weighing.give_opinion(reference, 1, on=date(2026, 11, 13), **about)
    weighing.give_opinion(reference, 1, on=date(2026, 5, 12), **about)
    assert "older than six months" in missing(reference)[0]
    weighing.give_opinion(reference, 1, on=date(2026, 11, 2), **about)
    assert missing(reference) == []


def test_an_opinion_of_harm_keeps_a_document_back(installation: Path) -> None:
    """DPA 2018 Sch 3 para 5: where serious harm is likely it does not go, whoever prepared it to go."""
    reference = own_records(replace(way.SCHEDULE[0], health=Health.OPINION))
    weighing.give_opinion(reference, 1, on=date(2026, 11, 2), of="paediatrician", serious_harm=True, **BY)
    assert "to be kept back" in missing(reference)[0]
    way.approved(reference, "derby", Kind.SAR)
    assert_refused(reference, "giving it would do serious harm")


def test_what_was_weighed_survives_a_change_elsewhere_on_the_schedule(installation: Path) -> None:
    """DPA 2018 Sch 2 para 16(3): a document added to the schedule does not undo what was weighed of another."""
    reference = own_records(*way.SCHEDULE)
    weighing.weigh(reference, 2, way.BALANCE, **BY)
    more = replace(way.SCHEDULE[0], description="A further report")
    disclosure.prepare(reference, Outcome.DISCLOSED, schedule=(more, *way.SCHEDULE), **OWN)
    assert missing(reference) == []
    other = replace(way.SCHEDULE[1], decision=Decision.WITHHOLD)
    disclosure.prepare(reference, Outcome.DISCLOSED, schedule=(more, other), **OWN)
    assert len(missing(reference)) == 1


@pytest.mark.parametrize("document", [0, 3, -1])
def test_a_document_that_is_not_there_is_not_weighed(installation: Path, document: int) -> None:
    """DPA 2018 Sch 2 para 16(3): a slip in the number is told, and nothing is kept under another document."""
    reference = own_records(*way.SCHEDULE)
    with pytest.raises(Refusal, match=f"no document {document} on the schedule: it has 2"):
        weighing.weigh(reference, document, way.BALANCE, **BY)
    with pytest.raises(Refusal, match="no document"):
        weighing.give_opinion(reference, document, on=date(2026, 11, 2), of="paediatrician", serious_harm=False, **BY)


def test_nothing_is_weighed_before_an_answer_is_prepared(installation: Path) -> None:
    """BWD-10: what is weighed is a document of a schedule."""
    reference = way.opened(Kind.SAR, "derby")
    with pytest.raises(Refusal, match="Prepare first what would go"):
        weighing.weigh(reference, 1, way.BALANCE, by="o.officer", at=at(way.RECEIVED))
