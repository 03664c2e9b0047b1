"""The second wall: which communes' rows this request may meet at all. PostgreSQL enforces it (row-level security).

A request comes in with an empty scope. What proves a right to a commune's records (a position held today, a secret
link, the commune of a public page) admits that commune; nothing else does, so that a query whose filter somebody
forgot finds no row of another commune. ``core.postgres`` tells the scope to the database before each statement
that needs it, for the running transaction where there is one. On SQLite the scope is kept and asked by nobody:
such an installation has one file, and whoever opens it reads all of it.

    with door():                 # a request begins, web.middleware
        admit(actor.unit_id)     # office.guard, onestop.access.by_token …
        with lifted(): …         # the statement that finds out whose record a link opens

Outside every door a process is what :func:`stand` made of it: a web worker sees nothing, the loop sees all units,
and a command at the console (migrations, backup, restore, audit) works as the owner of the tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from uuid import UUID

Scope = frozenset[str]  # keys of units, written with hyphens; EVERY holds the one word that means all of them
NOTHING: Final[Scope] = frozenset()
EVERY: Final[Scope] = frozenset({"*"})

_process: Scope | None = None  # None: the owner of the tables, before whom there is no wall
_request: ContextVar[Scope | None] = ContextVar("thanthien_wall", default=None)


def scope() -> Scope | None:
    """Return the units whose rows may be met now; None stands for the owner, who has no wall."""
    found = _request.get()
    return _process if found is None else found


def process_scope() -> Scope | None:
    """Return what this process may meet outside every door."""
    return _process


def stand(units: Scope | None) -> None:
    """Say what this process is outside a request. Connections made before are closed: they may be the owner's."""
    global _process
    from thanthien.core import db

    if units != _process:
        db.let_go()
        _process = units


@contextmanager
def door() -> Iterator[None]:
    """A request comes in: it meets nothing until something admits it, and takes nothing along when it leaves."""
    held = _request.set(NOTHING)
    try:
        yield
    finally:
        _request.reset(held)


@contextmanager
def acting(kind: str, unit_id: UUID | None) -> Iterator[None]:
    """Run a command as its actor: staff in their unit, the house in all, a citizen in what their door has opened."""
    if kind == "staff":
        with within(unit_id):
            yield
    elif kind == "system":
        with lifted():
            yield
    else:
        yield


@contextmanager
def within(*unit_ids: UUID | None) -> Iterator[None]:
    """Work in these units alone (a command of their officer); what was admitted in between ends here, too."""
    held = _request.set(_keys(unit_ids))
    try:
        yield
    finally:
        _request.reset(held)


def admit(*unit_ids: UUID | None) -> None:
    """Let the present request meet the rows of these units, too. Outside a door there is nothing to widen."""
    found = _request.get()
    if found is not None and found != EVERY:
        _request.set(found | _keys(unit_ids))


@contextmanager
def lifted() -> Iterator[None]:
    """Look over every unit: to find out whose a record is, for figures, for acts that concern several units.

    Keep it to the statements that need it; ``tests/access/test_wall_lifted.py`` lists who may.
    """
    if scope() is None:
        yield
        return
    held = _request.set(EVERY)
    try:
        yield
    finally:
        _request.reset(held)


def _keys(unit_ids: tuple[UUID | None, ...]) -> Scope:
    return frozenset(str(UUID(str(one))) for one in unit_ids if one is not None)
