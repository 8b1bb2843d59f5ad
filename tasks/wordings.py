"""A service's own wording: tried before it is used, kept with who and when, taken back to the program's own."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from letters import trial, wording
from letters.errors import LettersError
from letters.render import Rendered, rendered
from letters.trial import Problem
from letters.wording import Own
from models import wording as rows
from models.db import Transaction, reading, transaction
from models.service import Service
from models.wording import WordingVersion
from rules.refusal import Refusal
from rules.rights import Right
from tasks import letter_facts, letterheads, policies, services

_SHOWN = 8  # problems of a refused wording; the rest are usually the same again


class WordingRefused(Refusal):
    """The wording cannot be used; says of which letter, in which case, and what is wrong."""


def own(session: Session, service: str) -> Own:
    """The service's own wordings that are in force, as letters are written with them."""
    return tuple((name, row.text or "") for name, row in sorted(rows.in_force(session, service).items()))


def numbers(session: Session, service: str, used: Sequence[str]) -> dict[str, int]:
    """The versions in force of those wordings of a service that are among `used`."""
    return {name: row.number for name, row in rows.in_force(session, service).items() if name in used}


def problems(service: str, name: str, text: str) -> tuple[Problem, ...]:
    """What speaks against using this text; nothing is stored.

    Raises:
        WordingRefused: it is no wording at all.
        rules.policy.UnknownService
    """
    policy = policies.of(service)
    with reading() as session:
        tried = _with(own(session, service), name, text)
    try:
        return trial.problems(name, tried, letter_facts.service(policy), letter_facts.regulator(policy))
    except LettersError as error:
        raise WordingRefused(str(error)) from None


def preview(
    service: str, name: str, text: str | None, letter: str | None = None, case: str | None = None
) -> Rendered:
    """A letter of made-up people as this text would make it: the letter itself, or one that takes the paragraph in.

    Args:
        text: None for what is in force.

    Raises:
        WordingRefused: it cannot be filled at all.
        rules.policy.UnknownService
    """
    policy = policies.of(service)
    with reading() as session:
        tried, sheet = own(session, service), letterheads.own(session, service)
    if text is not None:
        tried = _with(tried, name, text)
    try:
        wording.wording_of(tried).check()
        found = letter or trial.touched(name, tried)[0]
        made = trial.specimen(found, tried, letter_facts.service(policy), letter_facts.regulator(policy), case)
        return rendered(made, sheet)
    except LettersError as error:
        raise WordingRefused(str(error)) from None


def take(service: str, name: str, text: str, *, by: str, at: datetime, on: int | None = None) -> int:
    """Put a service's own text in the place of the program's. Returns its version number.

    Args:
        on: the number of the version that it was changed from; None: whichever is in force.

    Raises:
        WordingRefused: somebody else changed it meanwhile, or a letter that it touches would lack something that
            the law or the policy asks for. Recorded.
        rules.access.AccessRefused: whoever acts may not manage the service.
        rules.policy.UnknownService
    """
    policies.of(service)
    with reading() as session:
        before = own(session, service)
    # Tried before the transaction, which others would have to wait for.
    refused: WordingRefused | None = None
    try:
        found = problems(service, name, text)
    except WordingRefused as why:
        found, refused = (), why
    with transaction(by, at, trying="wording") as tx:
        _enter(tx, service)
        if refused:
            raise refused
        if own(tx.session, service) != before:
            raise WordingRefused("Somebody changed the wording meanwhile: try again.")
        if on is not None and on != len(rows.versions(tx.session, service, name)):
            raise WordingRefused("Somebody changed this wording meanwhile: open it again, and change that.")
        if text == text_in_force(tx.session, service, name):
            raise WordingRefused("That is the wording in force already.")
        if found:
            raise WordingRefused(_listed(found))
        return _add(tx, service, name, text)


def restore(service: str, name: str, *, by: str, at: datetime) -> int:
    """Go back to the program's own text. Returns the version number of that.

    Raises:
        WordingRefused: the service has no text of its own there. Recorded.
        rules.access.AccessRefused: whoever acts may not manage the service.
    """
    policies.of(service)
    with transaction(by, at, trying="wording") as tx:
        _enter(tx, service)
        if name not in rows.in_force(tx.session, service):
            raise WordingRefused(f"The service has no wording of its own called {name}.")
        return _add(tx, service, name, None)


def text_in_force(session: Session, service: str, name: str) -> str:
    """The text of a letter or a paragraph as the service uses it.

    Raises:
        WordingRefused: there is none of that name.
    """
    row = rows.in_force(session, service).get(name)
    try:
        return row.text if row and row.text is not None else wording.text(name)
    except LettersError as error:
        raise WordingRefused(str(error)) from None


def text_of(service: str, name: str) -> str:
    """The same, for whoever wants to change it.

    Raises:
        WordingRefused, rules.policy.UnknownService
    """
    policies.of(service)
    with reading() as session:
        return text_in_force(session, service, name)


def listed(service: str) -> dict[str, WordingVersion | None]:
    """Every letter and paragraph, with the service's own version of it where one is in force."""
    policies.of(service)
    with reading() as session:
        own = rows.in_force(session, service)
    return {name: own.get(name) for name in [*wording.names(), *wording.paragraphs()]}


def history(service: str, name: str) -> list[WordingVersion]:
    """Every version of one wording of a service, oldest first."""
    policies.of(service)
    with reading() as session:
        return rows.versions(session, service, name)


def cases(service: str, name: str) -> list[str]:
    """The specimens in which a wording can be looked at: "letter: case".

    Raises:
        WordingRefused: there is no such wording.
        rules.policy.UnknownService
    """
    policy = policies.of(service)
    with reading() as session:
        found = own(session, service)
    try:
        letters = trial.touched(name, found)
    except LettersError as error:
        raise WordingRefused(str(error)) from None
    return [
        f"{letter}: {case}"
        for letter, case, _ in trial.specimens(letters, letter_facts.service(policy), letter_facts.regulator(policy))
    ]


def _enter(tx: Transaction, service: str) -> None:
    services.enter(tx, service)
    # The row of the service queues two who change its wording at the same moment.
    tx.session.exec(select(Service).where(Service.slug == service).with_for_update()).one()
    tx.may(Right.MANAGE, service)
    tx.about = service, None


def _add(tx: Transaction, service: str, name: str, text: str | None) -> int:
    number = len(rows.versions(tx.session, service, name)) + 1
    tx.session.add(WordingVersion(service=service, name=name, number=number, text=text, at=tx.at, by=tx.actor))
    tx.session.flush()
    digest = hashlib.sha256(text.encode()).hexdigest() if text is not None else None
    tx.record(
        "wording.restored" if text is None else "wording.taken",
        service=service,
        name=name,
        number=number,
        sha256=digest,
    )
    return number


def _with(found: Own, name: str, text: str) -> Own:
    return tuple(sorted({**dict(found), name: text}.items()))


def _listed(found: Sequence[Problem]) -> str:
    lines = [f"{one.letter} ({one.case}): {one.what}" for one in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return "\n".join(["The wording cannot be used.", *lines, *more])
