"""The gates of a schedule: health data, what is said about others, the search, and what must be weighed."""

from dataclasses import replace
from datetime import date

import pytest

from rules.exemptions import catalogue
from rules.gates import check_marked, gaps, gives_own_records, to_weigh
from rules.kinds import Kind
from rules.letter import Outcome
from rules.schedule import Decision, Health, Held, Item, Opinion, Others, ScheduleRefused, check_extract, keeping

TODAY = date(2026, 11, 23)
NOTES = Item("Case notes", None, Decision.DISCLOSE, held=Held.ELECTRONIC, others=Others.NONE, health=Health.NONE)
REDACTED = replace(
    NOTES,
    decision=Decision.REDACT,
    exemption="DPA 2018 Sch 2 para 16",
    reason="It names a neighbour.",
    others=Others.REMOVED,
)
FIVE = ("A name.", "Yes.", "We wrote on 3 November.", "Yes.", "Yes, on 9 November.")
BOTH = tuple(Held)


def missing(
    item: Item, kind: Kind = Kind.SAR, outcome: Outcome = Outcome.DISCLOSED, today: date = TODAY
) -> list[str]:
    """What is missing of an answer with this one document, whose search is recorded."""
    return [str(one) for one in gaps(kind, outcome, (item,), BOTH, today)]


# --- Every document of somebody's own records is marked ---------------------------------------------------------

UNMARKED = [
    (replace(NOTES, held=None), "BWD-6"),
    (replace(NOTES, others=None), "DPA 2018 Sch 2 para 16"),
    (replace(NOTES, health=None), "DPA 2018 Sch 3 para 6"),
    (replace(REDACTED, health=None), "DPA 2018 Sch 3 para 6"),
    (replace(NOTES, others=Others.REMOVED), "nothing is taken out of a document that goes whole"),
    (replace(REDACTED, decision=Decision.WITHHOLD, held=None), "BWD-6"),
]


@pytest.mark.parametrize(("item", "says"), UNMARKED)
def test_a_document_that_is_not_marked_is_refused(item: Item, says: str) -> None:
    """BWD-6, DPA 2018 Sch 2 para 16, Sch 3 para 6: nothing is assumed of a document that nobody looked at."""
    with pytest.raises(ScheduleRefused, match=rf"Document 2 of the schedule: .*{says.replace('(', '.')}"):
        check_marked([NOTES, item])


def test_a_marked_schedule_may_be_prepared() -> None:
    """BWD-6: each line says how it is kept; of what does not go nothing more need be said."""
    check_marked([NOTES, REDACTED, replace(REDACTED, decision=Decision.WITHHOLD, others=None, health=None)])


@pytest.mark.parametrize("searched", [(), (Held.ELECTRONIC,), (Held.PAPER,), BOTH])
def test_both_files_are_searched(searched: tuple[Held, ...]) -> None:
    """BWD-6, UK GDPR Art 15(1A): electronic files and paper notes; what was not searched is missing."""
    found = list(gaps(Kind.SAR, Outcome.DISCLOSED, (NOTES,), searched, TODAY))
    assert len(found) == 2 - len(searched)
    assert all(one.cites == ("BWD-6", "UK GDPR Art 15(1A)") for one in found)


# --- Health data ------------------------------------------------------------------------------------------------

WANTED = replace(NOTES, health=Health.OPINION)


@pytest.mark.parametrize(
    ("on", "today", "counts"),
    [
        (date(2026, 11, 23), TODAY, True),
        (date(2026, 5, 24), TODAY, True),  # six months end tomorrow
        (date(2026, 5, 23), TODAY, False),  # six months old today
        (date(2025, 8, 31), date(2026, 2, 27), True),
        (date(2025, 8, 31), date(2026, 2, 28), False),  # no 31 February: the last day of it
        (date(2026, 11, 24), TODAY, False),  # not yet given
    ],
)
def test_an_opinion_counts_for_six_months(on: date, today: date, counts: bool) -> None:
    """DPA 2018 Sch 3 para 6: the opinion is of the last six months, to the day, or a new one is asked for."""
    found = missing(replace(WANTED, opinion=Opinion(on, "paediatrician", serious_harm=False)), today=today)
    assert (found == []) is counts
    assert all("older than six months" in one for one in found)


def test_health_data_goes_to_nobody_without_an_opinion() -> None:
    """DPA 2018 Sch 3 para 6: a hard gate for a controller who is no health professional, and no default opens it."""
    (found,) = missing(WANTED)
    assert "document 1: the opinion of the health professional concerned" in found
    assert "DPA 2018 Sch 3 para 6" in found
    assert missing(replace(NOTES, health=Health.KNOWN)) == []  # para 6(2)


def test_where_harm_is_likely_it_is_kept_back_and_that_needs_the_opinion_too() -> None:
    """DPA 2018 Sch 3 para 5(1) and (2): neither given nor withheld without the opinion that says so."""
    harm = Opinion(date(2026, 11, 2), "paediatrician", serious_harm=True)
    (found,) = missing(replace(WANTED, opinion=harm))
    assert "to be kept back" in found
    kept = replace(WANTED, decision=Decision.WITHHOLD, exemption="DPA 2018 Sch 3 para 5", reason="Harm.")
    assert missing(replace(kept, opinion=harm)) == []
    for opinion in (None, replace(harm, serious_harm=False), replace(harm, on=date(2026, 1, 2))):
        (found,) = missing(replace(kept, opinion=opinion))
        assert "DPA 2018 Sch 3 para 5(2)" in found


