"""When a record may be destroyed: each service's own period, none invented; and who may have it done."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.disposal import (
    Destroyed,
    Hands,
    ItemState,
    Paper,
    Steps,
    certificate,
    check_carried_out,
    check_names_nobody,
    check_signing,
)
from rules.policy import Retention, Setting, load
from rules.retention import Record, RetentionRefused, birthday, disposal

CLOSED = date(2026, 11, 12)
BORN = date(2012, 2, 29)


def setting(until_age: int | None = None, years: int | None = None) -> "Setting[Retention]":
    """A policy's period."""
    return Setting(Retention(until_age=until_age, years_from_closure=years), ("DER-8",))


@pytest.mark.parametrize(
    ("slug", "record", "on", "because"),
    [
        ("derby", Record(CLOSED, date(2012, 5, 17), True), date(2038, 5, 17), "the young person is 26"),
        ("derby", Record(CLOSED, BORN, True), date(2038, 3, 1), "the young person is 26"),
        ("derby", Record(CLOSED, None, True), None, "birth date is not known"),
        ("derby", Record(CLOSED, None, False), None, "it is about no young person"),
        ("bathnes", Record(CLOSED, None, True), date(2029, 11, 12), "3 years after it was closed"),
        ("bathnes", Record(CLOSED, None, False), date(2029, 11, 12), "3 years after it was closed"),
        ("bathnes", Record(None, None, True), None, "it is not closed"),
        ("blackburn", Record(CLOSED, BORN, True), None, "the policy sets no period"),
        ("hillingdon", Record(CLOSED, BORN, True), None, "the policy sets no period"),
        ("cumbria", Record(CLOSED, BORN, True), None, "the policy sets no period"),
    ],
)
def test_each_service_keeps_its_records_as_it_says(slug: str, record: Record, on: date | None, because: str) -> None:
    """DER-8: until 26; BNS-7: three years from closure; BWD-11, HIL-10: unset means never, none is invented."""
    found = disposal(record, load(slug).settings.retention)
    assert found.on == on
    assert because in found.because
    assert found.cites == load(slug).settings.retention.cites


def test_what_is_missing_is_asked_for() -> None:
    """DER-8: an unknown birth date gives no day and a prompt to find it; an unset period asks nobody."""
    assert disposal(Record(CLOSED, None, True), setting(until_age=26)).asks
    assert not disposal(Record(CLOSED, None, True), setting()).asks
    assert not disposal(Record(None, None, True), setting(until_age=26)).asks


@given(closed=st.dates(date(2018, 1, 1), date(2040, 1, 1)), born=st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_of_two_periods_the_later_counts(closed: date, born: date) -> None:
    """UK GDPR Art 5(1)(e): a record is kept as long as either asks for it, and never less long than before."""
    record = Record(closed, born, True)
    both = disposal(record, setting(26, 3)).on
    alone = [disposal(record, one).on for one in (setting(26), setting(years=3))]
    assert both == max(day for day in alone if day)
    assert both is not None
    assert both > closed


@given(born=st.dates(date(1990, 1, 1), date(2030, 1, 1)), age=st.integers(1, 40))
def test_nobody_has_a_birthday_early(born: date, age: int) -> None:
    """DER-8: on the day itself they are so old by the rule of ages, and on the day before they are not."""
    from datetime import timedelta

    from rules.ages import age_on

    day = birthday(born, age)
    assert age_on(day, born) == age
    assert age_on(day - timedelta(days=1), born) == age - 1


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        (Steps(CLOSED), "is not signed"),
        (Steps(CLOSED, CLOSED), "became of the paper"),
        (Steps(CLOSED, CLOSED, Paper.NONE, CLOSED), "carried out"),
    ],
)
def test_each_step_needs_the_one_before(steps: Steps, says: str) -> None:
    """HIL-10, BWD-6: nothing is destroyed unsigned, nor before the paper is seen to, nor twice."""
    with pytest.raises(RetentionRefused, match=says):
        check_carried_out(steps)


def test_two_people_look() -> None:
    """BNS-7: the role that the policy names signs, and not whoever made the list."""
    check_signing("Strategic Manager", "Strategic Manager", same_person=False, cites="BNS-7")
    for role, same in (("Officer", False), ("Strategic Manager", True)):
        with pytest.raises(RetentionRefused):
            check_signing(role, "Strategic Manager", same_person=same, cites="BNS-7")


HANDS = Hands("the program", "a.bove", "m.manager", "Strategic Manager", "the caretaker")


def test_a_certificate_says_what_went_and_names_nobody() -> None:
    """HIL-10: references, days, rules, by whom and how the paper was destroyed; what was kept, and why; the rest."""
    records = [
        Destroyed("BNS-2026-0001", "3 years after it was closed (BNS-7)", 4, ItemState.DESTROYED),
        Destroyed("BNS-2026-0002", "3 years after it was closed (BNS-7)", 0, ItemState.STOPPED, "a hold"),
    ]
    lines = certificate(7, "Exampleton", Steps(CLOSED, CLOSED, Paper.DESTROYED, CLOSED), HANDS, records, "shredded")
    assert "list 7" in lines[0]
    assert "- BNS-2026-0001: 3 years after it was closed (BNS-7); 4 documents" in lines
    assert "- BNS-2026-0002: a hold" in lines
    assert "Of the paper: the paper was destroyed by the caretaker (shredded)." in lines
    with pytest.raises(RetentionRefused, match="not carried out"):
        certificate(7, "Exampleton", Steps(CLOSED, CLOSED), HANDS, records, None)


def test_a_certificate_says_who_did_what() -> None:
    """HIL-10, BNS-7: who listed, who signed and in which role, who carried it out; the program is called so."""
    records = [Destroyed("BNS-2026-0001", "3 years after it was closed (BNS-7)", 1, ItemState.DESTROYED)]
    lines = certificate(7, "Exampleton", Steps(CLOSED, CLOSED, Paper.NONE, CLOSED), HANDS, records, None)
    said = "\n".join(lines)
    assert "Listed by the program on " in said
    assert "Signed by a.bove, Strategic Manager, on " in said
    assert "Carried out by m.manager on " in said
    assert "Destroyed: 1 record, with every row, document, letter and mail about it in" in said
    assert "(BNS-7); 1 document\n" in said


def test_what_is_typed_for_a_certificate_names_nobody_on_record() -> None:
    """UK GDPR Art 5(1)(c): neither a name nor a birth date of the records goes on it; the refusal repeats neither."""
    people = [("Clover Fernwhistle", date(2019, 4, 3))]
    assert check_names_nobody("shredded by the caretaker", "way", people) == "shredded by the caretaker"
    for text in ("Fernwhistle's file was burnt", "the file of the child born 3 April 2019"):
        with pytest.raises(RetentionRefused, match="stands on a record of this list") as refused:
            check_names_nobody(text, "way", people)
        assert "Fernwhistle" not in str(refused.value)
