"""Letters that a person asks for: a question, a consent request, telling the person concerned, an extension."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import answering, queries
from models.db import Transaction, reading, transaction
from models.request import Request
from rules import letter as rule
from rules import occasions
from rules.consents import ASKED_OF_OUTSIDERS
from rules.deed import Deed
from rules.exemptions import ExemptionRefused, cited
from rules.grounds import WITHOUT_CONSENT
from rules.kinds import Kind
from rules.letter_words import letter_words
from rules.lifecycle import State
from rules.occasions import BY_HAND
from rules.refusal import Refusal
from rules.rights import Right
from tasks import access, drafts, letter_said, letter_telling
from tasks.drafts import LetterRefused

_LISTS_PAPERS = {*rule.CONSENT_LETTERS.values(), rule.FORM, rule.TELL}


def to_ask(reference: str, name: str, *, by: str, at: datetime) -> dict[str, str]:
    """What has to be typed for a letter that is not drafted yet: the question by its field; empty: nothing.

    Raises:
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.WORK)
        there = queries.letter(session, request, _occasion(session, request, name))
    return {} if there or name not in BY_HAND else letter_said.questions(name)


@dataclass(frozen=True, slots=True)
class Writable:
    """A letter that a person may ask for, for a request as it stands.

    Attributes:
        kinds: the parts that it could be about; where they are several, whoever writes it says which.
        said: what was typed for the draft; None where none is drafted.
        refused: why it cannot be written yet; None where it can.
    """

    name: str
    occasion: str
    kinds: tuple[Kind, ...]
    said: Mapping[str, Any] | None
    refused: Refusal | None


