"""The chain names the first changed, removed, inserted or reordered row, and survives erasure."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from tests.world import World
from thanthien.core import audit, chain
from thanthien.core.models import AuditRow, ChainHead


def rows(world: World) -> list[AuditRow]:
    world.received()
    world.received(applicant=world.applicant(name="Đinh Văn Ổi"))
    return list(AuditRow.objects.filter(unit_id=world.home).order_by("seq"))


def test_an_untouched_chain_verifies(world: World) -> None:
    count = len(rows(world))
    report = audit.verify(world.home)
    assert (report.ok, report.rows, report.first_bad) == (True, count, None)


def test_rows_have_no_gap_and_each_carries_the_one_before(world: World) -> None:
    known = rows(world)
    assert [row.seq for row in known] == list(range(1, len(known) + 1))
    previous = ""
    for row in known:
        assert row.hash == chain.link(previous, row.body)
        previous = row.hash


def _change_body(known: list[AuditRow]) -> None:
    AuditRow.objects.filter(id=known[4].id).update(body=known[4].body.replace("2026-11-16", "2026-11-13"))


def _change_column(known: list[AuditRow]) -> None:
    AuditRow.objects.filter(id=known[4].id).update(act="dossier.close")


def _change_time(known: list[AuditRow]) -> None:
    AuditRow.objects.filter(id=known[4].id).update(recorded_at=known[4].recorded_at - timedelta(days=3))


def _remove(known: list[AuditRow]) -> None:
    known[4].delete()


def _swap(known: list[AuditRow]) -> None:
    AuditRow.objects.filter(id=known[4].id).update(seq=999)
    AuditRow.objects.filter(id=known[5].id).update(seq=5)
    AuditRow.objects.filter(id=known[4].id).update(seq=6)


def _insert(known: list[AuditRow]) -> None:
    for row in reversed(known[4:]):
        AuditRow.objects.filter(id=row.id).update(seq=row.seq + 1)
    body = known[4].body
    made = AuditRow(
        unit_id=known[0].unit_id, seq=5, act=known[4].act, recorded_at=known[4].recorded_at, body=body,
        hash=chain.link(known[3].hash, body), subject_id=known[4].subject_id,
    )  # fmt: skip
    made.save()


def _forge_detail(known: list[AuditRow]) -> None:
    row = next(row for row in known if row.detail)
    AuditRow.objects.filter(id=row.id).update(detail='{"applicant":"Người khác"}')


@pytest.mark.parametrize("damage", [_change_body, _change_column, _change_time, _remove, _swap, _insert, _forge_detail])
def test_damage_is_found_at_its_row(world: World, damage: Callable[[list[AuditRow]], None]) -> None:
    known = rows(world)
    damage(known)
    report = audit.verify(world.home)
    assert not report.ok
    assert report.first_bad is not None
    forged = next(row.seq for row in known if row.detail)
    expected = forged if damage is _forge_detail else 5
    assert report.first_bad.seq == expected


def test_a_chain_cut_at_its_end_does_not_verify(world: World) -> None:
    known = rows(world)
    known[-1].delete()
    report = audit.verify(world.home)
    assert report.first_bad is not None
    assert "ends" in report.first_bad.why


def test_rows_whose_head_was_removed_are_found(world: World) -> None:
    rows(world)
    ChainHead.objects.filter(unit_id=world.home).delete()
    assert not audit.verify().ok


def test_erasing_personal_detail_leaves_a_chain_that_verifies(world: World) -> None:
    rows(world)
    AuditRow.objects.exclude(detail="").update(detail="", salt="")
    assert audit.verify().ok


def test_no_name_phone_or_id_number_stands_in_a_sealed_text(world: World) -> None:
    applicant = world.applicant(name="Quách Thị Rừng", phone="0900 000 777", id_number="038300000777")
    world.received(applicant=applicant)
    for body in AuditRow.objects.values_list("body", flat=True):
        for secret in ("Rừng", "0900000777", "038300000777"):
            assert secret not in body


def test_an_id_number_is_nowhere_plain_in_the_database(world: World) -> None:
    world.received(applicant=world.applicant(id_number="038300000777"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                assert "038300000777" not in repr(row), table
