"""Raw SQL as the application's role: nothing of another commune, and nothing at all without a scope."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests import people
from tests.access.test_matrix import things
from tests.world import World
from thanthien.core import wall, wall_build, wall_tables
from thanthien.identity import service as identity
from thanthien.onestop import service as onestop
from thanthien.onestop.models import Dossier, Event

POLICIES = wall_tables.policies()
ROLE = "thanthien_app"


def scoped(sql: str, units: str | None) -> list[tuple[Any, ...]]:
    """Run one statement as the application's role with a scope, as somebody would who got hold of its connection."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        if units is not None:
            cursor.execute("SELECT set_config('thanthien.units', %s, true)", [units])
        cursor.execute(sql)
        found = cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT set_config('thanthien.units', '', true)")
    return found


@pytest.fixture
def two_communes(world: World) -> World:
    """A dossier with its event, task, paper, message and file of its own in each of two communes."""
    issued = world.received()
    onestop.receive_at_counter(
        actor=world.actors["la"], now=world.now, filing=world.filing(unit_id=world.units[people.VAN_DU])
    )
    assert issued.unit_id == world.home
    return world


@pytest.mark.parametrize("table", sorted(POLICIES))
def test_without_a_scope_a_table_is_empty(two_communes: World, table: str) -> None:
    assert scoped(f"SELECT count(*) FROM {table}", None) == [(0,)]
    assert scoped(f"SELECT count(*) FROM {table}", "") == [(0,)]


UNITS = {
    model._meta.db_table: wall_tables.unit_columns(model)
    for model in wall_tables.tables()
    if model._meta.db_table in POLICIES and wall_tables.unit_columns(model)
}


@pytest.mark.parametrize("table", sorted(UNITS))
def test_with_a_scope_only_its_own_rows_are_met(two_communes: World, table: str) -> None:
    home = two_communes.home
    mine = " OR ".join(f"{column} = '{home}'" for column in UNITS[table])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {mine}")
        expected = cursor.fetchone()
    assert scoped(f"SELECT count(*) FROM {table}", str(home)) == [expected]
    assert scoped(f"SELECT count(*) FROM {table} WHERE NOT ({mine})", str(home)) == [(0,)]


def test_rows_of_every_room_are_met_by_their_own_commune_alone(two_communes: World) -> None:
    """A wall round an empty table shows nothing: each room puts rows of its own there first."""
    world = two_communes
    things(world)
    identity.invite(
        actor=world.actors["quan"], now=world.now, unit_id=world.home, staff_id=UUID(world.actors["mua"].id)
    )
    elsewhere, filled = str(world.units[people.CHIENG_SINH]), []
    for table, columns in UNITS.items():
        mine = " OR ".join(f"{column} = '{world.home}'" for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {mine}")
            (count,) = cursor.fetchone()
        filled += [table] if count else []
        assert scoped(f"SELECT count(*) FROM {table}", str(world.home)) == [(count,)], table
        assert scoped(f"SELECT count(*) FROM {table} WHERE {mine}", elsewhere) == [(0,)], table
    assert len(filled) >= 32, sorted(set(UNITS) - set(filled))


def test_what_is_walled_is_not_empty_here(two_communes: World) -> None:
    for table in ("onestop_dossier", "onestop_event", "core_auditrow", "core_chainhead", "core_message"):
        assert scoped(f"SELECT count(*) FROM {table}", str(two_communes.home)) > [(0,)], table
        assert scoped(f"SELECT count(DISTINCT unit_id) FROM {table}", "*") > [(1,)], table


def test_nothing_is_written_for_another_commune(two_communes: World) -> None:
    next_door = two_communes.units[people.VAN_DU]
    home = str(two_communes.home)
    for act in (
        f"UPDATE onestop_event SET note = 'x' WHERE unit_id = '{next_door}'",
        f"DELETE FROM onestop_event WHERE unit_id = '{next_door}'",
    ):
        assert scoped(act, home) == [(0,)]
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        scoped(f"UPDATE onestop_event SET unit_id = '{next_door}'", home)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        scoped(f"INSERT INTO core_counter (unit_id, name, value) VALUES ('{next_door}', 'x', 1)", home)


@pytest.mark.parametrize(
    "act",
    [
        "DELETE FROM core_auditrow",
        "UPDATE core_auditrow SET body = '{}'",
        "UPDATE core_auditrow SET unit_id = unit_id",
        "TRUNCATE core_auditrow",
        "ALTER TABLE onestop_dossier DISABLE ROW LEVEL SECURITY",
        "DROP POLICY thanthien_wall ON onestop_dossier",
        "DELETE FROM django_migrations",
        "SET LOCAL row_security = off; SELECT count(*) FROM onestop_dossier",
    ],
)
def test_the_role_mends_no_record_and_moves_no_wall(two_communes: World, act: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        scoped(act, str(two_communes.home))
    assert connection.connection.info.transaction_status.name == "INTRANS"


@contextmanager
def visit(*units: UUID) -> Iterator[None]:
    with wall.door():
        wall.admit(*units)
        yield


def test_a_forgotten_filter_shows_the_own_commune_alone(two_communes: World) -> None:
    with visit():
        assert not Dossier.objects.exists()
    with visit(two_communes.home):
        assert {row.unit_id for row in Dossier.objects.all()} == {two_communes.home}
        assert {row.unit_id for row in Event.objects.all()} == {two_communes.home}
    assert len({row.unit_id for row in Dossier.objects.all()}) > 1  # the test itself is the owner


def test_what_was_received_for_another_commune_is_met_by_both(world: World) -> None:
    filing = world.filing(unit_id=world.units[people.VAN_DU], received_unit_id=world.home)
    filed = onestop.receive_at_counter(actor=world.actors["nhai"], now=world.now, filing=filing)
    for unit in (world.home, world.units[people.VAN_DU]):
        with visit(unit):
            assert Dossier.objects.filter(id=filed.id).exists()
    with visit(world.units[people.CHIENG_SINH]):
        assert not Dossier.objects.filter(id=filed.id).exists()


def test_a_rollback_leaves_the_wall_where_it_was(two_communes: World) -> None:
    with visit(two_communes.home):
        with transaction.atomic(), wall.lifted():
            assert len({row.unit_id for row in Dossier.objects.all()}) > 1
            transaction.set_rollback(True)
        assert {row.unit_id for row in Dossier.objects.all()} == {two_communes.home}


def test_building_again_changes_nothing_and_mends_what_is_gone(db: None) -> None:
    assert wall_build.build() == 0
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY thanthien_wall ON onestop_event")
    assert wall_build.build() == 1
    assert wall_build.build() == 0
