"""The one way in: every file, and every file inside a file, is weighed and recognised before it is parsed."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from reading.cover_note import with_attachments
from reading.formats import Format, recognise
from reading.limits import LIMITS, MEGABYTE, Limits
from reading.plain import EMPTY
from reading.result import Reading, Unreadable
from reading.run import run

Runner = Callable[[Format, bytes, Limits], Reading]

_DEEPEST = 2  # a letter attached to an e-mail attached to an e-mail


def read(content: bytes, filename: str, limits: Limits = LIMITS) -> Reading:
    """Turn one incoming file into text.

    Anything but plain text is parsed in a child process that cannot outgrow the limits. The file name
    serves only to know the format.

    Raises:
        Unreadable: empty, too large, of no known format, damaged, protected, or hostile; says what to do.

    """
    # A stopwatch, not a date: what is left of the time is shared by the file and its attachments.
    end = monotonic() + limits.wall_seconds

    def in_child(form: Format, data: bytes, within: Limits) -> Reading:
        if not form.confined:
            return run(form, data, within)
        # Imported here: a command that reads only typed text needs no child process.
        from reading.confinement import confined

        return confined(form, data, replace(within, wall_seconds=max(end - monotonic(), 0.0)))

    return _through(content, filename, limits, in_child)


def read_in_process(content: bytes, filename: str, limits: Limits = LIMITS) -> Reading:
    """Do the same in this process: for callers that are already confined, and for tests.

    The limits of memory and time do not hold here.

    Raises:
        Unreadable: as `read`.

    """
    return _through(content, filename, limits, run)


def _through(content: bytes, filename: str, limits: Limits, runner: Runner, depth: int = 0) -> Reading:
    if len(content) > limits.input_bytes:
        raise Unreadable(
            f"The file is larger than {limits.input_bytes / MEGABYTE:g} MB. "
            "Log the letter itself and keep its papers apart."
        )
    if not content.strip():
        raise Unreadable(EMPTY)
    form = recognise(content, filename)
    reading = runner(form, content, limits)
    if not form.carries:
        return reading

    def inner(data: bytes, name: str) -> Reading:
        if depth >= _DEEPEST:
            raise Unreadable("It lies too deep inside other messages. Save it on its own and log that.")
        return _through(data, name, limits, runner, depth + 1)

    return with_attachments(reading, inner, limits)
