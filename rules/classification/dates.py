"""The dates that a letter states: its own, the answer it wants, a hearing; null when unsure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rules.classification.written_dates import WEEKDAY, Written, dates_in

_TIME = (
    r"(?:(?:\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|noon)?|noon|midday|midnight"
    r"|close of (?:business|play)|cob|(?:the )?end of (?:play|business|the day))\s*,?\s*(?:on\s+)?)?"
)
_BY = re.compile(
    r"\b(?:by|(?:it|them|this|these|reply|respond|answer|us|me|response) before"
    r"|no later than|not later than|on or before|until|deadline(?: is| of|:)?|latest)\s+"
    rf"(?:the\s+)?{_TIME}{WEEKDAY}(?:the\s+)?$",
    re.I,
)
_LABELLED = re.compile(
    r"\b(?:required by|reply by|respond by|response (?:required )?by|return by|due by|deadline|needed by)"
    rf"\s*:?\s*{_TIME}{WEEKDAY}$",
    re.I,
)
_DEMAND = re.compile(
    r"\b(?:please|must|shall|provide[sd]?|send|sent|reply|respond|response|needs?|requir\w+|produce|disclos\w+"
    r"|let (?:me|us) have|lodge|file|serve|deadline|receiv\w+|return(?:ed)?|answer|comply|grateful|like|want"
    r"|could you|can you|deliver|confirm|supply|forward|ask|request|submit\w*|have)\b",
    re.I,
)
# A day that binds somebody else, or that lies in the past.
_NOT_OURS = re.compile(
    r"\b(?:set aside|vary|variation|promised|was due|were due|should have|had until|have until"
    r"|finali[sz]e|appeal (?:by|before)|i (?:must|have to|need to|should)|we (?:must|have to|need to|file)"
    r"|(?:council|authority|la|school|they|she|he|tribunal)(?:['\u2019]s)? (?:\w+ ){0,2}"
    r"(?:must|should|has to|have to|had to|said|is to|to (?:issue|file|send|decide))"
    r"|(?:records|notes|contacts?|dealings|made|from|dated|period|know|reviewed) before)\b",
    re.I,
)
_HEARING_WORD = (
    r"(?:hearings?|heard|listed|trial"
    r"|(?:attend|appear|come|attendance)\b[^.?!;]{0,70}?\b(?:court|tribunal|judge|at|on))"
)
_HEARING = re.compile(rf"\b{_HEARING_WORD}\b[^?!;]{{0,60}}$", re.I)
_HEARING_AFTER = re.compile(r"^(?: at \d\S*(?: ?[ap]m)?)?,? (?:\w+ )?(?:final )?(?:hearing|trial)\b", re.I)
_PAST_HEARING = re.compile(r"\bhearing (?:held |of |yesterday|was )", re.I)
_LABEL = re.compile(
    r"(?:^|[\n\t]|\s{2}|[|,;.)])\s*(?:date|dated|sent|date of (?:this )?(?:letter|order))"
    rf"(?:\s*:|\s+this(?:\s+the)?)?\s*{WEEKDAY}$",
    re.I,
)
_ALONE_BEFORE = re.compile(rf"(?:^|\n)[^\S\n]*{WEEKDAY}$", re.I)
_ALONE_AFTER = re.compile(r"[^\S\n]*(?:\n|$)|\s+dear\b", re.I)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10,
    "fourteen": 14, "twenty-one": 21, "twenty-eight": 28,
}  # fmt: skip
_WITHIN = re.compile(
    r"\bwithin\s+(?:the next\s+)?(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")\s*(?:\(\d+\)\s*)?"
    r"(?:calendar\s+|clear\s+)?(?P<unit>days?|weeks?)\b(?P<of>\s+(?:of|from|after|following)\s+[^.?!;\n]{0,40})?",
    re.I,
)
_OF_THIS_LETTER = re.compile(
    r"\bdate (?:of|on) (?:this|the) (?:letter|e-?mail|request|notice)|\btoday\b|\bthis letter\b", re.I
)
_SENTENCE_END = re.compile(r"(?<!\b[ap]\.m)[.?!;](?=\s)|\n\s*\n")
_REACH = 140


@dataclass(frozen=True, slots=True)
class LetterDates:
    """What the letter itself says; nothing here is worked out from today's date."""

    letter_date: date | None
    required_by: date | None
    hearing_on: date | None


def _said_before(text: str, at: int, floor: int = 0) -> str:
    """The words between `floor` and a place that belong to its own sentence, on one line."""
    return " ".join(_SENTENCE_END.split(text[max(floor, at - _REACH) : at])[-1].split()) + " "


def _said_after(text: str, at: int) -> str:
    return " " + " ".join(_SENTENCE_END.split(text[at : at + 80])[0].split())


def _letter_date(text: str, dates: list[Written]) -> date | None:
    labelled, alone = [], []
    for written in dates:
        if written.day is None:
            continue
        before = text[max(0, written.start - 60) : written.start]
        if _LABEL.search(before):
            labelled.append(written.day)
        elif _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(text, written.end):
            alone.append(written.day)
    for found in (labelled, alone):
        if found:
            return found[0] if len(set(found)) == 1 else None
    return None


def _required_by(text: str, dates: list[Written], letter_date: date | None) -> date | None:
    for written in dates:
        before = _said_before(text, written.start)
        around = before + _said_after(text, written.end)
        asked = _LABELLED.search(before) or (_BY.search(before) and _DEMAND.search(around))
        if asked and not _NOT_OURS.search(before):
            return written.on_or_after(letter_date)
    for found in _WITHIN.finditer(text) if letter_date else ():
        around = _said_before(text, found.start()) + _said_after(text, found.end())
        of = found.group("of")
        if letter_date and _DEMAND.search(around) and not _NOT_OURS.search(around):
            if of and not _OF_THIS_LETTER.search(of):
                continue  # counts from service or receipt, which the letter does not know
            n = found.group("n").lower()
            days = (int(n) if n.isdigit() else _NUMBERS[n]) * (7 if found.group("unit")[0] in "wW" else 1)
            return letter_date + timedelta(days=days)
    return None


def _hearing_on(text: str, dates: list[Written], letter_date: date | None) -> date | None:
    found = set()
    floor = 0
    for written in dates:
        before = _said_before(text, written.start, floor)
        floor = written.end  # "attend on 3 February with the notes of 1 May": only the first is the hearing
        said = _HEARING.search(before) and not _BY.search(before) and not _PAST_HEARING.search(before)
        if said or _HEARING_AFTER.search(_said_after(text, written.end)):
            day = written.on_or_after(letter_date)
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
