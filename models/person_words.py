"""The words by which people in requests are found: kept beside their names, and changed with them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from models import queries
from models.access import Sight
from models.board_line import PersonWord
from models.person import Person
from models.request import Request

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a name as they are kept and sought: folded, without accents, each once."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    found = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    return [word[:80] for word in dict.fromkeys(found)]


def write(session: Session, requests: Iterable[Request]) -> None:
    """Keep the words of everybody in these requests, where they are others than those that are kept."""
    for request in requests:
        key = queries.id_of(request)
        names = session.exec(select(Person.name).where(Person.request_id == key)).all()
        wanted = {word for name in names if name for word in words(name)}
        kept = set(session.exec(select(PersonWord.word).where(PersonWord.request_id == key)).all())
        for word in wanted - kept:
            session.add(PersonWord(word=word, request_id=key))
        if gone := kept - wanted:
            query = delete(PersonWord).where(col(PersonWord.request_id) == key, col(PersonWord.word).in_(gone))
            session.exec(query)


def found(session: Session, sight: Sight, text: str, limit: int = 50) -> Sequence[Request]:
    """The requests that are seen in full and have people whose names hold words that begin so, the newest first."""
    query = select(Request).where(*sight.seen())
    sought = words(text)
    if not sought:
        return []
    for word in sought:
        query = query.where(col(Request.id).in_(select(PersonWord.request_id).where(*_begins(session, word))))
    return session.exec(query.order_by(col(Request.id).desc()).limit(limit)).all()


def matching(session: Session, requests: Iterable[Request], text: str) -> dict[int, list[Person]]:
    """The people of these requests whose names hold one of the words, by the number of the request."""
    sought = words(text)
    ids = [queries.id_of(request) for request in requests]
    found: dict[int, list[Person]] = {}
    for person in session.exec(select(Person).where(col(Person.request_id).in_(ids)).order_by(col(Person.id))).all():
        if any(word.startswith(one) for one in sought for word in words(person.name or "")):
            found.setdefault(person.request_id, []).append(person)
    return found


def _begins(session: Session, word: str) -> Iterable[ColumnElement[bool]]:
    """That a word begins so. SQLite reads a range of its index; PostgreSQL's order depends on its language."""
    if session.get_bind().dialect.name == "sqlite":
        return (col(PersonWord.word) >= word, col(PersonWord.word) < word + "\U0010ffff")
    return (col(PersonWord.word).startswith(word),)
