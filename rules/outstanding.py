"""What is missing before an answer may go, and what a request waits for. Each line names its source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rules.approvals import Given
from rules.approvals import missing as missing_roles
from rules.consents import Answer, Asked
from rules.grounds import GROUNDS_FOR, WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.letter import TOLD_BEFORE, NoSuchAnswer, Outcome, response
from rules.lifecycle import OWNERS, State
from rules.policy import Policy


@dataclass(frozen=True, slots=True)
class ConsentState:
    """One thing that was asked, and how it stands."""

    whom: Asked
    cites: tuple[str, ...]
    answer: Answer | None = None
    roles: tuple[str, ...] = ()  # the roles named by a restricted consent
    review_on: date | None = None
    withdrawn: bool = False
    waived: bool = False  # by a manager, with a recorded reason


@dataclass(frozen=True, slots=True)
class Prepared:
    """The answer as it was prepared: what goes to whom, and on what ground."""

    outcome: Outcome
    ground: Ground | None
    recipient_role: str | None
    items: int  # documents on the schedule that go, whole or redacted
    digest: str
    told: bool = False  # the person was told, or a reason for not telling is recorded


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides whether an answer may go."""

    state: State
    kinds: tuple[Kind, ...]
    consents: tuple[ConsentState, ...] = ()
    approvals: tuple[Given, ...] = ()
    prepared: Prepared | None = None
    clock_runs: bool = True


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing without which nothing may go, who must act, and its source."""

    what: str
    who: str
    cites: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.what} ({', '.join(self.cites)})" if self.cites else self.what


def before_answer(facts: Facts, policy: Policy, today: date) -> tuple[Missing, ...]:
    """Everything that is missing before the answer may go; empty when it may."""
    early = _before_preparing(facts)
    if early:
        return early
    prepared = facts.prepared
    asked = tuple(found for consent in facts.consents for found in _consent(consent, prepared, today))
    if prepared is None:
        return (*asked, _to_prepare(facts.kinds))
    missing: list[Missing] = []
    for kind in facts.kinds:
        try:
            response(kind, prepared.outcome)
        except NoSuchAnswer as refused:
            missing.append(Missing(str(refused), "an officer"))
    if prepared.outcome is Outcome.DISCLOSED:
        missing += _disclosure(facts, prepared, policy)
        # A hybrid's other part may name a ground that asks for no consent: what was asked is needed all the same.
        if prepared.ground not in {*WITHOUT_CONSENT, Ground.COURT_ORDER, Ground.INSPECTION}:
            missing += asked
    roles = missing_roles(facts.kinds, policy, facts.approvals, prepared.digest)
    missing += [Missing(f"approval by the {role}", role, cites) for role, cites in roles.items()]
    return tuple(missing)


def waits_for(facts: Facts, policy: Policy, today: date) -> str:
    """In a few words for the board: what a request waits for, and on whom."""
    if not facts.clock_runs and facts.state.is_open:
        return "the requester's answer"
    if not facts.state.is_open:
        return "nothing"
    missing = before_answer(facts, policy, today)
    if not missing:
        return "the answer to be sent"
    return "; ".join(dict.fromkeys(item.what for item in missing))


def _to_prepare(kinds: tuple[Kind, ...]) -> Missing:
    if all(kind is Kind.ENQUIRY for kind in kinds):
        return Missing("an officer to answer the enquiry", "an officer")
    if all(kind is Kind.INSPECTION for kind in kinds):
        return Missing("the inspection to be recorded", "an officer", ("BWD-4",))
    return Missing("the answer to be prepared (outcome, ground, schedule)", "an officer", ("BWD-1",))


def _before_preparing(facts: Facts) -> tuple[Missing, ...]:
    match facts.state:
        case State.LOGGED | State.CLASSIFIED:
            return (Missing("the program to finish reading it", OWNERS[facts.state]),)
        case State.UNREADABLE:
            return (Missing("a manager to read it and decide its kind", OWNERS[facts.state]),)
        case State.IN_DOUBT:
            return (Missing("a manager to decide its kind", OWNERS[facts.state]),)
        case State.ANSWERED | State.CLOSED | State.WITHDRAWN:
            return (Missing(f"nothing: the request is {facts.state}", OWNERS[facts.state]),)
        case _:
            return ()


def _disclosure(facts: Facts, prepared: Prepared, policy: Policy) -> Iterable[Missing]:
    settings = policy.settings
    cites = settings.grounds.cites
    if prepared.ground is None:
        yield Missing("a ground from the service's list", "an officer", cites)
    elif prepared.ground not in settings.grounds.value:
        yield Missing(f"a ground that the service knows: '{prepared.ground}' is not on its list", "an officer", cites)
    elif not any(prepared.ground in GROUNDS_FOR[kind] for kind in facts.kinds):
        titles = " and ".join(kind.words for kind in facts.kinds)
        yield Missing(f"a ground that fits a {titles}: '{prepared.ground}' does not", "an officer", cites)
    if prepared.items == 0:
        yield Missing("a schedule with at least one document that goes", "an officer", ("UK GDPR Art 5(1)(c)",))
    # CUM-0 names the police and a risk of serious harm beside the court.
    if not prepared.told and (prepared.ground in WITHOUT_CONSENT or any(kind in TOLD_BEFORE for kind in facts.kinds)):
        yield Missing(
            "the person to be told before compliance, or the reason why not",
            "an officer",
            settings.tell_before_compliance.cites,
        )


def _consent(consent: ConsentState, prepared: Prepared | None, today: date) -> Iterable[Missing]:
    who = consent.whom.replace("_", " ").replace("parent or young person", "parent (or young person from 16)")
    what = {
        Asked.CHILD_CONFIRMATION: "the child's confirmation",
        Asked.AUTHORITY: "evidence of authority to act",
    }.get(consent.whom, f"consent of the {who}")
    if consent.waived:
        return
    if consent.withdrawn:
        yield Missing(f"{what}: it was withdrawn", "an officer", ("UK GDPR Art 7(3)", *consent.cites))
    elif consent.answer is None:
        yield Missing(what, "an officer", consent.cites)
    elif consent.answer is Answer.REFUSED:
        yield Missing(f"{what}: it was refused", "a manager", consent.cites)
    elif consent.review_on and consent.review_on <= today:
        yield Missing(f"{what}: it is due for review and must be confirmed", "an officer", ("CUM-4.4", "BNS-10"))
    elif consent.answer is Answer.RESTRICTED and prepared and prepared.recipient_role not in consent.roles:
        if prepared.recipient_role is None:
            yield Missing(f"the recipient's role: {what} names only some", "an officer", ("CUM-4.5",))
        else:
            role = prepared.recipient_role
            yield Missing(f"{what} for '{role}': it names only other roles", "an officer", ("CUM-4.5",))
