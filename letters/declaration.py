"""What the head of a letter's file says: lines of YAML between "---" lines.

title       its subject line, which may use conditions and names nobody
needs       the facts that it cannot be written without
may_lack    the facts that must be supplied and may be None or empty
answers     the kinds of request that it can answer (left out: any)
never_for   the kinds of request that it must not go out for
hosts       the hosts of the services that write it: in_house, charity (left out: every service)
signed_by   the fact that holds the signatory's role (left out: signed_by_role)
asks        what a person types for this letter: a field of `letters.facts.Said` to the question put to them;
            one that ends with "(if any)" may stay without an answer
"""

import re

import msgspec
import yaml

from letters.errors import LettersError

_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


class Declaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter's head."""

    title: str
    needs: list[str]
    may_lack: list[str] = []
    answers: list[str] = []
    never_for: list[str] = []
    hosts: list[str] = []
    signed_by: str = "signed_by_role"
    asks: dict[str, str] = {}

    @property
    def must_be_said(self) -> tuple[str, ...]:
        """The fields of `letters.facts.Said` that the letter cannot be written without."""
        return tuple(field for field, question in self.asks.items() if not question.endswith("(if any)"))


def parted(name: str, text: str) -> tuple[Declaration, str]:
    """The head of the program's own wording of a letter, and its body.

    Raises:
        LettersError: there is no head, or it declares what there is not.
    """
    found = _HEAD.match(text)
    if found is None:
        raise LettersError(f"The wording of {name} does not begin with its declaration.")
    try:
        return msgspec.convert(yaml.safe_load(found[1]), Declaration), text[found.end() :]
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise LettersError(f"The head of the wording of {name} cannot be read: {_first_line(error)}") from None


def own_parted(name: str, text: str, programs: Declaration) -> tuple[Declaration, str]:
    """The same of a service's own wording: its head may be left out, and may change the title and nothing else.

    Which facts a letter sees, and for which requests it is, is no matter of wording.

    Raises:
        LettersError: the head changes more.
    """
    if _HEAD.match(text) is None:
        return programs, text
    found, body = parted(name, text)
    if msgspec.structs.replace(found, title=programs.title) != programs:
        changed = [field for field in programs.__struct_fields__ if getattr(found, field) != getattr(programs, field)]
        raise LettersError(
            f"The head of the wording of {name} changes {', '.join(set(changed) - {'title'})}: a service's own "
            "wording changes the title and the text. Leave the other lines of the head as they are, "
            "or leave the head out."
        )
    return found, body


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
