"""The consents of a request to choose from: those for which something can be recorded, and how each stands."""

from collections.abc import Callable

from models import answering, queries
from models.consent import Consent
from models.db import reading
from rules.ledger import stage
from web.case import Case
from web.field import Field, Option

GROUP = "Consents"
Fits = Callable[[Consent], bool]


def whom(case: Case, fits: Fits) -> list[Option]:
    """Those of whom something is asked and for whom that can be recorded; beside each, how it stands and why."""
    with reading() as session:
        found = queries.request(session, case.reference)
        return [
            Option(
                row.whom.value,
                _first(row.whom.words),
                f"{_first(stage(answering.consent_state(session, found, row), case.today))}. {row.why}",
            )
            for row in queries.consents(session, found)
            if fits(row)
        ]


def _first(words: str) -> str:
    return words[0].upper() + words[1:]


def has(fits: Fits, *, once_closed: bool = False) -> Callable[[Case], bool]:
    """Whether there is any for which it can be recorded, while the request is open or also once it has ended."""
    return lambda case: (case.state.is_open or once_closed) and bool(whom(case, fits))


def of_whom(case: Case, fits: Fits) -> Field:
    """Which consent it is about; the only one there is, is chosen at first."""
    options = whom(case, fits)
    only = options[0].value if len(options) == 1 else None
    return Field("whom", "Which consent?", "choice", options=options, starts_as=only)
