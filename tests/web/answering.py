"""Answers as the tests fill them in: a schedule typed row by row or as a CSV file, and what goes with it."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from rules.kinds import Kind
from rules.letter import Outcome
from tests import way
from tests.web.visits import Visit, hidden_in

NOTES = {"document": "Case notes", "dated": "2026-03-04", "decision": "disclose", "held": "electronic",
         "others": "none", "health": "none"}  # fmt: skip
CALL = {"document": "Telephone record", "dated": "2026-05-12", "decision": "redact",
        "exemption": "DPA 2018 Sch 2 para 16", "reason": "It names others.", "held": "paper", "others": "removed",
        "health": "none"}  # fmt: skip
OWN: dict[str, Any] = {"ground": "own_records", "searched": ["electronic", "paper"]}
CSV = (
    "document,dated,decision,exemption,reason,held,others,health\n"
    "Case notes,2026-03-04,Disclose,,,electronic,none,none\n"
    "Telephone record,2026-05-12,redact,DPA 2018 Sch 2 para 16,It names others.,Paper,removed,none\n"
)


def typed(*rows: Mapping[str, str]) -> dict[str, str]:
    """Rows of a schedule as the form sends them."""
    return {f"{name}-{number}": word for number, row in enumerate(rows, 1) for name, word in row.items()}


def address(reference: str, kind: Kind = Kind.SAR, outcome: Outcome = Outcome.DISCLOSED) -> str:
    """Where such an answer is prepared."""
    return f"/requests/{reference}/prepare/{kind.value}/{outcome.value}"


def confirmed(visit: Visit, path: str, words: Mapping[str, Any], files: Any = None) -> httpx.Response:
    """Send a form, see that its consequence is shown, and confirm it."""
    shown = visit.send(path, words, files)
    assert "check before you confirm" in shown.text, shown.text
    return visit.client.post(path, data={**every_hidden(shown.text), "step": "confirm"})


def every_hidden(html: str) -> dict[str, Any]:
    """The hidden fields of a page; of a name that is there more than once every word."""
    found: dict[str, Any] = {}
    for part in html.split('<input type="hidden"')[1:]:
        for name, word in hidden_in(f'<input type="hidden"{part}').items():
            found.setdefault(name, []).append(word)
            break
    return found


def prepared(visit: Visit, reference: str, rows: Sequence[Mapping[str, str]] = (NOTES, CALL)) -> httpx.Response:
    """The answer to somebody who asks for their own records."""
    return confirmed(visit, address(reference), {**OWN, **typed(*rows)})


def weighed(visit: Visit, reference: str, document: int = 2, kind: Kind = Kind.SAR) -> httpx.Response:
    """The balance of DPA 2018 Sch 2 para 16(3) for a document."""
    words = {f"factor-{number}": text for number, text in enumerate(way.BALANCE, 1)}
    return confirmed(visit, f"/requests/{reference}/weigh/{kind.value}/{document}", words)


def approved(visit: Visit, reference: str) -> httpx.Response:
    """The answer is approved by whoever looks."""
    return confirmed(visit, f"/requests/{reference}/do/approve", {})


def sent(visit: Visit, reference: str, by: str = "tracked-post") -> httpx.Response:
    """The answer is released."""
    return confirmed(visit, f"/requests/{reference}/do/release", {"way": by})
