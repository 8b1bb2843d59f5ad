"""The set-up's step that fetches govuk-frontend from its npm package: `python -m web.fetch_assets NPM`.

Kept is its style sheet without the fonts and the crest, which may be used on gov.uk alone. The package is known by
its hash, whatever registry it comes from.
"""

import base64
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from web.assets import FETCHED

PACKAGE = "govuk-frontend@6.3.0"
SHA512 = "cXIQxm5PHCsbic47GXZrVBZhAeeshTLRL6ZBKilLsR6rMCjJuWb7Fruq0VUNMBJFlJk/srsRj/q8d5bM9cgKoA=="
_SHEET = "package/dist/govuk/govuk-frontend.min.css"
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_CREST = re.compile(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}")


def fetch(npm: str) -> Path:
    """Fetch the package with that npm, and write the style sheet. Returns where it lies.

    Raises:
        RuntimeError: npm did not fetch it, or what came is another package.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, timeout=300)
        found = [*Path(folder).glob("*.tgz")]
        if done.returncode or len(found) != 1:
            raise RuntimeError(f"npm did not fetch {PACKAGE}")
        package = found[0].read_bytes()
    if base64.b64encode(hashlib.sha512(package).digest()).decode() != SHA512:
        raise RuntimeError(f"what came is not {PACKAGE}: its hash is another")
    FETCHED.mkdir(exist_ok=True)
    sheet = FETCHED / "govuk-frontend.css"
    sheet.write_text(ours(_sheet(package)), "utf-8")
    return sheet


def ours(sheet: str) -> str:
    """The style sheet without what belongs to gov.uk alone, and without a map that is not there."""
    plain = _CREST.sub("", _FONT_FACE.sub("", sheet)).replace("GDS Transport", "Arial")
    return re.sub(r"/\*# sourceMappingURL=.*?\*/", "", plain)


def _sheet(package: bytes) -> str:
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        member = archive.extractfile(_SHEET)
        if member is None:
            raise RuntimeError(f"{PACKAGE} holds no style sheet")
        return member.read().decode("utf-8")


if __name__ == "__main__":
    try:
        fetch(sys.argv[1])
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
        sys.exit(f"The style sheet was not fetched: {error}")
