"""When a part is started again, and when one that says nothing is ended. It is told the time and asks nobody."""

from dataclasses import dataclass

WAITS = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)  # seconds before each start anew; the last for all that follow
CALM = 300.0  # healthy for so many seconds: the next end is the first again
STARTING = 120.0  # seconds until the first answer: Prefect's first start makes its database
SILENT = 60.0  # seconds without an answer, of one that had answered


@dataclass(slots=True)
class Vigil:
    """What is known of one part. Times are seconds of a clock that only goes forward."""

    starting: float = STARTING
    silence: float = SILENT
    again_at: float | None = None  # when it is to be started; None while it runs
    _ends: int = 0
    _heard: float = 0.0  # when it last answered, or was started
    _well_since: float | None = None

    def started(self, at: float) -> None:
        """It was started, and has not answered yet."""
        self.again_at, self._heard, self._well_since = None, at, None

    @property
    def is_well(self) -> bool:
        """Whether it has answered since it was started."""
        return self._well_since is not None

    def answered(self, at: float) -> None:
        """It answered as a healthy one does."""
        self._heard = at
        if self._well_since is None:
            self._well_since = at
        if at - self._well_since >= CALM:
            self._ends = 0

    def excused(self, at: float) -> None:
        """It did not answer, and what it needs did not either: that is no fault of its own."""
        self._heard = at

    def is_lost(self, at: float) -> bool:
        """Whether it has been silent for too long, and is to be ended."""
        return at - self._heard >= (self.silence if self.is_well else self.starting)

    def ended(self, at: float) -> float:
        """It ended, and nobody had asked it to. Returns how many seconds to wait before it is started again."""
        wait = WAITS[min(self._ends, len(WAITS) - 1)]
        self._ends += 1
        self.again_at = at + wait
        return wait

    def is_due(self, at: float) -> bool:
        """Whether it is to be started now."""
        return self.again_at is not None and at >= self.again_at
