"""The rows of the dashboard's benchmark: many requests of one service by bulk inserts, some by the tasks."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import insert, select

from benchmarks.arriving import letters
from models import board_lines, person_words, queries
from models.board_line import NO_DATE, BoardLine, PersonWord
from models.credential import Credential, WebSession
from models.db import reading, transaction
from models.moment import day_of
from models.person import Person, Standing
from models.request import Part, Request
from rules import clock
from rules.channel import Channel
from rules.clock.events import recorded
from rules.kinds import Kind
from rules.lifecycle import State
from rules.role import Role
from tasks import accounts, classification, consents, holidays, intake, letter, policies
from tasks import reading as read_letter
from tasks.accounts import Opening
from tasks.credentials import hashed

Row = dict[str, Any]
SERVICE = "derby"
OPEN_ONE_IN = 20
_ROWS = 10_000  # in one insert
_KINDS = (Kind.SAR, Kind.SAR, Kind.FOI, Kind.FOI, Kind.LA_LEGAL, Kind.ENQUIRY)
_FIRST = [a + b for a in ("Mar", "Clo", "Ro", "Bra", "Lin", "Ha", "Wil", "Pop") for b in ("iga", "va", "na", "mble")]
_LAST = [
    a + b
    for a in ("Fern", "Thistle", "Quill", "Marsh", "Oaken", "Bramble", "Lark", "Hazel", "Moss", "Ember", "Willow")
    for b in ("whistle", "brook", "marsh", "grove", "field", "bridge", "wick", "combe", "holt", "mere", "thwaite")
]
SOUGHT = "Quillm"  # the beginning of a name


def people(users: int, at: datetime) -> list[str]:
    """A manager and officers of the service, signed in: the token of each one's cookie."""
    policy = policies.of(SERVICE)
    made = []
    for number in range(users):
        login = f"person{number}.{SERVICE}"
        role = policy.service.manager_role if number == 0 else "Officer"
        opening = Opening(login, SERVICE, role, "service", day_of(at))
        accounts.add(opening, by=f"person0.{SERVICE}", at=at)
        made.append((login, secrets.token_urlsafe(32)))
    with transaction(made[0][0], at) as tx:
        for login, token in made:
            tx.session.merge(Credential(login=login))
            tx.session.add(WebSession(token_hash=hashed(token), login=login, began_at=at, seen_at=at, verified=True))
    return [token for _, token in made]


def requests(count: int, at: datetime, *, names: bool = True) -> None:
    """Many requests, one in twenty of them open: their parts, people, words to search by, and lines of the board."""
    rows = _rows(count, at)
    words = _words_of_kinds(at)
    first = 0
    while batch := [row for _, row in zip(range(_ROWS), rows, strict=False)]:
        with transaction(f"person0.{SERVICE}", at) as tx:
            tx.session.execute(insert(Request), [request for request, _, _ in batch])
            tx.session.execute(insert(Part), [part for _, part, _ in batch])
            if names:
                tx.session.execute(insert(Person), [person for _, _, person in batch])
                found = [
                    {"word": word, "request_id": person["request_id"]}
                    for _, _, person in batch
                    for word in person_words.words(person["name"])
                ]
                tx.session.execute(insert(PersonWord), found)
            lines = [_line(request, part, words, at) for request, part, _ in batch if request["state"].is_open]
            if lines:
                tx.session.execute(insert(BoardLine), lines)
        first += len(batch)
    with transaction("", at) as tx:
        if tx.session.get_bind().dialect.name == "sqlite":
            tx.session.connection().exec_driver_sql("ANALYZE")


def real(count: int, at: datetime) -> list[str]:
    """Requests that went their way by the tasks, as far as the program takes them: their references."""
    made = []
    for number, row in enumerate(letters()[:count]):
        logged = intake.log(
            f"{row['text']}\n".encode(),
            "letter.txt",
            service=SERVICE,
            received=day_of(at) - timedelta(days=number % 10),
            channel=Channel.POST,
            by=f"person0.{SERVICE}",
            at=at,
            again=True,
        )
        read_letter.read_original(logged.reference, at)
        if classification.propose_kind(logged.reference, at) is State.CLASSIFIED:
            consents.note_what_to_ask(logged.reference, at)
            letter.write_acknowledgement(logged.reference, at)
        made.append(logged.reference)
    return made


def _rows(count: int, at: datetime) -> Iterator[tuple[Row, Row, Row]]:
    chance = Random(20261123)
    policy, calendars = policies.of(SERVICE), holidays.in_force()
    today = day_of(at)
    with reading() as session:
        newest = session.exec(select(Request.id).order_by(Request.id.desc()).limit(1)).first() or 0
    dues: dict[tuple[Kind, Any], Any] = {}
    for number in range(newest + 1, newest + 1 + count):
        still = number % OPEN_ONE_IN == 0
        received = today - timedelta(days=chance.randrange(60) if still else 60 + chance.randrange(700))
        kind = chance.choice(_KINDS)
        if (kind, received) not in dues:
            dues[kind, received] = clock.due(recorded(kind, received, ()), policies.promise(kind, policy), calendars)
        due = dues[kind, received]
        request = {
            "id": number, "reference": f"DER-2024-{number:07d}", "service": SERVICE,
            "state": State.OPEN if still else State.CLOSED, "channel": Channel.EMAIL, "received_on": received,
            "look_by": received, "logged_at": at, "logged_by": f"person0.{SERVICE}",
            "closed_on": None if still else received + timedelta(days=chance.randrange(5, 28)),
            "original_sha256": f"{number:064d}",
        }  # fmt: skip
        working = {"because": list(due.because), "cites": list(due.cites), "alerts": [], "stated": due.stated}
        part = {
            "request_id": number, "position": 1, "kind": kind, "statutory_due": due.statutory, "due": due.due,
            "target_due": due.target, "running": due.running, "working": working, "data_version": due.data_version,
        }  # fmt: skip
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        yield request, part, {"request_id": number, "is_the": Standing.REQUESTER, "role": Role.PARENT, "name": name}


def _words_of_kinds(at: datetime) -> dict[Kind, BoardLine]:
    """A line of each kind as the program derives it, whose words the others of that kind have too."""
    found: dict[Kind, BoardLine] = {}
    with transaction(f"person0.{SERVICE}", at) as tx:
        for request, part, person in _rows(600, at):
            kind = part["kind"]
            if request["state"].is_open and kind not in found:
                tx.session.execute(insert(Request), [request])
                tx.session.execute(insert(Part), [part])
                tx.session.execute(insert(Person), [person])
                found[kind] = board_lines.derived(
                    tx.session, queries.request(tx.session, request["reference"]), day_of(at)
                )
        tx.session.rollback()
    return found


def _line(request: Row, part: Row, words: dict[Kind, BoardLine], at: datetime) -> Row:
    like = words[part["kind"]]
    return {
        "request_id": request["id"], "service": SERVICE, "reference": request["reference"], "state": request["state"],
        "kinds": part["kind"].value, "received_on": request["received_on"], "due": part["due"],
        "sorted_on": part["due"] or NO_DATE, "statutory_due": part["statutory_due"], "stated": True,
        "waits_for": like.waits_for, "waits_on": like.waits_on, "as_of": day_of(at), "policy": like.policy,
    }  # fmt: skip
