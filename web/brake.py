"""How many passwords are looked at, at once and in a minute: each takes a processor for a while."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from rules.sign_in import SignInRefused

AT_ONCE = 2
IN_A_MINUTE = 60  # of the whole service: nobody but a machine tries oftener
_slots = threading.BoundedSemaphore(AT_ONCE)
_lock = threading.Lock()
_recent: deque[float] = deque()


@contextmanager
def checking() -> Iterator[None]:
    """One password is looked at.

    Raises:
        SignInRefused: too many were, just now.
    """
    with _lock:
        moment = time.monotonic()
        while _recent and moment - _recent[0] > 60:
            _recent.popleft()
        if len(_recent) >= IN_A_MINUTE:
            raise SignInRefused("Too many people are signing in just now. Wait a minute, and try again.")
        _recent.append(moment)
    with _slots:
        yield
