"""How what is about a person may go."""

import pytest

from rules.kinds import Kind
from rules.sending import SentBy, unsafe_for


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("way", SentBy)
def test_what_is_about_a_person_goes_so_that_only_its_recipient_reads_it(kind: Kind, way: SentBy) -> None:
    """UK GDPR Art 5(1)(f): no plain e-mail and no untracked post, save for what is about nobody."""
    refused = unsafe_for(kind, way)
    is_open = way in {SentBy.POST, SentBy.EMAIL}
    assert (refused is not None) is (is_open and kind not in {Kind.FOI, Kind.ENQUIRY})
    if refused:
        assert refused.endswith("(HIL-12, UK GDPR Art 5(1)(f)).")
        assert all(unsafe_for(kind, SentBy(name)) is None for name in ("tracked-post", "by-hand", "encrypted-email"))


def test_each_way_has_words_for_a_letter() -> None:
    """UK GDPR Art 5(1)(f): a letter says how the documents come, and of a locked file how its password comes."""
    assert len({way.words for way in SentBy}) == len(SentBy)
    assert "password" in SentBy.ENCRYPTED_EMAIL.words
    assert "another way" in SentBy.ENCRYPTED_EMAIL.words
