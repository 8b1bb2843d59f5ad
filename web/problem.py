"""What a program is answered where something cannot be done: a problem as RFC 9457 has it, in words for a person."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

PROGRAMS = "/api/v1/"  # where programs are answered in JSON
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer."""

    title: str = field(metadata={"description": "What the status means."})
    status: int = field(metadata={"description": "The status of the answer."})
    detail: str = field(metadata={"description": "What is wrong, and what to do about it."})


def is_programs(request: Request) -> bool:
    """Whether a program asks, which reads no page."""
    return request.url.path.startswith(PROGRAMS) or request.url.path == "/metrics"


def problem(status: int, says: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer."""
    found = Problem(HTTPStatus(status).phrase, status, says)
    return JSONResponse(asdict(found), status, headers, media_type=MEDIA_TYPE)


def misread(error: RequestValidationError) -> JSONResponse:
    """What was asked for cannot be understood: says where. What was sent is not repeated."""
    said = dict.fromkeys(f"{one['loc'][-1]}: {one['msg'].removeprefix('Input ')}." for one in error.errors())
    return problem(422, " ".join(said))
