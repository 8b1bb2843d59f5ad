"""Who writes like a parent and is none: a foster carer, a grandparent, but for who says that they may decide."""

import pytest

from rules.classification import Incoming, classify
from rules.role import Role

ASKS = "Please send me a copy of all the records that you hold about"

SAID = [
    ("my son Rowan. I am his mother.", Role.PARENT),
    ("my grandson Rowan, who stays with us at weekends.", Role.RELATIVE),
    ("my granddaughter Marigold. I am her grandmother.", Role.RELATIVE),
    ("my nephew Rowan. I am his aunt.", Role.RELATIVE),
    ("Rowan. I am his nan and I look after him on Fridays. He is my grandson.", Role.RELATIVE),
    ("my foster son Rowan. I am his foster carer.", Role.FOSTER_CARER),
    ("Rowan, my foster child.", Role.FOSTER_CARER),
    # Who has parental responsibility by an order is left to be shown, not taken for somebody who has none.
    ("my grandson Rowan. I am his special guardian, the order is enclosed.", Role.PARENT),
    ("my granddaughter. We have parental responsibility for her.", None),
    ("my adopted son Rowan. I was his foster carer before.", Role.PARENT),
    # A parent may speak of a grandparent.
    ("my son Rowan. My mother, his grandmother, came to the meetings.", Role.PARENT),
]


@pytest.mark.parametrize(("words", "role"), SAID)
def test_a_carer_is_not_taken_for_a_parent(words: str, role: Role | None) -> None:
    """CUM-3.2, Children Act 1989 s.2 to s.5: access is for who has parental responsibility; kinship is none."""
    found = classify(Incoming(f"Dear SENDIASS\n\n{ASKS} {words}\n\nYours sincerely\nClover Fernwhistle"))
    assert found.requester.role is role
