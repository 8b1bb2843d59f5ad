"""The chain of audit events: whatever is done to it afterwards is found."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.audit import GENESIS, Event, chain_hash, verify


def chained(contents: list[dict[str, Any]]) -> list[Event]:
    """The events with these contents, chained as they are written."""
    events: list[Event] = []
    previous = GENESIS
    for number, content in enumerate(contents, 1):
        made = chain_hash(number, content, previous)
        events.append(Event(number, content, previous, made))
        previous = made
    return events


CONTENTS: list[dict[str, Any]] = [
    {"event": "request.logged", "reference": "DER-2026-0001", "by": "m.manager"},
    {"event": "kind.proposed", "reference": "DER-2026-0001", "kind": "sar", "confidence": 0.93},
    {"event": "clock.started", "reference": "DER-2026-0001", "due": "2026-12-01", "running": True},
    {"event": "consent.needed", "reference": "DER-2026-0001", "cites": ["BNS-6", "CUM-3.2"]},
    {"event": "request.closed", "reference": "DER-2026-0001", "before": None},
]
EVENTS = chained(CONTENTS)
HEAD = (EVENTS[-1].number, EVENTS[-1].hash)


def test_an_untouched_chain_holds() -> None:
    """Events as they were written verify, with and without the head that is kept apart."""
    assert verify(EVENTS) is None
    assert verify(EVENTS, HEAD) is None
    assert verify([]) is None
    assert verify([], (0, GENESIS)) is None


def _change(at: int, **more: Any) -> Callable[[list[Event]], list[Event]]:
    return lambda events: [
        replace(one, content={**one.content, **more}) if place == at else one for place, one in enumerate(events)
    ]


def _rewrite(events: list[Event]) -> list[Event]:
    """The third event changed with a fitting hash of its own, but not the ones after it."""
    content = {**events[2].content, "due": "2027-01-01"}
    made = chain_hash(3, content, events[2].previous)
    return [*events[:2], replace(events[2], content=content, hash=made), *events[3:]]


TAMPERED: list[tuple[str, Callable[[list[Event]], list[Event]], int, str]] = [
    ("first changed", _change(0, by="somebody"), 1, "was changed"),
    ("middle changed", _change(2, due="2027-01-01"), 3, "was changed"),
    ("something added to the last", _change(4, note="added"), 5, "was changed"),
    ("a type changed", _change(2, running=1), 3, "was changed"),
    ("hash changed", lambda events: [*events[:4], replace(events[4], hash="f" * 64)], 5, "was changed"),
    ("rewritten with its own hash", _rewrite, 4, "does not follow"),
    ("first deleted", lambda events: events[1:], 1, "event 1 is missing"),
    ("middle deleted", lambda events: [*events[:2], *events[3:]], 3, "event 3 is missing"),
    (
        "middle deleted and renumbered",
        lambda events: [*events[:2], *(replace(one, number=one.number - 1) for one in events[3:])],
        3,
        "does not follow",
    ),
    ("two exchanged", lambda events: [events[0], events[2], events[1], *events[3:]], 2, "missing or out of order"),
    (
        "two exchanged and renumbered",
        lambda events: [events[0], replace(events[2], number=2), replace(events[1], number=3), *events[3:]],
        2,
        "does not follow",
    ),
    ("turned round", lambda events: events[::-1], 1, "missing or out of order"),
    ("one written twice", lambda events: [*events[:2], events[1], *events[2:]], 3, "missing or out of order"),
    ("last deleted", lambda events: events[:4], 5, "events after 4 were removed; the last known one is 5"),
    ("all deleted", lambda _: [], 1, "events after 0 were removed; the last known one is 5"),
    ("written anew from the start", lambda _: chained([{"event": "x"}] * 5), 6, "removed"),
]


@pytest.mark.parametrize(
    ("tamper", "number", "says"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED]
)
def test_whatever_is_done_to_the_chain_is_found(
    tamper: Callable[[list[Event]], list[Event]], number: int, says: str
) -> None:
    """Events are append-only: a change, a deletion, another order or a cut-off end is found where it begins."""
    broken = verify(tamper(EVENTS), HEAD)
    assert broken is not None
    assert broken.number == number
    assert says in broken.says


def test_a_cut_off_end_is_found_only_by_the_head_kept_apart() -> None:
    """A shorter chain is a chain: that is why the number and hash of the newest event are kept elsewhere."""
    assert verify(EVENTS[:4]) is None
    assert verify(EVENTS[:4], HEAD) is not None
    assert verify(EVENTS[:4], (EVENTS[3].number, EVENTS[3].hash)) is None


def test_the_order_of_keys_is_no_change() -> None:
    """What a database gives back in another order of keys has the same hash."""
    turned = [replace(one, content=dict(list(one.content.items())[::-1])) for one in EVENTS]
    assert verify(turned, HEAD) is None


def test_a_chain_written_long_ago_still_holds() -> None:
    """Stored hashes are for ever: the form that is hashed, with its beginning and its letters, never changes."""
    content = {"reference": "DER-2026-0001", "event": "kind.decided", "because": "née Oakenfold"}
    first = "6c6cd833c93306cc042394dd7075e69665a4de2de990baf1331679d9bfa1bf4a"
    assert chain_hash(1, content, "0" * 64) == first
    assert verify([Event(1, content, "0" * 64, first)]) is None


def test_the_first_event_follows_on_nothing() -> None:
    """The chain begins at a known place: a first event that claims a predecessor is found."""
    later = Event(1, CONTENTS[0], "f" * 64, chain_hash(1, CONTENTS[0], "f" * 64))
    broken = verify([later])
    assert broken is not None
    assert broken.number == 1


WORDS = st.dictionaries(
    st.text("abcdé ", min_size=1, max_size=5),
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_any_other_content_is_found(contents: list[dict[str, Any]], data: st.DataObject) -> None:
    """Whatever the events hold, another content at any place breaks the chain at that place."""
    events = chained(contents)
    head = (events[-1].number, events[-1].hash)
    assert verify(events, head) is None
    place = data.draw(st.integers(0, len(events) - 1))
    other = data.draw(
        WORDS.filter(
            lambda found: repr(sorted(found.items(), key=str)) != repr(sorted(contents[place].items(), key=str))
        )
    )
    broken = verify([*events[:place], replace(events[place], content=other), *events[place + 1 :]], head)
    assert broken is not None
    assert broken.number == place + 1
