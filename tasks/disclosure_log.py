"""The disclosure log: of each answer under FOI a person decides whether everybody may read of it, and in what words.

Nobody's decision is ever changed: it is taken back, and another one made. What the log says of a request whose record
was destroyed stays, as it leads back to nobody.
"""

from dataclasses import dataclass
from datetime import datetime

from letters.disclosure_log import disclosure_log as as_paper
from models import access as read_access
from models import disclosure_log as reads
from models.db import Transaction, reading, transaction
from models.disclosure_log import Logged, Published
from models.log_decision import LogDecision, PublishedAnswer
from models.moment import day_of
from models.queries import id_of
from models.request import Request
from rules import disclosure_log as rule
from rules.disclosure_log import Decision, Entry, LogRefused
from rules.letter_forms import Form
from rules.rights import Right
from tasks import access, exports, letter_facts, policies
from tasks.printed import printed


@dataclass(frozen=True, slots=True)
class Log:
    """The log of a service, as somebody may see it.

    Attributes:
        published: all of it, also of what is restricted: it is out. Its reference stands where they may see that.
        waiting: the answers on which nobody has decided; at a charity those that may be published. What was taken
            over from an earlier register does not wait.
        left_out: those that somebody left out.
        asked: whether the service is a public authority, which is asked to keep a log.
    """

    published: list[Published]
    waiting: list[Logged]
    left_out: list[Logged]
    asked: bool

    @property
    def goes_out(self) -> list[Published]:
        """What of it is copied out: nothing in which somebody's name stands by now."""
        return [one for one in self.published if not one.holds]


def look(service: str, *, by: str, at: datetime) -> Log:
    """The log, and the answers on which somebody is to decide.

    Raises:
        rules.access.AccessRefused: whoever asks may not read all of the service's requests.
        rules.policy.UnknownService
    """
    asked = policies.of(service).is_public_authority
    access.check_service(service, Right.READ, by=by, at=at)
    sight = access.sight_of(service, by=by, at=at)
    with reading() as session:
        seen = reads.answers(session, sight, is_public_authority=asked)
        every = reads.published(session, service, is_public_authority=asked)
    mine = {one.reference for one in seen}
    decided = [one for one in seen if one.answer.may_be_logged]
    return Log(
        [_veiled(one, mine) for one in every],
        [one for one in decided if not one.taken_over and (one.newest is None or not one.newest.stands)],
        [one for one in decided if one.newest is Decision.LEFT_OUT],
        asked,
    )


def take_out(service: str, form: str, *, by: str, at: datetime) -> list[Entry]:
    """The lines of the log that go out; that they were copied out is recorded.

    Raises:
        rules.access.AccessRefused: whoever asks copies nothing out, or may not read the service's requests.
        rules.policy.UnknownService
    """
    found = [one.entry for one in look(service, by=by, at=at).goes_out]
    exports.note("disclosure-log", form, len(found), by=by, at=at, service=service)
    return found


def paper(service: str, form: Form, *, by: str, at: datetime) -> bytes:
    """The same as a page for a website, or as a Word file on the service's letterhead.

    Raises:
        As `take_out`.
    """
    found = take_out(service, form.value, by=by, at=at)
    made = as_paper(found, letter_facts.service(policies.of(service)), day_of(at))
    return printed(made, form, service)


def publish(reference: str, title: str, summary: str, *, by: str, at: datetime) -> None:
    """Put an answer into the log, in words that somebody wrote for it.

    Raises:
        rules.disclosure_log.LogRefused: it is no answer of this service under FOI, something is decided of it
            already, or the words would say who somebody is.
        rules.typed.TypedRefused, models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with transaction(by, at, trying="disclosure_log") as tx:
        request = _deciding(tx, reference)
        rule.check_undecided(_newest(tx, request))
        words = rule.check_words(title, summary, reads.people_of(tx.session, request))
        _add(tx, request, Decision.PUBLISHED, title=words[0], summary=words[1])
        tx.record("disclosure_log.published", request)


def leave_out(reference: str, because: str, *, by: str, at: datetime) -> None:
    """Leave an answer out of the log, with the reason.

    Raises:
        As `publish`.
    """
    with transaction(by, at, trying="disclosure_log") as tx:
        request = _deciding(tx, reference)
        rule.check_undecided(_newest(tx, request))
        reason = rule.check_left_out(because, reads.people_of(tx.session, request))
        _add(tx, request, Decision.LEFT_OUT, because=reason)
        tx.record("disclosure_log.left_out", request)


def take_back(reference: str, *, by: str, at: datetime) -> None:
    """Take back what was decided of an answer: it is out of the log, and somebody is to decide anew.

    Raises:
        rules.disclosure_log.LogRefused: nothing is decided of it.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    with transaction(by, at, trying="disclosure_log") as tx:
        request = _deciding(tx, reference)
        newest = _newest(tx, request)
        rule.check_taken_back(newest)
        assert newest is not None, "the rule refuses where there is none"
        _add(tx, request, Decision.TAKEN_BACK)
        tx.record("disclosure_log.taken_back", request, was=newest.value)


def remove(number: int, service: str, *, by: str, at: datetime) -> None:
    """Take a line out of the log whose request was destroyed. Nothing of it is left, as nothing leads back to it.

    Raises:
        rules.disclosure_log.LogRefused: the log has no such line.
        rules.access.AccessRefused: whoever acts does not manage the service.
    """
    with transaction(by, at, trying="disclosure_log") as tx:
        tx.may(Right.MANAGE, service)
        tx.about = service, None
        row = tx.session.get(PublishedAnswer, number)
        if row is None or row.service != service:
            raise LogRefused("The log has no line of that number whose request was destroyed.")
        tx.session.delete(row)
        tx.record("disclosure_log.removed", service=service, line=number)


def _deciding(tx: Transaction, reference: str) -> Request:
    """The request, for whoever sees it, and approves what leaves or manages the service.

    Raises:
        LogRefused: it is no answer of this service under FOI.
        models.request.NoSuchRequest, rules.access.AccessRefused
    """
    request = tx.request(reference, Right.READ)
    allowed = read_access.rights(tx.session, tx.who, request)
    tx.request(reference, Right.MANAGE if Right.MANAGE in allowed else Right.APPROVE)
    authority = policies.of(request.service).is_public_authority
    rule.check_answered(reads.of_request(tx.session, request, is_public_authority=authority).answer)
    return request


def _newest(tx: Transaction, request: Request) -> Decision | None:
    found = reads.decisions(tx.session, request)
    return found[-1].decision if found else None


def _add(
    tx: Transaction,
    request: Request,
    decision: Decision,
    *,
    title: str | None = None,
    summary: str | None = None,
    because: str | None = None,
) -> None:
    row = LogDecision(
        request_id=id_of(request),
        decision=decision,
        title=title,
        summary=summary,
        because=because,
        decided_on=day_of(tx.at),
        decided_by=tx.actor,
    )
    tx.session.add(row)
    tx.session.flush()


def _veiled(one: Published, mine: set[str]) -> Published:
    """Without the reference of a request that is kept from whoever looks (CUM-3.4)."""
    return one if one.reference in mine else Published(one.entry, None, one.number, one.holds)
