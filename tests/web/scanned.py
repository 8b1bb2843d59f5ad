"""Two letters on paper as a scanner gives them, with what is known of each: nothing of it is in a text layer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PIL import Image

from rules.kinds import Kind
from tests.reading import scan_file

RECEIVED = date(2026, 11, 9)  # a Monday


@dataclass(frozen=True)
class Scanned:
    """One letter, and what a person sees in it.

    Attributes:
        kind: what it is.
        says: why the program takes it for that.
        quote: the words of the letter that the program rests on.
        requester: who wrote it.
        child: whom it is about.
        dated: the day that stands on it.
        whom: whose word is asked for before anything goes.
        due: the day by which it is answered, as counted by hand.
        answer: the letters that answer it, each with whom it addresses.
    """

    lines: Sequence[str]
    drawn: Callable[[Image.Image], bytes]
    file: str
    kind: Kind
    says: str
    quote: str
    requester: str
    child: str
    dated: date
    whom: str
    due: date
    answer: Mapping[str, str]

    @property
    def content(self) -> bytes:
        """The file that the scanner gives."""
        return self.drawn(scan_file.page(self.lines))


# A foster carer has no parental responsibility by that alone (Children Act 1989 s.2 and s.3): authority is asked for.
CARER = Scanned(
    lines=(
        "7 Example Lane",
        "Blackburn",
        "",
        "7 November 2026",
        "",
        "Dear SENDIASS",
        "",
        "Subject access request",
        "",
        "Please send me a copy of all the records that you",
        "hold about Marigold Fernwhistle, born 3 April 2019.",
        "I am her foster carer.",
        "",
        "Yours faithfully",
        "",
        "Clover Quillmarsh",
    ),
    drawn=scan_file.scanned_pdf,
    file="scan.pdf",
    kind=Kind.SAR,
    says="Makes a subject access request in terms",
    quote="Please send me a copy of all the records",
    requester="Clover Quillmarsh",
    child="Marigold Fernwhistle",
    dated=date(2026, 11, 7),
    whom="Evidence of authority to act",
    due=date(2026, 12, 9),  # one month: UK GDPR Art 12A(1)
    answer={"Answer to a subject access request": "Clover Quillmarsh"},
)
COUNCIL = Scanned(
    lines=(
        "Legal Services",
        "Blackburn with Darwen Borough Council",
        "",
        "6 November 2026",
        "",
        "Dear Sir or Madam",
        "",
        "The council is defending a claim for judicial review.",
        "I am a solicitor for the council and request that you",
        "send me the case file that your service holds about",
        "Rowan Thistlebrook, date of birth 12 May 2016, for the",
        "purposes of those proceedings. There is no court order.",
        "",
        "Yours faithfully",
        "",
        "Hazel Quillmarsh",
        "Solicitor, for the Director of Legal Services",
    ),
    drawn=scan_file.tiff,
    file="scan.tif",
    kind=Kind.LA_LEGAL,
    says="Gives a legal reason",
    quote="The council is defending a claim for judicial review.",
    requester="Hazel Quillmarsh",
    child="Rowan Thistlebrook",
    dated=date(2026, 11, 6),
    whom="Consent of the parent",
    due=date(2026, 12, 8),  # twenty working days, and 30 November is none: St Andrew's Day
    answer={
        "Information sent with consent": "Hazel Quillmarsh",
        "Copy of what was sent, to the person concerned": "parent or carer",
    },
)
