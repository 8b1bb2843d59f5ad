"""What a page tells somebody to do leads to the page on which it is done, and names no command."""

import re

import pytest
from fastapi import FastAPI

from rules.deed import Deed
from rules.kinds import Kind
from rules.refusal import Refusal
from tests import way
from tests.test_sentences import COMMAND
from tests.web import before
from tests.web.decision_samples import SAMPLES
from tests.web.visits import NOON, Visit, day, hidden_in, logged, text_of
from web import ways
from web.visitor import Visitor

MANAGER = Visitor("manager.derby", "derby", "Service Manager", has_codes=False, form="")
OFFICER = Visitor("officer.derby", "derby", "Officer", has_codes=False, form="")
# A decision, the request of which it is refused, what is said, and the form that comes first.
FIRST = {
    "consent-given": (before.legal, "prepare first what would go.", "prepare"),
    "order-check": (before.recorded, "put right the one that is wrong.", "order"),
}


def summary(html: str) -> str:
    """What a page says is wrong with what was sent."""
    return html.partition('class="govuk-error-summary"')[2].partition("<h1")[0]


def names_a_command(html: str) -> bool:
    """Whether whoever reads a page is sent to a shell."""
    return COMMAND.search(re.sub(r"<[^>]+>", " ", html.replace("Inforights", ""))) is not None


@pytest.mark.parametrize("slug", ["consent-given", "order-check"])
def test_a_refusal_leads_to_the_form_that_comes_first(manager: Visit, slug: str) -> None:
    """Design, bad input: it says what is wrong and what to do, with a link to where that is done."""
    given, says, first = FIRST[slug]
    reference = given()
    words = SAMPLES[slug].words if slug == "consent-given" else {"seal": "no", "because": "It was faint."}
    refused = manager.send(f"/requests/{reference}/do/{slug}", words)
    assert refused.status_code == 422
    assert says in summary(refused.text)
    href, title = re.findall(r'<a href="(/[^"]+)">([^<]+)</a>', summary(refused.text))[0]
    assert href == f"/requests/{reference}/do/{first}"
    assert title in text_of(manager.get(href)) or first == "prepare"
    assert not names_a_command(refused.text)


def test_a_letter_that_cannot_be_written_leads_to_what_it_lacks(manager: Visit) -> None:
    """UK GDPR Art 4(11): the person is asked about named documents, which are listed first."""
    reference = before.legal()
    form = manager.get(f"/requests/{reference}/letters/write/consent_request_parent")
    assert "List first what would go" in summary(form.text)
    assert f'<a href="/requests/{reference}/do/prepare">Prepare the answer, or change it</a>' in summary(form.text)
    listed = manager.get(f"/requests/{reference}/letters").text
    assert f'href="/requests/{reference}/do/prepare"' in listed
    assert not names_a_command(form.text + listed)


def test_what_is_to_consider_leads_to_its_form(manager: Visit) -> None:
    """CUM-3.2, DPA 2018 Sch 2 para 2: an assessment, and the words of the police, are recorded from there."""
    child = logged(way.SAR.replace("3 April 2019", "3 April 2013"))
    way.receive(child, NOON)
    shown = manager.get(f"/requests/{child}").text
    hints = shown.partition('id="consider"')[2].partition("</section>")[0]
    assert "assess whether they understand enough" in hints
    assert f'href="/requests/{child}/do/competence"' in hints
    police = before.of_the_police()
    asked = manager.get(f"/requests/{police}").text
    assert f'href="/requests/{police}/do/police"' in asked.partition('id="consider"')[2].partition("</section>")[0]
    assert not names_a_command(shown + asked)


def test_a_word_about_an_earlier_request_leads_to_the_register(manager: Visit) -> None:
    """UK GDPR Art 12A(5): it is done with the earlier request, which is looked for; this one has no form for it."""
    withdrawal = "I wish to withdraw my subject access request of 4 May, I do not need the notes any more. N. Marsh"
    reference = logged(withdrawal)
    way.receive(reference, NOON)
    proposal = manager.get(f"/requests/{reference}/proposal")
    assert "Takes a request back: close that one as withdrawn." in proposal.text
    assert '<a class="govuk-link" href="/requests/search">Look for the earlier request</a>' in proposal.text
    shown = manager.send(f"/requests/{reference}/proposal", {"kinds": ["enquiry"]})
    manager.client.post(shown.url.path, data={**hidden_in(shown.text), "step": "confirm"})
    page = manager.get(f"/requests/{reference}").text
    hints = page.partition('id="consider"')[2].partition("</section>")[0]
    assert "Takes a request back: close that one as withdrawn." in hints
    assert 'href="/requests/search"' in hints
    assert not names_a_command(proposal.text + page)


def test_who_may_not_do_it_is_not_sent_there(app: FastAPI) -> None:
    """BNS-5, CUM-3.4: a link opens something for whoever sees it; another is told to ask somebody who may."""
    assert ways.way(Deed.CONFLICT, MANAGER, "DER-2026-0001") == ways.Way(
        "Decide on a conflict", "/requests/DER-2026-0001/do/conflict-decided"
    )
    asked = ways.way(Deed.CONFLICT, OFFICER, "DER-2026-0001")
    assert asked
    assert (asked.href, asked.text) == (None, "Decide on a conflict: ask somebody who may")
    for deed in Deed:
        found = ways.way(deed, None, "DER-2026-0001")
        assert found is None or found.href is None, deed
        assert ways.way(deed, MANAGER, None) is None or deed in ways.OF_THE_SERVICE


@pytest.mark.parametrize("deed", sorted({*Deed} - ways.NOWHERE))
def test_a_link_opens_something(deed: Deed, manager: Visit) -> None:
    """A link that leads to no page is worse than none: each is there, or says why it does not come into question."""
    found = ways.way(deed, MANAGER, before.opened(Kind.LA_LEGAL))
    assert found
    assert found.href
    answer = manager.get(found.href)
    assert answer.status_code in ({200, 422} if deed is Deed.AFTER_REFUSAL else {200, 409})
    if deed not in {Deed.AFTER_REFUSAL, Deed.CLOCK}:
        shown = text_of(answer)
        assert found.title in shown or deed in {*ways.OF_THE_SERVICE, Deed.KIND, Deed.PREPARE, Deed.LETTER}


def test_a_page_that_refuses_leads_there_too(manager: Visit, app: FastAPI) -> None:
    """HIL-4: whoever has no training on record is told so, and whoever records it where."""
    from starlette.requests import Request as Asked

    request = Asked({"type": "http", "path": "/x", "headers": [], "query_string": b"", "path_params": {}})
    refused = Refusal("No training is on record.", do=Deed.TRAINED)
    assert ways.out_of(refused, request, MANAGER) == ways.Way("People and roles", "/service/people")
    here = Asked({**request.scope, "path": "/service/people"})
    assert ways.out_of(refused, here, MANAGER) is None
    assert ways.out_of(refused, request, None) == ways.Way("People and roles", None)


def test_a_day_that_an_order_names_leads_to_its_terms(manager: Visit) -> None:
    """DPA 2018 Sch 2 para 5(2): the day of an order is recorded with its terms, and not by itself."""
    reference = before.order()
    refused = manager.send(f"/requests/{reference}/do/order", {}, to=f"/requests/{reference}/do/day-named")
    assert refused.status_code == 409
    taken = manager.send(
        f"/requests/{reference}/do/order", day("on", before.EARLIER), to=f"/requests/{reference}/do/day-named"
    )
    assert taken.status_code == 422
    assert "is recorded with its terms." in summary(taken.text)
    assert f'href="/requests/{reference}/do/order"' in summary(taken.text)
