"""A legal request of the local authority to whose answer nothing is missing, and ways to spoil it."""

from dataclasses import replace
from datetime import date
from typing import Any

from rules.approvals import Given
from rules.consents import Answer, Asked
from rules.grounds import Ground
from rules.kinds import Kind
from rules.ledger import ConsentState
from rules.letter import Outcome
from rules.lifecycle import State
from rules.outstanding import Facts, Missing, Prepared
from rules.policy import load
from tests.rules.made_policies import SERVICES

TODAY = date(2026, 11, 23)
DIGEST = "digest of the answer"
POLICIES = {slug: load(slug) for slug in SERVICES}
BWD = POLICIES["blackburn"]

PARENT_AGREES = ConsentState(Asked.PARENT, ("BWD-10",), Answer.FULL, review_on=date(2027, 11, 2))
BOTH_MANAGERS = (Given("CVS Manager", "a.one", DIGEST), Given("SENDIASS Manager", "b.two", DIGEST))
EXTRACT = Prepared(Kind.LA_LEGAL, Outcome.DISCLOSED, Ground.CONSENT, "local authority solicitor", 2)
# A legal request of the local authority, to which nothing is missing.
COMPLETE = Facts(State.PREPARED, (Kind.LA_LEGAL,), (PARENT_AGREES,), BOTH_MANAGERS, (EXTRACT,), DIGEST)


def prepared(**changes: Any) -> Facts:
    """The complete facts with something of the answer changed."""
    return replace(COMPLETE, prepared=(replace(EXTRACT, **changes),))


def consent(**changes: Any) -> Facts:
    """The complete facts with something of the consent changed."""
    return replace(COMPLETE, consents=(replace(PARENT_AGREES, **changes),))


def texts(found: tuple[Missing, ...]) -> list[str]:
    return [str(one) for one in found]
