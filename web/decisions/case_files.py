"""Case files: which of them a request is about. Only a person decides that; nothing is joined by name (BWD-2)."""

from collections.abc import Sequence

from models import case_files as on_record
from models import queries
from models.db import reading
from rules.access import rights_of
from tasks import case_files
from web.case import Case, Values
from web.decision import Decision
from web.field import Field, Option

GROUP = "Keeping"


def _linked(case: Case) -> list[str]:
    with reading() as session:
        return [row.reference for row in on_record.files_of(session, queries.request(session, case.reference))]


def _opens_files(case: Case) -> bool:
    """A volunteer, who works on assigned requests, opens no file (BNS-5)."""
    return not rights_of(case.who.role, case.policy).is_for_volunteers


def _to_link(_case: Case) -> Sequence[Field]:
    return (Field("file", "Reference of the case file", hint="Such as DER-F-0001. No name is looked for."),)


def _link(case: Case, values: Values) -> str:
    case_files.link(case.reference, values["file"].upper(), by=case.who.login, at=case.at)
    return "The request is linked to the case file."


def _to_unlink(case: Case) -> Sequence[Field]:
    options = [Option(reference, reference) for reference in _linked(case)]
    return (Field("file", "Which case file is the wrong one?", "choice", options=options),)


def _unlink(case: Case, values: Values) -> str:
    case_files.unlink(case.reference, values["file"], by=case.who.login, at=case.at)
    return "The request is no longer linked to the case file."


DECISIONS = (
    Decision(
        "case-file",
        "Link a case file",
        _to_link,
        _link,
        "BWD-2; FOIA 2000 s.77",
        intro=(
            "A child's own file is apart from a parent's, and nobody else's request reaches it without their word.",
        ),
        group=GROUP,
        offered=lambda case: case.state.is_open and _opens_files(case),
        needs="A case file is linked while the request is open, and not by a volunteer (BNS-5).",
        consequences=lambda _case, _values: ("While the request is open nothing of the file is destroyed.",),
    ),
    Decision(
        "case-file-unlinked",
        "Take back a link to a case file",
        _to_unlink,
        _unlink,
        "BWD-2",
        group=GROUP,
        offered=lambda case: _opens_files(case) and bool(_linked(case)),
        needs="It is for a request to which a case file is linked; and not for a volunteer (BNS-5).",
    ),
)
