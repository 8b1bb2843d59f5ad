"""Stored documents lie closed: who has the disk and not the key learns nothing of them."""

import shutil
from pathlib import Path

import pytest

import settings
from models import document_file, document_store, key_ring
from models.document_store import DocumentLost, get, put, sha256
from rules.kinds import Kind
from settings.key_file import KeyRefused
from tests import way

LETTER = b"Marigold Fernwhistle asks for what you hold.\n" * 40


def files(home: Path) -> list[Path]:
    """Every file in the folder of documents."""
    return [file for file in (home / "documents").rglob("*") if file.is_file()]


def test_no_byte_of_a_document_lies_open(installation: Path) -> None:
    """BNS-8, UK GDPR Art 32(1)(a): no name, no line and no hash of a letter, in a file or in its name."""
    way.prepared(Kind.SAR, "derby")
    put(LETTER)
    found = files(installation)
    assert len(found) > 4
    for file in found:
        kept = file.read_bytes()
        for marker in (b"Marigold", b"Fernwhistle", b"SENDIASS", b"PK\x03\x04", b"<html"):
            assert marker not in kept
        assert file.stat().st_mode & 0o077 == 0
    assert get(sha256(LETTER)) == LETTER


def test_a_name_tells_nobody_that_a_document_is_here(home: Path) -> None:
    """Nobody outside learns that somebody is a client: a guess at a document's bytes names no file."""
    name = put(LETTER)
    (kept,) = files(home)
    assert name not in str(kept)
    assert kept.name != sha256(kept.read_bytes())
    again = home.with_name("another")
    shutil.copytree(home, again)
    shutil.rmtree(home)
    assert put(LETTER) == name
    (other,) = files(home)
    assert other.name != kept.name, "another installation's key gives the same document another name"


def test_the_same_document_is_stored_once(home: Path) -> None:
    """A second log of the same bytes finds them, closed as they are."""
    put(LETTER)
    before = [(file, file.read_bytes()) for file in files(home)]
    put(LETTER)
    assert [(file, file.read_bytes()) for file in files(home)] == before
    assert len(before) == 1


@pytest.mark.parametrize("content", [b"", b"a", b"IFD1" + bytes(40), bytes(1 << 20)])
def test_whatever_was_stored_comes_back(home: Path, content: bytes) -> None:
    """An empty file and one that looks closed already are documents as any other."""
    assert get(put(content)) == content


def test_a_flipped_byte_anywhere_is_found(home: Path) -> None:
    """What is no longer what was stored is never handed out: header, nonce, text and seal are all looked at."""
    name = put(b"evidence")
    (place,) = files(home)
    whole = place.read_bytes()
    for at in range(len(whole)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(DocumentLost, match="changed on disk"):
            get(name)
    for cut in (0, 3, 19, 20, len(whole) - 1):
        place.write_bytes(whole[:cut])
        with pytest.raises(DocumentLost, match="changed on disk"):
            get(name)


def test_a_file_is_no_other_document(home: Path) -> None:
    """Whoever can write to the disk cannot put one person's letter in another's place."""
    first, second = put(b"one"), put(b"two")
    ring = key_ring.load()
    one, two = (document_file.place(home / "documents", ring.newest, name) for name in (first, second))
    two.write_bytes(one.read_bytes())
    with pytest.raises(DocumentLost, match="changed on disk"):
        get(second)


def test_what_a_release_before_this_one_stored_is_read(home: Path) -> None:
    """An upgrade loses nothing: a file that lies open under its hash is read, and looked at as ever."""
    name = sha256(LETTER)
    place = home / "documents" / name[:2] / name
    place.parent.mkdir(parents=True)
    place.write_bytes(LETTER)
    assert get(name) == LETTER
    place.write_bytes(LETTER + b".")
    with pytest.raises(DocumentLost, match="changed on disk"):
        get(name)


def test_a_document_is_deleted_wherever_it_lies(home: Path) -> None:
    """UK GDPR Art 5(1)(e): closed or open from before, it is gone; once more is no error."""
    name = put(LETTER)
    place = home / "documents" / name[:2] / name
    place.parent.mkdir(parents=True)
    place.write_bytes(LETTER)
    for _ in range(2):
        document_store.remove(name)
    assert files(home) == []
    with pytest.raises(DocumentLost, match="missing"):
        get(name)


# --- The key ----------------------------------------------------------------------------------------------------


def test_the_key_is_its_owners_alone_and_lies_where_it_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BNS-8: the service holds the key, apart from the documents where it likes; nobody else reads it."""
    elsewhere = home.with_name("stick") / "our.keys"
    monkeypatch.setenv("INFORIGHTS_KEY_FILE", str(elsewhere))
    name = put(LETTER)
    assert not (home / "keys").exists()
    assert elsewhere.stat().st_mode & 0o077 == 0
    elsewhere.chmod(0o640)
    with pytest.raises(KeyRefused, match="Others on this machine can read the key"):
        get(name)
    elsewhere.chmod(0o600)
    assert get(name) == LETTER


def test_a_lost_key_is_never_replaced_in_silence(home: Path) -> None:
    """With a new key nothing that is stored could be read, and all would look as if it were well."""
    name = put(LETTER)
    place = settings.load().safe.key_file
    kept = place.read_bytes()
    place.unlink()
    says = r"missing, and stored documents are closed.*No new key was made"
    with pytest.raises(KeyRefused, match=says):
        get(name)
    with pytest.raises(KeyRefused, match=says):
        put(b"more")
    assert not place.exists()
    place.write_bytes(kept)
    place.chmod(0o600)
    assert get(name) == LETTER


def test_a_key_of_another_installation_is_not_taken(home: Path) -> None:
    """It is said that the key is another one, and not that the document was lost."""
    name = put(LETTER)
    place = settings.load().safe.key_file
    place.write_text("1 " + "A" * 43 + "=\n")
    with pytest.raises(DocumentLost, match="closed with a key that is not in the file of keys"):
        get(name)


@pytest.mark.parametrize(
    "content",
    [b"", b"# nothing\n", b"1 short\n", b"\xff\n", b"2 %b\n1 %b\n", b"1 %b\n1 %b\n", b"1 %b\nnonsense %b\n"],
)
def test_a_damaged_file_of_keys_is_refused(home: Path, content: bytes) -> None:
    """A line that is lost or moved would take a key away from what is closed with it."""
    put(LETTER)
    place = settings.load().safe.key_file
    key = b"A" * 43 + b"="
    place.write_bytes(content.replace(b"%b", key))
    with pytest.raises(KeyRefused, match="damaged"):
        put(b"more")
