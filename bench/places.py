"""Installations to measure: a folder of its own with SQLite, or a PostgreSQL cluster of its own with fsync."""

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
SHARED_BUFFERS = "1GB"
KEYS = {name: secrets.token_urlsafe(48) for name in ("SECRET", "FIELD", "PROOF")}


@dataclass(frozen=True)
class Place:
    """One installation: its folder and the environment that names it."""

    name: str
    folder: Path
    cluster: postgres.Cluster | None = None
    database: str = "thanthien"
    password: str = ""  # of everybody in its world

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes."""
        made = {
            **os.environ,
            "THANTHIEN_DATA": str(self.folder),
            "THANTHIEN_MODE": "real",
            "THANTHIEN_HOME_UNIT": "15163",
            "THANTHIEN_SECRET_KEY": KEYS["SECRET"],
            "THANTHIEN_FIELD_KEY": KEYS["FIELD"],
            "THANTHIEN_PROOF_KEY": KEYS["PROOF"],
            "THANTHIEN_DB": "sqlite",
            "THANTHIEN_PROXIES": "127.0.0.1",  # the load comes from one machine and plays many
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        }
        if self.cluster is not None:
            made |= {"THANTHIEN_DB": "postgres", **self.cluster.environment(), "THANTHIEN_DB_NAME": self.database}
        return made

    def python(self, *words: str) -> Any:
        """Run a module of ours there and return the JSON of its last line."""
        done = subprocess.run(
            [sys.executable, "-m", *words], env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)} failed at {self.name}")
        lines = done.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines else None

    def filled(self, dossiers: int, communes: int = 8) -> Any:
        """Load an empty place with dossiers."""
        asked = ("--communes", str(communes), "--dossiers", str(dossiers), "--json")
        return self.python("thanthien.ops.cli", "world", *asked)


@contextlib.contextmanager
def sqlite() -> Iterator[Place]:
    """An empty folder on the disk of the temporary files."""
    folder = Path(tempfile.mkdtemp(prefix="thanthien-bench-"))
    try:
        yield Place("SQLite", folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL with fsync and synchronous commits, and 1 GB of shared buffers."""
    with postgres.running_cluster(durable=True, buffers=SHARED_BUFFERS) as running:
        yield running


def sql(running: postgres.Cluster, text: str, database: str = "thanthien") -> str:
    """Run one statement by psql."""
    done = subprocess.run(
        [str(running.programs / "psql"), "-h", str(running.folder), "-p", postgres.PORT, "-U", postgres.OWNER,
         "-d", database, "-Atqc", text],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


@contextlib.contextmanager
def on(running: postgres.Cluster, database: str) -> Iterator[Place]:
    """An empty database of a running cluster."""
    sql(running, f'CREATE DATABASE "{database}"', "postgres")
    folder = Path(tempfile.mkdtemp(prefix="thanthien-bench-"))
    try:
        yield Place("PostgreSQL", folder, running, database)
    finally:
        sql(running, f'DROP DATABASE "{database}" WITH (FORCE)', "postgres")
        shutil.rmtree(folder, ignore_errors=True)
