"""A classification in the shape that `classify --json` prints."""

from datetime import date
from typing import Any

from rules.classification.result import Classification


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_json(file: str, c: Classification) -> dict[str, Any]:
    """One object a file; unknown values are null, dates are ISO 8601."""
    return {
        "file": file,
        "kind": c.kind.value if c.kind else None,
        "confidence": c.confidence,
        "needs_manager": c.needs_manager,
        "parts": [part.value for part in c.parts],
        "evidence": [{"quote": e.quote, "says": e.says, "for": e.speaks_for.value} for e in c.evidence],
        "requester": {
            "name": c.requester.name,
            "role": c.requester.role.value if c.requester.role else None,
            "reply_to": c.requester.reply_to,
        },
        "subject": {"name": c.subject.name, "date_of_birth": _iso(c.subject.date_of_birth)},
        "letter_date": _iso(c.letter_date),
        "required_by": _iso(c.required_by),
        "hearing_on": _iso(c.hearing_on),
        # Beside the fixed shape, and after it:
        "subject_age": c.subject.age,
        "scope": list(c.scope),
        "authority": c.authority,
        "goes_to": c.goes_to.value if c.goes_to else None,
        "harm": c.harm,
        "at_odds": c.at_odds.quote if c.at_odds else None,
        "doubts": list(c.doubts),
    }
