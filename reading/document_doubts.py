"""Why a person should look at a written document, whichever program wrote it."""

from collections.abc import Iterator

_FEW_WORDS = 10  # less than this beside a picture: the picture is the letter


def of_document(text: str, *, pictures: bool, deletions: bool, objects: bool = False) -> Iterator[str]:
    """Give the reasons in words.

    Args:
        text: the words that were read.
        pictures: whether any stands in it.
        deletions: whether words were deleted with changes tracked.
        objects: whether another file is embedded.

    """
    words = len(text.split())
    if not words:
        yield "no words in the document: probably pictures of a letter; a person must read it"
    elif words < _FEW_WORDS and pictures:
        yield "hardly a word beside pictures: the letter may be in a picture; a person must read it"
    if objects:
        yield "another file is embedded in the document; it was not opened, and a person must look at it"
    if deletions:
        yield "words were deleted with changes tracked; they are left out"
