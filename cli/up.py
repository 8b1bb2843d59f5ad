"""`up`: Prefect's server, the worker with the schedules of `prefect.yaml`, and the dashboard, on this machine.

Or one of them alone, for a machine of its own, or for a system that watches over processes itself.
"""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import settings
from cli import lock
from cli.parts import LOOPBACK, Name, NotUp, Parts, parts_of
from cli.watch import Watch

_SIGNS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(only: Name | None = None) -> None:
    """Start the parts, wait until each is well, watch over them, and stop all when asked to.

    Args:
        only: this part alone, which is not started again when it ends: whoever watches over us does that.

    Raises:
        NotUp: a part did not come up; all others were stopped.
        Running: a part is running already for this home folder.
    """
    for sign in _SIGNS:
        # A script that started us in the background had SIGINT ignored; who wants to outlive a terminal says so.
        if sign is not signal.SIGHUP or signal.getsignal(sign) is not signal.SIG_IGN:
            signal.signal(sign, _as_interrupt)
    with suppress(KeyboardInterrupt):
        found = settings.load()
        if only is None and found.prefect.address:
            raise NotUp(
                "INFORIGHTS_PREFECT_ADDRESS says that Prefect's server runs on another machine. Start here what is "
                "to run here, one by one: `inforights up worker`, `inforights up board`."
            )
        names = [only] if only else list(Name)
        with lock.held(found.home, names) as was_killed:
            _run(parts_of(found), names, was_killed=was_killed)


def _run(parts: Parts, names: Sequence[Name], *, was_killed: bool) -> None:
    say = partial(_say, parts.found.home / "log" / "up.log")
    watch = Watch(say)
    try:
        parts.check_ports(names, patient=was_killed)
        if Name.SERVER in names:
            watch.start(partial(parts.part, Name.SERVER))
        first = Name.BOARD in names and _nobody_signs_in()  # makes the database, too, while the server starts
        if Name.BOARD in names:
            watch.start(partial(parts.part, Name.BOARD))
        watch.until_well()
        if Name.SERVER in names:
            say("Prefect's server is up.")
        if Name.WORKER in names:
            watch.await_well(parts.prefect_takes_us, "worker")
            parts.register()
            watch.start(partial(parts.part, Name.WORKER))
            watch.until_well()
            say("The worker is up.")
        _tell(parts, names, first=first)
        say("Ctrl-C stops all." if names[1:] else "Ctrl-C stops it.")
        watch.keep(restarting=len(names) > 1)
    except KeyboardInterrupt:
        say("Stopping.")
    finally:
        for sign in _SIGNS:  # once is enough
            signal.signal(sign, signal.SIG_IGN)
        watch.stop()


def _tell(parts: Parts, names: Sequence[Name], *, first: bool) -> None:
    """Where everything is; on the terminal alone, because a key may be in it."""
    board = f"http://{LOOPBACK}:{parts.found.board_port}"
    if Name.BOARD in names:
        print(f"The dashboard: {parts.found.address or board}/")
    if first:
        print(f"Open the first account there, once: {board}/set-up?key={parts.set_up_key}")
    if Name.SERVER in names or parts.found.prefect.address:
        where = "INFORIGHTS_PREFECT_PASSWORD" if parts.found.prefect.secret else parts.found.prefect.password_file
        print(f"The flows:     {parts.api} (password in {where})")
    if Name.WORKER in names:
        print(f"Schedules:     {', '.join(parts.schedules())}")


def _nobody_signs_in() -> bool:
    from models.db import reading
    from tasks import credentials

    with reading() as session:
        return not credentials.anybody(session)


def _say(log: Path, line: str) -> None:
    """Tell it on the terminal, and keep it with the time."""
    from models.moment import now

    with suppress(OSError):  # a terminal that was closed, a disk that is full: no reason to end what runs
        print(line, flush=True)
    with suppress(OSError), open(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as kept:
        kept.write(f"{now().isoformat(timespec='seconds')} {line}\n")


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
