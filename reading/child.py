"""The child process: takes one order from standard input, limits itself, parses and answers."""

import sys

from msgspec import msgpack

from confined.bind import bind
from reading.formats import FORMATS
from reading.orders import Answer, Order
from reading.result import Unreadable
from reading.run import TOO_HEAVY, run


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
    bind(order.limits.memory_bytes, order.limits.cpu_seconds)
    try:
        reply = msgpack.encode(answer(order))
    except MemoryError:
        reply = msgpack.encode(Answer(refusal=TOO_HEAVY))
    sys.stdout.buffer.write(reply)


if __name__ == "__main__":
    main()
