"""Appointments by legal act: what is offered, one place for one person, moving, coming, forgetting."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail

from tests.world import REBIRTH, World
from thanthien.core import audit, clock
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow, Message
from thanthien.onestop.models import Booking
from thanthien.onestop.service import booking
from thanthien.rules.office_hours import Session
from thanthien.rules.slots import slots

TUESDAY = datetime(2026, 11, 17, 8, 0, tzinfo=clock.VN)


def opened(world: World, **changes: Any) -> None:
    values: dict[str, Any] = {"open": True, "minutes": 30, "people": 2, "days_ahead": 14, "free_days": (4,)}
    offered = booking.Offered(**(values | changes))
    booking.set_rule(actor=world.actors["tam"], now=world.now, offered=offered)


def booked(world: World, at: datetime = TUESDAY, **who: str) -> Any:
    made = booking.book(
        actor=citizen(), now=world.now, unit_id=world.home, procedure=REBIRTH, starts_at=at, who=booking.Who(**who)
    )
    return Booking.objects.get(id=made.id)


def test_slots_are_whole_and_leave_the_midday_alone() -> None:
    sessions = [Session(time(7, 30), time(9, 0)), Session(time(13, 0), time(13, 50))]
    found = [begins.strftime("%H:%M") for begins, _ in slots(TUESDAY.date(), sessions, 40, clock.VN)]
    assert found == ["07:30", "08:10", "13:00"]
    with pytest.raises(ValueError, match="five minutes"):
        list(slots(TUESDAY.date(), sessions, 0, clock.VN))


def test_days_come_from_hours_calendar_and_the_rule(world: World) -> None:
    """Friday is free of appointments here, Saturday and the holiday of 24/11 are closed, today's past is gone."""
    assert booking.days(world.home, world.now) == []
    opened(world)
    days = {one.day: one for one in booking.days(world.home, world.now)}
    assert len(days) == 15
    assert {days[date(2026, 11, day)].why for day in (20, 27)} == {booking.FREE}
    assert {days[date(2026, 11, day)].why for day in (21, 22, 24)} == {booking.CLOSED}
    assert days[date(2026, 11, 16)].slots[0].starts_at > world.now
    assert days[date(2026, 11, 17)].slots[0].starts_at == TUESDAY.replace(hour=7, minute=30)
    assert days[date(2026, 11, 17)].left == 32


def test_a_place_is_given_once(world: World) -> None:
    opened(world)
    assert {booked(world).seat, booked(world).seat} == {1, 2}
    with pytest.raises(Refused) as no:
        booked(world)
    assert (no.value.field, no.value.code) == ("slot", "full")
    assert AuditRow.objects.filter(unit_id=world.home, act="booking.book").count() == 2
    assert audit.verify(world.home).ok


