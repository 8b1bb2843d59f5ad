"""`advice`, `police`, `safeguard`: what others with a say decided, recorded, and what to consider before."""

import json
from pathlib import Path

import pytest

from rules.kinds import Kind
from rules.role import Role
from tasks import people
from tests import outsiders, way
from tests.cli.conftest import Say
from tests.cli.story import one_line
from tests.conftest import at
from tests.tasks.on_record import events

pytestmark = pytest.mark.usefixtures("today")
FORM = ["--on-form", "--purpose", "a serious assault", "--necessity", "nobody else saw it"]
WHY = b"What was said on 4 March about Rowan.\nRowan is not safe at home.\n"
DECISION = ["--decided-by", "s.manager", "--as", "Service Manager", "--to", "social worker"]


@pytest.fixture
def at_risk(home: Path) -> str:
    """A social worker's letter about a child at risk."""
    return outsiders.received(outsiders.SOCIAL_WORKER, "hillingdon")


def test_advice_is_recorded_and_shown(say: Say, home: Path) -> None:
    """UK GDPR Art 38(1): missing with its source until somebody advised; then shown, of whom and when."""
    reference = way.opened(Kind.LA_LEGAL, "derby")
    prepared = say("disclose", reference, "--outcome", "neither_confirmed_nor_denied")
    assert "advice of the data protection officer or an independent lawyer" in one_line(prepared.err)
    assert "(UK GDPR Art 38(1), SEND Code 2.8)" in say("show", reference).out
    said = say("advice", reference, "--of", "data_protection_officer", "--on", "2026-11-20")
    assert (said.code, said.out) == (0, "")
    assert "advice" not in one_line(said.err)
    assert "advice of the data protection officer on 2026-11-20" in say("show", reference).out
    assert say("advice", reference, "--of", "a_friend", "--on", "2026-11-20").code == 2
    assert say("advice", reference, "--of", "independent_lawyer", "--on", "2026-11-24").code == 1


def test_the_police_are_recorded_as_they_write(say: Say, home: Path) -> None:
    """DPA 2018 Sch 2 para 2: before the form a prompt and three lines are shown; after it what follows from it."""
    reference = outsiders.received(outsiders.POLICE, "derby")
    before = say("show", reference).out
    assert "The police ask, and nothing compels you without an order or a warrant." in before
    assert (
        "the request of the police in writing, signed by an officer with their rank (DPA 2018 Sch 2 para 2)" in before
    )
    said = say("police", reference, *FORM, "--telling-does-not-prejudice")
    assert (said.code, said.out) == (0, "")
    assert "consent of the parent" in one_line(said.err)
    after = say("show", reference).out
    assert "tell the family before anything goes" in after
    assert "the police, on a signed form: for a serious assault; because nobody else saw it" in after
    assert "assault" not in str(events())
    assert say("police", reference, *FORM).code == 2, "whether telling would prejudice it is never assumed"
    assert say("police", reference, "--no-form", *FORM[1:], "--telling-prejudices").code == 0
    assert "the request of the police in writing" in say("show", reference).out


def test_a_regulator_is_asked_for_its_power(say: Say, home: Path) -> None:
    """DPA 2018 s.142, Local Government Act 1974 s.29: the prompt stands in `show` where a regulator asks."""
    reference = outsiders.received(outsiders.SOCIAL_WORKER, "derby")
    people.record(reference, people.Standing.REQUESTER, by="o.officer", at=at(way.RECEIVED), role=Role.REGULATOR)
    assert "Have them name it in writing" in say("show", reference).out


def test_an_inspection_has_its_prompt(say: Say, home: Path) -> None:
    """BWD-4: inspectors are asked for their power, and no copy leaves."""
    reference = outsiders.received(outsiders.INSPECTORS, "blackburn", Kind.INSPECTION)
    assert "Ask the inspectors which law lets them see files about people" in say("show", reference).out


def test_a_letter_about_a_child_at_risk_says_who_decides(say: Say, at_risk: str) -> None:
    """HIL-5, BNS-3, CUM-2.4: consent is not needed, it is never automatic, and the service's procedure is named."""
    shown = say("show", at_risk).out
    assert "A child or an adult may be at risk: consent is not needed for what protects them." in shown
    assert "It is never automatic" in shown
    assert "the confidentiality procedures of Hillingdon" in shown


