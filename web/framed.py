"""A letter in the frame in which it is read on a page: it runs nothing and loads nothing, and keys move it."""

from fastapi.responses import HTMLResponse

from web.guard import LETTER_POLICY


def framed(html: str) -> HTMLResponse:
    """The letter for its frame. Tab goes to its text, which the arrow keys move: a frame alone is passed over."""
    reachable = html.replace("<main>", '<main tabindex="0">', 1)
    return HTMLResponse(reachable, headers={"Content-Security-Policy": LETTER_POLICY})
