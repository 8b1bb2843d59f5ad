"""`backup`, `restore`, `check-backup` and `keys`: what they say, and with which exit code."""

from pathlib import Path

import pytest

from models.engine import close
from rules.kinds import Kind
from tests import way
from tests.cli.conftest import Say

pytestmark = pytest.mark.usefixtures("today")


def test_a_backup_is_made_and_put_back(say: Say, tmp_path: Path) -> None:
    """The whole way as somebody types it; the new key is told once, with what to do with it."""
    way.opened(Kind.FOI, "derby")
    folder = tmp_path / "backups"
    folder.mkdir()
    said = say("backup", str(folder))
    assert (said.code, said.err) == (0, "")
    assert "5 documents" in said.out
    assert "closed with a new key" in said.out
    (file,) = folder.iterdir()
    again = say("backup", str(folder / "more.backup"))
    assert "new key" not in again.out
    close()
    said = say("restore", str(file), "--to", str(tmp_path / "back"))
    assert (said.code, said.err) == (0, "")
    assert "5 documents" in said.out
    close()
    assert say("audit", "verify", INFORIGHTS_HOME=str(tmp_path / "back")).code == 0
    close()
    said = say("restore", str(file), "--to", str(tmp_path / "back"))
    assert said.code == 1
    assert said.err.strip() == "The folder is not empty: a backup is put back into an empty folder only."


def test_a_copy_of_the_key_opens_a_backup_where_the_machine_is_gone(say: Say, home: Path, tmp_path: Path) -> None:
    """The copy is on a stick that knows no owner; a file that is no key is told from a missing one."""
    assert say("backup", str(tmp_path / "ours.backup")).code == 0
    copy = tmp_path / "stick.key"
    copy.write_bytes((home / "keys" / "backup.key").read_bytes())
    copy.chmod(0o755)
    close()
    elsewhere = {"INFORIGHTS_HOME": str(tmp_path / "new")}
    words = ("restore", str(tmp_path / "ours.backup"), "--to", str(tmp_path / "back"))
    assert "key file of the backups is not there" in say(*words, **elsewhere).err
    assert "no key of backups" in say(*words, "--key-file", str(tmp_path / "ours.backup"), **elsewhere).err
    assert "check its name" in say(*words, "--key-file", str(tmp_path / "none"), **elsewhere).err
    assert say(*words, "--key-file", str(copy), **elsewhere).code == 0


def test_older_backups_go(say: Say, tmp_path: Path) -> None:
    """`--keep` and `--keep-days` say how many went."""
    for name in ("a", "b", "c"):
        assert say("backup", str(tmp_path / f"{name}.backup")).code == 0
    said = say("backup", str(tmp_path / "d.backup"), "--keep", "2")
    assert "2 older backups were deleted." in said.out
    assert len(list(tmp_path.glob("*.backup"))) == 2
    assert say("backup", str(tmp_path / "e.backup"), "--keep", "0").code == 2


def test_a_passphrase_is_typed_or_piped_and_never_shown(say: Say, tmp_path: Path) -> None:
    """No option holds it, where a shell would keep it."""
    file = tmp_path / "ours.backup"
    said = say("backup", str(file), "--passphrase", stdin=b"lantern orchard pebble sparrow\n")
    assert said.code == 0
    assert "lantern" not in said.out + said.err
    close()
    wrong = say("restore", str(file), "--to", str(tmp_path / "back"), "--passphrase", stdin=b"lantern\n")
    assert (wrong.code, "This passphrase does not open the backup" in wrong.err) == (1, True)
    right = say(
        "restore", str(file), "--to", str(tmp_path / "b"), "--passphrase", stdin=b"lantern orchard pebble sparrow\n"
    )
    assert right.code == 0
    close()
    assert "fewer than 16" in say("backup", str(tmp_path / "x.backup"), "--passphrase", stdin=b"short\n").err


def test_a_backup_that_lacks_a_document_is_made_and_told(say: Say, home: Path, tmp_path: Path) -> None:
    """Exit code 1, so that a nightly job tells somebody; the file is there all the same."""
    way.opened(Kind.FOI, "derby")
    next(file for file in (home / "documents").rglob("*") if file.is_file()).unlink()
    said = say("backup", str(tmp_path / "ours.backup"))
    assert said.code == 1
    assert "1 of the documents that the database speaks of could not be read" in said.err
    assert (tmp_path / "ours.backup").exists()


