"""`issue-report`: an issue is raised with the local authority, without saying whose it is."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.options import By
from cli.words import acting


def issue_report(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The case files that it comes from.")],
    text: Annotated[Path, typer.Option(metavar="TEXTFILE", help="The words, in a text file; `-` reads them typed.")],
    to: Annotated[str, typer.Option(metavar="ROLE", help="Who at the authority gets it: SEND officer, ...")],
    named: Annotated[
        bool, typer.Option("--named", help="It says who it is: by a consent, or a child is at risk.")
    ] = False,
    at_risk: Annotated[
        bool, typer.Option("--at-risk", help="By a decision that a child is at risk: record it with `safeguard`.")
    ] = False,
    by: By = None,
) -> None:
    """Record an issue that is raised with the local authority: anonymous, unless it may say who it is."""
    from models.moment import now
    from tasks import issue_reports

    issue_reports.raise_issue(
        [reference.upper() for reference in files],
        _read(text),
        to,
        by=acting(by),
        at=now(),
        named=named,
        at_risk=at_risk,
    )
    how = "under their name" if named else "anonymously"
    print(f"The issue is recorded, raised {how} with the {to}.", file=sys.stderr)
    if not named:
        print("Read it once more: a school, a diagnosis or a date may still say who it is.", file=sys.stderr)


def _read(text: Path) -> str:
    from rules.refusal import Refusal

    try:
        return sys.stdin.read() if str(text) == "-" else text.read_text("utf-8-sig")
    except OSError:
        raise Refusal("The text cannot be opened: check the file's name.") from None
    except UnicodeDecodeError:
        raise Refusal("The text cannot be read: save it as plain text in UTF-8.") from None
