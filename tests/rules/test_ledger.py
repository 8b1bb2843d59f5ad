"""The consent ledger: where each question stands, and what it lacks to carry an answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.consents import DISCLOSURE, Answer, Asked
from rules.ledger import ConsentState, Stage, lacking, stage
from rules.letter import Outcome

TODAY = date(2026, 11, 23)
PUT = ConsentState(Asked.PARENT, ("BWD-10",), asked_on=date(2026, 11, 3))
YES = replace(PUT, answer=Answer.FULL, review_on=date(2027, 11, 3))
ROLE = "local authority solicitor"

STAGES = [
    (ConsentState(Asked.PARENT, ("BWD-10",)), Stage.TO_ASK),  # noted, and nobody has asked yet
    (PUT, Stage.ASKED),
    (replace(PUT, chased=1), Stage.CHASED),
    (replace(PUT, chased=3), Stage.CHASED),
    (YES, Stage.AGREED),
    (replace(YES, answer=Answer.RESTRICTED, roles=(ROLE,)), Stage.RESTRICTED),
    (replace(YES, answer=Answer.TO_THEMSELF), Stage.TO_THEMSELF),
    (replace(YES, answer=Answer.REFUSED, review_on=None), Stage.REFUSED),
    (replace(YES, withdrawn=True), Stage.WITHDRAWN),
    (replace(YES, review_on=TODAY), Stage.DUE_FOR_REVIEW),
    (replace(YES, review_on=TODAY + timedelta(days=1)), Stage.AGREED),
    (replace(YES, valid_until=TODAY), Stage.AGREED),
    (replace(YES, valid_until=TODAY - timedelta(days=1)), Stage.EXPIRED),
    (replace(YES, valid_until=TODAY - timedelta(days=1), review_on=TODAY), Stage.EXPIRED),
    (replace(PUT, waived=True), Stage.WAIVED),
    (replace(YES, withdrawn=True, review_on=TODAY), Stage.WITHDRAWN),
]


@pytest.mark.parametrize(("consent", "expected"), STAGES, ids=lambda value: str(value)[:40])
def test_each_question_stands_somewhere(consent: ConsentState, expected: Stage) -> None:
    """CUM-4.2, CUM-4.4, BNS-10: asked, chased, answered, withdrawn, due for review, expired: one of them each day."""
    assert stage(consent, TODAY) is expected


def test_the_table_knows_every_stage() -> None:
    """CUM-4.2: no stage of the ledger is left without a case."""
    assert {expected for _, expected in STAGES} == set(Stage)


LACKING = [
    # the consent, how the request is answered, the recipient's role, what is missing and its sources
    (YES, Outcome.DISCLOSED, ROLE, None, ()),
    (PUT, Outcome.DISCLOSED, ROLE, "consent of the parent", ("BWD-10",)),
    (replace(PUT, chased=9), None, None, "consent of the parent", ("BWD-10",)),  # silence, however often asked
    (replace(YES, answer=Answer.REFUSED), Outcome.DISCLOSED, ROLE, "it was refused", ("BWD-10",)),
    (replace(YES, withdrawn=True), Outcome.DISCLOSED, ROLE, "it was withdrawn", ("UK GDPR Art 7(3)", "BWD-10")),
    (replace(YES, covers=False), Outcome.DISCLOSED, ROLE, "to something else", ("UK GDPR Art 4(11)", "HIL-2")),
    (replace(YES, review_on=TODAY), Outcome.DISCLOSED, ROLE, "due for review", ("CUM-4.4", "BNS-10")),
    (
        replace(YES, valid_until=date(2026, 11, 20)),
        Outcome.DISCLOSED,
        ROLE,
        "the time for which it was given is over",
        ("UK GDPR Art 4(11)",),
    ),
    (replace(YES, answer=Answer.RESTRICTED, roles=(ROLE,)), Outcome.DISCLOSED, ROLE, None, ()),
    (
        replace(YES, answer=Answer.RESTRICTED, roles=(ROLE,)),
        Outcome.DISCLOSED,
        "SEND officer",
        "it names only other roles",
        ("CUM-4.5",),
    ),
    (
        replace(YES, answer=Answer.RESTRICTED, roles=(ROLE,)),
        Outcome.DISCLOSED,
        None,
        "the recipient's role",
        ("CUM-4.5",),
    ),
    # The two routes of CUM-5.1: what was said to one carries nothing on the other.
    (replace(YES, answer=Answer.TO_THEMSELF), Outcome.SENT_TO_FAMILY, None, None, ()),
    (replace(YES, answer=Answer.TO_THEMSELF), Outcome.DISCLOSED, ROLE, "to have the papers themself", ("CUM-5.1",)),
    (YES, Outcome.SENT_TO_FAMILY, ROLE, "nobody asked to have the papers themself", ("CUM-5.1",)),
    (
        replace(YES, answer=Answer.RESTRICTED, roles=(ROLE,)),
        Outcome.SENT_TO_FAMILY,
        ROLE,
        "nobody asked to have the papers themself",
        ("CUM-5.1",),
    ),
    (replace(PUT, waived=True), Outcome.DISCLOSED, ROLE, None, ()),
]


@pytest.mark.parametrize(("consent", "outcome", "role", "says", "cites"), LACKING)
def test_what_a_consent_lacks_is_said_with_its_source(
    consent: ConsentState, outcome: Outcome | None, role: str | None, says: str | None, cites: tuple[str, ...]
) -> None:
    """CUM-4.4, CUM-4.5, CUM-5.1, BWD-10, HIL-2: refused with the clause, in plain words, one line."""
    found = list(lacking(consent, outcome, role, TODAY))
    assert len(found) == (says is not None)
    if says:
        assert says in found[0].what
        assert found[0].cites == cites


@given(
    consent=st.builds(
        ConsentState,
        whom=st.sampled_from(sorted(DISCLOSURE)),
        cites=st.just(("BWD-10",)),
        answer=st.none() | st.sampled_from(Answer),
        roles=st.just((ROLE,)),
        review_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        withdrawn=st.booleans(),
        covers=st.booleans(),
        asked_on=st.none() | st.just(date(2026, 11, 3)),
        chased=st.integers(0, 4),
        valid_until=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    ),
    role=st.sampled_from([None, ROLE, "SEND officer"]),
)
def test_only_a_yes_that_stands_carries_a_disclosure(consent: ConsentState, role: str | None) -> None:
    """CUM-4.2, CUM-4.4, CUM-4.5, HIL-2: given, to this, to this recipient, in time, not taken back."""
    to_this_recipient = consent.answer is Answer.FULL or (consent.answer is Answer.RESTRICTED and role == ROLE)
    in_time = (consent.review_on is None or consent.review_on > TODAY) and (
        consent.valid_until is None or consent.valid_until >= TODAY
    )
    stands = to_this_recipient and in_time and consent.covers and not consent.withdrawn
    assert (list(lacking(consent, Outcome.DISCLOSED, role, TODAY)) == []) is stands
