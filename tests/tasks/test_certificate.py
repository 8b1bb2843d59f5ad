"""The certificate of destruction: who did what with a list, and nobody whom a record was about."""

from pathlib import Path

import pytest

from models.audit_event import PROGRAM
from rules.disposal import Paper
from rules.kinds import Kind
from rules.letter_forms import Form
from rules.retention import RetentionRefused
from tasks import disposal, retention
from tests import staff
from tests.tasks.test_retention import LATER, MARKERS, closed


def test_it_says_who_listed_signed_and_destroyed(installation: Path) -> None:
    """HIL-10, BNS-7: each hand is on it, the role of the signature from the log, in each form; no client is."""
    closed(Kind.SAR)
    number = retention.propose("bathnes", by=PROGRAM, at=LATER)
    retention.sign(number, "Strategic Manager", by="a.bove", at=LATER)
    retention.confirm_paper(number, Paper.DESTROYED, who="the caretaker", how="shredded", by="m.manager", at=LATER)
    disposal.carry_out(number, by="m.manager", at=LATER)
    told = "\n".join(retention.certificate(number, by="m.manager", at=LATER))
    page = retention.certificate_paper(number, Form.HTML, by="m.manager", at=LATER).decode()
    for words in (
        "Listed by the program on", "Signed by a.bove, Strategic Manager, on", "Carried out by m.manager on",
        "destroyed by the caretaker (shredded)", "Destroyed: 1 record,",
    ):  # fmt: skip
        assert words in told
        assert words in page
    assert not any(marker in told for marker in MARKERS)


def test_nobody_of_the_records_gets_onto_it_by_what_is_typed(installation: Path) -> None:
    """UK GDPR Art 5(1)(c): a reason or a way that names somebody of a record is refused, and recorded without it."""
    reference = closed(Kind.SAR)
    number = retention.propose("bathnes", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match="The reason holds a name"):
        retention.strike(number, reference, "Clover Fernwhistle still asks.", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match="destroyed holds a birth date"):
        retention.confirm_paper(
            number, Paper.DESTROYED, who="the caretaker", how="the file of the child born 3 April 2019 was shredded",
            by="m.manager", at=LATER,
        )  # fmt: skip
    refused = staff.newest()
    assert refused.event == "disposal.refused"
    assert not any(marker in str(refused.what) for marker in MARKERS)
