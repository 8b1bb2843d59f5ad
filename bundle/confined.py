"""Have one foreign file handled in a confined child process, and understand how that ended."""

from typing import Any, TypeVar

from msgspec import MsgspecError, msgpack

from bundle.limits import Limits
from bundle.orders import Order, Reply
from bundle.refusals import NotLooked
from confined.ask import TookTooLong, ask

T = TypeVar("T")
TOO_SLOW = "It takes far longer than a paper should. Print it to a new PDF, in parts if it is long, and use that."
TOO_HEAVY = (
    "It needs far more memory than a paper should. Print it to a new PDF, in parts if it is long, and use that."
)


def confined(job: str, order: Any, made: type[T], limits: Limits) -> T:
    """Do a job in a child process with limits of memory and time; the child may write no file.

    The order goes in on standard input, and the child's environment holds nothing of ours.

    Raises:
        NotLooked: the job refused the file, or the child broke a limit or died.
    """
    packed = msgpack.encode(Order(job, msgpack.encode(order), limits))
    try:
        reply = msgpack.decode(ask("bundle.child", packed, seconds=limits.wall_seconds), type=Reply)
    except TookTooLong:
        raise NotLooked(TOO_SLOW) from None
    except MsgspecError:
        # It died half-way: killed by the system, or a C library ran out of memory.
        raise NotLooked(TOO_HEAVY) from None
    if reply.made is None:
        raise NotLooked(reply.refusal or TOO_HEAVY)
    return msgpack.decode(reply.made, type=made)
