"""The record of one case as a paper on the letterhead: everything that is known of it, in the order of the work."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from letters.blocks import Block, Heading, Listing, Paragraph, Run, Runs, Table
from letters.dates import written_in
from letters.letter import Letter


def case_record(record: Mapping[str, Any], service: Mapping[str, Any], on: date) -> Letter:
    """The record as a paper without greeting and signature.

    Args:
        record: what `tasks.case_record.gathered` gives.
        service: the fact of that name, as every letter has it.
    """
    return Letter(
        name="case_record",
        title=f"Record of the request {record['story']['reference']}",
        written_on=on,
        service=service,
        address=(),
        reference=record["story"]["reference"],
        greeting="",
        blocks=tuple(_blocks(record)),
        slip=(),
        close="",
        signatory="",
        enclosures=(),
        ticks=(),
    )


def _blocks(record: Mapping[str, Any]) -> Iterator[Block]:
    yield _line(
        f"Taken out by {record['made_by']} on {_moment(record['made'])}, by Inforights {record['program']}."
        " It names people: keep it as the request itself."
    )
    yield from _the_request(record)
    yield from _dates(record)
    for title, lines in (
        ("Reviews and complaints", list(_follow_ups(record["story"]["follow_ups"]))),
        ("Orders, the police, advice and safeguarding", record["story"]["on_record"]),
        ("Conflicts", record["story"]["conflicts"]),
        ("Who can decide", record["story"]["competence"]),
        ("Who had to agree", record["story"]["consents"]),
    ):
        yield from _chapter(title, lines)
    yield from _answers(record)
    yield from _chapter("Who worked on it, and what it was kept from", record["around"])
    yield from _messages(record)
    yield from _kept(record)
    yield from _happened(record)
    yield from _letters(record)


def _the_request(record: Mapping[str, Any]) -> Iterator[Block]:
    story = record["story"]
    kinds = " and ".join(part["words"] for part in story["parts"]) or "not settled"
    yield Heading(2, (Run("The request"),))
    yield _list(
        [
            f"Service: {record['service_name']}",
            f"Kind: {kinds}",
            f"Received: {story['received']}, by {story['channel'].replace('_', ' ')}",
            f"It is {story['state'].replace('_', ' ')} now",
            *([f"Date to keep: {story['due']}"] if story["due"] else []),
        ]
    )
    people = [_person(one) for one in story["people"]]
    yield from _chapter("The people", people, level=3)
    proposed = list(_proposed(record))
    decided = [f"The kind was decided by {story['decided_by']}"] if story["decided_by"] else []
    yield from _chapter("How it was read", [*proposed, *decided, *story["evidence"]], level=3)
    yield from _chapter("What it asks for", story["scope"], level=3)
    if record["letter_text"]:
        yield Heading(3, (Run("Its words, as they were read"),))
        yield from _verbatim(record["letter_text"])


def _proposed(record: Mapping[str, Any]) -> Iterator[str]:
    if record["story"]["confidence"] is not None:
        kinds = " and ".join(record["proposed"]) or "nothing"
        yield f"The program proposed, {record['story']['confidence']:.0%} sure: {kinds}"


def _person(one: Mapping[str, Any]) -> str:
    said = [one["name"] or "name not known"]
    said += [one["role"].replace("_", " ")] if one["role"] else []
    said += [f"born {one['date_of_birth']}"] if one["date_of_birth"] else []
    said += [f"aged {one['stated_age']} as the letter says"] if one["stated_age"] is not None else []
    said += [one["reply_to"].replace("\n", ", ")] if one["reply_to"] else []
    return f"{one['is_the'].replace('_', ' ').capitalize()}: {'; '.join(said)}"


def _dates(record: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(2, (Run("Every date, and how it came about"),))
    events = [
        f"{one['number']}. {one['words']} on {one['on']}{_with(', of the part ', one['kind'])}; written "
        f"down by {one['by']} on {_moment(one['written_down'])}"
        + _with("; takes back entry ", one["takes_back"])
        + _with("; taken back by entry ", one["taken_back_by"])
        for one in record["story"]["clock"]
    ]
    yield from _chapter("What moved the clock, in the order of entry", events, level=3)
    for one in record["dates"]:
        yield Heading(3, (Run(written_in(_dated(one))),))
        yield _line(
            f"Stored on {_moment(one['stored'])} by {one['by']} (event {one['event']})"
            + _with(", in place of ", one["before"])
            + _with(". Reason: ", one["why"])
            + "."
        )
        if one["because"]:
            yield _list(one["because"])
        elif not one["repeats"]:
            yield _line(
                "Its working cannot be repeated: the bank holidays, the policy or what was recorded were others."
            )
        yield _line(
            f"Rules: {'; '.join(one['cites']) or 'none'}. Bank holidays: {one['data_version'] or 'none yet'}."
        )
    ahead = [
        f"{alert['on']}: {alert['says']} ({alert['cite']})"
        for part in record["story"]["parts"]
        for alert in part["alerts"]
    ]
    yield from _chapter("Days to keep an eye on", ahead, level=3)
    differ = record["dates_that_differ_today"]
    yield _line(
        f"Worked out once more for this record, other dates come of: {', '.join(differ)}."
        if differ
        else "Worked out once more for this record from what moved the clock, the dates that hold are the same."
    )
    kept = record["retention"]
    until = (
        f"It may be destroyed from {kept['on']} on" if kept["on"] else "No day is set on which it may be destroyed"
    )
    stops = f" Until then, or now: {'; '.join(kept['stops'])}." if kept["stops"] else ""
    yield _line(f"{until}: {kept['because']} ({', '.join(kept['cites']) or 'no clause'}).{stops}")


def _dated(one: Mapping[str, Any]) -> str:
    due = f"due {one['due']}" if one["due"] else "no date"
    says = [f"by law {one['statutory']}"] if one["statutory"] else []
    says += [f"the service's own target {one['target']}"] if one["target"] else []
    return f"{one['words'].capitalize()}: {due}{_with(' (', '; '.join(says), ')')}"


def _follow_ups(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in found:
        ended = f"ended {one['ended']}: {one['outcome']}, decided by {one['decided_by']}" if one["ended"] else "open"
        yield (
            f"{one['name'].capitalize()}: received {one['received']}; due {one['due'] or 'no date'}; "
            f"acknowledged {one['acknowledged'] or 'not'}; {ended}. {' '.join(one['because'])} "
            f"({'; '.join(one['cites']) or 'no provision'})"
        )


def _answers(record: Mapping[str, Any]) -> Iterator[Block]:
    for one in record["schedules"]:
        yield Heading(2, (Run(f"The answer prepared to the {one['kind']}"),))
        said = {
            "Outcome": one["outcome"],
            "Ground": one["ground"],
            "To": one["recipient"],
            "For": one["purpose"],
            "Power relied on": one["power"],
            "Proceedings": one["proceedings"],
            "Searched": ", ".join(one["searched"]),
            "The person was told": one["told_on"],
            "Not told, because": one["not_told_because"],
            "Prepared": f"on {one['prepared_on']} by {one['prepared_by']}, for the {_nth(one['version'])} time",
        }
        yield _list([f"{name}: {value}" for name, value in said.items() if value])
        if one["items"]:
            head = ("No", "Document", "Decision", "Why")
            yield _table(head, [_item(item) for item in one["items"]])
    approvals = [
        f"{one['role']}: {one['by']} on {_moment(one['at'])}, of version {one['of']}"
        + ("" if one["stands"] else "; it was changed after that")
        for one in record["story"]["approvals"]
    ]
    release = record["story"]["release"]
    released = [f"Released by {release['by']}, to go {release['words']}"] if release else []
    yield from _chapter("Who approved it, and let it go", [*approvals, *released])


def _nth(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def _item(item: Mapping[str, Any]) -> tuple[str, ...]:
    dated = f", dated {item['dated']}" if item["dated"] else ""
    held = f", held {item['held']}" if item["held"] else ""
    why = [*([item["exemption"]] if item["exemption"] else []), *([item["reason"]] if item["reason"] else [])]
    why += [f"Weighed: {' '.join(item['weighed'])}"] if item["weighed"] else []
    why += [f"Opinion of {item['opinion_of']} on {item['opinion_on']}"] if item["opinion_on"] else []
    what = f"{item['description']}{written_in(dated)}{held}"
    return str(item["number"]), what, item["decision"], written_in("\n".join(why))


def _messages(record: Mapping[str, Any]) -> Iterator[Block]:
    messages = [
        f"{_moment(one['received'])}: taken for {one['taken_for'] or 'nothing yet'}; "
        f"{one['outcome'] or 'not decided'}{_with(' by ', one['decided_by'])}{_with(': ', one['reason'])}"
        for one in record["messages"]
    ]
    yield from _chapter("Messages about it", messages)
    reminders = [
        f"{one['on']}, to the {one['whom']}: {one['says']}{_with(' (not sent: ', one['unsent'], ')')}"
        for one in record["reminders"]
    ]
    yield from _chapter("Reminders", reminders)


def _kept(record: Mapping[str, Any]) -> Iterator[Block]:
    if record["documents"]:
        yield Heading(2, (Run("The documents that are kept"),))
        rows = [
            (one["role"], one["filename"], written_in(_moment(one["added"])), f"{one['size']} bytes\n{one['sha256']}")
            for one in record["documents"]
        ]
        yield _table(("What", "Name", "Added", "Size and SHA-256"), rows)


def _happened(record: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(2, (Run("Everything that was recorded"),))
    log = record["log"]
    loose = ", ".join(map(str, log["loose"]))
    yield _line(
        f"These events are not as they were written, or do not stand in the log: {loose}."
        if loose
        else "Each of these events is as it was hashed when it was written, and the event after it has its hash. "
        f"The log had {log['events']} events then; the newest has the hash {log['newest']}."
    )
    rows = [
        (
            str(one["number"]),
            written_in(_moment(one["at"])),
            one["content"]["actor"],
            one["words"]
            + _with(" (", "; ".join(one["details"]), ")")
            + _with(": ", one["because"])
            + f"\n{one['hash'][:16]}",
        )
        for one in record["events"]
    ]
    yield _table(("Event", "When", "Who", "What, and how its hash begins"), rows)


def _letters(record: Mapping[str, Any]) -> Iterator[Block]:
    for one in record["letters"]:
        sent = f"sent {one['sent']}{_with(' ', one['sent_by'])}" if one["sent"] else "not sent"
        yield Heading(2, (Run(f"Letter: {one['words']}"),))
        yield _line(f"Written {one['written']}, {sent}. SHA-256 of the Word file: {one['sha256'] or 'not kept'}.")
        if one["text"]:
            yield from _verbatim(one["text"])


def _with(before: str, value: object, after: str = "") -> str:
    """A value between its words; nothing where there is none."""
    return f"{before}{value}{after}" if value else ""


def _chapter(title: str, lines: Sequence[str], level: int = 2) -> Iterator[Block]:
    if lines:
        yield Heading(level, (Run(title),))
        yield _list(lines)


def _list(lines: Sequence[str]) -> Listing:
    return Listing(False, tuple((_line(line),) for line in lines))


def _line(text: str) -> Paragraph:
    """A line of ours: its days are written out."""
    return Paragraph((Run(written_in(text)),))


def _moment(iso: str) -> str:
    return f"{iso[:10]} at {iso[11:16]}"


def _verbatim(text: str) -> Iterator[Paragraph]:
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        yield Paragraph((Run(paragraph),))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(_cells(head), tuple(map(_cells, rows)))


def _cells(texts: Sequence[str]) -> tuple[Runs, ...]:
    return tuple((Run(text),) for text in texts)
