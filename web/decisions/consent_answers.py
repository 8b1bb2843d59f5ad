"""What somebody answered who was asked for consent: yes, on paper and to what they were shown; or no."""

from collections.abc import Sequence
from datetime import date

from models.consent import Consent
from models.rehearsal import rehearsed
from rules.consents import ON_PAPER, Answer, Asked
from rules.working_days import written
from tasks import consents
from web.case import Case, Values
from web.decision import Decision
from web.decisions.consent_options import GROUP, has, of_whom
from web.decisions.fields import earlier_day, happened_on, roles
from web.field import Field, Option, Upload

_REHEARSED = ("paper", b"-")  # stands for the paper, which is asked for with the confirmation
_PAPER = Field("paper", "The signed paper, or its scan", "file", "It is kept as it is (CUM-5.1).")
_NO_PAPER = Field("paper", "What they wrote, or its scan", "file", "Where they wrote anything.", needed=False)
_FORM = Field("form_number", "Number on the form", hint="Such as 3F2A-9C41, where the paper bears one.", needed=False)


def _on_paper(row: Consent) -> bool:
    return row.needed and row.whom in ON_PAPER


def _of_the_child(row: Consent) -> bool:
    return row.needed and row.whom is Asked.CHILD_CONFIRMATION


def paper_of(upload: Upload | None) -> tuple[str, bytes] | None:
    """The name and the bytes of the signed paper; while it is rehearsed, something that stands for it."""
    if upload is None:
        return _REHEARSED if rehearsed.get() else None
    return upload.name.replace("\\", "/").rpartition("/")[2][:200], upload.content


def _yes(case: Case) -> Sequence[Field]:
    how = (
        Option(Answer.FULL, "In full"),
        Option(Answer.RESTRICTED, "To recipients in the roles that they name", "Tick the roles below (CUM-4.2)."),
        Option(Answer.TO_THEMSELF, "They want it sent to themself, or to their solicitor (CUM-5.1)"),
    )
    return (
        of_whom(case, _on_paper),
        Field("how", "How do they agree?", "choice", options=how),
        Field("roles", "Roles that may have it", "many", "Of a restricted consent alone.", roles(case), needed=False),
        happened_on(case, "Day on which they answered"),
        earlier_day("Date on the paper", "signed_on", "Where it is older than the answer."),
        earlier_day("Last day for which they agree", "valid_until", "Where they said one."),
        _FORM,
        _PAPER,
    )


def _record_yes(case: Case, values: Values) -> str:
    return _record(case, Asked(values["whom"]), Answer(values["how"]), values)


def _record(case: Case, whom: Asked, given: Answer, values: Values) -> str:
    on: date = values["on"]
    consents.answer(
        case.reference,
        whom,
        given,
        on=on,
        by=case.who.login,
        at=case.at,
        roles=values.get("roles") or (),
        paper=paper_of(values["paper"]),
        signed_on=values.get("signed_on"),
        valid_until=values.get("valid_until"),
        form=values.get("form_number"),
    )
    return f"The answer of {written(on)} is recorded."


def _no(case: Case) -> Sequence[Field]:
    return (
        of_whom(case, lambda row: row.needed),
        happened_on(case, "Day on which they answered"),
        _FORM,
        _NO_PAPER,
    )


def _record_no(case: Case, values: Values) -> str:
    return _record(case, Asked(values["whom"]), Answer.REFUSED, values)


def _child(case: Case) -> Sequence[Field]:
    return (happened_on(case, "Day on which the child answered"), _NO_PAPER)


def _record_child(case: Case, values: Values) -> str:
    return _record(case, Asked.CHILD_CONFIRMATION, Answer.FULL, values)


DECISIONS = (
    Decision(
        "consent-given",
        "Somebody agreed",
        _yes,
        _record_yes,
        "UK GDPR Art 4(11), 7(1); CUM-4.2, CUM-5.1",
        intro=(
            "A yes is on paper, and to what they were shown: named documents, a purpose, a recipient. So the answer "
            "is prepared before anybody is asked.",
        ),
        group=GROUP,
        offered=has(_on_paper),
        needs="It is for an open request for which somebody's consent is needed.",
    ),
    Decision(
        "child-confirmed",
        "The child confirmed the request",
        _child,
        _record_child,
        "BNS-6; CUM-3.2",
        group=GROUP,
        offered=has(_of_the_child),
        needs="It is for an open request for which the child's own confirmation is asked (BNS-6).",
    ),
    Decision(
        "consent-refused",
        "Somebody said no",
        _no,
        _record_no,
        "UK GDPR Art 4(11); CUM-4.2",
        group=GROUP,
        offered=has(lambda row: row.needed),
        needs="It is for an open request for which somebody is asked.",
    ),
)
