"""The watch over the parts that run: what ends unasked is started again, what says nothing is ended first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cli import leash
from cli.parts import ROOT, Health, NotUp, Part
from cli.vigil import SILENT, STARTING, Vigil

LOOK_EVERY = 5.0  # seconds between two looks at the health of one part
_BREATH = 0.3
_PERHAPS_THE_PORT = " If its port is taken, set INFORIGHTS_PREFECT_PORT or INFORIGHTS_BOARD_PORT."
_ENDS_WITHIN = leash.LONGEST + 5


@dataclass(slots=True)
class Running:
    """One part that was started."""

    make: Callable[[], Part]
    part: Part
    process: "subprocess.Popen[bytes]"
    vigil: Vigil
    look_at: float
    ends_by: float | None = None  # it was asked to end


class Watch:
    """Starts parts, keeps them running, and stops them.

    Args:
        say: tells whoever looks after the installation.
        starting, silence: seconds without an answer after which a part is given up: before its first, and later.
    """

    def __init__(self, say: Callable[[str], None], *, starting: float = STARTING, silence: float = SILENT) -> None:
        self._say = say
        self._vigil = partial(Vigil, starting, silence)
        self._look_every = min(LOOK_EVERY, silence / 2)
        self._running: list[Running] = []
        self._ours_before = leash.children() or set()  # none of these is an orphan
        leash.taking_orphans()

    def start(self, make: Callable[[], Part]) -> None:
        """Start a part, which from now on is watched."""
        part = make()
        at = time.monotonic()
        running = Running(make, part, _started(part), self._vigil(), at)
        running.vigil.started(at)
        self._running.append(running)

    def until_well(self) -> None:
        """Wait until each part that was started has answered.

        Raises:
            NotUp: one ended, or did not answer in time.
        """
        while True:
            at = time.monotonic()
            for one in self._running:
                self._check(one)
                if not one.vigil.is_well and one.part.health.answers():
                    one.vigil.answered(at)
                if one.vigil.is_lost(at):
                    raise NotUp(f"The {one.part.called} did not answer in time; see {one.part.output}.")
            if all(one.vigil.is_well for one in self._running):
                return
            time.sleep(_BREATH)

    def await_well(self, needed: Health, called: str) -> None:
        """Wait for what a part needs, which may be on another machine.

        Raises:
            NotUp: it does not answer, or refuses us.
        """
        until = time.monotonic() + STARTING
        while (status := needed.status()) != 200:
            if status == 401:
                raise NotUp(f"The {called} cannot start: Prefect's server does not take its password.")
            if time.monotonic() > until:
                raise NotUp(f"The {called} cannot start: {needed.url} does not answer.")
            for one in self._running:
                self._check(one)
            time.sleep(_BREATH)

    def keep(self, *, restarting: bool) -> None:
        """Watch for ever.

        Args:
            restarting: start again what ends; else somebody else does.

        Raises:
            NotUp: one ended, and is not started again.
        """
        while True:
            if not restarting:
                for one in self._running:
                    self._check(one)
            self.look()
            time.sleep(_BREATH)

    def look(self) -> None:
        """Look at each part once, and do what there is to do."""
        for one in self._running:
            self._look(one, time.monotonic())

    def stop(self) -> None:
        """Stop all, what was started last first."""
        for one in reversed(self._running):
            one.process.terminate()  # its leash lets it finish what it is at
            try:
                one.process.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                _kill(one)
                one.process.wait()
        self._running.clear()
        self._end_orphans()
        leash.taking_orphans(False)

    def _end_orphans(self) -> None:
        leash.end_orphans([*self._ours_before, *(one.process.pid for one in self._running)])

    def _check(self, one: Running) -> None:
        code = one.process.poll()
        if code is not None:
            hint = "" if one.vigil.is_well else _PERHAPS_THE_PORT
            raise NotUp(f"The {one.part.called} stopped (exit code {code}); see {one.part.output}.{hint}")

    def _look(self, one: Running, at: float) -> None:
        if one.vigil.again_at is not None:
            self._start_again(one, at)
        elif (code := one.process.poll()) is not None:
            self._end_orphans()
            wait = one.vigil.ended(at)
            again = f"it is started again in {wait:g} second{'s' if wait > 1 else ''}"
            self._say(f"The {one.part.called} ended (exit code {code}); {again}. Its output: {one.part.output}")
        elif one.ends_by is not None:
            if at > one.ends_by:
                _kill(one)
        elif at >= one.look_at:
            self._look_at_health(one, at)

    def _start_again(self, one: Running, at: float) -> None:
        if not one.vigil.is_due(at) or (one.part.needs and not one.part.needs.answers()):
            return
        if one.process.stdin:
            one.process.stdin.close()
        one.part = one.make()
        one.process, one.ends_by, one.look_at = _started(one.part), None, at
        one.vigil.started(at)

    def _look_at_health(self, one: Running, at: float) -> None:
        part, was_well = one.part, one.vigil.is_well
        if part.health.answers():
            one.vigil.answered(at)
            if not was_well:
                self._say(f"The {part.called} is up again.")
        elif part.needs and not part.needs.answers():
            one.vigil.excused(at)
        elif one.vigil.is_lost(at):
            self._say(f"The {part.called} does not answer any more, and is ended. Its output: {part.output}")
            one.ends_by = at + _ENDS_WITHIN
            one.process.terminate()
        # Of one that was started again it is to be known soon whether it is up.
        one.look_at = at + (self._look_every if one.vigil.is_well else min(1.0, self._look_every))


def _started(part: Part) -> "subprocess.Popen[bytes]":
    with part.output.open("ab") as log:
        # A session of its own: Ctrl-C reaches `up` alone, which then stops each part in order.
        return subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(leash.__file__)), *part.command],
            cwd=ROOT,
            env=part.environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.PIPE,  # the leash; nothing is ever written to it
            start_new_session=True,
        )


def _kill(one: Running) -> None:
    with suppress(ProcessLookupError):
        os.killpg(one.process.pid, signal.SIGKILL)
