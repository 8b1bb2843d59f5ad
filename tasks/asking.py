"""The consent ledger: a question is put to a person, chased, and a consent confirmed when its review is due."""

from datetime import date, datetime

from models import answering, queries
from models.consent import Consent
from models.db import Transaction, transaction
from models.request import Request
from rules import consents
from rules.consents import Answer, Asked
from rules.letter import CONSENT_LETTERS, FORM
from tasks import policies
from tasks.consents import ConsentRefused, check_day, question


def put(reference: str, whom: Asked, *, on: date, by: str, at: datetime) -> None:
    """Record that a question was put to the person, in another way than by a letter of ours.

    Raises:
        ConsentRefused: it was put or answered already, is to be asked of nobody, or the day cannot be.
    """
    with transaction(by, at, trying="consent") as tx:
        request = tx.request(reference)
        row = _unanswered(tx, request, whom)
        check_day(on, request, at)
        if row.asked_on:
            raise ConsentRefused(f"It was asked on {row.asked_on.isoformat()} already: note that it was chased.")
        _put(tx, request, row, on)


def put_by_letter(tx: Transaction, request: Request, letter: str, on: date) -> None:
    """A consent letter has gone: whoever it asks is asked from that day; a second one chases. The form asks too."""
    for row in queries.consents(tx.session, request):
        form = letter == FORM and row.whom in CONSENT_LETTERS
        if not row.needed or row.answer is not None or not (form or CONSENT_LETTERS.get(row.whom) == letter):
            continue
        if row.asked_on is None:
            _put(tx, request, row, on)
        elif not form:  # the form goes with the letter that asks, or after it
            _chase(tx, request, row, on)


def chase(reference: str, whom: Asked, *, on: date, by: str, at: datetime) -> None:
    """Record that somebody who was asked was asked again.

    Raises:
        ConsentRefused: they were not asked yet or have answered, or the day lies before the question.
    """
    with transaction(by, at, trying="consent") as tx:
        request = tx.request(reference)
        row = _unanswered(tx, request, whom)
        check_day(on, request, at)
        if row.asked_on is None or on < row.asked_on:
            raise ConsentRefused("They were not asked before that day: record first when they were asked.")
        _chase(tx, request, row, on)


def confirm(reference: str, whom: Asked, *, on: date, by: str, at: datetime) -> None:
    """Record that a person confirmed the consent that they gave, to the very same thing (CUM-4.4, BNS-10).

    Raises:
        ConsentRefused: there is no consent that stands, or what would go is no longer what they agreed to.
    """
    with transaction(by, at, trying="consent") as tx:
        request = tx.request(reference)
        row = question(tx, request, whom)
        check_day(on, request, at)
        if row.answer in {None, Answer.REFUSED} or row.withdrawn_on or row.answered_on is None:
            raise ConsentRefused("There is no consent to confirm: ask, and record the answer.")
        if on < row.answered_on:
            raise ConsentRefused("It cannot be confirmed before it was given; check the day.")
        if row.of != answering.scope_for(tx.session, request, whom):
            raise ConsentRefused(
                "They agreed to something else than what would go now: ask again (UK GDPR Art 4(11))."
            )
        if row.valid_until and row.valid_until < on:
            raise ConsentRefused("The time for which it was given is over: ask again (UK GDPR Art 4(11)).")
        row.review_on = consents.review_on(on, policies.of(request.service))
        tx.session.add(row)
        tx.record(
            "consent.confirmed", request, whom=whom.value, on=on.isoformat(), review_on=row.review_on.isoformat()
        )


def _unanswered(tx: Transaction, request: Request, whom: Asked) -> Consent:
    row = question(tx, request, whom)
    if row.answer is not None or row.waived_because:
        raise ConsentRefused("They have answered already, or it was waived.")
    return row


def _put(tx: Transaction, request: Request, row: Consent, on: date) -> None:
    row.asked_on = on
    row.asked_of = answering.scope_for(tx.session, request, row.whom)
    tx.session.add(row)
    tx.record("consent.asked", request, whom=row.whom.value, on=on.isoformat())


def _chase(tx: Transaction, request: Request, row: Consent, on: date) -> None:
    row.chased_on = [*row.chased_on, on.isoformat()]
    row.asked_of = answering.scope_for(tx.session, request, row.whom)  # asked again is asked about what would go now
    tx.session.add(row)
    tx.record("consent.chased", request, whom=row.whom.value, on=on.isoformat(), times=len(row.chased_on))
