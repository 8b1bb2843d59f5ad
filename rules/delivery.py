"""How a reminder reached people, in words: for the ledger on a page, in a table and at the command line."""

from collections.abc import Mapping

from rules.mail_state import MailState

_WORDS = {
    MailState.SENT: "sent to {0}",
    MailState.SENDING: "on its way to {0}",
    MailState.WAITING: "still to be sent to {0}",
    MailState.FAILED: "could not be sent to {0}",
    MailState.RETURNED: "came back from {0}",
}


def in_words(unsent: str | None, went: Mapping[MailState, int]) -> str:
    """How it stands with one reminder.

    Args:
        unsent: why nobody was written to.
        went: how many mails carry it, by how it stands with them.
    """
    found = [_WORDS[state].format(people(went[state])) for state in MailState if went.get(state)]
    return "; ".join(found) or (f"not sent: {unsent}" if unsent else "shown, and not sent")


def people(count: int) -> str:
    """A number of people, in words."""
    return "1 person" if count == 1 else f"{count} people"
