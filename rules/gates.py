"""The gates of a schedule: what must be settled of each document before a person's own records go.

Health data (DPA 2018 Sch 3 para 5 and 6), what is said about others (Sch 2 para 16 and 17), the search that was made.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from rules.deed import Deed
from rules.exemptions import ExemptionRefused, cited, factors
from rules.kinds import Kind
from rules.letter import Outcome
from rules.missing import Missing
from rules.months import add_months
from rules.schedule import Decision, Health, Held, Item, Others, ScheduleRefused

OPINION_MONTHS = 6  # DPA 2018 Sch 3 para 6(3): an older opinion does not count
THIRD_PARTY = "DPA 2018 Sch 2 para 16"
SERIOUS_HARM = "DPA 2018 Sch 3 para 5"
NO_OPINION = "DPA 2018 Sch 3 para 6"


def gives_own_records(kind: Kind, outcome: Outcome) -> bool:
    """Whether an answer gives a person what is held about them: by right, or because they asked for it."""
    return (kind is Kind.SAR and outcome is Outcome.DISCLOSED) or outcome is Outcome.SENT_TO_FAMILY


def check_marked(schedule: Sequence[Item]) -> None:
    """Refuse a schedule of somebody's own records that leaves open what each document holds. Nothing is assumed.

    Raises:
        ScheduleRefused: a document is not marked, or what is said of it contradicts itself.
    """
    for number, item in enumerate(schedule, 1):
        wrong = _unmarked(item)
        if wrong:
            raise ScheduleRefused(f"Document {number} of the schedule: {wrong}")


def check_others(schedule: Sequence[Item]) -> None:
    """Refuse an extract of which the family gets a copy while it is open what a document tells about somebody else.

    Raises:
        ScheduleRefused: a document that goes is not marked.
    """
    for number, item in enumerate(schedule, 1):
        if item.decision is not Decision.WITHHOLD and item.others is None:
            raise ScheduleRefused(
                f"Document {number} of the schedule: the family gets a copy; say in the column 'others' what it "
                f"tells about somebody else: {', '.join(Others)} ({THIRD_PARTY})."
            )


def _unmarked(item: Item) -> str | None:
    if item.held is None:
        return f"say in the column 'held' how it is kept: {', '.join(Held)} (BWD-6)."
    if item.decision is Decision.WITHHOLD:
        return None
    if item.others is None:
        return f"say in the column 'others' what it tells about somebody else: {', '.join(Others)} ({THIRD_PARTY})."
    if item.health is None:
        return f"say in the column 'health' whether it holds health data: {', '.join(Health)} ({NO_OPINION})."
    if item.others is Others.REMOVED and item.decision is Decision.DISCLOSE:
        return f"nothing is taken out of a document that goes whole: redact it, or mark it otherwise ({THIRD_PARTY})."
    return None


def gaps(
    kind: Kind, outcome: Outcome, schedule: Sequence[Item], searched: Collection[Held], today: date
) -> Iterator[Missing]:
    """What is still missing of the documents of an answer."""
    # A refusal of everything rests on the same search, and on the same opinions, as an answer that gives a part.
    own = gives_own_records(kind, outcome) or (kind is Kind.SAR and bool(schedule))
    # That nothing is held can be said only of what was searched (FOIA 2000 s.1(1)(a); UK GDPR Art 15(1)).
    searches = own or (outcome is Outcome.NOT_HELD and kind in {Kind.SAR, Kind.FOI})
    for number, item in enumerate(schedule, 1):
        yield from _weighing(number, item, kind)
        if own:
            yield from _health(number, item, today)
    if searches:
        for held in Held:
            if held not in searched:
                what = f"the search of the {'paper notes' if held is Held.PAPER else 'electronic files'}"
                yield Missing(f"{what} to be recorded", "an officer", ("BWD-6", "UK GDPR Art 15(1A)"))


def to_weigh(item: Item, kind: Kind) -> tuple[str, tuple[str, ...]] | None:
    """What must be weighed of a document: the provision, and each thing that it names. None: nothing."""
    if item.others is Others.WEIGHED and item.decision is Decision.DISCLOSE:
        return THIRD_PARTY, factors(THIRD_PARTY)
    if item.decision is Decision.DISCLOSE or item.exemption is None:
        return None
    try:
        cite, exemption = cited(item.exemption, kind)
    except ExemptionRefused:
        return None
    return (cite, exemption.weigh) if exemption.weigh else None


def _weighing(number: int, item: Item, kind: Kind) -> Iterator[Missing]:
    asked = to_weigh(item, kind)
    if asked is None or len(item.weighed) == len(asked[1]):
        return
    cite, _ = asked
    yield Missing(f"document {number}: the balance to be recorded", "an officer", (cite,), do=Deed.WEIGH)


def _health(number: int, item: Item, today: date) -> Iterator[Missing]:
    opinion = item.opinion
    in_time = opinion is not None and opinion.on <= today < add_months(opinion.on, OPINION_MONTHS)
    kept_back = (item.exemption or "").startswith(SERIOUS_HARM)
    if kept_back and not (opinion and in_time and opinion.serious_harm):
        # Para 5(2): to keep it back needs an opinion too.
        what = f"document {number}: an opinion of the last six months that giving it would do serious harm"
        yield Missing(what, "an officer", (f"{SERIOUS_HARM}(2)",))
    if item.decision is Decision.WITHHOLD or item.health is not Health.OPINION or kept_back:
        return
    if opinion is None:
        what = f"document {number}: the opinion of the health professional concerned"
        yield Missing(what, "an officer", (NO_OPINION,), do=Deed.OPINION)
    elif not in_time:
        what = f"document {number}: a newer opinion of a health professional: it is older than six months"
        yield Missing(what, "an officer", (NO_OPINION,))
    elif opinion.serious_harm:
        what = f"document {number}: to be kept back, because the opinion is that giving it would do serious harm"
        yield Missing(what, "an officer", (SERIOUS_HARM,))
