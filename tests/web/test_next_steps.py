"""Where what is missing is settled: every line that the rules can say leads to a decision that there is."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from tests.conftest import ROOT
from web.decide import DECISIONS
from web.next_steps import leads_to

# What no form of the dashboard settles: the program does it, or the line itself says what to change.
ELSEWHERE = ("the program to ", "nothing: the request is ")
PAGES = {"proposal"}  # those that are no decision


def said() -> Iterator[str]:
    """The beginnings of what the rules call missing, as far as they stand in the code."""
    for path in sorted((ROOT / "rules").glob("*.py")):
        if path.name == "standing_consents.py":
            continue  # what a case file lacks, which has no page here
        tree = ast.parse(path.read_text("utf-8"))
        called = [node.args[0] for node in ast.walk(tree) if is_missing(node)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and any(same(node.targets[0], one) for one in called):
                called.append(node.value)
        yield from (words for one in called for words in beginning(one))


def is_missing(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether something is said to be missing here."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Missing" and bool(node.args)


def same(target: ast.expr, called: ast.expr) -> bool:
    """Whether a variable is the one that is said to be missing."""
    return isinstance(target, ast.Name) and isinstance(called, ast.Name) and target.id == called.id


def beginning(text: ast.expr) -> Iterator[str]:
    """The words with which a text begins, where they are not those of a variable."""
    if isinstance(text, ast.JoinedStr):
        text = text.values[0]
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        yield text.value.replace("document ", "document 2: ", 1) if text.value == "document " else text.value


def test_what_is_missing_leads_to_a_page() -> None:
    """Design, pages: the page of a request links the first missing things to the forms that settle them."""
    found = [words for words in said() if not words.startswith(ELSEWHERE)]
    assert len(found) > 20
    assert [words for words in found if not leads_to(words)] == []


def test_a_link_leads_to_a_decision_that_there_is() -> None:
    """A line that names a decision which is gone would lose its link without a word."""
    for words in (*said(), "document 2: the balance to be recorded", "consent of the parent"):
        if leads_to(words):
            assert leads_to(words) in {*DECISIONS, *PAGES}, words


def test_a_document_is_weighed_and_no_answer_prepared_for_it() -> None:
    """DPA 2018 Sch 2 para 16(3): the balance of one document has a page of its own."""
    assert leads_to("document 12: the balance to be recorded") == "weigh"
    assert leads_to("document 3: a newer opinion of a health professional: it is older than six months") == "weigh"
    assert leads_to("document 3: to be kept back, because the opinion is that giving it would do harm") == "prepare"
    assert leads_to("document 3: what it says of others to be recorded") == "prepare"


def test_a_consent_leads_to_what_it_lacks() -> None:
    """CUM-4.2, CUM-4.4: who was asked about something else is asked again; what is due is confirmed."""
    consent = "consent of the parent"
    assert leads_to(consent) == "consent-given"
    assert leads_to(f"{consent}: it was to something else, so it must be asked again") == "consent-asked"
    assert leads_to(f"{consent}: it is due for review and must be confirmed") == "consent-confirmed"
    assert leads_to(f"{consent}: it is to have the papers themself; answer with 'sent_to_family'") == "prepare"
