"""What is missing before an answer may go, and what a request waits for. Each line names its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.approvals import Given
from rules.approvals import missing as missing_roles
from rules.consents import DISCLOSURE, Answer, Asked, concerns
from rules.grounds import GROUNDS_FOR, WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.letter import TOLD_BEFORE, NoSuchAnswer, Outcome, response
from rules.lifecycle import OWNERS, State
from rules.missing import Missing
from rules.policy import Policy
from rules.role import Role


@dataclass(frozen=True, slots=True)
class ConsentState:
    """One thing that was asked, and how it stands.

    `covers`: what the person agreed to is what is now to go, to the same recipient and about the same person.
    """

    whom: Asked
    cites: tuple[str, ...]
    answer: Answer | None = None
    roles: tuple[str, ...] = ()  # the roles named by a restricted consent
    review_on: date | None = None
    withdrawn: bool = False
    waived: bool = False  # by a manager, with a recorded reason
    covers: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """The answer to one part as it was prepared: what goes to whom, and on what ground."""

    kind: Kind
    outcome: Outcome
    ground: Ground | None = None
    recipient_role: str | None = None
    items: int = 0  # documents on the schedule that go, whole or redacted
    purpose: bool = True  # what it may be used for is recorded
    told: bool = False  # the person was told, or a reason for not telling is recorded


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides whether an answer may go. `digest` is of everything that is to go, as it now stands."""

    state: State
    kinds: tuple[Kind, ...]
    consents: tuple[ConsentState, ...] = ()
    approvals: tuple[Given, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    digest: str = ""
    paused: tuple[Kind, ...] = ()  # the parts whose clock waits for the requester
    requester_role: Role | None = None
    requester_known: bool = True
    subject_known: bool = True
    order_recorded: bool = True


def before_answer(facts: Facts, policy: Policy, today: date) -> tuple[Missing, ...]:
    """Everything that is missing before the answer may go; empty when it may."""
    early = _before_preparing(facts)
    if early:
        return early
    missing = [found for kind in facts.kinds for found in _part(kind, facts, policy, today)]
    if len(facts.prepared) == len(facts.kinds):
        roles = missing_roles(facts.kinds, policy, facts.approvals, facts.digest)
        missing += [Missing(f"approval by the {role}", role, cites) for role, cites in roles.items()]
    return tuple(dict.fromkeys(missing))


def waits_for(facts: Facts, policy: Policy, today: date) -> str:
    """In a few words for the board: what a request waits for, and on whom."""
    if not facts.state.is_open:
        return "nothing"
    if facts.paused and set(facts.paused) == set(facts.kinds):
        return "the requester's answer"
    missing = [item.what for item in before_answer(facts, policy, today)] or ["the answer to be sent"]
    return "; ".join(dict.fromkeys([*missing, *(f"the requester's answer ({kind.words})" for kind in facts.paused)]))


def _before_preparing(facts: Facts) -> tuple[Missing, ...]:
    match facts.state:
        case State.LOGGED:
            return (Missing("the program to read it", OWNERS[facts.state]),)
        case State.CLASSIFIED:
            return (Missing("the program to acknowledge it", OWNERS[facts.state]),)
        case State.UNREADABLE:
            return (Missing("a manager to read it and decide its kind", OWNERS[facts.state]),)
        case State.IN_DOUBT:
            return (Missing("a manager to decide its kind", OWNERS[facts.state]),)
        case State.ANSWERED | State.CLOSED | State.WITHDRAWN:
            return (Missing(f"nothing: the request is {facts.state}", OWNERS[facts.state]),)
        case _:
            return ()


def _part(kind: Kind, facts: Facts, policy: Policy, today: date) -> Iterable[Missing]:
    """What is missing before the answer to one part may go."""
    prepared = next((one for one in facts.prepared if one.kind is kind), None)
    asked = [
        found
        for consent in facts.consents
        if concerns(consent.whom, kind)
        for found in _consent(consent, prepared, today)
    ]
    if prepared is None:
        yield from asked
        yield _to_prepare(kind, facts.kinds)
        return
    try:
        response(kind, prepared.outcome, prepared.ground)
    except NoSuchAnswer as refused:
        yield Missing(str(refused), "an officer")
    if not prepared.outcome.gives:
        return
    yield from _disclosure(prepared, facts, policy)
    if prepared.ground in {Ground.CONSENT, Ground.OWN_RECORDS}:
        yield from asked
    if kind is Kind.SAR and facts.requester_role is None:
        yield Missing(
            "who the requester is (parent, young person, representative)", "an officer", ("UK GDPR Art 12(6)",)
        )


def _to_prepare(kind: Kind, kinds: tuple[Kind, ...]) -> Missing:
    if kind is Kind.ENQUIRY:
        return Missing("an officer to answer the enquiry", "an officer")
    if kind is Kind.INSPECTION:
        return Missing("the inspection to be recorded", "an officer", ("BWD-4",))
    which = f" to the {kind.words}" if len(kinds) > 1 else ""
    return Missing(f"the answer{which} to be prepared (outcome, ground, schedule)", "an officer", ("BWD-1",))


def _disclosure(prepared: Prepared, facts: Facts, policy: Policy) -> Iterable[Missing]:
    settings, kind = policy.settings, prepared.kind
    cites = settings.grounds.cites
    if prepared.ground is None:
        yield Missing("a ground from the service's list", "an officer", cites)
    elif prepared.ground not in settings.grounds.value:
        yield Missing(f"a ground that the service knows: '{prepared.ground}' is not on its list", "an officer", cites)
    elif prepared.ground not in GROUNDS_FOR[kind]:
        yield Missing(f"a ground that fits a {kind.words}: '{prepared.ground}' does not", "an officer", cites)
    if prepared.items == 0:
        yield Missing("a schedule with at least one document that goes", "an officer", ("UK GDPR Art 5(1)(c)",))
    if not prepared.purpose and kind not in {Kind.SAR, Kind.FOI}:
        yield Missing("the purpose for which it goes", "an officer", ("HIL-2", "UK GDPR Art 5(1)(b)"))
    if not facts.requester_known and kind not in {Kind.COURT_ORDER, Kind.INSPECTION}:
        yield Missing("the name of whoever the answer goes to", "an officer", ("UK GDPR Art 5(1)(f)",))
    if kind is Kind.COURT_ORDER and not facts.order_recorded:
        yield Missing("the terms of the order to be recorded", "an officer", ("DPA 2018 Sch 2 para 5(2)",))
    if not facts.subject_known and kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.COURT_ORDER}:
        yield Missing("whom the information is about to be recorded", "an officer", ("UK GDPR Art 5(1)(d)",))
    # CUM-0 names the police and a risk of serious harm beside the court.
    if not prepared.told and (prepared.ground in WITHOUT_CONSENT or kind in TOLD_BEFORE):
        yield Missing(
            "the person to be told before compliance, or the reason why not",
            "an officer",
            settings.tell_before_compliance.cites,
        )


