"""What taking a register over would do, in sentences: at a command line and on a page the same. Nobody is named."""

from collections.abc import Iterator, Sequence
from datetime import date

from rules.earlier_register.worked import Dated, Summary
from rules.kinds import Kind
from rules.lifecycle import State
from rules.working_days import written

_STATES = {
    State.OPEN: "open",
    State.IN_DOUBT: "open with a kind to be decided",
    State.CLOSED: "closed",
    State.WITHDRAWN: "withdrawn",
}


def consequence(found: Summary, unknown: Sequence[str], *, passed_over: int, without_letter: int) -> list[str]:
    """What would be taken over, and what would not.

    Args:
        unknown: the headings of the columns that are not taken over.
        passed_over: rows that are here already.
        without_letter: rows that name a file which is not kept.
    """
    states = [f"{found.states[state]:,} {words}" for state, words in _STATES.items() if found.states[state]]
    said = [f"{found.rows:,} {'request' if found.rows == 1 else 'requests'}: {', '.join(states) or 'none'}."]
    said += _by_kind(found)
    if found.open:
        late = f"{found.late:,} of them late already" if found.late else "none of them late"
        said.append(f"The dates of the open ones are worked out as for any other; {late}.")
    if found.undated:
        said.append(
            f"{_rows(found.undated)} closed before the law that is known here: no date is worked out for them."
        )
    if passed_over:
        said.append(f"{_rows(passed_over)} here already, and passed over.")
    if without_letter:
        said.append(f"{_rows(without_letter)} with a file of their own, which is not kept without its folder.")
    if unknown:
        listed = ", ".join(f"'{heading}'" for heading in unknown)
        said.append(f"These columns become no field, and are kept with each request as they stand: {listed}.")
    if found.open:
        said.append("Nothing is sent, and nothing is acknowledged.")
    return said


def open_line(one: Dated, today: date) -> str:
    """An open row with the date that is worked out for it."""
    kinds = " and ".join(kind.words for kind in one.row.kinds) or "kind to be decided"
    if one.due is None:
        waits = any(not found.running for found in one.dues)
        return f"Row {one.row.number}: {kinds}, {'no date while the clock waits' if waits else 'no date'}."
    which = "to be looked at by" if one.row.state is State.IN_DOUBT else "due"
    late = " That is past." if one.due < today else ""
    return f"Row {one.row.number}: {kinds}, {which} {written(one.due)}.{late}"


def _by_kind(found: Summary) -> Iterator[str]:
    for kind in (*Kind, None):
        still, over = found.kinds[kind, True], found.kinds[kind, False]
        if still or over:
            words = kind.words if kind else "kind to be decided"
            yield f"{words[0].upper()}{words[1:]}: {still:,} open, {over:,} closed."


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count:,} rows are"
