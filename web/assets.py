"""The styles: our own, and govuk-frontend's where the set-up fetched it. Without it the pages still work.

Nothing of it is in the repository. Outside gov.uk its crown, its header and its fonts may not be used: the set-up
leaves them out (`web.fetch_assets`).
"""

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

STYLES = Path(__file__).parent / "styles"
FETCHED = Path(__file__).parent / "fetched"  # not committed
_NAMES = {
    "govuk.css": FETCHED / "govuk-frontend.css",
    "plain.css": STYLES / "plain.css",
    "inforights.css": STYLES / "inforights.css",
}

router = APIRouter()


@cache
def styles() -> tuple[str, ...]:
    """The addresses of the style sheets of a page, each with what is in it, so that a browser may keep it."""
    names = ("govuk.css" if _NAMES["govuk.css"].is_file() else "plain.css", "inforights.css")
    return tuple(f"/styles/{name}?{hashlib.sha256(_NAMES[name].read_bytes()).hexdigest()[:12]}" for name in names)


@router.get("/styles/{name}", include_in_schema=False)
def style(name: str) -> FileResponse:
    """One style sheet."""
    file = _NAMES.get(name)
    if file is None or not file.is_file():
        raise HTTPException(404, "There is no such page.")
    return FileResponse(file, media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"})
