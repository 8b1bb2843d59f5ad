"""Messages that only pass on another: that other is the letter."""

from datetime import date

import pytest

from reading import Reading, Trust
from reading.door import read_in_process
from tests.reading.letter_mail import mail

ASKED = "Dear service,\n\nPlease send me the notes about my son Sam.\n\nJo Testperson"
BLOCK = "From: Jo Testperson <jo@parent.example>\nSent: 07 September 2026 10:01\nTo: Office\nSubject: Records"
FORWARDS = {
    "outlook": f"{BLOCK}\n\n{ASKED}",
    "outlook with mailto": f"{BLOCK.replace('<', '[mailto:').replace('>', ']')}\n\n{ASKED}",
    "old outlook": f"-----Original Message-----\n{BLOCK}\n\n{ASKED}",
    "gmail": "---------- Forwarded message ---------\nFrom: Jo Testperson <jo@parent.example>\n"
    f"Date: Mon, 7 Sept 2026 at 10:01\nSubject: Records\nTo: <office@service.example>\n\n{ASKED}",
    "apple": "Begin forwarded message:\n\nFrom: Jo Testperson <jo@parent.example>\nSubject: Records\n"
    f"Date: 7 September 2026 at 10:01:22 BST\nTo: Office <o@service.example>,\n Desk <desk@s.example>\n\n{ASKED}",
    "apple, marked": "\n".join(f"> {line}" for line in f"Begin forwarded message:\n\n{BLOCK}\n\n{ASKED}".split("\n")),
    "thunderbird": "-------- Forwarded Message --------\nSubject: \tRecords\nDate: \tMon, 7 Sep 2026 10:01:22 +0100\n"
    f"From: \tJo Testperson <jo@parent.example>\nTo: \toffice@service.example\n\n\n{ASKED}",
}
DESK = "Desk <desk@council.example>"


def passed_on(text: str, *, subject: str = "FW: Records", sender: str = DESK) -> Reading:
    """Read a message that somebody sends on."""
    message = mail(text)
    message.replace_header("Subject", subject)
    message.replace_header("From", sender)
    return read_in_process(message.as_bytes(), "a.eml")


@pytest.mark.parametrize("forward", FORWARDS.values(), ids=FORWARDS.keys())
@pytest.mark.parametrize("note", ["", "FYI", "Hi,\n\nPlease see below, one for you.\n\nKind regards\nAnn\nDuty desk"])
def test_the_message_that_is_passed_on_is_the_letter(forward: str, note: str) -> None:
    """The words are the parent's, and so is the name to answer to; whoever passed it on is no requester."""
    reading = passed_on(f"{note}\n\n{forward}")
    assert reading.text == ASKED
    assert reading.sender == "Jo Testperson <jo@parent.example>"
    assert reading.reply_to is None
    assert reading.sent_on == date(2026, 9, 7)
    assert reading.arrived_on == date(2026, 10, 9)
    assert reading.trust is Trust.SURE
    assert "the message that it passes on" in reading.how
    assert note.strip() in reading.quoted


def test_history_under_what_is_passed_on_stays_history() -> None:
    """Only the newest message that was passed on is the letter."""
    older = "On Mon, 1 Sept 2026 at 10:01, Office <o@service.example> wrote:\n> We closed the case."
    reading = passed_on(f"{FORWARDS['gmail']}\n\n{older}")
    assert reading.text == ASKED
    assert "We closed the case." in reading.quoted


@pytest.mark.parametrize(
    ("text", "subject", "sender"),
    [
        (FORWARDS["outlook"], "RE: Records", DESK),  # an answer sent without a word
        (f"She rang about this too and is cross\n\n{FORWARDS['outlook']}", "FW: Records", DESK),
        (f"FYI\n\n{FORWARDS['gmail'].replace('parent.example', 'service.example')}", "Fwd: x", "Jo <jo@p.example>"),
        ("FYI\n\nOn Mon, 7 Sept 2026 at 10:01, Jo <jo@parent.example> wrote:\n> My notes please", "FW: x", DESK),
        (f"---------- Forwarded message ---------\n{BLOCK}\n", "FW: x", DESK),
    ],
    ids=["empty answer", "a word of their own", "the service's own letter", "no heading", "nothing passed on"],
)
def test_whose_request_it_is_must_be_clear(text: str, subject: str, sender: str) -> None:
    """Where it is not plain who asks, a person says so."""
    assert passed_on(text, subject=subject, sender=sender).trust is Trust.DOUBTFUL


def test_the_writers_own_request_above_a_forward_stays_theirs() -> None:
    """Who asks for something themselves, and sends an older message along, is the requester."""
    own = (
        "Please send me everything that you hold about my daughter. The message below shows that you "
        "met her school in May and again in June."
    )
    reading = passed_on(f"{own}\n\n{FORWARDS['gmail']}")
    assert (reading.text, reading.sender, reading.trust) == (own, DESK, Trust.SURE)
    assert "notes about my son" in reading.quoted


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Monday, September 7, 2026 10:01 AM", date(2026, 9, 7)),
        ("07/09/2026 10:01", None),  # the seventh of September or the ninth of July
        ("soon", None),
        ("31 February 2026", None),
    ],
)
def test_a_day_that_can_be_misread_is_none(stamp: str, day: date | None) -> None:
    """A day is never guessed."""
    assert passed_on(FORWARDS["outlook"].replace("07 September 2026 10:01", stamp)).sent_on == day
