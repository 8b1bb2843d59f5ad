"""What a message is taken for: a table of the signs, and what holds whatever a message says."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.incoming import Known, Report, Seen, Sort, sort_of
from rules.reference import references_in

REFERENCE, OTHER = "DER-2026-0042", "DER-2026-0007"
KNOWN = Known(
    code="DER",
    own_address="inforights@example.org",
    references=frozenset({REFERENCE}),
    requests={"letter@example.org": REFERENCE, "other@example.org": OTHER},
    ours=frozenset({"digest@example.org"}),
)
LETTER = Seen(subject="My daughter's records", sender="clover@example.org", message_id="new@example.org")
FAILED = Report(failed=True, status="5.1.1", about="digest@example.org")

# The message, what it is, the request that it is about, and the authority that is cited.
TABLE: Mapping[str, tuple[Seen, Sort, str | None, str]] = {
    "a letter": (LETTER, Sort.REQUEST, None, ""),
    "no headers that matter": (Seen(), Sort.REQUEST, None, ""),
    "an answer to a message of a request": (
        replace(LETTER, named=("letter@example.org",)),
        Sort.REPLY,
        REFERENCE,
        "RFC 5322 s.3.6.4",
    ),
    "headers win over the subject": (
        replace(LETTER, named=("other@example.org",), subject=f"Re: {REFERENCE}"),
        Sort.REPLY,
        OTHER,
        "RFC 5322 s.3.6.4",
    ),
    "answers to two requests are nobody's to choose": (
        replace(LETTER, named=("letter@example.org", "other@example.org")),
        Sort.REPLY,
        None,
        "RFC 5322 s.3.6.4",
    ),
    "a reference in the subject": (replace(LETTER, subject=f"Re: {REFERENCE}: more"), Sort.REPLY, REFERENCE, ""),
    "a reference that there is not": (replace(LETTER, subject="Re: DER-2026-0099"), Sort.REQUEST, None, ""),
    "another service's reference": (replace(LETTER, subject="Re: HIL-2026-0042"), Sort.REQUEST, None, ""),
    "an answer to a message that nobody knows": (
        replace(LETTER, named=("lost@example.org",)),
        Sort.REQUEST,
        None,
        "",
    ),
    "an answer to a mail of ours": (
        replace(LETTER, named=("digest@example.org",)),
        Sort.REPLY,
        None,
        "RFC 5322 s.3.6.4",
    ),
    "Auto-Submitted": (replace(LETTER, auto_submitted="auto-replied"), Sort.AUTOMATIC, None, "RFC 3834 s.5"),
    "Auto-Submitted with more": (
        replace(LETTER, auto_submitted="Auto-Generated; owner-email=x@example.org"),
        Sort.AUTOMATIC,
        None,
        "RFC 3834 s.5",
    ),
    "Auto-Submitted: no": (replace(LETTER, auto_submitted="No"), Sort.REQUEST, None, ""),
    "an automatic answer to a request": (
        replace(LETTER, auto_submitted="auto-replied", named=("letter@example.org",)),
        Sort.AUTOMATIC,
        REFERENCE,
        "RFC 3834 s.5",
    ),
    "X-Autoreply": (replace(LETTER, auto_reply=True), Sort.AUTOMATIC, None, "RFC 3834 s.3"),
    "Precedence: bulk": (replace(LETTER, precedence="Bulk"), Sort.AUTOMATIC, None, "RFC 3834 s.2"),
    "Precedence: first-class": (replace(LETTER, precedence="first-class"), Sort.REQUEST, None, ""),
    "a mailing list": (replace(LETTER, list_id=True), Sort.AUTOMATIC, None, "RFC 2919 s.2"),
    "vacation words alone": (replace(LETTER, subject="Out of office: my records"), Sort.REQUEST, None, ""),
    "a failed delivery of ours": (
        replace(LETTER, null_path=True, report=FAILED),
        Sort.BOUNCE,
        None,
        "RFC 3464 s.2.3",
    ),
    "a failed delivery of an answer": (
        replace(LETTER, report=Report(failed=True, named=("letter@example.org",))),
        Sort.BOUNCE,
        REFERENCE,
        "RFC 3464 s.2.3",
    ),
    "a late delivery": (
        replace(LETTER, report=Report(failed=False, status="4.4.1")),
        Sort.AUTOMATIC,
        None,
        "RFC 3464 s.2.3",
    ),
    "nobody's, of an address not reached": (
        replace(LETTER, null_path=True, failed_recipient=True),
        Sort.BOUNCE,
        None,
        "RFC 3834 s.2",
    ),
    "nobody's, and nothing else": (replace(LETTER, null_path=True), Sort.REQUEST, None, ""),
    "our own header": (replace(LETTER, ours=True), Sort.LOOP, None, "RFC 3834 s.4"),
    "our own Message-ID": (replace(LETTER, message_id="digest@example.org"), Sort.LOOP, None, "RFC 3834 s.4"),
    "our own address": (replace(LETTER, sender="Inforights@Example.org"), Sort.LOOP, None, "RFC 3834 s.4"),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_a_message_is(name: str) -> None:
    """Design, mail: by headers and reference, never by name; each answer with its reason and its authority."""
    seen, sort, reference, cite = TABLE[name]
    found = sort_of(seen, KNOWN)
    assert (found.sort, found.reference, found.cite) == (sort, reference, cite)
    assert found.because.endswith(".")


@pytest.mark.parametrize(
    "seen",
    [
        replace(LETTER, named=("other@example.org", "letter@example.org")),
        replace(LETTER, subject=f"{OTHER} and {REFERENCE}"),
        replace(LETTER, subject=f"{OTHER} and {REFERENCE}", auto_submitted="auto-replied"),
    ],
)
def test_what_names_a_restricted_request_among_others_is_kept_with_it(seen: Seen) -> None:
    """CUM-3.4: its words may be about that one; the others that it names are told to nobody."""
    found = sort_of(seen, replace(KNOWN, references=(REFERENCE, OTHER), restricted=(REFERENCE,)))
    assert found.reference == REFERENCE
    assert OTHER not in found.because
    assert sort_of(seen, replace(KNOWN, references=(REFERENCE, OTHER))).reference is None


def test_the_same_message_is_known_whatever_it_is() -> None:
    """Design, 3: what comes twice is one: of a reply, of a bounce and of a letter that somebody logged by hand."""
    for seen, _, _, _ in TABLE.values():
        found = sort_of(seen, replace(KNOWN, first=(3, REFERENCE)))
        assert (found.sort, found.reference) == (Sort.DUPLICATE, REFERENCE)
        assert "number 3" in found.because
        assert sort_of(seen, replace(KNOWN, logged=OTHER)).reference == OTHER


@pytest.mark.parametrize(
    ("subject", "references"),
    [
        ("Re: DER-2026-0042", ["DER-2026-0042"]),
        ("der-2026-0042 and DER-2026-0042 again", ["DER-2026-0042"]),
        ("DER-2026-0042, DER-2026-0043", ["DER-2026-0042", "DER-2026-0043"]),
        ("WONDER-2026-0042", []),
        ("DER-2026-0042-7", []),
        ("DER-2026-42", []),
        ("HIL-2026-0042", []),
        ("DER-F-0001", []),
    ],
)
def test_references_in_a_subject(subject: str, references: list[str]) -> None:
    """DER-1: a service's own references alone, whole; a case file's is none of a request."""
    assert references_in(subject, "DER") == references


IDS = st.sampled_from(["letter@example.org", "other@example.org", "digest@example.org", "lost@example.org"])
TEXTS = st.sampled_from(["", "Hello", f"Re: {REFERENCE}", f"{REFERENCE} {OTHER}", "Out of office", "DER-2026-0099"])
REPORTS = st.builds(Report, failed=st.booleans(), about=st.none() | IDS, named=st.lists(IDS, max_size=2).map(tuple))
SEEN = st.builds(
    Seen,
    subject=TEXTS,
    sender=st.none() | st.sampled_from(["clover@example.org", "inforights@example.org"]),
    message_id=st.none() | IDS,
    named=st.lists(IDS, max_size=3).map(tuple),
    auto_submitted=st.none() | st.sampled_from(["no", "auto-generated", "auto-replied", ""]),
    precedence=st.none() | st.sampled_from(["bulk", "list", "normal", ""]),
    list_id=st.booleans(),
    auto_reply=st.booleans(),
    null_path=st.booleans(),
    failed_recipient=st.booleans(),
    ours=st.booleans(),
    report=st.none() | REPORTS,
)


@given(SEEN)
def test_only_signs_of_a_machine_keep_a_message_from_being_a_persons(seen: Seen) -> None:
    """FOIA 2000 s.8, UK GDPR Art 12: what bears no sign of a machine is a request or a reply."""
    found = sort_of(seen, KNOWN)
    signs = (
        (seen.auto_submitted or "no") != "no", seen.precedence in {"bulk", "list"}, seen.list_id, seen.auto_reply,
        seen.report is not None, seen.null_path and seen.failed_recipient, seen.ours,
        seen.message_id == "digest@example.org", seen.sender == "inforights@example.org",
    )  # fmt: skip
    assert (found.sort in {Sort.REQUEST, Sort.REPLY}) == (not any(signs))
    assert found.sort is not Sort.KEPT_ASIDE


@given(SEEN, st.text())
def test_a_reply_is_never_told_by_who_wrote(seen: Seen, sender: str) -> None:
    """BWD-2: files are never joined by name: no sender makes a message a reply, or one to another request."""
    person = replace(seen, sender="clover@example.org")
    stranger = replace(seen, sender=sender if sender.casefold() != KNOWN.own_address else None)
    assert sort_of(person, KNOWN) == sort_of(stranger, KNOWN)


@given(SEEN)
def test_a_message_is_of_a_request_that_it_names(seen: Seen) -> None:
    """Design, mail: whatever request is given, a header or the subject names it."""
    found = sort_of(seen, KNOWN)
    if found.reference:
        report = (seen.report.about, *seen.report.named) if seen.report else ()
        by_header = {KNOWN.requests.get(one) for one in (*seen.named, *report) if one}
        assert found.reference in by_header or found.reference in seen.subject
