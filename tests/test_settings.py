"""The settings are worked out again where what they rest on is another, and not before."""

import os
from pathlib import Path

import pytest

import settings


def test_a_change_of_the_file_or_of_a_variable_holds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes settings.env need not start anything anew; the environment wins over the file."""
    monkeypatch.setenv("INFORIGHTS_HOME", str(tmp_path))
    file = tmp_path / "settings.env"
    assert settings.load().board_port == 8600
    file.write_text("INFORIGHTS_BOARD_PORT=8601\n")
    assert settings.load().board_port == 8601
    before = file.stat()
    file.write_text("INFORIGHTS_BOARD_PORT=8602\n")  # as long as before, a moment later
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert settings.load().board_port == 8602
    assert settings.load() is settings.load()
    monkeypatch.setenv("INFORIGHTS_BOARD_PORT", "8603")
    assert settings.load().board_port == 8603
    monkeypatch.delenv("INFORIGHTS_BOARD_PORT")
    file.write_text("nonsense\n")
    for _ in range(2):
        with pytest.raises(settings.SettingsRefused):
            settings.load()
