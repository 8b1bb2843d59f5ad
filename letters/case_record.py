"""The record of one case as a paper on the letterhead: everything that is known of it, in the order of the work."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from letters.blocks import Block, Run, Runs
from letters.case_record_blocks import Said, but, chapter, facts, heading, line, listing, table, text, told, verbatim
from letters.case_record_dates import dates
from letters.case_record_rows import chapters, entries, in_words, known, label
from letters.letter import Letter

# The tables whose rows are told in chapters of their own, or beside what they belong to.
_TOLD_OTHERWISE: Final = {
    "request", "part", "clock_event", "disclosure", "approval", "release", "letter", "document",
}  # fmt: skip
_READ: Final = ("classification",)
_BEFORE_THE_ANSWER: Final = (
    "follow_up", "late_note", "court_order", "order_piece", "order_check", "police_request", "advice",
    "safeguarding_decision", "conflict", "competence", "consent",
)  # fmt: skip
_AFTER_THE_ANSWER: Final = (
    "log_decision", "assignment", "restriction", "hand_over", "legal_hold", "request_file", "bundle_note", "incoming",
    "reminder",
)  # fmt: skip
_NAMED: Final = {"person", *_READ, *_BEFORE_THE_ANSWER, *_AFTER_THE_ANSWER, *_TOLD_OTHERWISE}


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
    stored = record["stored"]
    yield line(
        text(f"Taken out by {record['made_by']} on ", record["made"], f", by Inforights {record['program']}.")
        + " It names people: keep it as the request itself."
    )
    yield from _the_request(record)
    yield from dates(record)
    yield from chapters(stored, _BEFORE_THE_ANSWER)
    yield from _answers(record)
    yield from chapters(stored, _AFTER_THE_ANSWER)
    yield from chapters(stored, [name for name in stored if name not in _NAMED])  # a table that is newer than this
    yield from _kept(record)
    yield from _happened(record)
    yield from _letters(record)


def _the_request(record: Mapping[str, Any]) -> Iterator[Block]:
    story, stored = record["story"], record["stored"]
    (request,) = stored["request"]
    kinds = " and ".join(part["words"] for part in story["parts"]) or "not settled"
    yield heading("The request")
    answered = next((one["answered_on"] for one in record["kept"][: len(story["parts"])]), None)
    said = {
        "Service": record["service_name"],
        "Kind": kinds,
        "Received": text(request["received_on"], ", by ", request["channel"]),
        "Now": told(request["state"]),
        "Date to keep": told(Said(story["due"])) if story["due"] else "",
        "Day to look by while the kind is open": told(request["look_by"]),
        "Answered on": told(answered),
        "Closed on": told(request["closed_on"]),
        "Whose it is": told(request["assigned_to"]),
        "Written down": text(request["logged_at"], " by ", request["logged_by"]),
        "SHA-256 of it as it arrived": request["original_sha256"],
        "In the earlier register": told(request["earlier_reference"]),
        "Answered, as the earlier register says": told(request["earlier_answered_on"]),
    }
    told_of = {
        "reference", "state", "channel", "received_on", "look_by", "logged_at", "logged_by", "closed_on",
        "assigned_to", "original_sha256", "earlier_reference", "earlier_answered_on",
    }  # fmt: skip
    newer = known("request", request, frozenset(told_of))
    yield facts([*((name, value) for name, value in said.items() if value), *newer])
    for row in record["register_row"]:
        yield heading("Its row of the earlier register", level=3)
        yield from verbatim(row)
    yield from chapters(stored, ["person"], level=3)
    yield from chapter("How it was read", [*_proposed(record), *story["evidence"]], level=3)
    told_of = {"proposed", "confidence", "evidence", "scope"}
    for name in _READ:
        for row in stored.get(name, ()):
            yield entries(name, [row], frozenset(told_of))
    yield from chapter("What it asks for", story["scope"], level=3)
    if record["letter_text"]:
        yield heading("Its words, as they were read", level=3)
        if record["letter_subject"]:
            yield facts([("Subject", record["letter_subject"])])
        yield from verbatim(record["letter_text"])


def _proposed(record: Mapping[str, Any]) -> Iterator[str]:
    if record["story"]["confidence"] is not None:
        kinds = " and ".join(record["proposed"]) or "nothing"
        yield f"The program proposed, {record['story']['confidence']:.0%} sure: {kinds}"


def _answers(record: Mapping[str, Any]) -> Iterator[Block]:
    for one in record["stored"].get("disclosure", ()):
        yield heading(f"The answer prepared to the {told(one['kind'])}")
        prepared = text("on ", one["prepared_on"], f" by {one['prepared_by']}, for the {_nth(one['version'])} time")
        told_of = frozenset({"kind", "outcome", "prepared_by", "prepared_on", "version", "schedule_item"})
        outcome = one["outcome"].value.replace("_", " ")  # its own words are those of the letter
        yield facts([("Outcome", outcome), *known("disclosure", one, told_of), ("Prepared", prepared)])
        if one["schedule_item"]:
            head = ("No", "Document", "Decision", "Why")
            yield table(head, [_item(item) for item in one["schedule_item"]])
    approvals = [
        text(f"{one['role']}: {one['by']} on ", datetime.fromisoformat(one["at"]), f", of version {one['of']}")
        + ("" if one["stands"] else "; it was changed after that")
        for one in record["story"]["approvals"]
    ]
    released = [
        text(f"Released by {one['by']}, to go ", one["send_by"]) for one in record["stored"].get("release", ())
    ]
    void = [] if record["story"]["release"] else ["; it was changed after that"] * len(released)
    released = [f"{one}{after}" for one, after in zip(released, void or [""] * len(released), strict=True)]
    yield from chapter("Who approved it, and let it go", [*approvals, *released])


def _nth(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def _item(item: Mapping[str, Any]) -> tuple[Runs | str, ...]:
    """A document of a schedule: what was weighed stands under its questions, one below the other."""
    what = text(item["description"], but(", dated ", item["dated"]))
    marks = [
        but("held: ", item["held"]),
        but("about others: ", item["others"]),
        but("health data: ", item["health"]),
        but("answers piece ", item["ordered"], " of the order"),
        but("from the file ", item["file"]),
    ]
    why = [Run(f"{words}\n") for words in (item["exemption"], item["reason"]) if words]
    if item["weighed"]:
        why.append(Run(f"Weighed under {item['weighed_under']}:\n" if item["weighed_under"] else "Weighed:\n"))
    for one in item["weighed"]:
        why += [Run(f"{one['asked']}: ", bold=True)] if one["asked"] else []
        why.append(Run(f"{one['answer']}\n"))
    if item["opinion_of"] or item["opinion_on"]:
        harm = {True: "would do serious harm", False: "would do no serious harm"}.get(item["opinion_of_harm"])
        opinion = text("Opinion", but(" of ", item["opinion_of"]), but(", on ", item["opinion_on"]))
        why.append(Run(f"{opinion}{but(': giving it ', harm)}\n"))
    told_of = frozenset({
        "number", "description", "dated", "decision", "exemption", "reason", "held", "others", "health", "ordered",
        "file", "weighed", "weighed_under", "opinion_on", "opinion_of", "opinion_of_harm",
    })  # fmt: skip
    why += [Run(f"{name}: {value}\n") for name, value in known("schedule_item", item, told_of)]
    if why:
        why[-1] = Run(why[-1].text.removesuffix("\n"))
    return str(item["number"]), "\n".join([what, *filter(None, marks)]), told(item["decision"]), tuple(why)


def _kept(record: Mapping[str, Any]) -> Iterator[Block]:
    if record["documents"]:
        yield heading("The documents that are kept")
        rows = [
            (
                one["role"],
                text(one["filename"], but("\n", one["how"])),
                told(one["added"]),
                f"{one['size']} bytes\n{one['sha256']}",
            )
            for one in record["documents"]
        ]
        yield table(("What", "Name, and how it was read", "Added", "Size and SHA-256"), rows)


def _happened(record: Mapping[str, Any]) -> Iterator[Block]:
    yield heading("Everything that was recorded")
    log = record["log"]
    loose = ", ".join(map(str, log["loose"]))
    yield line(
        f"These events are not as they were written, or do not stand in the log: {loose}."
        if loose
        else "Each of these events is as it was hashed when it was written, and the event after it has its hash. "
        f"The log had {log['events']} events then; the newest has the hash {log['newest']}."
    )
    rows = [
        (
            str(one["number"]),
            told(one["at"]),
            one["content"]["actor"],
            one["words"]
            + but(" (", "; ".join(one["details"]), ")")
            + but(": ", one["because"])
            + f"\n{one['hash'][:16]}",
        )
        for one in record["events"]
    ]
    yield table(("Event", "When", "Who", "What, and how its hash begins"), rows)


def _letters(record: Mapping[str, Any]) -> Iterator[Block]:
    for one, row in zip(record["letters"], record["stored"].get("letter", ()), strict=True):
        sent = text("sent ", one["sent"], but(" ", one["sent_by"])) if one["sent"] else "not sent"
        yield heading(f"Letter: {one['words']}")
        sha256 = one["sha256"] or "not kept"
        yield line(text("Written ", one["written"], f", {sent}. SHA-256 of the Word file: {sha256}."))
        told_of = frozenset({"name", "document", "written_on", "sent_on", "sent_by", "ticks"})
        yield facts(known("letter", row, told_of))
        if one["text"]:
            yield from verbatim(one["text"])
        if row["ticks"]:
            yield line(f"{label('letter', 'ticks')}:")
            yield listing([in_words(": ".join(tick)) for tick in row["ticks"]])
