"""Every decision that can be taken of a request: its form, its consequence, and then exactly that."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

import settings
from models import access, queries
from models.consequence import Standing, changes, standing
from models.db import reading
from models.engine import close
from tests import staff
from tests.logged import events
from tests.tasks.on_record import everything
from tests.web.decision_samples import SAMPLES, Sample
from tests.web.visits import NOON, Visit, app_at, password_for, text_of
from web import decide, runs
from web.case import Case, case
from web.decision import NOTHING_MOVES, Decision
from web.field import Field, Sent, read
from web.visitor import Visitor

SCRIPT = "<script>alert('Fernwhistle')</script>"
LONGHAND = ("text", "long")
# Those of one form; what takes more than one has pages and tests of its own.
DECISIONS = {slug: one for slug, one in decide.DECISIONS.items() if isinstance(one, Decision)}
UNCHANGED: dict[str, str] = {}  # the request of a decision that nobody has taken yet


@pytest.fixture(scope="module")
def managers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Visit]]:
    """One installation for all of them, with the managers of two services signed in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFORIGHTS_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
        patch.setattr(runs, "respond", _nothing_follows)
        app: FastAPI = app_at()
        found = {}
        for service in ("derby", "bathnes"):
            login, *_others = staff.of(service)
            password_for(login)
            found[service] = Visit(app).sign_in(login)
        yield found
        UNCHANGED.clear()
        close()


def _nothing_follows(*_of: Any) -> Future[None]:
    """In place of the flow that an answer's release sets going: what it does is no part of the decision."""
    done: Future[None] = Future()
    done.set_result(None)
    return done


def test_the_table_of_samples_holds_every_decision_and_no_other() -> None:
    """Whoever adds a decision has it looked at here."""
    assert set(SAMPLES) == set(DECISIONS), "see tests/web/decision_samples.py"


@pytest.mark.parametrize("slug", DECISIONS)
def test_a_form_that_lacks_something_says_what(slug: str, managers: Mapping[str, Visit]) -> None:
    """Nothing is taken of an empty form: every field that is needed is named, with a link to it (WCAG 3.3.1)."""
    sample, reference, visit = sample_of(slug, managers)
    decision = DECISIONS[slug]
    fields = [one for one in decision.fields(seen(sample, reference)) if one.kind not in {"file", "hidden"}]
    assert not {"form", "step"} & {one.name for one in fields}, "what every form bears has these names"
    form = f"/requests/{reference}/do/{slug}"
    before = everything()
    empty = visit.send(form, {})
    assert everything() == before
    if fields:
        assert empty.status_code == 422
        assert empty.text.count("<title>Error: ") == 1
    for one in fields:
        target = f"{one.name}-day" if one.kind == "date" else one.name
        assert (f'href="#{target}"' in empty.text) == one.needed, one.name
        assert f'id="{target}"' in empty.text, one.name


@pytest.mark.parametrize("slug", DECISIONS)
def test_what_was_typed_comes_back_as_text(slug: str, managers: Mapping[str, Visit]) -> None:
    """A script in a field is text on the form and on the page that confirms it; and nothing typed is lost."""
    sample, reference, visit = sample_of(slug, managers)
    decision = DECISIONS[slug]
    typed = [one for one in decision.fields(seen(sample, reference)) if one.kind in LONGHAND]
    form, words = f"/requests/{reference}/do/{slug}", dict(sample.words) | {one.name: SCRIPT for one in typed}
    changed = visit.send(form, words | {"step": "change"})
    assert all(drawn(one) in changed.text for one in typed)
    for answer in (changed, visit.send(form, words)):
        assert answer.status_code in {200, 422}
        assert "<script" not in answer.text
        assert answer.text.count("&lt;script&gt;") >= len(typed)


@pytest.mark.parametrize("slug", DECISIONS)
def test_what_is_shown_before_it_is_confirmed_is_what_is_done(slug: str, managers: Mapping[str, Visit]) -> None:
    """The form opens where it is offered; nothing changes before it is confirmed, and then what was shown alone."""
    sample, reference, visit = sample_of(slug, managers)
    del UNCHANGED[slug]
    decision = DECISIONS[slug]
    found = seen(sample, reference)
    address, form = found.address, f"{found.address}/do/{slug}"
    assert f'href="{form}"' in visit.get(address).text
    first = text_of(visit.get(form))
    assert decision.title in first
    assert decision.clause in first

    before, stored = everything(), papers()
    shown = visit.send(form, sample.words)
    assert shown.status_code == 200, text_of(shown)
    assert everything() == before
    assert papers() == stored
    told = consequences(shown.text)
    values, errors = read([one for one in decision.fields(found) if one.kind != "file"], as_sent(carried(shown.text)))
    assert not errors
    more = decision.consequences(found, values) if decision.consequences else ()

    recorded = len(events(reference))
    done = visit.client.post(form, data={**carried(shown.text), "step": "confirm"}, files=sample.files or None)
    assert done.status_code == 200, text_of(done)
    assert done.url.path in {address, "/"}
    assert told == ([*changes(found.standing, stands(reference)), *more] or [NOTHING_MOVES])
    assert len(events(reference)) > recorded or slug.startswith("case-file")  # that one is recorded of the file


def sample_of(slug: str, managers: Mapping[str, Visit]) -> tuple[Sample, str, Visit]:
    """The sample of a decision, its request as it stands before, and the manager who decides."""
    sample = SAMPLES[slug]
    if slug not in UNCHANGED:
        UNCHANGED[slug] = sample.given()
    return sample, UNCHANGED[slug], managers[sample.service]


def drawn(one: Field) -> str:
    """The beginning of how a text field is drawn."""
    return f'<textarea class="govuk-textarea" id="{one.name}"' if one.kind == "long" else f'id="{one.name}"'


def seen(sample: Sample, reference: str) -> Case:
    """The request as its manager sees it."""
    login = f"manager.{sample.service}"
    with reading() as session:
        account = access.account(session, login)
    assert account
    return case(reference, Visitor(login, sample.service, account.role, has_codes=False, form=""), NOON)


def stands(reference: str) -> Standing:
    """How the request now stands."""
    with reading() as session:
        return standing(session, queries.request(session, reference), NOON.date())


def papers() -> set[Path]:
    """Every stored paper."""
    return {found for found in settings.load().documents.rglob("*") if found.is_file()}


def consequences(html: str) -> list[str]:
    """What the page says that it does."""
    listed = html.partition("What this does</h2>")[2].partition("</ul>")[0]
    return [unescape(line) for line in re.findall(r"<li>(.*?)</li>", listed, re.DOTALL)]


def carried(html: str) -> dict[str, list[str]]:
    """The hidden fields of a page: of some there are several."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html):
        found.setdefault(name, []).append(unescape(value))
    return found | {"form": found["form"][:1]}


def as_sent(words: Mapping[str, Any]) -> Sent:
    """A form as the page gets it."""
    return Sent({name: word if isinstance(word, list) else [word] for name, word in words.items()}, {})
