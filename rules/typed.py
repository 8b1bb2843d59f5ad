"""What people type into a field: trimmed, of a sensible length, without signs that no paper bears."""

from collections.abc import Iterable

from rules.refusal import Refusal


class TypedRefused(Refusal):
    """What was typed cannot be kept; says which field and why, and does not repeat it."""


def typed(text: str | None, what: str, most: int = 500) -> str | None:
    """The text as it may be kept, None where nothing was typed.

    Raises:
        TypedRefused: longer than `most` characters, or with a sign that cannot be printed.
    """
    if text is None or not text.strip():
        return None
    found = " ".join(text.split())
    if len(found) > most:
        raise TypedRefused(f"The {what} has more than {most} characters: say it in fewer.")
    if not found.isprintable():
        raise TypedRefused(f"The {what} holds a sign that cannot be printed: type it again.")
    return found


def needed(text: str | None, what: str, most: int = 500, give: Iterable[str] = ()) -> str:
    """The same, for a field that cannot be empty.

    Args:
        give: the name under which it is given, as a refusal has it.

    Raises:
        TypedRefused: also where nothing was typed.
    """
    found = typed(text, what, most)
    if found is None:
        raise TypedRefused(f"Say the {what}.", give=give)
    return found
