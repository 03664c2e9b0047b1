"""A day closed after people had booked: who left a channel is told once, the others stand in a list to call."""

from datetime import timedelta

from django.urls import reverse

from tests.calendar.people import approved, storm
from tests.onestop.test_booking import TUESDAY, booked, opened
from tests.web.office import sign_in
from tests.world import World
from thanthien.core.models import AuditRow, Message
from thanthien.onestop.service import booking


def test_who_booked_a_day_that_was_closed_is_told_once_or_called(world: World) -> None:
    opened(world)
    told, silent = booked(world, email="mo@example.vn"), booked(world, name="Bùi Thị Mơ")
    kept = booked(world, TUESDAY + timedelta(days=1))
    assert booking.warn_all(world.now) == 0
    approved(world, storm(f"{TUESDAY:%Y-%m-%d}"))
    assert {one.id for one in booking.on_closed_days(world.home, world.now)} == {told.id, silent.id}
    assert kept.id not in {one.id for one in booking.to_call(world.home, world.now)}
    assert [booking.warn_all(world.now), booking.warn_all(world.now)] == [1, 0]
    message = Message.objects.get(template="booking_closed")
    assert (message.subject_id, message.channel) == (told.id, "email")
    assert AuditRow.objects.filter(unit_id=world.home, act="booking.warn").count() == 1
    client = sign_in("nhai")
    page = client.get(reverse("office:bookings")).content.decode()
    assert "Cần báo" in page
    assert silent.code in page
    assert "cần gọi 1 người hẹn" in client.get(reverse("office:today")).content.decode()
