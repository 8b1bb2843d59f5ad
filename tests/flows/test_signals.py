"""What a host's own automations can act on: events in a real Prefect server, of references and never of people."""

import asyncio
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import way
from tests.conftest import at, free_port

pytestmark = pytest.mark.prefect


def events(api: str, wanted: set[str]) -> list[dict[str, Any]]:
    """The events of the program in the server, once all that are wanted are there."""
    asked = {"filter": {"event": {"prefix": ["inforights."]}}, "limit": 50}
    until = time.monotonic() + 60
    while True:
        found = httpx.post(f"{api}/events/filter", json=asked, trust_env=False, timeout=30).json()["events"]
        if wanted <= {f"{one['event']} {one['resource']['prefect.resource.id']}" for one in found}:
            return list(found)
        assert time.monotonic() < until, found
        time.sleep(0.2)


def test_what_happened_is_told_to_prefect(on_server: Path, prefect_server: tuple[str, Path]) -> None:
    """Design, 4: a reference, a state, a day; a name of the letter is in no event."""
    from flows.daily import daily
    from flows.receive import receive

    reference = way.log(way.SAR, "hillingdon")
    asyncio.run(receive(reference, at=at(way.RECEIVED)))
    late = at(date(2026, 12, 4), 8)
    asyncio.run(daily(late, "hillingdon"))
    resource = f"inforights.request.{reference}"
    service = "inforights.service.hillingdon"
    wanted = {"inforights.request.open": resource, "inforights.request.late": resource}
    wanted["inforights.service.reminded"] = service
    found = events(prefect_server[0], {f"{event} {about}" for event, about in wanted.items()})
    of_service = [one for one in found if one["resource"]["prefect.resource.id"] == service]
    (reminded,) = [one for one in of_service if one["payload"]["run"] == "2026-12-04"]
    assert reminded["payload"]["count"] > 0
    assert "Fernwhistle" not in json.dumps(found)


def test_steps_taken_without_prefect_tell_it_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events are for others: no step rests on them, and none waits for a server that is away."""
    from tasks import signals
    from tasks.step import untracked

    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    token = untracked.set(True)
    began = time.monotonic()
    try:
        signals.of_request("DER-2026-0001", "late")
    finally:
        untracked.reset(token)
    assert time.monotonic() - began < 5
    monkeypatch.delenv("PREFECT_API_URL")
    signals.of_service("derby", "reminded", count=1)
