"""The pages of retention: what is kept until when, a list from its making to its certificate, and by whom."""

import io
from datetime import date

import pytest
from docx import Document

from rules.kinds import Kind
from tasks import accounts
from tasks.accounts import Opening
from tests import staff, way
from tests.conftest import at
from tests.web import visits
from tests.web.test_people import confirmed
from tests.web.visits import Visit, app_at, text_of

LATER = at(date(2030, 1, 7), 12)
PLACE = "/service/disposal"


@pytest.fixture
def bathnes(home: object, monkeypatch: pytest.MonkeyPatch) -> str:
    """Bath's people, two of whom may manage; and a request that was closed three years ago. Gives its reference."""
    from tasks import credentials

    monkeypatch.setenv("INFORIGHTS_ONE_TIME_CODES", "offered")
    reference = way.prepared(Kind.FOI, "bathnes")
    way.approved(reference, "bathnes", Kind.FOI)
    way.respond(reference)
    manager, officer, _ = staff.of("bathnes")
    opening = Opening("second.bathnes", "bathnes", "Strategic Manager", "service", staff.TRAINED)
    accounts.add(opening, by=manager, at=staff.OPENED)
    for login in (manager, officer, "second.bathnes"):
        credentials.set_password(login, visits.PASSWORD, by=manager, at=LATER)
    return reference


def visit(login: str) -> Visit:
    """Somebody at the dashboard, three years later."""
    return Visit(app_at(LATER)).sign_in(login)


def test_a_list_goes_its_way_on_the_pages(bathnes: str) -> None:
    """BNS-7, HIL-10: each step shows what it does; two people, the paper, then a certificate that names nobody."""
    first, second = visit("manager.bathnes"), visit("second.bathnes")
    assert f"{bathnes} 3 years after it was closed" in text_of(first.get(PLACE))
    made = confirmed(first, f"{PLACE}/propose")
    assert made.url.path == f"{PLACE}/1"
    alone = first.client.post(f"{PLACE}/1/sign", data={**first.hidden(f"{PLACE}/1/sign"), "step": "confirm"})
    assert "Whoever made the list does not sign it" in text_of(alone)
    assert f"You sign as Strategic Manager that these may be destroyed: {bathnes}." in text_of(
        second.get(f"{PLACE}/1/sign")
    )
    confirmed(second, f"{PLACE}/1/sign")
    assert second.get(f"{PLACE}/1/carry-out").status_code == 404  # nobody has said what became of the paper
    confirmed(first, f"{PLACE}/1/paper", {"paper": "destroyed", "person": "the caretaker", "how": "shredded"})
    assert "Nothing of it can be had back from here." in text_of(first.get(f"{PLACE}/1/carry-out"))
    done = text_of(confirmed(first, f"{PLACE}/1/carry-out"))
    assert "1 of 1 records were destroyed." in done
    assert f"- {bathnes}: 3 years after it was closed" in done
    assert "(shredded)" in done
    assert first.get(f"/requests/{bathnes}").status_code == 404
    assert "What to do" not in done
    assert f'href="/export{PLACE}/1/certificate.docx"' in first.get(f"{PLACE}/1").text
    file = first.get(f"/export{PLACE}/1/certificate.docx")
    said = [line.text for line in Document(io.BytesIO(file.content)).paragraphs]
    assert file.headers["content-disposition"] == 'attachment; filename="inforights-certificate-1.docx"'
    assert "Certificate of destruction, list 1" in said
    assert [line for line in said if line.startswith(f"{bathnes}: 3 years after it was closed")]
    assert said[said.index("Certified for the service") + 1].startswith("Strategic Manager")
    assert visit("officer.bathnes").get(f"/export{PLACE}/1/certificate.docx").status_code == 403


def test_what_is_still_needed_is_taken_off(bathnes: str) -> None:
    """It is kept, with the reason on the list."""
    first = visit("manager.bathnes")
    confirmed(first, f"{PLACE}/propose")
    done = text_of(confirmed(first, f"{PLACE}/1/strike", {"reference": bathnes, "because": "A claim is expected."}))
    assert "struck: A claim is expected." in done


def test_only_whoever_manages_sees_it_and_of_their_service_alone(bathnes: str) -> None:
    """DER-1, HIL-9: another service's list is none, and an officer keeps none."""
    from tasks import credentials

    confirmed(visit("manager.bathnes"), f"{PLACE}/propose")
    officer = visit("officer.bathnes")
    assert officer.get(PLACE).status_code == 403
    assert officer.get(f"{PLACE}/1").status_code == 403
    manager, _, _ = staff.of("derby")
    credentials.set_password(manager, visits.PASSWORD, by=manager, at=LATER)
    stranger = visit(manager)
    assert bathnes not in stranger.get(PLACE).text
    assert "no list of that number" in text_of(stranger.get(f"{PLACE}/1"))
