"""Whether somebody who writes like a parent says that they are a foster carer or a relative: they may hold no right.

Parental responsibility is a mother's, and of others only by law or order (Children Act 1989 s.2 to s.5, s.12, s.14C).
Who says that they have it is left as they were found, for a person to see the paper.
"""

import re
from typing import Final

from rules.role import Role

_RELATIONS: Final = (
    r"(?:great[- ]?)?(?:grand-? ?(?:mother|father|parents?|ma|pa|dad|mum|mam)|nan(?:a|ny|na)?|gran(?:ny)?"
    r"|aunt(?:y|ie)?|uncle|(?:older |elder |big )?(?:sister|brother)|cousin)"
)
_YOUNG: Final = r"(?:great[- ]?)?(?:grand-? ?(?:son|daughter|child(?:ren)?|kids?)|nephew|niece)"
_FOSTER: Final = re.compile(
    r"\b(?:i'm|i am|we're|we are|as)(?: [\w'-]+){0,3}? foster(?:-| )(?:carers?|mum|mother|dad|father|parents?)\b"
    r"|\b(?:my|our) foster(?:-| )(?:son|daughter|child(?:ren)?)\b"
    r"|\bfoster(?:-| )carers? (?:of|to|for)\b|\b(?:i|we) foster (?:him|her|them|a|an)\b"
)
_RELATIVE: Final = re.compile(
    rf"\b(?:i'm|i am|we're|we are|as)(?: [\w'-]+){{0,3}}? {_RELATIONS}\b|\b(?:my|our)(?: [\w'-]+){{0,2}}? {_YOUNG}\b"
    rf"|\b{_RELATIONS} (?:of|to) [a-z]"
)
_OWN_CHILD: Final = re.compile(r"\b(?:my|our)(?: [\w'-]+){0,2}? (?:son|daughter|child(?:ren)?|boy|girl)\b")
_HAS_RESPONSIBILITY: Final = re.compile(
    r"\bspecial guardian|\bparental responsibility|\blegal guardian|\badopt(?:ed|ive|ion)|\bresidence order"
    r"|\b(?:court|judge) (?:said|gave|made|put|order)|\bthe judge sed"
    r"|\blives? with (?:me|us)\b.{0,40}\b(?:order|court|judge)"
)


def nearer(role: Role | None, text: str) -> Role | None:
    """The role, or what a writer in a parent's words, or of no known role, says of themself.

    Args:
        text: the letter, in lower case, on one line.
    """
    if role not in {None, Role.PARENT} or _HAS_RESPONSIBILITY.search(text):
        return role
    if _FOSTER.search(text):
        return Role.FOSTER_CARER
    if _RELATIVE.search(text) and not _OWN_CHILD.search(text):
        return Role.RELATIVE
    return role
