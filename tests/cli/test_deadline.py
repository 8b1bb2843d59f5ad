"""`inforights deadline`: two fixed shapes, and every wrong line an error of its own."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.deadline import answer_line
from rules.kinds import FollowUp, Kind
from tests.cli.conftest import Said, Say
from tests.cli.story import one_line
from tests.rules.calendars import RELEASE

KEYS = ["statutory_due", "target_due", "due", "running", "explanation", "cites"]
SAR = {"kind": "sar", "received": "2026-11-02"}
FOI = {"kind": "foi", "received": "2026-11-02"}


def is_an_answer(found: dict[str, Any]) -> bool:
    """True for the fixed shape of an answer: its keys in their order, and the type of each."""
    return (
        list(found) == KEYS
        and all(found[key] is None or str(date.fromisoformat(found[key])) == found[key] for key in KEYS[:3])
        and isinstance(found["running"], bool)
        and all(isinstance(line, str) and line for key in KEYS[4:] for line in found[key])
        and isinstance(found["explanation"], list)
        and isinstance(found["cites"], list)
        and bool(found["explanation"])
        and (found["running"] or found["statutory_due"] is found["target_due"] is found["due"] is None)
    )


def is_an_error(found: dict[str, Any]) -> bool:
    """True for the other fixed shape."""
    return list(found) == ["error"] and isinstance(found["error"], str) and bool(found["error"].strip())


def answers(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def batch(*lines: object) -> bytes:
    return b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)


def test_a_deadline_is_one_json_object_of_the_fixed_shape(say: Say) -> None:
    """UK GDPR Art 12A(1): one month; without a service no target is promised."""
    said = say("deadline", "--kind", "sar", "--received", "2026-11-02", "--json")
    assert (said.code, said.err) == (0, "")
    [found] = answers(said.out)
    assert is_an_answer(found)
    dates = [found[key] for key in KEYS[:4]]
    assert dates == ["2026-12-02", None, "2026-12-02", True]
    assert "UK GDPR Art 12A(1)" in found["cites"]


def test_a_kind_without_a_statutory_date_has_null_there(say: Say) -> None:
    """Nothing compels an answer to a council's legal request: the service's own target is all there is."""
    said = say("deadline", "--kind", "la_legal", "--received", "2026-11-02", "--service", "derby", "--json")
    [found] = answers(said.out)
    assert is_an_answer(found)
    assert (found["statutory_due"], found["due"]) == (None, "2026-12-01")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (["--clarification-asked", "2026-11-05"], {"clarification": [{"asked": "2026-11-05", "answered": None}]}),
        (
            ["--clarification-asked", "2026-11-05", "--clarification-answered", "2026-11-09"],
            {"clarification": [{"asked": "2026-11-05", "answered": "2026-11-09"}]},
        ),
        (["--identity-asked", "2026-11-05"], {"identity": {"asked": "2026-11-05", "received": None}}),
        (
            ["--identity-asked", "2026-11-05", "--identity-received", "2026-11-09"],
            {"identity": {"asked": "2026-11-05", "received": "2026-11-09"}},
        ),
        (["--fee-notice", "2026-11-05"], {"fee": {"notice": "2026-11-05"}}),
        (
            ["--fee-notice", "2026-11-05", "--fee-paid", "2026-11-09"],
            {"fee": {"notice": "2026-11-05", "paid": "2026-11-09"}},
        ),
        (["--extended"], {"extended": True}),
        (["--extended-on", "2026-11-09"], {"extended_on": "2026-11-09"}),
        (["--service", "derby"], {"service": "derby"}),
    ],
)
def test_options_and_a_line_of_a_batch_say_the_same(say: Say, words: list[str], fields: dict[str, Any]) -> None:
    """Each option is the field of that name: the same recorded events give the same answer."""
    by_options = say("deadline", "--kind", "sar", "--received", "2026-11-02", *words, "--json")
    by_batch = say("deadline", "--batch", "-", stdin=batch(SAR | fields))
    assert by_options == by_batch
    assert is_an_answer(answers(by_batch.out)[0])


@pytest.mark.parametrize(
    "line",
    [
        SAR | {"clarification": [{"asked": "2026-11-05"}]},
        SAR | {"clarification": [{"asked": "2026-11-05", "answered": "2026-11-06"}, {"asked": "2026-11-09"}]},
        SAR | {"identity": {"asked": "2026-11-05", "received": None}},
        {"kind": "foi", "received": "2026-11-02", "fee": {"notice": "2026-11-05", "paid": None}},
        {"kind": "foi", "received": "2026-11-02", "clarification": [{"asked": "2026-11-05", "answered": None}]},
    ],
)
def test_a_clock_that_waits_does_not_run_and_invents_no_date(say: Say, line: dict[str, Any]) -> None:
    """UK GDPR Art 12A(2) and (5), FOIA 2000 s.1(3) and s.9(2): no date holds before the answer or the fee comes."""
    [found] = answers(say("deadline", "--batch", "-", stdin=batch(line)).out)
    assert is_an_answer(found)
    assert found["running"] is False
    assert found["due"] is None


def test_a_waiting_clock_is_told_in_words_too(say: Say) -> None:
    """A manager reads that the clock waits, and why, where a date would stand."""
    said = say("deadline", "--kind", "sar", "--received", "2026-11-02", "--clarification-asked", "2026-11-05")
    assert said.code == 0
    assert "Due: no date while the clock waits" in said.out
    assert "None" not in said.out


WRONG_LINES: list[tuple[object, str]] = [
    (b"nonsense", "not valid JSON"),
    (b"\xff\xfe{}", "UTF-8"),
    (b"[" * 100_000, "not valid JSON"),
    (b'{"kind": "sar", "received": NaN}', "received must be a date"),
    ([], "one JSON object"),
    ("sar", "one JSON object"),
    (None, "one JSON object"),
    ({}, "kind is missing"),
    ({"kind": "sar"}, "received is missing"),
    ({"received": "2026-11-02"}, "kind is missing"),
    (SAR | {"kind": "dsar"}, "kind must be one of sar, foi, la_legal"),
    (SAR | {"kind": None}, "kind must be one of"),
    (SAR | {"received": "02/11/2026"}, "received must be a date such as 2026-11-22"),
    (SAR | {"received": "2026-11-31"}, "received must be a date"),
    (SAR | {"received": "2026-11-02T10:00:00Z"}, "received must be a date"),
    (SAR | {"received": None}, "received must be a date"),
    (SAR | {"recieved": "2026-11-02"}, "recieved is not a field"),
    (SAR | {"service": "nowhere"}, "There is no service 'nowhere'. The services are: bathnes"),
    (SAR | {"service": "../policies/derby"}, "There is no service"),
    (SAR | {"service": "\ud800"}, "There is no service"),
    (SAR | {"service": 5}, "service must be text"),
    (SAR | {"extended": "yes"}, "extended must be true or false"),
    (SAR | {"clarification": {"asked": "2026-11-05"}}, "clarification must be a list"),
    (SAR | {"clarification": [{"answered": "2026-11-05"}]}, "clarification[0].asked is missing"),
    (SAR | {"identity": "2026-11-05"}, "identity must be an object"),
    (SAR | {"fee": {"notice": "soon"}}, "fee.notice must be a date"),
    (SAR | {"fee": {"asked": "2026-11-05"}}, "fee.asked is not a field of fee; the fields are notice, paid"),
    (b'{"kind": "sar", "kind": "foi", "received": "2026-11-02"}', "The line gives kind twice"),
    (SAR | {"\ud800": 1}, "characters that no text has"),
    (SAR | {"received": "1066-10-14"}, "check the date"),
    (SAR | {"received": "9999-12-31"}, "check the date"),
    (SAR | {"clarification": [{"asked": "2026-11-05", "answered": "9999-12-31"}]}, "check the date"),
    (SAR | {"clarification": [{"asked": "2026-10-05"}]}, "before the request was received"),
    (SAR | {"identity": {"asked": "2026-11-09", "received": "2026-11-05"}}, "before it was asked for"),
    ({"kind": "foi", "received": "2026-11-02", "identity": {"asked": "2026-11-05"}}, "FOIA 2000 s.1(1)"),
    ({"kind": "court_order", "received": "2026-11-02", "extended": True}, "no clock that"),
    # What comes too late, each with its provision.
    (SAR | {"clarification": [{"asked": "2026-12-03"}]}, "UK GDPR Art 12A(5)(b)"),
    (SAR | {"extended": True, "extended_on": "2026-12-03"}, "UK GDPR Art 12A(3)"),
    (SAR | {"extended_on": "2026-11-01"}, "before the request was received"),
    (SAR | {"extended": False, "extended_on": "2026-11-09"}, "but no extension"),
    (SAR | {"identity": {"asked": "2026-12-03"}}, "UK GDPR Art 12A(2)(b)"),
    (FOI | {"clarification": [{"asked": "2026-12-02"}]}, "FOIA 2000 s.1(3)"),
    (FOI | {"extended_on": "2026-12-02"}, "FOIA 2000 s.10(3)"),
    (FOI | {"fee": {"notice": "2026-12-02"}}, "FOIA 2000 s.9(1)"),
    (FOI | {"fee": {"notice": "2026-11-05", "paid": "2027-02-05"}}, "FOIA 2000 s.9(2)"),
    ({"kind": "complaint", "received": "2026-06-18"}, "DPA 2018 s.164A(3)"),
    ({"kind": "complaint", "received": "2026-11-02", "extended": True}, "DPA 2018 s.164A(3)"),
    ({"kind": "internal_review", "received": "2026-11-02", "service": "blackburn"}, "FOIA 2000 s.3(1)"),
]


def test_every_wrong_line_is_an_error_of_its_own_and_the_others_go_on(say: Say) -> None:
    """A line in, a line out: what is wrong and with which field, never a crash of the whole file."""
    lines = [line for wrong, _ in WRONG_LINES for line in (wrong, SAR)]
    said = say("deadline", "--batch", "-", stdin=batch(*lines))
    assert (said.code, said.err) == (0, "")
    found = answers(said.out)
    assert len(found) == len(lines)
    for (wrong, says), error, answer in zip(WRONG_LINES, found[::2], found[1::2], strict=True):
        assert is_an_error(error), wrong
        assert says in error["error"]
        assert "$" not in error["error"], "no word of the library that read it"
        assert is_an_answer(answer)


def test_a_file_from_windows_is_read(say: Say, tmp_path: Path) -> None:
    """A byte order mark and CRLF, as Windows writes them, change nothing; empty lines are no requests."""
    file = tmp_path / "batch.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + batch(SAR, SAR).replace(b"\n", b"\r\n\r\n"))
    said = say("deadline", "--batch", str(file))
    assert said.code == 0
    assert [is_an_answer(found) for found in answers(said.out)] == [True, True]


def test_an_empty_batch_answers_nothing(say: Say) -> None:
    """No line in, no line out."""
    assert say("deadline", "--batch", "-") == Said(0, "", "")


@pytest.mark.parametrize("name", ["missing.jsonl", ""])
def test_a_batch_file_that_cannot_be_opened_is_told(say: Say, tmp_path: Path, name: str) -> None:
    """Exit code 1 and one line, for a missing file as for a folder."""
    said = say("deadline", "--batch", str(tmp_path / name))
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err) == "The batch file cannot be opened; check its name."


@pytest.mark.parametrize(
    "words",
    [
        ["--kind", "dsar", "--received", "2026-11-02"],
        ["--kind", "sar", "--received", "1066-10-14"],
        ["--kind", "sar", "--received", "9999-12-31"],
        ["--kind", "sar", "--received", "2026-11-02", "--service", "nowhere"],
    ],
)
def test_what_cannot_be_worked_out_ends_with_exit_code_1(say: Say, words: list[str]) -> None:
    """One line on standard error, or with `--json` the error's fixed shape on standard output."""
    plain = say("deadline", *words)
    assert (plain.code, plain.out) == (1, "")
    as_json = say("deadline", *words, "--json")
    assert (as_json.code, as_json.err) == (1, "")
    assert answers(as_json.out) == [{"error": one_line(plain.err)}]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--kind", "sar"],
        ["--received", "2026-11-02"],
        ["--kind", "sar", "--received", "2026-11-31"],
        ["--kind", "sar", "--received", "02/11/2026"],
        ["--kind", "sar", "--received", "2026-11-02", "--clarification-answered", "2026-11-05"],
        ["--kind", "sar", "--received", "2026-11-02", "--identity-received", "2026-11-05"],
        ["--kind", "sar", "--received", "2026-11-02", "--fee-paid", "2026-11-05"],
        ["--kind", "sar", "--received", "2026-11-02", "--recieved", "2026-11-05"],
        ["--batch", "-", "--kind", "sar"],
    ],
)
def test_wrong_words_end_with_exit_code_2(say: Say, words: list[str]) -> None:
    """What was typed is wrong, and nothing is worked out from it."""
    said = say("deadline", *words)
    assert (said.code, said.out) == (2, "")
    assert "Error: " in said.err


