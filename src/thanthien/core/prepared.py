"""Questions that every page asks, compiled once: building a queryset costs more than its index range.

    _MINE = Prepared(lambda given: sql_of(visible(given["actor"])…), unit=UUID, now=datetime)
    _MINE.rows(unit=…, now=…)

``compile_`` gets a stand-in for each name, may use it in filters only and unchanged, and returns statement and
values; the stand-ins among the values are replaced on each call. Raises LookupError when one is not found again.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from thanthien.core import db

Compiled = tuple[str, list[Any]]
_FIRST: Final = datetime(1901, 1, 1, tzinfo=UTC)


class Prepared:
    """One statement with named places for values."""

    def __init__(self, compile_: Callable[[Mapping[str, Any]], Compiled], **kinds: type) -> None:
        self._compile, self._kinds = compile_, kinds
        self._made: tuple[str, list[Any], list[tuple[int, str]]] | None = None
        self._lock = Lock()

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run it and return plain rows, as the driver gives them."""
        sql, constants, places = self._made or self._make()
        given = {name: parameter(value) for name, value in values.items()}
        parameters = constants.copy()
        for at, name in places:
            parameters[at] = given[name]
        with db.again() as cursor:
            cursor.execute(sql, parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def _make(self) -> tuple[str, list[Any], list[tuple[int, str]]]:
        with self._lock:
            stand_ins = {name: _stand_in(kind, at) for at, (name, kind) in enumerate(self._kinds.items())}
            sql, values = self._compile(stand_ins)
            names = {parameter(stand_in): name for name, stand_in in stand_ins.items()}
            places = [(at, names[value]) for at, value in enumerate(values) if _plain(value) and value in names]
            if {name for _, name in places} != set(self._kinds):
                raise LookupError(f"a stand-in was lost in {sql}")
            self._made = (sql, list(values), places)
            return self._made


def sql_of(rows: QuerySet[Any, Any]) -> Compiled:
    """Return a queryset's statement and values."""
    sql, values = rows.query.sql_with_params()
    return sql, list(values)


def parameter(value: Any) -> Any:
    """Return a value as the driver of this database wants it."""
    if isinstance(value, UUID):
        return db.uuid_parameter(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


def uuid_value(value: Any) -> UUID:
    """Return a key as Python has it."""
    return value if isinstance(value, UUID) else UUID(hex=value)


def moment_value(value: Any) -> datetime:
    """Return a moment as Python has it (SQLite keeps UTC without saying so)."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _stand_in(kind: type, at: int) -> Any:
    if kind is UUID:
        return UUID(int=0xFACE0000 + at)
    if kind is datetime:
        return _FIRST + timedelta(days=at)
    if kind is date:
        return (_FIRST + timedelta(days=at)).date()
    return f"\ue000{at}"


def _plain(value: Any) -> bool:
    return isinstance(value, str | UUID | date)
