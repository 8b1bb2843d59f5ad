"""What each letter is to those who write it, for a list. Its own title, which its reader sees, is another."""

from rules.letter import HOLDING_ANSWER

LETTERS = {
    "acknowledgement": "Acknowledgement",
    "clarification_foi": "Question to the requester (freedom of information)",
    "clarification_sar": "Question to the requester (their records)",
    "closing": "Closing letter",
    "consent_form": "Consent form, to be signed",
    "consent_refused_what_next": "To whoever said no: what happens now",
    "consent_request_parent": "Request for consent, to a parent",
    "consent_request_young_person": "Request for consent, to the child or young person",
    "copy_to_service_user": "Copy of what was sent, to the person concerned",
    "court_compliance": "Answer to a court order",
    "disclosure_without_consent": "Information sent without consent",
    "extension_foi_public_interest": "More time to weigh the public interest",
    "extension_sar": "More time for a subject access request",
    "fees_notice": "Fees notice",
    "foi_left_to_authority": "Answer: the council can answer it",
    "foi_response": "Answer to a freedom of information request",
    "id_request": "Request for proof of identity",
    "information_not_held": "Answer: the information is not held",
    "la_response_consent_refused": "Answer to the council: consent was refused",
    "la_response_disclosure_with_consent": "Information sent with consent",
    HOLDING_ANSWER: "Holding answer that says nothing of anybody",
    "notify_service_user": "To the person concerned: what is asked for",
    "papers_to_service_user": "Papers to the person concerned, to pass on",
    "refusal_s12": "Refusal: it would cost too much",
    "refusal_s14": "Refusal: vexatious or repeated",
    "refusal_s17": "Refusal under an exemption",
    "sar_disclosure": "Answer to a subject access request",
    "sar_nothing_held": "Answer: nothing is held",
    "sar_refusal": "Refusal of a subject access request",
}
# An occasion that is not called as its letter is.
_OCCASIONS = {"answer": "Answer", "copy": "Copy to the person concerned", "holding_answer": LETTERS[HOLDING_ANSWER]}


def letter_words(occasion: str) -> str:
    """A letter, or the occasion by which it is listed, in words; the name itself where there are none."""
    name = occasion.partition(".")[0]
    return LETTERS.get(name) or _OCCASIONS.get(name) or name.replace("_", " ")
