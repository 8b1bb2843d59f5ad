"""The schedule of an answer is stored line by line; what was weighed of a document stays with it."""

from collections.abc import Sequence

from models import answering, queries
from models.db import Transaction
from models.disclosure import Disclosure, ScheduleItem
from rules.schedule import Item, keeping


def set_schedule(tx: Transaction, row: Disclosure, schedule: Sequence[Item]) -> None:
    """Put a schedule in the place of the one that was there."""
    old = queries.schedule_items(tx.session, row)
    wanted = keeping([answering.item_of(line) for line in old], schedule)
    for line in old:
        tx.session.delete(line)
    tx.session.flush()
    assert row.id is not None, "a stored answer has a row number"
    for number, item in enumerate(wanted, 1):
        tx.session.add(
            ScheduleItem(
                disclosure_id=row.id,
                number=number,
                description=item.description,
                dated=item.dated,
                decision=item.decision,
                exemption=item.exemption,
                reason=item.reason,
                held=item.held,
                others=item.others,
                health=item.health,
                ordered=item.ordered,
                file=item.file,
                weighed=list(item.weighed),
                opinion_on=item.opinion.on if item.opinion else None,
                opinion_of=item.opinion.of if item.opinion else None,
                opinion_of_harm=item.opinion.serious_harm if item.opinion else None,
            )
        )
    tx.session.flush()
