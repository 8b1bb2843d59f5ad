"""How quick the dashboard is for twenty people at once, beside Datasette listing the same table, in one run.

    make bench        (or python -m benchmarks.dashboard [REQUESTS], where benchmarks/requirements.txt is installed)

An installation of 100,000 requests, one in twenty of them open, on SQLite; both servers run on this machine, started
as `inforights up` and Datasette's own command start them. Twenty people who are signed in ask, each after the answer
to the one before, with a think time of a second on average and with none (so that the servers are never idle): all of
them for the board alone, a request alone, a search for a name, a letter to log; and each for these four in turn. Then
the board of 1,000 and of 1,000,000 requests, one person.

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
OTHER = "Datasette, the list"
USERS, THINK, SECONDS, ROUNDS = 20, 1.0, 5.0, 2
WITHIN, HALF, GROWTH = 100.0, 0.5, 1.5
Ask = dict[str, Any]  # its name, method, path, form, and the status of the answer
Asks = dict[str, list[Ask]]  # by name
People = Sequence[dict[str, str]]  # the cookie of each, and the word of their forms
Taken = dict[str, list[float]]  # milliseconds, by the name of the ask
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
    with _installation(size, names=True) as (home, known):
        people = [{"token": token, "form": _form_word(token)} for token in known["tokens"]]
        yield from _in_turn(home, _asks(known), people)
        yield from _alone(home, _asks(known), people)


def _in_turn(home: Path, asks: Asks, people: People) -> Iterator[str]:
    """Everybody opens the board, then a request, searches, logs a letter, and begins anew."""
    in_turn = [kind[number % len(kind)] for number in range(len(asks["a request"])) for kind in asks.values()]
    for think in (THINK, 0.0):
        with _ours(home) as port:  # nothing is left for it to do from the one before
            found = _load({"in turn": (port, people, in_turn)}, think, SECONDS * len(asks))
        yield from _told("all four in turn", found, think, SECONDS * len(asks))


def _alone(home: Path, asks: Asks, people: People) -> Iterator[str]:
    """Everybody asks for one thing alone; and Datasette's list."""
    with _ours(home) as port, _datasette(home) as other:
        works = {name: (port, people, asks) for name, asks in asks.items()}
        for name, path in ((OTHER, LIST), (f"{OTHER}, lean", LEAN)):
            works[name] = (other, [{}] * USERS, [_get(name, path)])
        for think in (THINK, 0.0):
            found = _load(works, think, SECONDS)
            yield from _told("one thing alone", found, think, SECONDS)
            ratio = statistics.median(found["the board"]) / statistics.median(found[OTHER])
            print(f"  the board takes {ratio:.2f} of the time of Datasette's list", flush=True)
            if ratio > HALF:
                yield f"the board takes {ratio:.2f} of Datasette's time, think time {think:g} s"


def _told(what: str, found: Taken, think: float, seconds: float) -> Iterator[str]:
    print(f"\n{USERS} people, {what}, think time {think:g} s on average")
    for name, taken in found.items():
        rate = len(taken) / seconds / ROUNDS
        print(f"  {name:26} p50 {_at(taken, 50):7.1f} ms  p95 {_at(taken, 95):7.1f} ms  {rate:6.1f} a second")
        if think and not name.startswith(OTHER) and _at(taken, 95) > WITHIN:
            yield f"{name}, {what}: p95 is {_at(taken, 95):.0f} ms"


def _grown() -> Iterator[str]:
    """The board of few requests and of many, for one person; what is missed."""
    times = {}
    for size in (SMALL, LARGE):
        with _installation(size, names=False) as (home, known), _ours(home) as port:
            token = known["tokens"][0]
            person = [{"token": token, "form": _form_word(token)}]
            work = {"the board": (port, person, [_get("the board", "/")])}
            times[size] = statistics.median(_load(work, 0.0, SECONDS)["the board"])
    growth = times[LARGE] / times[SMALL]
    print(f"\nThe board, one person: {times[SMALL]:.1f} ms of {SMALL:,}, {times[LARGE]:.1f} ms of {LARGE:,} requests")
    print(f"  grew {growth:.2f} times")
    if growth > GROWTH:
        yield f"the board grows {growth:.2f} times"


def _asks(known: dict[str, Any]) -> Asks:
    """What people ask for, by what it is called in the table."""
    from benchmarks.dashboard_rows import SOUGHT

    letter = "Dear Sir or Madam\n\nUnder the Freedom of Information Act: how many families did you help last year?\n"
    logged = {"text": letter + "Number {number}", "channel": "post", **known["received"]}
    search, log = "a search for a name", "logging a request"
    sought = {"method": "POST", "path": "/requests/search", "form": {"name": SOUGHT}, "status": 200}
    return {
        "the board": [_get("the board", "/")],
        "a request": [_get("a request", f"/requests/{one}") for one in known["references"]],
        search: [{"name": search} | sought],
        log: [{"name": log, "method": "POST", "path": "/log", "form": logged, "status": 303}],
    }


def _get(name: str, path: str) -> Ask:
    return {"name": name, "method": "GET", "path": path, "status": 200}


def _load(works: dict[str, tuple[int, People, list[Ask]]], think: float, seconds: float) -> Taken:
    """The milliseconds of every answer, the works in turn, round by round; the first round is for the caches."""
    found: Taken = {}
    for number in range(ROUNDS + 1):
        for port, users, asks in works.values():
            plan = {"port": port, "users": users, "asks": asks, "think": think}
            plan["seconds"] = seconds if number else 1.0
            command = [sys.executable, "-m", "benchmarks.dashboard_load"]
            done = subprocess.run(command, input=json.dumps(plan), stdout=subprocess.PIPE, text=True, check=True)
            told = json.loads(done.stdout)
            if told["wrong"]:
                raise SystemExit(f"{asks[0]['method']} {asks[0]['path']} was answered with {told['wrong']}")
            for name, taken in told["taken"].items() if number else ():
                found.setdefault(name, []).extend(taken)
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
    from cli.parts import board_command  # as `inforights up` starts it

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
