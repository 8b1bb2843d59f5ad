"""The words of a rich text as a reader sees them. Nothing is opened, fetched or followed.

Objects, pictures and the instructions of fields (INCLUDEPICTURE, HYPERLINK) are passed over unread; of a field
only the result that the sender's program wrote is taken.
"""

from dataclasses import dataclass, field, replace

from reading.rtf_fonts import Fonts
from reading.rtf_tokens import Token, tokens

# Groups whose text is no word of the letter.
_UNSEEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object objdata fldinst datafield themedata colorschememapping datastore "
    b"listtable listoverridetable listpicture rsidtbl generator xmlnstbl filetbl revtbl pgptbl latentstyles mmathPr "
    b"userprops docvar xe tc rxe template annotation atnid atnauthor atndate atnref atntime atnparent atnicn "
    b"bkmkstart bkmkend sp sn sv nonshppict shprslt ud ftnsep ftnsepc aftnsep aftnsepc mhtmltag private falt panose "
    b"passwordhash protusertbl wgrffmtfilter formfield fchars lchars title author operator".split()
)
# Groups that say "pass over me if you do not know me" and hold words nevertheless.
_KNOWN = frozenset(b"shppict shpinst shptxt footnote htmltag pntext listtext fldrslt result".split())
_MARGINS = {
    b"header": "before", b"headerl": "before", b"headerr": "before", b"headerf": "before",
    b"footer": "after", b"footerl": "after", b"footerr": "after", b"footerf": "after",
    b"footnote": "notes",
}  # fmt: skip
_SPOKEN = {
    b"par": "\n", b"line": "\n", b"sect": "\n\n", b"page": "\n\n", b"row": "\n", b"nestrow": "\n", b"tab": "\t",
    b"cell": "\t", b"nestcell": "\t", b"emdash": "\u2014", b"endash": "\u2013", b"bullet": "\u2022",
    b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c", b"rdblquote": "\u201d",
    b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_DEEPEST = 500
_HIGHEST = 0x10000


class TooDeep(RecursionError):
    """Groups lie in groups far deeper than any program writes them."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What holds inside one group."""

    part: str = "body"  # which story the words belong to
    unseen: bool = False
    hidden: bool = False
    deleted: bool = False
    markup: bool = False  # HTML source that Outlook put into the rich text
    rendering: bool = False  # what Outlook wrote beside the HTML, for programs that cannot show HTML
    font: int | None = None
    substitutes: int = 1  # characters after \u for programs that know no Unicode


@dataclass(slots=True)
class Story:
    """Walks a rich text; holds its words by story, and what a person should be told."""

    words: dict[str, list[str]] = field(default_factory=lambda: {"before": [], "body": [], "notes": [], "after": []})
    deletions: bool = False
    pictures: bool = False
    objects: bool = False
    lost: bool = False
    cut_off: bool = False  # the file ends inside a group
    html: bool = False  # the words are HTML source, MS-OXRTFEX
    _fonts: Fonts = field(default_factory=Fonts)
    _look: _Look = field(default_factory=_Look)
    _outer: list[_Look] = field(default_factory=list)
    _raw: bytearray = field(default_factory=bytearray)
    _encoding: str = "cp1252"
    _fresh: bool = False  # a group has just begun: its first word may name it
    _optional: bool = False
    _in_fonts: int = 0  # depth of the font table, 0 outside
    _pass_over: int = 0

    def read(self, content: bytes) -> None:
        """Walk the whole file.

        Raises:
            TooDeep: groups are nested without end.

        """
        for token in tokens(content):
            self._take(token)
        self._flush()
        self.cut_off = bool(self._outer)

    def text(self, part: str) -> str:
        """Give the words of one story; two halves of a character that `u` gives apart are put together."""
        return "".join(self.words[part]).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _take(self, token: Token) -> None:
        if token.kind == "text":
            self._text(token.said)
            return
        if token.kind == "open":
            if len(self._outer) >= _DEEPEST:
                raise TooDeep
            self._outer.append(self._look)
            self._fresh, self._pass_over = True, 0
        elif token.kind == "close":
            self._close()
        elif token.kind == "sign":
            if token.said == b"*":
                self._optional = True
                return
            self._say(_SIGNS.get(token.said, ""))
        else:
            self._word(token.said, token.number)
            self._fresh = False
        self._optional = False

    def _close(self) -> None:
        if self._outer:
            if self._in_fonts >= len(self._outer):
                self._in_fonts = 0
            outer = self._outer.pop()
            if outer.part != self._look.part:
                self._flush()
                self.words[self._look.part].append("\n")
            self._look = outer
        self._fresh, self._pass_over = False, 0

    def _text(self, said: bytes) -> None:
        if self._pass_over:
            passed = min(self._pass_over, len(said))
            self._pass_over -= passed
            said = said[passed:]
        self._fresh = False
        look = self._look
        if look.deleted and not look.unseen and said.strip():
            self.deletions = True
        if not said or not self._shown():
            return
        encoding = self._fonts.encoding(look.font)
        if encoding != self._encoding:
            self._flush()
            self._encoding = encoding
        self._raw += said

    def _shown(self) -> bool:
        look = self._look
        return not (look.unseen or look.hidden or look.deleted or (look.rendering and not look.markup))

    def _say(self, words: str) -> None:
        if words and self._shown():
            self._flush()
            self.words[self._look.part].append(words)

    def _flush(self) -> None:
        """Decode the bytes gathered so far: some scripts need two bytes for one character."""
        if self._raw:
            decoded = bytes(self._raw).decode(self._encoding, errors="replace")
            self._raw.clear()
            self.lost = self.lost or "\ufffd" in decoded
            self.words[self._look.part].append(decoded)

    def _word(self, word: bytes, number: int | None) -> None:
        look = self._look
        if self._fresh or self._optional:
            self._begin(word)
            if self._look is not look:
                return
        if self._in_fonts or len(self._outer) == 1:
            self._fonts.learn(word, number)
        if word in _SPOKEN:
            self._say(_SPOKEN[word])
        elif word == b"u" and number is not None:
            code = number % _HIGHEST
            self._say("" if look.markup and not code else chr(code))
            self._pass_over = look.substitutes
        else:
            self._change(word, number)

    def _begin(self, word: bytes) -> None:
        """Take the name of a group."""
        self.pictures = self.pictures or word == b"pict"
        self.objects = self.objects or word == b"object"
        if word == b"fonttbl":
            self._in_fonts = len(self._outer)
        if word in _MARGINS and not self._look.unseen:
            self._flush()
            self._look = replace(self._look, part=_MARGINS[word])
        elif word == b"htmltag":
            self._flush()
            self._look = replace(self._look, markup=self.html, unseen=self._look.unseen or not self.html)
        elif word == b"result":  # what an object looks like on the page
            self._look = replace(self._look, unseen=len(self._outer) > 1 and self._outer[-2].unseen)
        elif word in _UNSEEN or (self._optional and word not in _KNOWN):
            self._look = replace(self._look, unseen=True)

    def _change(self, word: bytes, number: int | None) -> None:
        on = number != 0
        if word == b"v":
            self._look = replace(self._look, hidden=on)
        elif word == b"plain":
            self._look = replace(self._look, hidden=False, deleted=False, font=None)
        elif word == b"deleted":
            self._look = replace(self._look, deleted=on)
        elif word == b"f":
            self._look = replace(self._look, font=number)
        elif word == b"uc":
            self._look = replace(self._look, substitutes=max(0, number if number is not None else 1))
        elif word == b"fromhtml":
            self.html = on
        elif word == b"htmlrtf":
            self._flush()
            self._look = replace(self._look, rendering=on and self.html)
