"""What a document's place on the schedule rests on: the balance that was struck, a health professional's opinion."""

from collections.abc import Sequence

from rules.gates import to_weigh
from rules.kinds import Kind
from rules.lifecycle import State
from rules.rights import Right
from rules.schedule import Item
from tasks import weighing
from web import answered
from web.case import Case, Values
from web.decision import Decision, Errand
from web.decisions.answer import GROUP
from web.field import Field

_NEEDS = "Documents are weighed once an answer with a schedule is prepared, and until it is sent: prepare it first."


def _offered(case: Case) -> bool:
    return case.state in {State.OPEN, State.PREPARED} and any(one.schedule for one in answered.prepared(case))


def _back(case: Case, _values: Values) -> str:
    return f"{case.address}/weigh"


def balance(kind: Kind, document: int, item: Item) -> Decision:
    """The balance for one document of the answer to a part; each thing that the provision names is asked."""
    cite, factors = to_weigh(item, kind) or ("", ())

    def fields(case: Case) -> Sequence[Field]:
        known = item.weighed if len(item.weighed) == len(factors) else [None] * len(factors)
        return (
            answered.seen(answered.prepared_to(case, kind)),
            *(
                Field(f"factor-{number}", f"{factor[0].upper()}{factor[1:]}", "long", rows=3, starts_as=text)
                for number, (factor, text) in enumerate(zip(factors, known, strict=True), 1)
            ),
        )

    def carry_out(case: Case, values: Values) -> str:
        answered.check_seen(case, kind, values[answered.SEEN] or "")
        texts = [values[f"factor-{number}"] for number in range(1, len(factors) + 1)]
        weighing.weigh(case.reference, document, texts, by=case.who.login, at=case.at, kind=kind)
        return f"The balance for document {document} is recorded."

    return Decision(
        "weigh",
        f"Weigh document {document}",
        fields,
        carry_out,
        cite,
        (f"{item.description}. Say of each what you found: it is part of what is approved.",),
        GROUP,
        offered=_offered,
        needs=_NEEDS,
        right=Right.WORK,
        then=_back,
    )


def opinion(kind: Kind, document: int, item: Item) -> Decision:
    """A health professional's opinion of one document."""
    known = item.opinion

    def fields(case: Case) -> Sequence[Field]:
        harm = None if known is None else "yes" if known.serious_harm else "no"
        return (
            answered.seen(answered.prepared_to(case, kind)),
            Field("on", "The day of the opinion", "date", starts_as=known.on if known else None),
            Field("of", "In what role did they give it?", hint="Such as consultant paediatrician; no name.",
                  starts_as=known.of if known else None),
            Field("harm", "Would giving the document do serious harm to anybody's health?", "yes_no", starts_as=harm),
        )  # fmt: skip

    def carry_out(case: Case, values: Values) -> str:
        answered.check_seen(case, kind, values[answered.SEEN] or "")
        weighing.give_opinion(
            case.reference,
            document,
            on=values["on"],
            of=values["of"],
            serious_harm=values["harm"],
            by=case.who.login,
            at=case.at,
            kind=kind,
        )
        return f"The opinion on document {document} is recorded."

    return Decision(
        "opinion",
        f"Record an opinion on document {document}",
        fields,
        carry_out,
        "DPA 2018 Sch 3 para 5 and 6",
        (f"{item.description}. An opinion counts for six months.",),
        GROUP,
        offered=_offered,
        needs=_NEEDS,
        right=Right.WORK,
        then=_back,
    )


DECISIONS = (Errand("weigh", "Weigh documents, or record an opinion on one", GROUP, _offered, _NEEDS),)
