"""The peer of the classifier: a plain list of keywords, first hit wins, as case systems and mail rules do it."""

import re

from rules.kinds import Kind

_WORDS = (
    (Kind.COURT_ORDER, r"court order|witness summons|hereby ordered|it is ordered|tribunal directs"),
    (Kind.INSPECTION, r"ofsted|care quality commission|\bcqc\b|inspection"),
    (Kind.FOI, r"freedom of information|\bfoi\b|information request"),
    (Kind.SAR, r"subject access|\bs\.?a\.?r\b|\bdsar\b|gdpr|data protection|personal data|my records|my file"),
    (Kind.LA_LEGAL, r"judicial review|legal services|local authority|\bcouncil\b|tribunal"),
    (Kind.THIRD_PARTY, r"police|solicitor|our client|social worker|safeguarding"),
)
_LIST = tuple((kind, re.compile(words, re.I | re.S)) for kind, words in _WORDS)


def kind_by_keyword(text: str, subject: str | None = None) -> Kind:
    """The kind of the first keyword found in the subject line and text; an enquiry where there is none."""
    whole = f"{subject or ''}\n{text}"
    return next((kind for kind, words in _LIST if words.search(whole)), Kind.ENQUIRY)
