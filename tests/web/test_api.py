"""What programs read: with which key, of which requests, how often; and that the document says what is so."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from rules.scopes import Scope
from tasks import access_tokens, accounts, need_to_know
from tests import staff, way
from tests.web import browsing
from tests.web.programs import ask, key, names_in
from tests.web.visits import NOON, Visit, app_at, logged, opened
from web.api_document import ADDRESS, document
from web.api_examples import EXAMPLES
from web.pace import IN_A_MINUTE, Pace
from web.problem import MEDIA_TYPE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATHS = {path: example["asked"] for path, example in EXAMPLES.items()}


@pytest.fixture
def three(derby: tuple[str, str, str]) -> list[str]:
    """Three open requests of Derby, and one of another service."""
    staff.of("hillingdon")
    opened(Kind.SAR, "hillingdon")
    return [opened(kind) for kind in (Kind.SAR, Kind.FOI, Kind.LA_LEGAL)]


@pytest.fixture
def secret(derby: tuple[str, str, str]) -> str:
    """The key of the manager's spreadsheet."""
    return key(Scope.DEADLINES, Scope.REGISTER)


def says(answer: Any, status: int) -> str:
    """What a problem says, having seen that it is one (RFC 9457)."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE), answer.text
    found = answer.json()
    assert set(found) == {"title", "status", "detail"}
    assert found["status"] == status
    detail: str = found["detail"]
    return detail


def test_the_document_is_what_the_server_answers(three: list[str], app: FastAPI, secret: str) -> None:
    """Every documented example is the very answer of this server, and fits the schema that the document gives."""
    made = ask(app, ADDRESS).json()  # without a key: there is no data in it
    assert names_in(json.dumps(made)) == []
    assert set(made["paths"]) == set(EXAMPLES)
    for path, operation in ((path, methods["get"]) for path, methods in made["paths"].items()):
        answer = ask(app, PATHS[path], secret)
        given = operation["responses"]["200"]["content"]["application/json"]
        assert answer.json() == given["example"], path
        schema = {**given["schema"], "components": made["components"]}
        jsonschema.validate(answer.json(), schema)
        assert operation["security"] == [{"key": []}]
        assert answer.headers["cache-control"] == "no-store"


def test_the_document_has_the_form_of_openapi(derby: tuple[str, str, str]) -> None:
    """OpenAPI 3.1: each reference leads somewhere, each argument is described, each schema is one."""
    made = document()
    assert made["openapi"].startswith("3.1.")
    written = json.dumps(made)
    references = {part.partition('"')[0] for part in written.split('"$ref": "#/components/schemas/')[1:]}
    assert references == set(made["components"]["schemas"])
    for schema in made["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert made["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    ids = [operation["operationId"] for methods in made["paths"].values() for operation in methods.values()]
    assert len(ids) == len(set(ids))
    for methods in made["paths"].values():
        for one in methods["get"]["parameters"]:
            assert one["description"], one["name"]
            assert one["required"] is (one["in"] == "path")


@pytest.mark.parametrize("path", PATHS.values())
def test_a_key_is_asked_for(three: list[str], app: FastAPI, path: str) -> None:
    """DER-1, HIL-9: without a key, with one that is none, revoked, ended or of a closed account there is nothing."""
    assert says(ask(app, path), 401) == "Send a key: Authorization: Bearer KEY."
    assert ask(app, path).headers["www-authenticate"] == "Bearer"
    revoked = access_tokens.make("x", [Scope.DEADLINES, Scope.REGISTER], by="officer.derby", at=NOON)
    access_tokens.revoke(revoked.number, by="officer.derby", at=NOON)
    short = key(Scope.DEADLINES, Scope.REGISTER, days=1)
    closed = key(Scope.DEADLINES, Scope.REGISTER, by="officer.derby")
    assert ask(app, path, short).status_code == ask(app, path, closed).status_code == 200
    accounts.close("officer.derby", by="manager.derby", at=NOON)
    for secret in ("nothing", revoked.secret, closed):
        assert "opens nothing here" in says(ask(app, path, secret), 401)
    assert "opens nothing here" in says(ask(app_at(NOON + timedelta(days=1)), path, short), 401)


@pytest.mark.parametrize("path", PATHS.values())
def test_a_key_opens_what_it_is_for(three: list[str], app: FastAPI, path: str) -> None:
    """A key for metrics reads no dates; one for the dates no register."""
    others = {Scope.METRICS, Scope.DEADLINES if "register" in path else Scope.REGISTER}
    for scope in others:
        assert "it needs the scope" in says(ask(app, path, key(scope)), 403)


def test_a_cookie_opens_nothing(three: list[str], manager: Visit) -> None:
    """CSRF: a browser that is signed in reads nothing here, whatever page sends it."""
    for path in PATHS.values():
        assert manager.get(path).status_code == 401


def test_a_key_reads_one_service(three: list[str], app: FastAPI, secret: str) -> None:
    """DER-1, HIL-9: another service's request is in no list, and is not found by its reference."""
    for path in ("/api/v1/deadlines", "/api/v1/register"):
        answer = ask(app, path, secret)
        assert "HIL-2026-0001" not in answer.text
        assert all(reference in answer.text for reference in three)
    there = says(ask(app, "/api/v1/requests/HIL-2026-0001", secret), 404)
    nowhere = says(ask(app, "/api/v1/requests/HIL-2026-9999", secret), 404)
    assert there.replace("0001", "9999") == nowhere


