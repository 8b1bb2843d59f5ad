"""The words of an HTML message as a reader sees them. Nothing is fetched, no link is followed."""

import re
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "title", "template", "noscript"})
# What the sender hid from the reader: previews for lists of messages, traces of tracking.
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LONGEST_STYLE = 2_000
_HIDING = frozenset({"div", "span", "table", "tr", "td", "section", "a", "font"})  # elements that are always closed
_LINE = frozenset({"br", "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address"})
_PARAGRAPH = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "blockquote", "pre"})
_DEEPEST_QUOTE = 9
_CELL = frozenset({"td", "th"})
_SPACE = " \t\r\n\f"


class _Words(HTMLParser):
    """Collects lines; a mail program's own block quotation is marked as plain text marks it, with ">"."""

    def __init__(self, hide: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.hiding = False
        self._hide = hide
        self._line: list[str] = []
        self._silent: str | None = None
        self._silent_depth = 0  # elements of the same name inside the silent one
        self._quotes: list[bool] = []
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._silent_depth += tag == self._silent
            return
        self._break(tag)
        self.hiding = self._hide and tag in _HIDING and _is_hidden(attrs)
        if tag in _SILENT or self.hiding:
            self._silent, self._silent_depth = tag, 1
            return
        if tag == "blockquote":
            said = dict(attrs)
            self._quotes.append(said.get("type") == "cite" or "gmail_quote" in (said.get("class") or ""))
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "li":
            self._line.append("- ")
        elif tag in _CELL and self._line:
            self._line.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent_depth -= tag == self._silent
            if not self._silent_depth:
                self._silent, self.hiding = None, False
            return
        if tag == "blockquote" and self._quotes:
            self._end_line(always=False)
            self._quotes.pop()
        self._break(tag)
        if tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._verbatim:
            first, *rest = data.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
            return
        words = " ".join(word for word in data.translate(_AS_SPACE).split(" ") if word)
        before = " " if data[:1] in _SPACE and self._line and not self._line[-1].endswith((" ", "\t")) else ""
        after = " " if words and data[-1:] in _SPACE else ""
        if words or before:
            self._line.append(before + words + after)

    def _mark(self) -> str:
        return "> " * min(sum(self._quotes[-_DEEPEST_QUOTE:]), _DEEPEST_QUOTE)

    def _break(self, tag: str) -> None:
        if tag in _LINE or tag in _PARAGRAPH:
            self._end_line(always=tag == "br")
        if tag in _PARAGRAPH and self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._mark())

    def _end_line(self, always: bool = True) -> None:
        line = "".join(self._line)
        self._line = []
        if line.strip(_SPACE) or always:
            self.lines.append(self._mark() + line)

    def close(self) -> None:
        super().close()
        self._end_line(always=False)


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    said = dict(attrs)
    return "hidden" in said or _HIDDEN.search((said.get("style") or "")[:_LONGEST_STYLE]) is not None


_AS_SPACE = str.maketrans(dict.fromkeys(_SPACE, " "))


def words_of(html: str) -> str:
    """Give the words of the HTML, a line for each block, table cells apart by tabs."""
    lines, whole = _read(html, hide=True)
    # What is hidden and never ends would hide the rest of the letter.
    return "\n".join(lines if whole else _read(html, hide=False)[0])


def _read(html: str, hide: bool) -> tuple[list[str], bool]:
    parser = _Words(hide)
    parser.feed(html)
    parser.close()
    return parser.lines, not parser.hiding
