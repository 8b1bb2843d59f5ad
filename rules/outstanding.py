"""What is missing before an answer may go, and what a request waits for. Each line names its source."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rules import advice, hand_over, orders, police, refusals, safeguarding
from rules.approvals import Given
from rules.approvals import missing as missing_roles
from rules.conflicts import Conflict, undecided
from rules.consents import DISCLOSURE, Circumstances, birth_date_decides, concerns
from rules.deed import Deed
from rules.gates import gaps
from rules.grounds import GROUNDS_FOR, WITHOUT_CONSENT, Ground
from rules.kinds import Kind
from rules.ledger import ConsentState, lacking
from rules.letter import TOLD_BEFORE, NoSuchAnswer, Outcome, response
from rules.lifecycle import OWNERS, State
from rules.missing import Missing
from rules.orders import Order
from rules.police import PoliceForm
from rules.policy import Policy
from rules.schedule import Held, Item
from rules.telling import stays_silent

# The law that somebody relies on is theirs to name: a service does not guess it.
POWER_NAMED = ("BWD-4", "CUM-2.4", "UK GDPR Art 6(1)(c)")


# Until it is acknowledged nothing else than its state decides what a request waits for.
BEFORE_PREPARING = frozenset({State.LOGGED, State.UNREADABLE, State.IN_DOUBT, State.CLASSIFIED})


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
    schedule: tuple[Item, ...] = ()
    searched: tuple[Held, ...] = ()  # what was searched for it
    not_held: tuple[int, ...] = ()  # the pieces of an order that are not held
    power: bool = True  # the law that the requester relies on is recorded


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
    requester_known: bool = True
    subject_known: bool = True
    who: Circumstances = field(default_factory=Circumstances)
    conflicts: tuple[Conflict, ...] = ()  # those on which no manager has decided
    order: Order | None = None
    police: PoliceForm | None = None  # what the police said of their request
    advised: bool = False  # by the data protection officer or an independent lawyer
    decided_for: frozenset[str] = frozenset()  # the roles for which a safeguarding decision stands
    own_of_another: bool = False  # said to be the requester's own records, and recorded as somebody else's
    identity_awaited: bool = False  # the service asked who the requester is, and waits
    handed_over: bool = False  # it is with the data protection team


def before_answer(facts: Facts, policy: Policy, today: date) -> tuple[Missing, ...]:
    """Everything that is missing before the answer may go; empty when it may."""
    early = _before_preparing(facts)
    if early:
        return early
    missing = [found for kind in facts.kinds for found in _part(kind, facts, policy, today)]
    if len(facts.prepared) < len(facts.kinds) or any(
        one.outcome.gives or _tells_of_records(one) for one in facts.prepared
    ):
        missing += undecided(facts.conflicts)  # an answer that gives nothing away waits for nobody: HIL-6
    if facts.handed_over:
        missing.append(hand_over.out(policy))
    if len(facts.prepared) == len(facts.kinds) and facts.state is State.OPEN:
        says = "the answer, which was taken back, to be prepared again"
        missing.append(Missing(says, "an officer", ("BWD-1",), do=Deed.PREPARE))
    elif len(facts.prepared) == len(facts.kinds):
        roles = missing_roles(facts.kinds, policy, facts.approvals, facts.digest)
        missing += [Missing(f"approval by the {role}", role, cites) for role, cites in roles.items()]
    return tuple(dict.fromkeys(missing))


def waits_for(facts: Facts, policy: Policy, today: date) -> str:
    """In a few words for the board: what a request waits for, and on whom."""
    if not facts.state.is_open:
        return "nothing"
    if facts.paused and set(facts.paused) == set(facts.kinds):
        return "the requester's answer"
    missing = [_briefly(item.what) for item in before_answer(facts, policy, today)] or ["the answer to be sent"]
    return "; ".join(dict.fromkeys([*missing, *(f"the requester's answer ({kind.words})" for kind in facts.paused)]))


def waits_on(facts: Facts, policy: Policy, today: date) -> str:
    """Who must act next, as the policy or the lifecycle calls them."""
    if not facts.state.is_open:
        return OWNERS[facts.state]
    if facts.paused and set(facts.paused) == set(facts.kinds):
        return "the requester"
    missing = before_answer(facts, policy, today)
    return missing[0].who if missing else policy.service.manager_role


def _briefly(what: str) -> str:
    """The questions about an order's paper are one thing to do."""
    return orders.TO_CHECK if what.startswith(orders.TO_CHECK) else what


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
        for found in lacking(
            consent,
            prepared.outcome if prepared else None,
            prepared.recipient_role if prepared else None,
            today,
        )
    ]
    if prepared is None:
        yield from asked
        yield from police.missing(kind, facts.who.requester, facts.police)
        if kind is Kind.COURT_ORDER:
            yield from orders.missing(facts.order)
        yield _to_prepare(kind, facts.kinds)
        return
    try:
        response(kind, prepared.outcome, prepared.ground)
    except NoSuchAnswer as refused:
        yield Missing(str(refused), "an officer")
    yield from advice.missing(kind, prepared.outcome, policy.service.host, facts.advised)
    if kind is Kind.COURT_ORDER:
        yield from orders.missing(facts.order)
        yield from orders.unanswered(facts.order, prepared.schedule, prepared.not_held, facts.advised)
    yield from refusals.missing(prepared.outcome, facts.consents)
    if not prepared.outcome.gives:
        if _tells_of_records(prepared):
            yield from asked
            yield from _who_asks(kind, facts)
        yield from gaps(kind, prepared.outcome, prepared.schedule, prepared.searched, today)
        return
    yield from _disclosure(prepared, facts, policy)
    yield from gaps(kind, prepared.outcome, prepared.schedule, prepared.searched, today)
    if prepared.ground in {Ground.CONSENT, Ground.OWN_RECORDS}:
        yield from asked
    if prepared.ground is Ground.CONSENT and not any(
        one.whom in DISCLOSURE and not one.waived for one in facts.consents
    ):
        # The police before they have said whether asking would do harm; a service that asks nobody for inspectors.
        what = "a consent to rest on: nobody is asked for one here, so choose another ground or record who asks"
        yield Missing(what, "an officer", policy.settings.consent_required[kind].cites)
    yield from _who_asks(kind, facts)


