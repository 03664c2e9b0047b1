"""Somebody writes into the tables by SQL: each of five ways is named, at the first row, in the middle, at the end.

A whole chain recomputed afterwards fits in itself: then the promise on a receipt or the root of the day names it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.core.proof_house import NEXT_MORNING, closed, promise, receipts
from tests.world import World, rehearsed
from thanthien.core import audit, chain, db
from thanthien.core.models import AuditRow, ChainHead, DayRoot, Promise

TABLE = AuditRow._meta.db_table
PLACES = ["first", "middle", "last"]


def sql(text: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, [db.uuid_parameter(one) if hasattr(one, "hex") else one for one in given])


@pytest.fixture
def length(world: World) -> int:
    receipts(world)
    return ChainHead.objects.get(unit_id=world.home).seq


def at(place: str, length: int) -> int:
    return {"first": 1, "middle": length // 2, "last": length}[place]


def changed(world: World, seq: int, length: int) -> tuple[int, str]:
    sql(f"UPDATE {TABLE} SET body = replace(body, '2026-11-16', '2026-11-13') WHERE unit_id = %s AND seq = %s",
        world.home, seq)  # fmt: skip
    return seq, "changed"


def removed(world: World, seq: int, length: int) -> tuple[int, str]:
    sql(f"DELETE FROM {TABLE} WHERE unit_id = %s AND seq = %s", world.home, seq)
    return seq, "ends at row" if seq == length else "missing"


def _move(world: World, old: int, new: int) -> None:
    sql(f"UPDATE {TABLE} SET seq = %s WHERE unit_id = %s AND seq = %s", new, world.home, old)


def reordered(world: World, seq: int, length: int) -> tuple[int, str]:
    other = seq - 1 if seq == length else seq + 1
    _move(world, seq, 10_000)
    _move(world, other, seq)
    _move(world, 10_000, other)
    return min(seq, other), "moved"


def inserted(world: World, seq: int, length: int) -> tuple[int, str]:
    """A well-made row after ``seq``, the rest pushed on."""
    for old in range(length, seq, -1):
        _move(world, old, old + 1)
    before = AuditRow.objects.get(unit_id=world.home, seq=seq)
    body = before.body.replace(f'"seq":{seq},', f'"seq":{seq + 1},')
    AuditRow.objects.create(
        unit_id=world.home, seq=seq + 1, act=before.act, subject_id=before.subject_id,
        recorded_at=before.recorded_at, body=body, hash=chain.link(before.hash, body),
    )  # fmt: skip
    return (seq + 1, "inserted") if seq < length else (length + 2, f"its head says {length}")


def column(world: World, seq: int, length: int) -> tuple[int, str]:
    sql(f"UPDATE {TABLE} SET act = 'dossier.close' WHERE unit_id = %s AND seq = %s", world.home, seq)
    return seq, "column"


WAYS = [changed, removed, reordered, inserted, column]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_named_at_its_row(
    world: World, length: int, way: Callable[[World, int, int], tuple[int, str]], place: str
) -> None:
    assert audit.verify().ok
    seq, why = way(world, at(place, length), length)
    for report in (audit.verify(), audit.verify(world.home)):
        assert report.first_bad is not None
        assert (report.ok, report.first_bad.unit, report.first_bad.seq) == (False, world.home.hex, seq)
        assert why in report.first_bad.why


def recompute(world: World, start: int) -> None:
    """Rewrite a chain consistently from a row on, head included, as somebody can who knows the format."""
    previous = AuditRow.objects.get(unit_id=world.home, seq=start - 1).hash if start > 1 else ""
    for row in AuditRow.objects.filter(unit_id=world.home, seq__gte=start).order_by("seq"):
        body = row.body.replace('"due_at":"2026-11-23', '"due_at":"2026-11-30')
        previous = chain.link(previous, body)
        AuditRow.objects.filter(id=row.id).update(body=body, hash=previous)
    ChainHead.objects.filter(unit_id=world.home).update(hash=previous)


@pytest.mark.parametrize("place", ["first", "middle"])
def test_a_chain_rewritten_after_its_day_was_closed_names_the_day(world: World, length: int, place: str) -> None:
    closed()
    Promise.objects.all().delete()  # whoever writes rows can take these away, too
    recompute(world, at(place, length))
    report = audit.verify()
    assert report.first_bad is not None
    assert (report.first_bad.seq, report.first_bad.subject) == (0, "2026-11-16")
    assert "rewritten" in report.first_bad.why
    assert audit.verify(world.home).ok  # the chain alone cannot know


def test_a_chain_rewritten_on_the_same_day_names_the_receipt(world: World, length: int) -> None:
    recompute(world, 1)
    report = audit.verify()
    assert report.first_bad is not None
    assert "receipt 0" in report.first_bad.why
    assert report.first_bad.seq in set(Promise.objects.values_list("seq", flat=True))


def _resized(root: DayRoot) -> None:
    DayRoot.objects.filter(id=root.id).update(size=root.size + 1)


def _resigned(root: DayRoot) -> None:
    DayRoot.objects.filter(id=root.id).update(signature="A" * 86 + "==")


def _gone(root: DayRoot) -> None:
    DayRoot.objects.filter(id=root.id).delete()


def _unlinked(root: DayRoot) -> None:
    DayRoot.objects.filter(id=root.id).update(previous="0" * 64)


@pytest.mark.parametrize("damage", [_resized, _resigned, _gone, _unlinked])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_changed_or_removed_root_is_named(world: World, damage: Callable[[DayRoot], None], which: int) -> None:
    from datetime import timedelta

    for day in range(3):
        now = world.now + timedelta(days=day)
        with rehearsed(now):
            world.received(at=now, applicant=world.applicant(name=f"Đinh Văn {'ABC'[day]}"))
    closed(NEXT_MORNING + timedelta(days=2))
    roots = list(DayRoot.objects.order_by("day"))
    assert audit.verify().days == 3
    damage(roots[which])
    report = audit.verify()
    assert report.first_bad is not None
    assert report.first_bad.seq == 0
    assert report.first_bad.subject.startswith("2026-11-1")


def test_a_promise_that_was_changed_is_named(world: World) -> None:
    found = promise(receipts(world, 1)[0])
    Promise.objects.filter(id=found.id).update(number="99/GTN")
    report = audit.verify()
    assert report.first_bad is not None
    assert (report.first_bad.unit, report.first_bad.seq) == (found.unit_id.hex, found.seq)
    assert "not signed" in report.first_bad.why


def test_erased_detail_leaves_roots_and_promises_that_verify(world: World) -> None:
    receipts(world)
    closed()
    AuditRow.objects.exclude(detail="").update(detail="", salt="")
    report = audit.verify()
    assert (report.ok, report.days, report.promises) == (True, 1, 3)


def test_a_day_of_any_length_is_handed_on_in_parts(monkeypatch: pytest.MonkeyPatch, world: World, length: int) -> None:
    monkeypatch.setattr(chain, "MANY", 3)
    monkeypatch.setattr(audit, "CHUNK", 5)
    closed()
    assert (audit.verify().ok, audit.verify().days) == (True, 1)
    handed: list[int] = []
    walk = chain.Walk(world.home.hex, lambda day, hashes: handed.append(len(hashes)))
    for chunk in audit._rows(world.home):
        assert walk.over(chunk) is None
    head = ChainHead.objects.get(unit_id=world.home)
    assert walk.end((head.seq, head.hash)) is None
    assert sum(handed) == length
    assert max(handed) <= 5
