"""The letters of one form, logged one by one: one that is refused keeps no other back.

Of a letter that was logged before nothing need be sent again: the same bytes are on record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from models import document_store, queries
from models.db import reading
from models.document import DocumentRole
from models.moment import day_of
from reading import Trust
from rules.channel import Channel
from rules.refusal import Refusal
from rules.working_days import written
from tasks import access, arrival, intake
from tasks.intake import LoggedBefore
from web.field import Upload
from web.visitor import Visitor

AGAIN: Final = "again"  # the field of the references whose letters are to be logged once more
_LONGEST_NAME: Final = 120  # characters of a file's name


class _ChannelNotSaid(Refusal):
    """Nobody said how it came, and it does not tell."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to log."""

    content: bytes
    filename: str
    label: str  # which of those that were sent it is
    typed: bool = False


@dataclass
class Outcome:
    """What came of the letters of a form."""

    logged: list[str] = field(default_factory=list)  # references
    said: list[str] = field(default_factory=list)  # a sentence of each
    errors: dict[str, str] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)  # the references under which some are logged already
    typed_is_logged: bool = False

    def refuse(self, name: str, says: str) -> None:
        """Keep what is wrong, with the field at which it is put right: the first of a field leads to it."""
        self.errors[f"{name}-{len(self.errors)}" if name in self.errors else name] = says


def letters(values: Mapping[str, Any]) -> Iterator[Letter]:
    """What was typed, and each file."""
    if values["text"]:
        yield Letter(values["text"].encode(), "letter.txt", "What was typed", typed=True)
    files: Sequence[Upload] = values["files"]
    for number, upload in enumerate(files, 1):
        name = name_of(upload.name)
        yield Letter(upload.content, name, f"File {number} of {len(files)} ({name})" if files[1:] else "The file")


def name_of(given: str) -> str:
    """The last part of a file's name as it was sent, without what cannot be printed. It is never used as a path."""
    last = given.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-_LONGEST_NAME:] or "letter"


@dataclass(frozen=True, slots=True)
class Log:
    """Logs letters for whoever sent them, with what they said of all of them."""

    who: Visitor
    at: datetime
    received: date | None
    channel: Channel | None

    def every(self, sent: Sequence[Letter], wanted: Sequence[str]) -> Outcome:
        """Log them all.

        Args:
            wanted: references whose letters are to be logged once more, whether they were sent again or not.
        """
        done = Outcome()
        left = list(dict.fromkeys(wanted))
        for letter in sent:
            self._one(letter, left, done)
        sight = access.sight_of(None, by=self.who.login, at=self.at)
        for reference in left:
            if access.sees(sight, reference):
                self._one(self._on_record(reference), [reference], done)
            else:  # restricted to others (CUM-3.4): nothing of it is opened for this
                done.before.append(reference)
                done.refuse(AGAIN, f"The letter of {reference} cannot be taken from the record: choose its file.")
        return done

    def _one(self, letter: Letter, left: list[str], done: Outcome) -> None:
        """Log one; once more where the reference of the same bytes is among those left, and then no more."""
        try:
            try:
                self._log(letter, done, again=False)
            except LoggedBefore as refused:
                if refused.first not in left:
                    raise
                left.remove(refused.first)
                self._log(letter, done, again=True)
        except LoggedBefore as refused:
            done.before.append(refused.first)
            says = f"{letter.label} is logged already as {refused.first}. Say below if it is to be logged once more."
            done.refuse(AGAIN, says)
        except _ChannelNotSaid as refused:
            done.refuse("channel", str(refused))
        except Refusal as refused:
            done.refuse("text" if letter.typed else "files", f"{letter.label}: {refused}")

    def _log(self, letter: Letter, done: Outcome, *, again: bool) -> None:
        found = arrival.read(letter.content, letter.filename, arrival.AT_A_GLANCE)
        came = arrival.arrival(
            found, letter.filename, received=self.received, channel=self.channel, today=day_of(self.at)
        )
        if came.channel is None:
            raise _ChannelNotSaid("How did it come? Choose an answer: it does not say so itself.")
        logged = intake.log(
            letter.content,
            letter.filename,
            service=self.who.service,
            received=came.received,
            channel=came.channel,
            by=self.who.login,
            at=self.at,
            again=again,
            # Of typed text a glance is all that there is to read.
            found=found if letter.typed and found.trust is Trust.SURE else None,
        )
        when = f"{written(came.received)}{', when the mail server took it' if came.by_server else ''}"
        done.logged.append(logged.reference)
        done.said.append(f"Logged as {logged.reference}, received on {when}.")
        done.typed_is_logged |= letter.typed

    def _on_record(self, reference: str) -> Letter:
        """A letter as it was logged before."""
        with reading() as session:
            found = access.to_read(session, reference, by=self.who.login, at=self.at)
            original = queries.documents(session, found, DocumentRole.ORIGINAL)[0]
        return Letter(document_store.get(original.sha256), original.filename, f"The letter of {reference}")
