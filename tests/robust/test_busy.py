"""The database is locked: "try again later", nothing half-written, and it goes on afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.robust.house import House
from tests.robust.test_crash import assert_whole
from tests.robust.test_crash_server import filing

PATIENCE = "0.4"


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Another process holds the lock for writing."""
    holder = house.start("holds")
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    yield
    holder.stdin.close()
    holder.stdin = None
    holder.communicate(timeout=30)


def test_a_locked_database_is_busy_and_nothing_is_half_written(house: House) -> None:
    with locked(house):
        (one,) = house.play("files", "first", THANTHIEN_DB_WAIT=PATIENCE)
    assert one["raised"] == "Busy", one
    count = house.play("census")
    assert (count["codes"], count["once"], count["stray"], count["audit"]) == ([], 0, 0, 0)
    (one,) = house.play("files", "first")
    assert one["answer"]["code"].endswith("-0001")
    assert house.verified()


def test_a_page_behind_a_locked_database_says_503_and_works_again(house: House) -> None:
    with house.serving(THANTHIEN_DB_WAIT=PATIENCE) as server:
        with locked(house):
            status, answer = server.post("/api/v1/dossiers", filing("first"))
            assert (status, answer["type"]) == (503, "busy")
            assert server.get("/healthz")[0] == 200
        status, answer = server.post("/api/v1/dossiers", filing("first"))
        assert status == 201
    assert_whole(house.play("census"))


def test_a_check_of_the_chain_keeps_nobody_from_writing(house: House) -> None:
    """It read inside BEGIN IMMEDIATE: on a large SQLite file every filing waited for it and then gave up."""
    house.play("files", "before")
    ok, _rows, filed = house.play("verifies_while_others_write", THANTHIEN_DB_WAIT=PATIENCE)
    assert ok
    assert "answer" in filed, filed
    assert house.verified()
