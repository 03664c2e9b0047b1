"""Memory of the embedded mode, and the time from a fresh clone to the first page."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from bench import client, servers
from bench.figures import Figure, Part
from bench.places import ROOT
from bench.stage import Stage

MEMORY_AIM, START_AIM = 400, 60


def memory(stage: Stage) -> Part:
    """Every process of ``thanthien serve`` with one worker on SQLite, as `init` leaves it, after some use."""
    place = stage.place("sqlite", 1_000)
    tokens = place.python("bench.inside", "tokens", "20")
    with servers.serving(place, workers=1) as (port, pid):
        for path in ["/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/tinh-han/", *(f"/hs/{token}/" for token in tokens)]:
            client.run(port, client.again(client.get(path)), clients=2, seconds=0.1)
        sleep(3)
        each = {number: _pss(number) for number in _family(pid)}
    total = sum(each.values()) / 1024
    return Part(
        "memory",
        [Figure("memory of all processes, embedded mode (PSS)", f"{total:,.0f} MB", aim="< 400 MB",
                met=total < MEMORY_AIM)],
        [f"{len(each)} processes, after pages of every kind: loop, web server, its worker, the job cluster."],
    )  # fmt: skip


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += [int(number) for number in task.read_text().split()]
    return found


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def start(stage: Stage) -> Part:
    """``make demo`` in a fresh clone, with nothing installed but Python and make, until the first page."""
    folder = Path(tempfile.mkdtemp(prefix="thanthien-clone-"))
    port = servers.free_port()
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "new")], check=True)
        began = perf_counter()
        keep = {
            name: value for name, value in os.environ.items() if not name.startswith(("THANTHIEN", "PYTHON", "VIRTUAL"))
        }
        keep["UV_CACHE_DIR"], keep["PIP_CACHE_DIR"] = str(folder / "uv"), str(folder / "pip")
        process = subprocess.Popen(
            ["make", "-s", "demo", f"PORT={port}", f"PYTHON={_bare_python()}"], cwd=folder / "new", env=keep,
            stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            servers.wait_for(port)
            seconds = perf_counter() - began
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Part(
        "start",
        [Figure("`make demo` in a fresh clone, until the first page answers", f"{seconds:.0f} s", aim="60 s",
                met=seconds <= START_AIM)],
        ["With empty caches of pip and uv: the packages are fetched from the registry that this machine reaches."],
    )  # fmt: skip


def _bare_python() -> str:
    return str(Path(sys.base_prefix) / "bin" / "python3")
