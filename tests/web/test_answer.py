"""The answer to a request is prepared on its pages: how it is given, what its letter says, the schedule."""

from typing import Any

import pytest
from fastapi import FastAPI

from models import answering, queries
from models.db import reading
from rules.disclosure import PartAnswer
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.schedule import Decision
from tests import way
from tests.web import answering as form
from tests.web.answering import CALL, CSV, NOTES, OWN, address, confirmed
from tests.web.visits import Visit, day, hidden_in, opened, text_of


@pytest.fixture
def officer(app: FastAPI) -> Visit:
    """An officer of Derby, signed in."""
    return Visit(app).sign_in("officer.derby")


def stands(reference: str) -> tuple[State, tuple[PartAnswer, ...]]:
    """How a request stands, and the answers that are prepared to it."""
    with reading() as session:
        request = queries.request(session, reference)
        return request.state, answering.answers(session, request)


def file(content: str | bytes) -> dict[str, Any]:
    """A CSV file as a form sends it."""
    return {"papers": ("papers.csv", content.encode() if isinstance(content, str) else content, "text/csv")}


def test_a_typed_schedule_is_shown_with_its_consequence_and_kept_whole(officer: Visit) -> None:
    """BWD-1, UK GDPR Art 5(1)(c): outcome, ground and each document; nothing is kept before it is confirmed."""
    reference = opened(Kind.SAR)
    ways = officer.get(f"/requests/{reference}/do/prepare")
    assert ways.url.path == f"/requests/{reference}/prepare"
    assert "Refuse all of it" in ways.text
    shown = officer.send(address(reference), {**OWN, **form.typed(NOTES, {}, CALL)})  # an empty row between them
    says = text_of(shown)
    assert "The request, which is open, becomes prepared." in says
    assert "Telephone record , 12 May 2026 goes redacted DPA 2018 Sch 2 para 16: It names others." in says
    assert "The balance under DPA 2018 Sch 2 para 16 is not recorded yet." in says
    assert stands(reference) == (State.OPEN, ())
    done = officer.client.post(shown.url.path, data={**form.every_hidden(shown.text), "step": "confirm"})
    assert done.url.path == f"/requests/{reference}"
    state, (answer,) = stands(reference)
    assert state is State.PREPARED
    assert (answer.prepared_by, answer.schedule) == ("officer.derby", way.SCHEDULE)


def test_a_csv_file_is_read_as_rows_that_were_typed(officer: Visit) -> None:
    """The file that the command line takes gives the same schedule, in place of what was typed."""
    reference = opened(Kind.SAR)
    confirmed(officer, address(reference), {**OWN, **form.typed({**NOTES, "document": "Gone"})}, file(CSV))
    assert stands(reference)[1][0].schedule == way.SCHEDULE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "save it as a CSV file in UTF-8"),
        ("document,decision\nNotes,disclose\n", "lacks the column dated, exemption, reason"),
        (CSV.splitlines()[0], "lists no document"),
        (CSV.splitlines()[0] + "\n" + "Notes,,disclose,,,paper,none,none\n" * 201, "more than 200 documents"),
        (CSV + "," * 2_000_000, "too large to be one"),
        (CSV.replace("Disclose", "burn"), "Document 1: decision must be disclose, redact or withhold."),
    ],
)
def test_a_file_that_is_no_schedule_changes_nothing(officer: Visit, content: str | bytes, says: str) -> None:
    """What is wrong is said, with the rest of the form as it was filled in."""
    reference = opened(Kind.SAR)
    answer = officer.send(address(reference), OWN, file(content))
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert 'value="paper" checked' in answer.text  # what was searched
    assert stands(reference) == (State.OPEN, ())


def test_wrong_rows_are_named_by_their_numbers(officer: Visit) -> None:
    """UK GDPR Art 12(4), FOIA 2000 s.17(1)(b): each row says what it lacks, and nothing typed is lost."""
    reference = opened(Kind.SAR)
    rows = (
        {**NOTES, "dated": "4 March"},
        {**CALL, "exemption": ""},
        {**CALL, "reason": ""},
        {"held": "paper"},
        NOTES,
    )
    answer = officer.send(address(reference), {**OWN, **form.typed(*rows)})
    assert answer.status_code == 422
    says = text_of(answer)
    for line in (
        "Document 1: enter the date as 22 November 2026.",
        "Document 2: name the exemption under which it is kept back.",
        "Document 3: say why the exemption applies.",
        "Document 4: say which document it is.",
    ):
        assert says.count(line) == 2  # in the summary, and at its cell
    assert 'href="#exemption-2"' in answer.text
    assert "Document 5:" not in says
    assert 'value="4 March"' in answer.text
    assert answer.text.count('value="Telephone record"') == 2


def test_what_the_task_refuses_keeps_the_form(officer: Visit) -> None:
    """BWD-6, DPA 2018 Sch 2 para 16: of a person's own records each document is marked; nothing is assumed."""
    reference = opened(Kind.SAR)
    answer = officer.send(address(reference), {**OWN, **form.typed({**NOTES, "others": ""})})
    assert answer.status_code == 422
    assert "Document 1 of the schedule: say in the column &#39;others&#39;" in answer.text
    assert 'value="Case notes"' in answer.text
    answer = officer.send(address(reference), OWN)
    assert "List at least one document that goes" in text_of(answer)


