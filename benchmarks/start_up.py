"""How long `inforights --help` and `inforights deadline` take to start, beside bare Python and a bare Typer command.

    python -m benchmarks.start_up

Prints medians and ratios of one run; the machine is noisy, so only the ratios mean something.
"""

import statistics
import subprocess
import sys
import time

COMMAND = [sys.executable, "-c", "from cli import main; main()"]
RUNS = 15
WORK = {
    "bare Python": [sys.executable, "-c", "pass"],
    "bare Typer": [sys.executable, "-c", "import typer\n\ndef main(): pass\n\ntyper.run(main)"],
    "inforights --help": [*COMMAND, "--help"],
    "inforights deadline": [*COMMAND, "deadline", "--kind", "foi", "--received", "2026-11-23"],
}


def main() -> None:
    """Run each in turn, round by round, and print."""
    seconds: dict[str, list[float]] = {name: [] for name in WORK}
    for _ in range(RUNS):
        for name, command in WORK.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds[name].append(time.perf_counter() - start)
    base = statistics.median(seconds["bare Typer"])
    for name, found in seconds.items():
        median = statistics.median(found)
        print(f"{name:22} median {median:.3f} s, slowest {max(found):.3f} s, {median / base:.1f} x bare Typer")


if __name__ == "__main__":
    main()
