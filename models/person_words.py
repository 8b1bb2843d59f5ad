"""The words by which people in requests are found: kept beside their names, and changed with them."""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import ColumnElement, and_, insert, or_
from sqlmodel import Session, col, delete, select

import settings
from models import key_ring, queries
from models.access import Sight
from models.board_line import PersonWord
from models.key_ring import Key
from models.person import Person
from models.request import Request

_OF_KEY: Final = ":"  # between a key's label and a digest; no word has one
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a name as they are kept and sought: folded, without accents, each once."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    found = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    return [word[:80] for word in dict.fromkeys(found)]


def write(session: Session, requests: Iterable[Request]) -> None:
    """Keep the words of everybody in these requests, where they are others than those that are kept."""
    newest = _sealing()
    for request in requests:
        key = queries.id_of(request)
        names = session.exec(select(Person.name).where(Person.request_id == key)).all()
        wanted = {form for name in names if name for word in words(name) for form in _kept_as(word, newest)}
        kept = set(session.exec(select(PersonWord.word).where(PersonWord.request_id == key)).all())
        for word in wanted - kept:
            session.add(PersonWord(word=word, request_id=key))
        if gone := kept - wanted:
            query = delete(PersonWord).where(col(PersonWord.request_id) == key, col(PersonWord.word).in_(gone))
            session.exec(query)


def write_new(session: Session, names: Mapping[int, Iterable[str | None]]) -> None:
    """Keep the words of everybody in requests that are new, by their row numbers, all of them at once."""
    newest = _sealing()
    rows = [
        {"word": form, "request_id": key}
        for key, each in names.items()
        for form in {form for name in each if name for word in words(name) for form in _kept_as(word, newest)}
    ]
    if rows:
        session.execute(insert(PersonWord), rows)


def found(session: Session, sight: Sight, text: str, limit: int = 50) -> Sequence[Request]:
    """The requests that are seen in full and have people whose names hold words that begin so, the newest first."""
    query = select(Request).where(*sight.seen())
    sought = words(text)
    if not sought:
        return []
    for word in sought:
        query = query.where(col(Request.id).in_(select(PersonWord.request_id).where(_begins(session, word))))
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


def otherwise_kept() -> ColumnElement[bool]:
    """That a word is not kept as the installation is set."""
    word = col(PersonWord.word)
    if not settings.load().safe.seals:
        return word.contains(_OF_KEY)
    return ~word.startswith(key_ring.load().newest.label + _OF_KEY)


def _sealing() -> Key | None:
    """The key by which words are kept; None where they are kept as they are."""
    return key_ring.load().newest if settings.load().safe.seals else None


def _kept_as(word: str, newest: Key | None) -> Iterable[str]:
    """A word as it is kept: as it is; or, where the database is sealed, each of its beginnings as a digest.

    A digest needs the key, so that nobody who has the database alone can try names out. That two people share the
    beginning of a name is seen.
    """
    if newest is None:
        return (word,)
    return [_digest(newest, word[:length]) for length in range(1, len(word) + 1)]


def _digest(key: Key, beginning: str) -> str:
    found = hmac.digest(key.derived("words"), beginning.encode(), "sha256")
    return f"{key.label}{_OF_KEY}{found[:12].hex()}"


def _begins(session: Session, word: str) -> ColumnElement[bool]:
    """That a word begins so, however it is kept. SQLite reads a range of its index; PostgreSQL's order depends on its
    language."""
    kept = col(PersonWord.word)
    closed = [kept == _digest(key, word) for key in key_ring.load().keys]
    lies_open = kept.startswith(word)
    if session.get_bind().dialect.name == "sqlite":
        lies_open = and_(kept >= word, kept < word + "\U0010ffff")
    return or_(and_(lies_open, ~kept.contains(_OF_KEY)), *closed)  # a digest begins with the label of its key
