"""Run a program for as long as whoever asked for it lives.

LibreOffice holds plain copies of the papers. If we are killed, it must not work on in a folder that nobody owns:
this small process stands between, sees that its standard input ended, and ends the program with itself.
"""

import os
import resource
import select
import signal
import subprocess
import sys

_STEP = 0.05  # seconds between two looks
_LARGEST_FILE = 1024 * 1024 * 1024
_CPU_SECONDS = 900


def main() -> int:
    """Run the program named by the arguments; give its exit code."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for which, value in ((resource.RLIMIT_FSIZE, _LARGEST_FILE), (resource.RLIMIT_CPU, _CPU_SECONDS)):
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    while (code := child.poll()) is None:
        readable, _, _ = select.select([sys.stdin.buffer], [], [], _STEP)
        if readable and not os.read(sys.stdin.fileno(), 1):
            os.killpg(os.getpgid(0), signal.SIGKILL)
    return code


if __name__ == "__main__":
    sys.exit(main())
