"""The cells of a schedule: a day is typed and shown as people write it, whatever form the schedule has for it."""

from datetime import date

import pytest

from tests import way
from web import papers
from web.field import Sent


@pytest.mark.parametrize("typed", ["4 March 2026", "4 Mar 2026", "04/03/2026", "4.3.2026", "4-3-2026", "2026-03-04"])
def test_the_day_of_a_document_is_typed_as_people_write_it(typed: str) -> None:
    """UK GDPR Art 12(1): nobody has to know how a program writes days; the day comes before the month."""
    [row] = papers.typed(Sent({"document-1": ["Case notes"], "dated-1": [typed], "decision-1": ["disclose"]}, {}))
    [item], errors = papers.items([row])
    assert item.dated == date(2026, 3, 4)
    assert not errors
    assert papers.values([row])["dated-1"] == "4 March 2026"


@pytest.mark.parametrize("typed", ["soon", "31 February 2026", "03/2026", "4 March"])
def test_what_is_no_day_stays_as_it_was_typed_and_is_told_of(typed: str) -> None:
    """WCAG 3.3.1: nothing typed is lost, and what is wrong is said in words."""
    [row] = papers.typed(Sent({"document-1": ["Case notes"], "dated-1": [typed], "decision-1": ["disclose"]}, {}))
    assert papers.items([row]) == ([], {"dated-1": "Document 1: enter the date as 22 November 2026."})
    assert papers.values([row])["dated-1"] == typed


def test_a_schedule_on_record_is_shown_and_read_again_as_it_is() -> None:
    """A form that is opened and sent unchanged changes no document."""
    shown = papers.values(papers.of_schedule(way.SCHEDULE))
    again = papers.typed(Sent({name: [word] for name, word in shown.items()}, {}))
    assert tuple(papers.items(again)[0]) == way.SCHEDULE