def _consent(consent: ConsentState, prepared: Prepared | None, today: date) -> Iterable[Missing]:
    what = _in_words(consent.whom)
    if consent.waived:
        return
    if consent.withdrawn:
        yield Missing(f"{what}: it was withdrawn", "an officer", ("UK GDPR Art 7(3)", *consent.cites))
    elif consent.answer is None:
        yield Missing(what, "an officer", consent.cites)
    elif consent.answer is Answer.REFUSED:
        yield Missing(f"{what}: it was refused", "a manager", consent.cites)
    elif prepared and not consent.covers:
        yield Missing(
            f"{what}: it was to something else, so it must be asked again", "an officer", ("UK GDPR Art 4(11)",)
        )
    elif consent.review_on and consent.review_on <= today:
        yield Missing(f"{what}: it is due for review and must be confirmed", "an officer", ("CUM-4.4", "BNS-10"))
    elif consent.answer is Answer.RESTRICTED and prepared and prepared.recipient_role not in consent.roles:
        if prepared.recipient_role is None:
            yield Missing(f"the recipient's role: {what} names only some", "an officer", ("CUM-4.5",))
        else:
            yield Missing(f"{what} for this recipient: it names only other roles", "an officer", ("CUM-4.5",))


def _in_words(whom: Asked) -> str:
    if whom in DISCLOSURE:
        who = whom.replace("_", " ").replace("parent or young person", "parent (or young person from 16)")
        return f"consent of the {who}"
    return "the child's confirmation" if whom is Asked.CHILD_CONFIRMATION else "evidence of authority to act"
