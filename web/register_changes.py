"""What somebody records in a register: a short form each, what it does before it is confirmed, then the task."""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from models import late as late_reads
from models.db import reading
from models.moment import day_of
from rules import disclosure_log as log_rule
from rules import late as late_rule
from rules import policy_reviews as review_rule
from rules.late import Late, Reason
from rules.rights import Right
from rules.working_days import written
from tasks import access, disclosure_log, late, policies, policy_reviews
from web.case import Values
from web.change import Change, in_one_transaction, show, take
from web.field import Field, Option
from web.managing import Manager
from web.page import onward
from web.registers import PLACE, reader
from web.visitor import At, Form, Visitor, Who

router = APIRouter(include_in_schema=False, dependencies=[Depends(reader)])
_LOG = f"{PLACE}/disclosure-log"
_CLAUSE = "FOIA 2000 s.19; UK GDPR Art 5(1)(c)"
_READ = "Nobody's name is found in it by the program alone: read it as a stranger would."


@router.get(f"{_LOG}/{{answer}}/publish")
def publish_form(request: Request, answer: str, who: Who, at: At) -> Response:
    """The words under which an answer is published."""
    return show(request, _publishing(answer, who, at), who)


@router.post(f"{_LOG}/{{answer}}/publish")
def publish(request: Request, answer: str, who: Who, at: At, sent: Form) -> Response:
    """What everybody will read, then it is published."""
    return take(request, _publishing(answer, who, at), who, sent)


@router.get(f"{_LOG}/{{answer}}/leave-out")
def leave_out_form(request: Request, answer: str, who: Who, at: At) -> Response:
    """Why an answer is not published."""
    return show(request, _leaving_out(answer, who, at), who)


@router.post(f"{_LOG}/{{answer}}/leave-out")
def leave_out(request: Request, answer: str, who: Who, at: At, sent: Form) -> Response:
    """What it does, then it is left out."""
    return take(request, _leaving_out(answer, who, at), who, sent)


@router.get(f"{_LOG}/{{answer}}/take-back")
def take_back_form(request: Request, answer: str, who: Who, at: At) -> Response:
    """What taking a decision back does."""
    return show(request, _taking_back(answer, who, at), who)


@router.post(f"{_LOG}/{{answer}}/take-back")
def take_back(request: Request, answer: str, who: Who, at: At, sent: Form) -> Response:
    """Take a decision back."""
    return take(request, _taking_back(answer, who, at), who, sent)


@router.get(f"{_LOG}/lines/{{line}}/remove")
def remove_form(request: Request, line: int, who: Manager, at: At) -> Response:
    """What taking out a line of a destroyed request does."""
    return show(request, _removing(line, who, at), who)


@router.post(f"{_LOG}/lines/{{line}}/remove")
def remove(request: Request, line: int, who: Manager, at: At, sent: Form) -> Response:
    """Take it out."""
    return take(request, _removing(line, who, at), who, sent)


@router.get(f"{PLACE}/late/{{missed}}/{{date_of}}")
def note_form(request: Request, missed: str, date_of: str, who: Who, at: At) -> Response:
    """Why a date was missed."""
    return show(request, _noting(missed, date_of, who, at), who)


@router.post(f"{PLACE}/late/{{missed}}/{{date_of}}")
def note(request: Request, missed: str, date_of: str, who: Who, at: At, sent: Form) -> Response:
    """What is noted, then it is."""
    return take(request, _noting(missed, date_of, who, at), who, sent)


@router.get(f"{PLACE}/policies/record")
def review_form(request: Request, who: Manager, at: At) -> Response:
    """A review of the policy that was held."""
    return show(request, _reviewing(who, at), who)


@router.post(f"{PLACE}/policies/record")
def review(request: Request, who: Manager, at: At, sent: Form) -> Response:
    """Which date it moves, then it is recorded."""
    return take(request, _reviewing(who, at), who, sent)


def _publishing(reference: str, who: Visitor, at: datetime) -> Change:
    _seen(reference, who, at)

    def carry_out(values: Values) -> Response:
        disclosure_log.publish(reference, values["title"], values["summary"], by=who.login, at=at)
        return onward(_LOG, f"The answer to {reference} is in the disclosure log.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (
            "The log shows this title and this summary, the month of the answer, its outcome and the exemptions that "
            "it cites. It shows no reference, no day and nobody.",
            "They stay in the log when the request is destroyed.",
        )

    fields = (
        Field("title", "Title", hint="What it is about, such as: Families supported in three years.",
              longest=log_rule.TITLE),
        Field("summary", "What was asked, and what was answered", "long",
              hint="In your own words, for everybody. No name, no exact day of somebody's life.",
              longest=log_rule.SUMMARY),
    )  # fmt: skip
    return _of_log(reference, "Publish the answer", carry_out, consequences, fields, caution=_READ)


