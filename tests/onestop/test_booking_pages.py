"""``/dat-lich/`` without script, and the clerk's page: chosen, taken, moved, called off; a calendar file."""

import re

import pytest
from django.test import Client
from icalendar import Calendar

from tests.onestop.test_booking import TUESDAY, booked, opened
from tests.web.office_acts import enter
from tests.world import REBIRTH, World
from thanthien.core import clock
from thanthien.onestop.models import Booking, Ticket
from thanthien.onestop.service import booking

HOUR = f"/dat-lich/?thu-tuc={REBIRTH}&luc=2026-11-17T08:00"


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return Client(headers={"accept": "text/html"})


def test_from_the_matter_to_the_calendar_file(client: Client, world: World) -> None:
    assert "chưa mở đặt lịch" in client.get("/dat-lich/").text
    opened(world)
    assert f"thu-tuc={REBIRTH}" in client.get("/dat-lich/?q=dang ky lai khai sinh").text
    assert "luc=2026-11-17T08:00" in client.get(f"/dat-lich/?thu-tuc={REBIRTH}").text
    once = re.search(r'name="once" value="([^"]+)"', client.get(HOUR).text)
    assert once is not None
    body = {"once": once[1], "name": "Bùi Thị Mơ"}
    first, again = (client.post(HOUR, body) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    row = Booking.objects.get()
    page = client.get(first.headers["Location"])
    assert row.code in page.text
    assert '<svg class="qr"' in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    file = Calendar.from_ical(client.get(f"/lich-hen/{booking.token_of(row.id)}/lich.ics").content.decode())
    event = file.walk("VEVENT")[0]
    assert (event.decoded("DTSTART"), event.decoded("SEQUENCE")) == (TUESDAY, 0)


def test_a_full_hour_keeps_the_person_and_offers_others(client: Client, world: World) -> None:
    opened(world, people=1)
    booked(world)
    answer = client.post(HOUR, {"once": "a" * 20})
    assert answer.status_code == 422
    assert "hết chỗ" in answer.text
    assert "luc=2026-11-17T08:30" in answer.text
    assert client.get("/dat-lich/?thu-tuc=khac&luc=hom-nay").status_code == 200
    assert client.get("/dat-lich/?thu-tuc=9.999999").status_code == 404


def test_the_link_moves_and_calls_off(client: Client, world: World) -> None:
    opened(world)
    row = booked(world)
    at = f"/lich-hen/{booking.token_of(row.id)}/"
    assert client.post(f"{at}doi/", {"luc": "2026-11-17T09:00"}).status_code == 302
    assert client.post(f"{at}doi/", {"luc": "mai"}).status_code == 422
    assert client.get(f"{at}huy/").status_code == 200
    row.refresh_from_db()
    assert (row.state, clock.local(row.starts_at).hour) == ("booked", 9)
    assert client.post(f"{at}huy/").status_code == 302
    assert client.post(f"{at}huy/").status_code in (302, 422)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert client.get("/lich-hen/khong-co/").status_code == 404


def test_a_stranger_would_have_sent_a_neighbour_sixty_messages_an_hour(client: Client, world: World) -> None:
    opened(world, people=20)
    body = {"name": "Bùi Thị Mơ", "email": "co.mo@example.vn"}
    answers = [
        client.post(HOUR, {**body, "once": f"{n:020}"}, REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(13)
    ]
    assert answers == [302] * 12 + [422]
    said = client.post(HOUR, {**body, "email": "CO.MO@example.vn", "once": "x" * 20})
    assert "đã nhắn nhiều lần" in said.text
    assert client.post(HOUR, {"once": "y" * 20}).status_code == 302
    token = booking.token_of(Booking.objects.exclude(email="")[0].id)
    moved = client.post(f"/lich-hen/{token}/doi/", {"luc": "2026-11-17T09:00"})
    assert "đã dời nhiều lần" in moved.text


def test_the_clerk_notes_who_came(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(world)
    row = booked(world, name="Bùi Thị Mơ")
    monkeypatch.setattr(clock, "now", lambda: TUESDAY)
    clerk = enter("nhai")
    assert "Bùi Thị Mơ" in clerk.get("/can-bo/mot-cua/lich-hen/").text
    answer = clerk.post(f"/can-bo/mot-cua/lich-hen/{row.id}/", {"viec": "den-so"}, follow=True)
    assert Ticket.objects.get().label in answer.text
    assert "hẹn 8:00" in answer.text
    row.refresh_from_db()
    assert row.state == "came"
    assert clerk.post(f"/can-bo/mot-cua/lich-hen/{row.id}/", {"viec": "den"}).status_code == 422
