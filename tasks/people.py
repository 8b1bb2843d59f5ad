"""The people of a request, as a person reads them from the letter or knows them from the file."""

from collections.abc import Collection
from datetime import date, datetime

from models import queries
from models.db import transaction
from models.moment import day_of
from models.person import Person, Standing
from models.queries import id_of
from rules.refusal import Refusal
from rules.role import Role
from rules.typed import typed
from tasks import clock, consents


class PersonRefused(Refusal):
    """The person cannot be recorded so; says why, and names nobody."""


def record(
    reference: str,
    standing: Standing,
    *,
    by: str,
    at: datetime,
    name: str | None = None,
    role: Role | None = None,
    born: date | None = None,
    reply_to: str | None = None,
    own: bool | None = None,
    parental_responsibility: bool | None = None,
    shown_by: str | None = None,
    forget: Collection[str] = (),
) -> None:
    """Record or correct one person of a request; what is not given stays as it was.

    Args:
        own: the requester asks for their own records.
        parental_responsibility: whether the file shows that the requester has it, and `shown_by` which paper.
        forget: what is no longer to stand: name, role, date_of_birth, reply_to.

    An age decides who must be asked, so what is to be asked is worked out again: a question that no
    longer fits and has no answer falls away.

    Raises:
        PersonRefused: the birth date lies after the request, or the request is closed.
    """
    with transaction(by, at) as tx:
        request = tx.request(reference)
        if not request.state.is_open:
            raise PersonRefused(f"The request is {request.state}: its people are no longer changed.")
        if born and not request.received_on.year - 130 < born.year <= request.received_on.year:
            raise PersonRefused("The birth date cannot be right: check its year.")
        if born and born > request.received_on:
            raise PersonRefused("The birth date lies after the day on which the request was received; check it.")
        key = id_of(request)
        person = queries.people(tx.session, request).get(standing) or Person(request_id=key, is_the=standing)
        given = {
            "name": typed(name, "name", 400),
            "role": role,
            "date_of_birth": born,
            "reply_to": typed(reply_to, "address"),
            "own": own,
            "parental_responsibility": parental_responsibility,
            "shown_by": typed(shown_by, "paper that shows it", 200),
        }
        if standing is not Standing.REQUESTER and (own is not None or parental_responsibility is not None):
            raise PersonRefused("Whose records they are, and parental responsibility, is said of the requester.")
        if parental_responsibility and not given["shown_by"]:
            raise PersonRefused(
                "Say which paper on the file shows parental responsibility, such as a birth certificate.",
                give=("shown_by",),
            )
        changed = sorted(field for field, value in given.items() if value is not None or field in forget)
        if not changed:
            raise PersonRefused("Say what is to be recorded: a name, a role, a birth date or an address.")
        for field in changed:
            setattr(person, field, given[field])
        tx.session.add(person)
        tx.session.flush()
        tx.record("person.recorded", request, standing=standing.value, fields=changed)
        consents.follow(tx, request, day_of(at))
        clock.set_dates(tx, request)
