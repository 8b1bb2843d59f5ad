"""Whom the request is about: the name and the birth date that the letter gives, never a guess."""

import re
from collections.abc import Iterator, Mapping

from rules.classification.ages import stated_age
from rules.classification.facts import Hit
from rules.classification.names import name_at
from rules.classification.requester import requester_of
from rules.classification.result import Incoming, Subject
from rules.classification.written_dates import dates_in
from rules.kinds import Kind

_BORN = re.compile(
    r"\b(?:born(?:\s+on)?|d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date|birthday|b\.)[\s:(,=-]*(?:is|was|on)?"
    r"[\s:]*(?:the\s+)?$",
    re.I,
)
_OWN_BIRTH = re.compile(
    r"\bmy\s+(?:own\s+)?(?:date\s+of\s+birth|d\.?o\.?b\.?|birthday|birth\s?date)\W*(?:is)?\W*$", re.I
)
_KIN = (
    r"(?:sons?|daughters?|child|children|boys?|girls?|lads?|lass|grandson|granddaughter|stepson|stepdaughter|twins?"
    r"|foster (?:son|daughter|child)|kids?|little one|eldest|youngest)"
)
_RECORDS = (
    r"(?:records?|files?|notes|information|data|documents?|correspondence"
    r"|everything|papers|paperwork|material|details)"
)
_ABOUT = r"(?:about|on|for|of|relating\s+to|regarding|concerning|in\s+respect\s+of|in\s+relation\s+to)"
# Words after which a child's name stands, even the first name alone; the surest first.
_NEAR = tuple(
    re.compile(lead, re.I)
    for lead in (
        rf"\b(?:my|our)(?:[^\S\n][\w'\u2019-]+){{0,2}}?\s{_KIN}(?:['\u2019]?s)?[,:]?\s+(?:is\s+)?"
        r"(?:called\s+|named\s+|name\s+is\s+)?",
        r"\b(?:child|pupil|young\s+person|data\s+subject|patient|student)(?:['\u2019]s)?(?:\s+(?:full\s+)?name)?"
        r"\s*(?::|\bis\b)\s*",
        r"\b(?:his|her)\s+name\s+is\s+",
    )
)
# Words after which something else stands as often: a whole name is taken, one word alone is not.
_HEADED = tuple(
    re.compile(lead, re.I)
    for lead in (
        r"\b(?:child|pupil|young\s+person|student|patient),?\s+(?:called\s+|named\s+)?",
        r"(?:^|\n)[^\S\n]*(?:re|regarding|concerning|in the matter of|in respect of)\b\s*:?\s*",
        r"\bin\s+the\s+(?:matter|appeal|case)\s+of\s+",
        r"\b(?:mother|father|mum|mam|dad|parents?|stepmum|stepdad|carers?|guardian|family)\s+(?:of|to|for)\s+",
    )
)
_FAR = tuple(
    re.compile(lead, re.I)
    for lead in (
        r"\b(?:our|my)\s+clients?:?,?\s+",
        r"\b(?:on\s+behalf\s+of|act(?:ing)?\s+for|instructed\s+by)\s+",
        rf"\b{_RECORDS}\b(?:\s+(?:that\s+|which\s+)?(?:you|your\s+\w+|sendiass|the\s+service|is|are)(?:\s+\w+){{0,3}})?"
        rf"(?:\s+held)?\s+{_ABOUT}\s+(?:the\s+(?:child|pupil|young\s+person|family\s+of)\s+)?",
        r"\b(?:about|regarding|concerning|in\s+respect\s+of|in\s+relation\s+to|relating\s+to)\s+",
    )
)
_OWNER = re.compile(
    r"\b(?:[^\W\d_][\w'\u2019-]{0,30}[^\S\n]){0,3}[^\W\d_][\w'\u2019-]{0,30}['\u2019]s\s+(?:full\s+|whole\s+|complete\s+)?"
    r"(?:case\s?)?(?:file|folder|notes|records?|data|information)\b",
    re.I,
)
_BIRTH_LABEL = re.compile(
    r"\b(?:born(?:\s+on)?|d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date)[\s:(,=-]*(?:is|was|on)?[\s:]*\d", re.I
)
_SEVERAL = re.compile(
    r"\b(?:my|our|the)\s+(?:two|three|four|2|3|4|both)\s+(?:[\w'\u2019-]+\s+)?(?:sons|daughters|children|boys|girls|kids)\b",
    re.I,
)
_BEFORE_BIRTH = re.compile(r"[\s,(:-]*(?:who\s+(?:is|was)\s+)?(?:is|was)?[\s,(]*$", re.I)
_AND = re.compile(r"\s+(?:and|&)\s+")
# Nobody of these in a letter that asks for one's own records: they can only be the writer's.
_SOMEBODY_ELSE = re.compile(
    r"\b(?:his|him|he|she|her|they|them|sons?|daughters?|dauter|child|children|kids?|boys?|girls?|lads?|family|our|us"
    r"|we|twins|mum|dad|brother|sister|nan)\b",
    re.I,
)
_ONESELF = re.compile(r"\b(?:me|my|mine|i|i'm|i've)\b", re.I)
_WORD_START = re.compile(r"\b[^\W\d_]")
_OUTSIDERS = {Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.COURT_ORDER}
_NEVER_THEIR_OWN = {"outside_writer", "for_another", "signed_authority"}


