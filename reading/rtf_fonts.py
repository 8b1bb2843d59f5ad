"""In which encoding the bytes of a rich text stand: the document's own, and one for each font."""

import codecs

# The character sets of RTF 1.9.1, "Font Table", as Python names their code pages.
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_DOCUMENT = {b"ansi": "cp1252", b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}


def code_page(number: int | None) -> str | None:
    """Give Python's name of a Windows code page; None when Python has none."""
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


class Fonts:
    """Learns the encodings from the head of the document, and says which one a font is in."""

    def __init__(self) -> None:
        """Begin with the code page of Windows in the United Kingdom."""
        self.document = "cp1252"
        self.default: int | None = None
        self._of: dict[int, str] = {}
        self._told: int | None = None

    def learn(self, word: bytes, number: int | None) -> None:
        """Take one control word of the head or of the font table."""
        if word in _DOCUMENT:
            self.document = _DOCUMENT[word]
        elif word == b"ansicpg":
            self.document = code_page(number) or self.document
        elif word == b"deff":
            self.default = number
        elif word == b"f":
            self._told = number
        elif self._told is not None and word == b"fcharset" and number in _CHARSETS:
            self._of.setdefault(self._told, _CHARSETS[number])
        elif self._told is not None and word == b"cpg":
            self._of[self._told] = code_page(number) or self.document

    def encoding(self, font: int | None) -> str:
        """Give the encoding of the text in this font."""
        font = self.default if font is None else font
        return self._of.get(font, self.document) if font is not None else self.document