def writable(reference: str, *, by: str, at: datetime) -> list[Writable]:
    """The letters that may be asked for, for a request of its kind and in its state. One that went is not again.

    Raises:
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.WORK)
        kinds = tuple(part.kind for part in queries.parts(session, request))
        found = []
        for name in occasions.possible(request.state, kinds):
            occasion = _occasion(session, request, name)
            there = queries.letter(session, request, occasion)
            if there is None or there.sent_on is None:
                about, refused = _about(session, request, name, occasions.kinds_of(name, request.state, kinds))
                found.append(Writable(name, occasion, about, dict(there.said) if there else None, refused))
        return found


def _about(
    session: Session, request: Request, name: str, kinds: tuple[Kind, ...]
) -> tuple[tuple[Kind, ...], Refusal | None]:
    """The parts that a letter would be about, and why it cannot be written yet."""
    try:
        if name in _LISTS_PAPERS:
            return _about_papers(session, request, name), None
        if name == rule.AFTER_REFUSAL:
            return _after_refusal(session, request, kinds), None
    except Refusal as refused:
        return kinds, refused
    return kinds, None


def write(
    reference: str,
    name: str,
    *,
    by: str,
    at: datetime,
    said: Mapping[str, str | Sequence[str] | None] | None = None,
    part: Kind | None = None,
) -> str:
    """Write one letter because a person asks for it. Returns its occasion, by which it is listed.

    A draft that no longer says what is to go is written anew; a letter that was sent stays.

    Args:
        said: what was typed for it, by the fields that `letter_said.questions` names; None: as in the draft.
        part: the part of a hybrid that it is about, where it could be about several.

    Raises:
        LetterRefused, rules.occasions.OccasionRefused: that letter is not written by hand, or not now, or something
            it needs is missing.
        rules.typed.TypedRefused: something that was typed cannot be used.
        rules.clock.ClockRefused: an extension comes too late.
    """
    with transaction(by, at, trying="letter") as tx:
        request = tx.request(reference)
        acknowledged = queries.letter(tx.session, request, name)
        if acknowledged and acknowledged.name in set(rule.ACKNOWLEDGEMENTS.values()):
            _acknowledge_again(tx, request, name)
            return name
        parts = [one.kind for one in queries.parts(tx.session, request)]
        kinds = occasions.kinds_of(name, request.state, tuple(parts))
        if part is not None and part not in kinds:
            raise LetterRefused(f"The letter {name} is about: {', '.join(kinds)}.")
        occasion = _occasion(tx.session, request, name)
        there = queries.letter(tx.session, request, occasion)
        words = _said(name, there.said if there else None, said)
        if there and not there.sent_on:
            drafts.remove(tx, there)  # it bears the day on which it is written, and says what is known then
        if name in _LISTS_PAPERS:
            kinds, of = _about_papers(tx.session, request, name), answering.digest(tx.session, request)
        elif name == rule.AFTER_REFUSAL:
            kinds, of = _after_refusal(tx.session, request, kinds), basis(tx.session, request)
        else:
            kinds, of = (part,) if part else kinds, basis(tx.session, request)
        drafts.draft(tx, request, name, occasion, kinds, of=of, said=words)
        return occasion


def _occasion(session: Session, request: Request, name: str) -> str:
    """Where a letter may be written again once one has gone, each has an occasion of its own."""
    occasion = BY_HAND.get(name)
    if occasion is None or not occasion.again:
        return name
    earlier = [row for row in queries.letters(session, request) if row.name == name]
    gone = sum(row.sent_on is not None for row in earlier)
    return f"{name}.{gone + 1}" if gone else name


def _said(
    name: str, before: Mapping[str, Any] | None, said: Mapping[str, str | Sequence[str] | None] | None
) -> dict[str, Any]:
    if said is None and before is not None:
        return dict(before)
    words = letter_said.read(name, said or {})
    if name == "extension_foi_public_interest":
        words["exemption"] = _qualified(words["exemption"])
    return words


def _qualified(text: str) -> str:
    """The exemption whose public interest is still weighed, as it is cited: FOIA 2000 s.2(2)(b), s.10(3).

    Raises:
        LetterRefused: it is none, or an absolute one, which takes no more time.
    """
    try:
        cite, exemption = cited(text, Kind.FOI)
    except ExemptionRefused as refused:
        raise LetterRefused(f"Which exemption is still weighed? {refused}") from None
    if exemption.test != "qualified":
        raise LetterRefused(
            f"Under {cite} there is no public interest to weigh, so it gives no more time (FOIA 2000 s.10(3)): "
            "answer within the 20 working days."
        )
    return cite


def basis(session: Session, request: Request) -> str:
    """What a letter that lists no papers rests on: the dates of the clock, who asks, and whom it is about."""
    dates = [(part.kind, part.due, part.statutory_due) for part in queries.parts(session, request)]
    people = answering.around(session, request)
    return hashlib.sha256(repr((dates, people)).encode()).hexdigest()


def _about_papers(session: Session, request: Request, name: str) -> tuple[Kind, ...]:
    """The part about whose papers somebody is asked, or told.

    Raises:
        LetterRefused: nothing is listed yet, nobody is asked by that letter, or it is not known who asks.
    """
    fitting = [
        answer.kind
        for answer in answering.answers(session, request)
        if (answer.kind in rule.TOLD_BEFORE or answer.ground in WITHOUT_CONSENT) == (name == rule.TELL)
        and answer.kind is not Kind.FOI
        and (name == rule.TELL or answer.kind in ASKED_OF_OUTSIDERS)
    ]
    if not fitting:
        raise LetterRefused(
            "List first what would go: the person is asked about, and told of, named documents "
            "(UK GDPR Art 4(11), Art 5(1)(a)).",
            do=Deed.PREPARE,
        )
    facts = answering.facts(session, request)
    letter_telling.check_may_be_told(session, request, name, fitting[0])
    asked = {
        row.whom for row in queries.consents(session, request) if row.needed and row.whom in rule.CONSENT_LETTERS
    }
    written_to = {rule.CONSENT_LETTERS[whom] for whom in asked}
    if name != rule.TELL and name not in (written_to | {rule.FORM} if written_to else written_to):
        raise LetterRefused(
            "Nobody is asked by that letter here; who is asked is written to by: "
            f"{', '.join(f'{letter_words(one)} ({one})' for one in sorted(written_to)) or 'none'}."
        )
    if not facts.requester_known and fitting[0] not in rule.TOLD_BEFORE:
        raise LetterRefused("Record first who asks.", do=Deed.REQUESTER, give=("name",))
    if not facts.subject_known:
        raise LetterRefused("Record first whom it is about.", do=Deed.DATA_SUBJECT, give=("name",))
    return (fitting[0],)


def _after_refusal(session: Session, request: Request, kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Whoever said no is told how far the service can still help (CUM-4.3).

    Raises:
        LetterRefused: nobody did, or nobody of the family may be told.
    """
    if not answering.refused(session, request):
        says = "Nobody has refused a consent: record first what they answered."
        raise LetterRefused(says, do=Deed.CONSENT_ANSWER)
    kind = next((kind for kind in kinds if kind in ASKED_OF_OUTSIDERS), kinds[0])
    letter_telling.check_may_be_told(session, request, rule.AFTER_REFUSAL, kind)
    return (kind,)


def _acknowledge_again(tx: Transaction, request: Request, occasion: str) -> None:
    """Write the draft of an acknowledgement anew, because what it says has changed."""
    there = queries.letter(tx.session, request, occasion)
    assert there is not None, "the caller found it"
    if there.sent_on:
        raise LetterRefused(f"The letter {occasion} was sent already: write to the requester what has changed since.")
    if request.state not in {State.OPEN, State.PREPARED}:
        raise LetterRefused(f"The request is {request.state}: no such letter goes out now.")
    kinds = [
        part.kind for part in queries.parts(tx.session, request) if rule.ACKNOWLEDGEMENTS[part.kind] == there.name
    ]
    drafts.remove(tx, there)
    drafts.draft(tx, request, there.name, occasion, kinds, of="")
