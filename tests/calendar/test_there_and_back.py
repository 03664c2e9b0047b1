"""Whatever the notice: re-dated and taken back, every case has its old dates again, and each act leaves its row."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calendar.people import approved, entered, storm, withdrawn
from tests.world import MARITAL, REBIRTH, World
from thanthien.core.models import AuditRow
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.calendar import NATIONAL

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 17)
WORKED = [day for day in (FIRST + timedelta(days=n) for n in range(25)) if NATIONAL.is_working_day(day)]
storms = st.lists(st.lists(st.sampled_from(WORKED), min_size=1, max_size=5, unique=True), min_size=1, max_size=2)
WITH_DATABASE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=6, deadline=None, suppress_health_check=WITH_DATABASE)
@given(storms=storms, age=st.integers(0, 6))
def test_any_storms_taken_back_give_every_old_date_again(world: World, storms: list[list[date]], age: int) -> None:
    from django.db import transaction

    with transaction.atomic():
        cases = [world.received(code, at=world.now - days * timedelta(days=1)) for code in (REBIRTH, MARITAL)
                 for days in (0, age)]  # fmt: skip
        old = {one.id: (one.due_at, one.revised_at, one.sort_due, one.clock_events) for one in cases}
        rows = []
        for days in storms:
            fresh = [day for day in days if org.calendars.of(world.home).calendar.is_working_day(day)]
            if fresh:
                rows.append(approved(world, storm(*(day.isoformat() for day in fresh))))
        for one in cases:
            assert world.get(one.id).due_at >= one.due_at
        for row in rows:  # in the order of entering: the later one still holds meanwhile
            withdrawn(world, row)
        fresh_rows = [world.get(key) for key in old]
        assert {one.id: (one.due_at, one.revised_at, one.sort_due, one.clock_events) for one in fresh_rows} == old
        transaction.set_rollback(True)
    org.calendars.forget()


def test_every_act_leaves_its_row(world: World) -> None:
    world.received(REBIRTH)
    row = approved(world, storm("2026-11-18"))
    quan, tam = world.actors["quan"], world.actors["tam"]
    same: dict[str, Any] = {"now": world.now, "notice_id": row.id}
    org.end_notice(actor=quan, version=2, reason="Bão đổi hướng.", **same)
    org.keep_notice(actor=tam, version=3, **same)
    withdrawn(world, org.notice(tam, row.id))
    other = entered(world, storm("2026-11-20"))
    org.decline_notice(actor=tam, now=world.now, notice_id=other.id, version=1, reason="Không có bão.")
    acts = AuditRow.objects.filter(subject_id__in=(row.id, other.id)).order_by("seq")
    entering = ["notice.enter", "notice.approve", "notice.end", "notice.keep"]
    ending = ["notice.end", "notice.withdraw", "notice.enter", "notice.decline"]
    assert [one.act for one in acts] == [*entering, *ending]
    told = [json.loads(one.body)["data"] for one in acts]
    assert [data["calendar"] for data in told if "calendar" in data] == [1, 2]
    assert AuditRow.objects.filter(act="redating.finish").count() == 2


def test_each_act_about_a_limit_leaves_its_row(world: World) -> None:
    redating = onestop.redating
    quan, tam = world.actors["quan"], world.actors["tam"]
    draft = redating.LimitDraft(REBIRTH, 7, "working_days", "NĐ 999/2026 Điều 3", "Điều 20: hồ sơ đang mở")
    done = redating.enter_limit(actor=quan, now=world.now, draft=draft)
    row = redating.limit_changes(quan).get()
    assert str(row.id) == done.id
    same: dict[str, Any] = {"now": world.now, "change_id": row.id}
    redating.approve_limit(actor=tam, version=1, **same)
    redating.end_limit(actor=tam, version=2, reason="Văn bản bị bãi bỏ.", **same)
    redating.withdraw_limit(actor=quan, version=3, **same)
    acts = AuditRow.objects.filter(subject_id=row.id).order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["limit.enter", "limit.approve", "limit.end", "limit.withdraw"]
