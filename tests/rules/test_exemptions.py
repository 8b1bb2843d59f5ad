"""The exemptions under which something is kept back: cited in full, of the right Act, and with what they rest on."""

import re
from datetime import date

import pytest
import yaml

from rules.exemptions import FOLDER, LAWS_FOR, ExemptionRefused, catalogue, cited
from rules.kinds import Kind
from rules.schedule import Decision, Item, ScheduleRefused, to_weigh, with_citations

ABSOLUTE = {"21", "23", "32", "34", "40(1)", "40(2)", "41", "44"}


def kept_back(exemption: str, kind: Kind = Kind.SAR) -> tuple[Item, ...]:
    """A schedule of one paper that goes and one that is kept back."""
    return with_citations(
        (
            Item("Case notes", date(2026, 3, 4), Decision.DISCLOSE),
            Item("Telephone record", None, Decision.WITHHOLD, exemption, "It names others."),
        ),
        kind,
    )


@pytest.mark.parametrize("law", ["foi", "data_protection", "outside"])
def test_a_row_has_these_fields_and_no_other(law: str) -> None:
    """A comma in a title, unquoted, would cut it short and make a field of the rest."""
    rows = yaml.safe_load((FOLDER / f"{law}.yaml").read_text("utf-8"))
    assert all({"cite", "title", "test"} <= set(row) <= {"cite", "title", "test", "needs", "weigh"} for row in rows)
    assert len({row["cite"] for row in rows}) == len(rows)


@pytest.mark.parametrize("cite", catalogue())
def test_each_row_has_its_citation_and_its_test(cite: str) -> None:
    """FOIA 2000 Part II, DPA 2018 Sch 2 to 4: a section or a paragraph, a title, and a test that fits its Act."""
    row = catalogue()[cite]
    forms = {
        "foi": r"FOIA 2000 s\.\d\d[A]?(\(\d\))?",
        "data_protection": r"DPA 2018 Sch [234] para \d{1,2}(\(\d\))?",
        "outside": r"[a-z' ]+",
    }
    assert re.fullmatch(forms[row.law], cite)
    assert row.title
    tests = {"foi": {"absolute", "qualified"}, "data_protection": {"restriction"}, "outside": {"none"}}
    assert row.test in tests[row.law]


def test_the_absolute_exemptions_are_those_of_section_2() -> None:
    """FOIA 2000 s.2(3): for these alone the public interest is not weighed (of s.40(2) as far as it is absolute)."""
    rows = [row for row in catalogue().values() if row.law == "foi"]
    assert {row.cite.removeprefix("FOIA 2000 s.") for row in rows if row.test == "absolute"} == ABSOLUTE
    assert len(rows) == 25


@pytest.mark.parametrize(
    ("text", "kind", "cite"),
    [
        ("DPA 2018 Sch 2 para 16", Kind.SAR, "DPA 2018 Sch 2 para 16"),
        ("Schedule 2, Part 3, paragraph 16", Kind.SAR, "DPA 2018 Sch 2 para 16"),
        ("sch. 3 para. 5", Kind.SAR, "DPA 2018 Sch 3 para 5"),
        ("Sch 2 para 5(2)(a)", Kind.COURT_ORDER, "DPA 2018 Sch 2 para 5(2)(a)"),
        ("s40(2)", Kind.FOI, "FOIA 2000 s.40(2)"),
        ("Section 31(1)(a)", Kind.FOI, "FOIA 2000 s.31(1)(a)"),
        ("FOIA 2000 s.22a", Kind.FOI, "FOIA 2000 s.22A"),
        ("Outside the order.", Kind.COURT_ORDER, "outside the order"),
        ("not the person\u2019s data", Kind.SAR, "not the person's data"),
    ],
)
def test_a_citation_is_written_in_full(text: str, kind: Kind, cite: str) -> None:
    """UK GDPR Art 12(4), FOIA 2000 s.17(1)(b): the letter names the exemption as the Act does."""
    assert kept_back(text, kind)[1].exemption == cite


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("confidential", Kind.SAR, "no exemption that the catalogue knows"),
        ("", Kind.SAR, "no exemption that the catalogue knows"),
        ("FOIA 2000 s.40", Kind.FOI, "no exemption"),  # of whom: the applicant (1) or others (2)?
        ("FOIA 2000 s.12", Kind.FOI, "no exemption"),  # the cost limit refuses a request, it keeps no paper back
        ("FOIA 2000 s.40(2)", Kind.SAR, "is not for the answer to a subject access request"),
        ("DPA 2018 Sch 2 para 16", Kind.FOI, "is not for the answer to a freedom of information request"),
        ("DPA 2018 s.45(4)", Kind.SAR, "no exemption"),  # law enforcement processing, which no service does
        ("DPA 2018 Sch 2 para 99", Kind.SAR, "no exemption"),
    ],
)
def test_what_is_no_exemption_for_that_answer_is_refused(text: str, kind: Kind, says: str) -> None:
    """Nothing is kept back without a reason that the law knows; the refusal says which document and what there is."""
    with pytest.raises(ScheduleRefused, match=rf"Document 2 of the schedule: .*{says}.*There are: "):
        kept_back(text, kind)


def test_a_refusal_repeats_nothing_that_was_typed() -> None:
    """What somebody typed may name a person."""
    with pytest.raises(ExemptionRefused) as refused:
        cited("because Marigold asked", Kind.SAR)
    assert "Marigold" not in str(refused.value)


def test_what_goes_needs_no_exemption() -> None:
    """A paper that is disclosed is left as it is."""
    schedule = (Item("Case notes", None, Decision.DISCLOSE),)
    assert with_citations(schedule, Kind.SAR) == schedule


@pytest.mark.parametrize(
    ("exemption", "kind", "says"),
    [
        ("DPA 2018 Sch 3 para 5", Kind.SAR, "the health professional's opinion"),
        ("FOIA 2000 s.43", Kind.FOI, "the harm that disclosure would do"),
    ],
)
def test_what_a_reason_must_rest_on_is_told(exemption: str, kind: Kind, says: str) -> None:
    """DPA 2018 Sch 2 para 16, Sch 3 para 5, FOIA 2000 s.17(3): whoever writes the reason is told."""
    (line,) = to_weigh(kept_back(exemption, kind), kind)
    assert line.startswith(f"Document 2, {exemption}")
    assert says in line


def test_what_was_prepared_before_the_catalogue_is_told() -> None:
    """An older schedule may cite anything: it is shown, and said to need another look."""
    old = (Item("Notes", None, Decision.WITHHOLD, "private", "It is private."),)
    assert to_weigh(old, Kind.SAR) == (
        "Document 1: what it is kept back under is not in the catalogue; prepare it anew.",
    )


def test_an_absolute_exemption_weighs_no_public_interest() -> None:
    """FOIA 2000 s.2(3)."""
    assert to_weigh(kept_back("FOIA 2000 s.32", Kind.FOI), Kind.FOI) == ()


def test_every_kind_says_what_it_may_cite() -> None:
    """No kind is forgotten; an enquiry discloses nothing, so nothing is kept back from it."""
    assert set(LAWS_FOR) == set(Kind)
    with pytest.raises(ExemptionRefused, match="Nothing is kept back"):
        cited("DPA 2018 Sch 2 para 16", Kind.ENQUIRY)