def test_the_gate_is_one_of_a_persons_own_records() -> None:
    """DPA 2018 Sch 3 para 6 restricts Art 15: what goes outside goes on another ground."""
    assert missing(WANTED, Kind.LA_LEGAL) == []
    assert len(missing(WANTED, Kind.LA_LEGAL, Outcome.SENT_TO_FAMILY)) == 1
    assert gives_own_records(Kind.SAR, Outcome.DISCLOSED)
    assert gives_own_records(Kind.THIRD_PARTY, Outcome.SENT_TO_FAMILY)
    assert not gives_own_records(Kind.LA_LEGAL, Outcome.DISCLOSED)
    assert not gives_own_records(Kind.FOI, Outcome.DISCLOSED)


# --- The balance ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        (REDACTED, 5),  # taken out: para 16(3)(a) to (e)
        (replace(NOTES, others=Others.WEIGHED), 5),  # goes although it is about somebody: para 16(2)(b)
        (replace(NOTES, others=Others.AGREED), 0),  # para 16(2)(a)
        (replace(NOTES, others=Others.OFFICIAL), 0),  # para 17
        (NOTES, 0),
        (replace(REDACTED, decision=Decision.WITHHOLD), 5),
        (replace(REDACTED, exemption="DPA 2018 Sch 2 para 19"), 0),
    ],
)
def test_the_balance_of_paragraph_16_is_recorded(item: Item, asked: int) -> None:
    """DPA 2018 Sch 2 para 16(3): type, confidence, steps, capability, refusal: each is said, either way."""
    found = to_weigh(item, Kind.SAR)
    assert (len(found[1]) if found else 0) == asked
    assert len(missing(item)) == (asked > 0)
    assert missing(replace(item, weighed=FIVE[:4])) == missing(item)
    assert missing(replace(item, weighed=FIVE[:asked])) == []


@pytest.mark.parametrize("cite", [cite for cite, row in catalogue().items() if row.law == "foi"])
def test_the_public_interest_is_weighed_of_qualified_exemptions_alone(cite: str) -> None:
    """FOIA 2000 s.2(2)(b), s.17(3)(b): for, against, and which weighs more; an absolute exemption is not weighed."""
    item = Item("A note", None, Decision.WITHHOLD, cite, "A reason.")
    found = missing(item, Kind.FOI)
    assert bool(found) is (catalogue()[cite].test == "qualified")
    assert missing(replace(item, weighed=("For.", "Against.", "Against weighs more.")), Kind.FOI) == []


def test_what_was_weighed_stays_with_its_document_and_with_nothing_else() -> None:
    """DPA 2018 Sch 2 para 16(3): a balance is of one document under one exemption, and of no other."""
    weighed = replace(REDACTED, weighed=FIVE, opinion=Opinion(TODAY, "nurse", serious_harm=False))
    (again,) = keeping([weighed], [REDACTED])
    assert again == weighed
    # Two letters of one day look the same on a schedule: what was weighed of the first is not said of the second.
    first, second = keeping([weighed], [REDACTED, REDACTED])
    assert (first, second) == (weighed, REDACTED)
    for other in (
        replace(REDACTED, exemption="DPA 2018 Sch 2 para 19"),
        replace(REDACTED, decision=Decision.WITHHOLD),
        replace(REDACTED, others=Others.WEIGHED),
    ):
        (changed,) = keeping([weighed], [other])
        assert changed.weighed == ()
    (another,) = keeping([weighed], [replace(REDACTED, description="Another letter")])
    assert (another.weighed, another.opinion) == ((), None)


# --- An extract, and not the file -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "whole"),
    [
        ("Case file", True),
        ("the whole file", True),
        ("A copy of the complete case file", True),
        ("all of the records", True),
        ("Full records", True),
        ("Full SEND case file", True),
        ("Whole case file of Rowan", True),
        ("Entire SEN file", True),
        ("Complete records of the child", True),
        ("All notes", True),
        ("All records", True),
        ("Rowan's whole file", True),
        ("the whole of Rowan\u2019s file.", True),
        ("Case file of Rowan", True),
        ("All the case notes about Rowan", True),
        ("Complete paper file", True),
        ("Full report of the educational psychologist", False),
        ("Full record of the meeting on 4 March", False),
        ("Complete notes of the meeting on 4 March", False),
        ("Case notes", False),
        ("Profile of Rowan", False),
        ("Extract from the case file: meetings about the plan", False),
        ("Case notes, March 2026", False),
        ("Record of a telephone call", False),
        ("File note of 4 March", False),
    ],
)
def test_what_goes_outside_is_an_extract(description: str, whole: bool) -> None:
    """BWD-10, UK GDPR Art 5(1)(c): the relevant information is extracted; a file as such goes to nobody outside."""
    item = Item(description, None, Decision.DISCLOSE)
    if whole:
        with pytest.raises(ScheduleRefused, match="BWD-10"):
            check_extract([NOTES, item])
    else:
        check_extract([NOTES, item])
    check_extract([replace(item, decision=Decision.WITHHOLD, exemption="outside the consent", reason="Not agreed.")])
