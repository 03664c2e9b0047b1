"""An installation of its own, in real mode, with the fixed world in it; scenes are played there by other processes.

The suite's own database lives inside one transaction. What several processes do to each other shows only
on real files and real sessions, so a house is a folder (SQLite) or a database (PostgreSQL) of its own.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[2]
ON_POSTGRES = os.environ.get("THANTHIEN_TEST_DB") == "postgres"
KEYS = {
    "THANTHIEN_SECRET_KEY": "y8sQv2LrT0mXeHc5WnJz4KbAoP7dGuI1fRk9",
    "THANTHIEN_FIELD_KEY": "bT7cXo1QmJ4kWz9HsE2yLvN6aRg8UfPiD0Ku",
    "THANTHIEN_PROOF_KEY": "Zp3NwE6tYxB1qVhM8uKjC4sLgR0oDa7FiU2T",
}


@dataclass
class Server:
    """A running server and all its processes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def wait(self) -> None:
        """Return once it serves; fail with what it said when it ends before."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            if "serving at" in self.log.read_text("utf-8"):
                return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text("utf-8"))

    def kill(self) -> None:
        """kill -9 for the whole group: no process gets a chance to tidy up."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def post(self, path: str, body: Any) -> tuple[int, Any]:
        """Send JSON; return status and answer, read as JSON where it is. Raises OSError when the line breaks."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        return answer.status, json.loads(text) if "json" in answer.headers["Content-Type"] else text

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()


@dataclass
class House:
    """One installation: its folder and the environment that leads to it."""

    folder: Path
    environment: dict[str, str]
    children: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, scene: str, *words: object, **more: str) -> subprocess.Popen[str]:
        """Begin a scene in a process group of its own; ``more`` adds to its environment."""
        command = [sys.executable, "-m", "tests.robust.stage", scene, *map(str, words)]
        pipe = subprocess.PIPE
        child = subprocess.Popen(
            command, cwd=ROOT, env={**self.environment, **more}, stdin=pipe, stdout=pipe, stderr=pipe, text=True,
            start_new_session=True,
        )  # fmt: skip
        self.children.append(child)
        return child

    def play(self, scene: str, *words: object, **more: str) -> Any:
        """Play a scene to its end and return what it says."""
        return heard(self.start(scene, *words, **more))

    @contextlib.contextmanager
    def serving(self, **more: str) -> Iterator["Server"]:
        """Run ``thanthien serve`` with two workers, in a process group of its own."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "thanthien.ops.cli", "serve", "--port", str(port), "--workers", "2"]
        log = self.folder.parent / f"serve-{port}.log"
        with log.open("w") as stream:
            process = subprocess.Popen(
                command, cwd=ROOT, env={**self.environment, **more}, stdout=stream, stderr=stream,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        server = Server(process, port, log)
        try:
            server.wait()
            yield server
        finally:
            server.kill()

    def thanthien(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the command line in this house."""
        command = [sys.executable, "-m", "thanthien.ops.cli", *words]
        return subprocess.run(
            command, cwd=ROOT, env={**self.environment, **more}, capture_output=True, text=True, timeout=120
        )

    def verified(self) -> bool:
        """Tell whether every chain holds, by the operator's own command."""
        return self.thanthien("audit", "verify").returncode == 0

    def close(self) -> None:
        """End what still runs here."""
        for child in self.children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, 9)
            child.communicate()


def heard(child: subprocess.Popen[str]) -> Any:
    """Wait for a scene and return its last line, read as JSON."""
    out, err = child.communicate(timeout=180)
    assert child.returncode == 0, f"{child.args!r}\n{out}\n{err}"
    return json.loads(out.splitlines()[-1])


def _environment(folder: Path, database: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THANTHIEN_", "DJANGO_"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    own = {"THANTHIEN_DATA": str(folder), "THANTHIEN_MODE": "real", "THANTHIEN_HOME_UNIT": "15163"}
    own |= {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "thanthien.conf.base"}
    return {**kept, **KEYS, **own, **database}


def _on_server(statement: str) -> None:
    words = {"host": "HOST", "port": "PORT", "user": "USER"}
    where = {name: os.environ[f"THANTHIEN_DB_{suffix}"] for name, suffix in words.items()}
    with psycopg.connect(make_conninfo(dbname="postgres", **where), autocommit=True) as server:
        server.execute(statement.encode())


def _database(name: str) -> dict[str, str]:
    if not ON_POSTGRES:
        return {"THANTHIEN_DB": "sqlite"}
    kept = {key: value for key, value in os.environ.items() if key.startswith("THANTHIEN_DB_")}
    return {**kept, "THANTHIEN_DB": "postgres", "THANTHIEN_DB_NAME": name}


@contextlib.contextmanager
def template() -> Iterator[House]:
    """Build the fixed world once; houses are copies of it."""
    name = f"robust_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="thanthien-robust-") as folder:
        if ON_POSTGRES:
            _on_server(f"CREATE DATABASE {name}")
        house = House(Path(folder), _environment(Path(folder), _database(name)))
        try:
            assert house.play("build") == "built"
            yield house
        finally:
            house.close()
            if ON_POSTGRES:
                _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def copy_of(made: House) -> Iterator[House]:
    """Return a house like the built one, thrown away afterwards."""
    name = f"{made.environment.get('THANTHIEN_DB_NAME', '')}_copy"
    with tempfile.TemporaryDirectory(prefix="thanthien-robust-") as place:
        folder = Path(place) / "data"
        shutil.copytree(made.folder, folder)
        if ON_POSTGRES:
            _on_server(f"CREATE DATABASE {name} TEMPLATE {made.environment['THANTHIEN_DB_NAME']}")
        house = House(folder, _environment(folder, _database(name)))
        try:
            yield house
        finally:
            house.close()
            if ON_POSTGRES:
                _on_server(f"DROP DATABASE {name} WITH (FORCE)")