DAYS = st.dates(date(2026, 2, 5), date(2028, 12, 31)) | st.dates()
TEXT = st.one_of(DAYS.map(str), st.none(), st.text(max_size=5), st.integers())


@st.composite
def lines(draw: st.DrawFn) -> object:
    """Draw a line of a batch: mostly of the right form, with days that need not fit together."""
    received = draw(DAYS)
    later = st.integers(-3, 60).map(lambda days: str(_moved(received, days)))
    wait = st.fixed_dictionaries({"asked": later}, optional={"answered": later | st.none()})
    form = st.fixed_dictionaries(
        {"kind": st.sampled_from([*map(str, (*Kind, *FollowUp)), "zz"]), "received": st.just(str(received))},
        optional={
            "clarification": st.lists(wait, max_size=3),
            "identity": st.fixed_dictionaries({"asked": later}, optional={"received": later}),
            "fee": st.fixed_dictionaries({"notice": later}, optional={"paid": later}),
            "extended": st.booleans(),
            "extended_on": later | st.none(),
            "required_by": later | TEXT,
            "service": st.sampled_from(["derby", "blackburn", "nowhere"]),
        },
    )
    return draw(form | st.dictionaries(st.text(max_size=8), TEXT, max_size=3))


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


@given(line=lines())
def test_any_line_gives_one_of_the_two_shapes(line: object) -> None:
    """Whatever stands in a line, the answer has one of the two fixed shapes, and a date is never before receipt."""
    found = answer_line(line, RELEASE)
    assert is_an_answer(found) or is_an_error(found)
    if found.get("due"):
        assert isinstance(line, dict)
        assert found["due"] >= line["received"]
