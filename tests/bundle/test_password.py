"""Passwords and the key."""

import math
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from bundle.key import owner_password
from bundle.password import ALPHABET, GROUPS, LETTERS, made
from settings.key_file import LENGTH, KeyRefused, load_or_make


def test_a_password_is_strong_and_can_be_said() -> None:
    """HIL-12: "coded and password-protected": 80 bits at least, without signs that are taken for each other."""
    assert GROUPS * LETTERS * math.log2(len(ALPHABET)) >= 100
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("il1jo05sevcdgptnua")
    assert ALPHABET.lower() == ALPHABET
    for _ in range(200):
        groups = made().split("-")
        assert [len(group) for group in groups] == [LETTERS] * GROUPS
        assert set("".join(groups)) <= set(ALPHABET)


def test_no_password_is_made_twice() -> None:
    """One that leaks opens one bundle, not the next."""
    assert len({made() for _ in range(2000)}) == 2000
    assert set("".join(made() for _ in range(500))) == {*ALPHABET, "-"}


def test_the_owner_password_is_of_one_bundle_and_one_key() -> None:
    """The service opens what it kept; a password of one bundle says nothing of another's."""
    key = bytes(range(32))
    assert owner_password(key, "a") == owner_password(key, "a")
    assert len({owner_password(key, "a"), owner_password(key, "b"), owner_password(key[::-1], "a")}) == 3
    assert len(owner_password(key, "a")) == 52
    # Fixed: with another rule no bundle that was kept would open.
    assert owner_password(key, "DER-2026-0042") == "pw6lwzgnox3ieql2jv2pgzr2lmmq3baaly63id5k5zd4o4e5whhq"
    for bad_key, bundle in ((b"short", "a"), (key, "")):
        with pytest.raises(ValueError, match="32 bytes"):
            owner_password(bad_key, bundle)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """UK GDPR Art 32(1)(a): the key is in a file that nobody else on the machine can read."""
    place = tmp_path / "keys" / "bundle.key"
    key = load_or_make(place)
    assert len(key) == LENGTH
    assert load_or_make(place) == key
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert os.listdir(place.parent) == ["bundle.key"]


@pytest.mark.parametrize(("mode", "content", "says"), [(0o644, b"x" * 32, "can read"), (0o600, b"x", "damaged")])
def test_a_bad_key_is_refused_and_never_replaced(tmp_path: Path, mode: int, content: bytes, says: str) -> None:
    """With a new key, what was kept could not be opened any more."""
    place = tmp_path / "key"
    place.write_bytes(content)
    place.chmod(mode)
    with pytest.raises(KeyRefused, match=says):
        load_or_make(place)
    assert place.read_bytes() == content


def test_two_at_once_get_the_same_key(tmp_path: Path) -> None:
    """The web and the worker start at the same time."""
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(load_or_make, [tmp_path / "key"] * 8))) == 1
