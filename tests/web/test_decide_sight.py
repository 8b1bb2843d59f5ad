"""Who sees a request, decided on its pages: by whoever manages alone, and by them also where they see it no more."""

from fastapi import FastAPI

from tasks import need_to_know
from tests import staff
from tests.logged import events
from tests.web import visits
from tests.web.before import access, linked, restricted
from tests.web.decision_samples import WHY
from tests.web.visits import NOON, Visit, text_of

SIGHT = ("restrict", "open-again", "assign", "take-away")


def confirm(visit: Visit, path: str, **words: object) -> str:
    """Take a decision; gives what is read of the page that follows."""
    shown = visit.send(path, words)
    assert "check before you confirm" in shown.text, text_of(shown)
    hidden = {name: value for name, value in words.items() if isinstance(value, list)}
    done = visit.client.post(path, data={**visits.hidden_in(shown.text), **hidden, "step": "confirm"})
    return f"{done.status_code} {done.url.path} {text_of(done)}"


def test_an_officer_decides_nothing_of_who_sees_it(manager: Visit, app: FastAPI) -> None:
    """CUM-3.4, BNS-5: it is not offered, the form does not open, and that they tried is recorded."""
    reference = access()
    officer = Visit(app).sign_in("officer.derby")
    page = officer.get(f"/requests/{reference}").text
    for slug in SIGHT:
        path = f"/requests/{reference}/do/{slug}"
        assert path not in page
        refused = officer.get(path)
        assert refused.status_code == 403
        assert "may not restrict or assign requests" in text_of(refused)
        sent = officer.send(f"/requests/{reference}/do/hold", {"to": "officer.derby", **WHY}, to=path)
        assert sent.status_code == 403
    assert [one.event for one in events(reference)][-8:] == ["access.refused"] * 8


def test_who_restricts_it_to_others_leaves_its_page(manager: Visit) -> None:
    """CUM-3.4: they are told before, land on the board, and no refusal of theirs is on record for it."""
    reference = access()
    path = f"/requests/{reference}/do/restrict"
    shown = manager.send(path, {"to": ["officer.derby"], **WHY})
    assert "You are not among them" in text_of(shown)
    done = confirm(manager, path, to=["officer.derby"], **WHY)
    assert done.startswith("200 / ")
    assert f"{reference} is restricted to 1 of the service." in done
    assert manager.get(f"/requests/{reference}").status_code == 403
    assert [one.event for one in events(reference)][-2:] == ["request.restricted", "access.refused"]


def test_who_manages_opens_again_what_they_do_not_see(manager: Visit, app: FastAPI) -> None:
    """CUM-3.4: a restriction can be lifted when those it names have left; before that nothing of it is shown."""
    reference = access()
    need_to_know.restrict(reference, ["officer.derby"], "Reason.", by="manager.derby", at=NOON)
    path = f"/requests/{reference}/do/open-again"
    assert f'href="{path}"' in manager.get("/").text
    sheet = manager.send(path, {})
    assert "Seen by: everybody of the service (before: officer.derby alone)." in text_of(sheet)
    assert "Fernwhistle" not in sheet.text
    assert f"/requests/{reference} " in confirm(manager, path)
    assert manager.get(f"/requests/{reference}").status_code == 200


def test_somebody_who_is_not_named_sees_no_form(manager: Visit, app: FastAPI) -> None:
    """CUM-3.4: no decision of a request that is kept to others, and none with a word of what it is."""
    reference = restricted()
    refused = Visit(app).sign_in("officer.derby").get(f"/requests/{reference}/do/requester")
    assert refused.status_code == 403
    assert "Fernwhistle" not in refused.text


def test_a_volunteer_sees_what_is_assigned_until_it_is_taken_away(manager: Visit, app: FastAPI) -> None:
    """BNS-5: the page says so before it is confirmed, and so it is."""
    reference = access()
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert volunteer.get(f"/requests/{reference}").status_code == 403
    confirm(manager, f"/requests/{reference}/do/assign", to="volunteer.derby")
    page = volunteer.get(f"/requests/{reference}")
    assert page.status_code == 200
    assert "/do/case-file" not in page.text  # a volunteer opens no file
    confirm(manager, f"/requests/{reference}/do/take-away", **{"from": "volunteer.derby"})
    assert volunteer.get(f"/requests/{reference}").status_code == 403


def test_another_services_request_is_not_there(manager: Visit, app: FastAPI) -> None:
    """DER-1, HIL-9: its forms are not found, whatever the right, and nobody is told that it exists."""
    other, *_ = staff.of("bathnes")
    visits.password_for(other)
    reference = linked()
    visit = Visit(app).sign_in(other)
    for slug in (*SIGHT, "requester", "case-file-unlinked"):
        gone = visit.get(f"/requests/{reference}/do/{slug}")
        assert gone.status_code == 404
        assert f"There is no request {reference}." in text_of(gone)


def test_a_file_of_another_service_cannot_be_linked(manager: Visit) -> None:
    """DER-1: as if there were none; what was typed is kept, and the request's log does not tell of it (BWD-2)."""
    staff.of("bathnes")
    from rules.case_files import Opened, Owner
    from tasks import case_files

    theirs = case_files.open_file(
        "bathnes", Owner.CHILD, "Rowan Thistlebrook", Opened.SELF_REFERRAL, by="officer.bathnes", at=NOON
    )
    reference = access()
    recorded = len(events(reference))
    refused = manager.send(f"/requests/{reference}/do/case-file", {"file": theirs.lower()})
    assert refused.status_code == 422
    assert "There is no case file of that reference" in text_of(refused)
    assert f'value="{theirs.lower()}"' in refused.text
    assert len(events(reference)) == recorded
