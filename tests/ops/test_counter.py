"""The demo's counter on the visitor's day: one thing of every kind to look at, by the real commands."""

from datetime import datetime, timedelta

import pytest

from tests.world import World
from thanthien.core import audit, clock
from thanthien.core.models import Errand, Message
from thanthien.onestop.models import Booking, Charge, CourtesyLetter, OfficialCode
from thanthien.ops.world import counter, hall
from thanthien.org.models import CalendarNotice

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=clock.VN)
SUNDAY = datetime(2026, 11, 22, 20, 0, tzinfo=clock.VN)


@pytest.mark.parametrize("end", [MONDAY, SUNDAY], ids=["monday", "sunday"])
def test_one_of_every_kind_waits_for_the_visitor(world: World, end: datetime) -> None:
    assert counter.play(end) == len(counter.PARTS)
    assert list(OfficialCode.objects.values_list("source", flat=True)) == ["national"]
    sent = Message.objects.filter(channel="sms").exclude(subject_id=None)
    assert sent.exists()
    assert Errand.objects.filter(told_at__isnull=True).count() >= 1
    owed = Charge.objects.get(state="due")
    assert (owed.amount, owed.dossier.state) == (8000, "in_process")
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked"] * 2
    assert all(one.starts_at > end for one in Booking.objects.all())
    assert CourtesyLetter.objects.get().state == "draft"
    assert CalendarNotice.objects.get().state == "proposed"
    assert audit.verify().ok
    assert counter.play(end) == 0  # the next start finds it there


def test_people_sit_in_the_room_even_when_the_office_is_closed(world: World) -> None:
    moments = []
    with clock.rehearse(SUNDAY - hall.LATELY_FROM):
        story = hall.now(world.actors["clerk"], "seed", SUNDAY)
    for _ in range(len(hall.LATELY) + 2):
        at = next(story, None)
        if at is None:
            break
        moments.append(at)
        clock_at = clock.rehearse(at)
        clock_at.__enter__()
    assert moments == sorted(moments)
    assert moments[-1] == SUNDAY - timedelta(seconds=30)
