"""The connection that tells PostgreSQL for which units it works, before the statement that depends on it.

In a transaction the scope is set for that transaction (``SET LOCAL``, on the same journey as ``BEGIN``), so that a
rollback or commit ends it. A statement outside transactions needs it for the session: whoever gets the connection
next tells its own scope first, because what was told stands noted on the connection itself.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import errors, pq

from thanthien.core import wall

Told = tuple[bool, wall.Scope]  # as the application's role or as the owner; for which units
_UNKNOWN: wall.Scope = frozenset({"unknown"})
_IDLE, _BROKEN = pq.TransactionStatus.IDLE, {pq.TransactionStatus.INERROR, pq.TransactionStatus.UNKNOWN}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, behind the wall."""

    _local: Told | None = None  # what holds until the transaction ends

    def get_connection_params(self) -> dict[str, Any]:
        """Connect as the application's role where this process stands behind the wall."""
        found: dict[str, Any] = super().get_connection_params()
        if wall.process_scope() is None:
            return found
        if settings.THANTHIEN_DB_APP_PASSWORD:
            return found | {"user": settings.THANTHIEN_DB_APP_USER, "password": settings.THANTHIEN_DB_APP_PASSWORD}
        given = found.get("options", "")
        return found | {"options": f"{given} -c role={settings.THANTHIEN_DB_APP_USER}".strip()}

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor that works for the units of the present scope and no others."""
        self.tell_wall()
        return super().create_cursor(name)

    def tell_wall(self) -> None:
        """Tell the scope unless the database knows it; called before whatever does not go through a cursor of ours."""
        raw = self.connection
        status = raw.pgconn.transaction_status
        if status in _BROKEN:  # only a rollback is heard now
            return
        session: Told = getattr(raw, "wall_told", None) or (wall.process_scope() is not None, wall.NOTHING)
        units = wall.scope()
        wanted: Told = (units is not None, units or wall.NOTHING)
        known = self._local or session
        if wanted == known:
            return
        inside = not raw.autocommit
        words = _words(wanted, known, "LOCAL " if inside else "")
        _run(raw, f"BEGIN; {words}" if inside and status == _IDLE else words)
        if inside:
            self._local = wanted
        else:
            raw.wall_told = wanted

    def connect(self) -> None:
        """Take a connection; no transaction runs on it."""
        self._local = None
        super().connect()

    def _commit(self) -> Any:
        self._local = None
        return super()._commit()  # type: ignore[misc]  # the stubs leave out what Django calls itself

    def _rollback(self) -> Any:
        self._local = None
        return super()._rollback()  # type: ignore[misc]  # as above

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # as above
        # What was told since the savepoint is gone with it: an untrue note makes the next statement tell again.
        self._local = (False, _UNKNOWN)


def _words(wanted: Told, known: Told, how_long: str) -> str:
    words = f"SET {how_long}thanthien.units = '{','.join(sorted(wanted[1]))}'"
    if wanted[0] == known[0] and known[1] != _UNKNOWN:
        return words
    role = f'"{settings.THANTHIEN_DB_APP_USER}"' if wanted[0] else "NONE"
    return f"SET {how_long}ROLE {role}; {words}"


def _run(raw: Any, words: str) -> None:
    # One journey without a cursor: several statements in the simple protocol, which takes no parameters.
    done = raw.pgconn.exec_(words.encode())
    if done.status != pq.ExecStatus.COMMAND_OK:
        raise errors.error_from_result(done)
