"""Look at the beginning of XML for a document type: word processors write none, an attack needs one."""

from typing import NoReturn
from xml.parsers import expat

from reading.result import Unreadable

_CHUNK = 65536
_REFUSED = (
    "The document holds definitions that no word processor writes and that could harm this computer. "
    "Ask the sender for a PDF instead."
)


class _RootReached(Exception):
    """The prolog is over and held no document type."""


def _stop(*_: object) -> NoReturn:
    raise _RootReached


def _refuse(*_: object) -> NoReturn:
    raise Unreadable(_REFUSED)


def refuse_document_type(xml: bytes) -> None:
    """Refuse XML with a document type declaration, where entities are defined.

    Raises:
        Unreadable: there is a declaration.
        expat.ExpatError: this is not XML.

    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _stop
    try:
        for start in range(0, len(xml), _CHUNK):
            parser.Parse(xml[start : start + _CHUNK], start + _CHUNK >= len(xml))
    except _RootReached:
        return
