"""How quick the dashboard is for twenty people at once, beside Datasette listing the same table, in one run.

    make bench        (or python -m benchmarks.dashboard [REQUESTS], where benchmarks/requirements.txt is installed)

An installation of 100,000 requests, one in twenty of them open, on SQLite; both servers run on this machine, started
as `inforights up` and Datasette's own command start them. Twenty people who are signed in open the board, a request,
search for a name and log a request, each after the answer to the one before: at once (so that the servers are never
idle), and with a think time of a second on average. Then the board of 1,000 and of 1,000,000 requests, one person.

Exits with 1 where an aim is missed: 95 of 100 answers within 100 ms with the think time, the board in half of
Datasette's time, and 1.5 times the time for a thousand times as many requests. Only ratios mean much elsewhere.
"""

import hashlib
import hmac
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SIZE, SMALL, LARGE = 100_000, 1_000, 1_000_000
USERS, THINK, SECONDS, ROUNDS = 20, 1.0, 5.0, 2
WITHIN, HALF, GROWTH = 100.0, 0.5, 1.5
LIST = "/inforights/board_line?service=derby&_sort=sorted_on&_size=50"  # Datasette's, as it comes
LEAN = f"{LIST}&_nocount=1&_nosuggest=1&_nofacet=1"  # and without all that can be left out


def main() -> None:
    """Measure, print, and say whether the aims are met."""
    if sys.argv[1:2] == ["--fill"]:
        _fill(int(sys.argv[2]), names=sys.argv[3] == "names")
        return
    missed = [*_together(int(sys.argv[1].replace(",", "")) if sys.argv[1:] else SIZE), *_grown()]
    for miss in missed:
        print(f"MISSED: {miss}")
    raise SystemExit(1 if missed else 0)


def _together(size: int) -> Iterator[str]:
    """Twenty people at once, with a think time and without; what is missed."""
    with _installation(size, names=True) as (home, known), _ours(home) as port, _datasette(home) as other:
        people = [{"token": token, "form": _form_word(token)} for token in known["tokens"]]
        works = {name: (port, people, asks) for name, asks in _asks(known).items()}
        for name, path in (("Datasette, the list", LIST), ("Datasette, the list, lean", LEAN)):
            works[name] = (other, [{}] * USERS, [{"method": "GET", "path": path, "status": 200}])
        for think in (THINK, 0.0):
            print(f"\n{USERS} people, think time {think:g} s on average, {size:,} requests")
            found = _load(works, think)
            for name, taken in found.items():
                rate = len(taken) / SECONDS / ROUNDS
                print(f"  {name:26} p50 {_at(taken, 50):7.1f} ms  p95 {_at(taken, 95):7.1f} ms  {rate:6.1f} a second")
                if think and name not in {"Datasette, the list", "Datasette, the list, lean"}:
                    late = _at(taken, 95) > WITHIN
                    yield from [f"{name}: p95 is {_at(taken, 95):.0f} ms"] if late else []
            ratio = statistics.median(found["the board"]) / statistics.median(found["Datasette, the list"])
            print(f"  the board takes {ratio:.2f} of the time of Datasette's list", flush=True)
            if ratio > HALF:
                yield f"the board takes {ratio:.2f} of Datasette's time, think time {think:g} s"


def _grown() -> Iterator[str]:
    """The board of few requests and of many, for one person; what is missed."""
    times = {}
    for size in (SMALL, LARGE):
        with _installation(size, names=False) as (home, known), _ours(home) as port:
            token = known["tokens"][0]
            person = [{"token": token, "form": _form_word(token)}]
            work = {"the board": (port, person, [{"method": "GET", "path": "/", "status": 200}])}
            times[size] = statistics.median(_load(work, 0.0)["the board"])
    growth = times[LARGE] / times[SMALL]
    print(f"\nThe board, one person: {times[SMALL]:.1f} ms of {SMALL:,}, {times[LARGE]:.1f} ms of {LARGE:,} requests")
    print(f"  grew {growth:.2f} times")
    if growth > GROWTH:
        yield f"the board grows {growth:.2f} times"


