"""The police ask: what they must have said in writing before anybody is asked or told, and before anything goes.

Nothing compels a service without an order or a warrant; DPA 2018 Sch 2 para 2 allows, where telling would prejudice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.deed import Deed
from rules.hint import Hint
from rules.kinds import Kind
from rules.missing import Missing
from rules.role import Role

PREJUDICE = "DPA 2018 Sch 2 para 2"


@dataclass(frozen=True, slots=True)
class PoliceForm:
    """What the police said, and whether in writing, signed by an officer with their rank.

    What they said otherwise than on a form is on record, and nobody acts on it.
    """

    on_form: bool
    telling_prejudices: bool

    @property
    def prejudices(self) -> bool | None:
        """Whether telling the person would prejudice it; None while they have not said so in writing."""
        return self.telling_prejudices if self.on_form else None


def asks(kind: Kind, requester: Role | None) -> bool:
    """Whether this part is one in which the police ask for something about somebody else."""
    return requester is Role.POLICE and kind in {Kind.THIRD_PARTY, Kind.LA_LEGAL}


def missing(kind: Kind, requester: Role | None, form: PoliceForm | None) -> Iterator[Missing]:
    """What the police have yet to say in writing. Until then nobody is asked and nobody is told."""
    if not asks(kind, requester) or (form and form.on_form):
        return
    what = "the request of the police in writing, signed by an officer with their rank"
    yield Missing(what, "an officer", (PREJUDICE,))
    if form is None:
        yield Missing("the offence or other purpose, and why it is necessary", "an officer", (PREJUDICE,))
    what = "whether telling the person would prejudice it, in writing: until then nobody is asked or told"
    yield Missing(what, "an officer", (PREJUDICE, "CUM-0"))


def prompts(requester: Role | None, kind: Kind, form: PoliceForm | None) -> Iterator[Hint]:
    """What to consider where the police ask."""
    if not asks(kind, requester):
        return
    if form is None or not form.on_form:
        yield Hint(
            "The police ask, and nothing compels you without an order or a warrant. Before anybody is asked or "
            "told, have them say in writing, signed by an officer with their rank: what offence or other purpose it "
            "is for, why they need it, and whether telling the family would prejudice it. Record it "
            f"({PREJUDICE}).",
            do=Deed.POLICE,
        )
    elif form.telling_prejudices:
        yield Hint(
            "The police say that telling the family would prejudice their purpose: nobody is asked and nobody is "
            f"told, and no copy goes to the family. A manager decides whether to give it all the same ({PREJUDICE})."
        )
    else:
        yield Hint(
            "The police say that telling the family does no harm: ask for consent as for anybody outside, and tell "
            f"the family before anything goes ({PREJUDICE}, CUM-0)."
        )
