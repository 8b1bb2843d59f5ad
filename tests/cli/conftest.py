"""The command line inside this process, for what needs no process of its own."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine

from cli import main
from tests.cli.story import TODAY
from tests.conftest import at


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered: its exit code, and its two outputs."""

    code: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(home: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs one command as `inforights` does, on a fresh installation."""
    monkeypatch.setenv("INFORIGHTS_USER", "m.manager")

    def run(*words: str, stdin: bytes = b"", **environment: str) -> Said:
        written = io.BytesIO(), io.BytesIO()
        out, err = (io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in written)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["inforights", *words])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as end:
                main()
        code = end.value.code or 0
        assert isinstance(code, int), "an exit code, not a message"
        return Said(code, *(stream.getvalue().decode() for stream in written))

    return run


@pytest.fixture
def today() -> Iterator[None]:
    """It is ten in the morning of `TODAY`, and stays so."""
    with time_machine.travel(at(TODAY), tick=False):
        yield


@pytest.fixture
def on_server(prefect_server: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Flows that are run in this process or in one of ours use the real Prefect server; gives its address."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    monkeypatch.setenv("PREFECT_API_URL", prefect_server[0])
    with temporary_settings({PREFECT_API_URL: prefect_server[0]}):
        yield prefect_server[0]
