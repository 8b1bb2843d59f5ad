"""The fields of forms: what was typed becomes values or a clear word about what is wrong, and is never lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.components import error_summary, field
from web.field import Field, Option, Sent, Upload, carried, read, starts_as, typed

OPTIONS = (Option("a", "First"), Option("b", "Second", "a hint"))
KINDS = ("text", "long", "date", "choice", "many", "select", "yes_no", "number", "file", "password", "code")


def sent(**words: str | list[str]) -> Sent:
    """A form as it came."""
    return Sent({name: [value] if isinstance(value, str) else value for name, value in words.items()}, {})


def on(day: str, month: str, year: str) -> Sent:
    """A form with a date."""
    return sent(**{"f-day": day, "f-month": month, "f-year": year})


@pytest.mark.parametrize(
    ("kind", "given_words", "value"),
    [
        ("text", sent(f="  some words "), "some words"),
        ("long", sent(f="a\r\nb"), "a\nb"),
        ("date", on("1", "12", "2026"), date(2026, 12, 1)),
        ("date", on(" 29", "2 ", "2028"), date(2028, 2, 29)),
        ("choice", sent(f="b"), "b"),
        ("select", sent(f="a"), "a"),
        ("many", sent(f=["a", "b"]), ["a", "b"]),
        ("yes_no", sent(f="no"), False),
        ("number", sent(f=" 12 "), 12),
        ("password", sent(f=" kept as typed "), " kept as typed "),
    ],
)
def test_what_was_typed_becomes_a_value(kind: str, given_words: Sent, value: object) -> None:
    """In the type that a task takes."""
    fields = [Field("f", "Thing", kind, options=OPTIONS)]  # type: ignore[arg-type] # the words above are kinds
    assert read(fields, given_words) == ({"f": value}, {})


@pytest.mark.parametrize(
    ("kind", "given_words", "says"),
    [
        ("text", sent(), "filled in"),
        ("text", sent(f="   "), "filled in"),
        ("text", sent(f="x" * 20_001), "20,000 characters"),
        ("date", on("", "", ""), "enter the date"),
        ("date", on("31", "2", "2026"), "no such day"),
        ("date", on("1", "", "2026"), "in numbers"),
        ("date", on("١", "1", "2026"), "in numbers"),
        ("date", on("1", "1", "0"), "no such day"),
        ("choice", sent(f="c"), "one of the answers"),
        ("many", sent(f=["a", "c"]), "one of the answers"),
        ("many", sent(), "choose an answer"),
        ("yes_no", sent(f="perhaps"), "one of the answers"),
        ("number", sent(f="1.5"), "whole number"),
        ("number", sent(f="-1"), "whole number"),
        ("number", sent(f="12345678901"), "whole number"),
        ("file", sent(), "choose a file"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kind: str, given_words: Sent, says: str) -> None:
    """What it is and what to do; the name of the field first, as a list of errors shows it alone."""
    fields = [Field("f", "Thing", kind, options=OPTIONS)]  # type: ignore[arg-type] # as above
    _, errors = read(fields, given_words)
    assert errors["f"].startswith("Thing: ")
    assert says in errors["f"]
    assert 'href="#f' in str(error_summary(errors, fields))


def test_what_need_not_be_said_may_be_left_out() -> None:
    """None, or no word of many."""
    fields = [Field(kind, kind, kind, options=OPTIONS, needed=False) for kind in KINDS]  # type: ignore[arg-type] # as above
    values, errors = read(fields, sent())
    assert errors == {}
    assert values == dict.fromkeys(KINDS, None) | {"many": []}


@given(st.text(max_size=60))
def test_whatever_is_typed_is_drawn_as_text(words: str) -> None:
    """No sign that somebody types becomes a mark of the page, and the sent words are drawn again."""
    for kind in ("text", "long", "number"):
        one = Field("f", "Thing", kind)  # type: ignore[arg-type] # as above
        shown = str(field(one, typed([one], sent(f=words))["f"], f"wrong: {words}"))
        assert shown.count("<script") == 0
        assert shown.count("<") == str(field(one, "", "wrong: ")).count("<")


@given(
    st.lists(st.sampled_from(["a", "b"]), unique=True),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    st.text(max_size=20),
)
def test_what_is_carried_over_says_the_same(many: list[str], day: date, text: str) -> None:
    """The page that asks to confirm sends what was sent before, and it becomes the same values."""
    fields = [
        Field("m", "Many", "many", options=OPTIONS, needed=False),
        Field("d", "Day", "date"),
        Field("t", "Text", needed=False),
    ]
    words = {"m": many, "d-day": [str(day.day)], "d-month": [str(day.month)], "d-year": [str(day.year)], "t": [text]}
    first = Sent(words, {"x": [Upload("a.pdf", b"")]})
    again: dict[str, list[str]] = {}
    for name, word in carried(fields, first):
        again.setdefault(name, []).append(word)
    assert read(fields, Sent(again, {})) == read(fields, first)


def test_a_date_starts_as_its_three_parts() -> None:
    """A form opens with what is most likely right."""
    fields = [Field("d", "Day", "date", starts_as=date(2026, 11, 2)), Field("t", "Text")]
    assert starts_as(fields) == {"d": ("2", "11", "2026"), "t": None}
    assert 'value="11"' in str(field(fields[0], starts_as(fields)["d"]))


def test_files_come_with_their_bytes() -> None:
    """One, or several where several may come; a field that was left empty has none."""
    files = {"f": [Upload("a.pdf", b"1"), Upload("b.pdf", b"2"), Upload("", b"")]}
    one, several = Field("f", "File", "file"), Field("f", "File", "file", several=True)
    assert read([one], Sent({}, files))[0]["f"] == files["f"][0]
    assert read([several], Sent({}, files))[0]["f"] == files["f"][:2]
    assert read([several], Sent({}, {"f": [Upload("", b"")]}))[1]["f"] == "File: choose a file."
