"""Every letter of a service in every case, of made-up people, in the wording and on the letterhead that it uses."""

from collections.abc import Sequence
from dataclasses import dataclass

from letters import trial
from letters import wording as words
from letters.errors import LettersError
from letters.render import Rendered, render
from models.db import reading
from rules.refusal import Refusal
from tasks import letter_facts, letterheads, policies, wordings


class SpecimenRefused(Refusal):
    """There is no such letter."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """One letter of made-up people."""

    service: str
    case: str
    rendered: Rendered

    @property
    def title(self) -> str:
        """How it is called on a contact sheet."""
        return f"{self.rendered.name}, {self.case}, {self.service}"


def services() -> Sequence[str]:
    """Every service that has a policy."""
    return policies.services()


def write(slugs: Sequence[str], letter: str | None = None) -> list[Specimen]:
    """The specimens of these services, of one letter or of all.

    Raises:
        SpecimenRefused: there is no such letter.
        rules.policy.UnknownService
    """
    names = words.names() if letter is None else [letter]
    made = []
    for slug in slugs:
        policy = policies.of(slug)
        with reading() as session:
            own, sheet = wordings.own(session, slug), letterheads.own(session, slug)
        try:
            for name in names:
                words.declaration(name)
            made += [
                Specimen(slug, case, render(name, facts, sheet, own))
                for name, case, facts in trial.specimens(
                    tuple(names), letter_facts.service(policy), letter_facts.regulator(policy)
                )
            ]
        except LettersError as error:
            raise SpecimenRefused(str(error)) from None
    return made