def test_more_rows_are_added_without_losing_any(officer: Visit) -> None:
    """No script is needed for a long schedule, and a form half filled in is not yet judged."""
    reference = opened(Kind.SAR)
    words = {**form.typed({"document": "Half", "dated": "soon"}), "searched": "paper", "step": "more"}
    answer = officer.send(address(reference), words)
    assert answer.status_code == 200
    assert "document-6" in answer.text
    assert "document-7" not in answer.text
    assert 'value="soon"' in answer.text


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "<script>alert(1)</script>", "' OR 1=1 --", "x" * 500])
def test_what_is_typed_is_text_and_nothing_else(officer: Visit, text: str) -> None:
    """Formulas, scripts and statements are kept as they were typed, and shown escaped (XSS)."""
    reference = opened(Kind.SAR)
    done = form.prepared(officer, reference, [{**NOTES, "document": text}])
    assert done.status_code == 200
    assert stands(reference)[1][0].schedule[0].description == text
    for page in (f"/requests/{reference}/weigh", address(reference)):
        assert "<script" not in officer.get(page).text


@pytest.mark.parametrize("text", ["x" * 501, "x" * 25_000, "two\x00signs", "bell\x07"])
def test_what_no_paper_bears_is_refused_by_its_row(officer: Visit, text: str) -> None:
    """A field has an end, and no sign in it that cannot be printed."""
    reference = opened(Kind.SAR)
    answer = officer.send(address(reference), {**OWN, **form.typed(NOTES, {**CALL, "reason": text})})
    assert answer.status_code == 422
    assert "Document 2: The reason" in text_of(answer)
    assert stands(reference) == (State.OPEN, ())


def test_a_schedule_of_the_most_rows_goes_through(officer: Visit) -> None:
    """A case file has many papers: the limits of a form do not cut a schedule short."""
    reference = opened(Kind.SAR)
    lines = "".join(f"Paper {number},2026-03-04,disclose,,,paper,none,none\n" for number in range(200))
    confirmed(officer, address(reference), OWN, file(CSV.splitlines()[0] + "\n" + lines))
    assert len(stands(reference)[1][0].schedule) == 200
    again = officer.send(address(reference), {**OWN, **as_shown(officer, address(reference))})
    assert "check before you confirm" in again.text


def as_shown(visit: Visit, path: str) -> dict[str, str]:
    """What stands in the schedule of a form, as a browser would send it."""
    import re

    shown = visit.get(path).text
    names = [f"document-{number}" for number in range(1, 201)]
    found = dict(re.findall(r'id="(document-\d+)" name="[^"]+" type="text" value="([^"]*)"', shown))
    marks = {"decision": "disclose", "held": "paper", "others": "none", "health": "none"}
    assert set(names) <= set(found)
    return found | {f"{name}-{number}": word for name, word in marks.items() for number in range(1, 201)}


def test_a_prepared_answer_is_changed_from_what_it_was(officer: Visit) -> None:
    """A change begins with what is on record; what was weighed of a document that did not change stays with it."""
    reference = opened(Kind.SAR)
    form.prepared(officer, reference)
    form.weighed(officer, reference)
    page = officer.get(address(reference)).text
    assert 'value="Telephone record"' in page
    assert 'value="electronic" checked' in page
    form.prepared(officer, reference, [NOTES, CALL, {**NOTES, "document": "Report"}])
    (answer,) = stands(reference)[1]
    assert [len(item.weighed) for item in answer.schedule] == [0, 5, 0]


def test_a_page_that_is_out_of_date_overwrites_nothing(officer: Visit, manager: Visit) -> None:
    """Two people at one answer: the second is told, and sees what the first did."""
    reference = opened(Kind.SAR)
    old = officer.get(address(reference)).text
    form.prepared(manager, reference, [NOTES])
    words = {**hidden_in(old), **OWN, **form.typed(CALL)}
    answer = officer.client.post(address(reference), data=words)
    assert answer.status_code == 422
    assert "Somebody has prepared this answer anew" in answer.text
    assert stands(reference)[1][0].prepared_by == "manager.derby"
    once_more = officer.client.post(address(reference), data={**hidden_in(answer.text), **OWN, **form.typed(CALL)})
    assert "check before you confirm" in once_more.text


