"""The OpenAPI document of what programs read, and the page that explains it to people. Neither holds any data."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response
from markupsafe import Markup, escape
from pydantic import TypeAdapter

import settings
from rules.scopes import Scope
from web import api
from web.api_examples import EXAMPLES
from web.pace import IN_A_MINUTE
from web.page import drawn
from web.problem import MEDIA_TYPE, PROGRAMS, Problem

router = APIRouter(include_in_schema=False)
_CODE = re.compile("`([^`]+)`")
_SORTS = {"date": "A day, as 2026-12-01", "integer": "A whole number", "boolean": "true or false"}
ADDRESS = f"{PROGRAMS}openapi.json"
_PROBLEMS = {
    "401": "No key was sent, or it opens nothing any more.",
    "403": "The key is not for that, or the request is restricted to others.",
    "404": "There is no such request, or none of this service.",
    "422": "A word of the question cannot be understood.",
    "429": "The key asked too often: wait as `Retry-After` says.",
}


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    made = get_openapi(
        title="Inforights",
        version="1",
        summary="Deadlines and the register of one service, for its spreadsheets and screens.",
        description=(
            "Each key reads what the account that made it may read, of its own service. No answer holds a name. "
            f"A key asks up to {IN_A_MINUTE} times a minute."
        ),
        routes=api.router.routes,
    )
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = TypeAdapter(Problem).json_schema()
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    return made


@router.get(ADDRESS)
def openapi() -> Response:
    """The document, for whoever asks."""
    return JSONResponse(document())


@router.get("/api")
def page(request: Request) -> Response:
    """The same in words, with examples."""
    made = document()
    operations = [
        _operation(made, path, operation) for path, methods in made["paths"].items() for operation in methods.values()
    ]
    return drawn(
        request,
        "api.html",
        "Dates for your own programs",
        about=made["info"]["description"],
        operations=operations,
        problems=[(status, marked(says)) for status, says in _PROBLEMS.items()],
        scopes=[(scope.value, scope.words) for scope in Scope if not scope.in_address],
        document=ADDRESS,
        base=settings.load().address or str(request.base_url).rstrip("/"),
    )


def _operation(made: Mapping[str, Any], path: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    """One question of the document, as the page draws it."""
    example = EXAMPLES[path]
    given = operation["responses"]["200"]["content"]["application/json"]
    return {
        **operation,
        "said": [marked(paragraph) for paragraph in operation["description"].split("\n\n")],
        "example": example,
        "answered": json.dumps(given["example"], indent=2),
        "words": [(one["name"], _words(one["schema"], one["description"])) for one in operation["parameters"]],
        "fields": list(_fields(made["components"]["schemas"], given["schema"])),
    }


def _fields(schemas: Mapping[str, Any], schema: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Markup]]:
    """The fields of an answer, with those of what is in it."""
    schema = _resolved(schemas, schema)
    for name, one in schema.get("properties", {}).items():
        inner = one.get("items", one)
        if "$ref" in inner and "properties" in _resolved(schemas, inner):
            yield from _fields(schemas, inner, f"{above}{name}[].")
        else:
            yield f"{above}{name}", _words(_resolved(schemas, inner), one.get("description", ""))


def _resolved(schemas: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found


def _words(schema: Mapping[str, Any], says: str) -> Markup:
    """What a value is, and what it may be."""
    one = next((it for it in schema.get("anyOf", ()) if it.get("type") != "null"), schema)
    one = _resolved(document()["components"]["schemas"], one)
    sort = _SORTS.get(one.get("format") or one.get("type", ""), "")
    sort += f", {one['minimum']} to {one['maximum']}" if "maximum" in one else ""
    given = [says, f"{sort}." if sort else "", f"One of {', '.join(one['enum'])}." if "enum" in one else ""]
    return marked(" ".join(word for word in given if word))


def marked(text: str) -> Markup:
    """A text of the document, in which a word between backticks is one for a machine."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


def _complete(path: str, operation: dict[str, Any]) -> None:
    """The example of an operation, and the problems that it may answer."""
    answered = operation["responses"]["200"]
    answered["description"] = "The answer."
    answered["content"]["application/json"]["example"] = EXAMPLES[path]["answer"]
    for status, says in _PROBLEMS.items():
        if status == "404" and "{" not in path:
            continue
        schema = {"$ref": "#/components/schemas/Problem"}
        operation["responses"][status] = {"description": says, "content": {MEDIA_TYPE: {"schema": schema}}}
