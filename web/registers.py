"""The registers that a service must keep beside that of its requests: pages to look at, and the same as files."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from models.late import Line
from models.moment import day_of
from rules.late import word_of
from rules.letter_forms import Form as PaperForm
from rules.rights import Right
from rules.working_days import Calendar
from tasks import access as accounts_of
from tasks import disclosure_log, holidays, late, policies, policy_reviews, training
from web import register_sheets as sheets
from web.copied import file_of, no_such_list, sent, words_of
from web.copies import copies
from web.managing import Manager
from web.page import drawn, file
from web.sheet import Form
from web.statistics import asked_of, period
from web.visitor import At, Who, may

PLACE = "/registers"
_PAPERS = (PaperForm.HTML, PaperForm.DOCX)  # as what the log is put before everybody
_PAGES = (
    (
        "disclosure-log",
        "Disclosure log",
        "Answers under the Freedom of Information Act that everybody may read, and those not decided on yet.",
        False,
    ),
    ("late", "Missed dates", "What was answered late or is late now, by how much, and why.", False),
    ("policies", "Policy reviews", "When the confidentiality policy was reviewed, and when it is to be.", False),
    ("training", "Training and agreements", "Who is trained and has signed, and what is overdue.", True),
)


def reader(who: Who, at: At) -> None:
    """Somebody who may read all of the service's requests. That a volunteer tried is recorded (BNS-5).

    Raises:
        rules.access.AccessRefused
    """
    accounts_of.check_service(who.service, Right.READ, by=who.login, at=at)


router = APIRouter(include_in_schema=False, dependencies=[Depends(reader)])


@router.get(PLACE)
def registers(request: Request, who: Who) -> Response:
    """The registers that whoever looks may open."""
    manages = may(who, Right.MANAGE)
    pages = [(f"{PLACE}/{slug}", name, says) for slug, name, says, managed in _PAGES if manages or not managed]
    name = policies.of(who.service).service.name
    return drawn(request, "registers.html", "Registers", who=who, name=name, pages=pages)


@router.get(f"{PLACE}/disclosure-log")
def log(request: Request, who: Who, at: At) -> Response:
    """What is published, and the answers on which somebody is to decide."""
    links = copies(request, who, "disclosure-log")
    links += [(form.words, f"/export/disclosure-log.{form.value}") for form in _PAPERS] if links else []
    return drawn(
        request,
        "disclosure_log.html",
        "Disclosure log",
        who=who,
        log=disclosure_log.look(who.service, by=who.login, at=at),
        decides=may(who, Right.APPROVE) or may(who, Right.MANAGE),
        manages=may(who, Right.MANAGE),
        copies=links,
    )


@router.get(f"{PLACE}/late")
def missed(request: Request, who: Who, at: At) -> Response:
    """The dates that were missed in the last twelve months, or in those that are asked for."""
    fields = asked_of(day_of(at))
    start, end, values, errors = period(words_of(request), fields, day_of(at))
    found = late.register(who.service, start, end, by=who.login, at=at)
    calendar, wrong = holidays.to_show()
    return drawn(
        request,
        "late.html",
        "Missed dates",
        who=who,
        status=422 if errors else 200,
        fields=fields,
        values=values,
        errors=errors,
        start=start,
        end=end,
        wrong=wrong,
        rows=[_row(one, calendar.united_kingdom) for one in found],
        unexplained=sum(one.note is None and one.reference is not None for one in found),
        works=may(who, Right.WORK),
        copies=[] if errors else copies(request, who, "late"),
    )


@router.get(f"{PLACE}/training")
def trained(request: Request, who: Manager, at: At, closed: str | None = None) -> Response:
    """The accounts of the service, what is overdue first."""
    return drawn(
        request,
        "training.html",
        "Training and agreements",
        who=who,
        today=day_of(at),
        found=training.register(who.service, by=who.login, at=at, closed=bool(closed)),
        closed=bool(closed),
        setting=policies.of(who.service).settings.training_months,
        copies=copies(request, who, "training"),
    )


@router.get(f"{PLACE}/policies")
def reviews(request: Request, who: Who, at: At) -> Response:
    """The service's policy: when it is to be reviewed, and every review of it."""
    (found,) = policy_reviews.register(who.service, by=who.login, at=at)
    return drawn(
        request,
        "policy_reviews.html",
        "Policy reviews",
        who=who,
        found=found,
        overdue=found.is_overdue(day_of(at)),
        setting=found.policy.settings.policy_review,
        manages=may(who, Right.MANAGE),
        copies=copies(request, who, "policy-reviews"),
    )


@router.get("/export/disclosure-log.{form}")
def log_file(form: str, who: Who, at: At) -> Response:
    """The log as it goes out: as a list, as a page for a website, or as a Word file.

    Raises:
        HTTPException: 404, for another sort of file.
    """
    if form in {*_PAPERS}:
        sort = PaperForm(form)
        content = disclosure_log.paper(who.service, sort, by=who.login, at=at)
        return file(content, sort.media_type, f"inforights-disclosure-log-{day_of(at).isoformat()}.{sort.suffix}")
    if form not in {*Form}:
        raise no_such_list()
    found = disclosure_log.take_out(who.service, form, by=who.login, at=at)
    return file_of(sheets.disclosure_log(found), "disclosure-log", Form(form), at)


@router.get("/export/late.{form}")
def late_file(request: Request, form: Form, who: Who, at: At) -> Response:
    """The missed dates of the days that are asked for.

    Raises:
        HTTPException: 404, where the period cannot be understood.
    """
    start, end, _, errors = period(words_of(request), asked_of(day_of(at)), day_of(at))
    if errors:
        raise no_such_list()
    found = late.register(who.service, start, end, by=who.login, at=at)
    table = sheets.late(found, start, end, holidays.to_show()[0].united_kingdom)
    return sent(table, "late", form, who, at)


@router.get("/export/training.{form}")
def training_file(form: Form, who: Manager, at: At, closed: str | None = None) -> Response:
    """The accounts with their training and agreements."""
    found = training.register(who.service, by=who.login, at=at, closed=bool(closed))
    return sent(sheets.training(found, day_of(at)), "training", form, who, at)


@router.get("/export/policy-reviews.{form}")
def reviews_file(form: Form, who: Who, at: At) -> Response:
    """Every review of the policy."""
    found = policy_reviews.register(who.service, by=who.login, at=at)
    return sent(sheets.policies(found), "policy-reviews", form, who, at)


def _row(one: Line, calendar: Calendar) -> dict[str, Any]:
    """One missed date as it is drawn."""
    missed = one.late
    return {
        "reference": one.reference,
        "name": missed.item.name,
        "word": word_of(missed.item),
        "received": missed.item.received,
        "answered": missed.answered,
        "law": missed.law,
        "law_by": missed.words(missed.law, calendar),
        "target": missed.target,
        "target_by": missed.words(missed.target, calendar),
        "stood": one.stood,
        "note": one.note,
    }
