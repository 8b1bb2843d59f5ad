"""Who agrees: that somebody was asked, and what became of their answer. Silence is never consent."""

from collections.abc import Callable, Sequence

from models.consent import Consent
from rules.consents import MAY_BE_WAIVED, Answer, Asked
from rules.rights import Right
from rules.working_days import written
from tasks import asking, consents
from web.case import Case, Values
from web.decision import Decision
from web.decisions import consent_answers
from web.decisions.consent_options import GROUP, Fits, has, of_whom
from web.decisions.fields import happened_on, reason


def _open(row: Consent) -> bool:
    return row.needed and row.answer is None and row.waived_because is None


def _to_ask(row: Consent) -> bool:
    return _open(row) and row.asked_on is None


def _to_chase(row: Consent) -> bool:
    return _open(row) and row.asked_on is not None


def _given(row: Consent) -> bool:
    return row.answer not in {None, Answer.REFUSED} and row.withdrawn_on is None


def _to_waive(row: Consent) -> bool:
    said_no = row.answer is Answer.REFUSED or row.withdrawn_on is not None
    return row.needed and row.whom in MAY_BE_WAIVED and not said_no and row.waived_because is None


def _dated(
    slug: str,
    title: str,
    label: str,
    fits: Fits,
    do: Callable[..., None],
    done: str,
    clause: str,
    needs: str,
    *,
    once_closed: bool = False,
    intro: Sequence[str] = (),
) -> Decision:
    """One day that is recorded of one question."""

    def carry_out(case: Case, values: Values) -> str:
        do(case.reference, Asked(values["whom"]), on=values["on"], by=case.who.login, at=case.at)
        return f"{done} on {written(values['on'])}."

    return Decision(
        slug,
        title,
        lambda case: (of_whom(case, fits), happened_on(case, label)),
        carry_out,
        clause,
        intro=intro,
        group=GROUP,
        offered=has(fits, once_closed=once_closed),
        needs=needs,
    )


def _waive(case: Case, values: Values) -> str:
    consents.waive(case.reference, Asked.CHILD_CONFIRMATION, values["because"], by=case.who.login, at=case.at)
    return "It is recorded that the request is answered without the child's confirmation, and why."


DECISIONS = (
    _dated(
        "consent-asked",
        "Somebody was asked for consent",
        "Day on which they were asked",
        _to_ask,
        asking.put,
        "Recorded that they were asked",
        "UK GDPR Art 7(1); CUM-4.2",
        "It is for an open request for which somebody is to be asked and was not asked yet.",
        intro=("For what was asked otherwise than by a letter: a letter that asks is recorded once it is sent.",),
    ),
    _dated(
        "consent-chased",
        "Somebody was asked again",
        "Day on which they were asked again",
        _to_chase,
        asking.chase,
        "Recorded that they were asked again",
        "CUM-4.2",
        "It is for an open request for which somebody was asked and has not answered.",
        intro=("Silence stays silence: it is never consent.",),
    ),
    *consent_answers.DECISIONS,
    _dated(
        "consent-confirmed",
        "Somebody confirmed their consent",
        "Day on which they confirmed it",
        lambda row: row.needed and _given(row),
        asking.confirm,
        "Recorded that they confirmed it",
        "CUM-4.4; BNS-10",
        "It is for an open request for which somebody agreed: record first that they did.",
    ),
    _dated(
        "consent-withdrawn",
        "Somebody took their consent back",
        "Day on which they took it back",
        _given,
        consents.withdraw,
        "Recorded that they took it back",
        "UK GDPR Art 7(3)",
        "It is for a request for which somebody agreed: record first that they did.",
        once_closed=True,
        intro=("As easy as giving it: no reason is asked for, and no form.",),
    ),
    Decision(
        "confirmation-waived",
        "Do without the child's confirmation",
        lambda _case: (reason(),),
        _waive,
        "BNS-6",
        group=GROUP,
        offered=has(_to_waive),
        needs="It is for an open request that waits for the child's own confirmation, which was not refused (BNS-6).",
        right=Right.APPROVE,
    ),
)
