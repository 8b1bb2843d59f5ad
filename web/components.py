"""The marks of a form and a page, drawn by govuk-frontend-jinja: each with the parameters that are used here.

Its macros pass over a parameter that they do not know, so no template calls them: what is misspelt here is an error.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from web.field import Field, Option
from web.ways import Way

_DAY = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))


@cache
def _macro(name: str) -> Any:
    template = _macros().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    return getattr(template.module, "govuk" + "".join(word.capitalize() for word in name.split("-")))


@cache
def _macros() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _draw(name: str, params: Mapping[str, Any]) -> Markup:
    return Markup(_macro(name)(params))


def button(text: str, *, quiet: bool = False, warning: bool = False, name: str = "", value: str = "") -> Markup:
    """A button that sends its form."""
    classes = "govuk-button--secondary" if quiet else "govuk-button--warning" if warning else ""
    named = {"name": name, "value": value} if name else {}
    return _draw("button", {"text": text, "classes": classes, "type": "submit", **named})


def link_button(text: str, href: str) -> Markup:
    """A link that looks like a button: it begins something.

    The macro would call it a button, which the space bar presses: without a script it does not press a link.
    """
    return Markup('<a class="govuk-button" href="{}" draggable="false">{}</a>').format(href, text)


def tag(text: str, colour: str = "") -> Markup:
    """A short mark; colours as govuk-frontend names them, never the only sign of anything."""
    return _draw("tag", {"text": text, "classes": f"govuk-tag--{colour}" if colour else ""})


def error_summary(errors: Mapping[str, str], fields: Sequence[Field], way: Way | None = None) -> Markup:
    """What is wrong with a form, each with a link to its field; under "" what is wrong with it as a whole.

    Args:
        way: where that is done which it lacks, where that is another page.
    """
    first = {field.name: f"{field.name}-day" if field.kind == "date" else field.name for field in fields}
    listed = [
        {"text": says, "href": f"#{first[name]}"} if name in first else {"text": says}
        for name, says in errors.items()
    ]
    if way:
        listed.append({"text": way.text, "href": way.href} if way.href else {"text": way.text})
    return _draw("error-summary", {"titleText": "There is a problem", "errorList": listed, "disableAutoFocus": True})


def note(text: str) -> Markup:
    """What was just done."""
    return _draw("notification-banner", {"text": text, "type": "success", "disableAutoFocus": True})


def warning(text: str) -> Markup:
    """Something that must not be overlooked."""
    return _draw("warning-text", {"text": text, "iconFallbackText": "Warning"})


def summary_list(rows: Sequence[tuple[str, str | Markup]]) -> Markup:
    """Names and values; a value that is Markup is set as it is."""
    return _draw("summary-list", {"rows": [{"key": {"text": key}, "value": _text(value)} for key, value in rows]})


def field(asked: Field, value: Any = None, error: str | None = None) -> Markup:
    """One field with its label, its hint and what is wrong with it.

    Args:
        value: what was typed: a text, a list of words for `many`, day, month and year for `date`.
    """
    common: dict[str, Any] = {"name": asked.name, "id": asked.name}
    if asked.hint:
        common["hint"] = {"text": asked.hint}
    if error:
        common["errorMessage"] = {"text": error}
    match asked.kind:
        case "hidden":
            return Markup('<input type="hidden" name="{}" value="{}">').format(asked.name, value or "")
        case "choice" | "yes_no":
            items = _items(asked, [value] if value else [])
            return _draw("radios", {**common, "idPrefix": asked.name, "fieldset": _fieldset(asked), "items": items})
        case "many":
            items = _items(asked, list(value or ()))
            return _draw(
                "checkboxes", {**common, "idPrefix": asked.name, "fieldset": _fieldset(asked), "items": items}
            )
        case "select":
            items = [{"value": "", "text": ""}, *_items(asked, [value] if value else [], mark="selected")]
            return _draw("select", {**common, "label": _label(asked), "items": items})
        case "date":
            return _draw("date-input", {**common, **_date(asked, value, error)})
        case "long":
            return _draw("textarea", {**common, "label": _label(asked), "value": value or "", "rows": asked.rows})
        case "file":
            return _draw("file-upload", {**common, "label": _label(asked), "multiple": asked.several})
        case _:
            return _draw("input", {**common, "label": _label(asked), **_input(asked, value)})


def _input(asked: Field, value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"value": "" if asked.kind == "password" else value or ""}
    if asked.listed:
        found["attributes"] = {"list": asked.listed}
    if asked.autocomplete:
        found["autocomplete"] = asked.autocomplete
    if asked.kind == "password":
        found |= {"type": "password", "spellcheck": False}
    if asked.kind in {"number", "code"}:
        found |= {"inputmode": "numeric", "spellcheck": False, "classes": "govuk-input--width-5"}
    return found


def _label(asked: Field) -> dict[str, Any]:
    return {"text": asked.label, "classes": "govuk-label--s"}


def _fieldset(asked: Field) -> dict[str, Any]:
    return {"legend": {"text": asked.label, "classes": "govuk-fieldset__legend--s"}}


def _items(asked: Field, chosen: Sequence[str], mark: str = "checked") -> list[dict[str, Any]]:
    return [_item(option, chosen, mark) for option in asked.answers]


def _item(option: Option, chosen: Sequence[str], mark: str) -> dict[str, Any]:
    item: dict[str, Any] = {"value": option.value, "text": option.text, mark: option.value in chosen}
    if option.hint:
        item["hint"] = {"text": option.hint}
    return item


def _date(asked: Field, value: Any, error: str | None) -> dict[str, Any]:
    day = dict(zip(("day", "month", "year"), value or ("", "", ""), strict=True))
    wrong = " govuk-input--error" if error else ""
    items = [
        {"name": part, "label": label, "value": day[part], "classes": f"govuk-input--width-{width}{wrong}"}
        for part, label, width in _DAY
    ]
    return {"namePrefix": asked.name, "fieldset": _fieldset(asked), "items": items}


def _text(value: str | Markup) -> dict[str, str]:
    return {"html": value} if isinstance(value, Markup) else {"text": value}
