"""Servers under load: our own, and the bare ones that are the floors."""

import contextlib
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep

from bench import quiet
from bench.places import ROOT, Place, sql
from tests import postgres

WORKERS = 2
PATIENCE = 180.0  # a cold start beside other work; a server that cannot start says so at once


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def wait_for(port: int, path: str = "/") -> None:
    """Return when a server answers 200."""
    began = monotonic()
    while monotonic() - began < PATIENCE:
        line = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", path)
            if line.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            sleep(0.05)
        finally:
            line.close()
    raise RuntimeError(f"no server at port {port} within {PATIENCE:.0f} s")


@contextlib.contextmanager
def _running(words: list[str], port: int, path: str, environment: dict[str, str] | None = None) -> Iterator[int]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, *words], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            try:
                wait_for(port, path)
            except RuntimeError:
                log.seek(0)
                sys.stderr.write(log.read().decode()[-4000:])
                raise
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()  # its children end with it
                process.wait()


@contextlib.contextmanager
def serving(place: Place, workers: int = WORKERS) -> Iterator[tuple[int, int]]:
    """``thanthien serve`` at a place: (port, pid of the first process)."""
    port = free_port()
    words = ["-m", "thanthien.ops.cli", "serve", "--port", str(port), "--workers", str(workers)]
    with _running(words, port, "/healthz", place.environment) as pid:
        yield port, pid


@contextlib.contextmanager
def hello_gunicorn() -> Iterator[int]:
    """The hello page under gunicorn with two sync workers."""
    port = free_port()
    words = ["-m", "gunicorn", "-w", str(WORKERS), "-k", "sync", "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    with _running([*words, "bench.hello:application"], port, "/"):
        yield port


@contextlib.contextmanager
def hello_granian() -> Iterator[int]:
    """The hello page under granian, served as we serve."""
    port = free_port()
    words = ["-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "4", "--port",
             str(port), "--no-ws", "--http", "1", "--log-level", "error", "bench.hello:application"]  # fmt: skip
    with _running(words, port, "/"):
        yield port


# A key, and the one index by which each kind of row is found: no less could be called a case.
TABLES = """
CREATE TABLE cases (id uuid PRIMARY KEY, unit int, code text, title text, applicant text, state text,
 due timestamptz, UNIQUE (unit, code));
CREATE TABLE events (id uuid PRIMARY KEY, unit int, case_id uuid, at timestamptz, move text, note text);
CREATE INDEX ON events (unit, case_id, at);
CREATE TABLE audit (id uuid PRIMARY KEY, unit int, seq bigint, at timestamptz, body text, hash text,
 UNIQUE (unit, seq));
"""
FILING = r"""
\set unit random(1, 8)
\set n random(1, 1000000000000)
BEGIN;
INSERT INTO cases VALUES (gen_random_uuid(), :unit, 'TT-15163-' || :n, 'Đăng ký khai sinh', 'Bùi Thị Mơ', 'submitted',
 now());
INSERT INTO events VALUES (gen_random_uuid(), :unit, gen_random_uuid(), now(), 'file', 'Đã nộp hồ sơ');
INSERT INTO audit VALUES (gen_random_uuid(), :unit, :n, now(), repeat('x', 300), repeat('0', 64));
COMMIT;
"""


class Pgbench:
    """The floor of filing: one case, one event and one audit row in a durable transaction, eight clients."""

    def __init__(self, running: postgres.Cluster) -> None:
        self.running = running
        sql(running, "DROP DATABASE IF EXISTS floor", "postgres")
        sql(running, "CREATE DATABASE floor", "postgres")
        sql(running, TABLES, "floor")

    def rate(self, seconds: int = 4) -> float:
        """Return transactions a second."""
        quiet.before_round()
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "filing.sql"
            script.write_text(FILING, "utf-8")
            words = [str(self.running.programs / "pgbench"), "-h", str(self.running.folder), "-p", postgres.PORT,
                     "-U", postgres.OWNER, "-n", "-c", "8", "-j", "2", "-T", str(seconds),
                     "-f", str(script)]  # fmt: skip
            done = subprocess.run([*words, "floor"], check=True, capture_output=True, text=True)
        line = next(line for line in done.stdout.splitlines() if line.startswith("tps ="))
        return float(line.split()[2])
