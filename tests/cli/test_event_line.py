"""When something happened, as `show`, `file show` and `clock` tell it: in the time of the office's clock."""

from datetime import UTC, datetime
from pathlib import Path

import time_machine

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say

SUMMER = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight of 2 July in London


def test_what_happened_is_told_in_the_offices_time(say: Say, home: Path) -> None:
    """Design, 2: every date shows its working, so what is told of one moment bears one time wherever it is told."""
    with time_machine.travel(SUMMER, tick=False):
        words = ["file", "open", "--service", "derby", "--of", "parent", "--how", "self_referral"]
        file = say(*words, stdin=b"Clover Fernwhistle\n").out.strip()
        opened = "\n  2026-07-02 00:30 Case file opened (Thursday 2 July 2026) by m.manager"
        assert opened in say("file", "show", file).out
        reference = way.log(way.LETTERS[Kind.SAR], "derby", SUMMER.date(), moment=SUMMER)
        way.receive(reference, SUMMER)
        logged = "\n  2026-07-02 00:30 Request logged (Wednesday 1 July 2026) by m.manager"
        assert logged in say("show", reference).out
        assert "written down 2026-07-02 00:30" in say("clock", reference).out
