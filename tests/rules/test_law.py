"""The numbers of the law: cited, linked, in order of time, and refused before their first day."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.law import STATUTE, BeforeTheLaw, provision, provisions

FILES = sorted(STATUTE.glob("*.yaml"))
ENTRIES: list[tuple[str, dict[str, Any]]] = [
    (name, entry) for file in FILES for name, entry in yaml.safe_load(file.read_text("utf-8")).items()
]
ROWS = [(name, row) for name, entry in ENTRIES for row in entry["rows"]]


def test_each_number_has_one_name() -> None:
    """No provision of one file hides one of another."""
    names = [name for name, _ in ENTRIES]
    assert len(names) == len(set(names))
    assert set(provisions()) == set(names)
    assert {file.stem for file in FILES} == {"data_protection", "foi"}


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name} {row['from']}" for name, row in ROWS])
def test_each_row_says_where_it_stands(name: str, row: dict[str, Any]) -> None:
    """Every number has a citation with an article or a section, and a link to the text of the statute."""
    assert set(row) == {"from", "value", "cite", "link"}
    assert re.match(r"(UK GDPR Art \d|FOIA 2000 s\.\d|DPA 2018 s\.\d)", row["cite"])
    code = "s.45 Code" in row["cite"]  # a code of practice is no legislation
    where = r"gov\.uk/government/publications/" if code else r"legislation\.gov\.uk/(ukpga|eur|uksi)/\d{4}/\d+"
    assert re.match(rf"https://www\.{where}", row["link"])
    assert isinstance(row["value"], int)
    assert type(row["from"]) is date
    regime = {"FOIA": "foi", "UK G": "sar", "DPA ": "complaint"}[row["cite"][:4]]
    assert name.split(".")[0] == regime


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_rows_stand_in_the_order_of_time(name: str, entry: dict[str, Any]) -> None:
    """A row is added below the last one: start dates rise, no day begins two rows, the unit is said once."""
    starts = [row["from"] for row in entry["rows"]]
    assert starts == sorted(set(starts))
    assert entry["unit"]
    assert [found.applies_from for found in provisions()[name]] == starts


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_a_row_applies_from_its_day_until_the_next(name: str, entry: dict[str, Any]) -> None:
    """A request received on the first day of a row falls under it, and on the day before under the one before."""
    rows = entry["rows"]
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        last = after["from"] - timedelta(days=1) if after else date(2033, 12, 31)
        for day in (row["from"], last):
            found = provision(name, day)
            assert (found.value, found.cite, found.link) == (row["value"], row["cite"], row["link"])


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_a_day_before_the_first_row_is_refused(name: str, entry: dict[str, Any]) -> None:
    """Nothing is guessed: a day before the first row has no law in the data, and the refusal says which is first."""
    first = entry["rows"][0]
    with pytest.raises(BeforeTheLaw, match=rf"before {first['from']}.*{re.escape(first['cite'])}.*check the date"):
        provision(name, first["from"] - timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "on", "value", "cite"),
    [
        ("foi.response", date(2026, 11, 22), 20, "FOIA 2000 s.10(1)"),
        ("foi.public_interest", date(2026, 11, 22), 40, "FOIA 2000 s.10(3) and s.17(2) with ICO guidance"),
        ("foi.fee_payable", date(2026, 11, 22), 3, "FOIA 2000 s.9(2)"),
        ("sar.response", date(2026, 2, 4), 1, "UK GDPR Art 12(3)"),
        ("sar.response", date(2026, 2, 5), 1, "UK GDPR Art 12A(1)"),
        ("sar.extended", date(2026, 2, 4), 3, "UK GDPR Art 12(3)"),
        ("sar.extended", date(2026, 2, 5), 3, "UK GDPR Art 12A(3)"),
        ("sar.clarification", date(2026, 2, 4), 1, "UK GDPR Art 12(3) with SI 2026/82 reg 4"),
        ("sar.clarification", date(2026, 2, 5), 0, "UK GDPR Art 12A(5)(b)"),
        ("sar.identity_starts", date(2026, 2, 5), 1, "UK GDPR Art 12A(2)(b)"),
        ("sar.fee_starts", date(2026, 2, 5), 1, "UK GDPR Art 12A(2)(c)"),
        ("complaint.acknowledge", date(2026, 6, 19), 30, "DPA 2018 s.164A(3)"),
        ("foi.review", date(2026, 11, 22), 20, "FOIA 2000 s.45 Code of Practice"),
        ("foi.review_complex", date(2026, 11, 22), 40, "FOIA 2000 s.45 Code of Practice with ICO guidance"),
    ],
)
def test_the_numbers_are_those_of_the_statutes(name: str, on: date, value: int, cite: str) -> None:
    """FOIA 2000 ss.9, 10 and 17; UK GDPR Art 12A for requests received from 5 February 2026 (SI 2026/82 reg 4)."""
    found = provision(name, on)
    assert (found.value, found.cite) == (value, cite)


def test_rows_in_any_order_are_read_in_the_order_of_time(tmp_path: Path) -> None:
    """The row that applies is the latest that has begun, wherever it stands in the file."""
    rows = [
        {"from": date(2030, 1, 1), "value": 2, "cite": "UK GDPR Art 12", "link": "https://www.legislation.gov.uk/"},
        {"from": date(2020, 1, 1), "value": 1, "cite": "UK GDPR Art 12", "link": "https://www.legislation.gov.uk/"},
    ]
    (tmp_path / "made.yaml").write_text(yaml.safe_dump({"sar.made": {"unit": "months", "rows": rows}}), "utf-8")
    assert [found.value for found in provisions(tmp_path)["sar.made"]] == [1, 2]