def _asks(known: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What people ask for, by what it is called in the table."""
    from benchmarks.dashboard_rows import SOUGHT

    requests = [{"method": "GET", "path": f"/requests/{one}", "status": 200} for one in known["references"]]
    letter = "Dear Sir or Madam\n\nUnder the Freedom of Information Act: how many families did you help last year?\n"
    logged = {"text": letter + "Number {number}", "channel": "post", **known["received"]}
    return {
        "the board": [{"method": "GET", "path": "/", "status": 200}],
        "a request": requests,
        "a search for a name": [
            {"method": "POST", "path": "/requests/search", "form": {"name": SOUGHT}, "status": 200}
        ],
        "logging a request": [{"method": "POST", "path": "/log", "form": logged, "status": 303}],
    }


def _load(works: dict[str, tuple[int, Any, Any]], think: float) -> dict[str, list[float]]:
    """The milliseconds of every answer, the works in turn, round by round; the first round is for the caches."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(ROUNDS + 1):
        for name, (port, users, asks) in works.items():
            plan = {"port": port, "users": users, "asks": asks, "think": think}
            plan["seconds"] = SECONDS if number else 1.0
            command = [sys.executable, "-m", "benchmarks.dashboard_load"]
            done = subprocess.run(command, input=json.dumps(plan), stdout=subprocess.PIPE, text=True, check=True)
            told = json.loads(done.stdout)
            if told["wrong"]:
                raise SystemExit(f"{asks[0]['method']} {asks[0]['path']} was answered with {told['wrong']}")
            found[name] += told["taken"] if number else []
    return found


@contextmanager
def _installation(size: int, *, names: bool) -> Iterator[tuple[Path, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.dashboard", "--fill", str(size), "names" if names else "none"]
        environment = {**os.environ, "INFORIGHTS_HOME": folder}
        said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        print(f"An installation of {size:,} requests was filled in {time.perf_counter() - begun:.0f} s.", flush=True)
        yield Path(folder), json.loads(said.splitlines()[-1])


def _fill(size: int, *, names: bool) -> None:
    from benchmarks import dashboard_rows as rows
    from models.moment import day_of, now

    at = now()
    tokens = rows.people(USERS, at)
    references = rows.real(24, at) if names else []
    rows.requests(size, at, names=names)
    day = day_of(at)
    received = {"received-day": str(day.day), "received-month": str(day.month), "received-year": str(day.year)}
    print(json.dumps({"tokens": tokens, "references": references, "received": received}))


@contextmanager
def _ours(home: Path) -> Iterator[int]:
    from cli.up import board_command  # as `inforights up` starts it

    port = _free_port()
    environment = {**os.environ, "INFORIGHTS_HOME": str(home), "INFORIGHTS_BOARD_PORT": str(port)}
    with _server(board_command(port), environment, f"http://127.0.0.1:{port}/healthz"):
        yield port


@contextmanager
def _datasette(home: Path) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(home / "inforights.db"), "--port", str(port)]
    with _server(command, dict(os.environ), f"http://127.0.0.1:{port}/-/versions.json"):
        yield port


@contextmanager
def _server(command: list[str], environment: dict[str, str], url: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5)
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"{command[2]} does not answer") from None
                time.sleep(0.2)
        time.sleep(2)  # what it does after it has started
        yield
    finally:
        process.terminate()
        process.wait(20)


def _form_word(token: str) -> str:
    """The word that the forms of this browser bear (`web.visitor.form_word`)."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def _at(taken: Sequence[float], percent: int) -> float:
    return sorted(taken)[min(len(taken) - 1, len(taken) * percent // 100)]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found: int = listening.getsockname()[1]
        return found


if __name__ == "__main__":
    main()
