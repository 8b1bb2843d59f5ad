"""What must not go is refused with its clause, recorded as refused, and changes nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.refusal import Refusal
from rules.role import Role
from rules.sending import SentBy
from tasks import approvals, asking, consents, disclosure, dispatch, people, weighing
from tests import way
from tests.answer import DAY, NOON, again, ready
from tests.conftest import at
from tests.tasks.on_record import events, everything

ROLE = "local authority solicitor"
LATER = at(date(2027, 11, 15))


@dataclass(frozen=True)
class Refused:
    """A state of things, what is tried in it, the event of its refusal, and the source that the refusal names."""

    state: Callable[[], str]
    tried: Callable[[str], object]
    event: str
    cites: str


def _released(reference: str) -> None:
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=NOON)


def _released_a_year_later(reference: str) -> None:
    dispatch.release(reference, SentBy.TRACKED_POST, by="m.manager", at=LATER)


def _ready() -> str:
    return ready(Kind.LA_LEGAL, "blackburn")


def _prepared() -> str:
    return way.prepared(Kind.LA_LEGAL, "blackburn")


def _restricted_to_somebody_else() -> str:
    reference = _prepared()
    paper = ("form.pdf", b"signed")
    some = {"roles": ["SEND officer"], "paper": paper, "on": DAY, "by": "o.officer", "at": NOON}
    consents.answer(reference, Asked.PARENT, Answer.RESTRICTED, **some)  # type: ignore[arg-type]
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    return reference


def _withdrawn_after_approval() -> str:
    reference = _ready()
    consents.withdraw(reference, Asked.PARENT, on=DAY, by="o.officer", at=NOON)
    return reference


def _approved_by_one() -> str:
    reference = _prepared()
    way.consented(reference)
    approvals.approve(reference, "CVS Manager", by="a.one", at=NOON)
    return reference


def _changed_after_approval() -> str:
    reference = _ready()
    again(reference, purpose="something else")
    return reference


def _wants_it_themself() -> str:
    reference = _prepared()
    yes = {"paper": ("form.pdf", b"signed"), "on": DAY, "by": "o.officer", "at": NOON}
    consents.answer(reference, Asked.PARENT, Answer.TO_THEMSELF, **yes)  # type: ignore[arg-type]
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    return reference


def _for_somebody() -> str:
    reference = way.opened(Kind.SAR, "derby")
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, role=Role.REPRESENTATIVE)
    return reference


def _disclosed(**changed: object) -> Callable[[str], object]:
    return lambda reference: again(reference, **changed)


def _sar(**changed: object) -> Callable[[str], object]:
    what: dict[str, object] = {"ground": Ground.OWN_RECORDS, "schedule": way.SCHEDULE, "searched": ()}
    return lambda reference: disclosure.prepare(
        reference,
        Outcome.DISCLOSED,
        by="o.officer",
        at=NOON,
        **{**what, **changed},  # type: ignore[arg-type]
    )


def _second_role_by_the_same(reference: str) -> None:
    approvals.approve(reference, "SENDIASS Manager", by="A.One", at=NOON)


def _by_the_preparer(reference: str) -> None:
    approvals.approve(reference, "CVS Manager", by="o.officer", at=NOON)


def _yes_without_paper(reference: str) -> None:
    consents.answer(reference, Asked.PARENT, Answer.FULL, on=DAY, by="o.officer", at=NOON)


def _yes_on_an_old_paper(reference: str) -> None:
    old = date(2025, 11, 1)
    yes = {"paper": ("form.pdf", b"signed"), "on": DAY, "by": "o.officer", "at": NOON, "signed_on": old}
    consents.answer(reference, Asked.AUTHORITY, Answer.FULL, **yes)  # type: ignore[arg-type]


def _waived(reference: str) -> None:
    consents.waive(reference, Asked.PARENT, "They did not answer.", by="m.manager", at=NOON)


def _confirmed_what_changed(reference: str) -> None:
    asking.confirm(reference, Asked.PARENT, on=DAY, by="o.officer", at=NOON)


UNMARKED = (replace(way.SCHEDULE[0], health=None),)
FILE = (replace(way.SCHEDULE[0], description="The whole case file"),)
PUBLIC = (replace(way.SCHEDULE[1], exemption="FOIA 2000 s.40(2)"),)

TABLE = {
    "without a ground": Refused(_prepared, _disclosed(ground=None), "disclosure.refused", "BWD-1"),
    "on a ground that is not the service's": Refused(
        lambda: way.prepared(Kind.LA_LEGAL, "cumbria"),
        _disclosed(ground=Ground.PUBLIC_INTEREST),
        "disclosure.refused",
        "CUM-2.4",
    ),
    "on a ground of another kind": Refused(
        _prepared, _disclosed(ground=Ground.OWN_RECORDS), "disclosure.refused", "BWD-1"
    ),
    "without a schedule": Refused(_prepared, _disclosed(schedule=()), "disclosure.refused", "UK GDPR Art 5(1)(c)"),
    "without a purpose": Refused(_prepared, _disclosed(purpose=" "), "disclosure.refused", "HIL-2"),
    "the file and not an extract": Refused(_prepared, _disclosed(schedule=FILE), "disclosure.refused", "BWD-10"),
    "to a role that no consent can name": Refused(
        _prepared, _disclosed(recipient_role="a friend"), "disclosure.refused", "CUM-4.2"
    ),
    "kept back under the wrong Act": Refused(
        _prepared, _disclosed(schedule=PUBLIC), "disclosure.refused", "FOIA 2000 s.40(2)"
    ),
    "health data that nobody looked for": Refused(
        lambda: way.opened(Kind.SAR, "derby"), _sar(schedule=UNMARKED), "disclosure.refused", "DPA 2018 Sch 3 para 6"
    ),
    "outside a restricted consent": Refused(_restricted_to_somebody_else, _released, "answer.refused", "CUM-4.5"),
    "with a stale consent": Refused(_ready, _released_a_year_later, "answer.refused", "CUM-4.4"),
    "with one of two approvals": Refused(_approved_by_one, _released, "answer.refused", "BWD-10"),
    "after a withdrawal": Refused(_withdrawn_after_approval, _released, "answer.refused", "UK GDPR Art 7(3)"),
    "changed after approval": Refused(_changed_after_approval, _released, "answer.refused", "BWD-10"),
    "to the council where they want it themself": Refused(_wants_it_themself, _released, "answer.refused", "CUM-5.1"),
    "by open post": Refused(
        _ready,
        lambda reference: dispatch.release(reference, SentBy.POST, by="m.manager", at=NOON),
        "answer.refused",
        "UK GDPR Art 5(1)(f)",
    ),
    "approved twice by one person": Refused(_approved_by_one, _second_role_by_the_same, "approval.refused", "BWD-10"),
    "approved by who prepared it": Refused(_prepared, _by_the_preparer, "approval.refused", "BWD-10"),
    "a yes without its paper": Refused(_prepared, _yes_without_paper, "consent.refused", "CUM-5.1"),
    "an authority on an old paper": Refused(_for_somebody, _yes_on_an_old_paper, "consent.refused", "CUM-4.4"),
    "a consent waived": Refused(_prepared, _waived, "consent.refused", "BNS-6"),
    "a consent confirmed to something else": Refused(
        _changed_after_approval, _confirmed_what_changed, "consent.refused", "UK GDPR Art 4(11)"
    ),
    "a document weighed that has nothing to weigh": Refused(
        _prepared,
        lambda reference: weighing.weigh(reference, 1, ("?",) * 5, by="o.officer", at=NOON),
        "weighing.refused",
        "Nothing is to be weighed",
    ),
}


@pytest.mark.parametrize("refused", TABLE.values(), ids=TABLE)
def test_it_is_refused_recorded_and_changes_nothing(installation: Path, refused: Refused) -> None:
    """BWD-1, BWD-10, CUM-4.4, CUM-4.5, CUM-5.1: one event says that it was tried and why not; all else stands."""
    reference = refused.state()
    before, told = everything(), len(events())
    with pytest.raises(Refusal) as error:
        refused.tried(reference)
    assert everything() == before
    (event, actor, what) = events()[-1]
    assert len(events()) == told + 1
    assert event == refused.event
    assert actor
    assert what["because"] == str(error.value)
    assert refused.cites in what["because"]
