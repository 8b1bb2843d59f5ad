"""How a request reached the service."""

from enum import StrEnum


class Channel(StrEnum):
    """How a request reached the service."""

    EMAIL = "email"
    POST = "post"
    FORM = "form"
    PHONE = "phone"
    IN_PERSON = "in-person"
