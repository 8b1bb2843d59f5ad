"""Whatever the bytes: a reading or a refusal."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import Reading, Trust, Unreadable, read
from reading.door import read_in_process
from reading.formats import FORMATS
from tests.reading.letter_mail import attach, mail
from tests.reading.open_file import paragraphs
from tests.reading.outlook_file import BODY, RTF, attached, enclosed, message, msg
from tests.reading.pdf_page import pdf
from tests.reading.scan_file import page, saved, tiff
from tests.reading.word_file import letter

ENDINGS = st.sampled_from([ending for form in FORMATS for ending in form.extensions])
NOTE = mail("Please see attached.", "<p>Please <table><td>see</blockquote> attached.</p>")
WHOLE = (
    ("pdf", pdf(["Please send me my notes."])),
    ("pdf", b"%PDF-1.4\n"),
    ("docx", letter("Please send me my notes.")),
    ("docx", b"PK\x03\x04"),
    ("eml", attach(NOTE, b"x", "text/plain", "a.txt").as_bytes()),
    ("eml", b"From: =?\r\nContent-Type: multipart/mixed; boundary=\r\nSubject: \xff\r\n\r\n"),
    (
        "eml",
        b"Subject: x\r\nContent-Type: text/html; charset=\r\nContent-Disposition: ;filename*0*=x\r\n\r\n<",
    ),
    ("msg", msg({BODY: "Please see attached."}, [attached("a.txt", b"x"), enclosed(message({BODY: "in"}))])),
    ("msg", msg({RTF: b"-\0\0\0+\0\0\0LZFu\0\0\0\0" + bytes(range(200))})),
    (
        "rtf",
        rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 A;}}\f0 Sam\'93\'fa{\object{\*\objdata 00}}\u-10179?{\v x}\bin3 abc}",
    ),
    ("odt", paragraphs("Please send me my notes.")),
    ("png", saved(page(["Notes"], size=(120, 60)), "PNG")),
    ("tif", tiff(page(["Notes"], size=(120, 60)), page([], size=(120, 60)))),
    ("txt", "Zo\u00eb\u2019s notes".encode("utf-16")),
)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A real file with a piece overwritten, cut out or put in, under its own ending."""
    ending, whole = draw(st.sampled_from(WHOLE))
    start = draw(st.integers(0, len(whole)))
    end = draw(st.integers(start, min(len(whole), start + 200)))
    return ending, whole[:start] + draw(st.binary(max_size=60)) + whole[end:]


def check(ending: str, content: bytes, *, confined: bool) -> None:
    """Read, and hold the promise of the interface."""
    found: Reading | str
    try:
        found = (read if confined else read_in_process)(content, f"file.{ending}")
    except Unreadable as refused:
        found = str(refused)
    if isinstance(found, str):
        assert found.endswith(".")
        assert "\n" not in found
        return
    assert isinstance(found, Reading)
    assert (found.trust is Trust.DOUBTFUL) == bool(found.doubts)
    assert found.text.strip() or found.doubts
    assert found.text.endswith(found.signature)
    found.text.encode()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.tuples(ENDINGS, st.binary(max_size=400)), damaged()))
def test_any_bytes_give_a_reading_or_a_refusal(file: tuple[str, bytes]) -> None:
    """Nothing but a Reading or Unreadable comes out; no words means doubt, and doubt means a person."""
    check(*file, confined=False)


@settings(max_examples=8, deadline=None)
@given(damaged())
def test_the_child_holds_the_same_promise(file: tuple[str, bytes]) -> None:
    """The same through the child process."""
    check(*file, confined=True)
