"""The files of keys: one for each workspace, whole at every moment, shut to everybody else."""

import os
import stat
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ledger import keys
from ledger.keys import KeyMissing
from ledger.sealed import CannotOpen, new_key

SITE, OTHER = (uuid.UUID(int=number, version=4) for number in (1, 2))
LATER = timezone.now() + timedelta(days=2)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir(0o700)
    settings.DATA_KEYS = []
    return settings.KEYS_DIR


def test_a_workspace_has_no_key_until_it_seals_something(folder):
    assert keys.of(SITE) == []
    assert keys.masters() == []
    made = keys.newest(SITE)
    assert keys.newest(SITE) == made
    assert keys.find(SITE, made.id) == made.secret
    assert keys.workspaces() == [str(SITE)]
    assert {path.name for path in folder.iterdir()} == {str(SITE), "master", ".lock"}


def test_nobody_else_may_read_the_files(folder):
    keys.newest(SITE)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_the_file_does_not_hold_the_key_itself(folder):
    secret = keys.newest(SITE).secret
    written = (folder / str(SITE)).read_bytes()
    assert secret not in written
    assert secret.hex().encode() not in written


def test_two_workspaces_have_nothing_in_common():
    assert keys.newest(SITE).secret != keys.newest(OTHER).secret


def test_another_workspaces_file_is_refused(folder):
    keys.newest(SITE)
    (folder / str(OTHER)).write_bytes((folder / str(SITE)).read_bytes())
    with pytest.raises(CannotOpen):
        keys.of(OTHER)


def test_a_forgotten_key_is_gone_with_every_copy_a_stopped_writer_left(folder):
    made = keys.newest(SITE)
    (folder / f"{SITE}.part").write_bytes((folder / str(SITE)).read_bytes())
    assert keys.forget(SITE)
    assert not keys.forget(SITE)
    assert {path.name for path in folder.iterdir()} == {"master", ".lock"}
    with pytest.raises(KeyMissing):
        keys.find(SITE, made.id)


@pytest.mark.parametrize("text", ["nonsense", "a b c", "a 2026-03-02 m !!!!", "a b c d e"])
def test_a_damaged_file_is_named_and_no_crash(folder, text):
    keys.newest(SITE)
    (folder / str(SITE)).write_text(text)
    with pytest.raises(CannotOpen):
        keys.of(SITE)


def test_a_lost_master_key_is_said_to_be_missing(folder):
    keys.newest(SITE)
    (folder / "master").unlink()
    with pytest.raises(KeyMissing):
        keys.of(SITE)


def test_the_masters_of_a_variable_are_used_and_never_written_down(folder, settings):
    settings.DATA_KEYS = [("k1", new_key())]
    made = keys.newest(SITE)
    assert not (folder / "master").exists()
    settings.DATA_KEYS = [("k2", new_key()), *settings.DATA_KEYS]
    assert keys.newest(SITE) == made  # the older one still reads
    assert keys.unused_masters() == []
    assert keys.wrap_again(SITE)
    assert keys.unused_masters() == ["k1"]
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert keys.newest(SITE) == made


def test_new_masters_wrap_all_and_the_old_ones_go():
    made = [keys.newest(each) for each in (SITE, OTHER)]
    keys.add_master()
    assert keys.drop_old_masters() == 0  # both still wrap by it
    assert [keys.wrap_again(each) for each in (SITE, SITE, OTHER)] == [True, False, True]
    assert keys.drop_old_masters() == 1
    assert len(keys.masters()) == 1
    assert [keys.newest(each) for each in (SITE, OTHER)] == made


def test_an_old_data_key_is_kept_for_a_day_and_while_anything_needs_it():
    first = keys.newest(SITE)
    second, old = keys.add(SITE)
    assert old == first
    assert keys.add(SITE) == [second, first]  # the change under way is not begun again
    assert keys.drop_old(SITE, in_use=set(), now=timezone.now()) == 0
    assert keys.drop_old(SITE, in_use={first.id}, now=LATER) == 0
    assert keys.drop_old(SITE, in_use={second.id}, now=LATER) == 1
    assert keys.of(SITE) == [second]


def test_twenty_at_once_make_one_key():
    with ThreadPoolExecutor(20) as pool:
        made = {key.id for key in pool.map(keys.newest, [SITE] * 20)}
    assert len(made) == 1


@pytest.mark.parametrize("last", ["fsync", "replace"])
def test_a_writer_that_is_stopped_leaves_the_old_file_or_the_new(monkeypatch, folder, last):
    made = keys.newest(SITE)

    def stopped(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[last], stopped)
        with pytest.raises(KeyboardInterrupt):
            keys.add(SITE)
    assert keys.of(SITE) == [made]
    assert len(keys.add(SITE)) == 2
    assert not [*folder.glob("*.part")]
