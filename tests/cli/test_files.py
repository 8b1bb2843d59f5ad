"""`file`: a person's file from the first contact to its end, and what nobody may see through a request."""

import json
from pathlib import Path

import pytest

from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say
from tests.cli.story import one_line, stored
from tests.conftest import at

pytestmark = pytest.mark.usefixtures("today")
CHILD = b"Marigold Fernwhistle\n"
SELF = ["--how", "self_referral"]
REFERRED = ["file", "open", "--service", "cumbria", "--of", "parent", "--how", "professional_referral"]


def opened(say: Say, whose: str = "child", service: str = "bathnes", *more: str) -> str:
    """A file that was opened on the command line."""
    said = say("file", "open", "--service", service, "--of", whose, *SELF, *more, stdin=CHILD)
    assert said.code == 0, said.err
    return said.out.strip()


def parents_request() -> str:
    """A mother's access request about a child of 13, at Bath."""
    reference = way.log(way.SAR.replace("3 April 2019", "3 April 2013"), "bathnes")
    way.receive(reference, at(way.RECEIVED))
    return reference


def test_a_file_is_opened_and_its_name_is_typed(say: Say, home: Path) -> None:
    """BWD-2: a child's own file with a reference of its own; the name is asked, and neither output repeats it."""
    said = say("file", "open", "--service", "derby", "--of", "child", *SELF, "--born", "2014-04-03", stdin=CHILD)
    assert (said.code, said.out) == (0, "DER-F-0001\n")
    assert said.err.startswith("Name: DER-F-0001: a child's file, open; missing: 3")
    assert "Marigold" not in said.err
    shown = say("file", "show", "der-f-0001").out
    assert "child: Marigold Fernwhistle, born 2014-04-03" in shown
    assert "do they agree to tell the local authority? (BWD-8, CUM-4.2)" in shown


def test_a_professional_brings_evidence_or_nothing_is_opened(say: Say, home: Path, tmp_path: Path) -> None:
    """CUM-2.1, BNS-1, HIL-3: refused in one line with the clauses; with the signed paper it is opened."""
    words = [*REFERRED, "--referrer", "head teacher", "--agreed", "2026-11-20"]
    refused = say(*words, stdin=CHILD)
    assert (refused.code, refused.out) == (1, "")
    assert "(CUM-2.1, BNS-1, HIL-3)" in refused.err
    paper = tmp_path / "fernwhistle.pdf"
    paper.write_bytes(b"signed")
    assert say(*words, "--paper", str(tmp_path / "missing.pdf"), stdin=CHILD).code == 1
    assert say(*words, "--paper", str(paper), stdin=CHILD).out == "CUM-F-0001\n"
    assert say(*words, "--shown", "A form that the mother signed", stdin=CHILD).out == "CUM-F-0002\n"
    shown = say("file", "show", "CUM-F-0002").out
    assert "professional referral on 2026-11-23 (head teacher); agreed on 2026-11-20; shown: A form that" in shown


def test_nothing_on_a_parents_request_shows_the_childs_own_file(say: Say, home: Path) -> None:
    """BWD-2: the link is refused to staff who name it; the request's story, and the board, are as they were."""
    request = parents_request()
    before = say("show", request).out, say("show", request, "--json").out, say("due").out
    file = opened(say, "child", "bathnes", "--born", "2013-04-03")
    said = say("file", "link", request, file)
    assert (said.code, said.out) == (1, "")
    assert "own confirmation is not on record" in one_line(said.err)
    assert (say("show", request).out, say("show", request, "--json").out, say("due").out) == before
    assert "A link to a case file was refused" in say("file", "show", file).out


def test_with_the_childs_word_a_person_links_and_unlinks(say: Say, home: Path) -> None:
    """BWD-2, BNS-6: the child has confirmed; the file shows the request, and the request does not show the file."""
    request, file = parents_request(), opened(say, "child", "bathnes", "--born", "2013-04-03")
    assert say("consent", request, "--whom", "child_confirmation", "--answer", "full").code == 0
    said = say("file", "link", request.lower(), file.lower())
    assert (said.code, said.out) == (0, "")
    assert one_line(said.err).startswith(f"{request}: subject access request")
    assert f"Requests that are about it:\n  {request}" in say("file", "show", file).out
    assert file not in say("show", request).out
    assert say("file", "link", request, file, "--remove").code == 0
    assert "Requests that are about it" not in say("file", "show", file).out


def test_consents_are_recorded_confirmed_and_taken_back(say: Say, home: Path) -> None:
    """BWD-8, CUM-4.2, CUM-4.4, UK GDPR Art 7(3): each stands on the file as it was said."""
    file = opened(say, "parent", "cumbria", "--on", "2025-11-01")
    consent = ["file", "consent", file, "--for"]
    restricted = ["--answer", "restricted", "--role", "SEND officer", "--on", "2025-11-02", "--scope", "the plan"]
    assert say(*consent, "tell_la", *restricted).code == 0
    assert say(*consent, "ask_la", "--answer", "refused", "--on", "2025-11-02").code == 0
    assert say(*consent, "work_with_la", "--answer", "full").code == 0
    shown = say("file", "show", file).out
    assert "restricted on 2025-11-02, for SEND officer alone; due for review since 2026-11-02" in shown
    assert "how far we can help without the consent to ask the local authority for information (CUM-4.3)" in shown
    assert "the consent to tell the local authority to be confirmed (CUM-4.4, BNS-10)" in shown
    for what, how in (("tell_la", "--confirmed"), ("ask_la", "--limits-told"), ("work_with_la", "--withdrawn")):
        said = say(*consent, what, how)
        assert (said.code, said.out) == (0, ""), said.err
    shown = say("file", "show", file).out
    assert "for SEND officer alone; to be confirmed by 2027-11-23 - the plan" in shown
    assert "told on 2026-11-23 how far we can then help" in shown
    assert "to work with officers of the local authority: withdrawn on 2026-11-23" in shown
    assert "Earlier answers:\n  to tell the local authority: restricted on 2025-11-02" in shown


