"""The child process: takes one order from standard input, limits itself, does the job and answers."""

import sys
from typing import Any

from msgspec import msgpack

from bundle.confined import TOO_HEAVY
from bundle.orders import Content, Findings, Lock, Made, Order, Reply, Sheaf
from confined.bind import bind
from rules.refusal import Refusal

DAMAGED = (
    "It is damaged or not complete. Open it in its own program and save it again, or print it to PDF and use that."
)
TOO_DEEP = "It is nested far deeper than a paper is. Print it to a new PDF and use that."


def _do(order: Order) -> Any:
    # Each job loads its own libraries only.
    match order.job:
        case "look":
            from bundle.look import look_here

            wanted = msgpack.decode(order.order, type=Content)
            return Findings(look_here(wanted.content, wanted.limits))
        case "picture":
            from bundle.picture_page import picture_page

            wanted = msgpack.decode(order.order, type=Content)
            return Made(picture_page(wanted.content, wanted.limits))
        case "pages":
            from bundle.look_pdf import opened

            wanted = msgpack.decode(order.order, type=Content)
            return Made(b"", len(opened(wanted.content, wanted.limits.pages).pages))
        case "clean":
            from bundle.scrub_word import scrubbed

            wanted = msgpack.decode(order.order, type=Content)
            return Made(scrubbed(wanted.content))
        case "pdf":
            from bundle.pdf import bound

            return bound(msgpack.decode(order.order, type=Sheaf))
        case "word":
            from bundle.word import bound as appended

            return appended(msgpack.decode(order.order, type=Sheaf))
        case "lock pdf":
            from bundle.pdf import locked

            return locked(msgpack.decode(order.order, type=Lock))
        case "lock word":
            from bundle.word import locked as locked_word

            return locked_word(msgpack.decode(order.order, type=Lock))
        case _:
            raise AssertionError(order.job)


def answer(order: Order) -> Reply:
    """Do the job; a refusal is an answer, not a failure. A parser's own words may quote the paper and are dropped."""
    try:
        return Reply(made=msgpack.encode(_do(order)))
    except Refusal as why:
        return Reply(refusal=str(why))
    except (MemoryError, ImportError):  # a library that cannot be loaded for want of memory
        return Reply(refusal=TOO_HEAVY)
    except RecursionError:
        return Reply(refusal=TOO_DEEP)
    except Exception:
        # Parsers of foreign formats fail in too many ways to list; for the reader they are one.
        return Reply(refusal=DAMAGED)


def main() -> None:
    """Serve one order."""
    order = msgpack.decode(sys.stdin.buffer.read(), type=Order)
    bind(order.limits.memory_bytes, order.limits.cpu_seconds)
    sys.stdout.buffer.write(msgpack.encode(answer(order)))


if __name__ == "__main__":
    main()
