"""The reads of the ledger of reminders: what was reminded of, newest first, as somebody may see it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from models.access import Sight
from models.outgoing import Outgoing
from models.reminder import ReminderNote, ReminderTo
from models.request import Request
from rules.mail_state import MailState
from rules.reminders import NAMED, Reminder

PAGE = 50  # reminders


def noted(session: Session, sight: Sight, *, after: int | None = None, limit: int = PAGE) -> Sequence[ReminderNote]:
    """The next reminders that somebody may see, the last one that was noted first.

    Args:
        after: the number of the last one of the page before.
    """
    query = select(ReminderNote).where(*_seen(sight))
    if after is not None:
        query = query.where(col(ReminderNote.id) < after)
    return session.exec(query.order_by(col(ReminderNote.id).desc()).limit(limit)).all()


def deliveries(session: Session, notes: Iterable[ReminderNote]) -> Mapping[int, Mapping[MailState, int]]:
    """To how many people each of the reminders went by mail, by its number and by how it stands with the mail."""
    found: dict[int, Counter[MailState]] = defaultdict(Counter)
    wanted = [note.id for note in notes]
    query = select(ReminderTo.reminder_id, Outgoing.state).join(
        Outgoing, col(Outgoing.id) == col(ReminderTo.outgoing_id)
    )
    for number, state in session.exec(query.where(col(ReminderTo.reminder_id).in_(wanted))):
        found[number][MailState(state)] += 1
    return found


def shown(session: Session, sight: Sight, found: Iterable[Reminder]) -> list[Reminder]:
    """Those of the reminders of a day, noted nowhere yet, that somebody may see: as `noted` has it."""
    rows = list(found)
    hidden = {*session.exec(select(Request.reference).where(*sight.kept_from())).all()}
    if not sight.only_assigned:
        return [row for row in rows if row.whom == NAMED or row.reference not in hidden]
    mine = {*session.exec(select(Request.reference).where(*sight.seen())).all()}
    return [row for row in rows if row.reference in mine]


def _seen(sight: Sight) -> Iterable[ColumnElement[bool]]:
    """Of a restricted request only that those named on it look at it (CUM-3.4); a volunteer's own alone (BNS-5)."""
    if sight.service is not None:
        yield col(ReminderNote.service) == sight.service
    if sight.only_assigned:
        yield col(ReminderNote.reference).in_(select(Request.reference).where(*sight.seen()))
    elif not sight.sees_all:
        kept = select(Request.reference).where(*sight.kept_from())
        yield or_(col(ReminderNote.reference).not_in(kept), ReminderNote.whom == NAMED)
