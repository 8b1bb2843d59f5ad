"""What approvals and consents are of: any change of it gives another digest."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.disclosure import Around, PartAnswer, digest, scope, standing
from rules.grounds import Ground
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Decision, Item

WHOLE = Item("Case notes", date(2026, 3, 4), Decision.DISCLOSE)
REDACTED = Item("Telephone record", None, Decision.REDACT, "DPA 2018 Sch 2 para 16", "It names others.")
WITHHELD = Item("Advice", None, Decision.WITHHOLD, "DPA 2018 Sch 2 para 19", "It is privileged.")
ANSWER = PartAnswer(
    kind=Kind.LA_LEGAL,
    outcome=Outcome.DISCLOSED,
    ground=Ground.CONSENT,
    purpose="judicial review",
    recipient_role="local authority solicitor",
    schedule=(WHOLE, REDACTED, WITHHELD),
    told_on=None,
    not_told_because=None,
    prepared_by="o.officer",
    version=1,
)
OTHER_PART = replace(ANSWER, kind=Kind.FOI, ground=Ground.PUBLIC_INFORMATION)
AROUND = Around(
    requester=("Hazel Quillmarsh", "local_authority", None, "4 Example Street"),
    subject=("Rowan Thistlebrook", None, "2016-05-12", None),
    order=("the County Court at Exampleton", "X00EX001", "2026-11-27"),
)


def _schedule(place: int, **changes: Any) -> dict[str, Any]:
    """The schedule with something of one line changed."""
    lines = list(ANSWER.schedule)
    lines[place] = replace(lines[place], **changes)
    return {"schedule": tuple(lines)}


# Each changes the answer; True where it also changes what a person consented to.
CHANGES: dict[str, tuple[dict[str, Any], bool]] = {
    "kind": ({"kind": Kind.THIRD_PARTY}, True),
    "outcome": ({"outcome": Outcome.NEITHER_CONFIRMED_NOR_DENIED}, False),
    "ground": ({"ground": Ground.REQUIRED_BY_LAW}, False),
    "no ground": ({"ground": None}, False),
    "purpose": ({"purpose": "the tribunal"}, True),
    "no purpose": ({"purpose": None}, True),
    "recipient": ({"recipient_role": "SEND officer"}, True),
    "no recipient": ({"recipient_role": None}, True),
    "recipient as purpose": ({"recipient_role": ANSWER.purpose, "purpose": ANSWER.recipient_role}, True),
    "told": ({"told_on": date(2026, 11, 9)}, False),
    "not told": ({"not_told_because": "The order forbids it."}, False),
    "who prepared it": ({"prepared_by": "a.one"}, False),
    "prepared anew": ({"version": 2}, False),
    "one document fewer": ({"schedule": ANSWER.schedule[1:]}, True),
    "one document more": ({"schedule": (*ANSWER.schedule, WHOLE)}, True),
    "one withheld document more": ({"schedule": (*ANSWER.schedule, WITHHELD)}, False),
    "another order": ({"schedule": (REDACTED, WHOLE, WITHHELD)}, True),
    "no document": ({"schedule": ()}, True),
    "description": (_schedule(0, description="Case note"), True),
    "date": (_schedule(0, dated=date(2026, 3, 5)), True),
    "no date": (_schedule(0, dated=None), True),
    "whole instead of redacted": (_schedule(1, decision=Decision.DISCLOSE, exemption=None, reason=None), True),
    "withheld instead of redacted": (_schedule(1, decision=Decision.WITHHOLD), True),
    "redacted instead of withheld": (_schedule(2, decision=Decision.REDACT), True),
    "exemption": (_schedule(1, exemption="DPA 2018 Sch 2 para 19"), False),
    "reason": (_schedule(1, reason="It names another."), False),
    "exemption as reason": (_schedule(1, exemption=REDACTED.reason, reason=REDACTED.exemption), False),
    "description of what is withheld": (_schedule(2, description="Advice of a solicitor"), False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_the_answer_gives_another_digest(change: str) -> None:
    """BWD-10: an approval is of one exact answer; whatever is changed afterwards voids it, who prepared it too."""
    changed = replace(ANSWER, **CHANGES[change][0])
    assert digest([changed], AROUND) != digest([ANSWER], AROUND)
    assert digest([OTHER_PART, changed], AROUND) != digest([OTHER_PART, ANSWER], AROUND)


@pytest.mark.parametrize("change", CHANGES)
def test_a_consent_is_to_named_papers_for_a_purpose_and_a_recipient(change: str) -> None:
    """UK GDPR Art 4(11), HIL-2: other papers, another purpose or recipient were not agreed to."""
    changes, matters = CHANGES[change]
    assert (scope([replace(ANSWER, **changes)], AROUND) != scope([ANSWER], AROUND)) is matters


# Each changes what an answer depends on beside itself; True where it changes who asks about whom.
AROUNDS: dict[str, tuple[Around, bool]] = {
    "requester": (replace(AROUND, requester=("Linden Marshgrove", *AROUND.requester[1:])), True),
    "requester's role": (replace(AROUND, requester=("Hazel Quillmarsh", "police", *AROUND.requester[2:])), True),
    "requester's address": (replace(AROUND, requester=(*AROUND.requester[:3], "5 Example Street")), False),
    "requester's birth date": (
        replace(AROUND, requester=(*AROUND.requester[:2], "1988-04-01", AROUND.requester[3])),
        False,
    ),
    "subject's role": (replace(AROUND, subject=(AROUND.subject[0], "young_person", *AROUND.subject[2:])), False),
    "no requester": (replace(AROUND, requester=()), True),
    "subject": (replace(AROUND, subject=("Tansy Underhill", *AROUND.subject[1:])), True),
    "birth date": (replace(AROUND, subject=(*AROUND.subject[:2], "2016-05-13", None)), False),
    "no subject": (replace(AROUND, subject=()), True),
    "order": (replace(AROUND, order=(*AROUND.order[:2], "2026-11-30")), False),
    "no order": (replace(AROUND, order=()), False),
    "each for the other": (replace(AROUND, requester=AROUND.subject, subject=AROUND.requester), True),
}


@pytest.mark.parametrize("change", AROUNDS)
def test_who_asks_about_whom_belongs_to_what_is_approved(change: str) -> None:
    """BWD-10, UK GDPR Art 5(1)(f): another address, another child or other terms of an order void an approval."""
    changed, matters = AROUNDS[change]
    assert digest([ANSWER], changed) != digest([ANSWER], AROUND)
    assert (scope([ANSWER], changed) != scope([ANSWER], AROUND)) is matters
    assert (standing(changed) != standing(AROUND)) is matters


def test_no_two_of_the_changes_are_the_same_answer() -> None:
    """BWD-10: an approval of one changed answer does not pass for another."""
    answers = [ANSWER, *(replace(ANSWER, **changes) for changes, _ in CHANGES.values())]
    around = [digest([ANSWER], changed) for changed, _ in AROUNDS.values()]
    found = [*(digest([answer], AROUND) for answer in answers), *around]
    found += [digest([], AROUND), digest([ANSWER, ANSWER], AROUND), digest([ANSWER, OTHER_PART], AROUND)]
    assert len(set(found)) == len(found)


def test_the_same_answer_has_the_same_digest() -> None:
    """BWD-10: what is read back from the tables is what was approved and agreed to."""
    again = replace(ANSWER, kind=Kind("la_legal"), outcome=Outcome("disclosed"), ground=Ground("consent"))
    assert digest((again,), Around(*(AROUND.requester, AROUND.subject, AROUND.order))) == digest([ANSWER], AROUND)
    assert scope([again], AROUND) == scope([ANSWER], AROUND)
    assert len({digest([ANSWER], AROUND), scope([ANSWER], AROUND), standing(AROUND)}) == 3
    assert all(len(found) == 64 for found in (digest([], AROUND), scope([ANSWER], AROUND), standing(AROUND)))


TEXT = st.text(min_size=1, max_size=5)
ITEMS = st.builds(Item, TEXT, st.none() | st.dates(), st.sampled_from(Decision), st.none() | TEXT, st.none() | TEXT)


@settings(max_examples=200, deadline=None)
@given(st.lists(ITEMS, max_size=3), st.lists(ITEMS, max_size=3))
def test_different_schedules_have_different_digests(one: list[Item], other: list[Item]) -> None:
    """BWD-10: whatever stands in them, two schedules share a digest only if they are the same."""
    first, second = (digest([replace(ANSWER, schedule=tuple(lines))], AROUND) for lines in (one, other))
    assert (first == second) is (one == other)
