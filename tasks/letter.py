"""Letters: each occasion has one letter, a draft until it is sent, stored as a Word file by its hash."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from letters import letterhead
from letters.errors import LettersError
from letters.render import render
from models import answering, powers, queries
from models.audit_event import PROGRAM
from models.db import Transaction, reading, transaction
from models.document import DocumentRole
from models.letter import Letter
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import letter as rule
from rules.consents import ASKED_OF_OUTSIDERS
from rules.disclosure import PartAnswer
from rules.grounds import WITHOUT_CONSENT
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.refusal import Refusal
from rules.rights import Right
from rules.telling import refusal
from tasks import access, filing, letter_facts, policies
from tasks.step import step

_BY_HAND = (*dict.fromkeys(rule.CONSENT_LETTERS.values()), rule.TELL)


class LetterRefused(Refusal):
    """The letter cannot be written; says what is missing."""


def write_acknowledgement(reference: str, at: datetime) -> State:
    """Write the first letters of a classified request and open it. Returns the state afterwards."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.CLASSIFIED:
            return request.state
        kinds = [part.kind for part in queries.parts(tx.session, request)]
        for name in dict.fromkeys(rule.ACKNOWLEDGEMENTS[kind] for kind in kinds):
            its_kinds = [kind for kind in kinds if rule.ACKNOWLEDGEMENTS[kind] == name]
            # A holding answer carries nothing of the request, so its occasion does not either.
            occasion = "holding_answer" if name == rule.HOLDING_ANSWER else f"{name}.{'+'.join(its_kinds)}"
            _write(tx, request, name, occasion, its_kinds, of="")
        tx.move(request, State.OPEN)
        return request.state


acknowledge = step(write_acknowledgement)


def answer_occasions(session: Session, request: Request) -> dict[str, tuple[str, Kind]]:
    """The letters that the prepared answer consists of: by occasion, the letter's name and its part."""
    policy = policies.of(request.service)
    who, form = answering.circumstances(session, request), powers.police_form(session, request)
    found: dict[str, tuple[str, Kind]] = {}
    for answer in answering.answers(session, request):
        name = rule.response(answer.kind, answer.outcome, answer.ground)
        if name:
            found[f"answer.{answer.kind}"] = (name, answer.kind)
        copied = answer.kind in rule.COPIED and answer.outcome is Outcome.DISCLOSED
        # Who is not told that something goes is not told by a copy either (CUM-0; DPA 2018 Sch 2 para 2).
        untold = _is_untold(answer) or (answer.ground in WITHOUT_CONSENT and answer.told_on is None)
        untold = untold or (answer.ground in WITHOUT_CONSENT and _decided_untold(session, request))
        untold = untold or refusal(answer.kind, who.requester, None, form) is not None
        if copied and not untold and policy.settings.copy_to_family.value:
            found[f"copy.{answer.kind}"] = (rule.COPY, answer.kind)
    return found


def write_answer(reference: str, at: datetime) -> int:
    """Write the letters of the answer that was released, each once. Returns how many there are."""
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.PREPARED:
            return len([row for row in queries.letters(tx.session, request) if row.is_answer])
        standing = queries.release(tx.session, request)
        if standing is None or standing.of != answering.digest(tx.session, request):
            raise LetterRefused(f"The answer to {reference} has not been released as it now stands.")
        wanted = answer_occasions(tx.session, request)
        for occasion, (name, kind) in wanted.items():
            _write(tx, request, name, occasion, [kind], of=standing.of)
        return len(wanted)


write_answer_letters = step(write_answer)


def preview(reference: str, at: datetime, *, by: str) -> list[tuple[str, bytes]]:
    """The letters of the prepared answer as they would go now, as (file name, Word file). Nothing is stored.

    Raises:
        LetterRefused: nothing is prepared, or a letter lacks something.
        rules.access.AccessRefused: whoever asks may not copy letters out (BNS-5).
    """
    with reading() as session:
        request = access.to_read(session, reference, by=by, at=at, right=Right.EXPORT)
        wanted = answer_occasions(session, request)
        if not wanted:
            raise LetterRefused(
                f"No letter goes with the answer to {reference} as it is prepared, or none is prepared."
            )
        return [
            (f"{reference} {occasion.replace('.', ' ')} PREVIEW.docx", _word(session, request, name, [kind], at))
            for occasion, (name, kind) in wanted.items()
        ]


