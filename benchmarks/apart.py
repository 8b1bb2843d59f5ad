"""A measure in a process of its own, so that its memory, and what it leaves behind, are its own."""

import json
import subprocess
import sys
from typing import Any


def measured(module: str, *words: object) -> dict[str, Any]:
    """What `python -m MODULE --one WORDS` prints as its last line, as JSON."""
    command = [sys.executable, "-m", module, "--one", *map(str, words)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
