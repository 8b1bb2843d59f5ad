"""A child's own file and a parent's access request: what is taken from which, and what nobody learns."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.case_files import CaseFileRefused, Opened, Owner
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.schedule import Held
from tasks import case_files, consents, disclosure
from tests import way
from tests.answer import DAY, NOON, assert_refused
from tests.conftest import at
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
OWN: dict[str, Any] = {**BY, "ground": Ground.OWN_RECORDS, "searched": tuple(Held)}


def file_of(owner: Owner, born: date | None) -> str:
    """A file at Bath of somebody who came by themself."""
    return case_files.open_file("bathnes", owner, "Marigold Fernwhistle", Opened.SELF_REFERRAL, **BY, born=born)


def parents_request() -> str:
    """A parent asks for the records of a child of 13, whose own word Bath asks for (BNS-6)."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")
    way.receive(reference, at(way.RECEIVED))
    return reference


def disclosed(reference: str, file: str) -> None:
    """Prepare an answer whose one document is from that file."""
    disclosure.prepare(reference, Outcome.DISCLOSED, schedule=(replace(way.SCHEDULE[0], file=file),), **OWN)


def test_a_parents_answer_takes_nothing_from_a_childs_own_file(installation: Path) -> None:
    """BWD-2: one sentence for a file that is there and one that is not, in the error and in the log."""
    childs = file_of(Owner.CHILD, date(2013, 4, 3))
    reference = parents_request()
    told = []
    for file in (childs, "BNS-F-0099"):
        before = everything()
        with pytest.raises(CaseFileRefused, match="BWD-2") as refused:
            disclosed(reference, file)
        assert everything() == before
        told.append((str(refused.value), events()[-1][2]["because"]))
        assert events()[-1][0] == "disclosure.refused"
    assert told[0] == told[1]
    assert "child" not in told[0][0]


def test_what_the_child_agreed_to_goes_until_they_take_it_back(installation: Path) -> None:
    """BWD-2, BNS-6, UK GDPR Art 7(3): with the child's word their file is reached; taken back, the answer stops."""
    childs = file_of(Owner.CHILD, date(2013, 4, 3))
    reference = parents_request()
    consents.answer(reference, Asked.CHILD_CONFIRMATION, Answer.FULL, on=DAY, **BY)
    case_files.link(reference, childs, **BY)
    disclosed(reference, childs)
    way.approved(reference, "bathnes", Kind.SAR)
    consents.withdraw(reference, Asked.CHILD_CONFIRMATION, on=DAY, **BY)
    assert_refused(reference, "no file of that reference is linked to this request")
    consents.answer(reference, Asked.CHILD_CONFIRMATION, Answer.FULL, on=DAY, **BY)
    way.respond(reference)


def test_a_parents_own_file_is_theirs(installation: Path) -> None:
    """BWD-2: two files, two people: the parent's own notes wait for nobody's word but what their request needs."""
    parents = file_of(Owner.PARENT, None)
    reference = parents_request()
    case_files.link(reference, parents, **BY)
    disclosed(reference, parents)
    consents.waive(reference, Asked.CHILD_CONFIRMATION, "The notes are of the parent's calls.", by="m.m", at=NOON)
    way.approved(reference, "bathnes", Kind.SAR)
    assert way.respond(reference) is State.CLOSED
