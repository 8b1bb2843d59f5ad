"""What a message that came by e-mail is, by what its headers say: never by a name, nor by who wrote it alone.

What may be a request from a person is never passed over: what a machine seems to have sent is kept and put to
somebody, and what nothing speaks against is a request.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from rules.reference import references_in

# Signs of a machine. Vacation words in a subject are none: people write "out of office" too (RFC 3834 section 4).
_PRECEDENCE: Final = frozenset({"bulk", "auto_reply", "list", "junk"})


class Sort(StrEnum):
    """What a message is taken for. Values are stored."""

    REQUEST = "request"
    REPLY = "reply"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    LOOP = "loop"
    DUPLICATE = "duplicate"
    KEPT_ASIDE = "kept_aside"

    @property
    def words(self) -> str:
        """In words, as a line of a list begins with it."""
        return _WORDS[self]


_WORDS: Final = {
    Sort.REQUEST: "A request",
    Sort.REPLY: "A reply",
    Sort.AUTOMATIC: "An automatic message",
    Sort.BOUNCE: "A mail that came back",
    Sort.LOOP: "A mail of our own",
    Sort.DUPLICATE: "A message that came before",
    Sort.KEPT_ASIDE: "Kept aside",
}


class Stage(StrEnum):
    """How far a message was taken. Values are stored."""

    STORED = "stored"  # nothing has looked at it yet
    WAITING = "waiting"  # for somebody to decide
    DONE = "done"


class Outcome(StrEnum):
    """What became of a message. Values are stored."""

    LOGGED = "logged"  # as a new request
    NOTHING = "nothing"  # there is nothing to do, as a person said
    RETURNED = "returned"  # a mail of ours is noted as returned
    LISTED = "listed"  # it is there already

    @property
    def words(self) -> str:
        """In words, as a line of a list ends with it."""
        return {
            Outcome.LOGGED: "logged as a request",
            Outcome.NOTHING: "nothing to do",
            Outcome.RETURNED: "the mail is noted as returned",
            Outcome.LISTED: "no second request was made of it",
        }[self]


@dataclass(frozen=True, slots=True)
class Report:
    """A report on the delivery of a mail (RFC 3464): what it says, and the mail that it returns."""

    failed: bool  # it did not arrive; else it is late, or did
    status: str | None = None  # as 5.1.1 (RFC 3463)
    about: str | None = None  # the Message-ID of the mail that it returns
    named: tuple[str, ...] = ()  # those that the returned mail answers


@dataclass(frozen=True, slots=True)
class Seen:
    """What the headers of a message say. A Message-ID, here without its brackets, is kept as a digest alone."""

    subject: str = ""
    sender: str | None = None  # the address alone
    message_id: str | None = None
    named: tuple[str, ...] = ()  # what it answers: In-Reply-To, then References, the last first (RFC 5322 s.3.6.4)
    auto_submitted: str | None = None
    precedence: str | None = None
    list_id: bool = False
    auto_reply: bool = False  # X-Autoreply, X-Autorespond
    null_path: bool = False  # Return-Path: <>
    failed_recipient: bool = False  # X-Failed-Recipients
    ours: bool = False  # the header that our own mails bear
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the service knows, of what a message names.

    Attributes:
        code: with which its references begin.
        references: those of the subject that there are.
        restricted: the references, of all that it names, that are kept to some people (CUM-3.4).
        requests: by the Message-ID of an earlier message, the request that it was filed with.
        ours: the Message-IDs of our own mails.
        first: the number of the same message, where it came before, and the request that it is about.
        logged: the request of which somebody logged the same message.
    """

    code: str
    own_address: str | None = None
    references: Collection[str] = ()
    restricted: Collection[str] = ()
    requests: Mapping[str, str] = field(default_factory=dict)
    ours: Collection[str] = ()
    first: tuple[int, str | None] | None = None
    logged: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a message is, why, on whose authority; and the request that it is about, where it says so."""

    sort: Sort
    because: str
    cite: str = ""
    reference: str | None = None


def sort_of(seen: Seen, known: Known) -> Found:
    """What a message is. The first that fits counts; a request is what nothing else fits."""
    about = _named_request(seen, known)
    named = about[0] if about else None
    if known.logged:
        return Found(Sort.DUPLICATE, f"The same message is logged already as {known.logged}.", reference=known.logged)
    if known.first is not None:
        number, about_first = known.first
        return Found(Sort.DUPLICATE, f"The same message came before, as number {number}.", reference=about_first)
    if (bounce := _bounce(seen, known)) is not None:
        return bounce
    if seen.ours or (seen.message_id and seen.message_id in known.ours):
        return Found(Sort.LOOP, "It is a mail of ours that came back to us.", "RFC 3834 s.4", named)
    if seen.sender and known.own_address and seen.sender.casefold() == known.own_address.casefold():
        return Found(Sort.LOOP, "It comes from the address that our own mails come from.", "RFC 3834 s.4", named)
    if machine := _machine(seen):
        return Found(Sort.AUTOMATIC, *machine, named)
    if about:
        return Found(Sort.REPLY, about[1], about[2], named)
    if any(one in known.ours for one in seen.named):
        return Found(Sort.REPLY, "It answers a mail of ours that is about no one request.", "RFC 5322 s.3.6.4")
    return Found(Sort.REQUEST, "It answers no message that is known, and names no request.")


def _named_request(seen: Seen, known: Known) -> tuple[str | None, str, str] | None:
    """The request that a message names, in what words, on whose authority; None where it names none."""
    by_header = list(dict.fromkeys(known.requests[one] for one in seen.named if one in known.requests))
    if len(by_header) == 1:
        return by_header[0], f"It answers a message of {by_header[0]}.", "RFC 5322 s.3.6.4"
    in_subject = [one for one in references_in(seen.subject, known.code) if one in known.references]
    several = by_header or in_subject
    if len(several) > 1 and (kept := next((one for one in several if one in known.restricted), None)):
        return kept, "It names more than one request, one of them restricted: it is kept with that.", "CUM-3.4"
    if by_header:
        listed = " and ".join(sorted(by_header))
        return None, f"It answers messages of more than one request: {listed}.", "RFC 5322 s.3.6.4"
    if len(in_subject) == 1:
        return in_subject[0], f"Its subject names {in_subject[0]}, and no header says more.", ""
    return None


def _bounce(seen: Seen, known: Known) -> Found | None:
    """A mail that came back: a report that says so, or a message from nobody that names whom it did not reach."""
    if seen.report and seen.report.failed:
        named = Seen(named=tuple(filter(None, (seen.report.about, *seen.report.named))))
        about = _named_request(named, known)
        status = f" ({seen.report.status})" if seen.report.status else ""
        ours = seen.report.about is not None and seen.report.about in known.ours
        says = f"It reports that {'a mail of ours' if ours else 'a mail'} was not delivered{status}."
        return Found(Sort.BOUNCE, says, "RFC 3464 s.2.3", about[0] if about else None)
    if seen.null_path and seen.failed_recipient:
        # RFC 5321 section 4.5.5: reports have no return path, so that nothing answers them.
        return Found(Sort.BOUNCE, "It comes from nobody and names an address that was not reached.", "RFC 3834 s.2")
    return None


def _machine(seen: Seen) -> tuple[str, str] | None:
    """Why a machine seems to have sent it, and on whose authority. X-Auto-Response-Suppress alone is no sign:

    Outlook puts it on what people write.
    """
    if seen.report:
        return "It reports on the way of a mail, which did not come back.", "RFC 3464 s.2.3"
    if (seen.auto_submitted or "no").partition(";")[0].strip().casefold() != "no":
        return "It says that no person sent it (Auto-Submitted).", "RFC 3834 s.5"
    if seen.auto_reply:
        return "It says that it is an automatic reply (X-Autoreply).", "RFC 3834 s.3"
    if (seen.precedence or "").strip().casefold() in _PRECEDENCE:
        return "It says that it went to many, or by itself (Precedence).", "RFC 3834 s.2"
    if seen.list_id:
        return "It came by a mailing list (List-Id).", "RFC 2919 s.2"
    return None
