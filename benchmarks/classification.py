"""How good the classifier is, on letters that it did not learn from, beside a list of keywords.

    make bench        (or python -m benchmarks.classification, with the extra `ocr`, tesseract and poppler)

Each letter of `benchmarks/letters` arrives as a file (e-mail, thread, typed post, scan), is read as `log` reads it,
and classified. None of them is among the letters that the classifier learned from. Exits with 1 where an aim is
missed.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import reading
from benchmarks.arriving import as_files
from benchmarks.keyword_list import kind_by_keyword
from rules.classification import Classification, GoesTo, Incoming, as_json, classify
from rules.classification.track_record import Proposed, by_confidence, by_kind
from rules.kinds import Kind
from tests.reading.pdf_page import pdf as pdf_of

RIGHT, ASKED, PER_SECOND, PDF_SECONDS = 0.95, 0.15, 200, 2.0  # the aims
SHORT = 700  # characters
FIELDS = (
    "requester_name",
    "requester_role",
    "subject_name",
    "date_of_birth",
    "letter_date",
    "required_by",
    "hearing_on",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One letter, what was said of it, and whether a person is asked."""

    row: dict[str, Any]
    form: str
    found: Classification
    asked: bool

    @property
    def wanted(self) -> tuple[Kind, ...]:
        """The kinds that it is labelled with."""
        return tuple(Kind(kind) for kind in self.row.get("parts") or [self.row["kind"]])

    @property
    def right(self) -> bool:
        """True where it was given its kinds, all of them and no other."""
        return set(self.found.parts) == set(self.wanted)


def judge(row: dict[str, Any], name: str, content: bytes) -> Judged:
    """Read one letter and classify it."""
    form = "thread" if row.get("quoted") else name.removesuffix(".eml").removesuffix(".pdf").removesuffix(".txt")
    read = reading.read(content, name)
    found = classify(Incoming(read.text, read.subject, read.sender, read.reply_to))
    return Judged(row, form, found, found.needs_manager or read.trust is reading.Trust.DOUBTFUL)


def headline(judged: list[Judged]) -> tuple[float, float, int]:
    """The share asked, the share right of the others, and the court orders missed without asking."""
    decided = [one for one in judged if not one.asked]
    missed = sum(Kind.COURT_ORDER in one.wanted and not one.right for one in decided)
    right = sum(one.right for one in decided) / len(decided) if decided else 1.0
    return 1 - len(decided) / len(judged), right, missed


def tell(judged: list[Judged]) -> None:
    """The figures, whole and by set, form and kind."""
    by_list = sum({kind_by_keyword(one.row["text"], one.row.get("subject"))} == set(one.wanted) for one in judged)
    print(f"{len(judged)} letters. A list of keywords is right on {by_list} ({by_list / len(judged):.0%}).")
    groups: dict[str, list[Judged]] = {"all": judged}
    for one in judged:
        groups.setdefault(f"set {one.row['id'].split('-')[0]}", []).append(one)
        groups.setdefault(one.form, []).append(one)
    print(f"\n{'':14}{'letters':>8}{'right':>8}{'asked':>8}{'right of the others':>21}{'orders missed':>15}")
    for name, group in groups.items():
        asked, right, missed = headline(group)
        every = sum(one.right for one in group) / len(group)
        print(f"{name:14}{len(group):8}{every:8.1%}{asked:8.1%}{right:21.1%}{missed:15}")
    made = [Proposed(one.found.parts, one.found.confidence, one.asked, one.wanted) for one in judged]
    print(f"\n{'kind':14}{'precision':>10}{'recall':>8}{'unasked: precision':>20}{'recall':>8}")
    unasked = by_kind(proposal for proposal in made if not proposal.asked)
    for record, sure in zip(by_kind(made), unasked, strict=True):
        print(
            f"{record.kind:14}{record.precision or 0:10.1%}{record.recall or 0:8.1%}"
            f"{sure.precision or 0:20.1%}{sure.recall or 0:8.1%}"
        )
    print(f"\n{'said to be sure':>18}{'letters':>9}{'mean':>8}{'right':>8}")
    for band in by_confidence(made):
        print(f"{band.low:9.0%} - {band.high:6.0%}{band.settled:9}{band.mean_confidence:8.1%}{band.share_right:8.1%}")