def test_the_newest_backup_is_tried_out_on_demand(say: Say, tmp_path: Path) -> None:
    """What the board would say next week is to be had now."""
    assert "Set INFORIGHTS_BACKUPS" in say("check-backup").err
    assert "or set INFORIGHTS_BACKUPS" in say("backup").err
    where = {"INFORIGHTS_BACKUPS": str(tmp_path / "backups")}
    (tmp_path / "backups").mkdir()
    assert say("check-backup", **where).code == 1
    assert say("backup", **where).code == 0
    assert say("check-backup", **where).out.startswith("The newest backup is good")


def test_keys_are_listed_and_changed(say: Say, home: Path) -> None:
    """How much is closed with which, and what to do next; no key is shown."""
    way.opened(Kind.FOI, "derby")
    said = say("keys", "list")
    assert said.code == 0
    assert "the newest" in said.out
    secret = (home / "keys" / "installation.keys").read_text().split()[-1]
    assert secret not in said.out
    said = say("keys", "rotate")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Key 2 is in use, and 5 documents are closed with it. The old key is gone.")
    assert "Make a copy of the file of keys now" in said.out


def test_a_lost_key_is_said_plainly(say: Say, home: Path) -> None:
    """What can be had back and by what; every command that needs the key says the same."""
    way.opened(Kind.FOI, "derby")
    place = home / "keys" / "installation.keys"
    kept = place.read_text()
    place.unlink()
    for words in (("keys", "list"), ("keys", "rotate"), ("backup", str(home / "x.backup"))):
        said = say(*words)
        assert said.code == 1
        assert "Put it back from its copy, or from a backup" in said.err
    place.write_text("1 " + "A" * 43 + "=\n")
    place.chmod(0o600)
    said = say("keys", "list")
    assert said.code == 1
    assert "MISSING" in said.out
    assert "5 documents are closed with a key that is not here" in said.err
    place.write_text(kept)
    assert say("keys", "list").code == 0


def test_what_lies_open_from_before_is_told(say: Say, home: Path) -> None:
    """After an upgrade it is seen that something is still to be closed, and with what command."""
    from models import document_store

    name = document_store.sha256(b"a letter")
    place = home / "documents" / name[:2] / name
    place.parent.mkdir(parents=True)
    place.write_bytes(b"a letter")
    assert "1 of an earlier release lie open: `inforights catch-up` closes them." in say("keys", "list").out
    assert say("keys", "rotate").out.startswith("Key 2 is in use, and 1 document is closed with it.")
    assert not place.exists()


def test_everything_is_taken_out_and_in_again(say: Say, home: Path, tmp_path: Path) -> None:
    """The whole way as somebody types it: what is not in the file is said, and what to do after."""
    way.opened(Kind.FOI, "derby")
    file = tmp_path / "all.zip"
    said = say("export", str(file), "--by", "m.manager")
    assert said.code == 0
    assert "5 documents" in said.out
    assert "It names people and is closed with nothing" in said.err
    close()
    said = say("import", str(file), "--to", str(tmp_path / "back"))
    assert (said.code, said.err) == (0, "")
    assert "`inforights user invite LOGIN`" in said.out
    close()
    assert say("show", "DER-2026-0001", INFORIGHTS_HOME=str(tmp_path / "back")).code == 0
    close()
    said = say("import", str(file), "--to", str(tmp_path / "back"))
    assert said.err.strip() == "The folder is not empty: an export is put back into an empty folder only."


@pytest.mark.parametrize("words", [(), ("{}/",), ("{}", "--keep-days", "35")])
def test_a_folder_that_is_not_there_is_no_file(say: Say, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Where a folder is meant no file of that name is made, which would stand in the way of every later backup."""
    folder = tmp_path / "backups"
    said = say("backup", *(word.format(folder) for word in words), INFORIGHTS_BACKUPS=str(folder))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"There is no folder {folder}: make it")
    assert not folder.exists()
