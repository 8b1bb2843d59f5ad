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


@dataclass(frozen=True, slots=True)
class Kept:
    """Training, or the agreement, of one account: since when it holds, and by when it is renewed."""

    on: date | None
    renew: date | None

    def words(self, today: date) -> str:
        """How it stands."""
        if self.renew is None:
            return "not on record"
        if self.renew <= today:
            return "overdue"
        return "due soon" if add_months(self.renew, -MONTHS_BEFORE) <= today else "in force"


@dataclass(frozen=True, slots=True)
class Entry:
    """One account on the register of training and agreements; the agreement is that of volunteers (BNS-5)."""

    holder: Holder
    training: Kept
    agreement: Kept | None

    @property
    def first(self) -> date:
        """The day of what is to be renewed first; what is not on record is to be had at once."""
        kept = (self.training, *((self.agreement,) if self.agreement else ()))
        return min(one.renew or date.min for one in kept)

    def is_overdue(self, today: date) -> bool:
        """Whether something is missing, or should have been renewed; nothing of an account that is closed."""
        return self.holder.closed_on is None and self.first <= today


def register(holders: Iterable[Holder], policy: Policy) -> list[Entry]:
    """Every account with its training and agreement: what is overdue longest comes first, closed accounts last."""
    months = policy.settings.training_months.value
    found = [
        Entry(
            one,
            _kept(one.trained_on, months),
            _kept(one.agreement_on, months) if is_volunteer(one, policy) else None,
        )
        for one in holders
    ]
    return sorted(found, key=lambda one: (one.holder.closed_on is not None, one.first, one.holder.login))


def _kept(on: date | None, months: int) -> Kept:
    return Kept(on, add_months(on, months) if on else None)


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
