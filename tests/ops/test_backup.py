"""Backup while people work; restore that looks before it leaps."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.ops.house import House


@pytest.fixture
def backed(house: House, tmp_path: Path) -> Path:
    """A backup of a commune with one file."""
    (house.folder / "files" / "ab").mkdir(parents=True)
    (house.folder / "files" / "ab" / "cd").write_bytes(b"giay chung sinh" * 1000)
    file = tmp_path / "một ngày.backup"
    assert house.json("backup", str(file))["files"] == 1
    return file


@pytest.fixture
def new(tmp_path: Path) -> House:
    """Another machine."""
    return House(tmp_path / "other" / "var")


@pytest.fixture(autouse=True)
def _other_machine(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()


def test_there_and_back(house: House, backed: Path, new: House) -> None:
    assert new.json("restore", str(backed))["keys"] is False
    assert (new.folder / "files/ab/cd").read_bytes() == b"giay chung sinh" * 1000
    assert not (new.folder / "thanthien.env").exists(), "keys are never in a backup"
    shutil.copy(house.folder / "thanthien.env", new.folder)
    assert new.json("audit", "verify")["ok"] is True


def test_nobody_else_on_the_machine_can_read_a_backup(backed: Path) -> None:
    assert backed.stat().st_mode & 0o077 == 0


def test_the_keys_of_the_backup_are_told_from_others(house: House, backed: Path, new: House) -> None:
    new.folder.mkdir()
    text = (house.folder / "thanthien.env").read_text().replace("FIELD_KEY=", "FIELD_KEY=x")
    (new.folder / "thanthien.env").write_text(text)
    assert "not those of the backup" in new.refusal("restore", str(backed))
    shutil.copy(house.folder / "thanthien.env", new.folder)
    assert new.json("restore", str(backed))["keys"] is True


def test_a_used_installation_is_left_alone(house: House, backed: Path) -> None:
    before = (house.folder / "thanthien.sqlite3").read_bytes()
    assert "empty installation" in house.refusal("restore", str(backed))
    assert (house.folder / "thanthien.sqlite3").read_bytes() == before


@pytest.mark.parametrize("how", ["cut", "one bit", "not one", "empty"])
def test_a_damaged_file_touches_nothing(backed: Path, new: House, how: str) -> None:
    data = bytearray(backed.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = {"cut": backed.read_bytes()[:-200], "one bit": bytes(data), "not one": b"hello" * 99, "empty": b""}
    backed.write_bytes(damaged[how])
    assert "damaged" in new.refusal("restore", str(backed))
    assert [path.name for path in new.folder.iterdir()] == ["serving.lock"]


def test_a_backup_never_overwrites_unasked(house: House, backed: Path) -> None:
    before = backed.read_bytes()
    assert "--replace" in house.refusal("backup", str(backed))
    assert backed.read_bytes() == before
    assert house.json("backup", str(backed), "--replace")["file"] == str(backed)


def test_a_medium_that_is_not_there_is_said_at_once(house: House) -> None:
    assert "no folder" in house.refusal("backup", "/khong/co/dau/x.backup")
    assert "no file" in house.refusal("restore", "/khong/co/dau/x.backup")


def test_while_people_write_it_is_one_moment(house: House, new: House, tmp_path: Path) -> None:
    """Each transaction adds a pair of rows; a backup may never hold half a pair."""
    path, stop = house.folder / "thanthien.sqlite3", threading.Event()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE pair (n INTEGER, half TEXT)")
    written = 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(path, timeout=20)) as database:
            while not stop.is_set():
                with database:
                    database.execute("INSERT INTO pair VALUES (?, 'a')", [written])
                    database.execute("INSERT INTO pair VALUES (?, 'b')", [written])
                written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            house.json("backup", str(tmp_path / f"{number}.backup"))
    finally:
        stop.set()
        writer.join()
    new.json("restore", str(tmp_path / "2.backup"))
    with closing(sqlite3.connect(new.folder / "thanthien.sqlite3")) as database:
        torn = database.execute("SELECT n FROM pair GROUP BY n HAVING count(*) <> 2").fetchall()
        pairs = database.execute("SELECT count(DISTINCT n) FROM pair").fetchone()[0]
    assert torn == []
    assert 0 < pairs <= written


def test_a_serving_installation_is_not_restored_into(house: House, backed: Path) -> None:
    with house.serving("serve"):
        assert "a server is running" in house.refusal("restore", str(backed))
        assert house.json("backup", str(backed), "--replace")["files"] == 1
