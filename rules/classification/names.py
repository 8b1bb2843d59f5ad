"""What looks like a person's name: capitals or a script without them, apostrophes, hyphens, particles."""

import re

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=\s|$|[A-Z])|['’\-](?=[^\W\d_]))*")
_PARTICLES = {"de", "da", "del", "der", "van", "von", "den", "bin", "bint", "ibn", "al", "el", "ap", "ab", "la", "le", "du", "dos", "di", "y", "ní", "nic", "mac", "ter"}
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "master", "mr.", "mrs.", "ms."}
_RANKS = {"dc", "pc", "ds", "di", "dci", "wpc", "pcso", "detective", "constable", "sergeant", "inspector", "sgt"}
_NEVER = set(
    """i we you he she they it the a an and or of for to in on at by with from as is are was be this that these please who which
    whose what when where why how my our your his her their its re ref dear sir madam manager team service services council
    sendiass school academy primary college court tribunal police ofsted freedom information request subject access data
    protection act regards yours faithfully sincerely thanks thank kind best wishes many mum mummy dad mother father parent
    parents carer carers son daughter child children dob born date january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday solicitor solicitors llp
    legal department officer head headteacher senco send sen ehc ehcp gdpr foi sar dsar records notes file case order
    county city borough district judge mp ltd limited hmi inspector lawyer principal senior assistant director office tel
    phone email mobile address road street lane avenue close house flat unit not no yes all any if but so because since
    january uk england nhs trust mash social worker llb enc cc""".split()
)


def _begins_a_name(word: str) -> bool:
    first = word[0]
    return first.isupper() or not (first.islower() or first.isupper())


def _tidy(word: str) -> str:
    return re.sub(r"['’]s$", "", word)


def name_at(text: str, start: int = 0, *, most: int = 5, initials: bool = False) -> str | None:
    """The name that begins at `start`, without a title; null when the words there are not like one.

    Args:
        most: words that a name may have.
        initials: whether it may begin with a single letter, as in a sign-off: "A. Whitlow".
    """
    words: list[tuple[int, int]] = []
    at = start
    while len(words) < most:
        found = _WORD.match(text, at)
        if not found:
            break
        word = found.group()
        low = word.lower().rstrip(".")
        possessive = re.search(r"['’]s$", word)
        if not words and (low in _TITLES or low in _RANKS):
            pass
        elif initials and len(low) == 1 and word[0].isupper():
            words.append((found.start(), found.end()))
        elif low in _NEVER or not (_begins_a_name(word) or (words and low in _PARTICLES)):
            break
        else:
            words.append((found.start(), found.end()))
        at = found.end()
        if possessive:
            break
        gap = re.compile(r"[^\S\n]{1,2}|[^\S\n]?\n(?=\S)" if not words else r"[^\S\n]{1,2}").match(text, at)
        if not gap:
            break
        at = gap.end()
        if not words and (number := re.compile(r"\d{2,6}\s+").match(text, at)):  # a collar number: DC 4411 ...
            at = number.end()
    while words and text[words[-1][0] : words[-1][1]].lower() in _PARTICLES:
        words.pop()
    if not words:
        return None
    name = _tidy(text[words[0][0] : words[-1][1]]).rstrip(".")
    return name if len(name) > 1 else None


def whole_name(line: str) -> str | None:
    """The line when it is a name, perhaps with a title, a rank, or an office after a comma or bracket."""
    line = re.sub(r"^\W*\((?:mr|mrs|ms|miss|mx|dr)\)\s*", "", line.strip(" \t*_-–—"), flags=re.I)
    line = re.split(r"[,(|–—]| - |\t|\s{3,}", line, maxsplit=1)[0].strip()
    if not line or re.search(r"[@:?!/]", line):
        return None
    name = name_at(line, initials=True)
    if name is None:
        return None
    return name if line.rstrip(". ").endswith(name) or line.endswith(name) else None
