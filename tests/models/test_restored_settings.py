"""The settings of a folder that was put back lead to nothing that is in use elsewhere, and tell no secret."""

from pathlib import Path

from models.restored_settings import adapted

BEFORE = """# ours
INFORIGHTS_USER=m.manager
 INFORIGHTS_DATABASE_URL = postgresql://u:lantern-orchard@host/name
INFORIGHTS_KEY_FILE=/media/stick/ours.keys
INFORIGHTS_BACKUPS=/mnt/backups
INFORIGHTS_BACKUP_KEY_FILE=/media/stick/backup.key
INFORIGHTS_BACKUP_DAYS=40
"""


def test_what_named_a_place_is_a_comment(tmp_path: Path) -> None:
    """A copy to try things on writes no backup among the real ones; of a secret address only the name is kept."""
    (tmp_path / "settings.env").write_text(BEFORE)
    adapted(tmp_path, tmp_path / "to", None)
    assert (tmp_path / "settings.env").read_text().splitlines() == [
        "# ours",
        "INFORIGHTS_USER=m.manager",
        "# as it was before this was put back: INFORIGHTS_DATABASE_URL, which is secret and not kept here",
        "# as it was before this was put back: INFORIGHTS_KEY_FILE=/media/stick/ours.keys",
        "# as it was before this was put back: INFORIGHTS_BACKUPS=/mnt/backups",
        "# as it was before this was put back: INFORIGHTS_BACKUP_KEY_FILE=/media/stick/backup.key",
        "INFORIGHTS_BACKUP_DAYS=40",
    ]


def test_the_new_places_are_set(tmp_path: Path) -> None:
    """The database that was named, and the policies as they will lie; where there is nothing to say, no file."""
    adapted(tmp_path, tmp_path / "to", None)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "policies").mkdir()
    adapted(tmp_path, tmp_path / "to", "postgresql://host/new")
    assert (tmp_path / "settings.env").read_text().splitlines() == [
        "INFORIGHTS_DATABASE_URL=postgresql://host/new",
        f"INFORIGHTS_POLICIES={tmp_path / 'to' / 'policies'}",
    ]
