"""Writing very many rows at once, for made-up worlds: COPY on PostgreSQL, executemany on SQLite.

Whoever writes here answers for the rows being lawful: no command looks at them. Indexes are made after the rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models, transaction

from thanthien.core import db
from thanthien.core.models import AuditRow, ChainHead, Counter

BATCH = 20_000


@cache
def is_postgres() -> bool:
    """Tell whether this process talks to PostgreSQL."""
    return db.is_postgres()


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Cell(NamedTuple):
    """A value, or a text with gaps."""

    value: Any
    gaps: bool


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the columns of a table in the order of the model."""
    return [str(field.column) for field in model._meta.concrete_fields]


def as_stored(key: UUID) -> Any:
    """Return a key as the driver keeps it."""
    return key if is_postgres() else key.hex


def as_written(value: Any) -> Any:
    """Return a moment as the database takes it, once: the driver of SQLite would ask Python for it with each row."""
    if not isinstance(value, datetime):
        return value
    if is_postgres():
        return value.isoformat()
    return (value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value).isoformat(" ")


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(as_written(value)).translate(_ESCAPES)


class Row:
    """A row to be filled many times."""

    def __init__(self, model: type[models.Model], cells: Sequence[Cell]) -> None:
        self.table = model._meta.db_table
        if is_postgres():
            texts = (_copied(cell.value) if cell.gaps else _copied(cell.value).replace("%", "%%") for cell in cells)
            self._line = "\t".join(texts) + "\n"
        self._still = [as_written(cell.value) for cell in cells]
        self._places = [at for at, cell in enumerate(cells) if cell.gaps]
        self._texts = "\0".join(cell.value for cell in cells if cell.gaps)

    def filled(self, gaps: dict[str, Any]) -> Any:
        """Return the row as its sink takes it: a line for COPY, or a list of values."""
        if is_postgres():
            return self._line % gaps
        values = self._still.copy()
        for at, text in zip(self._places, (self._texts % gaps).split("\0"), strict=True):
            values[at] = text
        return values


class Sink:
    """Gathers rows by table and writes them in batches."""

    def __init__(self, tables: Sequence[type[models.Model]]) -> None:
        self._columns = {model._meta.db_table: columns_of(model) for model in tables}
        self._rows: dict[str, list[Any]] = {table: [] for table in self._columns}
        self.written = 0

    def add(self, row: Row, gaps: dict[str, Any]) -> None:
        """Write one more row, sooner or later."""
        self.put(row.table, row.filled(gaps))

    def put(self, table: str, row: Any) -> None:
        """Write a row that is filled already."""
        kept = self._rows[table]
        kept.append(row)
        if len(kept) >= BATCH:
            self._flush(table)

    def close(self) -> None:
        """Write what is left."""
        for table in self._rows:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows, self._rows[table] = self._rows[table], []
        if not rows:
            return
        names = ", ".join(f'"{name}"' for name in self._columns[table])
        with connection.cursor() as cursor:
            if is_postgres():
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    copy.write("".join(rows))
            else:
                marks = ", ".join("?" * len(self._columns[table]))
                connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        self.written += len(rows)


def act_row(place: tuple[Any, ...], body: str, link: str, detail: str, salt: str) -> Any:
    """Return an audit row as the sink takes it. Canonical JSON holds no tab and no line break, only backslashes."""
    if not is_postgres():
        return (*place, body, link, detail, salt)
    key, unit, seq, act, subject, at = place
    if "\\" in body or "\\" in detail:
        body, detail = body.replace("\\", "\\\\"), detail.replace("\\", "\\\\")
    return f"{key}\t{unit}\t{seq}\t{act}\t{subject}\t{at}\t{body}\t{link}\t{detail}\t{salt}\n"


@contextmanager
def in_haste(tables: Sequence[str]) -> Iterator[None]:
    """Load without logs and indexes (nobody else is there, a crash begins anew), then make them again."""
    made = _indexes(tables)
    with connection.cursor() as cursor:
        if not is_postgres():
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
                cursor.execute(f"PRAGMA {pragma}")
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute("SET synchronous_commit = off")
        for name, _ in made:
            cursor.execute(f'DROP INDEX "{name}"')
    with transaction.atomic():  # else SQLite ends a transaction with each row, and writes its pages each time
        yield
    with connection.cursor() as cursor:
        for _, text in made:
            cursor.execute(text)
        cursor.execute("ANALYZE")
        if not is_postgres():
            cursor.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _indexes(tables: Sequence[str]) -> list[tuple[str, str]]:
    marks = ", ".join(["%s"] * len(tables))
    text = (
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " JOIN pg_class t ON t.oid = i.indrelid LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid"
        f" WHERE k.oid IS NULL AND t.relname IN ({marks})"
        if is_postgres()
        else f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, list(tables))
        return [(str(name), str(made)) for name, made in cursor.fetchall()]


def rows_of(model: type[models.Model], column: str, keys: Sequence[UUID]) -> list[tuple[Any, ...]]:
    """Return whole rows as the database keeps them, oldest key first: those whose column holds one of the keys."""
    if not keys:
        return []
    names = ", ".join(f'"{name}"' for name in columns_of(model))
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {names} FROM {model._meta.db_table} WHERE "{column}" IN ({marks}) ORDER BY id',
            [as_stored(key) for key in keys],
        )
        return [tuple(row) for row in cursor.fetchall()]


def acts_of(subjects: Sequence[UUID]) -> list[AuditRow]:
    """Return the acts on some records, in the order of their chain."""
    return list(AuditRow.objects.filter(subject_id__in=subjects).order_by("seq"))


def numbers_of(unit_id: UUID) -> dict[str, int]:
    """Return the last number given in each series of a unit."""
    return dict(Counter.objects.filter(unit_id=unit_id).values_list("name", "value"))


def give_numbers(unit_id: UUID, series: Mapping[str, int]) -> None:
    """Say up to where the series of a unit are taken."""
    Counter.objects.bulk_create(
        [Counter(unit_id=unit_id, name=name, value=value) for name, value in series.items()],
        update_conflicts=True, unique_fields=["unit_id", "name"], update_fields=["value"],
    )  # fmt: skip


def end_of_chain(unit_id: UUID) -> tuple[int, str]:
    """Return place and hash of the last act of a unit."""
    head = ChainHead.objects.get(unit_id=unit_id)
    return head.seq, head.hash


def end_chain(unit_id: UUID, seq: int, link: str, recorded_at: datetime) -> None:
    """Say where the chain of a unit ends now."""
    ChainHead.objects.filter(unit_id=unit_id).update(seq=seq, hash=link, recorded_at=recorded_at)
