"""A letter in the one form that the cues are written for, with the way back to its exact words."""

import re
from bisect import bisect_right
from collections.abc import Iterator

# A letter longer than this is weighed on its beginning and its end, and a person is asked.
HEAD, TAIL = 24_000, 6_000

_WORD = re.compile(r"\S+")
# Curly quotes, accents used as quotes, and the dashes and hyphens of word processors.
_STRAIGHT = str.maketrans("\u2019\u2018`\u00b4\u201c\u201d\u2013\u2014\u2010\u2011", "''''" + '""' + "----")
# Full stops that end no sentence. Each is replaced by one character, so that places stay where they are.
_INNER_STOP = re.compile(
    r"(?<=\w)\.(?=\w)|(?<=\bmr)\.|(?<=\bmrs)\.|(?<=\bms)\.|(?<=\bdr)\.|(?<=\bno)\.(?= \w?\d)|(?<=\bref)\."
    r"|(?<=\bst)\.|(?<=\bpara)\.|(?<=[ ;:]\d)\.(?= )|(?<=[ ;:]\d\d)\.(?= )|(?<=\be·g)\.|(?<=\bi·e)\."
)
_STOP = re.compile(r"[.?!;](?= |$)")
_CLAUSE_END = re.compile(r"[.?!;](?: |$)|,? (?:but(?! to )|so|therefore|however|because|although) ")
_PIECE_END = re.compile(r"[.?!](?=\s)|\n\s*\n|\n(?=\s*(?:[-*•]|\(?\d{1,2}[.)]))")
_SALUTATION = re.compile(
    r"\b(?:dear|hello|hi|hiya|hey|good (?:morning|afternoon|evening)|to whom it may concern)\b"
    r"(?: (?!re\b|ref\b|please\b|i\b|we\b|can\b)[\w'./&-]+){0,4}[,:.!]?"
)
_FAREWELL = re.compile(
    r"\byours (?:sincerely|faithfully|truly|etc)\b|\byours,"
    r"|\b(?:kind(?:est)?|best|warm(?:est)?|many) (?:regards|wishes)\b|(?<=[.,!?] )regards\b"
)
_WEAK_FAREWELL = re.compile(
    r"\b(?:many thanks|thank you|thanks|thankyou|ta|cheers|best|sincerely)"
    r"(?: (?:in advance|again|so much|very much|all))?[.,!]? (?!for\b|to\b|very\b|so\b|in\b|again\b)"
)
QUOTE_LIMIT = 160
_SIGNED_LIMIT = 450
_OPENING_LIMIT = 900
_HEADING_AFTER = 60


def _lower(word: str) -> str:
    """Lower case that keeps each character's place (a few letters grow when lowered)."""
    low = word.lower()
    return low if len(low) == len(word) else "".join(c if len(c.lower()) != 1 else c.lower() for c in word)


