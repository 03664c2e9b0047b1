"""What was measured on."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests import postgres

PACKAGES = ("Django", "psycopg", "granian", "gunicorn", "numpy", "typst", "django-ninja", "rapidfuzz")


def _memory() -> str:
    total = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    return f"{int(total.split()[1]) / 1024**2:.0f} GB"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _postgres() -> str:
    programs = postgres.find_programs()
    if programs is None:
        return "no PostgreSQL"
    done = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def lines() -> list[str]:
    """Return machine, versions and date."""
    import sqlite3

    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    now = datetime.now(UTC)
    return [
        (
            f"Run of {now:%Y-%m-%d %H:%M} UTC on commit {_commit()}: {os.cpu_count()} cores ({_processor()}),"
            f" {_memory()}, {platform.system()} {platform.release()}. Load average at the end: {load}."
        ),
        (
            f"Python {platform.python_version()}, {_postgres()} (fsync, synchronous commits, 1 GB shared buffers),"
            f" SQLite {sqlite3.sqlite_version} (WAL, synchronous FULL), {packages}."
        ),
        (
            "Load generator, server and database share the cores. Eight clients, kept-alive connections where the"
            " server keeps them; two workers. Floors and figures were measured in turns; rates are medians of the"
            " rounds, times are pooled over them. Compare ratios, not absolute figures."
        ),
        "",
    ]
