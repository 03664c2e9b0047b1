"""Writing new rows together: one INSERT a table, built once a process, and on PostgreSQL one journey for all.

There the statements stand prepared on their connection and go out without waiting for each other's answer;
what is wrong with one of them (a key taken meanwhile) is raised at the end, inside the same transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, cast

from django.db import connection, models

from thanthien.core.db import is_postgres, tell_wall

Prepare = Callable[[Any], Any]
MOST: Final = 500  # rows of one INSERT: both databases bound the number of values in a statement
_PLAIN_TEXT = (models.CharField, models.TextField)


def write(new: Iterable[models.Model], changed: Sequence[models.Model] = ()) -> None:
    """Insert rows of any tables, then rewrite rows that are locked and known to be there.

    Keys are ours (UUIDs), so nothing has to be read back.
    """
    tables: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in new:
        tables[type(row)].append(row)
    if not tables and not changed:
        return
    with together() as execute:
        for model, every in tables.items():
            columns = _columns(model)
            for at in range(0, len(every), MOST):
                found = every[at : at + MOST]
                values = [prepare(getattr(row, name)) for row in found for name, prepare in columns]
                execute(_insert(model, len(found)), values)
        for row in changed:
            columns = _columns(type(row))
            values = [prepare(getattr(row, name)) for name, prepare in (*columns[1:], columns[0])]
            execute(_update(type(row)), values)
    for every in tables.values():
        for row in every:
            row._state.adding = False


@contextmanager
def together() -> Iterator[Callable[[str, Sequence[Any]], object]]:
    """Give a function that executes statements whose answers nobody needs."""
    connection.ensure_connection()
    if not is_postgres():
        with connection.cursor() as cursor:
            yield cursor.execute
        return
    with connection.wrap_database_errors:
        tell_wall()
    from thanthien.core.pg_cursor import PreparedCursor

    raw = connection.connection
    with connection.wrap_database_errors, raw.pipeline(), PreparedCursor(raw) as inner:
        wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
        yield wrap(cast(Any, inner)).execute


@cache
def _insert(model: type[models.Model], rows: int) -> str:
    names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    marks = ", ".join(["%s"] * len(model._meta.concrete_fields))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join([f"({marks})"] * rows)}'


@cache
def _update(model: type[models.Model]) -> str:
    key, *others = model._meta.concrete_fields
    assert key.primary_key
    named = ", ".join(f'"{field.column}" = %s' for field in others)
    return f'UPDATE "{model._meta.db_table}" SET {named} WHERE "{key.column}" = %s'


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, Prepare], ...]:
    return tuple((field.attname, _prepare(field)) for field in model._meta.concrete_fields)


def _prepare(field: Any) -> Prepare:
    """Return what Django does with a value before the driver gets it; most text passes as it is."""

    def whole(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    def text(value: Any) -> Any:
        # Not isinstance: the driver would write an enumeration's name instead of its value.
        return value if type(value) is str else whole(value)

    return text if type(field) in _PLAIN_TEXT else whole
