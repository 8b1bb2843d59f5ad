"""The mail of a day to one person: what is late first, everything once, and nothing in its head but a day."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import digest as rules
from rules.digest import LONGEST, Digest, digest, occasion_of, subject_of
from rules.reminders import Reminder

AT = datetime(2026, 11, 16, 7, 30, tzinfo=ZoneInfo("Europe/London"))
LAST = "This mail comes once a day, where there is something to be reminded of. Nobody reads an answer to it."


def reminder(occasion: str, says: str, reference: str | None = "BNS-2026-0001", whom: str = "an officer") -> Reminder:
    """One reminder."""
    return Reminder(reference, whom, occasion, says)


def made(*reminders: Reminder, board: str | None = None) -> Digest:
    """The mail of a Monday morning."""
    return digest(reminders, AT, board)


def body(*reminders: Reminder) -> str:
    """What stands between the first line and the last of a mail."""
    text = made(*reminders).text
    first, last = "As of Monday 16 November 2026, 07:30.\n\n", f"\n\n{LAST}\n"
    assert text.startswith(first)
    assert text.endswith(last)
    return text[len(first) : -len(last)]


def test_what_is_late_comes_first() -> None:
    """Design, 3: late, due, what waits for somebody, the service itself, each group in the order of the run."""
    said = body(
        reminder("policy-review:2026-11", "The policy is to be reviewed.", None),
        reminder("approve:2026-11-12:0", "C waits."),
        reminder("deadline:2026-12-01:10", "B is due."),
        reminder("late:2026-11-13:2026-11-16", "A is late."),
        reminder("deadline:2026-11-20:5", "D is due."),
    )
    assert said == (
        "Late:\n- A is late.\n\nDue:\n- B is due.\n- D is due.\n\nWaits for somebody:\n- C waits.\n\n"
        "The service itself:\n- The policy is to be reviewed."
    )


@pytest.mark.parametrize(
    ("occasion", "group"),
    [
        ("late:2026-11-13:2026-11-16", "Late"),
        ("complaint:1:late:2026-11-13:2026-11-16", "Late"),
        ("internal_review:2:late:2026-11-13:2026-11-16", "Late"),
        ("deadline:2026-12-01:10", "Due"),
        ("complaint:1:deadline:2026-12-01:10", "Due"),
        ("notice:2026-12-01:UK GDPR Art 12A(4)", "Due"),
        ("decide:2026-11-16", "Due"),
        ("chase:parent:2026-11-02:1", "Waits for somebody"),
        ("ask-again:fee_notice:2026-11-02:2027-02-01:1", "Waits for somebody"),
        ("unanswered:clarification_asked:2026-11-02:0", "Waits for somebody"),
        ("lapsed:fee_notice:2026-08-02:2026-11-01:1", "Waits for somebody"),
        ("approve:2026-11-12:0", "Waits for somebody"),
        ("complaint:1:inform:2026-11-02:1", "Waits for somebody"),
        ("consent-review:share_school:1:2026-11-16", "Waits for somebody"),
        ("something-new:2026-11-16", "Waits for somebody"),
    ],
)
def test_each_reminder_has_its_group(occasion: str, group: str) -> None:
    """Design, 3: every sort of occasion has a place, a new one too; what is about no request is the service's own."""
    assert body(reminder(occasion, "Something.")) == f"{group}:\n- Something."
    assert body(reminder(occasion, "Something.", None)) == "The service itself:\n- Something."


def test_what_is_said_to_two_roles_is_said_once() -> None:
    """Design, 3: whoever manages a service without an officer holds both roles, and reads of a date once."""
    two = (reminder("deadline:2026-12-01:1", "A is due.", whom=whom) for whom in ("an officer", "Strategic Manager"))
    assert body(*two) == "Due:\n- A is due."


