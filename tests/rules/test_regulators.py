"""A regulator or an ombudsman is told from other outsiders: by the letterhead or the post of whoever signs."""

import pytest

from rules.classification import Incoming, classify
from rules.role import Role

BODY = "We are looking into a complaint and ask you for the records that you hold about Rowan Thistlebrook."

NAME = "Hazel Quillmarsh"
LETTERS = [
    (f"Local Government and Social Care Ombudsman\n\nDear Sir or Madam\n\n{BODY}\n\nYours faithfully\n{NAME}", True),
    (f"Office of the Local Government Ombudsman\n5 May 2026\n\nDear Sir\n\n{BODY}\n\nYours faithfully\n{NAME}", True),
    (f"Dear Sir\n\n{BODY}\n\nYours faithfully\n\n{NAME}\nCase Officer, Information Commissioner's Office", True),
    (f"Dear Sir\n\n{BODY}\n\nYours faithfully\n\n{NAME}\nSolicitor", False),
    # Who only speaks of one, or writes to one too, is none.
    (
        f"Dear Sir\n\n{BODY} I will go to the Housing Ombudsman if you do not answer.\n\nYours\nClover Fernwhistle",
        False,
    ),
    (f"Dear Lorna\n\nThe Ombudsman has sent us enquiries. {BODY}\n\nLink Officer", False),
    (f"Dear Sir\n\n{BODY}\n\nYours faithfully\nClover Fernwhistle\ncc Information Commissioner", False),
]


@pytest.mark.parametrize(("text", "is_one"), LETTERS)
def test_a_regulator_is_told_from_other_outsiders(text: str, is_one: bool) -> None:
    """CUM-2.4, DPA 2018 s.142: one who may have a power to require it is asked to name it, unlike anybody else."""
    found = classify(Incoming(text)).requester.role
    assert (found is Role.REGULATOR) is is_one
