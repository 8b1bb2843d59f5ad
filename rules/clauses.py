"""The clauses of the services' own confidentiality policies: what each says, and what the program does for it."""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
import yaml

from rules.policy import POLICIES, PolicyRefused

# `DER-2026-0042` is a request and `DER-F-0001` a file, not a clause.
_ID = re.compile(r"\b[A-Z]{3}-\d{1,2}(?:\.\d+)?\b(?!-)")
# "As ABC-9, every two years.": the same promise as another service's, and what is peculiar to this one.
_ALIKE = re.compile(r"As (?P<id>[A-Z]{3}-\d{1,2}(?:\.\d+)?)(?:, (?P<more>.+?))?\.?")


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One promise: `says` in the policy's sense, `program` what is done so that it is kept."""

    says: str
    program: str

    @property
    def alike(self) -> str | None:
        """The id of the clause that this one is kept as, None where it stands for itself."""
        found = _ALIKE.fullmatch(self.program)
        return found["id"] if found else None


Clauses = dict[str, dict[str, Clause]]  # by the service's slug, then by id


def clauses(folder: Path = POLICIES) -> Clauses:
    """Each service's clauses, as the program brings them and as a folder of an installation's own adds to them.

    Raises:
        PolicyRefused: `clauses.yaml` of the folder is not of that form.
    """
    found = _read(POLICIES / "clauses.yaml")
    own = folder / "clauses.yaml"
    return found if folder == POLICIES or not own.exists() else found | _read(own)


def named(text: str, known: Iterable[str]) -> list[str]:
    """Each id that a text names, once and in its order. Also one that is not known, if a service's code begins it."""
    codes = {name.partition("-")[0] for name in known}  # UTF-8 is no clause
    return [found for found in dict.fromkeys(_ID.findall(text)) if found.partition("-")[0] in codes]


def what_is_done(clause: Clause, all_clauses: dict[str, Clause]) -> str:
    """What the program does for a clause, in full: "As ABC-6" is followed to what that one says."""
    found = _ALIKE.fullmatch(clause.program)
    if not found:
        return clause.program
    followed = what_is_done(all_clauses[found["id"]], all_clauses)
    more = f" Here: {found['more']}." if found["more"] else ""
    return f"As {found['id']}: {followed}{more}"


def _read(file: Path) -> Clauses:
    try:
        return msgspec.convert(yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader), Clauses)
    except yaml.YAMLError:
        raise PolicyRefused(f"policies/{file.name} is not valid YAML.") from None
    except msgspec.ValidationError as error:
        raise PolicyRefused(f"policies/{file.name}: {error}") from None
