"""The connection: who it is, and that a scope never goes on to whoever takes it next (a pool of one)."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from thanthien.core import wall
from thanthien.core.postgres.base import DatabaseWrapper

HOME, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def single(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    """A connection of a web worker, with a pool of its own that holds one session."""
    monkeypatch.setattr(wall, "_process", wall.NOTHING)
    settings = deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 1, "timeout": 5}
    made = DatabaseWrapper(settings, alias="single")
    yield made
    made.close()
    made.close_pool()


def told(one: DatabaseWrapper) -> tuple[Any, ...]:
    with one.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('thanthien.units', true), pg_backend_pid()")
        found: tuple[Any, ...] = cursor.fetchone()
        return found


def test_a_scope_ends_with_its_request(single: DatabaseWrapper) -> None:
    sessions = set()
    for unit in (HOME, OTHER):
        with wall.door():
            wall.admit(unit)
            user, units, session = told(single)
            assert (user, units) == ("thanthien_app", str(unit))
            sessions.add(session)
        single.close()  # back to the pool, as at the end of each request
        with wall.door():
            assert told(single)[:2] in {("thanthien_app", ""), ("thanthien_app", None)}
        single.close()
        assert told(single)[1] in {"", None}  # and outside every door
        single.close()
    assert len(sessions) == 1


def test_a_transaction_takes_its_scope_with_it(single: DatabaseWrapper) -> None:
    with wall.door():
        wall.admit(HOME)
        assert told(single)[1] == str(HOME)
        single.set_autocommit(False)
        with wall.within(OTHER):
            assert told(single)[1] == str(OTHER)
        assert told(single)[1] == str(HOME)
        with wall.within(OTHER):
            assert told(single)[1] == str(OTHER)
        single.rollback()
        single.set_autocommit(True)
        assert told(single)[1] == str(HOME)


def test_a_savepoint_rolled_back_is_told_again(single: DatabaseWrapper) -> None:
    with wall.door():
        wall.admit(HOME)
        single.set_autocommit(False)
        assert told(single)[1] == str(HOME)
        sid = str(single.savepoint())
        with wall.within(OTHER):
            assert told(single)[1] == str(OTHER)
            single.savepoint_rollback(sid)
            assert told(single)[1] == str(OTHER)
        single.rollback()
        single.set_autocommit(True)


def test_an_error_in_between_does_not_confuse_it(single: DatabaseWrapper) -> None:
    with wall.door():
        wall.admit(HOME)
        with pytest.raises(Exception, match="division by zero"), single.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert told(single)[1] == str(HOME)


def test_the_suite_itself_is_the_owner(db: None) -> None:
    assert wall.scope() is None
    with transaction.atomic():
        assert told(connections[DEFAULT_DB_ALIAS])[0] != "thanthien_app"  # type: ignore[arg-type]
