"""Have one file parsed in a confined child process, and understand how that ended."""

from msgspec import MsgspecError, msgpack

from confined.ask import TookTooLong, ask
from reading.formats import Format
from reading.limits import Limits
from reading.orders import Answer, Order
from reading.result import Reading, Unreadable
from reading.run import TOO_HEAVY

TOO_SLOW = (
    "Reading the file takes far longer than a letter should. "
    "Open it in its own program, save or print it to a new PDF and log that."
)


def confined(form: Format, content: bytes, limits: Limits) -> Reading:
    """Parse in a child process with limits of memory, processor time and wall-clock time.

    The child gets the content on standard input, no file name, and an environment that holds nothing of ours.

    Raises:
        Unreadable: the parser refused the file, or the child broke a limit or died.

    """
    if limits.wall_seconds <= 0:
        raise Unreadable(TOO_SLOW)
    order = msgpack.encode(Order(form.name, limits, content))
    try:
        # Python's modules, tesseract and its language data are all that it needs to find.
        said = ask("reading.child", order, seconds=limits.wall_seconds, keeps=("PATH", "TESSDATA_PREFIX"))
        answer = msgpack.decode(said, type=Answer)
    except TookTooLong:
        raise Unreadable(TOO_SLOW) from None
    except MsgspecError:
        # It died half-way: killed by the system, or a C library ran out of memory.
        raise Unreadable(TOO_HEAVY) from None
    if answer.reading is None:
        raise Unreadable(answer.refusal or TOO_HEAVY)
    return answer.reading
