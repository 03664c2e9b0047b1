"""The store: all or nothing, verified on reading, and silent about who sent what."""

import errno
import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from thanthien.core import clock
from thanthien.core.errors import Busy
from thanthien.core.files import store
from thanthien.core.files.store import Blob, Damaged
from thanthien.core.ids import uuid7

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=clock.VN)
DATA = b"giay khai sinh " * 1000
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.THANTHIEN_FILES_DIR = tmp_path / "files"


def everything() -> list[Path]:
    return [path for path in store.root().rglob("*") if path.is_file()]


def put(file_id: UUID | None = None, *, encrypt: bool = False) -> Blob:
    blob = Blob(file_id or uuid7(), SHA)
    store.put(blob, DATA, encrypt=encrypt, now=NOW)
    return blob


@pytest.mark.parametrize("encrypt", [False, True])
def test_what_was_put_comes_back(encrypt: bool) -> None:
    blob = put(encrypt=encrypt)
    assert store.get(blob, encrypted=encrypt) == DATA
    assert (b"giay khai sinh" in blob.path.read_bytes()) is not encrypt


def test_only_the_owner_of_the_process_may_look() -> None:
    blob = put()
    assert blob.path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o077 for folder in (blob.path.parent, blob.path.parent.parent)} == {0}
    assert blob.path.relative_to(store.root()).parts[:2] == (blob.path.parts[-3], blob.path.parts[-2])


def test_two_people_with_the_same_paper_share_nothing() -> None:
    first, second = put(), put()
    assert first.path != second.path
    assert SHA[:16] not in str(first.path)
    store.remove(first)
    assert store.get(second, encrypted=False) == DATA


def test_writing_again_is_fine_and_leaves_one_blob() -> None:
    blob = put()
    put(blob.file_id)
    assert everything() == [blob.path]


@pytest.mark.parametrize("encrypt", [False, True])
def test_a_changed_byte_is_noticed(encrypt: bool) -> None:
    blob = put(encrypt=encrypt)
    body = bytearray(blob.path.read_bytes())
    body[len(body) // 2] ^= 1
    blob.path.write_bytes(bytes(body))
    with pytest.raises(Damaged):
        store.get(blob, encrypted=encrypt)


def test_a_blob_moved_to_another_upload_does_not_open() -> None:
    mine, other = put(encrypt=True), put(encrypt=True)
    mine.path.write_bytes(other.path.read_bytes())
    with pytest.raises(Damaged):
        store.get(mine, encrypted=True)


def test_a_missing_blob_is_damage_told_kindly() -> None:
    blob = put()
    store.remove(blob)
    store.remove(blob)
    with pytest.raises(Damaged, match="Xã cần tệp gốc một lần nữa"):
        store.get(blob, encrypted=False)


@pytest.mark.parametrize("call", ["fsync", "utime", "open"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_full_disk_is_busy_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    def full(*_args: Any, **_more: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(Busy, match="Chưa có gì bị mất"):
        put()
    monkeypatch.undo()
    assert everything() == []


def test_a_file_that_the_system_cuts_off_leaves_nothing() -> None:
    """No pretending: the kernel itself refuses the write in the middle of the file."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(Busy):
            put()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert everything() == []


def test_a_write_that_was_cut_off_by_a_crash_is_found() -> None:
    blob = put()
    left = blob.path.with_name(blob.path.name + ".deadbeef.part")
    left.write_bytes(b"half")
    long_ago = (NOW - timedelta(days=3)).timestamp()
    os.utime(left, (long_ago, long_ago))
    assert list(store.on_disk(NOW)) == [(left, None)]
    assert dict(store.on_disk(NOW + timedelta(days=2)))[blob.path] == blob.file_id
