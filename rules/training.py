"""Training in confidentiality and a volunteer's agreement: kept by date, reminded of before and after it (BNS-5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.access import Holder, is_volunteer
from rules.months import add_months
from rules.policy import Policy
from rules.reminders import Reminder
from rules.working_days import written

MONTHS_BEFORE = 1  # a course is found and gone to within a month


@dataclass(frozen=True, slots=True)
class Numbered:
    """An account with its number. A reminder goes round the office, so it gives the number and no name."""

    number: int
    holder: Holder


def reminders(accounts: Iterable[Numbered], policy: Policy, today: date) -> Iterator[Reminder]:
    """What the manager is reminded of, of each open account: once before a renewal, and each month once it is due."""
    setting = policy.settings.training_months
    cites = ", ".join(setting.cites)
    for account in accounts:
        holder = account.holder
        if holder.closed_on is not None:
            continue
        kept = [("training", "Training in confidentiality", holder.trained_on)]
        if is_volunteer(holder, policy):
            kept.append(("agreement", "The agreement", holder.agreement_on))
        for what, words, on in kept:
            found = _state(on, setting.value, today)
            if found is None:
                continue
            occasion, state = found
            yield Reminder(
                None,
                policy.service.manager_role,
                f"{what}:{account.number}:{occasion}",
                f"{words} of account {account.number} ({holder.role}) {state} ({cites}). "
                "The list of accounts shows whose it is.",
            )


def _state(on: date | None, months: int, today: date) -> tuple[str, str] | None:
    """The occasion and what is to be said; None as long as nothing is."""
    if on is None:
        return f"none:{today:%Y-%m}", "is not on record: until it is, the account can do nothing"
    renew = add_months(on, months)
    if renew <= today:
        return f"{renew.isoformat()}:due:{today:%Y-%m}", f"was to be renewed by {written(renew)}"
    if add_months(renew, -MONTHS_BEFORE) <= today:
        return f"{renew.isoformat()}:soon", f"is to be renewed by {written(renew)}"
    return None
