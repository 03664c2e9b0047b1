"""One command starts everything and stops everything, whatever dies first."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.ops.house import House, Server, alive, children, memory, wait_for, words_of


def web_of(server: Server) -> int:
    return next(pid for pid in children(server.process.pid) if "thanthien.ops.web" in words_of(pid))


def jobs_of(server: Server) -> int:
    return next(pid for pid in children(server.process.pid) if "thanthien.ops.web" not in words_of(pid))


def test_it_serves_says_so_and_ends_with_everything(house: House) -> None:
    with house.serving("serve", "--workers", "2", "--json") as server:
        assert server.process.stdout is not None
        assert json.loads(server.process.stdout.readline())["url"] == f"http://127.0.0.1:{server.port}"
        status, text = server.get("/readyz")
        assert (status, json.loads(text)["database"]) == (200, "ok")
        assert wait_for(lambda: json.loads(server.get("/readyz")[1])["loop"] == "ok")
        everybody = server.family()
        # web and two workers, cluster with worker, monitor and pusher, and the loop itself
        assert len(everybody) >= 8
        assert memory(everybody) < 400
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 0
    assert wait_for(lambda: not alive(everybody), 5)


def test_a_killed_child_is_started_again(house: House) -> None:
    with house.serving("serve") as server:
        web, jobs = web_of(server), jobs_of(server)
        below = [*children(web), *children(jobs)]
        os.kill(jobs, signal.SIGKILL)
        os.kill(web, signal.SIGKILL)
        assert wait_for(lambda: web not in children(server.process.pid) and server.answers())
        assert wait_for(lambda: jobs not in alive(children(server.process.pid)))
        assert wait_for(lambda: len(alive(children(server.process.pid))) == 2)
        assert alive(below) == [], "no orphan holds the port"


def test_nothing_outlives_a_killed_parent(house: House) -> None:
    with house.serving("serve") as server:
        everybody = server.family()
        server.process.kill()
        assert wait_for(lambda: not alive(everybody), 20)


def test_two_servers_never_share_a_database(house: House) -> None:
    with house.serving("serve") as server:
        assert "a server is running" in house.refusal("serve", "--port", str(server.port + 1))
        assert f":{server.port}" in house.refusal("serve", "--port", str(server.port))


def test_static_files_are_collected_once_and_cached_for_ever(house: House) -> None:
    with house.serving("serve"):
        made = (house.folder / "static.made-from").stat().st_mtime_ns
    with house.serving("serve") as server:
        assert (house.folder / "static.made-from").stat().st_mtime_ns == made
        manifest = json.loads((house.folder / "static" / "staticfiles.json").read_text())
        assert server.get(f"/tinh/{manifest['paths']['web/site.css']}")[0] == 200


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--cert", "tls.crt"], "go together"),
        (["--cert", "/khong/co", "--key", "/khong/co"], "there is no file"),
        (["--host", "203.0.113.7"], "cannot listen"),
    ],
)
def test_what_cannot_work_is_said_in_one_line(house: House, words: list[str], part: str) -> None:
    assert part in house.refusal("serve", *words)


def test_a_certificate_that_is_none_is_refused(house: House, tmp_path: Path) -> None:
    for name in ("tls.crt", "tls.key"):
        (tmp_path / name).write_text("hello")
    line = house.refusal("serve", "--cert", str(tmp_path / "tls.crt"), "--key", str(tmp_path / "tls.key"))
    assert "cannot be used" in line


def test_postgresql_that_does_not_answer_shows_at_once(house: House) -> None:
    where = {"THANTHIEN_DB": "postgres", "THANTHIEN_DB_HOST": "127.0.0.1", "THANTHIEN_DB_PORT": "9"}
    assert "PostgreSQL refuses" in house.refusal("serve", code=1, **where)


def test_one_round_of_the_loop(house: House) -> None:
    said = house.json("deliver", "--once")
    assert (said["sent"], said["failed"]) == (0, 0)
    asked = {"close_unanswered", "draft_due_apologies", "expire_drafts", "sweep_files", "close_days", "expire_requests"}
    assert asked <= set(said["jobs"])
