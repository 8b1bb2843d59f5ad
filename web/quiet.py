"""Pages go first: work that nobody waits for is done in moments in which no page is asked for."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

STILL = 0.25  # seconds without a page after which it counts as quiet
PATIENCE = 60.0  # seconds after which work is done whether it is quiet or not


class Quiet:
    """The pages that are being answered, and the work that waits until there are none.

    Work is done one after another in a thread that ends with the server: whoever adds to it must be able to do
    without, as `catch-up` makes up for what was not done.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._pages = 0
        self._last = 0.0  # when the last page was answered, by the stopwatch
        self._work: deque[tuple[float, Callable[[], None]]] = deque()  # by when, and what
        self._thread: threading.Thread | None = None
        self._busy = False

    @contextmanager
    def page(self) -> Iterator[None]:
        """While a page is being answered."""
        with self._changed:
            self._pages += 1
        try:
            yield
        finally:
            with self._changed:
                self._pages -= 1
                self._last = time.monotonic()
                self._changed.notify_all()

    def add(self, work: Callable[[], None]) -> None:
        """Let this be done when it is quiet. What it raises is dropped: it sees to its own errors."""
        with self._changed:
            self._work.append((time.monotonic() + PATIENCE, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._go_on, name="when quiet", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def done(self, seconds: float) -> bool:
        """Wait until nothing is left to do; whether it came to that in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._work and not self._busy, seconds)

    def _go_on(self) -> None:
        while True:
            work = self._next()
            with suppress(Exception):  # its text may carry anything, and the next one must be done
                work()
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _next(self) -> Callable[[], None]:
        """The first work, as soon as it is quiet or has waited for long enough."""
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._work)
                by, work = self._work[0]
                left = self._left(by)
                if left <= 0:
                    self._work.popleft()
                    self._busy = True
                    return work
                self._changed.wait(left)

    def _left(self, by: float) -> float:
        """Seconds until the first work may be done, if nothing else happens."""
        now = time.monotonic()
        until_still = PATIENCE if self._pages else self._last + STILL - now
        return min(until_still, by - now)


QUIET = Quiet()  # of this server
