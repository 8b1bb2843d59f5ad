"""The register and the search for a name: what is found, for whom, and that no name stands in an address."""

from datetime import date

import pytest
from fastapi import FastAPI

from rules.kinds import Kind
from tasks import need_to_know
from tests import staff, way
from tests.web.visits import NOON, Visit, day, logged, opened, text_of

SEARCH = "/requests/search"


@pytest.fixture
def three(derby: tuple[str, str, str]) -> list[str]:
    """Three requests of Derby, in the order in which they were logged, and one of another service."""
    staff.of("bathnes")
    found = [opened(Kind.SAR), opened(Kind.FOI), opened(Kind.LA_LEGAL, received=date(2026, 11, 9))]
    opened(Kind.SAR, "bathnes")
    return found


def shown(visit: Visit, **asked: str) -> list[str]:
    """The references of the register, in its order."""
    text = visit.get("/requests", params=asked).text
    found = [line.partition('href="/requests/')[2].partition('"')[0] for line in text.splitlines()]
    return [reference for reference in found if reference.startswith(("DER-", "BNS-"))]


def found(visit: Visit, name: str) -> str:
    """What a search for a name shows."""
    answer = visit.send(SEARCH, {"name": name})
    assert answer.status_code == 200
    assert (answer.url.path, answer.url.query) == (SEARCH, b"")
    return text_of(answer)


def test_every_request_of_the_service_is_listed_the_last_one_first(three: list[str], manager: Visit) -> None:
    """DER-1: open or closed, and of no other service; no name stands there."""
    assert shown(manager) == three[::-1]
    text = manager.get("/requests").text
    assert "3 requests" in text
    assert not [name for name in ("Fernwhistle", "Marshgrove", "Quillmarsh") if name in text]


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ({"kind": "foi"}, [1]),
        ({"state": "open"}, [2, 1, 0]),
        ({"state": "closed"}, []),
        ({"reference": "der-2026-0002"}, [1]),
        ({"reference": "DER-2026"}, [2, 1, 0]),
        ({"reference": "BNS-"}, []),
        ({"reference": "%"}, []),
        (day("from", date(2026, 11, 9)), [2]),
        (day("to", date(2026, 11, 8)), [1, 0]),
        ({**day("from", way.RECEIVED), **day("to", way.RECEIVED), "kind": "sar"}, [0]),
    ],
)
def test_what_is_asked_for_is_shown(
    three: list[str], manager: Visit, asked: dict[str, str], which: list[int]
) -> None:
    """Kind, state, reference and days of receipt are looked for together; both days are included."""
    assert shown(manager, **asked) == [three[number] for number in which]


def test_what_cannot_be_a_day_is_said_and_kept(three: list[str], manager: Visit) -> None:
    """Nothing typed is lost, and everything is shown meanwhile."""
    answer = manager.get("/requests", params={"from-day": "31", "from-month": "2", "from-year": "2026"})
    assert answer.status_code == 422
    assert "Received from: there is no such day" in text_of(answer)
    assert 'value="31"' in answer.text


def test_a_long_register_is_read_page_by_page(derby: tuple[str, str, str], manager: Visit) -> None:
    """Every request is on exactly one page, and what was asked for stays asked for."""
    every = [logged(f"{way.FOI}\n{number}") for number in range(53)]
    first = manager.get("/requests", params={"state": "logged", "kind": ""})
    after = first.text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert after == f"/requests?state=logged&after={every[3]}"
    second = manager.get(after)
    assert [one for one in every if f'"/requests/{one}"' in first.text] == every[3:]
    assert [one for one in every if f'"/requests/{one}"' in second.text] == every[:3]
    assert 'rel="next"' not in second.text


def test_a_restricted_request_is_a_reference_alone(three: list[str], app: FastAPI, manager: Visit) -> None:
    """CUM-3.4: whoever it is kept from sees that it is there, in no list that was asked for, and finds no name."""
    need_to_know.restrict(three[0], ["manager.derby"], "Reason.", by="manager.derby", at=NOON)
    officer = Visit(app).sign_in("officer.derby")
    assert shown(officer) == [three[2], three[1]]
    assert f"{three[0]}: restricted (CUM-3.4)" in text_of(officer.get("/requests"))
    assert three[0] not in officer.get("/requests", params={"kind": "sar"}).text
    assert "No request found" in found(officer, "Marigold")
    assert f"{three[0]} Marigold Fernwhistle (data subject)" in found(manager, "Marigold")


def test_a_volunteer_finds_what_is_assigned_to_them(three: list[str], app: FastAPI) -> None:
    """BNS-5: the register and the search are those of their own requests."""
    volunteer = Visit(app).sign_in("volunteer.derby")
    assert shown(volunteer) == []
    assert "No request found" in found(volunteer, "Marigold")
    need_to_know.assign(three[0], "volunteer.derby", by="manager.derby", at=NOON)
    assert shown(volunteer) == [three[0]]
    assert three[0] in found(volunteer, "Marigold")


@pytest.mark.parametrize("name", ["fern", "CLOVER", "Clöver  Fernwhistle", "fernwhistle, marigold"])
def test_a_name_is_found_by_any_word_of_it(three: list[str], manager: Visit, name: str) -> None:
    """Accents and capitals are folded, the order of the words is free, the beginning of a word is enough."""
    told = found(manager, name)
    assert three[0] in told
    assert "Clover Fernwhistle (requester)" in told
    assert not [reference for reference in three[1:] if reference in told]
    assert "BNS-" not in told


@pytest.mark.parametrize("name", ["whistle", "Clover Thistlebrook", "Marigold x"])
def test_what_is_in_nobodys_name_is_not_found(three: list[str], manager: Visit, name: str) -> None:
    """The middle of a word is no word, and all the words must be those of one request."""
    assert "No request found" in found(manager, name)


@pytest.mark.parametrize("name", ["", "   ", "?!"])
def test_a_search_needs_a_word(three: list[str], manager: Visit, name: str) -> None:
    """Nothing at all would find everybody."""
    answer = manager.send(SEARCH, {"name": name})
    assert answer.status_code == 422
    assert "Marigold" not in answer.text


def test_no_address_of_the_pages_has_a_name(three: list[str], manager: Visit) -> None:
    """A name never stands in an address, a title or a cookie: the search is a form that is sent."""
    assert 'method="post" action="/requests/search"' in manager.get(SEARCH).text
    told = manager.send(SEARCH, {"name": "Marigold"})
    links = [part.partition('"')[0] for part in told.text.split('href="')[1:]]
    assert not [link for link in links if "arigold" in link or "ernwhistle" in link]
    assert "<title>Search by name - Inforights</title>" in told.text
    assert not [value for value in manager.client.cookies.values() if "arigold" in value]
    assert "Marigold" not in manager.get(SEARCH, params={"name": "Marigold"}).text
