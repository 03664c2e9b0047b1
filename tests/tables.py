"""The empty tables of SQLite: migrated once per state of their source, then copied into whatever asks for them."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "var" / "test"


def lay(migrate: Callable[[], object]) -> None:
    """Give the empty database of the settings every table, by ``migrate`` where no copy is kept. Django is set up."""
    from django.db import connection

    if connection.vendor != "sqlite" or connection.introspection.table_names():
        migrate()
        return
    template = MADE / f"tables-{_state()}.sqlite3"
    kept = _opened(template)
    if kept is None:
        migrate()
        _keep(connection.connection, template)
        return
    with closing(kept):
        connection.ensure_connection()
        kept.backup(connection.connection)


def _opened(template: Path) -> sqlite3.Connection | None:
    """Open it to be read alone: one that a run beside this has just taken away must not come back empty."""
    try:
        return sqlite3.connect(f"{template.as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return None


def _state() -> str:
    """Name what the tables come from: the migrations, whatever of the house they call, and Django's own."""
    sources = sorted(path for path in (ROOT / "src").rglob("*.py") if {"migrations", "core"} & set(path.parts))
    parts = [django.get_version().encode(), *(path.read_bytes() for path in sources)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _keep(made: sqlite3.Connection, template: Path) -> None:
    """Put the file in its place at once: two sites may start in the same second."""
    MADE.mkdir(parents=True, exist_ok=True)
    for old in MADE.glob("tables-*.sqlite3"):
        old.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=MADE, suffix=".part", delete=False) as part:
        pass
    with closing(sqlite3.connect(part.name)) as copy:
        made.backup(copy)
    Path(part.name).replace(template)
