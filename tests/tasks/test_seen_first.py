"""Letters that a person reads before anything is written, although their kind is in no doubt."""

from datetime import date
from pathlib import Path

import pytest

from models import queries
from models.db import reading
from rules.lifecycle import State
from tests.conftest import at
from tests.way import log, receive

DAY = date(2026, 11, 2)
HARM = "please help me with school. he hits us. mum says not to tell but you were nice last time. im 12. Marnie\n"
ERASE = "Please erase everything that you hold about me, I do not want to be on your system.\nOrla Teasel\n"
HELP = (
    "The school has excluded my son and I do not know what to do. Can somebody ring me and advise us?\nNell Marsh\n"
)


@pytest.mark.parametrize(
    ("text", "state", "letters"), [(HARM, State.IN_DOUBT, 0), (ERASE, State.IN_DOUBT, 0), (HELP, State.OPEN, 1)]
)
def test_nothing_is_written_before_a_person_has_read_it(
    installation: Path, text: str, state: State, letters: int
) -> None:
    """DER-7, UK GDPR Art 17: no routine letter answers a child who tells of harm, or a wish to be erased."""
    reference = log(text, "derby")
    receive(reference, at(DAY))
    with reading() as session:
        found = queries.request(session, reference)
        assert found.state is state
        assert len(queries.letters(session, found)) == letters


def test_what_was_found_is_kept_with_the_request(installation: Path) -> None:
    """What is asked for, an enclosed authority, a stated age and words of harm stay with the case."""
    text = (
        "We act for Mrs Plim, whose son is 9. Please send us all the notes that you hold about our client. "
        "Her signed authority is enclosed. There is a risk of significant harm to the boy.\nHobday LLP\n"
    )
    reference = log(text, "derby")
    receive(reference, at(DAY))
    with reading() as session:
        found = queries.request(session, reference)
        proposal = queries.classification(session, found)
        people = queries.people(session, found)
    assert proposal is not None
    assert "Please send us all the notes that you hold about our client." in " ".join(proposal.scope)
    assert proposal.authority == "Her signed authority is enclosed."
    assert proposal.harm == "There is a risk of significant harm to the boy."
    assert [person.stated_age for person in people.values() if person.stated_age] == [9]
