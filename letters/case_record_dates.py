"""The dates in the record of a case: what moved them, how each came about, whether they were kept."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from letters.blocks import Block
from letters.case_record_blocks import Said, but, chapter, heading, line, listing, text, told


def dates(record: Mapping[str, Any]) -> Iterator[Block]:
    """Every date that the case ever had, with its working."""
    story = record["story"]
    yield heading("Every date, and how it came about")
    words = {part["kind"]: part["words"] for part in story["parts"]}
    events = [
        text(
            f"{one['number']}. {one['words']} on ", Said(one["on"]),
            but(", of the part ", words.get(one["kind"], one["kind"])), f"; written down by {one['by']} on ",
            datetime.fromisoformat(one["written_down"]), but("; takes back entry ", one["takes_back"]),
            but("; taken back by entry ", one["taken_back_by"]),
        )
        for one in story["clock"]
    ]  # fmt: skip
    yield from chapter("What moved the clock, in the order of entry", events, level=3)
    for one in record["dates"]:
        yield from _one(one)
    yield from _that_hold(record)
    yield from chapter("Whether they were kept", [_kept(one) for one in record["kept"]], level=3)
    ahead = [
        text(Said(alert["on"]), ": ", Said(f"{alert['says']} ({alert['cite']})"))
        for part in story["parts"]
        for alert in part["alerts"]
    ]
    yield from chapter("Days to keep an eye on", ahead, level=3)
    yield from _retention(record["retention"])


def _one(one: Mapping[str, Any]) -> Iterator[Block]:
    due = text("due ", one["due"]) if one["due"] else "no date"
    says = [text("by law ", one["statutory"])] if one["statutory"] else []
    says += [text("the service's own target ", one["target"])] if one["target"] else []
    yield heading(f"{one['words'].capitalize()}: {due}{but(' (', '; '.join(says), ')')}", level=3)
    why = but(". Reason: ", one["why"])
    yield line(
        text(
            "Stored on ",
            one["stored"],
            f" by {one['by']} (event {one['event']})",
            but(", in place of ", one["before"]),
        )
        + (why if why.endswith((".", "?", "!")) else f"{why}.")
    )
    if one["because"]:
        yield listing([told(Said(reason)) for reason in one["because"]])
    elif not one["repeats"]:
        yield line("Its working cannot be repeated: the bank holidays, the policy or what was recorded were others.")
    yield line(f"Rules: {'; '.join(one['cites']) or 'none'}. Bank holidays: {one['data_version'] or 'none yet'}.")


def _that_hold(record: Mapping[str, Any]) -> Iterator[Block]:
    """The dates as they stand now, with their working as it was stored."""
    for part in record["story"]["parts"]:
        due = told(Said(f"due {part['due']}")) if part["due"] else "no date"
        yield heading(f"What holds now of the part {part['words']}: {due}", level=3)
        above = [one["because"] for one in record["dates"] if one["kind"] == part["kind"]]
        if part["because"] and part["because"] in above[-1:]:
            yield line("Its working stands above.")
        elif part["because"]:
            yield listing([told(Said(reason)) for reason in part["because"]])
        not_stated = "" if part["stated"] else " The paper names no day that is known: this one is in its place."
        rules, version = "; ".join(part["cites"]) or "none", part["data_version"] or "none"
        yield line(f"Rules: {rules}. Bank holidays: {version}.{not_stated}")
    differ = record["dates_that_differ_today"]
    yield line(
        f"Worked out once more for this record, other dates come of: {', '.join(differ)}."
        if differ
        else "Worked out once more for this record from what moved the clock, the dates that hold are the same."
    )


def _kept(one: Mapping[str, Any]) -> str:
    done = one["done"]
    answered = text(f"{done} on ", one["answered_on"]) if one["answered_on"] else f"not {done}"
    so_far = "" if one["answered_on"] else " so far"
    said = [answered]
    for met, by, date in (("in_time", "late_by", "the date in law"), ("on_target", "past_target_by", "the target")):
        if one[by] is not None:
            days = "1 working day" if one[by] == 1 else f"{one[by]} working days"
            said.append(f"{days} after {date}{so_far}")
        elif one[met] is not None:
            said.append(f"{'within' if one[met] else 'after'} {date}")
    return f"{one['what'].capitalize()}: {'; '.join(said)}"


def _retention(kept: Mapping[str, Any]) -> Iterator[Block]:
    until = (
        text("It may be destroyed from ", kept["on"], " on")
        if kept["on"]
        else "No day is set on which it may be destroyed"
    )
    stops = f" Until then, or now: {'; '.join(kept['stops'])}." if kept["stops"] else ""
    yield line(f"{until}: {told(Said(kept['because']))} ({', '.join(kept['cites']) or 'no clause'}).{stops}")
