"""The bundle: an answer with its papers as one locked file, and a last look at what is about to go."""

from pathlib import Path
from typing import Annotated

import typer

from cli.letters import save
from cli.options import By
from cli.words import acting


def bundle(
    reference: str,
    papers: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The papers, each file named by its number: '2 e-mail.pdf'."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only look for what is hidden in the papers; make nothing.")
    ] = False,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="The locked file: .pdf, or .docx for Word.")] = None,
    of: Annotated[
        str | None,
        typer.Option("--letter", metavar="OCCASION", help="Which letter, where there are two."),
    ] = None,
    delete_papers: Annotated[
        bool,
        typer.Option("--delete-papers", help="Delete the plain papers in FOLDER afterwards (HIL-12)."),
    ] = False,
    kept: Annotated[
        int | None, typer.Option(metavar="N", help="Copy a bundle that was made before, and show our own password.")
    ] = None,
    by: By = None,
) -> None:
    """Lock the released answer and its papers into one file, and show its password once."""
    from models.moment import now
    from tasks import bundles

    reference, moment, who = reference.upper(), now(), acting(by)
    if kept is not None:
        if to is None or papers is not None or check or delete_papers:
            raise typer.BadParameter("say where to put it: --to FILE, and nothing else", param_hint="--kept")
        content, password, _ = bundles.reopen(reference, kept, by=who, at=moment)
        print(save(to.parent, to.name, content))
        print(f"Our own password for it: {password}")
        return
    if papers is None or (to is None) != check:
        raise typer.BadParameter("give --papers FOLDER, and --to FILE or --check")
    from bundle.papers import number_of, papers_in
    from rules.refusal import Refusal

    try:
        found = papers_in(papers)
    except OSError:
        raise Refusal("The folder of papers cannot be read: check its name.") from None
    if check:
        findings = bundles.look(reference, found, by=who, at=moment, occasion=of)
        for number, one in findings:
            print(f"paper {number}: {'STOPS' if one.stops else 'taken out by itself'}: {one.what.value}, {one.where}")
            if one.stops:
                print(f"      {one.how_to_mend}")
        if not findings:
            typer.echo("Nothing hidden was found.", err=True)
        if any(one.stops for _, one in findings):
            raise typer.Exit(1)
        return
    assert to is not None
    place = to
    if place.exists() or place.parent.resolve() == papers.resolve():
        raise typer.BadParameter("name a file that is not there yet, in another folder", param_hint="--to")
    form = {".pdf": "pdf", ".docx": "word"}.get(place.suffix.lower())
    if form is None:
        raise typer.BadParameter("a file that ends in .pdf or .docx", param_hint="--to")
    done = bundles.lock(
        reference,
        found,
        lambda content: _deliver(place, content),
        by=who,
        at=moment,
        form="pdf" if form == "pdf" else "word",
        occasion=of,
    )
    print(f"{place}: {done.papers} papers{f', {done.pages} pages' if done.pages else ''}")
    print(f"Password, shown once: {done.password}")
    typer.echo("Send the password another way: by telephone or text, never in the same e-mail (HIL-12).", err=True)
    if delete_papers:
        for path in papers.iterdir():
            # With what office programs and systems leave beside a paper.
            if path.is_file() and (number_of(path.name.lstrip("._~$")) in found):
                path.unlink()
        typer.echo("The plain papers are deleted.", err=True)
    else:
        typer.echo("The plain papers still lie in the folder: delete them once the file has gone (HIL-12).", err=True)


def _deliver(place: Path, content: bytes) -> None:
    save(place.parent, place.name, content)
