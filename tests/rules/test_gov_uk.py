"""gov.uk's list of bank holidays: taken whole or not at all, and what differs from the data here."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import gov_uk
from rules.bank_holidays import PUBLISHED_TO, BankHolidays, Nation, Proclaimed
from rules.gov_uk import ListRefused
from rules.working_days import calendars
from tests.rules.gov_uk_list import DATA

LIST = (DATA / "bank-holidays.json").read_bytes()
DIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
ON = date(2026, 11, 22)
AUTHORITY = "gov.uk list of bank holidays, imported on 2026-11-22"
SCOTLAND, ENGLAND = Nation.SCOTLAND, Nation.ENGLAND_AND_WALES


def listed(*changes: Callable[[Any], object], since: int = 2019) -> bytes:
    """The list as it is downloaded, from a year on, changed."""
    found = json.loads(LIST)
    for division in found.values():
        division["events"] = [event for event in division["events"] if int(event["date"][:4]) >= since]
    for change in changes:
        change(found)
    return json.dumps(found).encode()


def add(division: str, day: str, title: str = "A day of thanks") -> Callable[[Any], object]:
    event = {"title": title, "date": day, "notes": "", "bunting": False}
    return lambda found: found[division]["events"].append(event)


def drop(division: str, day: str) -> Callable[[Any], object]:
    def change(found: Any) -> None:
        events = found[division]["events"]
        found[division]["events"] = [event for event in events if event["date"] != day]
        assert len(found[division]["events"]) == len(events) - 1

    return change


def changed(division: str, **fields: Any) -> Callable[[Any], object]:
    return lambda found: found[division]["events"][2].update(fields)


def next_year(found: Any) -> None:
    """2029 as the usual pattern has it."""
    for division, code in DIVISIONS.items():
        usual = BankHolidays().of(Nation(code))
        days = sorted(day for day in usual if day.year == 2029 and day.weekday() < 5)
        found[division]["events"] += [{"title": usual[day], "date": day.isoformat()} for day in days]


def merged(content: bytes, known: BankHolidays | None = None, *, over_hand: bool = False) -> gov_uk.Merged:
    return gov_uk.merge(gov_uk.read(content), known or BankHolidays(), ON, over_hand=over_hand)


def row(day: str, nation: Nation = SCOTLAND, *, closed: bool = True, title: str = "A day of thanks") -> Proclaimed:
    return Proclaimed(date.fromisoformat(day), nation, title, AUTHORITY, closed)


@pytest.mark.parametrize("content", [LIST, listed(), listed(since=2025), b"\xef\xbb\xbf" + LIST, LIST + b"\r\n"])
def test_the_list_of_today_says_what_the_release_says(content: bytes) -> None:
    """All years of it, some of them, as Windows keeps it: no day differs on a weekday."""
    assert merged(content) == gov_uk.Merged(BankHolidays(), (), ())


def test_a_day_proclaimed_late_is_closed_in_its_nation_alone() -> None:
    """Banking and Financial Dealings Act 1971 s.1(3): the title is the list's, the authority names it and the day."""
    found = merged(listed(add("scotland", "2026-12-03"), add("england-and-wales", "2027-06-01", "Another\u00a0day")))
    assert found.changed == (row("2026-12-03"), row("2027-06-01", ENGLAND, title="Another day"))
    assert found.known.proclaimed == found.changed
    assert found.replaced == ()
    assert not calendars(found.known).united_kingdom.is_working(date(2026, 12, 3))
    assert calendars(found.known).england_and_wales.is_working(date(2026, 12, 3))


def test_a_day_that_was_moved_opens_one_and_closes_another() -> None:
    """1971 Act s.1(2): as Early May of 2020, in all three nations; the reopened day keeps the name it had."""
    changes = [change for d in DIVISIONS for change in (drop(d, "2027-05-03"), add(d, "2027-05-07", "Early May"))]
    found = merged(listed(*changes))
    assert [(one.on.day, one.closed) for one in found.changed] == [(3, False)] * 3 + [(7, True)] * 3
    assert {one.title for one in found.changed} == {"Early May bank holiday", "Early May"}
    assert calendars(found.known).united_kingdom.is_working(date(2027, 5, 3))


def test_weekends_make_no_difference() -> None:
    """gov.uk lists only the substitute of a Boxing Day on a Saturday, the release both: no working day differs."""
    assert merged(listed(add("scotland", "2026-12-26"), add("scotland", "2026-12-05"))).changed == ()


def test_years_that_the_list_does_not_have_stay() -> None:
    """A list from 2025 on says nothing of 2024, nor of 2029."""
    rows = (row("2024-06-03"), row("2029-06-04"), row("2026-12-03"))
    found = merged(listed(since=2025), BankHolidays(rows))
    assert found.known.proclaimed == (rows[0], rows[1])
    assert found.replaced == (rows[2],)


