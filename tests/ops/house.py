"""An installation of its own in a folder, driven from outside like an operator does."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from typing import Any

UNIT = "15163"
COMPILED = Path(__file__).resolve().parents[2] / "var" / "test" / "compiled"


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without anything of the test run's own installation."""
    foreign = ("THANTHIEN_", "DJANGO_", "PYTHONDONTWRITE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    # Dozens of short processes: compile once, and leave nothing in the source tree.
    return kept | {"PYTHONPYCACHEPREFIX": str(COMPILED)} | more


class House:
    """A folder with or without an installation."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = clean_environment(THANTHIEN_DATA=str(folder), **environment)

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "thanthien.ops.cli", *words]

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            self.command(*words), env=self.environment | environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=180, cwd=self.folder.parent,
        )  # fmt: skip

    def json(self, *words: str) -> Any:
        """Run one command that must succeed; return what it says to machines."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refusal(self, *words: str, code: int = 1, **environment: str) -> str:
        """Run one command that must fail; return its single line."""
        done = self.run(*words, **environment)
        assert done.returncode == code, done.stdout + done.stderr
        lines = done.stderr.strip().splitlines()
        assert len(lines) == 1, done.stderr
        return lines[0]

    @contextmanager
    def serving(self, *words: str) -> Iterator["Server"]:
        """Run a server until the block ends."""
        port = free_port()
        process = subprocess.Popen(
            self.command(*words, "--port", str(port)), env=self.environment, text=True, cwd=self.folder.parent,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        server = Server(process, port)
        try:
            server.wait_until_ready()
            yield server
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port

    def get(self, path: str) -> tuple[int, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def answers(self) -> bool:
        try:
            return self.get("/healthz") == (200, "ok\n")
        except (OSError, HTTPException):
            return False

    def wait_until_ready(self, seconds: float = 180) -> None:
        assert wait_for(lambda: self.answers() or self.process.poll() is not None, seconds)
        assert self.process.poll() is None, self.process.communicate()

    def family(self) -> list[int]:
        """The process and everything below it."""
        found, open_ones = [], [self.process.pid]
        while open_ones:
            pid = open_ones.pop()
            found.append(pid)
            open_ones += children(pid)
        return found


def children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def alive(pids: list[int]) -> list[int]:
    """Those that still run; a zombie does not."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.append(pid)
    return found


def memory(pids: list[int]) -> int:
    """Proportional set size of processes together, in MB: shared pages count once."""
    total = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total // 1024


def words_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def wait_for(condition: Any, seconds: float = 20) -> bool:
    began = monotonic()
    while monotonic() - began < seconds:
        if condition():
            return True
        sleep(0.1)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
