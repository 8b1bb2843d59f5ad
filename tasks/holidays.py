"""The bank holidays in force in this installation: the release's, and what was proclaimed since."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import settings
from models import durable_file
from models.moment import day_of
from rules import gov_uk
from rules.bank_holidays import BankHolidays, Nation, Proclaimed, ProclaimedRefused
from rules.gov_uk import Merged
from rules.proclaimed import added, read, withdrawn, write
from rules.refusal import Refusal
from rules.working_days import Calendars, calendars

if TYPE_CHECKING:
    from models.db import Transaction

EVENT = "holidays.imported"
ADDED, WITHDRAWN = "holidays.added", "holidays.withdrawn"


class FileNotKept(Refusal):
    """The file of bank holidays cannot be written; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: days closed or open again, rows replaced; and the older file, if there was one."""

    changed: tuple[Proclaimed, ...]
    replaced: tuple[Proclaimed, ...]
    contradicted: tuple[Proclaimed, ...]  # rows written by hand, which stay
    before: BankHolidays
    after: BankHolidays
    older_file: str | None

    @property
    def anything(self) -> bool:
        """False where the data said it all already."""
        return self.before != self.after


def in_force() -> Calendars:
    """The calendars of this installation, as its file of bank holidays stands now.

    Raises:
        rules.bank_holidays.ProclaimedRefused: the file cannot be used.
    """
    return calendars(known())


def to_show() -> tuple[Calendars, str | None]:
    """The calendars for counting the days left on a board, and what is wrong with the file, if anything.

    The stored dates must be seen even while the file cannot be used; no date is worked out with these.
    """
    try:
        return in_force(), None
    except ProclaimedRefused as refused:
        return calendars(BankHolidays()), f"{refused} Until it is put right the working days left may be out by some."


def known() -> BankHolidays:
    """What is known of bank holidays here.

    Raises:
        rules.bank_holidays.ProclaimedRefused: the file cannot be used.
    """
    try:
        text = settings.load().bank_holidays.read_text("utf-8-sig")
    except FileNotFoundError:
        return BankHolidays()
    except (OSError, UnicodeDecodeError):
        raise ProclaimedRefused("bank-holidays.yaml cannot be read: it must be a text file in UTF-8.") from None
    return _read(text)


def with_list(content: bytes, at: datetime, *, over_hand: bool = False) -> Merged:
    """What the list of gov.uk would make of what is known here. Nothing is changed.

    Raises:
        rules.gov_uk.ListRefused: the file is not the whole list.
        rules.bank_holidays.ProclaimedRefused: the file of this installation cannot be used.
    """
    return gov_uk.merge(gov_uk.read(content), known(), day_of(at), over_hand=over_hand)


def import_list(content: bytes, by: str, at: datetime, *, over_hand: bool = False) -> Imported:
    """Take over what the list of gov.uk has and the data here lacks, or the other way round.

    Rows that a person wrote stay, unless `over_hand`.

    Raises:
        rules.gov_uk.ListRefused, rules.bank_holidays.ProclaimedRefused: as `with_list`.
        FileNotKept: the file cannot be written.
    """
    # Only here: `deadline` reads bank holidays too, and must not wait for the database.
    from sqlmodel import col, select

    from models.audit_event import AuditEvent

    newest = (
        select(AuditEvent)
        .where(col(AuditEvent.event).in_((EVENT, ADDED, WITHDRAWN)))
        .order_by(col(AuditEvent.number).desc())
        .limit(1)
    )
    with _changing(by, at) as tx:
        before, merged = known(), with_list(content, at, over_hand=over_hand)
        after = merged.known
        calendars(after)  # what cannot be counted with is never put in force
        # The event goes into the transaction first, and the file is replaced before the commit: where it
        # cannot be written, the event goes as well. Killed between the two, the file is in force and no
        # event says so: the next import of the list finds nothing to change, sees that the newest event
        # names other data, and writes it then. The other way round the log would tell of data that no
        # date was ever worked out with.
        told = tx.session.exec(newest).first()
        if before != after or told is None or told.what["data_version"] != after.version:
            tx.record(
                EVENT,
                closed=sum(row.closed for row in merged.changed),
                open_again=sum(not row.closed for row in merged.changed),
                replaced=len(merged.replaced),
                published_to=after.published_to,
                data_version=after.version,
            )
        older = _keep(after) if before != after else None
    return Imported(merged.changed, merged.replaced, merged.contradicted, before, after, older)


def add(
    on: date, nation: str, title: str, authority: str, *, closed: bool = True, by: str, at: datetime
) -> BankHolidays:
    """Add a day that was proclaimed: closed, or a usual bank holiday that is none. Gives what is known then.

    Raises:
        rules.bank_holidays.ProclaimedRefused: as `rules.proclaimed.added`.
        FileNotKept: the file cannot be written.
    """
    with _changing(by, at) as tx:
        after = added(known(), on, nation, title, authority, closed=closed)
        calendars(after)
        tx.record(
            ADDED,
            on=on.isoformat(),
            nation=nation,
            title=title,
            authority=authority,
            closed=closed,
            data_version=after.version,
        )
        _keep(after)
    return after


def withdraw(on: date, nations: Collection[Nation], *, by: str, at: datetime) -> BankHolidays:
    """Withdraw what the file says of a day in these nations. Gives what is known then.

    Raises:
        rules.bank_holidays.ProclaimedRefused: it says nothing of it.
        FileNotKept: the file cannot be written.
    """
    with _changing(by, at) as tx:
        before = known()
        after = withdrawn(before, on, nations)
        gone = [row.nation.words for row in before.proclaimed if row not in after.proclaimed]
        tx.record(WITHDRAWN, on=on.isoformat(), nations=gone, data_version=after.version)
        _keep(after)
    return after


@contextmanager
def _changing(by: str, at: datetime) -> Iterator["Transaction"]:
    """A transaction in which the file is changed: two at once go one after the other, each reading what was left."""
    from sqlmodel import select

    from models.audit_event import AuditHead
    from models.db import transaction
    from rules.rights import Right

    with transaction(by, at) as tx:
        tx.may(Right.MANAGE)  # of whichever service: the days are those of the installation
        tx.session.exec(select(AuditHead).with_for_update()).one()
        yield tx


def _keep(after: BankHolidays) -> str | None:
    """Replace the file. Gives the name under which the older one is kept, if there was one."""
    place = settings.load().bank_holidays
    older = place.with_name(f"{place.name}.before") if place.exists() else None
    try:
        if older:
            durable_file.write(older, place.read_bytes())
        durable_file.write(place, write(after).encode())
    except OSError as error:
        raise FileNotKept(
            f"{place.name} cannot be written ({type(error).__name__}): see that its folder can be written "
            "to and has room. Nothing was changed."
        ) from None
    return older.name if older else None


_read = lru_cache(maxsize=4)(read)
