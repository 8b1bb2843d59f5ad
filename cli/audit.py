"""`audit`: whether the log holds, and everything about one request as one file for the regulator."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.options import By
from cli.words import acting


def verify() -> None:
    """Check the whole chain of audit events: nothing changed, removed, reordered or cut off."""
    from models.audit_chain import verify
    from models.db import reading

    with reading() as session:
        broken, count = verify(session)
    if broken:
        print(f"The audit log does not hold: {broken.says}.")
        raise typer.Exit(1)
    print(f"The audit log holds: {count} events, each following on the one before it.")


def export(
    reference: str,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="It ends in .pdf, .docx, .html or .json.")],
    by: By = None,
) -> None:
    """Everything about one request in one file: its story, the working of every date, each event of the log."""
    from models.moment import now
    from rules.case_record import RecordForm
    from rules.refusal import Refusal
    from tasks import case_record

    forms = {form.value: form for form in RecordForm}
    form = forms.get(file.suffix.removeprefix(".").lower())
    if form is None:
        raise Refusal(f"End the name of the file in .{', .'.join(forms)}.")
    if file.exists():
        raise Refusal("There is a file of that name already: it is not replaced.")
    if not file.absolute().parent.is_dir():
        raise Refusal("The file cannot be written: its folder is not there.")
    content = case_record.export(reference.upper(), form, by=acting(by), at=now())
    try:
        file.touch(mode=0o600, exist_ok=False)  # it names people
        file.write_bytes(content)
    except OSError:
        raise Refusal("The file cannot be written: see that you may write into its folder.") from None
    print(f"Written: {file}. It names people: send it locked, and delete it after.", file=sys.stderr)


def check(file: Annotated[Path, typer.Argument(metavar="FILE", help="What `audit export` wrote.")]) -> None:
    """Check such a file: that it is the one that was taken out; of data, that its events stand so in the log here."""
    from rules.refusal import Refusal
    from tasks import case_record_check

    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise Refusal("There is no file of that name.") from None
    except IsADirectoryError:
        raise Refusal("That is a folder: name the file in it.") from None
    except OSError:
        raise Refusal("The file cannot be read: see that you may read it, and that its name is right.") from None
    found = case_record_check.check(content)
    for line in found.lines:
        print(line)
    if not found.holds:
        raise typer.Exit(1)
