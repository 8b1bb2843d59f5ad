"""The letters that come by themselves: the first ones, and those of the answer that was released."""

from datetime import datetime

from sqlmodel import Session

from letters.render import Rendered
from models import answering, powers, queries
from models.audit_event import PROGRAM
from models.db import reading, transaction
from models.request import Request
from rules import letter as rule
from rules.grounds import WITHOUT_CONSENT
from rules.kinds import Kind
from rules.letter import Outcome
from rules.lifecycle import State
from rules.rights import Right
from rules.telling import refusal
from tasks import access, drafts, letter_telling, policies
from tasks.drafts import LetterRefused
from tasks.step import step


def write_acknowledgement(reference: str, at: datetime) -> State:
    """Write the first letters of a classified request and open it. Returns the state afterwards.

    One that was taken over from an earlier register gets none.
    """
    with transaction(PROGRAM, at) as tx:
        request = tx.request(reference)
        if request.state is not State.CLASSIFIED:
            return request.state
        if request.earlier_reference is not None:
            # It came long ago, and was acknowledged then or never: a letter of today would say what is not so.
            tx.move(request, State.OPEN, drafted=False)
            return request.state
        kinds = [part.kind for part in queries.parts(tx.session, request)]
        for name in dict.fromkeys(rule.ACKNOWLEDGEMENTS[kind] for kind in kinds):
            its_kinds = [kind for kind in kinds if rule.ACKNOWLEDGEMENTS[kind] == name]
            # A holding answer carries nothing of the request, so its occasion does not either.
            occasion = "holding_answer" if name == rule.HOLDING_ANSWER else f"{name}.{'+'.join(its_kinds)}"
            drafts.draft(tx, request, name, occasion, its_kinds, of="")
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
        untold = letter_telling.is_untold(answer) or (answer.ground in WITHOUT_CONSENT and answer.told_on is None)
        untold = untold or (answer.ground in WITHOUT_CONSENT and letter_telling.decided_untold(session, request))
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
            drafts.draft(tx, request, name, occasion, [kind], of=standing.of)
        return len(wanted)


write_answer_letters = step(write_answer)


def preview(reference: str, at: datetime, *, by: str) -> list[tuple[str, Rendered]]:
    """The letters of the prepared answer as they would go now, each with a title for its file. Nothing is stored.

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
            (f"{reference} {occasion.replace('.', ' ')} PREVIEW", drafts.rendered(session, request, name, [kind], at))
            for occasion, (name, kind) in wanted.items()
        ]
