"""A service at home that nobody closes forgets its person by itself, in a unit that was merged, too."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from tests.programme.outings import NEED, home
from tests.reorganisation.plans import NEW, carried, unit_of
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import audit
from thanthien.core.actors import SYSTEM
from thanthien.core.clock import VN
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.ops.loop import jobs
from thanthien.programme.models import HomeService
from thanthien.programme.service import outside

BEFORE, DUE = datetime(2027, 2, 15, 23, 59, tzinfo=VN), datetime(2027, 2, 16, 0, 1, tzinfo=VN)  # for 2026-11-18


def test_after_ninety_days_the_person_is_emptied_and_the_line_counts_as_not_done(world: World) -> None:
    key, lapse = home(world), jobs()["lapse_homes"][1]
    assert lapse(BEFORE) == 0
    assert HomeService.objects.get(id=key).person["name"] == NEED.name
    assert [lapse(DUE), lapse(DUE)] == [1, 0]
    row = HomeService.objects.get(id=key)
    assert (row.state, row.person, row.ended_on) == ("lapsed", {}, date(2027, 2, 16))
    assert AuditRow.objects.filter(unit_id=world.home, act="outside.lapse_home", subject_id=key).count() == 1
    assert audit.verify(world.home).ok
    assert outside.homes_done(world.actors["nhai"], date(2026, 11, 1), date(2026, 11, 30)) == (0, 1)
    page = enter("truc").get(reverse("office:outside_home", args=[key])).content.decode()
    assert "Quá 90 ngày từ ngày hẹn" in page
    assert "xóa khi xong việc" not in page
    with pytest.raises(Refused):
        outside.end_home(actor=world.actors["truc"], now=DUE, home_id=key, done=True, outcome="Đã nhận hồ sơ.")


def test_what_was_closed_or_is_not_due_stays_and_no_officer_does_it(world: World) -> None:
    closed, waiting = home(world), home(world)
    outside.end_home(actor=world.actors["truc"], now=world.now, home_id=closed, done=False, outcome="Không cần nữa.")
    for actor, now, key in (
        (SYSTEM, BEFORE, waiting), (SYSTEM, DUE, closed), (world.actors["truc"], DUE, waiting),
    ):  # fmt: skip
        with pytest.raises(NotThere):
            outside.lapse_home(actor=actor, now=now, home_id=key)
    assert HomeService.objects.get(id=closed).state == "cancelled"


def test_a_merged_units_homes_are_emptied_too(world: World) -> None:
    key = home(world)
    carried(world)
    assert HomeService.objects.get(id=key).unit_id == world.home
    assert outside.lapse_homes(DUE) == 1
    assert HomeService.objects.get(id=key).person == {}
    assert AuditRow.objects.filter(unit_id=unit_of(NEW), act="outside.lapse_home", subject_id=key).exists()
    assert audit.verify().ok
