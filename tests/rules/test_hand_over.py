"""A request for one's own records may be shared with a data protection team, where the policy says so."""

from dataclasses import replace

import pytest

from rules.hand_over import HandOverRefused, check
from rules.kinds import Kind
from rules.outstanding import before_answer, waits_for
from tests.rules.complete_facts import COMPLETE, POLICIES, TODAY, texts


@pytest.mark.parametrize("slug", sorted(POLICIES))
def test_only_a_service_whose_policy_says_so_hands_over(slug: str) -> None:
    """BNS-12: Bath's policy lets the data protection team see a request; no other's does."""
    if slug == "bathnes":
        check([Kind.SAR], POLICIES[slug])
        check([Kind.FOI, Kind.SAR], POLICIES[slug])
        return
    with pytest.raises(HandOverRefused, match=r"does not share a request with a data protection team"):
        check([Kind.SAR], POLICIES[slug])


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SAR])
def test_only_a_request_for_ones_own_records_is_handed_over(kind: Kind) -> None:
    """BNS-12: "a request for one's own records may be shared", and none of another kind."""
    with pytest.raises(HandOverRefused, match=r"Only a request for one's own records.*\(BNS-12\)"):
        check([kind], POLICIES["bathnes"])


def test_while_it_is_out_no_answer_goes() -> None:
    """BNS-12: the team has to hand it back; who must act is the team, and the board says so."""
    out = replace(COMPLETE, handed_over=True)
    found = before_answer(out, POLICIES["bathnes"], TODAY)
    assert "the data protection team to hand it back (BNS-12)" in texts(found)
    assert {one.who for one in found if "BNS-12" in one.cites} == {"the data protection team"}
    assert "the data protection team to hand it back" in waits_for(out, POLICIES["bathnes"], TODAY)
