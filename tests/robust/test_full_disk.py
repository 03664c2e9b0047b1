"""The disk is full: "try again later", nothing half-written, and it goes on afterwards. SQLite's own files only."""

import os
import resource
from pathlib import Path

from tests.robust.house import House, Server
from tests.robust.test_crash import assert_whole
from tests.robust.test_crash_server import filing
from tests.robust.together import answers


def test_a_full_database_refuses_whole_filings_and_takes_them_when_there_is_room(house: House) -> None:
    before, after = house.play("files_into_a_full_disk")
    assert {one["raised"] for one in before if "raised" in one} == {"Busy"}
    assert 0 < len(answers(before)) < 60
    assert len(answers(after)) == 60
    assert answers(after)[: len(answers(before))] == answers(before)
    count = house.play("census")
    assert len(count["codes"]) == 60
    assert_whole(count)
    assert house.verified()


def processes_of(server: Server) -> list[int]:
    """Every process of the server's group."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getpgid(int(entry.name)) == server.process.pid:
                found.append(int(entry.name))
        except ProcessLookupError:
            continue
    return found


def limit_files(server: Server, size: int) -> None:
    """Let no file of the server grow beyond ``size`` bytes: what a full disk looks like to SQLite."""
    for process in processes_of(server):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_a_server_on_a_full_disk_says_503_and_works_again(house: House) -> None:
    with house.serving() as server:
        assert server.post("/api/v1/dossiers", filing("first"))[0] == 201
        log = house.folder / "thanthien.sqlite3-wal"
        limit_files(server, log.stat().st_size)
        found = [server.post("/api/v1/dossiers", filing(f"full-{number}")) for number in range(6)]
        assert {(status, answer["type"]) for status, answer in found} == {(503, "busy")}
        assert server.get("/thu-tuc/")[0] == 200, "reading goes on"
        limit_files(server, resource.RLIM_INFINITY)
        found = [server.post("/api/v1/dossiers", filing(f"full-{number}")) for number in range(6)]
        assert {status for status, _ in found} == {201}
    count = house.play("census")
    assert len(count["codes"]) == 7
    assert_whole(count)
    assert house.verified()
