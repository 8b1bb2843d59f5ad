"""The child process: takes one order from standard input, limits itself, parses and answers."""

import resource
import sys

from msgspec import msgpack

from reading.formats import FORMATS
from reading.limits import Limits
from reading.orders import Answer, Order
from reading.result import Unreadable
from reading.run import TOO_HEAVY, run


def limit(which: int, value: int) -> None:
    """Lower one limit of this process; a lower limit set from outside stays."""
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def confine(limits: Limits) -> None:
    """Bind this process: memory, processor time, no file written, no core dump with a letter in it."""
    limit(resource.RLIMIT_AS, limits.memory_bytes)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    # The soft limit must be the lower one: its signal says which limit was broken.
    if hard == resource.RLIM_INFINITY or hard > limits.cpu_seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))


def answer(order: Order) -> Answer:
    """Parse as ordered; a refusal is an answer, not a failure."""
    form = next(f for f in FORMATS if f.name == order.form)
    try:
        return Answer(reading=run(form, order.content, order.limits))
    except Unreadable as why:
        return Answer(refusal=str(why))


def main() -> None:
    """Serve one order."""
    order = msgpack.decode(sys.stdin.buffer.read(), type=Order)
    confine(order.limits)
    try:
        reply = msgpack.encode(answer(order))
    except MemoryError:
        reply = msgpack.encode(Answer(refusal=TOO_HEAVY))
    sys.stdout.buffer.write(reply)


if __name__ == "__main__":
    main()