def _tells_of_records(prepared: Prepared) -> bool:
    """Whether an answer that gives nothing tells all the same that records are held, or not (UK GDPR Art 15(1))."""
    listed = prepared.outcome is Outcome.REFUSED and bool(prepared.schedule)
    return prepared.kind is Kind.SAR and (prepared.outcome is Outcome.NOT_HELD or listed)


def _who_asks(kind: Kind, facts: Facts) -> Iterable[Missing]:
    """What must be known of whoever asks for records before they are told anything of them."""
    if kind is Kind.SAR and facts.who.requester is None and not facts.who.own:
        yield Missing(
            "who the requester is (parent, young person, representative)", "an officer", ("UK GDPR Art 12(6)",)
        )
    if kind is Kind.SAR and facts.own_of_another:
        what = "who the records are about: the requester is said to ask for their own, and another name is recorded"
        yield Missing(what, "an officer", ("UK GDPR Art 15",))
    if kind is Kind.SAR and facts.identity_awaited:
        yield Missing(
            "the evidence of who the requester is, which was asked for", "an officer", ("UK GDPR Art 12(6)",)
        )
    if birth_date_decides(kind, facts.who):
        what = "the birth date of whom the records are about, or that a requester asks for their own records"
        cites = ("CUM-3.2", "Children and Families Act 2014 s.83(2)")
        yield Missing(what, "an officer", cites, give=("own_records",))


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
    if prepared.items == 0 and not (kind is Kind.COURT_ORDER and prepared.schedule):  # all of it may be privileged
        yield Missing("a schedule with at least one document that goes", "an officer", ("UK GDPR Art 5(1)(c)",))
    to_family = prepared.outcome is Outcome.SENT_TO_FAMILY
    if not prepared.purpose and kind not in {Kind.SAR, Kind.FOI}:
        yield Missing("the purpose for which it goes", "an officer", ("HIL-2", "UK GDPR Art 5(1)(b)"))
    if not facts.requester_known and not to_family and kind not in {Kind.COURT_ORDER, Kind.INSPECTION}:
        yield Missing("the name of whoever the answer goes to", "an officer", ("UK GDPR Art 5(1)(f)",))
    if not facts.subject_known and kind in {Kind.LA_LEGAL, Kind.THIRD_PARTY, Kind.COURT_ORDER}:
        yield Missing("whom the information is about to be recorded", "an officer", ("UK GDPR Art 5(1)(d)",))
    if not prepared.power and (prepared.outcome is Outcome.SHOWN or prepared.ground is Ground.REQUIRED_BY_LAW):
        who = "inspectors rely" if kind is Kind.INSPECTION else "requester relies"
        yield Missing(f"the power on which the {who}, as they name it", "an officer", POWER_NAMED, give=("power",))
    yield from police.missing(kind, facts.who.requester, facts.police)
    yield from safeguarding.missing(prepared.ground, prepared.recipient_role, facts.decided_for)
    # CUM-0 names the police and a risk of serious harm beside the court. An order may itself forbid to tell, and the
    # police may have said in writing that telling would prejudice their purpose.
    silent = stays_silent(kind, facts.who.requester, facts.order, facts.police)
    if not prepared.told and not silent and (prepared.ground in WITHOUT_CONSENT or kind in TOLD_BEFORE):
        yield Missing(
            "the person to be told before compliance, or the reason why not",
            "an officer",
            settings.tell_before_compliance.cites,
        )
