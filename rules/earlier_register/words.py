"""The words that stand in a register for a kind, a role, a channel, an outcome, a state, a yes and a no."""

from enum import Enum
from typing import Any, Final, TypeVar

from rules.channel import Channel
from rules.earlier_register.folded import folded
from rules.kinds import Kind
from rules.letter import Outcome
from rules.role import Role

W = TypeVar("W", bound=Enum)


class Status(Enum):
    """What a register says of where a request stands."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


def _table(words: type[W], also: dict[W, tuple[str, ...]]) -> dict[str, W]:
    """Each member by its own word, by its words in full where it has any, and by what else it is called."""
    found: dict[str, W] = {}
    for member in words:
        own: Any = member
        said = getattr(own, "words", "") if words is Kind else ""
        found |= {folded(text): member for text in (str(own.value), said, *also.get(member, ())) if text}
    return found


KINDS: Final = _table(
    Kind,
    {
        Kind.SAR: ("dsar", "subject access", "data subject access request", "access to records", "right of access"),
        Kind.FOI: ("foia", "freedom of information", "foi request", "freedom of information act request"),
        Kind.LA_LEGAL: (
            "la legal request", "local authority legal request", "local authority legal",
            "la solicitor", "request from la legal",
        ),
        Kind.COURT_ORDER: (
            "court", "order", "court order request", "tribunal order", "tribunal", "witness summons",
            "court or tribunal",
        ),
        Kind.THIRD_PARTY: ("third party request", "police", "police request", "other organisation"),
        Kind.INSPECTION: ("ofsted", "cqc", "ofsted inspection", "cqc inspection", "inspectorate"),
        Kind.ENQUIRY: ("inquiry", "general enquiry", "general inquiry"),
    },
)  # fmt: skip
# Between the kinds of one request, and between their outcomes. Our own register writes "and".
BETWEEN: Final = (";", "+", " and ", "\n")
# As our own register has a request whose kind nobody has decided.
NO_KIND: Final = frozenset({"not known yet", "not known", "unknown", "tbc", "n a", "none"})

CHANNELS: Final = _table(
    Channel,
    {
        Channel.EMAIL: ("e mail", "by email", "by e mail"),
        Channel.POST: ("letter", "by post", "by letter", "royal mail"),
        Channel.FORM: ("online form", "web form", "website", "webform", "on line form", "online"),
        Channel.PHONE: ("telephone", "by phone", "by telephone", "call", "phone call"),
        Channel.IN_PERSON: ("in person", "face to face", "by hand", "visit", "hand delivered"),
    },
)
ROLES: Final = _table(
    Role,
    {
        Role.PARENT: ("mother", "father", "mum", "dad", "parent carer", "parent or carer"),
        Role.FOSTER_CARER: ("foster parent", "foster carers"),
        Role.RELATIVE: ("grandparent", "grandmother", "grandfather", "aunt", "uncle", "family member"),
        Role.YOUNG_PERSON: ("young adult", "child", "pupil"),
        Role.REPRESENTATIVE: ("advocate", "agent", "family s solicitor", "parent s solicitor", "acting for family"),
        Role.LOCAL_AUTHORITY: ("la", "council", "la legal", "authority", "local council", "la solicitor"),
        Role.COURT: ("tribunal", "send tribunal", "judge"),
        Role.POLICE: ("police officer", "constabulary"),
        Role.SOLICITOR: ("lawyer", "solicitors"),
        Role.SCHOOL: ("head teacher", "headteacher", "senco", "college", "nursery"),
        Role.PROFESSIONAL: ("health professional", "social worker", "educational psychologist", "nhs"),
        Role.INSPECTOR: ("ofsted", "cqc", "inspectorate"),
        Role.REGULATOR: ("ico", "information commissioner", "ombudsman", "lgsco"),
        Role.PUBLIC: ("member of the public", "journalist", "researcher", "press", "media", "public"),
    },
)
OUTCOMES: Final = _table(
    Outcome,
    {
        Outcome.DISCLOSED: (
            "disclosed in full", "disclosed in part", "full disclosure", "partial disclosure", "part disclosed",
            "released", "information provided", "provided", "supplied", "granted",
        ),
        Outcome.NOT_HELD: ("information not held", "nothing held", "no information held", "no records held"),
        Outcome.NEITHER_CONFIRMED_NOR_DENIED: ("neither confirm nor deny", "ncnd", "holding answer"),
        Outcome.SENT_TO_FAMILY: ("sent to the family", "sent to parent", "given to family"),
        Outcome.SHOWN: ("shown on premises", "files shown", "viewed"),
        Outcome.LEFT_TO_AUTHORITY: ("passed to council", "passed to authority", "transferred", "referred to council"),
        Outcome.DEALT_WITH: ("answered", "resolved", "advice given", "completed"),
        Outcome.REFUSED: ("refused in full", "exempt", "withheld", "refusal"),
        Outcome.TOO_COSTLY: ("cost limit", "over cost limit", "section 12", "s12", "too expensive"),
        Outcome.VEXATIOUS: ("repeated", "vexatious or repeated", "section 14", "s14"),
        Outcome.CONSENT_REFUSED: ("no consent", "consent not given", "consent withheld", "consent declined"),
    },
)  # fmt: skip
WITHDRAWN: Final = frozenset({"withdrawn", "withdrawn by requester", "request withdrawn"})
# A register's words, and those of our own.
STATUSES: Final = {
    **dict.fromkeys(
        ("open", "ongoing", "in progress", "live", "active", "pending", "new", "on hold", "paused", "logged",
         "unreadable", "in doubt", "classified", "prepared", "awaiting response", "overdue"),
        Status.OPEN,
    ),
    **dict.fromkeys(
        ("closed", "complete", "completed", "answered", "responded", "finished", "done", "resolved"), Status.CLOSED
    ),
    **dict.fromkeys(WITHDRAWN, Status.WITHDRAWN),
}  # fmt: skip
ANSWERS: Final = {
    **dict.fromkeys(("yes", "y", "true", "1", "restricted", "confidential"), True),
    **dict.fromkeys(("no", "n", "false", "0", "open", "not restricted"), False),
}


def pieces(text: str) -> list[str]:
    """The words of a cell that may hold several, as they stand between its marks."""
    for mark in BETWEEN:
        text = text.replace(mark, ";")
    return [piece.strip() for piece in text.split(";") if piece.strip()]
