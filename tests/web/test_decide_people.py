"""The people of a request on its pages: what is left empty stays, what was wrong is forgotten, no name leaks."""

from datetime import date

from fastapi import FastAPI

from models import queries
from models.db import reading
from models.person import Person, Standing
from rules.role import Role
from tests.logged import events
from tests.web.before import access, at_odds, foi, legal, of_the_police
from tests.web.decision_samples import ON, SAMPLES, WHY
from tests.web.test_decide_sight import confirm
from tests.web.visits import Visit, day, text_of


def person(reference: str, standing: Standing) -> Person:
    """One person of a request."""
    with reading() as session:
        return queries.people(session, queries.request(session, reference))[standing]


def test_what_is_left_empty_stays_and_what_is_ticked_goes(manager: Visit) -> None:
    """UK GDPR Art 5(1)(d): a wrong birth date is forgotten, the name beside it is kept, and both are shown before."""
    reference = access()
    path = f"/requests/{reference}/do/data-subject"
    assert "On record: Marigold Fernwhistle. Leave it empty to keep that." in text_of(manager.get(path))
    shown = manager.send(path, {"forget": ["date_of_birth"]})
    assert "Data subject: Marigold Fernwhistle (before: Marigold Fernwhistle; born 3 April 2019)." in text_of(shown)
    confirm(manager, path, forget=["date_of_birth"])
    found = person(reference, Standing.DATA_SUBJECT)
    assert (found.name, found.date_of_birth) == ("Marigold Fernwhistle", None)


def test_a_birth_date_after_the_request_is_refused(manager: Visit) -> None:
    """CUM-3.2: the age on the day of receipt decides who is asked, so a day that cannot be is not taken."""
    refused = manager.send(
        f"/requests/{access()}/do/data-subject",
        {"name": "Marigold Fernwhistel", **day("date_of_birth", date(2026, 11, 3))},
    )
    assert refused.status_code == 422
    assert "The birth date lies after the day on which the request was received" in text_of(refused)
    assert 'value="Marigold Fernwhistel"' in refused.text


def test_a_name_stands_on_the_page_alone(manager: Visit) -> None:
    """UK GDPR Art 5(1)(f): not in its title, its address, a cookie, or the audit log."""
    reference = access()
    path = f"/requests/{reference}/do/requester"
    shown = manager.send(path, {"name": "Clover Thornberry"})
    assert "Thornberry" not in shown.text.partition("</title>")[0]
    done = confirm(manager, path, name="Clover Thornberry")
    assert "Thornberry" not in done.partition("Sign out")[0]
    assert not [value for value in manager.client.cookies.values() if "Thornberry" in value]
    assert "Thornberry" not in str([one.what for one in events(reference)])
    assert person(reference, Standing.REQUESTER).name == "Clover Thornberry"


def test_parental_responsibility_is_asked_of_a_parent_alone(manager: Visit) -> None:
    """Children Act 1989 s.2: for a parent who asks for another's records, with the paper that shows it."""
    reference = access()
    offers = f"/requests/{reference}/do/has-responsibility"
    assert offers in manager.get(f"/requests/{reference}").text
    confirm(manager, f"/requests/{reference}/do/requester", role=Role.RELATIVE)
    assert offers not in manager.get(f"/requests/{reference}").text
    assert "has-responsibility" not in manager.get(f"/requests/{foi()}").text


def test_a_manager_alone_decides_on_a_conflict(manager: Visit, app: FastAPI) -> None:
    """BWD-2: an officer notes it and no more; a decision about both parents is of separated parents alone."""
    reference = at_odds()
    officer, path = Visit(app).sign_in("officer.derby"), f"/requests/{reference}/do/conflict-decided"
    assert officer.get(path).status_code == 403
    confirm(officer, f"/requests/{reference}/do/conflict", what="other")
    refused = manager.send(path, {"what": "other", "both_parents": "yes", **WHY})
    assert refused.status_code == 422
    assert "Only of parents who have separated both can be asked." in text_of(refused)
    assert WHY["because"] in text_of(refused)


def test_a_safeguarding_decision_says_one_thing_of_the_telling(manager: Visit) -> None:
    """DER-7, CUM-0: the person was told on a day, or was not for a reason; never both, and never neither."""
    path, words = f"/requests/{of_the_police()}/do/safeguarding", dict(SAMPLES["safeguarding"].words)
    for wrong in ({"told": "told"}, {**day("told_on", date(2026, 11, 12))}, {"not_told": ""}):
        refused = manager.send(path, words | wrong)
        assert refused.status_code == 422
        assert "(DER-7, CUM-0)" in text_of(refused)
        assert "Somebody is at risk." in text_of(refused)
    told = words | {"told": "told", "not_told": "", **day("told_on", date(2026, 11, 12))}
    assert manager.send(path, told).status_code == 200


def test_a_volunteer_is_not_offered_as_who_decides(manager: Visit) -> None:
    """DER-7, BNS-5: a named person of the service decides, and never a volunteer."""
    shown = manager.get(f"/requests/{of_the_police()}/do/safeguarding").text
    assert 'value="officer.derby"' in shown
    assert "volunteer.derby" not in shown


def test_only_what_can_come_into_question_is_offered(manager: Visit) -> None:
    """DPA 2018 Sch 2 para 2, BNS-12: the police where the police ask, the team where the policy shares with one."""
    council, police = (manager.get(f"/requests/{reference}").text for reference in (legal(), of_the_police()))
    assert "/do/police" in police
    assert "/do/police" not in council
    assert "/do/advice" in council
    assert "/do/hand-over" not in manager.get(f"/requests/{access()}").text  # Derby's policy names no team


def test_an_assessment_in_the_future_is_refused(manager: Visit) -> None:
    """CUM-3.2: what is recorded has happened; what was typed of it is kept."""
    words = {"found": "cannot", "assessed_by": "a paediatrician", **ON, **day("on", date(2026, 11, 13)), **WHY}
    refused = manager.send(f"/requests/{access()}/do/competence", words)
    assert refused.status_code == 422
    assert "lies in the future" in text_of(refused)
    assert 'value="cannot" checked' in refused.text
    assert 'value="a paediatrician"' in refused.text


def test_what_has_ended_is_changed_no_more(manager: Visit) -> None:
    """UK GDPR Art 5(1)(d): a withdrawn request offers what can still be done with it, and nothing else."""
    reference = access()
    confirm(manager, f"/requests/{reference}/do/withdrawn")
    shown = manager.get(f"/requests/{reference}").text
    assert set(offered_on(shown)) == {"restrict", "assign", "hold", "complaint"}


def offered_on(html: str) -> list[str]:
    """The decisions that a page offers."""
    return [part.partition('"')[0] for part in html.split("/do/")[1:]]
