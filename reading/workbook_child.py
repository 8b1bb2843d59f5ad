"""The child process for a workbook: takes one order from standard input, limits itself, reads and answers."""

import sys
import zlib

from msgspec import msgpack

from confined.bind import bind
from reading.result import Unreadable
from reading.table import DAMAGED, TOO_HEAVY, WorkbookAnswer, WorkbookOrder
from reading.workbook import read


def answer(order: WorkbookOrder) -> WorkbookAnswer:
    """Read as ordered; a refusal is an answer. A parser's own words may quote a cell and are dropped."""
    try:
        return WorkbookAnswer(read(order.content, order.sheet, order.limits))
    except Unreadable as why:
        return WorkbookAnswer(refusal=str(why))
    except (MemoryError, ImportError):  # a library that cannot be loaded for want of memory
        return WorkbookAnswer(refusal=TOO_HEAVY)
    except Exception as error:
        # Parsers of foreign formats fail in too many ways to list; for the reader they are one.
        return WorkbookAnswer(refusal=TOO_HEAVY if _is_want_of_memory(error) else DAMAGED)


def _is_want_of_memory(error: Exception) -> bool:
    """openpyxl makes an error of its own of one of memory, and zlib has a number for it (Z_MEM_ERROR)."""
    return isinstance(error.__context__, MemoryError) or (isinstance(error, zlib.error) and "Error -4" in str(error))


def main() -> None:
    """Serve one order."""
    order = msgpack.decode(sys.stdin.buffer.read(), type=WorkbookOrder)
    bind(order.limits.memory_bytes, order.limits.cpu_seconds)
    sys.stdout.buffer.write(msgpack.encode(answer(order)))


if __name__ == "__main__":
    main()
