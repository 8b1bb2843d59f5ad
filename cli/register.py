"""Tells Prefect's server of the worker's pool, and of deployments and schedules in `prefect.yaml`; can be repeated.

Run as a program, so that `up` itself need not hold Prefect in memory for as long as it watches. Both are done in one
process, because loading Prefect takes longer than either.
"""

import sys

from prefect.cli import app

from cli.parts import POOL

COMMANDS = (
    ("work-pool", "create", POOL, "--type", "process", "--overwrite"),
    ("--no-prompt", "deploy", "--all"),
)


def main() -> None:
    """As `prefect` twice; ends with the exit code of the first that fails."""
    for words in COMMANDS:
        try:
            sys.argv = ["prefect", *words]  # it reads its words from nowhere else
            app()
        except SystemExit as end:  # as each command of Prefect ends
            if end.code:
                raise


if __name__ == "__main__":
    main()
