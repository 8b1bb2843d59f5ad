"""Somebody may be at risk of harm: what may go without consent, and only by the decision of a named person.

It is never automatic and never a default: the program offers nothing, it records what a person decided.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from rules.access import rights_of
from rules.deed import Deed
from rules.grounds import Ground
from rules.hint import Hint
from rules.kinds import Kind
from rules.missing import Missing
from rules.policy import Policy
from rules.refusal import Refusal
from rules.role import Role
from rules.working_days import written

CITES = ("DER-7", "BWD-12", "CUM-2.4", "BNS-3", "HIL-5")
_SPEAKS_OF_RISK = re.compile(
    r"\b(?:section|s\.?) ?47\b|\bchild protection\b|\bsafeguarding\b|\brisk of (?:\w+ )?harm\b|\bsignificant harm\b",
    re.IGNORECASE,
)


class SafeguardingRefused(Refusal):
    """The decision cannot be recorded so; says why, with the clause."""


def check(
    policy: Policy,
    *,
    decided_by: str,
    decided_as: str,
    recorded_by: str,
    program: str,
    procedure_followed: bool,
    recipient_role: str,
    on: date,
    today: date,
    received: date | None,
    told_on: date | None,
    not_told_because: str | None,
) -> None:
    """Refuse a decision that nobody who may decide took, or that leaves out what has to be on record.

    Args:
        decided_by: the name of a member of staff; decided_as: in which role of the service.
        program: the name under which the program itself acts.
        received: the day on which the request came; None where the decision is about a case file alone.

    Raises:
        SafeguardingRefused
    """
    settings = policy.settings
    if not procedure_followed:
        raise SafeguardingRefused(
            f"Follow {settings.safeguarding_procedure.value} first, and then say that it was followed "
            f"({', '.join(settings.safeguarding_procedure.cites)}).",
            give=("procedure_followed",),
        )
    if program.casefold() in {decided_by.casefold(), recorded_by.casefold()}:
        raise SafeguardingRefused("A person decides, and never the program: name who did (DER-7).")
    may = [role for role in policy.service.roles if not rights_of(role, policy).is_for_volunteers]
    if decided_as not in may:
        raise SafeguardingRefused(f"Who decides is one of: {', '.join(may)} (DER-7, BNS-5).")
    if recipient_role not in settings.recipient_roles.value:
        raise SafeguardingRefused(f"The recipient's role is one of: {', '.join(settings.recipient_roles.value)}.")
    if (told_on is None) == (not_told_because is None):
        raise SafeguardingRefused(
            "Say whether the person was told: on which day, or for what reason not (DER-7, CUM-0).",
            give=("told", "not_telling"),
        )
    if not (received or on) <= on <= today:
        first = f" {written(received)}, when the request came, and" if received else ""
        taken = f"between{first}" if received else "by"
        raise SafeguardingRefused(f"The decision was taken {taken} today; check the day.")
    if told_on and told_on > today:
        raise SafeguardingRefused("The person was told today or before; check the day.")


def missing(ground: Ground | None, recipient_role: str | None, decided_for: Collection[str]) -> Iterator[Missing]:
    """What is missing before something goes because somebody is at risk of harm.

    Args:
        decided_for: the roles of recipients for whom a decision about this request stands.
    """
    if ground not in {Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST}:  # BWD-1: the public interest is a child's safety
        return
    if recipient_role is None:
        yield Missing("the recipient's role, for which a safeguarding decision is taken", "an officer", CITES)
    elif recipient_role not in decided_for:
        what = f"a safeguarding decision, by a named person, for the {recipient_role}"
        yield Missing(what, "a manager", CITES)


def prompts(kind: Kind, requester: Role | None, harm: bool, said: Iterable[str], policy: Policy) -> Iterator[Hint]:
    """What to consider where a letter from outside may be about somebody at risk.

    Args:
        harm: the reading found words of harm.
        said: the letter's own words, as the reading kept them.
    """
    outside = kind in {Kind.THIRD_PARTY, Kind.LA_LEGAL} and requester is not Role.PUBLIC
    if not outside or not (harm or any(_SPEAKS_OF_RISK.search(words) for words in said)):
        return
    procedure = policy.settings.safeguarding_procedure
    cites = ", ".join(dict.fromkeys((*procedure.cites, "CUM-2.4", "BNS-3")))
    yield Hint(
        "A child or an adult may be at risk: consent is not needed for what protects them. It is never automatic: "
        f"the {policy.service.manager_role}, or another named person and never a volunteer, follows "
        f"{procedure.value}, decides what is necessary and for whom, and has it recorded ({cites}).",
        do=Deed.SAFEGUARD,
    )