def test_a_row_that_the_list_contradicts_goes_and_others_stay() -> None:
    """The list wins over what an older list said, in both directions, and what goes is named."""
    wrong_closed, wrong_open = row("2026-12-03"), row("2027-05-03", closed=False)
    by_hand = Proclaimed(date(2026, 12, 8), SCOTLAND, "My words", "the Gazette")
    known = BankHolidays((wrong_closed, by_hand, wrong_open))
    found = merged(listed(add("scotland", "2026-12-08", "Its words")), known)
    assert found.known.proclaimed == (by_hand,)
    assert found.replaced == (wrong_closed, wrong_open)
    assert [(one.on, one.closed) for one in found.changed] == [
        (date(2026, 12, 3), False),
        (date(2027, 5, 3), True),
    ]


def test_a_row_written_by_hand_stays_unless_it_is_replaced() -> None:
    """1971 Act s.1: a proclamation may be older than the list's next edition; a day taken back is a day earlier."""
    by_hand = Proclaimed(date(2026, 12, 3), SCOTLAND, "My words", "the Gazette")
    known = BankHolidays((by_hand, row("2026-12-04")))
    found = merged(LIST, known)
    assert (found.known.proclaimed, found.contradicted) == ((by_hand,), (by_hand,))
    assert found.replaced == (row("2026-12-04"),)
    assert [one.on for one in found.changed] == [date(2026, 12, 4)]
    replaced = merged(LIST, known, over_hand=True)
    assert (replaced.known, replaced.contradicted) == (BankHolidays(), ())
    assert len(replaced.replaced) == 2


def test_the_list_twice_is_the_list_once() -> None:
    """What was merged says what the list says: nothing differs any more, on a later day either."""
    content = listed(
        add("scotland", "2026-12-03"),
        drop("northern-ireland", "2026-03-17"),
        add("northern-ireland", "2026-03-18"),
        next_year,
    )
    first = merged(content).known
    again = gov_uk.merge(gov_uk.read(content), first, date(2027, 2, 1))
    assert again == gov_uk.Merged(first, (), ())


def test_a_further_year_is_published_when_every_nation_lists_it() -> None:
    """A date of that year needs no warning any more; a year of two nations, or after a gap, is not published."""
    assert merged(listed(next_year)).known == BankHolidays(published_to=2029)

    def without_scotland(found: Any) -> None:
        events = found["scotland"]["events"]
        found["scotland"]["events"] = [event for event in events if event["date"] < "2029"]

    assert merged(listed(next_year, without_scotland)).known.published_to == PUBLISHED_TO
    assert merged(listed(next_year, without_scotland)).changed == ()


def test_the_published_year_never_goes_back() -> None:
    """An older list takes no year back."""
    assert merged(LIST, BankHolidays(published_to=2030)).known.published_to == 2030


def test_a_further_year_may_differ_from_the_usual_pattern() -> None:
    """A day listed for 2029 that the pattern lacks is closed, as in a year that was published."""
    found = merged(listed(next_year, add("scotland", "2029-12-04")))
    assert found.known == BankHolidays((row("2029-12-04"),), 2029)


