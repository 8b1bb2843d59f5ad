"""The age that a letter states for the person concerned; never worked out from anything else."""

import re

_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
_WORDS = {word: number for number, word in enumerate((*_TEN, *_TEENS), 1)}
_NUMBER = r"(?P<age>\d{1,2}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_KIN = (
    r"(?:sons?|daughters?|child|children|boys?|girls?|lads?|lass|grandson|granddaughter|stepson|stepdaughter"
    r"|niece|nephew|twins?|kids?|little one|eldest|youngest|brother|sister|pupil|young person)"
)
# After the number: an end, a comma, or the word "years"; "two years behind" and "5 miles" are no ages.
_ENDS = (
    r"(?=\s*(?:years?[\s-]+old\b|yrs?[\s-]+old\b|y/?o\b|[,;!?)]|\.(?!\d)|$|and\b(?!\s+\d)"
    r"|(?:but|now|in|with|has|was)\b))"
)
# Of somebody else than the writer.
_OTHER = tuple(
    re.compile(pattern, re.I | re.M)
    for pattern in (
        rf"\b{_NUMBER}[\s-]*(?:years?|yrs?|yr|y)[\s./-]*(?:old|o)\b(?:\s+[\w'’-]+){{0,3}}?\s+{_KIN}\b",
        rf"\b{_KIN}\b[^.?!\n]{{0,40}}?\b(?:aged|age|who(?:\s+is|['’]s|s)|is|are|now|just\s+turned|turned)\s+"
        rf"(?:only\s+|now\s+)?{_NUMBER}\b{_ENDS}",
        rf"(?-i:\b[A-Z][\w'’-]+)\s+\((?:aged?\s+|now\s+)?{_NUMBER}(?:\s*(?:years?\s+old|yrs?|y/?o))?\)",
        rf"\baged?\s*:?\s+{_NUMBER}\b{_ENDS}",
        rf"\b(?:he|she|they)(?:['’]s|\s+is|\s+are|s)\s+(?:only\s+|now\s+|just\s+)?{_NUMBER}\b{_ENDS}",
    )
)
# A capital word before a bracket that cites: "Article 15(1)", "Rule 16 (1)".
_CITES = re.compile(
    r"^(?:article|art|section|sec|rule|regulation|reg|paragraph|para|schedule|sch|part|order|act|form|year)$", re.I
)
_SELF = re.compile(
    rf"\b(?:i\s*['’]?a?m|i\s+am|me,?\s+aged?)\s+(?:only\s+|now\s+|just\s+|nearly\s+|aged?\s+)?{_NUMBER}\b" + _ENDS,
    re.I | re.M,
)
_OLDEST = 25  # SENDIASS serve children and young people up to 25 (Children and Families Act 2014 s.83)


def stated_age(text: str, *, of_the_writer: bool) -> int | None:
    """The age in whole years; null where none is stated, or more than one.

    Args:
        of_the_writer: the letter is about whoever writes it, a young person; else about somebody else.
    """
    ages = {
        _years(found.group("age"))
        for pattern in ((_SELF,) if of_the_writer else _OTHER)
        for found in pattern.finditer(text, 0, 20_000)
        if not _CITES.match(found.group().split("(")[0].strip())
    }
    ages = {age for age in ages if age <= _OLDEST}
    return ages.pop() if len(ages) == 1 else None


def _years(written: str) -> int:
    return int(written) if written.isdigit() else _WORDS[written.lower()]
