"""What a person should consider before they decide. A prompt never decides by itself."""

from collections.abc import Iterator

from rules.ages import Age
from rules.consents import Circumstances, may_be_assessed
from rules.deed import Deed
from rules.hint import Hint
from rules.kinds import Kind
from rules.policy import Policy
from rules.role import Role

FOR_SOMEBODY_ELSE = frozenset({Role.PARENT, Role.FOSTER_CARER, Role.RELATIVE, Role.REPRESENTATIVE})


def prompts(kind: Kind, who: Circumstances, policy: Policy) -> tuple[Hint, ...]:
    """What to consider of one part of a request, by who asks and whom it is about."""
    found: list[Hint] = []
    if kind is Kind.ENQUIRY:
        found.append(Hint("See whether it is about a request made earlier: that one's clock runs on."))
    if kind is Kind.SAR:
        found += _own_records(who, policy)
    if kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.INSPECTION} and _is_asked_now(who):
        found += _understanding(who.age, who.understands, policy)
    return tuple(found)


def after_refusal(policy: Policy, *, refused: bool, told: bool) -> tuple[Hint, ...]:
    """Whoever refused a consent, or took it back, is told how far the service can then help."""
    setting = policy.settings.tells_after_refusal
    if not (refused and setting.value) or told:
        return ()
    cites = ", ".join(setting.cites)
    says = f"Somebody refused a consent: tell them how far the service can still help ({cites})."
    return (Hint(says, do=Deed.AFTER_REFUSAL),)


def _is_asked_now(who: Circumstances) -> bool:
    return who.age is not None and (who.requester is not Role.POLICE or who.telling_prejudices is False)


def _own_records(who: Circumstances, policy: Policy) -> Iterator[Hint]:
    if who.own:
        return
    if who.requester in FOR_SOMEBODY_ELSE:
        if who.age is None:
            yield Hint(
                "The child's birth date is not known: find it, because the right of access is the child's own.",
                do=Deed.DATA_SUBJECT,
            )
        elif who.age.stated:
            yield Hint(
                f"The age of {who.age.years} is what the letter says: find the birth date, because the age on the "
                "day of receipt decides who must agree (CUM-3.2).",
                do=Deed.DATA_SUBJECT,
            )
        yield from _understanding(who.age, who.understands, policy)
    if who.requester is Role.PARENT and who.responsibility is None and (who.age is None or not who.age.from_16):
        yield Hint(
            "See that the file shows parental responsibility, and record it (Children Act 1989 s.3). A "
            "parent's own word on the other parent is information about somebody else (DPA 2018 Sch 2 para 16).",
            do=Deed.RESPONSIBILITY,
        )
    if who.requester is Role.FOSTER_CARER:
        yield Hint(
            "A foster carer has no parental responsibility: find out whether the council has it under a care order "
            "(Children Act 1989 s.33) or a parent alone."
        )
    if who.requester is Role.YOUNG_PERSON and who.understands is False:
        yield Hint(
            "It was assessed that they do not understand enough: a manager decides how to answer them. Nobody else "
            "is told that they asked (BWD-2)."
        )
    elif who.requester is Role.YOUNG_PERSON and who.age and not who.age.from_16 and who.understands is None:
        yield Hint(
            "A child asks for themself, whatever their age (BWD-2): explain in words that they understand, and "
            "record whether they do (CUM-3.2).",
            do=Deed.COMPETENCE,
        )


def _understanding(age: Age | None, understands: bool | None, policy: Policy) -> Iterator[Hint]:
    """Twelve is a prompt and decides nothing (CUM-3.2); DPA 2018 s.208, which names that age, is Scotland's."""
    setting = policy.settings.competence_prompt_age
    if age is None or understands is not None or not may_be_assessed(age) or age.oldest < setting.value:
        return
    yield Hint(
        f"The child was {age.years} when the request came: assess whether they understand enough to decide for "
        f"themself, and record who assessed it and why ({', '.join(setting.cites)}).",
        do=Deed.COMPETENCE,
    )
