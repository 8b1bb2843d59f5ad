"""The specimens of letters, for the made-up services of these tests."""

from typing import Any

from letters.specimens import cases
from letters.specimens.cases import first_case, of_service
from letters.specimens.people import *  # noqa: F403
from tests.letters.made_up_services import SERVICES

__all__ = ["CASES", "CASE_IDS", "SERVICES", "facts", "first_case"]

# Each case once: at a council's service, or at a charity's where only a charity writes the letter.
_COUNCILS = of_service(SERVICES["derby"])
CASES = [
    (letter, case, changed if (letter, case, changed) in _COUNCILS else {**changed, "service": SERVICES["blackburn"]})
    for letter, case, changed in cases.CASES
]
CASE_IDS = cases.CASE_IDS


def facts(service: str = "derby", /, **changed: Any) -> dict[str, Any]:
    """Every fact there is, for a parent's request to one of the made-up services; `changed` replaces some."""
    return cases.facts(SERVICES[service], **changed)
