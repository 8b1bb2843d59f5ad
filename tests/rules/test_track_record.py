"""How often the proposals were right: what a service goes by when it decides whether to trust them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.classification.track_record import BANDS, KindRecord, Proposed, by_confidence, by_kind
from rules.kinds import Kind

KINDS = st.lists(st.sampled_from(Kind), unique=True, max_size=2).map(tuple)
PROPOSALS = st.lists(
    st.builds(
        Proposed,
        kinds=KINDS,
        confidence=st.floats(0, 1),
        asked=st.booleans(),
        settled=st.none() | st.lists(st.sampled_from(Kind), unique=True, min_size=1, max_size=2).map(tuple),
    )
)


def record(kind: Kind, *proposals: Proposed) -> KindRecord:
    """The record of one kind."""
    return next(found for found in by_kind(proposals) if found.kind is kind)


def test_a_kind_has_its_rights_its_wrongs_and_its_misses() -> None:
    """Precision is of what was proposed, recall of what was there; what is open counts in neither."""
    sar, foi = (Kind.SAR,), (Kind.FOI,)
    made = (
        Proposed(sar, 0.9, asked=False, settled=sar),
        Proposed(sar, 0.8, asked=True, settled=sar),
        Proposed(sar, 0.7, asked=True, settled=foi),
        Proposed(foi, 0.9, asked=False, settled=sar),
        Proposed(sar, 0.9, asked=False),
    )
    found = record(Kind.SAR, *made)
    assert (found.proposed, found.asked, found.right, found.missed, found.open) == (4, 2, 2, 1, 1)
    assert dict(found.wrong) == {"foi": 1}
    assert (found.precision, found.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_nothing_settled_is_no_share_at_all() -> None:
    """No figure is made of nothing: a share that cannot be known is null."""
    found = record(Kind.SAR, Proposed((Kind.SAR,), 0.9, asked=False))
    assert (found.precision, found.recall) == (None, None)


def test_a_hybrid_counts_in_each_of_its_parts_and_is_right_as_a_whole_only() -> None:
    """FOIA s.40(1): a hybrid of which one part was seen is half right by kind, and wrong as a proposal."""
    half = Proposed((Kind.SAR,), 0.9, asked=False, settled=(Kind.SAR, Kind.FOI))
    assert not half.right
    assert record(Kind.SAR, half).right == 1
    assert record(Kind.FOI, half).missed == 1


def test_no_proposal_is_a_miss_and_never_right() -> None:
    """A letter of which nothing could be said counts against the kind that it was."""
    none = Proposed((), 0.0, asked=True, settled=(Kind.ENQUIRY,))
    assert not none.right
    assert record(Kind.ENQUIRY, none).missed == 1
    assert by_confidence([none]) == ()


@given(PROPOSALS)
def test_every_settled_proposal_stands_in_one_band(made: list[Proposed]) -> None:
    """The reliability table leaves nothing out and counts nothing twice, whatever the confidence, 0 and 1 too."""
    bands = by_confidence(made)
    assert sum(band.settled for band in bands) == sum(bool(p.kinds) and p.settled is not None for p in made)
    assert all(band.low <= band.mean_confidence <= band.high for band in bands)
    assert [band.low for band in bands] == sorted(band.low for band in bands)
    assert {band.low for band in bands} <= set(BANDS)


@given(PROPOSALS)
def test_what_was_proposed_is_right_wrong_or_open(made: list[Proposed]) -> None:
    """Each proposal of a kind is accounted for."""
    for found in by_kind(made):
        assert found.proposed == found.right + found.wrong.total() + found.open
