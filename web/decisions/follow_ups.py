"""What follows an answer: an internal review, a complaint. Offered also of a request that is closed."""

from collections.abc import Callable, Sequence

from models import follow_ups as on_record
from models import queries
from models.db import reading
from rules.follow_ups import ACKNOWLEDGE, ANSWER, CODE, OUTCOMES, Answered, Followed, Outcome, Step, may_follow
from rules.kinds import FollowUp
from rules.rights import Right
from rules.working_days import written
from tasks import follow_ups
from web.case import Case, Values
from web.decision import Decision
from web.decisions.fields import happened_on
from web.field import Field, Option

GROUP = "Reviews and complaints"
REVIEW, COMPLAINT = FollowUp.INTERNAL_REVIEW, FollowUp.COMPLAINT
_PART = f"{CODE}, part 5"
_OPEN = {
    REVIEW: "It is for a request after which a review was asked for that is not done: record that it was asked for.",
    COMPLAINT: "It is for a request after which a complaint came that is not decided: record that it came.",
}


def open_ones(case: Case, what: FollowUp) -> list[Followed]:
    """Those of a kind that are still open."""
    with reading() as session:
        found = on_record.of_request(session, queries.request(session, case.reference))
    return [one for one in found if one.what is what and one.is_open]


def _any(what: FollowUp, fits: Callable[[Followed], bool] = lambda _one: True) -> Callable[[Case], bool]:
    return lambda case: any(fits(one) for one in open_ones(case, what))


def _can_be_reviewed(case: Case) -> bool:
    asked = Answered(case.kinds, case.state, case.received, None, case.policy.is_public_authority)
    return may_follow(REVIEW, asked) and not open_ones(case, REVIEW)


def _which(case: Case, what: FollowUp) -> list[Field]:
    """Which one is meant, where there are several."""
    found = open_ones(case, what)
    if len(found) < 2:
        return []
    options = [Option(str(one.number), f"The {one.name}, received on {written(one.received)}") for one in found]
    return [Field("number", "Which one?", "choice", options=options)]


def _number(case: Case, what: FollowUp, values: Values) -> int:
    """The one that was chosen, or the only one; without any the first, which the task refuses in its own words."""
    if chosen := values.get("number"):
        return int(chosen)
    return next((one.number for one in open_ones(case, what)), 1)


def _to_review(case: Case) -> Sequence[Field]:
    hint = "Then it may take 40 working days and not 20; tell whoever asks."
    return (
        happened_on(case, "On which day was it asked for?", "received"),
        Field("complex", "Is the review complex?", "yes_no", hint, starts_as="no"),
    )


def _review(case: Case, values: Values) -> str:
    received = values["received"]
    follow_ups.record(case.reference, REVIEW, received, complex_=values["complex"], by=case.who.login, at=case.at)
    return f"The internal review, asked for on {written(received)}, is recorded."


def _consider(case: Case, values: Values) -> Sequence[str]:
    found = follow_ups.consider(case.reference, values["received"])
    return [found] if found else []


def _complain(case: Case, values: Values) -> str:
    follow_ups.record(case.reference, COMPLAINT, values["received"], by=case.who.login, at=case.at)
    return f"The complaint of {written(values['received'])} is recorded."


def _lengthen(case: Case, values: Values) -> str:
    follow_ups.lengthen(case.reference, _number(case, REVIEW, values), by=case.who.login, at=case.at)
    return "The review is noted as complex: tell whoever asked for it, with the new date."


def _acknowledged(what: FollowUp, title: str, clause: str, intro: str) -> Decision:
    def carry_out(case: Case, values: Values) -> str:
        number = _number(case, what, values)
        follow_ups.acknowledge(case.reference, what, number, values["on"], by=case.who.login, at=case.at)
        return f"Recorded: acknowledged on {written(values['on'])}."

    return Decision(
        f"{_slug(what)}-acknowledged",
        title,
        lambda case: (*_which(case, what), happened_on(case, "On which day did the acknowledgement go?")),
        carry_out,
        clause,
        (intro,),
        GROUP,
        offered=_any(what, lambda one: one.acknowledged is None),
        needs=f"{_OPEN[what]} It is acknowledged once.",
    )


def _corrected(what: FollowUp, title: str) -> Decision:
    def fields(case: Case) -> Sequence[Field]:
        return (
            *_which(case, what),
            Field("received", "The right day of receipt", "date", "Today or before."),
            Field("because", "Why", hint="It stays on record: name nobody."),
        )

    def carry_out(case: Case, values: Values) -> str:
        number, received = _number(case, what, values), values["received"]
        follow_ups.correct(case.reference, what, number, received, values["because"], by=case.who.login, at=case.at)
        return f"The day of receipt is now {written(received)}; both days stay on record."

    intro = ("Its date is worked out again from it.",)
    slug = f"{_slug(what)}-received"
    return Decision(slug, title, fields, carry_out, "", intro, GROUP, offered=_any(what), needs=_OPEN[what])