REFUSED = [
    (b"", "not valid JSON"),
    (b"<!DOCTYPE html>", "not valid JSON"),
    (LIST[:-50], "not valid JSON"),
    (LIST.decode().encode("utf-16"), "not valid JSON"),
    (b"\xff\xfe", "not valid JSON"),
    (b"[" * 900_000, "not valid JSON"),
    (b'{"a":' * 100_000, "not valid JSON"),
    (b"9" * 10_000, "not valid JSON"),
    (b" " * 1_000_001, "far too large"),
    (b"null", "must hold the divisions"),
    (b"[]", "must hold the divisions"),
    (listed(lambda found: found.pop("scotland")), "must hold the divisions england-and-wales, scotland"),
    (listed(lambda found: found.update(wales=found["scotland"])), "and no others"),
    (LIST.replace(b'"scotland": {', b'"scotland": {}, "scotland": {', 1), "twice in one place"),
    (listed(lambda found: found.update(scotland=[])), "scotland must name itself"),
    (listed(lambda found: found["scotland"].update(division="england-and-wales")), "scotland must name itself"),
    (listed(lambda found: found["scotland"].update(events=[])), "list its events"),
    (listed(lambda found: found["scotland"].update(events={"0": 1})), "list its events"),
    (
        listed(lambda found: found["scotland"]["events"].insert(1, "2026-12-03")),
        "scotland, day 2: each day must have",
    ),
    (listed(changed("scotland", date="03/12/2026")), "scotland, day 3: its date is none"),
    (listed(changed("scotland", date="20261203")), "scotland, day 3: its date is none"),
    (listed(changed("scotland", date="2026-W49-4")), "scotland, day 3: its date is none"),
    (listed(changed("scotland", date="2026-02-30")), "scotland, day 3: its date is none"),
    (listed(changed("scotland", date="2026-12-03T00:00:00")), "scotland, day 3: its date is none"),
    (listed(changed("scotland", date=46359)), "scotland, day 3: its date is none"),
    (listed(changed("scotland", date=None)), "scotland, day 3: its date is none"),
    (listed(changed("scotland", title=5)), "scotland, day 3: its title must be"),
    (listed(changed("scotland", title=" ")), "scotland, day 3: its title must be"),
    (listed(changed("scotland", title="\x1b[31mred")), "scotland, day 3: its title must be"),
    (listed(changed("scotland", title="x" * 201)), "scotland, day 3: its title must be"),
    (listed(add("scotland", "2026-11-30")), "lists 2026-11-30 twice"),
    (
        listed(drop("england-and-wales", "2026-05-04")),
        "england-and-wales lists 7 of the 8 bank holidays or more that 2026",
    ),
    (listed(drop("scotland", "2027-11-30")), "scotland lists 8 of the 9 bank holidays or more that 2027"),
    (
        listed(drop("northern-ireland", "2027-03-17")),
        "northern-ireland lists 9 of the 10 bank holidays or more that 2027",
    ),
    (listed(add("scotland", "2030-01-01")), "scotland lists 0 of the 9 bank holidays or more that 2029"),
    (
        listed(lambda found: found["scotland"]["events"].append({"date": "2029-01-01", "title": "New Year"})),
        "scotland lists 1 of the 9",
    ),
]


@pytest.mark.parametrize(("content", "says"), REFUSED, ids=[re.sub(r"\W+", "-", says) for _, says in REFUSED])
def test_what_is_not_the_whole_list_is_refused(content: bytes, says: str) -> None:
    """A part of the list would make working days of the holidays it lacks: one line says what is wrong with it."""
    with pytest.raises(ListRefused, match=re.escape(says)) as refused:
        gov_uk.read(content)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 250


def whole_year(year: int) -> Callable[[Any], object]:
    """Enough days of a year far off, in every nation."""

    def change(found: Any) -> None:
        for division in found.values():
            events = [{"title": f"Day {n}", "date": f"{year}-0{n // 5 + 1}-1{n % 5}"} for n in range(10)]
            division["events"] = events

    return change


@pytest.mark.parametrize("year", [1970, 2011, 2034, 2099])
def test_years_outside_the_data_are_refused(year: int) -> None:
    """A list of 2011 or of 2099 is a slip: the data has neither."""
    with pytest.raises(ListRefused, match=r"years outside the data \(2012 to 2033\)"):
        merged(listed(whole_year(year)))


@pytest.mark.parametrize("day", ["2026-12-25", "2026-04-03"])
def test_a_list_without_what_the_act_names_is_refused(day: str) -> None:
    """FOIA 2000 s.10(6) names Christmas Day and Good Friday: a list that lacks one is not gov.uk's."""
    with pytest.raises(ListRefused, match=rf"lacks .* {day} in Scotland"):
        merged(listed(drop("scotland", day), add("scotland", "2026-12-03")))


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31)).filter(lambda day: day.weekday() < 5)
NEW = st.tuples(DAYS, st.sampled_from(sorted(DIVISIONS)))


@settings(max_examples=25, deadline=None)
@given(new=st.sets(NEW, max_size=5), by_hand=st.sets(NEW, max_size=5))
def test_after_a_merge_every_listed_weekday_is_closed_and_no_other(
    new: set[tuple[date, str]], by_hand: set[tuple[date, str]]
) -> None:
    """FOIA 2000 s.10(6): whatever stood in the file, the years of the list are as the list has them."""
    released = {division: BankHolidays().of(Nation(code)) for division, code in DIVISIONS.items()}
    new = {(day, division) for day, division in new if day not in released[division]}
    known = BankHolidays(
        tuple(
            Proclaimed(day, Nation(DIVISIONS[division]), "By hand", "a person", day not in released[division])
            for day, division in sorted(by_hand)
            if not {"Christmas Day", "Good Friday"} & {released[division].get(day)}
        )
    )
    content = listed(*(add(division, day.isoformat()) for day, division in new))
    found = merged(content, known, over_hand=True).known
    for nation, days in gov_uk.read(content).items():
        ours = {day for day in found.of(nation) if day.weekday() < 5 and 2019 <= day.year <= 2028}
        assert ours == {day for day in days if day.weekday() < 5}
