"""The pages of serving outside the office: the commune's own, and the public one with its calendar file."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from tests.programme.outings import hamlet, home, no_appointment, planned
from tests.programme.planned import post_of
from tests.web.office_acts import enter
from tests.world import BIRTH, World
from thanthien.programme.models import HomeService, Outing, OutingDay
from thanthien.programme.service import outside

PUBLIC = "/xa/15163/xa-ra-voi-ba-con/"


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, act: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"office:{act}", args=args), {"once": str(uuid4()), **data})


def day(name: str, d: int, m: int, y: int) -> dict[str, str]:
    return {f"{name}_d": str(d), f"{name}_m": str(m), f"{name}_y": str(y)}


def test_a_timetable_is_typed_published_and_called_off(world: World) -> None:
    chair, place = enter("tam"), hamlet(world)
    typed = {
        "kind": "mobile", "opens": "7h30", "closes": "11:30", "hamlet": str(place), "place": "Nhà văn hóa thôn",
        "offered": "Chứng thực, khai sinh, hỏi chế độ.", "posts": [str(post_of("nhai"))],
    }  # fmt: skip
    wrong = press(chair, "outside_plan", **typed | {"opens": "sáng sớm"}, **day("first", 21, 11, 2026))
    assert wrong.status_code == 422
    assert "Ghi giờ như 8 giờ 30" in wrong.content.decode()
    assert "Chứng thực, khai sinh, hỏi chế độ." in wrong.content.decode()
    holiday = press(chair, "outside_plan", **typed, **day("first", 24, 11, 2026))
    assert "24/11 nghỉ lễ" in holiday.content.decode()
    assert not Outing.objects.exists()
    assert press(chair, "outside_plan", **typed, **day("first", 21, 11, 2026)).status_code == 302
    public = text(Client(), PUBLIC)
    assert "Bàn lưu động ở thôn" in public
    assert "7:30 đến 11:30, Nhà văn hóa thôn, thôn Vân Ngoài." in public
    assert "Hà Thị Nhài" in public
    key = OutingDay.objects.get().id
    assert press(chair, "outside_cancel", key, reason="Đường vào thôn sạt lở").status_code == 302
    assert "Đường vào thôn sạt lở" in text(Client(), PUBLIC)


def test_the_public_page_says_what_is_returned_on_the_spot(world: World) -> None:
    no_appointment(world)
    page = text(Client(), PUBLIC)
    assert page.count("Trả ngay trong ngày: ") == 4
    assert "Xã ra với bà con" in text(Client(), "/xa/15163/")


def test_an_empty_page_is_kind_and_tells_the_telephone(world: World) -> None:
    page = text(Client(), PUBLIC)
    assert "Hai tháng tới xã chưa có buổi nào" in page
    assert "0237" in page


def test_the_calendar_file_holds_the_days_and_marks_what_is_off(world: World) -> None:
    off, _ = planned(world), planned(world, place="Sân đình")
    outside.cancel_day(actor=world.actors["tam"], now=world.now, day_id=off[0].id, reason="Bão về đêm qua")
    answer = Client().get(f"{PUBLIC}lich.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert sorted(str(one["status"]) for one in events) == ["CANCELLED", "CONFIRMED"]
    assert str(events[0].decoded("dtstart")) == "2026-11-19 23:30:00+00:00"


def test_officers_of_hamlets_are_public_with_the_office_s_telephone_alone(world: World) -> None:
    given = {"hamlet": str(hamlet(world)), "post": str(post_of("truc")), **day("since", 16, 11, 2026)}
    assert press(enter("tam"), "outside_assign", **given).status_code == 302
    page = text(Client(), PUBLIC)
    assert "thôn Vân Ngoài" in page
    assert "Quách Văn Trúc" in page
    assert "116" not in page  # the officer's own number ends so
    assert "Chưa có ai phụ trách" not in text(enter("tam"), reverse("office:outside_officers"))


def test_a_person_at_home_is_shown_to_who_serves_alone(world: World) -> None:
    key = home(world)
    path = reverse("office:outside_home", args=[key])
    assert "Hà Thị Già" in text(enter("truc"), path)
    for login in ("nhai", "tam", "quan"):
        assert "Hà Thị Già" not in text(enter(login), path)
        assert "Hà Thị Già" not in text(enter(login), reverse("office:outside_homes"))
    assert "Hà Thị Già" not in text(Client(), PUBLIC)
    assert enter("nhai").get(reverse("office:outside_home_end", args=[key])).status_code == 404
    ended = press(enter("truc"), "outside_home_end", key, done="no", outcome="Con trai đưa đến rồi")
    assert ended.status_code == 302
    assert HomeService.objects.get().person == {}
    assert "đã xóa khi xong việc" in text(enter("truc"), path)


def test_a_wrong_form_keeps_what_was_typed(world: World) -> None:
    answer = press(enter("nhai"), "outside_home_ask", name="Hà Thị Già", address="", need="Khai sinh")
    assert answer.status_code == 422
    assert 'value="Hà Thị Già"' in answer.content.decode()
    assert not HomeService.objects.exists()


def test_what_a_day_was_is_noted_and_told(world: World) -> None:
    today = world.now.date()
    row = planned(world, first=today, last=today)[0]
    clerk = enter("nhai")
    assert "Ghi kết quả" in text(clerk, reverse("office:outside"))
    empty = press(clerk, "outside_done", row.id, came="", outcome="")
    assert empty.status_code == 422
    noted = press(clerk, "outside_done", row.id, came="12", outcome="Nghe 12 ý kiến, trả lời ngay 9.")
    assert noted.status_code == 302
    page = text(clerk, reverse("office:outside"))
    assert "1 trên 1 buổi" in page
    assert "do cán bộ ghi tay" in page


def test_past_days_show_the_count_of_the_records(world: World) -> None:
    no_appointment(world, first=world.now.date(), last=world.now.date(), weekdays=[])
    OutingDay.objects.update(day=world.now.date() - timedelta(days=3))
    world.issued(world.received(BIRTH, at=world.now - timedelta(days=3)), at=world.now - timedelta(days=3))
    assert "1 hồ sơ trả ngay trong ngày, theo sổ" in text(enter("tam"), reverse("office:outside_past"))


@pytest.mark.parametrize("count", [1, 4])
def test_the_public_page_takes_a_fixed_number_of_queries(world: World, count: int) -> None:
    for number in range(count):
        no_appointment(world, place=f"Quầy {number}")
    Client().get(PUBLIC)
    with CaptureQueriesContext(connection) as asked:
        Client().get(PUBLIC)
    assert len(asked) <= 7
