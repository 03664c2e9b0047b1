"""The demo's counter on the visitor's day: one thing of every kind to look at, by the real commands."""

from datetime import datetime

import pytest

from thanthien.core import audit, clock
from thanthien.core.models import Errand, Message
from thanthien.onestop import search_query
from thanthien.onestop.models import Booking, Charge, CourtesyLetter, OfficialCode
from thanthien.ops import place
from thanthien.ops.world import cast, counter, play
from thanthien.org.models import CalendarNotice

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=clock.VN)
SUNDAY = datetime(2026, 11, 22, 20, 0, tzinfo=clock.VN)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "end", [pytest.param(MONDAY, id="monday"), pytest.param(SUNDAY, id="sunday", marks=pytest.mark.once)]
)
def test_one_of_every_kind_waits_for_the_visitor(end: datetime) -> None:
    search_query._offered.cache_clear()
    place.load_facts()
    play.engage(cast.HOME, end)
    assert counter.play(end) == len(counter.PARTS)
    assert list(OfficialCode.objects.values_list("source", flat=True)) == ["national"]
    assert Message.objects.filter(channel="sms").count() >= 1
    assert not Message.objects.filter(created_at__gt=end).exists()
    assert Errand.objects.filter(told_at__isnull=True).count() >= 1
    owed = Charge.objects.get(state="due")
    assert (owed.amount, owed.dossier.state) == (8000, "in_process")
    assert [one.state for one in Booking.objects.all()] == ["booked"] * 2
    assert all(one.starts_at > end for one in Booking.objects.all())
    assert CourtesyLetter.objects.get().state == "draft"
    assert CalendarNotice.objects.get().state == "proposed"
    assert audit.verify().ok
    assert counter.play(end) == 0  # the next start finds it there
