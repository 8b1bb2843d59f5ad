"""The kinds of written request, what may follow an answer, and the words used for each."""

from enum import StrEnum


class Kind(StrEnum):
    """What a written request is in law. Values are stored and printed; they never change."""

    SAR = "sar"
    FOI = "foi"
    LA_LEGAL = "la_legal"
    COURT_ORDER = "court_order"
    THIRD_PARTY = "third_party"
    INSPECTION = "inspection"
    ENQUIRY = "enquiry"

    @property
    def words(self) -> str:
        """The kind in words for a table or a letter, in lower case unless an abbreviation."""
        return _TITLES[self]


class FollowUp(StrEnum):
    """What may follow an answer. It has a clock of its own, and is no kind of request."""

    INTERNAL_REVIEW = "internal_review"  # of an answer under FOI
    COMPLAINT = "complaint"  # about the use of personal data, DPA 2018 s.164A

    @property
    def words(self) -> str:
        """In words, in lower case."""
        return self.value.replace("_", " ")


_TITLES = {
    Kind.SAR: "subject access request",
    Kind.FOI: "freedom of information request",
    Kind.LA_LEGAL: "local authority's request for legal reasons",
    Kind.COURT_ORDER: "court or tribunal order",
    Kind.THIRD_PARTY: "request from a third party",
    Kind.INSPECTION: "inspection",
    Kind.ENQUIRY: "enquiry",
}
