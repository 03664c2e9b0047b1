"""The floor of a made-up world: its own rows, already made, written bare by COPY or executemany, indexes after them.

``python -m bench.inside_world`` in a filled installation prints JSON. The rows are read before the clock starts; on
PostgreSQL they leave their tables and come back, on SQLite they go into a second file.
"""

import json
import sqlite3
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import django_ready

CHUNK = 20_000


def tables() -> list[str]:
    """Return the tables that a world fills, referred ones first."""
    from django.db.models import Model

    from thanthien.core.models import AuditRow
    from thanthien.ops.world.many import answers, loose, stencil

    models: list[type[Model]] = [
        *loose.tables(),
        stencil.dossiers(),
        *(part for part, _ in stencil.parts()),
        *answers.tables(),
        AuditRow,
    ]
    return [model._meta.db_table for model in models]


def sqlite(folder: Path) -> dict[str, Any]:
    """Write all rows into a fresh file under the pragmas of a load; count the writing alone."""
    from django.conf import settings

    old = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]))
    new = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
        new.execute(f"PRAGMA {pragma}")
    rows, seconds = 0, 0.0
    for table in tables():
        (made,) = old.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone()
        new.execute(made)
        cursor = old.execute(f'SELECT * FROM "{table}"')
        while found := cursor.fetchmany(CHUNK):
            marks = ", ".join("?" * len(found[0]))
            began = perf_counter()
            new.execute("BEGIN")
            new.executemany(f'INSERT INTO "{table}" VALUES ({marks})', found)
            new.execute("COMMIT")
            seconds += perf_counter() - began
            rows += len(found)
    asked = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    indexes = [text for table in tables() for (text,) in old.execute(asked, [table])]
    began = perf_counter()
    for text in indexes:
        new.execute(text)
    return {"rows": rows, "seconds": seconds + perf_counter() - began}


def postgres(folder: Path) -> dict[str, Any]:
    """Let all rows leave into files and come back by COPY; count the coming back."""
    from django.db import connection

    from thanthien.core import bulk, wall

    names, rows = tables(), 0
    with wall.lifted(), connection.cursor() as cursor:
        for table in names:
            with (folder / table).open("wb") as file, cursor.copy(f"COPY {table} TO STDOUT") as out:
                for block in out:
                    file.write(block)
            rows += cursor.rowcount
        cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
    began = perf_counter()
    with wall.lifted(), bulk.in_haste(names), connection.cursor() as cursor:
        for table in names:
            with (folder / table).open("rb") as file, cursor.copy(f"COPY {table} FROM STDIN") as into:
                while block := file.read(1 << 20):
                    into.write(block)
    return {"rows": rows, "seconds": perf_counter() - began}


def main() -> None:
    """Measure the installation that the environment names."""
    django_ready()
    from thanthien.core import db

    with tempfile.TemporaryDirectory(prefix="thanthien-bench-") as folder:
        print(json.dumps((postgres if db.is_postgres() else sqlite)(Path(folder))))


if __name__ == "__main__":
    main()
