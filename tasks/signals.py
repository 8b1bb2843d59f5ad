"""Events for Prefect, so that a host's own automations can act on them: references, services and states, no person.

They are told after what they tell of is on record, at least once; nothing of the program waits for them or rests on
them. Without Prefect there is nobody to tell.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tasks.step import untracked


def of_request(reference: str, what: str, **more: Any) -> None:
    """Tell that a request came to a state, or that something happened to it: `inforights.request.<what>`."""
    _tell(f"inforights.request.{what}", f"inforights.request.{reference}", more)


def of_service(service: str, what: str, **more: Any) -> None:
    """Tell of something about a service: `inforights.service.<what>`."""
    _tell(f"inforights.service.{what}", f"inforights.service.{service}", more)


def of_installation(what: str, **more: Any) -> None:
    """Tell of something about the installation as a whole: `inforights.<what>`."""
    _tell(f"inforights.{what}", "inforights.installation", more)


def _tell(event: str, resource: str, more: Mapping[str, Any]) -> None:
    if untracked.get() or not os.environ.get("PREFECT_API_URL"):
        return
    from prefect.events import emit_event

    with suppress(Exception):  # an event that cannot be told keeps nothing from being done
        emit_event(event=event, resource={"prefect.resource.id": resource}, payload=dict(more))
