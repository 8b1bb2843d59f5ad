"""The names of WordprocessingML that the last look asks for."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Every mark of a change that was not yet accepted: text, moves, formats, tables, sections, numbering.
CHANGES = frozenset(
    W + name
    for name in (
        *(
            "ins",
            "del",
            "moveFrom",
            "moveTo",
            "rPrChange",
            "pPrChange",
            "sectPrChange",
            "tblPrChange",
            "tblPrExChange",
        ),
        *("trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
        *("delText", "delInstrText", "customXmlInsRangeStart", "customXmlDelRangeStart", "moveFromRangeStart"),
        *("moveToRangeStart", "customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"),
    )
)
# What a run shows, or would show.
SHOWN = frozenset(W + name for name in ("t", "instrText", "sym", "drawing", "pict", "object"))
HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "yellow": "FFFF00",
    "white": "FFFFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