def tell_fields(judged: list[Judged]) -> None:
    """Of each field: given rightly, given wrongly, given though the letter does not say, left out though it does."""
    print(f"\n{'field':16}{'right':>7}{'wrong':>7}{'invented':>10}{'left out':>10}{'rightly null':>14}")
    for field in FIELDS:
        tally: Counter[str] = Counter()
        for one in judged:
            tally[_compare(_field(one.found, field), one.row["fields"].get(field))] += 1
        print(
            f"{field:16}{tally['right']:7}{tally['wrong']:7}{tally['invented']:10}"
            f"{tally['left out']:10}{tally['null']:14}"
        )


def tell_goes_to(judged: list[Judged]) -> None:
    """Of the enquiries that were known as such: how often the way they go is right, wrong, or left open."""
    ways = [
        (one.found.goes_to, one.row["goes_to"])
        for one in judged
        if one.row.get("goes_to") and one.found.kind is Kind.ENQUIRY
    ]
    right = sum(found == wanted for found, wanted in ways)
    open_ = sum(found != wanted and found is GoesTo.OTHER for found, wanted in ways)
    print(f"\nwhere {len(ways)} enquiries go: {right} right, {open_} left open, {len(ways) - right - open_} wrong")


def _field(found: Classification, field: str) -> str | None:
    said = as_json("", found)
    values = said | {
        "requester_name": said["requester"]["name"],
        "requester_role": said["requester"]["role"],
        "subject_name": said["subject"]["name"],
        "date_of_birth": said["subject"]["date_of_birth"],
    }
    value: str | None = values[field]
    return value


def _compare(said: str | None, wanted: object) -> str:
    if wanted is None:
        return "null" if said is None else "invented"
    if said is None:
        return "left out"
    return "right" if _bare(said) == _bare(str(wanted)) else "wrong"


def _bare(name: str) -> str:
    """Without capitals, full stops and a title."""
    words = name.casefold().replace(".", "").split()
    return " ".join(words[1:] if words[0] in {"mr", "mrs", "ms", "miss", "mx", "dr", "cllr"} else words)


def speed(judged: list[Judged]) -> tuple[float, float]:
    """Short letters a second on one core, and the seconds that a PDF of ten pages takes to read and classify."""
    short = [
        Incoming(one.row["text"], one.row.get("subject"), one.row.get("sender"))
        for one in judged
        if len(one.row["text"]) <= SHORT
    ]
    start = time.process_time()
    for letter in short:
        classify(letter)
    per_second = len(short) / (time.process_time() - start)
    pages = pdf_of(*[["A line of a long letter about my son and the records that you hold of him."] * 50] * 10)
    start = time.perf_counter()
    read = reading.read(pages, "letter.pdf")
    classify(Incoming(read.text))
    return per_second, time.perf_counter() - start


def main() -> int:
    """Print every figure; 1 where an aim is missed."""
    judged = [judge(*arrived) for arrived in as_files()]
    tell(judged)
    tell_fields(judged)
    tell_goes_to(judged)
    per_second, pdf = speed(judged)
    print(f"\n{per_second:.0f} letters of at most {SHORT} characters a second on one core")
    print(f"{pdf:.2f} s to read and classify a PDF of 10 pages")
    asked, right, missed = headline(judged)
    aims = {
        f"at least {RIGHT:.0%} right of those not sent to a person": right >= RIGHT,
        f"at most {ASKED:.0%} sent to a person": asked <= ASKED,
        "no court order taken for anything else without asking": missed == 0,
        f"{PER_SECOND} short letters a second": per_second >= PER_SECOND,
        f"a PDF of 10 pages under {PDF_SECONDS:g} s": pdf < PDF_SECONDS,
    }
    print("\nAims:")
    for aim, met in aims.items():
        print(f"  {'met   ' if met else 'MISSED'}  {aim}")
    return 0 if all(aims.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
