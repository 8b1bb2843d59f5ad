"""A list that is copied out: refused or recorded first, and then sent as a file."""

from datetime import datetime

from fastapi import HTTPException, Request
from fastapi.responses import Response

from models.moment import day_of
from tasks import exports
from web.field import Sent
from web.page import file
from web.sheet import Form, Table
from web.visitor import Visitor


def sent(table: Table, what: str, form: Form, who: Visitor, at: datetime) -> Response:
    """A list of the service, for whoever may copy it out.

    Raises:
        rules.access.AccessRefused
    """
    exports.note(what, form.value, len(table.rows), by=who.login, at=at)
    return file_of(table, what, form, at)


def sent_of(reference: str, table: Table, what: str, form: Form, who: Visitor, at: datetime) -> Response:
    """A list that belongs to one request.

    Raises:
        models.request.NoSuchRequest
        rules.access.AccessRefused
    """
    exports.note_request(reference, what, form.value, len(table.rows), by=who.login, at=at)
    return file_of(table, f"{reference}-{what}", form, at)


def words_of(request: Request) -> Sent:
    """The words of an address, as its page reads them."""
    return Sent({name: request.query_params.getlist(name) for name in request.query_params}, {})


def no_such_list() -> HTTPException:
    """A word cannot be understood: a filter that is passed over would give too much."""
    return HTTPException(404, "There is no such list.")


def file_of(table: Table, what: str, form: Form, at: datetime) -> Response:
    """A list as a file to keep, after it was refused or recorded."""
    return file(table.file(form, at), form.media_type, f"inforights-{what}-{day_of(at).isoformat()}.{form}")
