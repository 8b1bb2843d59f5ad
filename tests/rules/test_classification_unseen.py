"""What the classifier is worth on the letters of the benchmark, of which it learned from none."""

from functools import cache

from benchmarks.arriving import letters
from rules import policy
from rules.classification import Classification, classify
from rules.classification.classify import ASK_BELOW
from rules.classification.track_record import Proposed, by_confidence
from rules.kinds import Kind
from training.source import incoming, kind_of
from training.source import letters as learned_from


@cache
def judged() -> tuple[tuple[str, Classification], ...]:
    """Each letter's label ("sar", "sar+foi") and what is said of it."""
    return tuple((kind_of(row), classify(incoming(row))) for row in letters())


def label(c: Classification) -> str:
    """What was proposed, written as the labels are."""
    return "+".join(kind.value for kind in Kind if kind in c.parts)


def test_no_letter_that_it_learned_from_is_among_them() -> None:
    """A letter that taught the weights cannot measure them."""
    taught = {" ".join(row["text"].split()) for row in learned_from()}
    assert not taught & {" ".join(row["text"].split()) for row in letters()}


def test_those_that_nobody_is_asked_about_are_right() -> None:
    """Of those not sent to a person at least 95 in 100 have their kind, a hybrid in each of its parts."""
    decided = [(wanted, c) for wanted, c in judged() if not c.needs_manager]
    assert sum(label(c) == wanted for wanted, c in decided) >= 0.95 * len(decided)


def test_few_need_a_person() -> None:
    """At most 15 in 100 are sent to a person: asking about everything would be no help."""
    assert sum(c.needs_manager for _, c in judged()) <= 0.15 * len(judged())


def test_no_court_order_is_passed_over() -> None:
    """DPA 2018 Sch 2 para 5(2): an order binds, so none is taken for anything else without asking."""
    orders = [c for wanted, c in judged() if wanted == Kind.COURT_ORDER.value]
    assert len(orders) >= 40
    assert all(c.kind is Kind.COURT_ORDER or c.needs_manager for c in orders)


def test_confidence_means_what_it_says() -> None:
    """Of those said to be so sure about so many are right: within 12 in 100 in each well-filled band."""
    made = [
        Proposed(c.parts, c.confidence, c.needs_manager, tuple(Kind(kind) for kind in wanted.split("+")))
        for wanted, c in judged()
    ]
    bands = [band for band in by_confidence(made) if band.settled >= 30]
    assert len(bands) >= 3
    assert all(abs(band.share_right - band.mean_confidence) <= 0.12 for band in bands), bands


def test_a_letter_of_no_service_is_asked_about_as_the_default_policy_says() -> None:
    """`classify` of a file knows no service, and asks below what the default asks below."""
    assert policy.load("derby").settings.ask_below.value == ASK_BELOW
