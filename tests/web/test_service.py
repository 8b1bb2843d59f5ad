"""The service's own matters: what is offered to whom, the policy in words, the letterhead, the audit log."""

from io import BytesIO

import pytest
from docx import Document as open_word
from fastapi import FastAPI

from rules.policy_words import cited_clauses, lines
from tasks import letterheads, policies
from tests import staff
from tests.web.visits import Visit, hidden_in, text_of

MANAGED = ("/service/people", "/service/closures", "/service/letterhead", "/service/wording", "/service/audit")


def test_whoever_manages_is_led_to_everything(manager: Visit) -> None:
    """Each page that is offered opens."""
    shown = manager.get("/service").text
    for path in (*MANAGED, "/service/policy"):
        assert f'href="{path}"' in shown
        assert manager.get(path).status_code == 200


@pytest.mark.parametrize("login", ["officer.derby", "volunteer.derby"])
def test_others_are_led_to_what_they_may_open(app: FastAPI, login: str) -> None:
    """What would be refused is not offered; that somebody tried is recorded (DER-1)."""
    visit = Visit(app).sign_in(login)
    shown = visit.get("/service").text
    assert 'href="/service/policy"' in shown
    assert visit.get("/service/policy").status_code == 200
    for path in MANAGED:
        assert f'href="{path}"' not in shown
        assert visit.get(path).status_code == 403
    assert (staff.newest().event, staff.newest().actor) == ("access.refused", login)


def test_the_policy_is_that_of_the_command(manager: Visit) -> None:
    """Every setting, value, default and clause that `inforights policy` prints is on the page, in its order."""
    told = text_of(manager.get("/service/policy"))
    place = 0
    for line in lines("derby"):
        own = f" own ({line.default})" if line.default else ""
        place = told.index(f"{line.title} {line.value or ''}{own}".strip(), place)
        assert all(cite in told for cite in line.cites)
    for _, rows in cited_clauses(policies.of("derby")):
        assert all(f"{name} {says}" in told for name, says in rows)


def test_the_audit_log_is_checked(manager: Visit) -> None:
    """Nothing was changed, removed or cut off: and where something was, it is said."""
    from sqlalchemy import text

    from models.engine import engine

    assert "The audit log holds: " in text_of(manager.send("/service/audit", {}))
    with engine().begin() as connection:
        connection.execute(text("DROP TRIGGER IF EXISTS audit_event_no_update"))
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE audit_event SET actor = 'somebody' WHERE number = 1"))
    told = text_of(manager.send("/service/audit", {}))
    assert "The audit log does not hold" in told


def word(*lines: str) -> bytes:
    """A Word file with a few lines in it."""
    made = open_word()
    for line in lines:
        made.add_paragraph(line)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def send(visit: Visit, do: str, content: bytes) -> str:
    return text_of(visit.send("/service/letterhead", {"do": do}, {"file": ("head.docx", content)}))


def test_a_letterhead_is_looked_through_used_and_restored(manager: Visit) -> None:
    """What a file lacks is said before it is used, and looking at it keeps nothing of it."""
    download = manager.get("/service/letterhead/file")
    assert 'filename="letterhead-derby.docx"' in download.headers["content-disposition"]
    programs = download.content
    lacking = word("No mark where the letter goes")
    told = send(manager, "look", lacking)
    assert "What the file lacks" in told
    assert "nothing was kept of it" in told
    told = send(manager, "use", lacking)
    assert "There is a problem" in told
    assert "The program's own letterhead is in use." in told
    assert "In use" not in told
    told = send(manager, "use", programs)
    assert "The service's own letterhead is in use." in told
    assert letterheads.in_force("derby") == programs
    shown = manager.get("/service/letterhead/restore")
    assert "Letters that are written already stay as they are." in text_of(shown)
    told = text_of(manager.client.post(
        "/service/letterhead/restore", data={**hidden_in(shown.text), "step": "confirm"}
    ))  # fmt: skip
    assert "The program's own letterhead is in use." in told
    again = manager.get("/service/letterhead/restore")
    assert (again.status_code, "in use already" in text_of(again)) == (422, True)


@pytest.mark.parametrize("content", [b"", b"no Word file", b"PK\x03\x04" + b"\x00" * 200])
def test_what_is_no_word_file_is_said_to_be_none(manager: Visit, content: bytes) -> None:
    """Nothing breaks, and nothing is used."""
    told = send(manager, "use", content)
    assert "There is a problem" in told
    assert "The program's own letterhead is in use." in told
