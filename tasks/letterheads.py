"""A service's letterhead: its own Word file, looked through before it is used, or the program's."""

from datetime import datetime

from sqlmodel import Session, select

from letters import letterhead
from letters.letterhead_check import Found, check
from models import document_store
from models import letterhead as rows
from models.db import reading, transaction
from models.letterhead import LetterheadVersion
from models.service import Service
from rules.refusal import Refusal
from rules.rights import Right
from tasks import letter_facts, policies, services


class LetterheadRefused(Refusal):
    """The file cannot be a letterhead; says what is missing and how to put it right."""


def own(session: Session, service: str) -> bytes | None:
    """The service's own letterhead, where it has one: a Word file."""
    found = rows.letterheads(session, service)
    return document_store.get(found[-1].sha256) if found and found[-1].sha256 else None


def in_force(service: str) -> bytes:
    """The letterhead in use as a Word file, the service's own or the program's: to be changed in Word.

    Raises:
        rules.policy.UnknownService
    """
    policy = policies.of(service)
    with reading() as session:
        return own(session, service) or letterhead.plain(letter_facts.service(policy))


def of_the_service(service: str) -> bytes | None:
    """The service's own letterhead; None where it has none, and the program's is written for each paper."""
    with reading() as session:
        return own(session, service)


def missing(service: str, content: bytes) -> tuple[Found, ...]:
    """What a Word file lacks as a letterhead; what must be there stands first."""
    found = check(content, letter_facts.service(policies.of(service)))
    return tuple(sorted(found, key=lambda one: not one.must))


def take(service: str, content: bytes, *, by: str, at: datetime) -> tuple[Found, ...]:
    """Use this Word file from now on. Returns what it would be better for.

    Raises:
        LetterheadRefused: something that letters need is missing, or it holds what must not go out. Recorded.
        rules.access.AccessRefused: whoever acts may not manage the service.
        rules.policy.UnknownService
    """
    policies.of(service)
    with transaction(by, at, trying="letterhead") as tx:
        services.enter(tx, service)
        tx.session.exec(select(Service).where(Service.slug == service).with_for_update()).one()
        tx.may(Right.MANAGE, service)
        tx.about = service, None
        found = missing(service, content)
        if any(one.must for one in found):
            listed = "\n".join(f"- {one.what} {one.how}" for one in found if one.must)
            raise LetterheadRefused(f"The file cannot be the letterhead yet:\n{listed}")
        sha256 = document_store.put(content)
        tx.session.add(LetterheadVersion(service=service, sha256=sha256, at=at, by=by))
        tx.record("letterhead.taken", service=service, sha256=sha256)
    return found


def restore(service: str, *, by: str, at: datetime) -> None:
    """Go back to the program's own letterhead.

    Raises:
        LetterheadRefused: it is in use already. Recorded.
    """
    policies.of(service)
    with transaction(by, at, trying="letterhead") as tx:
        services.enter(tx, service)
        tx.may(Right.MANAGE, service)
        tx.about = service, None
        found = rows.letterheads(tx.session, service)
        if not found or found[-1].sha256 is None:
            raise LetterheadRefused("The program's own letterhead is in use already.")
        tx.session.add(LetterheadVersion(service=service, sha256=None, at=at, by=by))
        tx.record("letterhead.restored", service=service)
