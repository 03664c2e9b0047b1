"""The only file that knows which database it is."""

import fcntl
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.utils import IntegrityError, OperationalError

M = TypeVar("M", bound=Model)

_BUSY_WORDS = (
    "locked", "full", "readonly", "read-only", "disk i/o", "no space", "timeout", "busy", "unable to open",
    "couldn't get a connection", "too many", "connection", "shutting down", "starting up",
)  # fmt: skip
PATIENCE, PAUSE = 5.0, 0.0005
_RACES = ("deadlock", "could not serialize")


def is_postgres() -> bool:
    """Tell whether this process talks to PostgreSQL."""
    return connection.vendor == "postgresql"


def let_go() -> None:
    """Close this process's connections, pooled ones too: before a fork, and when it takes another role."""
    connection.close()
    if is_postgres():
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own


def tell_wall() -> None:
    """Tell PostgreSQL the scope of ``core.wall`` before statements that go round Django's cursors."""
    if is_postgres():
        connection.tell_wall()  # type: ignore[attr-defined]  # core.postgres


def lock(rows: QuerySet[M]) -> QuerySet[M]:
    """Lock rows until the transaction ends. SQLite locks the whole file with BEGIN IMMEDIATE instead."""
    return rows.select_for_update() if is_postgres() else rows


def know(*models: type[Model]) -> None:
    """Let PostgreSQL count tables that were just filled: until it has, it plans as if they were empty."""
    if is_postgres():
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def is_busy(error: Exception) -> bool:
    """Tell whether an error means "not now" (locked, full, no connection) rather than "wrong"."""
    words = str(error).lower()
    return isinstance(error, OperationalError) and any(word in words for word in (*_BUSY_WORDS, *_RACES))


def lost_a_race(error: Exception) -> bool:
    """Tell whether the same act, run again, may well succeed: a unique key taken meanwhile, a deadlock broken."""
    words = str(error).lower()
    return isinstance(error, IntegrityError) or (
        isinstance(error, OperationalError) and any(word in words for word in _RACES)
    )


@contextmanager
def again() -> Iterator[Any]:
    """Give a cursor for statements of which there are few and that come again and again.

    On PostgreSQL each stands prepared on its connection: reading and planning it, policies of the wall and all,
    costs more than running it.
    """
    if not is_postgres():
        with connection.cursor() as cursor:
            yield cursor
        return
    from thanthien.core.pg_cursor import PreparedCursor

    connection.ensure_connection()
    with connection.wrap_database_errors:
        tell_wall()
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(cast(Any, PreparedCursor(connection.connection))) as cursor:
        yield cursor