def test_a_restricted_request_is_named_once() -> None:
    """CUM-3.4: it is late, due and waits with the same words; one line stands for all, where the first belongs."""
    says = "BNS-2026-0001 is restricted: whoever is named on it looks at it (CUM-3.4)."
    occasions = ("chase:parent:2026-11-02:1", "deadline:2026-12-01:10", "late:2026-11-13:2026-11-16")
    assert body(*(reminder(occasion, says) for occasion in occasions)) == f"Late:\n- {says}"


def test_the_board_is_named_where_people_know_one() -> None:
    """Design, 4: the address of the dashboard and no page of it, so that no reference is in an address."""
    assert (
        f"\n\nThe board: https://inforights.example.org/\n\n{LAST}"
        in made(board="https://inforights.example.org").text
    )
    assert "board" not in made().text


@pytest.mark.parametrize(("more", "says"), [(0, None), (1, "And 1 more"), (57, "And 57 more")])
def test_a_mail_has_an_end(more: int, says: str | None) -> None:
    """Design, 8: two hundred lines are read by nobody; how many more there are is said, and what is late stays in."""
    many = [reminder("deadline:2026-12-01:10", f"B{number} is due.") for number in range(LONGEST - 1 + more)]
    text = made(*many, reminder("late:2026-11-13:2026-11-16", "A is late.")).text
    assert text.count("\n- ") == LONGEST
    assert "- A is late." in text
    assert (says is None) is ("more" not in text)
    assert says is None or f"\n\n{says}: the reminders on the dashboard list them.\n\n" in text


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_a_group_beyond_the_end_is_counted(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design, 8: no heading without a line under it, and none left out is not counted."""
    monkeypatch.setattr(rules, "LONGEST", limit)
    groups = ("late:2026-11-13", "late:2026-11-13", "deadline:2026-12-01", "approve:2026-11-12", "approve:2026-11-12")
    text = made(*(reminder(one, f"Line {number}.") for number, one in enumerate(groups))).text
    assert text.count("\n- ") == limit
    assert text.count(":\n- ") == text.count("Late:") + text.count("Due:") + text.count("Waits for somebody:")
    assert (f"And {5 - limit} more" in text) is (limit < 5)


def test_the_subject_is_a_day() -> None:
    """Design, 4: neither a reference nor a name is in a subject."""
    assert made(reminder("late:1", "BNS-2026-0001 is late.")).subject == subject_of(AT.date())
    assert subject_of(AT.date()) == "Inforights: reminders of Monday 16 November 2026"
    assert occasion_of(AT.date()) == "digest:2026-11-16"


SAYS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)
REMINDERS = st.lists(
    st.builds(
        Reminder,
        st.sampled_from([None, "BNS-2026-0001", "BNS-2026-0002"]),
        st.sampled_from(["an officer", "Strategic Manager"]),
        st.sampled_from(["late:1", "deadline:1", "complaint:1:late:1", "approve:1", "chase:parent:1", "new:1"]),
        SAYS,
    ),
    max_size=30,
)


@given(REMINDERS)
@settings(max_examples=200, deadline=None)
def test_every_sentence_is_in_the_mail(found: list[Reminder]) -> None:
    """Design, 3: each is there word for word, once, and nothing else is but the headings."""
    lines = body(*found).splitlines() if found else []
    items = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    assert sorted(items) == sorted({one.says for one in found})
    headings = {"", "Late:", "Due:", "Waits for somebody:", "The service itself:"}
    assert {line for line in lines if not line.startswith("- ")} <= headings


@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.text(max_size=30), max_size=3))
@settings(max_examples=200, deadline=None)
def test_no_reminder_writes_a_header(sayings: list[str], references: list[str]) -> None:
    """Design, 4: whatever a sentence or a reference holds, line ends too, the head of the mail has a day alone."""
    hostile = "BNS-2026-0001\r\nBcc: somebody@example.org\r\n\r\nText"
    found = [
        reminder("late:1", says, reference) for says in [*sayings, hostile] for reference in [*references, hostile]
    ]
    mail = made(*found)
    assert mail.subject == subject_of(AT.date())
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    assert head.decode("ascii").replace("\r\n", "") == f"Subject: {mail.subject}"
