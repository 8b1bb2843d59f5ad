"""The bundle as one locked Word file."""

import zipfile
from io import BytesIO
from pathlib import Path

import msoffcrypto
import olefile
import pytest
from docx import Document
from docx.document import Document as WordDocument

from bundle.make import Bundle
from bundle.refusals import BundleRefused, BundleStopped
from tests.bundle.answer_file import AUTHOR, OWNER, PASSWORD, headed, made, word_paper
from tests.bundle.pdf_file import WORDS, pdf
from tests.bundle.test_look_word import run
from tests.bundle.word_file import word

PAPERS = {1: word_paper("FirstPaper"), 2: word_paper("SecondPaper")}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """One bundle of two Word papers."""
    return made(tmp_path_factory.mktemp("bundle"), PAPERS, form="word")


def unlocked(content: bytes, password: str) -> bytes:
    """The plain file."""
    file = msoffcrypto.OfficeFile(BytesIO(content))
    file.load_key(password=password, verify_password=True)
    plain = BytesIO()
    file.decrypt(plain)
    return plain.getvalue()


def test_it_is_really_locked_with_aes_256(bundle: Bundle) -> None:
    """HIL-12: "coded and password-protected": agile encryption, AES with 256 bits in CBC, SHA-512."""
    info = olefile.OleFileIO(BytesIO(bundle.content)).openstream("EncryptionInfo").read()
    assert info[:8] == b"\x04\x00\x04\x00\x40\x00\x00\x00"
    for words in (b'cipherAlgorithm="AES"', b'keyBits="256"', b"ChainingModeCBC", b'hashAlgorithm="SHA512"'):
        assert info.count(words) == 2  # of the papers, and of the key to them
    assert b"FirstPaper" not in bundle.content


def test_it_opens_with_its_password_alone(bundle: Bundle) -> None:
    """HIL-12; what the service keeps opens with the owner's password, and holds the same."""
    plain = unlocked(bundle.content, PASSWORD)
    assert plain == unlocked(bundle.kept, OWNER)
    for content, password in ((bundle.content, OWNER), (bundle.content, ""), (bundle.kept, PASSWORD)):
        with pytest.raises(Exception, match=r"[Kk]ey|[Pp]assword"):
            unlocked(content, password)


def test_letter_schedule_and_papers_follow_each_other(bundle: Bundle) -> None:
    """The letterhead stays on the letter: a paper under it would look like a letter of the service."""
    document = Document(BytesIO(unlocked(bundle.content, PASSWORD)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    places = [words.index(each) for each in ("Dear Parent", "Schedule of documents", "FirstPaper", "SecondPaper")]
    assert places == sorted(places)
    heads = [section.header.paragraphs[0].text for section in document.sections]
    assert heads == ["Letterhead of the service", ""]
    assert words.count("OnTheThirdOfMay") == 2


def test_nothing_says_who_made_it(bundle: Bundle) -> None:
    """UK GDPR Art 5(1)(c): no author, no stored data, no EXIF, in any part of the file."""
    with zipfile.ZipFile(BytesIO(unlocked(bundle.content, PASSWORD))) as file:
        for member in file.namelist():
            assert AUTHOR.encode() not in file.read(member), member
            assert b"w:instrText" not in file.read(member)
        assert not [name for name in file.namelist() if "customXml" in name or "app.xml" in name or "thumb" in name]


def landscape() -> bytes:
    """A paper whose page lies on its side."""

    def build(document: WordDocument) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width

    return word(build=build)


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        (pdf(WORDS), "Paper 1 is no Word file, so the bundle cannot be one. Make the bundle a PDF"),
        (headed(), "Paper 1: It has a header or footer"),
        (landscape(), "Paper 1: It has pages that lie on their side"),
    ],
    ids=["a PDF", "a header", "landscape"],
)
def test_what_would_be_lost_is_refused(tmp_path: Path, paper: bytes, says: str) -> None:
    """UK GDPR Art 15: a copy of what is held, whole: what a Word file cannot hold goes as PDF."""
    with pytest.raises(BundleRefused, match=says):
        made(tmp_path, {1: paper}, form="word")


def test_hidden_words_stop(tmp_path: Path) -> None:
    """UK GDPR Art 5(1)(f): a Word file would carry them along."""
    with pytest.raises(BundleStopped, match=r"Paper 1: hidden text \(the text, paragraph 2\)"):
        made(tmp_path, {1: word(run("<w:vanish/>"))}, form="word")
