"""The dates that a letter states: its own, the answer it wants, a hearing. Never guessed: null when unsure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b(?:(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    rf"|(?P<d2>\d{{1,2}})\s?[/.-]\s?(?P<m2>\d{{1,2}})\s?[/.-]\s?(?P<y2>\d{{4}}|\d\d)"
    rf"|(?P<d3>\d{{1,2}})\s*(?:st|nd|rd|th)?\s+(?:day\s+)?(?:of\s+)?(?P<m3>{_MONTH})\b\.?,?(?:\s+(?P<y3>(?:19|20)\d\d))?"
    rf"|(?P<m4>{_MONTH})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?:\s+(?P<y4>(?:19|20)\d\d))?)(?!\d)",
    re.I,
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?"
_CLOCK_TIME = (
    r"(?:(?:\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|noon)?|noon|midday|midnight|the end of|close of (?:business|play)|cob"
    r"|end of (?:play|business|the day))\s*,?\s*(?:on\s+)?)?"
)
_BY = re.compile(
    rf"\b(?:by|before|no later than|not later than|on or before|until|deadline(?: is| of|:)?|latest)\s+(?:the\s+)?{_CLOCK_TIME}{_WEEKDAY}(?:the\s+)?$",
    re.I,
)
_REQUIRED_LABEL = re.compile(
    rf"\b(?:required by|reply by|respond by|response (?:required )?by|return by|due by|deadline|needed by)\s*:?\s*{_CLOCK_TIME}{_WEEKDAY}$", re.I
)
_DEMAND = re.compile(
    r"\b(?:please|must|shall|provide[sd]?|send|sent|reply|respond|response|needs?|requir\w+|produce|disclos\w+|let (?:me|us) have"
    r"|lodge|file|serve|deadline|receive|return(?:ed)?|answer|comply|grateful|like|want|could you|can you|deliver|confirm"
    r"|supply|forward)\b",
    re.I,
)
_NOT_OURS = re.compile(
    r"\b(?:set aside|vary|variation|promised|was due|were due|should have|had until|have until|born|(?:council|authority|la|school|they|she|he|tribunal)"
    r"(?:'s|’s)?\s+(?:\w+\s+){0,2}(?:must|should|has to|have to|had to|needs? to|said|will|is to|to (?:issue|finali[sz]e|file|send|decide))"
    r"|(?:records|notes|contacts?|dealings|made|from|dated|period)\s+before|finali[sz]e|appeal by|appeal before)\b",
    re.I,
)
_HEARING = re.compile(
    rf"\b(?:hearing|heard|listed|trial|attend|court|tribunal)\b[^.?!;\n]{{0,80}}?\b(?:on|for|is|at|date:?|:)?\s*{_CLOCK_TIME}{_WEEKDAY}$|\bhearing(?: date)?\s*:\s*{_WEEKDAY}$",
    re.I,
)
_HEARING_WORD = re.compile(r"\b(?:hearing|heard|listed|trial|(?:attend|appear)\b[^.?!;\n]{0,80}\b(?:court|tribunal|judge|at\b))", re.I)
_HEARING_AFTER = re.compile(r"^(?:\s+at\s+\d\S*(?:\s?[ap]m)?)?,?\s+(?:\w+\s+)?(?:final\s+)?(?:hearing|trial)\b", re.I)
_LETTER_LABEL = re.compile(rf"(?:^|[\n\t]|\s{{2,}}|[|,;.]\s*)\s*(?:date|dated|sent|date of (?:this )?(?:letter|order))(?:\s*:|\s+this(?:\s+the)?)?\s*{_WEEKDAY}$", re.I)
_ALONE_BEFORE = re.compile(rf"(?:^|\n)[^\S\n]*{_WEEKDAY}$", re.I)
_ALONE_AFTER = re.compile(r"^[^\S\n]*(?:\n|$)|^\s+dear\b", re.I)
_NUMBERS = {"seven": 7, "ten": 10, "fourteen": 14, "twenty-one": 21, "twenty eight": 28, "twenty-eight": 28, "five": 5, "three": 3, "two": 2, "one": 1}
_WITHIN = re.compile(
    r"\b(?:within|in(?: the next)?)\s+(?:the next\s+)?(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")\s*(?:\(\d+\)\s*)?(?:calendar\s+|clear\s+)?"
    r"(?P<unit>days?|weeks?)\b(?P<of>\s+(?:of|from|after|following)\s+(?:the\s+)?(?:date\s+(?:of|on)\s+(?:this\s+)?(?:letter|e-?mail|request|order|notice)|today|this letter|service|receipt|receiving|[^.?!;\n]{0,30}))?",
    re.I,
)
_DATE_OF_THIS = re.compile(r"date|today|this letter", re.I)


@dataclass(frozen=True, slots=True)
class LetterDates:
    """What the letter itself says; nothing here is worked out from today's date."""

    letter_date: date | None
    required_by: date | None
    hearing_on: date | None


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in the text; `day` is null when the year is left out."""

    start: int
    end: int
    month: int
    day_of_month: int
    day: date | None


def _day(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def dates_in(text: str) -> Iterator[Written]:
    """Every date in the text, day before month as is usual in the UK; impossible ones are left out."""
    for found in _DATE.finditer(text):
        part = {key[0]: value for key, value in found.groupdict().items() if value}
        month = int(part["m"]) if part["m"].isdigit() else _MONTHS.index(part["m"][:3].lower()) + 1
        number = int(part["d"])
        year = part.get("y")
        if year is None:
            if _day(2024, month, number):
                yield Written(found.start(), found.end(), month, number, None)
            continue
        full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) <= 40 else 1900)
        if day := _day(full, month, number):
            yield Written(found.start(), found.end(), month, number, day)


def _resolved(written: Written, letter_date: date | None) -> date | None:
    """A date without a year is the next such date after the letter, and unknown when the letter has none."""
    if written.day or letter_date is None:
        return written.day
    for year in (letter_date.year, letter_date.year + 1):
        day = _day(year, written.month, written.day_of_month)
        if day and day >= letter_date:
            return day
    return None


def _before(text: str, at: int, reach: int = 140) -> str:
    return text[max(0, at - reach) : at]


def _letter_date(text: str, dates: list[Written]) -> date | None:
    labelled, alone = [], []
    for written in dates:
        if written.day is None:
            continue
        before = _before(text, written.start, 60)
        if _LETTER_LABEL.search(before):
            labelled.append(written.day)
        elif _ALONE_BEFORE.search(before if written.start > 60 else "\n" + before) and _ALONE_AFTER.search(text[written.end : written.end + 40]):
            alone.append(written.day)
    for found in (labelled, alone):
        if found:
            return found[0] if len(set(found)) == 1 else None
    return None


def _sentence(before: str) -> str:
    """The part of the words before a date that belongs to its own sentence."""
    return re.split(r"[.?!;](?=\s)|\n\s*\n", before)[-1]


def _required_by(text: str, dates: list[Written], letter_date: date | None) -> date | None:
    for written in dates:
        before = _before(text, written.start)
        flat = " ".join(before.split()) + " "
        sentence = _sentence(before)
        label = _REQUIRED_LABEL.search(flat)
        around = sentence + text[written.end : written.end + 80].split(".")[0]
        if (label or (_BY.search(flat) and _DEMAND.search(around))) and not _NOT_OURS.search(sentence):
            return _resolved(written, letter_date)
    if letter_date:
        for found in _WITHIN.finditer(text):
            around = _sentence(_before(text, found.start())) + text[found.end() : found.end() + 80].split(".")[0]
            of = found.group("of")
            if _DEMAND.search(around) and not _NOT_OURS.search(around) and (not of or _DATE_OF_THIS.search(of)):
                n = found.group("n").lower()
                count = int(n) if n.isdigit() else _NUMBERS[n]
                return letter_date + timedelta(days=count * (7 if found.group("unit").lower().startswith("week") else 1))
    return None


def _hearing_on(text: str, dates: list[Written], letter_date: date | None) -> date | None:
    found = set()
    for written in dates:
        sentence = _sentence(_before(text, written.start))
        flat = " ".join(sentence.split()) + " "
        said = _HEARING.search(flat) and _HEARING_WORD.search(flat) and not _BY.search(flat)
        if said or _HEARING_AFTER.search(text[written.end : written.end + 50]):
            day = _resolved(written, letter_date)
            if day and (letter_date is None or day >= letter_date):
                found.add(day)
    return found.pop() if len(found) == 1 else None


def dates_of(text: str) -> LetterDates:
    """The letter's own date, the date by which it wants an answer, and a coming hearing."""
    dates = list(dates_in(text))
    letter_date = _letter_date(text, dates)
    return LetterDates(
        letter_date=letter_date,
        required_by=_required_by(text, dates, letter_date),
        hearing_on=_hearing_on(text, dates, letter_date),
    )
