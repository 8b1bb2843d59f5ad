"""No account of one service reads or changes another's: every task that there is, with whatever it is given."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, select

import tasks
from models import db
from models.engine import close
from rules.case_files import Opened, Owner
from rules.kinds import Kind
from tasks import case_files
from tests import staff, way
from tests.conftest import at

NOON = at(date(2026, 11, 12), 12)
# What tells one request or file from another, by the name of the parameter.
POINTS_AT = ("reference", "request_reference", "references", "case_file")
UNKNOWN = ("DER-2026-0999", "DER-F-0999")  # a request and a file that are not there


def found_tasks() -> dict[str, Callable[..., Any]]:
    """Every function of a stage that somebody does to a request or a file."""
    found = {}
    for module in pkgutil.iter_modules(tasks.__path__):
        stage = importlib.import_module(f"tasks.{module.name}")
        for name, task in vars(stage).items():
            if not inspect.isfunction(task) or task.__module__ != stage.__name__ or name.startswith("_"):
                continue
            parameters = inspect.signature(task).parameters
            if "by" in parameters and "session" not in parameters and {*POINTS_AT} & {*parameters}:
                found[f"{module.name}.{name}"] = task
    return found


TASKS = found_tasks()


@pytest.fixture(scope="module")
def derby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A request and a file of Derby, and the people of Derby and of Hillingdon; gives both references."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFORIGHTS_HOME", str(tmp_path_factory.mktemp("derby")))
        request = way.prepared(Kind.LA_LEGAL, "derby")
        file = case_files.open_file(
            "derby", Owner.PARENT, "Clover Fernwhistle", Opened.SELF_REFERRAL, by="o.officer", at=at(way.RECEIVED)
        )
        staff.of("derby")
        staff.of("hillingdon")
        yield {"request": request, "file": file}
    close()


def given_to(task: Callable[..., Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Anything at all for each thing that a task must be told, but for who acts, when, and on what."""
    hints = get_type_hints(task)
    needed = {
        name: st.from_type(hints[name])
        for name, parameter in inspect.signature(task).parameters.items()
        if parameter.default is parameter.empty and name not in {"by", "at", *POINTS_AT}
    }
    return st.fixed_dictionaries(needed)


def tried(task: Callable[..., Any], by: str, request: str, file: str, of: str, words: dict[str, Any]) -> str:
    """What somebody is told who tries a task on a request or a file, without the references that they named."""
    parameters = inspect.signature(task).parameters
    meant = {"request": request, "file": file}[of]
    if "request_reference" in parameters:  # joins the one with the other
        words = words | {"request_reference": request, "reference": file}
    elif "references" in parameters:
        words = words | {"references": [meant]}
    else:
        words = words | {"case_file" if "case_file" in parameters and of == "file" else "reference": meant}
    try:
        task(**words, by=by, at=NOON)
    except Exception as refused:
        return f"{type(refused).__name__}: {re.sub(r'DER-[0-9F]+-[0-9]+', 'REF', str(refused))}"
    return "it was done"


def everything() -> dict[str, list[Any]]:
    """All rows of all tables but the audit log."""
    with db.reading() as session:
        return {
            name: sorted(map(repr, session.exec(select(table)).all()))
            for name, table in SQLModel.metadata.tables.items()
            if not name.startswith("audit_")
        }


def test_the_tasks_are_found() -> None:
    """DER-1: the property below is about every stage; a stage whose tasks it misses would prove nothing."""
    assert len(TASKS) > 35
    assert {"people.record", "approvals.approve", "need_to_know.lift", "case_files.close", "letter.preview"} <= {
        *TASKS
    }


@pytest.mark.parametrize("of", ["request", "file"])
@pytest.mark.parametrize("name", TASKS)
@given(data=st.data())
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_nothing_of_another_service_is_reached(
    derby: dict[str, str], name: str, of: str, data: st.DataObject
) -> None:
    """DER-1, HIL-9: whatever an account of Hillingdon tries, Derby's rows stay, and it is told what it would be told
    if there were no such request.
    """
    words = data.draw(given_to(TASKS[name]))
    before = everything()
    there = tried(TASKS[name], "manager.hillingdon", derby["request"], derby["file"], of, words)
    assert everything() == before
    assert there == tried(TASKS[name], "manager.hillingdon", *UNKNOWN, of, words)
    assert there != "it was done"


@given(data=st.data())
@settings(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_their_own_manager_reaches_them(derby: dict[str, str], data: st.DataObject) -> None:
    """DER-1: by the same calls the manager of Derby is told of the request or the file itself, or changes it."""
    reached = set()
    for name, task in TASKS.items():
        words = data.draw(given_to(task))
        for of in ("request", "file"):
            there = tried(task, "manager.derby", derby["request"], derby["file"], of, words)
            if there != tried(task, "manager.derby", *UNKNOWN, of, words):
                reached.add(name)
    assert len(reached) > len(TASKS) // 2