def fetch(sql: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
    """Run one statement and return its first row."""
    with again() as cursor:
        cursor.execute(sql, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def counting(lists: Mapping[str, QuerySet[Any]], cap: int) -> tuple[tuple[str, ...], str, list[Any]]:
    """Return names, statement and values that count several lists at once, each up to ``cap`` index entries."""
    asked, parts = [], []
    parameters: list[Any] = []
    for name, rows in lists.items():
        try:
            sql, values = rows.order_by().values("pk")[:cap].query.sql_with_params()
        except EmptyResultSet:  # a list that this person may not see
            continue
        asked.append(name)
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")
        parameters += values
    return tuple(asked), f"SELECT {', '.join(parts)}" if parts else "", parameters


def count_each(lists: Mapping[str, QuerySet[Any]], cap: int) -> dict[str, int]:
    """Count several lists in one statement, each up to ``cap`` entries of its index."""
    asked, sql, parameters = counting(lists, cap)
    row = fetch(sql, parameters) if sql else None
    return dict.fromkeys(lists, 0) | (dict(zip(asked, row, strict=True)) if row else {})


def next_number(table: str, unit: str, name: str) -> int:
    """Take the next number of a series in the running transaction, in one statement on both databases."""
    row = fetch(
        f"INSERT INTO {table} (unit_id, name, value) VALUES (%s, %s, 1) "
        f"ON CONFLICT (unit_id, name) DO UPDATE SET value = {table}.value + 1 RETURNING value",
        [unit, name],
    )
    assert row is not None
    return int(row[0])


def last_number(table: str, unit: str, name: str) -> int:
    """Return the last number given in a series, 0 where none was."""
    row = fetch(f"SELECT value FROM {table} WHERE unit_id = %s AND name = %s", [unit, name])
    return int(row[0]) if row else 0


def uuid_parameter(value: Any) -> Any:
    """Return a UUID as the driver stores it (SQLite keeps 32 hex letters)."""
    return value if is_postgres() else value.hex


def utc_text(column: str) -> str:
    """Return the expression that writes a moment as text in UTC, "2026-11-16 01:30:00…": as SQLite keeps it."""
    # On SQLite as an expression: the driver would make the plain column a datetime.
    return f"({column} AT TIME ZONE 'UTC')::text" if is_postgres() else f"{column} || ''"


def raw_text(column: str) -> str:
    """Return the expression that gives text as SQLite's bytes; PostgreSQL's driver has no cheap way to."""
    return column if is_postgres() else f"CAST({column} AS BLOB)"


def hex_text(column: str) -> str:
    """Return the expression that writes a UUID as 32 letters, "" where there is none."""
    return f"coalesce(replace({column}::text, '-', ''), '')" if is_postgres() else f"coalesce({column}, '')"


@contextmanager
def turn() -> Iterator[None]:
    """Let the writers of one SQLite file take turns; on PostgreSQL they work side by side.

    SQLite itself lets a writer that finds the file locked sleep for up to a tenth of a second. Here they queue by
    a lock of the operating system, which a killed process gives back; after ``PATIENCE`` SQLite's own wait begins.
    """
    name = str(connection.settings_dict["NAME"])
    if is_postgres() or connection.in_atomic_block or not Path(name).is_file():
        yield
        return
    descriptor = os.open(f"{name}-turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _queue(descriptor)
        yield
    finally:
        os.close(descriptor)


def _queue(descriptor: int) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            sleep(PAUSE)


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it stood at one moment, without holding up anybody who writes."""
    if connection.in_atomic_block:
        yield
    elif is_postgres():
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # atomic() would begin IMMEDIATE here and keep every writer out for as long as we read.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")


def count_up(model: Any, most: int, within: Sequence[str], **key: Any) -> None:
    """Add one to the ``count`` of the row with this key, making the row when it is not there, in one statement.

    A unique constraint stands on the columns of the key. At most ``most`` rows are kept with the same values
    of the columns ``within``: what strangers type must not fill the disk.
    """
    meta = model._meta
    named = {meta.get_field(name): value for name, value in key.items()}
    row = {meta.pk: meta.pk.get_default(), **named}
    columns, unique = (", ".join(field.column for field in fields) for fields in (row, named))
    crowd = {meta.get_field(name): key[name] for name in within}
    same = " AND ".join(f"{field.column} = %s" for field in crowd)
    sql = (
        f'INSERT INTO {meta.db_table} ({columns}, "count") SELECT {", ".join(["%s"] * len(row))}, 1 '
        f"WHERE (SELECT count(*) FROM {meta.db_table} WHERE {same}) < %s "
        f'ON CONFLICT ({unique}) DO UPDATE SET "count" = {meta.db_table}."count" + 1'
    )
    given = [field.get_db_prep_save(value, connection) for fields in (row, crowd) for field, value in fields.items()]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, most])


def count_within(model: Any, ends: Mapping[str, Any], slides: Collection[str], now: Any) -> dict[str, int]:
    """Add one to the ``count`` of the rows with these keys, in one statement, and return the counts by key.

    A row whose ``ends_at`` is over begins again at one; a key that ``slides`` gets its new end each time. Such a
    count may be lost in a power cut, so nobody waits for the disk.
    """
    table, moment = model._meta.db_table, model._meta.get_field("ends_at")
    rows = sorted(ends.items())  # in key order: two requests cannot wait for each other
    given: list[Any] = []
    for key, end in rows:
        given += [key, moment.get_db_prep_save(end, connection)]
    over = f"{table}.ends_at <= %s"
    sliding = ", ".join(["%s"] * len(slides)) or "NULL"
    sql = (
        f'INSERT INTO {table} (key, "count", ends_at) VALUES {", ".join(["(%s, 1, %s)"] * len(rows))} '
        f'ON CONFLICT (key) DO UPDATE SET "count" = CASE WHEN {over} THEN 1 ELSE {table}."count" + 1 END, '
        f"ends_at = CASE WHEN {over} OR {table}.key IN ({sliding}) THEN excluded.ends_at ELSE {table}.ends_at END "
        'RETURNING key, "count"'
    )
    at = moment.get_db_prep_save(now, connection)
    with turn(), _in_passing(), connection.cursor() as cursor:
        cursor.execute(sql, [*given, at, at, *slides])
        return {str(key): int(count) for key, count in cursor.fetchall()}


@contextmanager
def _in_passing() -> Iterator[None]:
    """Write without waiting until the disk has it (only outside a transaction; SQLite alone can say so cheaply)."""
    if is_postgres() or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def scrub() -> None:
    """Rewrite an SQLite file without what was deleted: its bytes lie on in free pages and in the journal until then.

    Waits for writers and makes them wait; needs as much room on the disk as the file has. PostgreSQL reuses the
    room of dead rows by itself (autovacuum), which this cannot hurry.
    """
    if is_postgres():
        return
    with turn(), connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
