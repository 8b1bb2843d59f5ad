"""An export made by the manager, and its parts: taken out, changed, and put into another file."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tasks import everything
from tests.tasks.kept_installation import NOW

Parts = Mapping[str, bytes]
Change = Callable[[Parts], Parts]
DESCRIPTION = "datapackage.json"


def taken_out(place: Path) -> Path:
    """An export, by the manager."""
    everything.export(place, by="manager.derby", at=NOW)
    return place


def parts_of(file: Path) -> Parts:
    """What is in it."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(file: Path, change: Change, packed: int = zipfile.ZIP_STORED) -> Path:
    """The same file with other parts."""
    place = file.with_name("changed.zip")
    with zipfile.ZipFile(place, "w", packed) as archive:
        for name, content in change(parts_of(file)).items():
            archive.writestr(name, content)
    return place


def without(parts: Parts, begins: str) -> Parts:
    """Without the first part whose name begins so."""
    first = next(name for name in parts if name.startswith(begins))
    return {name: content for name, content in parts.items() if name != first}


def having(parts: Parts, begins: str, change: Callable[[bytes], bytes]) -> Parts:
    """With the first part whose name begins so changed."""
    first = next(name for name in parts if name.startswith(begins))
    return {**parts, first: change(parts[first])}


def described(parts: Parts, change: Callable[[dict[str, Any]], object]) -> Parts:
    """With the description changed."""
    package = json.loads(parts[DESCRIPTION])
    change(package)
    return {**parts, DESCRIPTION: json.dumps(package).encode()}


def rehashed(parts: Parts, change: Change) -> Parts:
    """As somebody leaves it who changes the hashes with the parts."""
    found = change(parts)
    hashes = {name: hashlib.sha256(one).hexdigest() for name, one in found.items() if name != DESCRIPTION}
    return described(found, lambda package: package["inforights"].update(sha256=hashes))
