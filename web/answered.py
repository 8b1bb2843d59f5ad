"""What is prepared of an answer, as the pages about it read it; each page bears the state that it was drawn from."""

from collections.abc import Sequence

from models import answering, powers, queries
from models.db import reading
from rules.disclosure import PartAnswer
from rules.kinds import Kind
from rules.refusal import Refusal
from web.case import Case
from web.field import Field

SEEN = "seen"  # the field that bears that state


class Meanwhile(Refusal):
    """Somebody prepared the answer anew while a page about it was open."""

    def __init__(self) -> None:
        super().__init__("Somebody has prepared this answer anew since you opened the page: look at it as it now is.")


def prepared(case: Case) -> tuple[PartAnswer, ...]:
    """The answer to each part that is prepared."""
    with reading() as session:
        return answering.answers(session, queries.request(session, case.reference))


def prepared_to(case: Case, kind: Kind) -> PartAnswer | None:
    """The answer to one part, if it was ever prepared."""
    return next((answer for answer in prepared(case) if answer.kind is kind), None)


def digest(case: Case) -> str:
    """The digest of the whole answer as it now stands, that approvals are of."""
    with reading() as session:
        return answering.digest(session, queries.request(session, case.reference))


def pieces(case: Case) -> Sequence[str]:
    """What exactly is ordered, piece by piece."""
    with reading() as session:
        return [row.text for row in powers.pieces(session, queries.request(session, case.reference))]


def seen(answer: PartAnswer | None) -> Field:
    """How often the answer was prepared when the page was drawn: what was typed over is refused (`check_seen`)."""
    return Field(SEEN, "As prepared", "hidden", starts_as=str(answer.version if answer else 0), needed=False)


def check_seen(case: Case, kind: Kind, version: str) -> None:
    """Refuse what rests on an answer that is another one by now.

    Raises:
        Meanwhile
    """
    answer = prepared_to(case, kind)
    if version != str(answer.version if answer else 0):
        raise Meanwhile
