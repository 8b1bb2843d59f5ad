"""When a mail that did not go is tried again, how its way is told in words, and what an address may be."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.delivery import in_words
from rules.mail_address import LONGEST, is_address
from rules.mail_state import TAKEN_FOR, WAITS, MailState, next_attempt

AT = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


def test_the_waits_grow_and_end() -> None:
    """Design, 3: at once, then after an ever longer time, a day at most; then a person looks."""
    moments = [next_attempt(attempts, AT) for attempts in range(1, 20)]
    waits = [moment - AT for moment in moments if moment]
    assert waits == sorted({*waits})
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == timedelta(days=1)
    assert moments[len(WAITS) :] == [None] * (19 - len(WAITS))
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=3)  # a server that is away over the night


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_mail_is_tried_later_or_given_up(attempts: int, minutes: int) -> None:
    """Design, 3: never at the same moment again, and never for ever."""
    at = AT + timedelta(minutes=minutes)
    found = next_attempt(attempts, at)
    assert (found is None) is (attempts > len(WAITS))
    assert found is None or at < found <= at + timedelta(days=1)


def test_a_mail_that_is_being_sent_is_left_alone_for_a_while() -> None:
    """Design, 3: longer than a mail server takes to answer, and shorter than anybody waits for a reminder."""
    assert timedelta(minutes=1) < TAKEN_FOR < timedelta(hours=1)


@pytest.mark.parametrize(
    ("unsent", "went", "says"),
    [
        (None, {}, "shown, and not sent"),
        ("no mail server is set up", {}, "not sent: no mail server is set up"),
        (None, {MailState.SENT: 1}, "sent to 1 person"),
        (None, {MailState.SENT: 3}, "sent to 3 people"),
        (None, {MailState.WAITING: 1}, "still to be sent to 1 person"),
        (None, {MailState.SENDING: 2}, "on its way to 2 people"),
        (None, {MailState.FAILED: 1}, "could not be sent to 1 person"),
        (None, {MailState.RETURNED: 1}, "came back from 1 person"),
        (None, {MailState.SENT: 0}, "shown, and not sent"),
        (
            None,
            {MailState.RETURNED: 1, MailState.FAILED: 2, MailState.SENT: 4},
            "sent to 4 people; could not be sent to 2 people; came back from 1 person",
        ),
        ("an older reason", {MailState.SENT: 1}, "sent to 1 person"),  # what happened counts
    ],
)
def test_how_a_reminder_went_is_told_in_words(unsent: str | None, went: dict[MailState, int], says: str) -> None:
    """Design, 5: the ledger says of each reminder how many it reached, and why where it reached nobody."""
    assert in_words(unsent, went) == says


@given(st.dictionaries(st.sampled_from(MailState), st.integers(0, 5)))
def test_no_state_of_a_mail_is_silent(went: dict[MailState, int]) -> None:
    """Design, 5: each state that there is has its words, and whom it concerns is a number."""
    said = in_words(None, went)
    assert said.count(";") == max(0, sum(count > 0 for count in went.values()) - 1)
    assert all(str(count) in said for count in went.values() if count)


LOCAL, LABEL = "a" * 64, "b" * 63
GOOD = [
    "name@example.org",
    "n@e",
    "first.last@example.org",
    "first.last+board@sub.example.org",
    "o'neill@example.org",
    "a_b-c@example-council.example",
    "{odd}%but=allowed~#!$&*/?^`|@example.org",
    "7@7.example",
    f"{LOCAL}@example.org",
    f"name@{LABEL}.example",
    "name@xn--bcher-kva.example",
]
BAD = [
    "",
    "name",
    "@example.org",
    "name@",
    "name@@example.org",
    "name@example.org@example.org",
    # What would name a second one, or somebody by words.
    "one@example.org,two@example.org",
    "one@example.org, two@example.org",
    "one@example.org;two@example.org",
    "one@example.org two@example.org",
    "Name <name@example.org>",
    "<name@example.org>",
    "name@example.org (Name)",
    "group:name@example.org;",
    '"name"@example.org',
    '"one@example.org,"@example.org',
    "na\\me@example.org",
    # What would end a header line, or a command to the server.
    "name@example.org\n",
    "name@example.org\r\n",
    "name@example.org\r\nBcc: two@example.org",
    "name\r\n@example.org",
    "name@example.org\rRCPT TO:<two@example.org>",
    "name@example.org\x00",
    "name@example.org\x85",
    "name@example.org\u2028",
    " name@example.org",
    "name@example.org ",
    "na me@example.org",
    "name@exam ple.org",
    "name@example.org\t",
    # What no mail server takes.
    ".name@example.org",
    "name.@example.org",
    "na..me@example.org",
    "name@.example.org",
    "name@example.org.",
    "name@example..org",
    "name@-example.org",
    "name@example-.org",
    "name@[127.0.0.1]",
    "name@exam_ple.org",
    "name@example.org:25",
    # Letters that look like others, and those that few servers take.
    "náme@example.org",
    "name@exämple.org",
    "n\u0430me@example.org",
    "name\uff20example.org",
    "name@example\u3002org",
    "name@example.org\u200b",
    "\u202ename@example.org",
    f"a{LOCAL}@example.org",
    f"name@b{LABEL}.example",
    f"{LOCAL}@{LABEL}.{LABEL}.{LABEL}",
]


@pytest.mark.parametrize("text", GOOD)
def test_an_address_is_one_mailbox(text: str) -> None:
    """RFC 5321 section 4.1.2, Design, 8: what people have is taken as it is."""
    assert is_address(text)


@pytest.mark.parametrize("text", BAD, ids=[ascii(text)[:40] for text in BAD])
def test_what_is_none_is_refused(text: str) -> None:
    """Design, 4 and 8: two addresses, a line end, a name beside it, odd letters: a reminder goes to one person."""
    assert not is_address(text)


def test_an_address_has_an_end() -> None:
    """RFC 5321 section 4.5.3.1.3: 254 characters, and an answer at once however long the text is."""
    rest = f"@{'.'.join([LABEL] * 2)}."
    longest = f"{LOCAL}{rest}{'c' * (LONGEST - len(LOCAL) - len(rest))}"
    assert len(longest) == LONGEST
    assert is_address(longest)
    assert not is_address(f"{longest[:-2]}.cc")
    for text in ("a" * 10**6, f"{'a.' * 10**6}@", f"a@{'b-' * 10**6}", f"a@{'b.' * 10**6}!"):
        assert not is_address(text)


@given(st.text(max_size=30) | st.from_regex(r"[a-z.\-]{1,5}[@\r\n,<> ]{1,2}[a-z.\-]{1,8}(\r?\n)?", fullmatch=True))
@settings(max_examples=500, deadline=None)
def test_an_address_stays_one_line_and_one_person(text: str) -> None:
    """Design, 4: whatever is taken for an address is the one recipient of its header, letter for letter."""
    if is_address(text):
        message = EmailMessage(policy=SMTP)
        message["To"] = text
        assert [one.addr_spec for one in message["To"].addresses] == [text]
        assert text.isascii()
        assert text.isprintable()
