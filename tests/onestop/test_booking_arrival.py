"""Who booked an hour gets a number for it: at the machine in the hall by code or QR, at the desk; once, on the day."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.onestop.queued import machine
from tests.onestop.test_booking import TUESDAY, booked, opened
from tests.people import VAN_DU
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import clock, limits
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import AuditRow
from thanthien.onestop.models import Booking, Ticket
from thanthien.onestop.service import booking, tickets
from thanthien.public import kiosk
from thanthien.rules.tickets import service_of

pytestmark = pytest.mark.django_db
EARLY = TUESDAY - timedelta(minutes=10)


@pytest.fixture
def at(world: World, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment at the machine, to be changed."""
    moment = [world.now]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    opened(world)
    return moment


@pytest.fixture
def hall(world: World, at: list[datetime]) -> Client:
    client = Client()
    client.cookies[kiosk.COOKIE] = tickets.pass_of(machine(world))
    return client


def typed(client: Client, code: str, **more: str) -> str:
    return client.post("/lay-so/", {"ma": code, **more}, follow=True).content.decode()


def test_a_code_typed_or_scanned_gives_one_number_that_says_its_hour(
    world: World, hall: Client, at: list[datetime]
) -> None:
    row = booked(world)
    at[0] = EARLY
    assert "Đã đặt lịch hẹn?" in hall.get("/lay-so/").content.decode()
    link = f"https://xa.example/lich-hen/{booking.token_of(row.id)}/"
    for code in (row.code, row.code.lower(), "261117 01", "26111701", f"  {link}"):
        page = typed(hall, code)
        assert "ưu tiên" in page, code
        assert "Lịch hẹn 8:00: Đăng ký lại khai sinh" in page
    page = typed(hall, row.code, lan="B", once="mot-lan-bam")
    assert "B001" in page
    assert "hẹn 8:00" in page
    assert "B001" in typed(hall, row.code, lan="B", once="mot-lan-bam")  # pressed twice
    ticket = Ticket.objects.get()
    assert (ticket.booking_id, ticket.service) == (row.id, "ho-tich")
    assert Booking.objects.get().state == "came"
    acts = AuditRow.objects.filter(unit_id=world.home, act__in=("booking.arrive", "ticket.take"))
    assert acts.count() == 2
    assert "đã lấy số B001 lúc 7:50" in typed(hall, row.code)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (TUESDAY - timedelta(minutes=31), "máy cho số từ 7:30"),
        (TUESDAY - timedelta(days=1), "chưa đến ngày"),
        (TUESDAY + timedelta(minutes=61), "đã qua"),
        (TUESDAY + timedelta(days=1), "đã qua"),
    ],
)
def test_too_early_and_too_late_say_what_to_do(
    world: World, hall: Client, at: list[datetime], moment: datetime, said: str
) -> None:
    row = booked(world)
    at[0] = moment
    page = typed(hall, row.code, lan="A")
    assert said in page
    assert "lấy số thường" in page
    assert f'value="{row.code}"' in page  # what was typed stays
    assert Ticket.objects.count() == 0


def test_another_commune_a_cancelled_one_and_nonsense(world: World, hall: Client, at: list[datetime]) -> None:
    row = booked(world)
    away = booking.token_of(row.id)
    Booking.objects.filter(id=row.id).update(unit_id=world.units[VAN_DU])
    at[0] = EARLY
    assert "không phải ở đây" in typed(hall, f"/lich-hen/{away}/")
    for code in (row.code, "", "LH-", "số 5", "9" * 300, "/lich-hen/bay-ba/", "%00"):
        assert "chưa thấy lịch hẹn nào có mã này" in typed(hall, code), code
    Booking.objects.filter(id=row.id).update(unit_id=world.home)
    booking.cancel(actor=citizen(), now=EARLY, booking_id=row.id)
    assert "đã hủy" in typed(hall, row.code)
    assert Ticket.objects.count() == 0


def test_wrong_codes_at_one_machine_are_counted(
    world: World, hall: Client, at: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "booking.code": limits.Limit(2, timedelta(minutes=10))})
    row = booked(world)
    at[0] = EARLY
    typed(hall, "26111798"), typed(hall, "26111799")
    assert "thử nhiều mã chưa lấy số được" in typed(hall, row.code)
    at[0] = EARLY + timedelta(minutes=11)
    assert "Lịch hẹn 8:00" in typed(hall, row.code)


def test_who_tries_all_codes_of_a_day_at_the_machine_is_stopped_though_they_are_real(
    world: World, hall: Client, at: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "booking.code": limits.Limit(2, timedelta(minutes=10))})
    later = [booked(world, TUESDAY + timedelta(hours=1, minutes=30 * n)) for n in range(3)]
    at[0] = EARLY
    assert all("máy cho số từ" in typed(hall, row.code) for row in later[:2])
    assert "thử nhiều mã chưa lấy số được" in typed(hall, later[2].code)


def test_only_a_machine_or_a_clerk_of_the_commune_gives_it(world: World, at: list[datetime]) -> None:
    row = booked(world)
    for actor, key in ((citizen(), None), (citizen(), UUID(int=7)), (world.actors["truc"], None)):
        with pytest.raises(NotThere):
            booking.arrive(actor=actor, now=EARLY, unit_id=world.home, code=row.code, lane="A", kiosk_id=key)
    assert Client().post("/lay-so/", {"ma": row.code}).status_code == 403


def test_the_clerk_types_the_code_all_day_and_the_slip_prints(world: World, at: list[datetime]) -> None:
    row = booked(world)
    at[0] = TUESDAY + timedelta(hours=3)
    clerk = enter("nhai")
    page = clerk.post("/can-bo/mot-cua/lich-hen/ma/", {"ma": row.code, "lan": "A", "once": "x" * 20}, follow=True)
    assert "A001" in page.text
    assert "hẹn 8:00" in page.text
    again = clerk.post("/can-bo/mot-cua/lich-hen/ma/", {"ma": row.code, "lan": "A", "once": "y" * 20})
    assert again.status_code == 422
    assert "đã lấy số A001" in again.text
    with pytest.raises(Refused, match="chưa đến ngày"):
        booking.arrive(actor=world.actors["nhai"], now=world.now, unit_id=world.home,
                       code=booked(world, TUESDAY.replace(hour=9)).code, lane="A")  # fmt: skip


def test_a_group_that_stands_nowhere_is_what_nobody_knows() -> None:
    assert [service_of(group) for group in ("cuoi-hoi", "la", "")] == ["ho-tich", "khac", "khac"]
