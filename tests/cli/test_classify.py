"""`inforights classify`: what letters are, as JSON; an unreadable file is an error and the others go on."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.kinds import Kind
from rules.role import Role
from tests.cli.conftest import Say
from tests.cli.story import LETTER, one_line
from tests.conftest import SAMPLES

KEYS = [
    "file",
    "kind",
    "confidence",
    "needs_manager",
    "parts",
    "evidence",
    "requester",
    "subject",
    "letter_date",
    "required_by",
    "hearing_on",
    # Beside the fixed shape, and after it:
    "subject_age",
    "scope",
    "authority",
    "goes_to",
    "harm",
    "at_odds",
    "doubts",
]


def is_a_day(found: object) -> bool:
    """True for an ISO date or null."""
    return found is None or str(date.fromisoformat(str(found))) == found


def is_text(found: object) -> bool:
    """True for a text that says something, or null: unknown is never an empty text."""
    return found is None or (isinstance(found, str) and bool(found.strip()))


def test_samples_give_the_fixed_shape_and_nothing_is_stored(say: Say, home: Path) -> None:
    """Every key in its place and of its type, for each of the twenty samples; the home is not even made."""
    files = sorted(str(file) for file in SAMPLES.glob("*/*"))
    said = say("classify", *files, "--json")
    assert (said.code, said.err) == (0, "")
    found: list[dict[str, Any]] = [json.loads(line) for line in said.out.splitlines()]
    assert [line["file"] for line in found] == files
    for line in found:
        assert list(line) == KEYS
        assert line["kind"] is None or line["kind"] in set(Kind)
        assert 0 <= line["confidence"] <= 1
        assert isinstance(line["needs_manager"], bool)
        assert set(line["parts"]) <= set(Kind)
        assert line["kind"] is None or line["kind"] in line["parts"]
        assert all(list(reason) == ["quote", "says", "for"] for reason in line["evidence"])
        assert all(reason["for"] in set(Kind) for reason in line["evidence"])
        assert list(line["requester"]) == ["name", "role", "reply_to"]
        assert list(line["subject"]) == ["name", "date_of_birth"]
        assert line["requester"]["role"] in {None, *Role}
        assert all(is_text(line["requester"][key]) for key in ("name", "reply_to"))
        assert is_text(line["subject"]["name"])
        assert all(is_a_day(line[key]) for key in ("letter_date", "required_by", "hearing_on"))
        assert is_a_day(line["subject"]["date_of_birth"])
    assert not home.exists()


def bad_files(folder: Path) -> dict[str, str]:
    """Files that cannot be read, each with words of its error."""
    files = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "damaged.docx": b"PK\x03\x04 no zip at all",
        "damaged.pdf": b"%PDF-1.7 nothing follows",
        "no.pdf": b"Dear SENDIASS",
        "binary.txt": b"\x00\x01\x02\xff",
        "film.mov": b"moov",
        "no-ending": LETTER.encode(),
        "large.txt": b"a letter \n" * 120_000,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "folder.txt").mkdir()
    return {
        "empty.txt": "The file is empty",
        "blank.txt": "The file is empty",
        "damaged.docx": "damaged or not complete",
        "damaged.pdf": "damaged or not complete",
        "no.pdf": "its content is not",
        "binary.txt": "its content is not",
        "film.mov": "cannot be read. These can: plain text (.txt",
        "no-ending": "cannot be read. These can: plain text (.txt",
        "large.txt": "larger than 1 MB",
        "folder.txt": "That is a folder",
        "missing.txt": "There is no such file",
    }


def test_each_bad_file_is_an_error_and_the_others_go_on(say: Say, tmp_path: Path) -> None:
    """`{"file", "error"}` for each, in the order of the command; the good one between them is classified; exit 1."""
    expected = bad_files(tmp_path)
    good = tmp_path / "good.txt"
    good.write_text(LETTER)
    files = [*(str(tmp_path / name) for name in list(expected)[:5]), str(good)]
    files += [str(tmp_path / name) for name in list(expected)[5:]]
    said = say("classify", "--json", *files, INFORIGHTS_LARGEST_FILE_MB="1")
    assert (said.code, said.err) == (1, "")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [line["file"] for line in found] == files
    for line in found:
        if line["file"] == str(good):
            assert (line["kind"], list(line)) == ("sar", KEYS)
        else:
            assert list(line) == ["file", "error"]
            assert expected[Path(line["file"]).name] in line["error"]
            assert str(tmp_path) not in line["error"], "an error names no file"


def test_in_words_errors_go_to_standard_error_by_number(say: Say, tmp_path: Path) -> None:
    """A file's name may name a person: an error says which file of the command it was, by its place."""
    good, bad = tmp_path / "good.txt", tmp_path / "Fernwhistle.docx"
    good.write_text(LETTER)
    bad.write_bytes(b"PK\x03\x04")
    said = say("classify", str(bad), str(good), str(bad))
    assert said.code == 1
    assert said.out.startswith(f"{good}: subject access request, ")
    assert [line[:12] for line in said.err.splitlines()] == ["File 1 of 3:", "File 3 of 3:"]
    assert "Fernwhistle" not in said.err


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_no_file_is_wrong_words(say: Say, words: list[str]) -> None:
    """Exit code 2 where no letter is named."""
    said = say("classify", *words)
    assert (said.code, said.out) == (2, "")


def test_a_letter_that_says_nothing_is_left_to_a_manager(say: Say, tmp_path: Path) -> None:
    """Below the threshold the program asks: kind in doubt, and said so in words."""
    file = tmp_path / "letter.txt"
    file.write_text("About the matter that we spoke of: what do you say?\n")
    said = say("classify", str(file))
    assert said.code == 0
    assert "a manager must decide the kind" in said.out
    found = json.loads(say("classify", str(file), "--json").out)
    assert found["needs_manager"] is True


def test_one_file_needs_no_number(say: Say, tmp_path: Path) -> None:
    """One file, one line on standard error, without a number."""
    said = say("classify", str(tmp_path / "missing.txt"))
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err) == "There is no such file, or it cannot be opened: check its name."