def write(reference: str, name: str, *, by: str, at: datetime) -> None:
    """Write one letter because a person asks for it: a consent request, or telling the person concerned.

    A draft that no longer says what is to go is written anew; a letter that was sent stays.

    Raises:
        LetterRefused: that letter is not written by hand, or something it needs is missing.
    """
    with transaction(by, at, trying="letter") as tx:
        request = tx.request(reference)
        if name not in _BY_HAND:
            _acknowledge_again(tx, request, name)
            return
        if request.state not in {State.OPEN, State.PREPARED}:
            raise LetterRefused(f"The request is {request.state}: no such letter goes out now.")
        fitting = [
            answer.kind
            for answer in answering.answers(tx.session, request)
            if (answer.kind in rule.TOLD_BEFORE or answer.ground in WITHOUT_CONSENT) == (name == rule.TELL)
            and answer.kind is not Kind.FOI
            and (name == rule.TELL or answer.kind in ASKED_OF_OUTSIDERS)
        ]
        if not fitting:
            raise LetterRefused(
                "List first what would go (`inforights disclose`): the person is asked about, and told of, "
                "named documents (UK GDPR Art 4(11), Art 5(1)(a))."
            )
        facts = answering.facts(tx.session, request)
        check_may_be_told(tx.session, request, name, fitting[0])
        asked = {row.whom for row in queries.consents(tx.session, request) if row.needed}
        if name != rule.TELL and name not in {rule.CONSENT_LETTERS.get(whom) for whom in asked}:
            listed = ", ".join(sorted({rule.CONSENT_LETTERS[whom] for whom in asked if whom in rule.CONSENT_LETTERS}))
            raise LetterRefused(
                f"Nobody is asked by that letter here; who is asked is written to by: {listed or 'none'}."
            )
        if not facts.requester_known and fitting[0] not in rule.TOLD_BEFORE:
            raise LetterRefused("Record first who asks: `inforights person REF --is-the requester --name`.")
        if not facts.subject_known:
            raise LetterRefused(
                "Record first whom it is about: `inforights person REF --is-the data_subject --name`."
            )
        _write(tx, request, name, name, fitting[:1], of=facts.digest)


def check_may_be_told(session: Session, request: Request, name: str, kind: Kind) -> None:
    """Refuse a letter to the family where they must not be told, or where nobody decided who may know.

    Raises:
        LetterRefused: an order or the police forbid it, it is on record why they are not told (CUM-0, DER-7), or a
            conflict waits for a manager (BWD-2).
    """
    facts = answering.facts(session, request)
    forbidden = refusal(kind, facts.who.requester, facts.order, facts.police)
    if forbidden:
        raise LetterRefused(forbidden)
    if facts.conflicts:
        raise LetterRefused(
            "A conflict waits for a manager's decision, so nobody of the family is written to yet: "
            "`inforights conflict REF --decide` (BWD-2)."
        )
    answer = next((one for one in answering.answers(session, request) if one.kind is kind), None)
    if name == rule.TELL and (_is_untold(answer) or _decided_untold(session, request)):
        raise LetterRefused(
            "It is on record why the person is not told, so no such letter is written or sent (CUM-0, DER-7)."
        )


def _is_untold(answer: PartAnswer | None) -> bool:
    return answer is not None and answer.not_told_because is not None


def _decided_untold(session: Session, request: Request) -> bool:
    """Whether a safeguarding decision says why the person is not told."""
    decisions = powers.safeguarding_decisions(session, request)
    return bool(decisions) and decisions[-1].not_told_because is not None


def _acknowledge_again(tx: Transaction, request: Request, occasion: str) -> None:
    """Write the draft of an acknowledgement anew, because what it says has changed."""
    there = queries.letter(tx.session, request, occasion)
    if there is None or there.name not in set(rule.ACKNOWLEDGEMENTS.values()):
        raise LetterRefused(
            f"Letters that can be asked for are: {', '.join(_BY_HAND)}, and the acknowledgement once more; "
            "others come by themselves."
        )
    if there.sent_on:
        raise LetterRefused(f"The letter {occasion} was sent already: write to the requester what has changed since.")
    if request.state not in {State.OPEN, State.PREPARED}:
        raise LetterRefused(f"The request is {request.state}: no such letter goes out now.")
    kinds = [
        part.kind for part in queries.parts(tx.session, request) if rule.ACKNOWLEDGEMENTS[part.kind] == there.name
    ]
    tx.session.delete(there)
    tx.session.flush()
    _write(tx, request, there.name, occasion, kinds, of="")


def _write(tx: Transaction, request: Request, name: str, occasion: str, kinds: Sequence[Kind], *, of: str) -> None:
    """Write a letter for an occasion, with its audit event; the same letter about the same thing is there once."""
    there = queries.letter(tx.session, request, occasion)
    if there and there.sent_on and there.of != of and not there.is_answer:
        raise LetterRefused(f"The letter {name} was sent already, about something else: write the new one by hand.")
    if there and (there.sent_on or there.of == of):
        return
    if there:
        tx.session.delete(there)
        tx.session.flush()
    content = _word(tx.session, request, name, kinds, tx.at)
    # The holding answer bears no reference, and nor does its file (HIL-6).
    about = "Your request for information" if name == rule.HOLDING_ANSWER else f"{request.reference} {occasion}"
    document = filing.file(tx, request, DocumentRole.LETTER, content, f"{about.replace('.', ' ')}.docx")
    tx.session.add(
        Letter(
            request_id=id_of(request),
            name=name,
            occasion=occasion,
            document_id=filing.id_of_document(document),
            of=of,
            written_on=day_of(tx.at),
        )
    )
    tx.record("letter.drafted", request, letter=name, occasion=occasion, sha256=document.sha256)


def _word(session: Session, request: Request, name: str, kinds: Sequence[Kind], at: datetime) -> bytes:
    policy = policies.of(request.service)
    facts = letter_facts.of_letter(session, request, name, kinds, policy, day_of(at))
    try:
        return render(name, facts, letterhead.plain(letter_facts.service(policy))).docx
    except LettersError as error:
        raise LetterRefused(f"{request.reference}, the letter {name}: {error}") from None
