"""What a service's letters look like and say: its letterhead, its own wording, every letter of made-up people."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli.letters import save
from cli.options import By, one_of
from cli.words import acting
from rules.letter_forms import Form

_Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The service.")]


def letterhead(
    slug: _Slug,
    file: Annotated[Path | None, typer.Argument(metavar="FILE.docx", help="The service's own, to be used.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only say what is missing from FILE; the letterhead stays as it is.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE.docx", help="Write the one in use there, to change it in Word.")
    ] = None,
    programs: Annotated[bool, typer.Option("--default", help="Use the program's own again.")] = False,
    by: By = None,
) -> None:
    """The letterhead of a service: take its own Word file into use, or get the one in use to work on."""
    from models.moment import now
    from tasks import letterheads

    if (file is not None) + (to is not None) + programs != 1 or (check and file is None):
        raise typer.BadParameter("give a FILE to use, or --to FILE to get the one in use, or --default")
    if to is not None:
        print(save(to.parent, to.name, letterheads.in_force(slug)))
        return
    if programs:
        letterheads.restore(slug, by=acting(by), at=now())
        typer.echo("The program's own letterhead is in use.", err=True)
        return
    assert file is not None
    content = _read(file)
    if check:
        found = letterheads.missing(slug, content)
    else:
        found = letterheads.take(slug, content, by=acting(by), at=now())
        typer.echo("The letterhead is in use from now on. It would be better for:" if found else "In use.", err=True)
    for one in found:
        print(f"{'must' if one.must else 'better'}: {one.what} {one.how}")
    if check and not found:
        typer.echo("Nothing is missing.", err=True)
    if any(one.must for one in found):
        raise typer.Exit(1)


def wording(
    slug: _Slug,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A letter, or a paragraph: paragraphs/withdraw.")
    ] = None,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The service's own text, to be used.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what speaks against FILE.")] = False,
    preview: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write a letter of made-up people there, as FILE would make it."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the text in use there, to change it.")
    ] = None,
    programs: Annotated[bool, typer.Option("--default", help="Use the program's own text again.")] = False,
    edit: Annotated[
        bool, typer.Option("--edit", help="Change wording in a page of the browser, on this machine, with a preview.")
    ] = False,
    by: By = None,
) -> None:
    """The wording of a service's letters: list it, change a letter or a paragraph, see it, go back."""
    from models.moment import now
    from tasks import wordings

    if edit:
        from web.editor import serve

        serve(slug, by=acting(by))
    elif name is None:
        _list_wordings(slug)
    elif file is None and to is None and not programs and preview is None:
        _print_versions(slug, name)
    elif programs:
        number = wordings.restore(slug, name, by=acting(by), at=now())
        typer.echo(f"The program's own text is in use (version {number}).", err=True)
    elif to is not None:
        print(save(to.parent, to.name, wordings.text_of(slug, name).encode()))
    else:
        text = None if file is None else _text(file)
        if preview is not None:
            from tasks.letter_copy import in_form

            made = wordings.preview(slug, name, text)
            for form in (Form.DOCX, Form.HTML, Form.TEXT):
                print(save(preview, f"{made.name} SPECIMEN.{form.suffix}", in_form(made, form)))
            return
        assert text is not None
        found = wordings.problems(slug, name, text)
        for one in found:
            print(f"{one.letter} ({one.case}): {one.what}")
        if found:
            raise typer.Exit(1)
        if check:
            typer.echo("Nothing speaks against it.", err=True)
            return
        number = wordings.take(slug, name, text, by=acting(by), at=now())
        typer.echo(f"Version {number} is in use for every letter written from now on.", err=True)


def specimens(
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="SLUG...", help="The services; all unless given.")
    ] = None,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where they are written.")] = Path("specimens"),
    name: Annotated[str | None, typer.Option("--letter", help="One letter; all unless given.")] = None,
    as_: Annotated[str, typer.Option("--as", help="docx, html, text or pdf.")] = "docx",
    sheet: Annotated[
        bool, typer.Option("--sheet", help="Also every page of them as a small picture, on one contact sheet.")
    ] = False,
) -> None:
    """Every letter of a service, in every case, of made-up people: as it now writes them."""
    from tasks import specimens as task
    from tasks.letter_copy import in_form, pdfs

    form = one_of(Form, as_, "--as")
    made = task.write(slugs or task.services(), name)
    printed = pdfs([one.rendered.docx for one in made]) if sheet or form is Form.PDF else []
    for at, one in enumerate(made):
        content = printed[at] if form is Form.PDF else in_form(one.rendered, form)
        save(to / one.service, f"{one.rendered.name} {one.case}.{form.suffix}", content)
    if sheet:
        print(save(to, "contact sheet.pdf", _contact_sheet([one.title for one in made], printed)))
    typer.echo(f"{len(made)} letters in {to}.", err=True)


def _contact_sheet(titles: Sequence[str], printed: Sequence[bytes]) -> bytes:
    from letters.contact_sheet import contact_sheet
    from letters.errors import LettersError
    from rules.refusal import Refusal

    try:
        return contact_sheet(list(zip(titles, printed, strict=True)))
    except LettersError as error:
        raise Refusal(str(error)) from None


def _list_wordings(slug: str) -> None:
    from tasks import wordings

    for name, row in wordings.listed(slug).items():
        whose = f"own, version {row.number} of {row.at.date().isoformat()}, {row.by}" if row else "the program's"
        print(f"{name}: {whose}")


def _print_versions(slug: str, name: str) -> None:
    from tasks import wordings

    for row in wordings.history(slug, name):
        what = "the program's own again" if row.text is None else f"{len(row.text):,} characters"
        print(f"{row.number}  {row.at.date().isoformat()}  {row.by}  {what}")
    print(wordings.text_of(slug, name), end="")


def _read(file: Path) -> bytes:
    from rules.refusal import Refusal

    try:
        return file.read_bytes()
    except OSError:
        raise Refusal("The file cannot be opened: check its name.") from None


def _text(file: Path) -> str:
    from rules.refusal import Refusal

    try:
        return _read(file).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Refusal("The wording cannot be read: save it as plain text in UTF-8.") from None