def test_no_answer_holds_a_name(three: list[str], app: FastAPI, secret: str) -> None:
    """CUM-3.4, UK GDPR Art 5(1)(c): references, kinds and dates; no name of anybody in any answer."""
    paths = [*PATHS.values(), "/api/v1/deadlines", "/api/v1/register", *(f"/api/v1/requests/{one}" for one in three)]
    for path in paths:
        answer = ask(app, path, secret)
        assert answer.status_code == 200
        assert names_in(answer.text) == []


def test_a_restricted_request_is_counted(three: list[str], app: FastAPI) -> None:
    """CUM-3.4: to a program of somebody else there is one that is restricted, and nothing of it."""
    need_to_know.restrict(three[0], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    secret = key(Scope.DEADLINES, Scope.REGISTER, by="officer.derby")
    for path in ("/api/v1/deadlines", "/api/v1/register"):
        answer = ask(app, path, secret)
        assert three[0] not in answer.text
        assert answer.json()["restricted"] == 1
    assert "CUM-3.4" in says(ask(app, f"/api/v1/requests/{three[0]}", secret), 403)
    assert staff.newest().event == "access.refused"


def test_a_long_list_is_read_page_by_page(derby: tuple[str, str, str], app: FastAPI, secret: str) -> None:
    """Each request is on exactly one page; a place that is none is refused, and does not begin anew."""
    found = [logged(f"{way.FOI}\n{number}") for number in range(5)]
    for path, name, order in (("deadlines", "deadlines", found), ("register", "requests", found[::-1])):
        read: list[str] = []
        after = ""
        for _ in range(3):
            answer = ask(app, f"/api/v1/{path}?limit=2{after}", secret).json()
            read += [one["reference"] for one in answer[name]]
            after = f"&after={answer['next']}"
        assert read == order
        assert answer["next"] is None
    assert "send what `next`" in says(ask(app, "/api/v1/deadlines?after=nonsense", secret), 422)


def test_what_is_asked_for(three: list[str], app: FastAPI, secret: str) -> None:
    """By kind, group, day and role, also together; both days are included."""

    def references(words: str) -> list[str]:
        listed = ask(app, f"/api/v1/deadlines?{words}", secret).json()["deadlines"]
        return [one["reference"] for one in listed]

    assert references("kind=foi") == [three[1]]
    assert references("group=late") == []
    assert references("group=later&due_from=2026-12-01&due_to=2026-12-01&kind=sar") == [three[0]]
    assert references("group=later&due_to=2026-11-30") == []
    assert references("due_from=2026-12-02") == []
    assert references("waits_on=nobody") == []
    received = ask(app, "/api/v1/register?received_from=2026-11-03", secret).json()["requests"]
    assert received == []
    assert ask(app, "/api/v1/register?in_time=true", secret).json()["requests"] == []


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("kind=<script>", "kind"),
        ("due_from=yesterday", "due_from"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("group=x", "group"),
    ],
)
def test_what_cannot_be_understood_is_said(three: list[str], app: FastAPI, secret: str, words: str, of: str) -> None:
    """Which word, and what it should be; what was sent is not repeated."""
    detail = says(ask(app, f"/api/v1/deadlines?{words}", secret), 422)
    assert detail.startswith(f"{of}: ")
    assert "script" not in detail


def test_what_is_not_there_is_a_problem_too(app: FastAPI, secret: str) -> None:
    """A program gets no page to read, whatever it asks for."""
    assert says(ask(app, "/api/v1/nothing", secret), 404) == "There is no such page."
    assert Visit(app).client.post("/api/v1/deadlines").headers["content-type"] == MEDIA_TYPE


def test_a_program_that_asks_without_end_waits(three: list[str], secret: str) -> None:
    """One key's haste is nobody else's: the others are answered, and so is it after a minute."""
    app = app_at()
    app.state.pace = Pace(3)
    path = PATHS["/api/v1/deadlines"]
    assert [ask(app, path, secret).status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = ask(app, path, secret)
    assert "3 times within a minute" in says(answer, 429)
    assert answer.headers["retry-after"] == "60"
    assert ask(app, path, key(Scope.DEADLINES)).status_code == 200


def test_the_pace_of_a_program() -> None:
    """What was asked a minute ago counts no more; nor what a clock that was put back has left ahead."""
    pace = Pace()
    assert [pace.wait(1, NOON) for _ in range(IN_A_MINUTE)] == [0] * IN_A_MINUTE
    assert pace.wait(1, NOON + timedelta(seconds=20)) == 40
    assert pace.wait(2, NOON) == 0
    assert pace.wait(1, NOON + timedelta(seconds=60)) == 0
    assert pace.wait(1, NOON - timedelta(hours=1)) == 0


@pytest.mark.browser
def test_the_page_in_a_browser(
    derby: tuple[str, str, str],
    app: FastAPI,
    served: Callable[[FastAPI], str],
    chromium: "Browser",
    tmp_path: Path,
) -> None:
    """It explains each question with its example, needs no sign-in and no script, and runs off at neither width."""
    address = served(app)
    for width in browsing.WIDTHS:
        page = browsing.opened(chromium, width)
        page.goto(f"{address}/api")
        shown = page.inner_text("main")
        assert all(example["asked"] in shown for example in EXAMPLES.values())
        browsing.check(page, tmp_path / f"api-{width}.png")
        page.context.close()


def test_the_dates_are_those_of_the_rule(three: list[str], app: FastAPI, secret: str) -> None:
    """UK GDPR Art 12A(1): the working that a program reads is the one that stands on the page of the request."""
    found = ask(app, f"/api/v1/requests/{three[0].lower()}", secret).json()
    (part,) = found["parts"]
    assert part["statutory_due"] == date(2026, 12, 2).isoformat()
    assert "UK GDPR Art 12A(1)" in part["cites"]
