"""A form that is not offered for a request as it stands says so at its own address, and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.engine import close as close_engine
from rules.kinds import Kind
from tasks import close
from tests import staff
from tests.tasks.on_record import everything
from tests.web import before
from tests.web.decision_samples import SAMPLES
from tests.web.test_ways import names_a_command
from tests.web.visits import NOON, Visit, app_at, password_for, text_of
from web import decide
from web.decision import Decision

STILL = {"restrict", "assign", "hold", "complaint"}  # what can be done with a request that was taken back
ENDED: dict[str, str] = {}


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The manager of Derby, on one installation for all, with a request that was taken back."""
    with pytest.MonkeyPatch.context() as patch:
        home: Path = tmp_path_factory.mktemp("home")
        patch.setenv("INFORIGHTS_HOME", str(home))
        patch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
        app = app_at()
        manager, *_others = staff.of("derby")
        password_for(manager)
        ENDED["reference"] = before.opened(Kind.SAR)
        close.withdraw(ENDED["reference"], by="officer.derby", at=NOON)
        yield Visit(app).sign_in(manager)
        close_engine()


@pytest.mark.parametrize("slug", sorted(set(decide.DECISIONS) - STILL))
def test_a_form_that_is_not_offered_says_why(slug: str, visit: Visit) -> None:
    """409: no empty form, but why it does not come into question, and what would have to be so."""
    one, reference = decide.DECISIONS[slug], ENDED["reference"]
    assert f"/do/{slug}" not in visit.get(f"/requests/{reference}").text.replace("/do/complaint", "")
    answer = visit.get(f"/requests/{reference}/do/{slug}")
    shown = text_of(answer)
    assert answer.status_code == 409
    assert one.title in shown
    assert f"This does not come into question for {reference} as it stands." in shown
    assert f"{reference} is withdrawn (subject access request). {one.needs}" in shown
    assert 'type="submit">Continue' not in answer.text.replace("\n", "")
    assert not names_a_command(answer.text)


@pytest.mark.parametrize("slug", sorted({one for one in SAMPLES if one not in STILL}))
def test_a_form_that_was_open_meanwhile_is_refused(slug: str, visit: Visit) -> None:
    """Nothing is recorded of a request that has ended, whether the form is filled in or not; and it says why."""
    path = f"/requests/{ENDED['reference']}/do/{slug}"
    form = visit.hidden("/account")
    stood = everything()
    for words in ({}, dict(SAMPLES[slug].words)):
        answer = visit.client.post(path, data={**form, **words, "step": "confirm"}, files=SAMPLES[slug].files or None)
        assert answer.status_code in {409, 422}, text_of(answer)
        assert "There is a problem" in answer.text or "That cannot be done" in answer.text
        assert not names_a_command(answer.text)
    assert {table: rows for table, rows in everything().items() if "audit" not in table} == {
        table: rows for table, rows in stood.items() if "audit" not in table
    }


def test_each_says_for_itself_what_it_needs() -> None:
    """Whoever adds a decision that is not always offered says in words for which requests it is."""
    general = Decision("", "", lambda _: (), lambda _case, _values: "").needs
    for slug, one in decide.DECISIONS.items():
        assert one.needs.endswith("."), slug
        if one.offered is not None and slug not in STILL:
            assert one.needs != general, slug
