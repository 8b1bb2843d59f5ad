"""Policies made for a test: a service's own file with something in it changed, as a folder holds it."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from rules.policy import POLICIES, Policy, differences, load

SERVICES = ["bathnes", "blackburn", "cumbria", "derby", "hillingdon"]
CLAUSES: dict[str, dict[str, Any]] = yaml.safe_load((POLICIES / "clauses.yaml").read_text("utf-8"))


def setting(value: object, *cites: str) -> dict[str, object]:
    """A setting as a policy file has it."""
    return {"value": value, "cites": list(cites or ("good practice: made for a test",))}


def changed(slug: str, folder: Path, changes: dict[str, Any]) -> Policy:
    """The service's policy with changes at dotted places, loaded from a file of its own in the folder."""
    document = deepcopy(differences(slug))
    for place, value in changes.items():
        *parents, last = place.split(".")
        inner = document
        for name in parents:
            inner = inner.setdefault(name, {})
        inner[last] = value
    (folder / f"{slug}.yaml").write_text(yaml.safe_dump(document, sort_keys=False), "utf-8")
    return load(slug, folder)
