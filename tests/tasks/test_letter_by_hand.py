"""Letters that a person asks for: what is typed for them, what their going moves, and when they are refused."""

from datetime import date
from typing import Any

import pytest

from models import document_store, queries
from models.db import reading
from models.letter import Letter
from rules.clock import ClockRefused
from rules.consents import Answer, Asked
from rules.deed import Deed
from rules.kinds import Kind
from rules.letter import Outcome
from rules.occasions import BY_HAND, OccasionRefused
from rules.refusal import Refusal
from rules.sending import SentBy
from tasks import consents, dispatch, letter_by_hand, letter_check, letter_said, story
from tests import way
from tests.answer import DAY, NOON, words_of
from tests.conftest import at
from tests.tasks.on_record import events, everything

BY: dict[str, Any] = {"by": "o.officer", "at": NOON}
SAID: dict[str, dict[str, Any]] = {
    "clarification_sar": {"questions": ["Which years do you mean?"], "because": "We hold eleven years of notes."},
    "clarification_foi": {"questions": ["Which years do you mean?"], "advice": ["You could name one year."]},
    "id_request": {"because": "You write from an address that we do not have.", "evidence": ["a recent bill"]},
    "extension_sar": {"lies_in": "complexity", "because": "The notes are in four places."},
    "extension_foi_public_interest": {
        "exemption": "FOIA 2000 s.43(2)",
        "because": "A contract.",
        "ncnd": "no",
    },
    "fees_notice": {"amount": "£12.50", "charges": ["postage of 40 pages"], "pay": "by cheque"},
    "consent_refused_what_next": {"help_goes_on": ["We still come to meetings."]},
    "closing": {},
}


def letter_of(reference: str, occasion: str) -> Letter:
    """The row of a letter."""
    with reading() as session:
        row = queries.letter(session, queries.request(session, reference), occasion)
    assert row is not None
    return row


def dues(reference: str) -> dict[Kind, tuple[date | None, bool]]:
    """The statutory date of each part, and whether its clock runs."""
    with reading() as session:
        parts = queries.parts(session, queries.request(session, reference))
        return {part.kind: (part.statutory_due, part.running) for part in parts}


@pytest.mark.parametrize(
    ("name", "kind", "paused"),
    [
        ("clarification_sar", Kind.SAR, True),
        ("clarification_foi", Kind.FOI, True),
        ("id_request", Kind.SAR, True),
        ("extension_sar", Kind.SAR, False),
        ("extension_foi_public_interest", Kind.FOI, False),
        ("fees_notice", Kind.FOI, True),
    ],
)
def test_a_letter_moves_the_clock_when_it_goes(home: Any, name: str, kind: Kind, paused: bool) -> None:
    """UK GDPR Art 12A(2) to (5), 12(6); FOIA s.9(2), 10(3), 10(6): when it goes, and not while it is a draft."""
    reference = way.opened(kind, "derby")
    before = dues(reference)
    occasion = letter_by_hand.write(reference, name, said=SAID[name], **BY)
    assert dues(reference) == before
    dispatch.note_sent(reference, occasion, SentBy.POST, on=DAY, **BY)
    due, running = dues(reference)[kind]
    assert running is not paused
    if not paused:
        old = before[kind][0]
        assert due is not None
        assert old is not None
        assert due > old
        assert [event for event, _, _ in events()][-3:] == ["letter.sent", "clock.event_recorded", "clock.moved"]


def test_an_extension_letter_tells_the_date_that_the_clock_then_keeps(home: Any) -> None:
    """UK GDPR Art 12A(3): received on 2 November, three months end on 2 February, as the letter says."""
    reference = way.opened(Kind.SAR, "cumbria")
    letter_by_hand.write(reference, "extension_sar", said=SAID["extension_sar"], **BY)
    assert "Tuesday 2 February 2027" in words_of(reference, "extension_sar")
    dispatch.note_sent(reference, "extension_sar", SentBy.POST, on=DAY, **BY)
    assert dues(reference)[Kind.SAR] == (date(2027, 2, 2), True)


def test_an_extension_that_comes_too_late_is_not_written(home: Any) -> None:
    """UK GDPR Art 12A(4)(a): the requester is told within the month; later there is not even a draft."""
    reference = way.opened(Kind.SAR, "cumbria")
    before = everything()
    with pytest.raises(ClockRefused, match="12A"):
        letter_by_hand.write(
            reference, "extension_sar", said=SAID["extension_sar"], by="o.officer", at=at(date(2026, 12, 9))
        )
    assert everything() == before
    assert events()[-1][0] == "letter.refused"


def test_a_fees_notice_goes_on_the_day_from_which_it_counts(home: Any) -> None:
    """FOIA s.9(2): three months beginning with the day of the notice; another day would make its last day untrue."""
    reference = way.opened(Kind.FOI, "derby")
    letter_by_hand.write(reference, "fees_notice", said=SAID["fees_notice"], **BY)
    assert "Thursday 11 February 2027" in words_of(reference, "fees_notice")
    with pytest.raises(Refusal, match="write it anew on the day on which it goes"):
        dispatch.note_sent(
            reference, "fees_notice", SentBy.POST, on=date(2026, 11, 13), by="o.officer", at=at(date(2026, 11, 13))
        )


