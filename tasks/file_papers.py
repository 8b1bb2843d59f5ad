"""The papers of case files: stored by their hash and listed once for a file and a role."""

from sqlmodel import select

import settings
from models import document_store
from models.case_file import CaseFile
from models.case_files import id_of_file
from models.db import Transaction
from models.file_paper import FilePaper, PaperRole
from rules.refusal import Refusal

Paper = tuple[str, bytes]  # the file's name, and its bytes


class PaperRefused(Refusal):
    """The paper cannot be kept; says why."""


def keep(tx: Transaction, case_file: CaseFile, role: PaperRole, paper: Paper) -> int:
    """Store the paper and list it; the same bytes in the same role are listed once. Gives its row number.

    Raises:
        PaperRefused: it is empty or too large.
    """
    filename, content = paper
    most = settings.load().largest_file_mb
    if not content.strip():
        raise PaperRefused("The paper's file is empty: name the scan or the letter itself.")
    if len(content) > most * 1024 * 1024:
        raise PaperRefused(f"The paper's file is larger than {most} MB: scan it again, smaller.")
    name = document_store.put(content)
    key = id_of_file(case_file)
    query = select(FilePaper).where(FilePaper.case_file_id == key, FilePaper.role == role, FilePaper.sha256 == name)
    listed = tx.session.exec(query).first()
    if listed is None:
        listed = FilePaper(
            case_file_id=key, role=role, sha256=name, size=len(content), filename=filename, added_at=tx.at
        )
        tx.session.add(listed)
        tx.session.flush()
    assert listed.id is not None, "a listed paper has a row number"
    return listed.id
