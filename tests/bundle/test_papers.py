"""The papers in a folder, and whether they are those of the schedule."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundle.limits import Limits
from bundle.papers import check, number_of, papers_in
from bundle.refusals import BundleRefused


def put(folder: Path, *names: str) -> Path:
    """The folder with a file of each name, its content that name."""
    for name in names:
        (folder / name).write_text(name)
    return folder


def test_papers_are_known_by_their_numbers(tmp_path: Path) -> None:
    """A paper is called by its number on the schedule, and its file begins with it."""
    names = ("2 e-mail redacted.pdf", "1.docx", "03 - note.png", "10_b.txt")
    found = papers_in(put(tmp_path, *names, ".DS_Store", "Thumbs.db", "desktop.ini", "~$2.docx", "._1.docx"))
    assert found == {1: b"1.docx", 2: b"2 e-mail redacted.pdf", 3: b"03 - note.png", 10: b"10_b.txt"}
    assert list(found) == [1, 2, 3, 10]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ((), "no paper"),
        ((".DS_Store",), "no paper"),
        (("Petra.pdf",), "no number"),
        (("0.pdf",), "no number"),
        (("12345.pdf",), "no number"),
        (("2 Petra.pdf", "02 Petra.docx"), "two files for paper 2"),
    ],
)
def test_a_doubtful_folder_is_refused(tmp_path: Path, names: tuple[str, ...], says: str) -> None:
    """UK GDPR Art 5(1)(f): what goes must be beyond doubt; the refusal names no file."""
    with pytest.raises(BundleRefused, match=says) as refused:
        papers_in(put(tmp_path, *names))
    assert "Petra" not in str(refused.value)


def test_folders_and_links_are_refused(tmp_path: Path) -> None:
    """UK GDPR Art 5(1)(f): a link may lead to a file that nobody meant to send."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1").mkdir()
    with pytest.raises(BundleRefused, match="folder"):
        papers_in(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.pdf").symlink_to("/etc/hostname")
    with pytest.raises(BundleRefused, match="link"):
        papers_in(tmp_path / "b")


def test_too_much_is_refused(tmp_path: Path) -> None:
    """A paper is weighed before it is read."""
    with pytest.raises(BundleRefused, match="Paper 2 makes it too much"):
        papers_in(put(tmp_path, "1.txt", "2.txt"), Limits(together_bytes=8))


@given(st.integers(1, 9999), st.integers(0, 6), st.from_regex(r"(|[^0-9].{0,20})", fullmatch=True))
def test_any_number_with_any_words_behind_it_is_read(number: int, zeros: int, words: str) -> None:
    """However staff name their files, the number that it begins with is its number."""
    assert number_of("0" * zeros + str(number) + words) == number


@given(st.from_regex(r"[^0-9].{0,20}", fullmatch=True))
def test_no_number_is_made_up(name: str) -> None:
    """A number within the name, as of a year, is not the paper's."""
    assert number_of(name) is None


WANTED = {1: "disclose", 2: "redact", 3: "withhold"}


@pytest.mark.parametrize(
    ("papers", "says"),
    [
        ((1,), "Paper 2 goes by the schedule, but there is no such file"),
        ((), "Each of the papers 1, 2"),
        ((1, 2, 3), "Paper 3 must not go"),
        ((1, 2, 4), "Paper 4 stands on no line"),
        ((1, 3, 4), "Paper 3 must not go"),  # the worst is said first
    ],
)
def test_papers_must_be_those_of_the_schedule(papers: tuple[int, ...], says: str) -> None:
    """UK GDPR Art 5(1)(f): a paper that is withheld never goes, and none goes that nobody decided on."""
    with pytest.raises(BundleRefused, match=says):
        check(papers, WANTED)


def test_the_right_papers_pass() -> None:
    """What is decided is there, what is withheld is not."""
    check((1, 2), WANTED)
    with pytest.raises(BundleRefused, match="no decision"):
        check((1, 2), {**WANTED, 4: "perhaps"})
