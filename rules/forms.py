"""The number of a consent form: a form that comes back is matched to the very list that it was about."""

from rules.refusal import Refusal


class FormRefused(Refusal):
    """The form that came back is about something else."""


def form_code(scope: str) -> str:
    """The number that is printed on a form, of the digest of what it asks for: "3F2A-9C41"."""
    return f"{scope[:4]}-{scope[4:8]}".upper()


def check_form(typed: str | None, scope: str | None) -> None:
    """See that a form is about what its signatory was last shown (UK GDPR Art 4(11), 7(1)).

    Args:
        typed: the number on the paper; None where it bears none, as a letter of their own does (CUM-5.1).
        scope: the digest of what they were shown.

    Raises:
        FormRefused: it bears the number of another form.
    """
    if typed is None:
        return
    plain = "".join(typed.split()).replace("-", "").upper()
    if scope is None or plain != form_code(scope).replace("-", ""):
        raise FormRefused(
            "The form that came back bears another number: it is about another list, purpose or recipient than they "
            "were last asked about (UK GDPR Art 4(11)). Ask again with a new form."
        )