def test_the_procedure_is_shown_before_anything_is_decided(say: Say, at_risk: str) -> None:
    """HIL-5: alone, the command shows the procedure; a decision that did not follow it is refused, and noted."""
    told = len(events())
    shown = say("safeguard", at_risk)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == "Follow the confidentiality procedures of Hillingdon (HIL-5).\n"
    assert len(events()) == told
    said = say("safeguard", at_risk, *DECISION, "--told", "2026-11-20")
    assert said.code == 1
    assert "and then say that it was followed (HIL-5). The option is --procedure-followed." in one_line(said.err)
    assert events()[-1][0] == "safeguarding.refused"


def test_the_procedure_of_a_service_is_shown_without_a_request(say: Say, home: Path) -> None:
    """DER-7, BWD-12: whoever fears for a child sees at once what to follow, and nothing is recorded."""
    shown = say("safeguard", "--service", "derby")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == "Follow the procedure of the local safeguarding children partnership (DER-7, BWD-12).\n"
    assert events() == []


def test_a_decision_is_recorded_and_its_reasons_are_typed_at_a_prompt(say: Say, at_risk: str) -> None:
    """DER-7, BWD-12: who decided, for whom, why, and whether the person was told; no name in a command or the log."""
    words = [*DECISION, "--procedure-followed", "--not-telling", "It would raise the risk.", "--on", "2026-11-20"]
    said = say("safeguard", at_risk, *words, stdin=WHY)
    assert said.code == 0
    assert "Rowan" not in said.out + said.err
    shown = say("show", at_risk).out
    assert "safeguarding decision of 2026-11-20 by s.manager (Service Manager), for the social worker" in shown
    assert "What was said on 4 March about Rowan.; because Rowan is not safe at home." in shown
    assert "not told: It would raise the risk." in shown
    assert "Safeguarding decision recorded (Friday 20 November 2026) by m.manager" in shown
    assert "Rowan" not in str(events())


def test_a_decision_can_be_about_a_case_file_alone(say: Say, home: Path) -> None:
    """DER-7: no request is behind most of them; the file is named by its reference."""
    opened = say(
        "file", "open", "--service", "derby", "--of", "parent", "--how", "self_referral", stdin=b"Clover F\n"
    )
    file = opened.out.strip()
    words = ["--service", "derby", "--file", file.lower(), *DECISION, "--procedure-followed", "--told", "2026-11-23"]
    said = say("safeguard", *words, stdin=WHY)
    assert said.code == 0
    assert said.out == "Follow the procedure of the local safeguarding children partnership (DER-7, BWD-12).\n"
    assert events()[-1][0] == "safeguarding.decided"
    assert "Safeguarding decision recorded" in say("file", "show", file).out
    (told,) = json.loads(say("file", "show", file, "--json").out)["safeguarding"]
    assert told == (
        "Monday 23 November 2026 by s.manager (Service Manager), for the social worker: What was said on 4 March "
        "about Rowan.; because Rowan is not safe at home.; told on Monday 23 November 2026; followed: the procedure "
        "of the local safeguarding children partnership"
    )
    assert "Rowan" not in str(events())


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "a request's reference, or --service with --file"),
        (["--file", "DER-F-0007"], 2, "a request's reference, or --service with --file"),
        (["--service", "derby", "--decided-by", "s.manager"], 2, "say on which case file it is kept"),
        (["--service", "derbi"], 1, "derby"),
        (["HIL-2026-0001", "--service", "derby", "--file", "DER-F-1"], 2, "or --service with --file"),
        (["HIL-2026-0001", "--decided-by", "s.manager"], 2, "a decision also needs --as, --to"),
        (["HIL-2026-0042"], 1, "There is no request HIL-2026-0042."),
        (["HIL-2026-0001", *DECISION[:3], "Volunteer", *DECISION[4:], "--procedure-followed"], 1, "BNS-5"),
        (["HIL-2026-0001", *DECISION, "--procedure-followed"], 1, "Say whether the person was told"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(
    say: Say, at_risk: str, words: list[str], code: int, says: str
) -> None:
    """DER-7, BNS-5: wrong words are told as such; what nobody may decide so is refused with its clause."""
    said = say("safeguard", *words, stdin=WHY)
    assert said.code == code
    assert says in " ".join(said.err.replace("│", " ").split())