class Flat:
    """Lower case, single blanks, straight quotes; so line breaks and capitals never change a kind.

    `opening` is what stands above the salutation, `heading` that and the first words after it,
    `signed` the sign-off, under a `farewell` where there is one. All are (start, end) places in `text`; `begins` is
    the place after the salutation.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.cut = len(original) > 2 * (HEAD + TAIL)
        words = [(m.start(), m.group()) for m in _WORD.finditer(self._within_reach())]
        self._at: list[int] = []
        self._from: list[int] = []
        place = 0
        pieces = []
        for start, word in words:
            self._at.append(place)
            self._from.append(start)
            pieces.append(word)
            place += len(word) + 1
        text = _lower(" ".join(pieces)).translate(_STRAIGHT)
        if len(text) > HEAD + TAIL:
            self.cut = True
            # Blank out the middle, keep the places.
            text = text[:HEAD] + " " * (len(text) - HEAD - TAIL) + text[-TAIL:]
            text = text.rstrip() + " " * (len(text) - len(text.rstrip()))
        self.text = _INNER_STOP.sub("·", text)
        self._split()

    def _within_reach(self) -> str:
        """The original, its far middle made blank, so that a huge letter costs no more than a long one."""
        if not self.cut:
            return self.original
        middle = len(self.original) - 2 * (HEAD + TAIL)
        return self.original[: 2 * HEAD] + " " * middle + self.original[2 * HEAD + middle :]

    def _split(self) -> None:
        salutation = _SALUTATION.search(self.text, 0, 1500)
        # "hi" in running text is no salutation: before it stands only a letterhead, without a full stop.
        if salutation and _STOP.search(self.text, 0, salutation.start()) and salutation.start() > 200:
            salutation = None
        top = salutation.start() if salutation else 0
        self.opening = (max(0, top - _OPENING_LIMIT), top)
        first = salutation.end() if salutation else 0
        self.begins = first  # after the salutation, where there is one
        self.heading = (self.opening[0], min(len(self.text), first + _HEADING_AFTER))
        end = len(self.text)
        tail = max(first, end - 2500)
        strong = list(_FAREWELL.finditer(self.text, tail))
        weak = [m for m in _WEAK_FAREWELL.finditer(self.text, tail) if end - m.end() <= 260]
        self.farewell = bool(strong or weak)
        if strong:
            begin = strong[-1].start()
        elif weak:
            begin = weak[-1].start()
        else:
            # No farewell: what follows the last full stop: "... by Friday. DC Marrow, Northshire Police".
            stops = list(_STOP.finditer(self.text, max(first, end - 140)))
            begin = stops[-1].end() if stops else max(first, end - 60)
        self.signed = (begin, min(end, begin + _SIGNED_LIMIT))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The sentences, as (start, end) places in `text`."""
        start = 0
        for stop in _STOP.finditer(self.text):
            yield start, stop.end()
            start = min(stop.end() + 1, len(self.text))
        if start < len(self.text):
            yield start, len(self.text)

    def clause(self, start: int, end: int) -> str:
        """The clause round a match: cues that silence it must stand in the same one."""
        left = 0
        for stop in _CLAUSE_END.finditer(self.text, max(0, start - 300), start):
            left = stop.end()
        stop_after = _CLAUSE_END.search(self.text, end, end + 200)
        return self.text[max(left, start - 300) : stop_after.start() if stop_after else end + 200]

    def place(self, flat_at: int) -> int:
        """Where a place of `text` lies in the original."""
        word = bisect_right(self._at, flat_at) - 1
        return self._from[word] + (flat_at - self._at[word]) if word >= 0 else 0

    def quote(self, start: int, end: int) -> str:
        """The sentence round a match, exactly as written, at most `QUOTE_LIMIT` characters."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        while start < end and self.text[start] == " ":
            start += 1
        first, last = self.place(start), self.place(max(start, end - 1)) + 1
        left, right = max(0, first - 250), min(len(self.original), last + 250)
        for stop in _PIECE_END.finditer(self.original, left, first):
            left = stop.end()
        after = _PIECE_END.search(self.original, max(first, last - 1), right)
        if after:
            right = after.start() + (1 if after.group() in ".?!" else 0)
        if right - left > QUOTE_LIMIT:
            left, right = self._narrow(left, first, last, right)
        return self.original[left:right].strip()

    def _narrow(self, left: int, first: int, last: int, right: int) -> tuple[int, int]:
        """Cut a long sentence to whole words round the match."""
        if last - first >= QUOTE_LIMIT:
            left, right = first, first + QUOTE_LIMIT
        else:
            room = QUOTE_LIMIT - (last - first)
            left = max(left, first - room // 2)
            right = min(right, left + QUOTE_LIMIT)
        while left < first and left > 0 and not self.original[left - 1].isspace():
            left += 1
        while right > first + 1 and right < len(self.original) and not self.original[right].isspace():
            right -= 1
        return left, right
