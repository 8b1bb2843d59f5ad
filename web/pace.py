"""How often one program may ask: what goes wrong at the other end must not slow down the people here."""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

IN_A_MINUTE = 120
_MINUTE = timedelta(minutes=1)
_KEPT = 1_000  # programs


class Pace:
    """Counts how often each program asked within the last minute. In this process alone, and forgotten with it."""

    def __init__(self, most: int = IN_A_MINUTE) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._asked: OrderedDict[int, deque[datetime]] = OrderedDict()

    def wait(self, program: int, at: datetime) -> int:
        """How many seconds a program must wait; 0: it may ask, which is then counted."""
        with self._lock:
            asked = self._asked.setdefault(program, deque())
            self._asked.move_to_end(program)
            while len(self._asked) > _KEPT:
                self._asked.popitem(last=False)
            # What lies ahead is of before the server's clock was put back.
            while asked and not at - _MINUTE < asked[0] <= at:
                asked.popleft()
            if len(asked) >= self.most:
                return max(1, int((asked[0] + _MINUTE - at).total_seconds()))
            asked.append(at)
            return 0
