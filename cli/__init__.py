"""The command line. Each command parses its words, calls one room of the house, and prints.

Nothing heavy is imported before a command needs it: `--help` and `deadline` start at once.
"""

import io
import os
import sys


def main() -> None:
    """Run the command line. Exit code 0: done; 1: could not, with one line why; 2: the words were wrong."""
    from cli.app import app
    from cli.deeds import refused as said
    from rules.refusal import Refusal

    for stream in (sys.stdout, sys.stderr):
        # A file name or a line of a batch may hold what the terminal cannot show: that must not end the command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except Refusal as refused:
        print(said(refused), file=sys.stderr)
        raise SystemExit(1) from None
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:
        # The text of an unforeseen error may hold a person's name: its type and place are told, no more.
        if os.environ.get("INFORIGHTS_TRACEBACK"):
            raise
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"
        print(
            f"Something broke that should not have ({type(error).__name__} at {place}). "
            "The step that broke was not kept. "
            "Set INFORIGHTS_TRACEBACK=1 to see all of it.",
            file=sys.stderr,
        )
        raise SystemExit(1) from None