def _leaving_out(reference: str, who: Visitor, at: datetime) -> Change:
    _seen(reference, who, at)

    def carry_out(values: Values) -> Response:
        disclosure_log.leave_out(reference, values["because"], by=who.login, at=at)
        return onward(_LOG, f"The answer to {reference} is left out of the disclosure log.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return ("Nothing of it is published. The reason stays within the service.",)

    fields = (Field("because", "Why is it left out?", hint="Such as: of no use to anybody else."),)
    return _of_log(reference, "Leave the answer out", carry_out, consequences, fields)


def _taking_back(reference: str, who: Visitor, at: datetime) -> Change:
    _seen(reference, who, at)

    def carry_out(_values: Values) -> Response:
        disclosure_log.take_back(reference, by=who.login, at=at)
        return onward(_LOG, f"The decision on {reference} is taken back.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (
            "It is out of the log from now on, and somebody is to decide anew.",
            "What was decided before stays on record within the service.",
        )

    caution = "Copies of the log that went out are not called back by it: put the new one in their place."
    return _of_log(reference, "Take the decision back", carry_out, consequences, caution=caution)


def _removing(line: int, who: Visitor, at: datetime) -> Change:
    def carry_out(_values: Values) -> Response:
        disclosure_log.remove(line, who.service, by=who.login, at=at)
        return onward(_LOG, "The line is out of the disclosure log.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return ("The line is deleted. As its request was destroyed, nothing of it is left here.",)

    title = "Take a line out of the log"
    return Change(title, _LOG, "the disclosure log", carry_out, consequences, clause=_CLAUSE)


def _noting(reference: str, date_of: str, who: Visitor, at: datetime) -> Change:
    found = _missed(reference, date_of, who, at)

    def carry_out(values: Values) -> Response:
        late.note(reference, Reason(values["reason"]), values["note"], by=who.login, at=at, of=date_of)
        return onward(f"{PLACE}/late", f"Noted why a date of {reference} was missed.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        return (
            f"{reference}, {found.item.name}: {written(found.missed)} was missed. The register says why.",
            "A note that stands already stays on record, and this one is shown in its place.",
        )

    fields = (
        Field("reason", "Why was the date missed?", "choice",
              options=[Option(one.value, one.words[0].upper() + one.words[1:]) for one in Reason]),
        Field("note", "What happened, and what was done about it", "long",
              hint="For a regulator, too. No name of a requester or of anybody whom it is about.",
              longest=late_rule.NOTE),
    )  # fmt: skip
    title = "Note why a date was missed"
    return Change(title, f"{PLACE}/late", "missed dates", carry_out, consequences, fields)


def _reviewing(who: Visitor, at: datetime) -> Change:
    setting = policies.of(who.service).settings.policy_review

    def carry_out(values: Values) -> Response:
        policy_reviews.record(
            who.service, values["on"], values["by_whom"], changed=values["changed"], next_on=values["next"],
            by=who.login, at=at,
        )  # fmt: skip
        return onward(f"{PLACE}/policies", "The review is recorded.")

    def consequences(values: Values) -> Sequence[str]:
        in_one_transaction(carry_out, values)
        following = values["next"] or review_rule.usual_next(setting.value, values["on"])
        told = [f"The next review is due by {written(following)}."]
        if values["changed"]:
            told.append("What the program does follows the policy's file: have it changed, where the policy was.")
        return told

    fields = (
        Field("on", "When was it reviewed?", "date"),
        Field("by_whom", "By which body, or in which role?", hint="Such as: Steering Group. No person's name."),
        Field("changed", "Was the policy changed?", "yes_no"),
        Field("next", "When is it to be reviewed next?", "date",
              hint=f"{setting.value.every_months} months later unless you say so.", needed=False),
    )  # fmt: skip
    return Change(
        "Record a review of the policy", f"{PLACE}/policies", "policy reviews", carry_out, consequences, fields,
        ", ".join(setting.cites),
    )  # fmt: skip


def _of_log(
    reference: str,
    title: str,
    carry_out: Callable[[Values], Response],
    consequences: Callable[[Values], Sequence[str]],
    fields: Sequence[Field] = (),
    caution: str = "",
) -> Change:
    intro = (f"The answer to {reference}.",)
    return Change(title, _LOG, "the disclosure log", carry_out, consequences, fields, _CLAUSE, intro, caution)


def _seen(reference: str, who: Visitor, at: datetime) -> None:
    """See that a form is of a request that whoever looks may read.

    Raises:
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        access.to_read(session, reference, by=who.login, at=at)


def _missed(reference: str, date_of: str, who: Visitor, at: datetime) -> Late:
    """The missed date that an address means.

    Raises:
        HTTPException: 404, there is none.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=who.login, at=at, right=Right.WORK)
        found = late_reads.of_request(session, request, day_of(at))
    for one, _ in found:
        if late_rule.word_of(one.item) == date_of:
            return one
    raise HTTPException(404, "No such date of this request was missed.")