def test_a_draft_that_is_written_again_bears_the_new_day(home: Any) -> None:
    """UK GDPR Art 12A(5)(b): the letter names the first day that does not count, so it is dated when it goes."""
    reference = way.opened(Kind.SAR, "derby")
    letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    later: dict[str, Any] = {"by": "o.officer", "at": at(date(2026, 11, 16))}
    with pytest.raises(Refusal, match="write it anew"):
        dispatch.note_sent(reference, "clarification_sar", SentBy.POST, on=date(2026, 11, 16), **later)
    letter_by_hand.write(reference, "clarification_sar", **later)
    assert "Monday 16 November 2026" in words_of(reference, "clarification_sar")
    dispatch.note_sent(reference, "clarification_sar", SentBy.POST, on=date(2026, 11, 16), **later)


def test_a_charitys_notice_moves_no_clock(home: Any) -> None:
    """FOIA s.3(1), BWD-14: a charity gives no notice under the Act, so its letter is one and the clock runs on."""
    reference = way.opened(Kind.FOI, "blackburn")
    before = dues(reference)
    for name in ("fees_notice", "extension_foi_public_interest"):
        letter_by_hand.write(reference, name, said=SAID[name], **BY)
        assert "not a notice under the Act" in words_of(reference, name)
        dispatch.note_sent(reference, name, SentBy.POST, on=DAY, **BY)
    assert dues(reference) == before


def test_a_second_question_is_a_second_letter(home: Any) -> None:
    """UK GDPR Art 12A(5): each question stops the clock; the next one is a letter of its own."""
    reference = way.opened(Kind.SAR, "derby")
    first = letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    again = letter_by_hand.write(reference, "clarification_sar", said={**SAID[first], "because": "Other."}, **BY)
    assert (first, again) == ("clarification_sar", "clarification_sar")  # a draft gives way to its own next words
    dispatch.note_sent(reference, first, SentBy.POST, on=DAY, **BY)
    second = letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    assert second == "clarification_sar.2"
    assert letter_of(reference, first).sent_on == DAY


def test_what_was_typed_is_kept_and_used_again(home: Any) -> None:
    """A draft that is written anew says what it said, unless something else is typed."""
    reference = way.opened(Kind.SAR, "derby")
    letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    assert letter_by_hand.to_ask(reference, "clarification_sar", **BY) == {}
    letter_by_hand.write(reference, "clarification_sar", **BY)
    assert letter_of(reference, "clarification_sar").said == SAID["clarification_sar"]
    assert "Which years do you mean?" in words_of(reference, "clarification_sar")


PUBLIC_INTEREST = SAID["extension_foi_public_interest"]


@pytest.mark.parametrize(
    ("name", "said", "match"),
    [
        ("clarification_sar", {"because": "Much."}, "needs an answer to"),
        ("clarification_sar", {"question": ["Which?"]}, "does not ask for question"),
        ("clarification_sar", {**SAID["clarification_sar"], "questions": ["x" * 2001]}, "more than 2000 characters"),
        ("clarification_sar", {**SAID["clarification_sar"], "because": "a\u0000b"}, "cannot be printed"),
        ("extension_sar", {**SAID["extension_sar"], "lies_in": "laziness"}, "one of: complexity, number, both"),
        ("extension_sar", {**SAID["extension_sar"], "because": ["one", "two"]}, "one text and no list"),
        (
            "extension_foi_public_interest",
            {**PUBLIC_INTEREST, "exemption": "FOIA 2000 s.40(2)"},
            "no public interest",
        ),
        ("extension_foi_public_interest", {**PUBLIC_INTEREST, "exemption": "section 99"}, "cites no exemption"),
    ],
)
def test_what_is_typed_wrongly_is_refused(home: Any, name: str, said: dict[str, Any], match: str) -> None:
    """A letter is never half-filled: the question is named, nothing is stored, and what was typed is not repeated."""
    reference = way.opened(Kind.FOI if "foi" in name else Kind.SAR, "derby")
    before = everything()
    with pytest.raises(Refusal, match=match):
        letter_by_hand.write(reference, name, said=said, **BY)
    assert everything() == before


def test_every_question_says_what_form_its_answer_has() -> None:
    """Who types needs to know the choices and how a date is written."""
    for name in BY_HAND:
        for field, question in letter_said.questions(name).items():
            assert question.strip().startswith(question.strip()[0].upper()), field
    assert "[complexity, number, both]" in letter_said.questions("extension_sar")["lies_in"]