def _name_before_birth(text: str) -> str | None:
    """The name that stands right before "born 3 April 2014" or "(DOB 03/04/2014)"."""
    for written in dates_in(text):
        born = _BORN.search(text, max(0, written.start - 40), written.start)
        if not born:
            continue
        window = text[max(0, born.start() - 80) : born.start()]
        if trailing := _BEFORE_BIRTH.search(window):
            window = window[: trailing.start()]
        for start in _WORD_START.finditer(window):
            name = name_at(window, start.start())
            if name and " " in name and window.endswith(name):
                return name
    return None


def _names_near(text: str) -> Iterator[str]:
    for lead in (*_NEAR, *_HEADED):
        for found in lead.finditer(text):
            name = name_at(text, found.end())
            if name and (lead in _NEAR or " " in name):
                yield name
                if joined := _AND.match(text, text.index(name, found.end()) + len(name)):
                    yield from filter(None, [name_at(text, joined.end())])


def _names_far(text: str, kind: Kind | None) -> Iterator[str]:
    # A solicitor's own client is whom the request is about only when the client's records are asked for.
    for lead in _FAR if kind is Kind.SAR else _FAR[2:]:
        for found in lead.finditer(text):
            if (name := name_at(text, found.end())) and " " in name:
                yield name
    for owner in _OWNER.finditer(text):
        for start in _WORD_START.finditer(owner.group()):
            name = name_at(owner.group(), start.start())
            if name and " " in name:
                yield name


def _named(text: str, kind: Kind | None) -> str | None:
    if name := _name_before_birth(text):
        return name
    found = list(dict.fromkeys(_names_near(text)))
    # "Jake" and "Jake Marsh" are one; between two different children nobody may choose.
    found = [name for name in found if not any(name != other and name in other for other in found)]
    if found:
        return found[0] if len(found) == 1 else None
    return None if kind is Kind.ENQUIRY else next(_names_far(text, kind), None)


def _named_in_both(letter: Incoming, writer: str | None) -> str | None:
    """The one whole name in the subject line that the letter repeats, and that is not the writer's."""
    title = letter.subject or ""
    places = (name_at(title, start.start()) for start in _WORD_START.finditer(title))
    names = {name for name in places if name and " " in name and name in letter.text} - {writer}
    names = {name for name in names if not any(name != other and name in other for other in names)}
    return names.pop() if len(names) == 1 else None


def subject_of(letter: Incoming, hits: Mapping[str, Hit], kind: Kind | None) -> Subject:
    """The person concerned; empty for a request that concerns nobody."""
    if kind in (Kind.FOI, Kind.INSPECTION, None):
        return Subject()
    text = letter.text
    child = "parent_writer" in hits
    births = set()
    labels = len(_BIRTH_LABEL.findall(text))
    for written in dates_in(text):
        before = text[max(0, written.start - 50) : written.start]
        if written.day and _BORN.search(before) and not (child and _OWN_BIRTH.search(before)):
            births.add(written.day)
    name = None if _SEVERAL.search(text) else _named(f"{letter.subject}\n{text}" if letter.subject else text, kind)
    if name is None and kind in _OUTSIDERS:
        name = _named_in_both(letter, requester_of(letter, hits, kind).name)
    own = _ONESELF.search(text) and not _SOMEBODY_ELSE.search(text)
    if name is None and kind is Kind.SAR and own and not child and not hits.keys() & _NEVER_THEIR_OWN:
        name = requester_of(letter, hits, kind).name  # asks for their own records
    of_the_writer = "young_writer" in hits and not child
    return Subject(
        name=name,
        # A label whose date cannot be, or two of them: which date is whose, nobody may choose.
        date_of_birth=births.pop() if len(births) == 1 and labels <= 1 else None,
        age=stated_age(text, of_the_writer=of_the_writer),
    )
