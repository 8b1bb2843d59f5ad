"""Letters that were written and must not go any more: a date moved, the kind changed, somebody agreed after all."""

from datetime import date
from typing import Any

import pytest

from rules.clock.entry import Entry
from rules.clock.events import Happened
from rules.conflicts import Conflict
from rules.consents import Answer, Asked
from rules.kinds import Kind
from rules.refusal import Refusal
from rules.sending import SentBy
from tasks import classification, clock, conflicts, consents, dispatch, letter_by_hand, people
from tests import way
from tests.answer import DAY, NOON, words_of
from tests.tasks.test_letter_by_hand import BY, SAID


def test_a_draft_whose_date_has_moved_does_not_go(home: Any) -> None:
    """UK GDPR Art 12A(3): it names the new date, so it is written anew where the clock has moved."""
    reference = way.opened(Kind.SAR, "derby")
    letter_by_hand.write(reference, "extension_sar", said=SAID["extension_sar"], **BY)
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ASKED, date(2026, 11, 10))], **BY)
    clock.record_events(reference, [Entry(Happened.CLARIFICATION_ANSWERED, DAY)], **BY)
    with pytest.raises(Refusal, match="A date, or somebody's name or address, has changed"):
        dispatch.note_sent(reference, "extension_sar", SentBy.POST, on=DAY, **BY)
    letter_by_hand.write(reference, "extension_sar", **BY)
    dispatch.note_sent(reference, "extension_sar", SentBy.POST, on=DAY, **BY)


def test_a_draft_for_another_kind_does_not_go(home: Any) -> None:
    """A manager corrects the kind: what was written for the old one is gone."""
    reference = way.opened(Kind.SAR, "derby")
    letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    classification.decide_kind(reference, [Kind.FOI], by="m.manager", at=NOON)
    way.receive(reference, NOON)
    with pytest.raises(Refusal, match="There is no such letter"):
        dispatch.note_sent(reference, "clarification_sar", SentBy.POST, on=DAY, **BY)


def test_who_agrees_after_all_is_not_told_that_they_refused(home: Any) -> None:
    """CUM-4.3: the letter goes while a refusal stands, never by open e-mail (UK GDPR Art 5(1)(f))."""
    reference = way.prepared(Kind.LA_LEGAL, "derby")
    consents.answer(reference, Asked.PARENT, Answer.REFUSED, on=DAY, **BY)
    said = SAID["consent_refused_what_next"]
    occasion = letter_by_hand.write(reference, "consent_refused_what_next", said=said, **BY)
    with pytest.raises(Refusal, match="not by e-mail"):
        dispatch.note_sent(reference, occasion, SentBy.EMAIL, on=DAY, **BY)
    way.consented(reference, DAY)
    with pytest.raises(Refusal, match="Nobody's refusal stands"):
        dispatch.note_sent(reference, occasion, SentBy.POST, on=DAY, **BY)


def test_a_draft_to_somebody_else_does_not_go(home: Any) -> None:
    """UK GDPR Art 5(1)(f): a name or an address that was corrected is in the letter that goes, or none goes."""
    reference = way.opened(Kind.SAR, "derby")
    letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=NOON, name="Juniper Fernwhistle")
    with pytest.raises(Refusal, match="has changed since it was written"):
        dispatch.note_sent(reference, "clarification_sar", SentBy.POST, on=DAY, **BY)
    letter_by_hand.write(reference, "clarification_sar", **BY)
    assert "Juniper Fernwhistle" in words_of(reference, "clarification_sar")
    dispatch.note_sent(reference, "clarification_sar", SentBy.POST, on=DAY, **BY)


def test_a_conflict_stops_a_letter_where_nothing_is_prepared(home: Any) -> None:
    """BWD-2: who must not learn of a request is not written to, also before an answer is prepared."""
    reference = way.opened(Kind.LA_LEGAL, "derby")
    consents.answer(reference, Asked.PARENT, Answer.REFUSED, on=DAY, **BY)
    said = SAID["consent_refused_what_next"]
    occasion = letter_by_hand.write(reference, "consent_refused_what_next", said=said, **BY)
    conflicts.note(reference, Conflict.CHILD_AND_PARENT, **BY)
    with pytest.raises(Refusal, match="A conflict waits"):
        dispatch.note_sent(reference, occasion, SentBy.POST, on=DAY, **BY)