def test_a_refusal_under_foi_says_whether_it_is_held(officer: Visit) -> None:
    """FOIA 2000 s.1(1)(a), s.17(1): what its letter needs is asked; every document names its exemption."""
    reference = opened(Kind.FOI)
    path = address(reference, Kind.FOI, Outcome.REFUSED)
    row = {"document": "Costs", "decision": "withhold", "exemption": "section 43(2)", "reason": "It would do harm."}
    answer = officer.send(path, form.typed(row))
    assert "neither confirm nor deny" in text_of(answer)
    assert answer.status_code == 422
    confirmed(officer, path, {**form.typed(row), "said-ncnd": "no"})
    (answer_of,) = stands(reference)[1]
    assert answer_of.said == {"ncnd": "no"}
    assert (answer_of.schedule[0].exemption, answer_of.schedule[0].decision) == (
        "FOIA 2000 s.43(2)",
        Decision.WITHHOLD,
    )
    wrong = officer.send(path, {**form.typed({**row, "exemption": "DPA 2018 Sch 2 para 16"}), "said-ncnd": "no"})
    assert "DPA 2018 Sch 2 para 16 is not for the answer to a freedom of information request." in text_of(wrong)


def test_what_a_letter_says_is_asked_in_its_form(officer: Visit) -> None:
    """FOIA 2000 s.12, s.14(2): hours, a list of advice, a day; filled in again when the answer is changed."""
    reference = opened(Kind.FOI)
    path = address(reference, Kind.FOI, Outcome.TOO_COSTLY)
    words = {"said-hours": "30", "said-estimated": "By a sample.", "said-holds": "yes", "said-advice": "One\nTwo"}
    assert "is a whole number" in text_of(officer.send(path, {**words, "said-hours": "many"}))
    confirmed(officer, path, words)
    assert stands(reference)[1][0].said == {
        "hours": 30, "estimated": "By a sample.", "holds": "yes", "advice": ["One", "Two"]
    }  # fmt: skip
    assert ">One\nTwo</textarea>" in officer.get(path).text
    path = address(reference, Kind.FOI, Outcome.VEXATIOUS)
    confirmed(officer, path, day("said-repeats", way.RECEIVED))
    assert stands(reference)[1][0].said == {"repeats": "2026-11-02"}
    assert 'name="said-repeats-month" type="text" value="11"' in " ".join(officer.get(path).text.split())


def test_an_answer_that_there_is_not_has_no_page(officer: Visit) -> None:
    """A request is answered as its kind can be (rules.letter), and Derby, part of the council, leaves none to it."""
    reference = opened(Kind.FOI)
    for kind, outcome in (("sar", "disclosed"), ("foi", "shown"), ("foi", "left_to_authority"), ("foi", "<b>")):
        assert officer.get(f"/requests/{reference}/prepare/{kind}/{outcome}").status_code == 404


def test_a_decision_with_pages_of_its_own_takes_no_form_elsewhere(officer: Visit) -> None:
    """What is sent to the address that only leads on is refused, and not passed over in silence."""
    reference = opened(Kind.SAR)
    answer = officer.client.post(f"/requests/{reference}/do/prepare", data=officer.hidden("/account"))
    assert answer.status_code == 404


def test_taking_it_back_voids_what_was_approved(officer: Visit, manager: Visit) -> None:
    """BWD-10: the page says before that approvals fall, and why it is taken back stays on record."""
    reference = opened(Kind.SAR)
    form.prepared(officer, reference)
    form.weighed(officer, reference)
    form.approved(manager, reference)
    path = f"/requests/{reference}/do/reopen"
    assert officer.send(path, {"because": " "}).status_code == 422
    shown = text_of(officer.send(path, {"because": "A paper was forgotten."}))
    assert "The approval by the Service Manager becomes void." in shown
    assert "becomes open" in shown
    confirmed(officer, path, {"because": "A paper was forgotten."})
    assert stands(reference)[0] is State.OPEN
    assert 'value="Telephone record"' in officer.get(address(reference)).text


def test_an_opinion_on_a_document_is_recorded(officer: Visit) -> None:
    """DPA 2018 Sch 3 para 6: in what role and on what day, not in the future; whether it would do serious harm."""
    reference = opened(Kind.SAR)
    form.prepared(officer, reference, [{**NOTES, "health": "opinion"}])
    path = f"/requests/{reference}/opinion/sar/1"
    words = {"of": "consultant paediatrician", "harm": "no"}
    late = officer.send(path, {**words, **day("on", way.RECEIVED.replace(year=2027))})
    assert "lies in the future" in text_of(late)
    done = confirmed(officer, path, {**words, **day("on", way.RECEIVED)})
    assert "Opinion of Monday 2 November 2026 (consultant paediatrician)" in text_of(done)
    assert officer.get(f"/requests/{reference}/opinion/sar/2").status_code == 404
    assert officer.get(f"/requests/{reference}/weigh/sar/1").status_code == 404  # nothing is to be weighed of it


@pytest.mark.parametrize(
    ("kind", "says", "says_not"), [("foi", "FOIA 2000 s.40", "DPA 2018"), ("sar", "Sch 3", "s.40")]
)
def test_what_may_be_cited_can_be_looked_up(officer: Visit, kind: str, says: str, says_not: str) -> None:
    """FOIA 2000 Part II and DPA 2018 Sch 2 to 4: each for its own kind, with what the reason must rest on."""
    shown = text_of(officer.get("/exemptions", params={"kind": kind}))
    assert says in shown
    assert says_not not in shown
    assert "The reason says" in shown