def test_a_third_party_is_named_and_a_person_there_at_a_prompt(say: Say, home: Path) -> None:
    """BNS-9: a role and an organisation; a name is typed, and the log does not have it."""
    file = opened(say)
    share = ["file", "consent", file, "--for", "share", "--answer", "full"]
    assert "names the third party" in one_line(say(*share).err)
    third = ["--with", "head teacher", "--organisation", "Exampleton Primary School", "--name"]
    assert say(*share, *third, stdin=b"Hazel Quillmarsh\n").code == 0
    found = json.loads(say("file", "show", file, "--json").out)
    (consent,) = found["consents"]
    assert consent.startswith("to share with a named third party (head teacher, Exampleton Primary School, Hazel")
    assert "Quillmarsh" not in json.dumps(found["events"])


def test_a_file_is_put_right_closed_and_opened_again(say: Say, home: Path) -> None:
    """UK GDPR Art 5(1)(e): the day from which the time counts; a slip of the pen is put right."""
    file = opened(say)
    assert "the birth date (CUM-3.2, DER-8)" in say("file", "show", file).out
    assert say("file", "correct", file, "--born", "2014-04-03", "--name", stdin=b"Marigold Fern\n").code == 0
    closed = say("file", "close", file)
    assert one_line(closed.err) == f"{file}: a child's file, closed on 2026-11-23"
    assert "child: Marigold Fern, born 2014-04-03" in say("file", "show", file).out
    assert say("file", "close", file).code == 1
    assert say("file", "reopen", file).code == 0
    assert f"{file}  bathnes  open" in say("file", "show", file).out


def test_the_files_of_a_service_are_listed_without_names(say: Say, home: Path) -> None:
    """HIL-9, CUM-3.4: references, whose each is and what is missing; nobody's name, and no other service's."""
    assert say("file", "list", "--service", "derby").out == "There are no case files.\n"
    opened(say, "child", "derby"), opened(say, "parent", "cumbria")
    closed = opened(say, "parent", "derby", "--born", "1990-01-01")
    assert say("file", "close", closed).code == 0
    listed = say("file", "list", "--service", "derby").out
    rows = [line.split() for line in listed.splitlines()[-2:]]
    assert rows == [["DER-F-0001", "child", "2026-11-23", "4"], ["DER-F-0002", "parent", "2026-11-23", "2026-11-23"]]
    assert "Marigold" not in listed
    assert "CUM-F" not in listed
    assert say("file", "list", "--service", "nowhere").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["file", "show"],
        ["file", "correct", "--born", "2014-04-03"],
        ["file", "consent", "--for", "tell_la", "--answer", "full"],
        ["file", "close"],
        ["file", "reopen"],
        ["hold", "--because", "The tribunal has the papers."],
        ["hold"],
    ],
)
def test_an_unknown_file_is_told_by_every_command(say: Say, home: Path, words: list[str]) -> None:
    """DER-1: exit code 1 and one line; nothing is stored under a reference that nobody gave out."""
    place = 1 if words[0] == "hold" else 2
    said = say(*words[:place], "DER-F-0042", *words[place:])
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err).startswith("There is no case file of that reference")
    assert stored(home) == (0, 0, 0)


@pytest.mark.parametrize(
    "words",
    [
        ["open", "--service", "derby", "--of", "aunt", *SELF],
        ["open", "--service", "derby", "--of", "child", "--how", "by chance"],
        ["open", "--service", "derby", "--of", "child", *SELF, "--born", "3 April 2014"],
        ["open", "--of", "child", *SELF],
        ["consent", "DER-F-0001", "--for", "everything", "--answer", "full"],
        ["consent", "DER-F-0001", "--for", "tell_la", "--answer", "perhaps"],
        ["consent", "DER-F-0001", "--for", "tell_la"],
        ["consent", "DER-F-0001", "--for", "tell_la", "--answer", "full", "--withdrawn"],
        ["consent", "DER-F-0001", "--for", "share", "--answer", "full", "--with", "head teacher"],
        ["link", "DER-2026-0001"],
    ],
)
def test_wrong_words_are_told_and_nothing_changes(say: Say, home: Path, words: list[str]) -> None:
    """CUM-4.2: exit code 2, with the words that there are: an answer is one of three, and no other."""
    said = say("file", *words, stdin=CHILD)
    assert (said.code, said.out) == (2, "")
    assert "Error: " in said.err
    assert stored(home) == (0, 0, 0)


def test_a_request_is_no_file_and_a_file_no_request(say: Say, home: Path) -> None:
    """BWD-2: the two are told apart by their references; neither command takes the other's."""
    request, file = way.opened(Kind.SAR, "derby"), opened(say, "parent", "derby")
    assert say("file", "show", request).code == 1
    assert say("show", file).code == 1
    assert say("file", "link", file, request).code == 1
