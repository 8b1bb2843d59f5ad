"""One line of `deadline --batch` as the clock rule takes it; what is wrong with it otherwise."""

import re
from datetime import date
from functools import cache
from typing import Any

import msgspec

from rules.clock import Promise, Recorded, Wait
from rules.kinds import FollowUp, Kind
from rules.refusal import Refusal


class Wrong(Refusal):
    """The line is of the wrong form; says which field."""


# What has a clock: the kinds of request, and what may follow an answer.
_CLOCKS: dict[str, Kind | FollowUp] = {clock.value: clock for clock in (*Kind, *FollowUp)}


class _Clarification(msgspec.Struct, forbid_unknown_fields=True):
    asked: date
    answered: date | None = None


class _Identity(msgspec.Struct, forbid_unknown_fields=True):
    asked: date
    received: date | None = None


class _Fee(msgspec.Struct, forbid_unknown_fields=True):
    notice: date
    paid: date | None = None


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    received: date
    clarification: list[_Clarification] | None = None
    identity: _Identity | None = None
    fee: _Fee | None = None
    extended: bool | None = None
    extended_on: date | None = None
    required_by: date | None = None
    service: str | None = None


def read(line: Any) -> tuple[Recorded, Promise]:
    """The recorded events of a line, and the promise of its service.

    Raises:
        Wrong: a field is missing, unknown or of the wrong form.
        rules.policy.UnknownService
    """
    try:
        found = msgspec.convert(line, _Line)
    except msgspec.ValidationError as error:
        raise Wrong(_in_words(str(error))) from None
    except UnicodeEncodeError:
        raise Wrong("The line holds characters that no text has.") from None
    if found.kind not in _CLOCKS:
        raise Wrong(_WHICH_KIND)
    kind = _CLOCKS[found.kind]
    recorded = Recorded(
        kind=kind,
        received=found.received,
        clarifications=tuple(Wait(span.asked, span.answered) for span in found.clarification or ()),
        identity=Wait(found.identity.asked, found.identity.received) if found.identity else None,
        fee=Wait(found.fee.notice, found.fee.paid) if found.fee else None,
        extended=found.extended_on is not None if found.extended is None else found.extended,
        extended_on=found.extended_on,
        required_by=found.required_by,
    )
    return recorded, _promise(kind, found.service)


_WHICH_KIND = f"kind must be one of {', '.join(_CLOCKS)}."


_FORMS = {"bool": "true or false", "str": "text", "array": "a list, [...]", "object": "an object, {...}"}


_FIELDS = {
    "clarification": _Clarification.__struct_fields__,
    "identity": _Identity.__struct_fields__,
    "fee": _Fee.__struct_fields__,
}


def _in_words(error: str) -> str:
    """What msgspec found wrong with a line, for somebody who does not know msgspec."""
    place = re.search(r" - at `\$\.?(.+?)`$", error)
    where = place[1] if place else ""
    if named := re.match(r"Object (missing required|contains unknown) field `(.*?)`", error):
        field = f"{where}.{named[2]}" if where else named[2]
        if named[1] == "missing required":
            return f"{field} is missing."
        fields = _FIELDS.get(where.partition("[")[0], _Line.__struct_fields__)
        known = f"; the fields are {', '.join(fields)}"
        return f"{field} is not a field of {where or 'a line'}{known}."
    if not where:
        return 'A line must be one JSON object, such as {"kind": "sar", "received": "2026-11-22"}.'
    if where == "kind":
        return _WHICH_KIND
    expected = re.match(r"Expected `(\w+)", error)
    if expected and expected[1] in _FORMS:
        return f"{where} must be {_FORMS[expected[1]]}."
    return f"{where} must be a date such as 2026-11-22."


@cache
def _promise(kind: Kind | FollowUp, service: str | None) -> Promise:
    if service:
        from tasks import policies

        return policies.promise(kind, policies.of(service))
    if isinstance(kind, FollowUp):
        return Promise()  # the Code's and the statute's own times
    from rules.policy import default_targets

    setting = default_targets()[kind]
    return Promise(setting.value, setting.cites)
