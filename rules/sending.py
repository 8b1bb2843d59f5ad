"""How a letter goes. Fixed words, so that nobody's address is typed where only a way belongs."""

from enum import StrEnum

from rules.kinds import Kind


class SentBy(StrEnum):
    """A way of sending."""

    POST = "post"
    TRACKED_POST = "tracked-post"
    BY_HAND = "by-hand"
    EMAIL = "email"
    ENCRYPTED_EMAIL = "encrypted-email"

    @property
    def words(self) -> str:
        """The way in the words of a letter."""
        return {
            SentBy.POST: "by post",
            SentBy.TRACKED_POST: "by tracked post",
            SentBy.BY_HAND: "by hand",
            SentBy.EMAIL: "by e-mail",
            SentBy.ENCRYPTED_EMAIL: "by e-mail as a file locked with a password, which we give you in another way",
        }[self]


def unsafe_for(kind: Kind, way: SentBy) -> str | None:
    """Why information of this kind may not go that way; None where it may.

    What is about a person goes so that only its recipient can read it (UK GDPR Art 5(1)(f); HIL-12).
    """
    if kind in {Kind.FOI, Kind.ENQUIRY} or way not in {SentBy.EMAIL, SentBy.POST}:
        return None
    return (
        f"What is about a person does not go by {way}: choose tracked-post, by-hand or encrypted-email "
        "(HIL-12, UK GDPR Art 5(1)(f))."
    )
