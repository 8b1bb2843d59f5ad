"""The language of wording: it chooses and inserts, and can neither compute nor reach anything."""

import time

import pytest

from letters import LettersError, wording
from letters.marks import Marks
from letters.wording import Own, Wording
from tests.letters.cases import SAR_PART, facts


def _tried(own: Own) -> None:
    """Check a service's own wording, and fill a letter with it."""
    found = Wording(own)
    found.check()
    found.filled("acknowledgement", facts(), Marks("acknowledgement"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ 'a' * 1000000000 }}", "'mul' is not part"),
        ("{{ 9 ** 9 ** 9 }}", "'pow' is not part"),
        ("{{ reference ~ reference }}", "'concat' is not part"),
        ("{% for a in range(1000000000) %}{% endfor %}", "can be called"),
        ("{{ reference.__class__ }}", "begins with '_'"),
        ("{{ reference['__class__'] }}", None),
        ("{{ reference.format() }}", "can be called"),
        ("{{ lipsum() }}", "can be called"),
        ("{{ reference | attr('upper') }}", "no filter 'attr'"),
        ("{{ reference | center(1000000000) }}", "no filter 'center'"),
        ("{{ parts | map('center', 1000000000) | list }}", None),
        ("{% macro a() %}{% endmacro %}", "'macro' is not part"),
        ("{% set a %}x{% endset %}", "'assignblock' is not part"),
        ("{% set a = [parts, parts] %}", "more than one value"),
        ("{% include 'sar_disclosure.md.j2' %}", "only a paragraph can be included"),
        ("{% include reference %}", "only a paragraph can be included"),
        ("{% import 'paragraphs/contact.md.j2' as x %}", "'import' is not part"),
        ("{% for a in parts %}{% include 'paragraphs/contact.md.j2' %}{% endfor %}", "inside a loop"),
        (
            "{% for a in parts %}{% for b in parts %}{% for c in parts %}{% endfor %}{% endfor %}{% endfor %}",
            "more than 2 loops",
        ),
        ("{% include 'paragraphs/contact.md.j2' %}" * 41, "more than 40 paragraphs"),
        ("{% set refuse = parts.clear %}{{ refuse('x') }}", "cannot be given another meaning"),
        ("{% for fulfils in parts %}{% endfor %}", "cannot be given another meaning"),
        ("{{ refuse(reference) }}", "takes one text in quotes"),
        ("{{ fulfils() }}", "takes one text in quotes"),
        ("{% set x = [" + "1," * 51 + "] %}", "more than 50 entries"),
        ("a\u202eb", "cannot be seen"),
        ("a\u200bb", "cannot be seen"),
        ("a\x00b", "cannot be seen"),
        ("{% for a in 5 %}{% endfor %}", "cannot be done"),
        ("{{ none | length }}", "cannot be done"),
        ("{{ '" + "x" * 2_001 + "' }}", "longer than 2,000 characters"),
    ],
)
def test_wording_that_does_more_than_say_is_refused(text: str, says: str | None) -> None:
    """Sandboxed templates, plain values only: what could fill memory or time, or reach Python, never runs."""
    own = (("paragraphs/contact", text.replace("paragraphs/contact", "paragraphs/withdraw")),)
    with pytest.raises(LettersError, match=says or "."):
        _tried(own)


def test_every_wording_of_the_program_is_in_the_language() -> None:
    """A service starts from the program's own text, so that must be what a service may write."""
    for name in [*wording.names(), *wording.paragraphs()]:
        if name == wording.UNIFORM:
            continue
        Wording(((name, wording.text(name)),)).check()


def test_no_wording_grows_without_end() -> None:
    """Limits on size and time: what joins itself, or takes itself in, ends with a clear error."""
    doubled = "{% set a = reference %}" + "{% set a = [a] | join(a) %}{% set a = a | join(a) %}" * 30 + "{{ a }}"
    grown = "{% for a in parts %}{% for b in parts %}xxxxxxxxxx{% endfor %}{% endfor %}"
    cases = {
        "{% include 'paragraphs/contact.md.j2' %}": "takes in itself",
        doubled: "more than 20,000 characters",
        grown: "more than 200,000 characters",
    }
    given = facts(parts=[SAR_PART] * 1_000)
    started = time.monotonic()
    for text, says in cases.items():
        with pytest.raises(LettersError, match=says):
            Wording((("paragraphs/contact", text),)).filled("acknowledgement", given, Marks("acknowledgement"))
    assert time.monotonic() - started < 20


def test_a_services_head_changes_the_title_and_nothing_else() -> None:
    """Which facts a letter sees, and for which requests it is, is no matter of wording (HIL-6)."""
    program = wording.text("extension_sar")
    Wording((("extension_sar", program.replace('title: "Your', 'title: "About your')),)).check()
    for change in (
        ("needs: [service", "needs: [reference, service"),
        ("answers: [sar]", "answers: [foi]"),
    ):
        with pytest.raises(LettersError, match="changes"):
            Wording((("extension_sar", program.replace(*change)),)).check()
    with pytest.raises(LettersError, match="cannot be read"):
        Wording((("extension_sar", "---\ntitle: [\n---\ntext"),)).check()


def test_a_title_is_wording_too() -> None:
    """A title that computes is refused like any other line."""
    head = wording.text("extension_sar").replace("title: ", "title: \"{{ 'a' * 9 }}\" #", 1)
    with pytest.raises(LettersError, match="The title of extension_sar"):
        Wording((("extension_sar", head),)).check()


def test_the_holding_answer_is_nobodys_own() -> None:
    """HIL-6: word for word the same for a client and a stranger, whoever would rather say more."""
    with pytest.raises(LettersError, match="HIL-6"):
        Wording((("la_response_ncnd", wording.text("la_response_ncnd")),)).check()
