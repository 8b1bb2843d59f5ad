"""The people of a request: who asks, whom it is about, who acts for them, and what makes a parent's word count."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from models import queries
from models.db import reading
from models.person import Person, Standing
from rules.kinds import Kind
from rules.role import Role
from rules.working_days import written
from tasks import people
from web.case import Case, Values
from web.decision import Decision
from web.field import Field, Option

GROUP = "People"
_ROLES = [Option(role.value, role.replace("_", " ")) for role in Role]
_FORGETTABLE = {"name": "Name", "role": "Role", "date_of_birth": "Birth date", "reply_to": "Address"}
_ASKED = {
    "name": Field("name", "Name", needed=False),
    "role": Field("role", "In what role they write", "select", options=_ROLES, needed=False),
    "date_of_birth": Field("date_of_birth", "Birth date", "date", needed=False),
    "reply_to": Field("reply_to", "Address to reply to", needed=False),
}


def on_record(case: Case) -> dict[Standing, Person]:
    """The people of a request as they are on record."""
    with reading() as session:
        return queries.people(session, queries.request(session, case.reference))


def _decision(slug: str, title: str, standing: Standing, asked: Sequence[str], clause: str, intro: str) -> Decision:
    """One person of a request: what is left empty stays as it was, and what was wrong is ticked to be forgotten."""

    def fields(case: Case) -> Sequence[Field]:
        known = on_record(case).get(standing)
        told = {name: _told(getattr(known, name)) for name in _FORGETTABLE if getattr(known, name, None)}
        found = [_with_hint(_ASKED[name], told.get(name)) for name in asked]
        if told:
            options = [Option(name, f"{_FORGETTABLE[name]}: {value}") for name, value in told.items()]
            hint = "Only where nothing right takes its place."
            found.append(
                Field("forget", "What is wrong, and is no longer to stand?", "many", hint, options, needed=False)
            )
        return found

    def carry_out(case: Case, values: Values) -> str:
        role = values.get("role")
        people.record(
            case.reference,
            standing,
            by=case.who.login,
            at=case.at,
            name=values.get("name"),
            role=Role(role) if role else None,
            born=values.get("date_of_birth"),
            reply_to=values.get("reply_to"),
            forget=values.get("forget") or (),
        )
        return "What is known of the person is recorded."

    return Decision(slug, title, fields, carry_out, clause, intro=(intro,), group=GROUP)


def _with_hint(field: Field, told: str | None) -> Field:
    hint = f"On record: {told}. Leave it empty to keep that." if told else ""
    return Field(field.name, field.label, field.kind, hint, field.options, needed=False)


def _told(value: Any) -> str:
    return written(value) if isinstance(value, date) else str(value).replace("_", " ")


def _requester_of(case: Case) -> Person | None:
    return on_record(case).get(Standing.REQUESTER)


def _own(_case: Case) -> Sequence[Field]:
    options = (Option("own", "Their own"), Option("anothers", "Somebody else's, such as their child's"))
    return (Field("whose", "Whose records does the requester ask for?", "choice", options=options),)


def _set_own(case: Case, values: Values) -> str:
    own = values["whose"] == "own"
    people.record(case.reference, Standing.REQUESTER, by=case.who.login, at=case.at, own=own)
    return "It is recorded whose records are asked for."


def _paper(_case: Case) -> Sequence[Field]:
    return (Field("shown_by", "Which paper on the file shows it?", hint="Such as a birth certificate, or an order."),)


def _set_responsibility(*, has: bool) -> Callable[[Case, Values], str]:
    def carry_out(case: Case, values: Values) -> str:
        people.record(
            case.reference,
            Standing.REQUESTER,
            by=case.who.login,
            at=case.at,
            parental_responsibility=has,
            shown_by=values["shown_by"],
        )
        return "Parental responsibility, and what shows it, is recorded."

    return carry_out


def _asks_for_records(case: Case) -> bool:
    return case.state.is_open and Kind.SAR in case.kinds


def _is_a_parent(case: Case) -> bool:
    found = _requester_of(case) if _asks_for_records(case) else None
    return found is not None and found.role is Role.PARENT and not found.own


_OF_A_PARENT = (
    "It is for an open request in which a parent asks for somebody else's records: record first who asks, in their "
    "role, and whose records they are."
)
_RESPONSIBILITY = "Children Act 1989 s.2 and s.3; UK GDPR Art 15"
DECISIONS = (
    _decision(
        "requester",
        "Record or correct who asks",
        Standing.REQUESTER,
        ("name", "role", "reply_to"),
        "UK GDPR Art 12(6)",
        "The role decides whose consent is needed, and how the answer is addressed.",
    ),
    _decision(
        "data-subject",
        "Record or correct whom it is about",
        Standing.DATA_SUBJECT,
        ("name", "date_of_birth", "reply_to"),
        "CUM-3.2; Children and Families Act 2014 s.83(2)",
        "The birth date decides who is asked for consent: the parent, or from 16 the young person.",
    ),
    _decision(
        "representative",
        "Record or correct who acts for them",
        Standing.REPRESENTATIVE,
        ("name", "role", "reply_to"),
        "ICO guidance: right of access",
        "Their signed authority is recorded under Consents.",
    ),
    Decision(
        "whose-records",
        "Say whose records are asked for",
        _own,
        _set_own,
        "UK GDPR Art 15",
        group=GROUP,
        offered=_asks_for_records,
        needs="It is for an open request for somebody's records.",
    ),
    Decision(
        "has-responsibility",
        "A paper shows parental responsibility",
        _paper,
        _set_responsibility(has=True),
        _RESPONSIBILITY,
        group=GROUP,
        offered=_is_a_parent,
        needs=_OF_A_PARENT,
    ),
    Decision(
        "no-responsibility",
        "A paper shows that there is no parental responsibility",
        _paper,
        _set_responsibility(has=False),
        _RESPONSIBILITY,
        intro=("Then somebody who has it must give their authority.",),
        group=GROUP,
        offered=_is_a_parent,
        needs=_OF_A_PARENT,
    ),
)