def test_whom_nobody_can_reach_holds_half_of_a_day_at_most(world: World) -> None:
    """Four places on Tuesday, two of them for people without a number; a clerk and who left one are not asked."""
    opened(world, minutes=120, people=1)
    hours = [one.starts_at for one in booking.days(world.home, world.now)[1].slots]
    wednesday = booking.days(world.home, world.now)[2].slots[0].starts_at
    assert len(hours) == 4
    for at in hours[:2]:
        booked(world, at)
    with pytest.raises(Refused) as no:
        booked(world, hours[2])
    assert (no.value.field, no.value.code) == ("phone", "unreached")
    elsewhere = booked(world, wednesday)
    with pytest.raises(Refused):
        booking.move(actor=citizen(), now=world.now, booking_id=elsewhere.id, starts_at=hours[2])
    booked(world, hours[2], phone="0900 000 123")
    booking.book(
        actor=world.actors["nhai"], now=world.now, unit_id=world.home, procedure="", starts_at=hours[3],
        who=booking.Who(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "at",
    [
        TUESDAY.replace(minute=10),
        TUESDAY.replace(hour=12),
        TUESDAY.replace(day=20),
        TUESDAY.replace(day=24),
        TUESDAY.replace(day=15),
        TUESDAY + timedelta(days=300),
    ],
)
def test_what_is_not_offered_is_not_given(world: World, at: datetime) -> None:
    opened(world)
    with pytest.raises(Refused) as no:
        booked(world, at)
    assert no.value.code == "no-slot"
    assert not Booking.objects.exists()


def test_names_are_welcome_not_owed_and_judged_when_given(world: World) -> None:
    opened(world)
    assert booked(world).name == ""
    assert booked(world, name="Bùi Thị Mơ", phone="0900 000 123").phone == "0900000123"
    with pytest.raises(Refused) as no:
        booked(world, TUESDAY.replace(hour=9), phone="12")
    assert no.value.field == "phone"


def test_only_a_channel_that_was_given_is_used(world: World) -> None:
    opened(world)
    booked(world)
    assert not Message.objects.exists()
    booked(world, TUESDAY.replace(hour=14), email="mo@vidu.vn")
    assert (Message.objects.get().to, Message.objects.get().template) == ("mo@vidu.vn", "booking_made")
    assert len(mail.outbox) == 0


def test_a_person_is_reminded_once(world: World) -> None:
    opened(world)
    booked(world, TUESDAY + timedelta(days=1), email="mo@vidu.vn")
    assert booking.remind_all(world.now) == 0
    later = TUESDAY.replace(hour=9)
    assert (booking.remind_all(later), booking.remind_all(later)) == (1, 0)
    assert Message.objects.filter(template="booking_reminder").count() == 1


def test_moving_keeps_code_and_link_and_frees_the_place(world: World) -> None:
    opened(world, people=1)
    row = booked(world)
    moved = booking.move(actor=citizen(), now=world.now, booking_id=row.id, starts_at=TUESDAY.replace(hour=9))
    assert (moved.code, moved.token) == (row.code, booking.token_of(row.id))
    assert booking.by_token(moved.token).revision == 1
    assert booked(world).seat == 1
    with pytest.raises(Refused):
        booking.move(actor=citizen(), now=world.now, booking_id=row.id, starts_at=TUESDAY)
    row.refresh_from_db()
    assert clock.local(row.starts_at).hour == 9


def test_a_cancelled_place_is_free_again(world: World) -> None:
    opened(world, people=1)
    row = booked(world)
    booking.cancel(actor=citizen(), now=world.now, booking_id=row.id)
    assert booked(world).seat == 1
    with pytest.raises(Refused):
        booking.cancel(actor=citizen(), now=world.now, booking_id=row.id)


def test_who_came_is_noted_by_the_own_clerk_and_not_before(world: World) -> None:
    opened(world)
    row, clerk = booked(world), world.actors["nhai"]
    with pytest.raises(Refused):
        booking.mark(actor=clerk, now=world.now, booking_id=row.id, came=True)
    for login in ("la", "truc"):
        with pytest.raises(NotThere):
            booking.mark(actor=world.actors[login], now=TUESDAY, booking_id=row.id, came=True)
    with pytest.raises(Refused):
        booking.mark(actor=clerk, now=TUESDAY.replace(hour=7), booking_id=row.id, came=False)
    booking.mark(actor=clerk, now=TUESDAY, booking_id=row.id, came=False)
    booking.mark(actor=clerk, now=TUESDAY, booking_id=row.id, came=True)  # came after all
    row.refresh_from_db()
    assert row.state == "came"


def test_people_are_forgotten_after_a_week(world: World) -> None:
    opened(world)
    row = booked(world, name="Bùi Thị Mơ", phone="0900000123")
    assert booking.forget_all(TUESDAY + timedelta(days=6)) == 0
    assert booking.forget_all(TUESDAY + timedelta(days=8)) == 1
    row.refresh_from_db()
    assert (row.name, row.phone, row.title) == ("", "", row.title)
    assert booking.forget_all(TUESDAY + timedelta(days=9)) == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [({"minutes": 5}, "minutes"), ({"people": 0}, "people"), ({"days_ahead": 400}, "days_ahead"),
     ({"free_days": (9,)}, "free_days")],
)  # fmt: skip
def test_a_rule_has_sense(world: World, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as no:
        opened(world, **change)
    assert no.value.field == field


def test_the_rule_is_the_communes_own(world: World) -> None:
    for login in ("nhai", "truc"):
        with pytest.raises(NotThere):
            booking.set_rule(actor=world.actors[login], now=world.now, offered=booking.Offered(True, 30, 1, 7))
    opened(world)
    assert booking.rule_of(world.units["15190"]) is None


def test_a_stranger_gets_nothing_by_a_wrong_link(world: World) -> None:
    with pytest.raises(NotThere):
        booking.by_token("khong-co")
    with pytest.raises(NotThere):
        booking.by_token(booking.token_of(UUID(int=7)))
