"""Whom the request is about: the name and the birth date that the letter gives, never a guess."""

import re
from collections.abc import Iterator, Mapping

from rules.classification.dates import dates_in
from rules.classification.facts import Hit
from rules.classification.names import name_at
from rules.classification.requester import requester_of
from rules.classification.result import Incoming, Subject
from rules.kinds import Kind

_BORN = re.compile(r"\b(?:born(?:\s+on)?|d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date|birthday)[\s:(,=-]*(?:is|was|on|the)?[\s:]*(?:the\s+)?$", re.I)
_OWN_BIRTH = re.compile(r"\bmy\s+(?:own\s+)?(?:date\s+of\s+birth|d\.?o\.?b\.?|birthday|birth\s?date)\W*(?:is|was)?\W*$", re.I)
_KIN = r"(?:sons?|daughters?|child|children|boys?|girls?|lads?|lass|grandson|granddaughter|stepson|stepdaughter|twins?|foster (?:son|daughter|child)|kids?|little one|eldest|youngest)"
_LEADS = tuple(
    re.compile(lead, re.I)
    for lead in (
        rf"\b(?:my|our)(?:[^\S\n][\w'’-]+){{0,2}}?\s{_KIN}(?:['’]?s)?[,:]?\s+(?:is\s+)?(?:called\s+|named\s+|name\s+is\s+)?",
        r"\b(?:child|pupil|young\s+person|data\s+subject|subject|appellant['’]?s?\s+child|patient|student|name\s+of\s+(?:the\s+)?(?:child|pupil|young\s+person))(?:['’]s)?(?:\s+(?:full\s+)?name)?\s*(?::|\bis\b)\s*",
        r"\b(?:child|pupil|young\s+person|student),?\s+(?:called\s+|named\s+)?",
        r"(?:^|\n)[^\S\n]*(?:re|regarding|concerning|in the matter of|in respect of)\b\s*:?\s*",
        r"\bin\s+the\s+matter\s+of\s+(?:an?\s+[\w ]{3,40}\s+(?:by|of|for)\s+)?",
        r"\b(?:mother|father|mum|mam|dad|parents?|carers?|guardian|family)\s+(?:of|to)\s+",
        r"\b(?:our|my)\s+clients?,?\s+",
        r"\b(?:on\s+behalf\s+of|(?:we\s+act|acting|act)\s+for)\s+",
        r"\b(?:records?|files?|notes|information|data|documents?|documentation|correspondence|everything|papers|paperwork|casework|material|details)\b(?:\s+(?:that\s+|which\s+)?(?:you|your\s+\w+|sendiass|the\s+service|is|are)(?:\s+\w+){0,3})?(?:\s+held)?\s+(?:about|on|for|of|relating\s+to|regarding|concerning|in\s+respect\s+of|in\s+relation\s+to)\s+(?:the\s+(?:child|pupil|young\s+person|family\s+of)\s+)?",
        r"\b(?:about|regarding|concerning|in\s+respect\s+of|in\s+relation\s+to|relating\s+to)\s+",
    )
)
_OWNER = re.compile(r"(?:[^\W\d_][\w'’-]*[^\S\n]){0,3}[^\W\d_][\w'’-]*['’]s\s+(?:full\s+|whole\s+|complete\s+)?(?:case\s?)?(?:file|notes|records?|data|casework|information)\b", re.I)
_BEFORE_BIRTH = re.compile(r"[\s,(–—-]*(?:who\s+(?:is|was)\s+)?(?:is|was)?[\s,(]*$", re.I)
_WORD_START = re.compile(r"\b[^\W\d_]")


def _names_after_leads(text: str) -> Iterator[str]:
    for lead in _LEADS[:5]:
        for found in lead.finditer(text):
            if name := name_at(text, found.end()):
                yield name


def _name_before_birth(text: str) -> str | None:
    """The name that stands right before "born 3 April 2014" or "(DOB 03/04/2014)"."""
    for written in dates_in(text):
        before = text[max(0, written.start - 40) : written.start]
        if not (born := _BORN.search(before)):
            continue
        end = written.start - len(before) + born.start()
        window = text[max(0, end - 80) : end]
        window = window[: len(window) - len(m.group())] if (m := _BEFORE_BIRTH.search(window)) else window
        for start in _WORD_START.finditer(window):
            name = name_at(window, start.start())
            if name and " " in name and window.endswith(name):
                return name
    return None


def _named(text: str, kind: Kind | None) -> str | None:
    if name := _name_before_birth(text):
        return name
    found = list(dict.fromkeys(_names_after_leads(text)))
    # "Jake" and "Jake Marsh" are one; two different children are nobody's to choose between.
    found = [name for name in found if not any(name != other and name in other for other in found)]
    if len(found) == 1:
        return found[0]
    if found:
        return None
    if kind is Kind.ENQUIRY:
        return None
    for lead in _LEADS[5:]:
        for match in lead.finditer(text):
            if (name := name_at(text, match.end())) and " " in name:
                return name
    for match in _OWNER.finditer(text):
        for start in _WORD_START.finditer(match.group()):
            if name := name_at(match.group(), start.start()):
                return name
    return None


def subject_of(letter: Incoming, hits: Mapping[str, Hit], kind: Kind | None) -> Subject:
    """The person concerned; empty for a request that concerns nobody."""
    if kind is Kind.FOI or kind is Kind.INSPECTION:
        return Subject()
    text = letter.text
    child = "parent_writer" in hits
    births = set()
    for written in dates_in(text):
        before = text[max(0, written.start - 50) : written.start]
        if written.day and _BORN.search(before) and not (child and _OWN_BIRTH.search(before)):
            births.add(written.day)
    name = _named(f"{letter.subject}\n{text}" if letter.subject else text, kind)
    if name is None and kind is Kind.SAR and not child and not hits.keys() & {"outside_writer", "for_another", "signed_authority"}:
        name = requester_of(letter, hits, kind).name  # asks for their own records
    return Subject(name=name, date_of_birth=births.pop() if len(births) == 1 else None)