def _ended(what: FollowUp, title: str, clause: str, intro: str, more: Sequence[Field] = ()) -> Decision:
    options = [Option(word, f"{says[0].upper()}{says[1:]}") for word, says in OUTCOMES[what].items()]

    def fields(case: Case) -> Sequence[Field]:
        hint = "Their name as they sign in, or their role where they are nobody of the service."
        return (
            *_which(case, what),
            Field("outcome", "How does it end?", "choice", options=options),
            happened_on(case, "On which day were they told?"),
            Field("decided_by", "Who decided?", hint=hint, starts_as=case.who.login),
            *more,
        )

    def carry_out(case: Case, values: Values) -> str:
        outcome = Outcome(values["outcome"])
        follow_ups.end(
            case.reference,
            what,
            _number(case, what, values),
            outcome,
            values["on"],
            by=case.who.login,
            at=case.at,
            decided_by=values["decided_by"],
            because=values.get("because"),
        )
        return f"Recorded: {OUTCOMES[what][outcome]}. Nothing more is owed on it."

    return Decision(
        f"{_slug(what)}-ended",
        title,
        fields,
        carry_out,
        clause,
        (intro,),
        GROUP,
        offered=_any(what),
        needs=_OPEN[what],
        warning="Nothing more is owed on it then. What was recorded by mistake can be taken back, with the reason.",
        right=Right.APPROVE,
    )


_WRONG = {
    Step.ACKNOWLEDGED: "that it was acknowledged",
    Step.COMPLEX: "that it is complex",
    Step.ENDED: "how and when it ended",
}


def _taken_back(what: FollowUp, title: str) -> Decision:
    """What was recorded wrongly: each step of each one is a choice of its own."""

    def steps(case: Case) -> list[tuple[Followed, Step]]:
        with reading() as session:
            found = on_record.of_request(session, queries.request(session, case.reference))
        return [(one, step) for one in found if one.what is what for step in one.steps]

    def fields(case: Case) -> Sequence[Field]:
        options = [Option(f"{step} {one.number}", f"Of the {one.name}: {_WRONG[step]}") for one, step in steps(case)]
        return (
            Field("wrong", "What is not so?", "choice", options=options),
            Field("because", "Why", hint="It stays on record: name nobody."),
        )

    def carry_out(case: Case, values: Values) -> str:
        word, _, number = values["wrong"].partition(" ")
        step, because = Step(word), values["because"]
        follow_ups.take_back(case.reference, what, int(number), step, because, by=case.who.login, at=case.at)
        return f"Taken back: {_WRONG[step]}. What was recorded stays in the log."

    intro = ("Record what is right after it; both stay in the log.",)
    needs = f"It is for a request of which a {what.words} is on record."
    slug = f"{_slug(what)}-taken-back"
    return Decision(
        slug, title, fields, carry_out, "", intro, GROUP, offered=lambda case: bool(steps(case)), needs=needs
    )


def _slug(what: FollowUp) -> str:
    return "review" if what is REVIEW else "complaint"


_SAME = Field(
    "because",
    "If they decided the first answer: why could nobody else review it?",
    "long",
    "Otherwise leave it empty. It stays on record: name nobody.",
    needed=False,
    rows=3,
)
DECISIONS = (
    Decision(
        "review",
        "An internal review was asked for",
        _to_review,
        _review,
        _PART,
        ("It looks at the answer under FOI again, as a whole: whether it was right, and right in time.",),
        GROUP,
        offered=_can_be_reviewed,
        needs="It is for a request under FOI that was answered, and of which no review is open.",
        consequences=_consider,
    ),
    _acknowledged(REVIEW, "The review was acknowledged", _PART, "Say in it by when the review will be done."),
    Decision(
        "review-complex",
        "The review is complex",
        lambda case: _which(case, REVIEW),
        _lengthen,
        _PART,
        ("It may then take 40 working days from the day on which it was asked for. Tell whoever asked.",),
        GROUP,
        offered=_any(REVIEW, lambda one: not one.complex),
        needs=f"{_OPEN[REVIEW]} It is noted as complex once.",
    ),
    _corrected(REVIEW, "Correct the day on which the review was asked for"),
    _ended(
        REVIEW,
        "The review is done",
        f"{_PART}; FOIA 2000 s.50",
        "Tell whoever asked how it ends, and that they may go to the Information Commissioner.",
        (_SAME,),
    ),
    _taken_back(REVIEW, "Take back what was recorded of the review"),
    Decision(
        "complaint",
        "A complaint about personal data came",
        lambda case: (happened_on(case, "On which day did it come?", "received"),),
        _complain,
        ACKNOWLEDGE,
        ("It is acknowledged within 30 days, looked into, and answered without undue delay.",),
        GROUP,
        offered=lambda _case: True,
    ),
    _acknowledged(
        COMPLAINT,
        "The complaint was acknowledged",
        ACKNOWLEDGE,
        "From then on it has no date: it is owed an outcome without undue delay, and word of how it goes meanwhile.",
    ),
    _corrected(COMPLAINT, "Correct the day on which the complaint came"),
    _ended(
        COMPLAINT,
        "The complaint is decided",
        f"{ANSWER}; DPA 2018 s.165",
        "Tell whoever complained how it ends, and that they may go to the Information Commissioner.",
    ),
    _taken_back(COMPLAINT, "Take back what was recorded of the complaint"),
)
