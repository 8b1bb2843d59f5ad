"""What to consider where somebody asks who may have a power: police, regulators, inspectors, child protection."""

from collections.abc import Iterable, Iterator

from rules import police, safeguarding
from rules.advice import ADVISED_BY
from rules.deed import Deed
from rules.hint import Hint
from rules.kinds import Kind
from rules.police import PoliceForm
from rules.policy import Policy
from rules.role import Role


def prompts(
    kind: Kind, requester: Role | None, policy: Policy, *, form: PoliceForm | None, harm: bool, said: Iterable[str]
) -> tuple[Hint, ...]:
    """The prompts for one part of a request; a prompt decides nothing.

    Args:
        form: what the police said, where it is recorded.
        harm: the reading found words of harm.
        said: the letter's own words, as the reading kept them.
    """
    return (
        *safeguarding.prompts(kind, requester, harm, said, policy),
        *police.prompts(requester, kind, form),
        *_own_council(kind, policy),
        *_regulator(kind, requester),
        *_inspection(kind),
    )


def _own_council(kind: Kind, policy: Policy) -> Iterator[Hint]:
    if kind is Kind.LA_LEGAL and policy.service.host == "in_house":
        yield Hint(
            "This service and its council are one controller, and the council's duties of disclosure in proceedings "
            f"may reach the files: before it is not given what it asks for, {ADVISED_BY} is asked, whether or not "
            "the person is known here (UK GDPR Art 38(1), SEND Code 2.8, HIL-6).",
            do=Deed.ADVICE,
        )


def _regulator(kind: Kind, requester: Role | None) -> Iterator[Hint]:
    if requester is Role.REGULATOR and kind in {Kind.THIRD_PARTY, Kind.INSPECTION}:
        yield Hint(
            "A regulator or an ombudsman may have a power to require it (an information notice: DPA 2018 s.142; the "
            "Local Government and Social Care Ombudsman: Local Government Act 1974 s.29). Have them name it in "
            "writing. If they do, the ground is required_by_law, with the power that they name; without it, ask for "
            "consent as for anybody outside (CUM-2.4, BNS-3).",
            do=Deed.PREPARE,
            give=("power",),
        )


def _inspection(kind: Kind) -> Iterator[Hint]:
    if kind is Kind.INSPECTION:
        yield Hint(
            "Ask the inspectors which law lets them see files about people, and record it. Offer figures without "
            "names first. Files are shown here and listed; no copy leaves (BWD-4, Children Act 2004 s.20).",
            do=Deed.PREPARE,
            give=("power",),
        )