@pytest.mark.parametrize(
    ("name", "kind", "match"),
    [
        ("clarification_foi", Kind.SAR, "no part of this request is one"),
        ("closing", Kind.SAR, "is for one that is answered or closed"),
        ("sar_disclosure", Kind.SAR, "the letters of an answer come with it"),
        ("no_such_letter", Kind.SAR, "Letters that can be asked for are"),
        ("closing", Kind.LA_LEGAL, "is for one that is answered or closed"),
    ],
)
def test_a_letter_that_does_not_fit_is_refused(home: Any, name: str, kind: Kind, match: str) -> None:
    """Unknown letters and those of another kind or state are refused, with what is possible."""
    reference = way.opened(kind, "derby")
    with pytest.raises(OccasionRefused, match=match):
        letter_by_hand.write(reference, name, **BY)


@pytest.mark.parametrize("service", ["blackburn", "derby"])
def test_who_refuses_is_told_how_far_help_goes_on(home: Any, service: str) -> None:
    """CUM-4.3: a refusal calls for the letter, the letter says what goes on, and that it went is on record."""
    reference = way.prepared(Kind.LA_LEGAL, service)
    said = SAID["consent_refused_what_next"]
    with pytest.raises(Refusal, match="Nobody has refused"):
        letter_by_hand.write(reference, "consent_refused_what_next", said=said, **BY)
    consents.answer(reference, Asked.PARENT, Answer.REFUSED, on=DAY, **BY)
    assert any("CUM-4.3" in says and do is Deed.AFTER_REFUSAL for says, do in prompts_of(reference))
    occasion = letter_by_hand.write(reference, "consent_refused_what_next", said=said, **BY)
    assert "We still come to meetings." in words_of(reference, occasion)
    dispatch.note_sent(reference, occasion, SentBy.POST, on=DAY, **BY)
    event, _, what = events()[-1]
    assert (event, what["occasion"], what["on"]) == ("letter.sent", occasion, DAY.isoformat())
    assert not any("CUM-4.3" in says for says, _ in prompts_of(reference))


def prompts_of(reference: str) -> list[tuple[str, Deed | None]]:
    """What `show` tells a manager to consider, and with what it is done."""
    found = story.story(reference, DAY, by="o.officer", at=NOON)["prompts"]
    return [(one["says"], one["do"]) for one in found]


def test_an_outside_body_gets_no_closing_letter(home: Any) -> None:
    """HIL-6: a letter with our reference that says that something is closed would say that there was something."""
    reference = way.prepared(Kind.LA_LEGAL, "blackburn")
    way.consented(reference)
    way.approved(reference, "blackburn", Kind.LA_LEGAL)
    way.respond(reference)
    with pytest.raises(OccasionRefused, match="no closing letter goes to one"):
        letter_by_hand.write(reference, "closing", **BY)


def test_the_closing_letter_tells_how_it_ended(home: Any) -> None:
    """UK GDPR Art 5(2): outcome and date, the routes of complaint, and how long the file is kept."""
    reference = way.prepared(Kind.SAR, "derby")
    way.consented(reference)
    way.approved(reference, "derby", Kind.SAR)
    way.respond(reference)
    letter_by_hand.write(reference, "closing", said={}, **BY)
    text = words_of(reference, "closing")
    assert Outcome.DISCLOSED.words in text
    assert "Thursday 12 November 2026" in text
    assert "164A" in text


def test_the_three_forms_are_kept_byte_for_byte(installation: Any) -> None:
    """What was sent is kept as it went: the Word file, the page and the text, whatever changes afterwards."""
    reference = way.opened(Kind.SAR, "derby")
    letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    dispatch.note_sent(reference, "clarification_sar", SentBy.POST, on=DAY, **BY)
    row = letter_of(reference, "clarification_sar")
    with reading() as session:
        documents = {d.id: d for d in queries.documents(session, queries.request(session, reference))}
    files = [documents[number] for number in (row.document_id, row.page_document_id, row.text_document_id) if number]
    assert [file.filename.rpartition(".")[2] for file in files] == ["docx", "html", "txt"]
    contents = [document_store.get(file.sha256) for file in files]
    assert contents[0][:2] == b"PK"
    assert all(b"Which years do you mean?" in content for content in contents[1:])


def test_the_checklist_of_a_kept_letter_shows_the_words(home: Any) -> None:
    """Each mandatory item is ticked with the words that say it; before it is written, what is missing is named."""
    reference = way.opened(Kind.SAR, "derby")
    empty = letter_check.check(reference, "clarification_sar", **BY)
    assert not empty.complete
    assert "needs an answer to" in (empty.wrong or "")
    letter_by_hand.write(reference, "clarification_sar", said=SAID["clarification_sar"], **BY)
    kept = letter_check.check(reference, "clarification_sar", **BY)
    assert kept.complete
    assert any("Which years do you mean?" in (tick.said or "") for tick in kept.ticks)
    assert {tick.authority for tick in kept.ticks} >= {"Art 12A(5)(a)", "Art 12A(5)(b)"}
    with pytest.raises(Refusal, match="No requirements are kept"):
        letter_check.check(reference, "no_such_letter", **BY)
