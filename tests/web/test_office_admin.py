"""People and the office itself: who may be appointed, the invitation that shows once, the last administrator."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import PASSWORD
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core.errors import NotThere
from thanthien.core.models import AuditRow
from thanthien.org import service as org
from thanthien.org.models import Position, Staff

NEW = {
    "name": "Lò Thị Xuân", "login": "xuan.lt", "phone": "0912345678", "address_as": "chị", "role": "handler",
    "title": "Công chức địa chính", "counter": "", "valid_from_d": "16", "valid_from_m": "11", "valid_from_y": "2026",
}  # fmt: skip


def key(**more: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **more}


def shown_link(page: str) -> str:
    return page.split("data-invitation>")[1].split("<", maxsplit=1)[0]


def test_a_new_colleague_gets_an_invitation_that_shows_once(world: World) -> None:
    admin, sent = enter("quan"), key(**NEW)
    first = admin.post(reverse("office:appoint"), sent)
    second = admin.post(reverse("office:appoint"), sent)
    assert first.status_code == second.status_code == 200
    link = shown_link(first.content.decode())
    assert shown_link(second.content.decode()) == link
    assert not Staff.objects.get(login="xuan.lt").has_usable_password()
    secret = link.rstrip("/").rsplit("/", 1)[1]
    assert secret not in "".join(f"{row.body}{row.detail}" for row in AuditRow.objects.filter(unit_id=world.home))
    people = admin.get(reverse("office:people")).content.decode()
    assert secret not in people
    assert "Đã mời, chưa đặt mật khẩu" in people


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"login": "nhai"}, "đã có người dùng"),
        ({"login": "Bà Xuân"}, "chữ thường không dấu"),
        ({"name": "12345"}, "Tên không có chữ số"),
        ({"name": ""}, "họ và tên"),
        ({"role": "vua"}, "Anh/chị chọn lại"),
        ({"phone": "12"}, "Số"),
        ({"valid_from_d": "31"}, "Tháng 11 chỉ có 30 ngày"),
        ({"title": "x" * 200}, "200"),
    ],
)
def test_wrong_words_about_a_colleague_are_said_and_kept(world: World, typed: dict[str, str], words: str) -> None:
    before = Staff.objects.count()
    answer = enter("quan").post(reverse("office:appoint"), key(**(NEW | typed)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Công chức địa chính" in page or "title" in typed
    assert Staff.objects.count() == before


def test_a_position_is_given_and_ends(world: World) -> None:
    admin = enter("quan")
    mua = Staff.objects.get(login="mua")
    sent = key(
        role="clerk", title="Cán bộ Một cửa", counter="Quầy 3", valid_from_d="16", valid_from_m="11",
        valid_from_y="2026",
    )  # fmt: skip
    for _ in range(2):
        assert admin.post(reverse("office:give_position", args=[mua.id]), sent).status_code == 302
    given = Position.objects.get(staff=mua, role="clerk")
    assert enter("mua").get(reverse("office:counter")).status_code == 200
    end = key(valid_to_d="16", valid_to_m="11", valid_to_y="2026")
    assert admin.post(reverse("office:end_position", args=[given.id]), end).status_code == 302
    assert enter("mua").get(reverse("office:counter")).status_code == 404
    page = admin.get(reverse("office:people")).content.decode()
    assert "Trước đây" in page


def test_the_last_administrator_stays(world: World) -> None:
    admin = enter("quan")
    both = list(Position.objects.filter(unit_id=world.home, role="administrator"))
    end = {"valid_to_d": "17", "valid_to_m": "11", "valid_to_y": "2026"}
    statuses = [admin.post(reverse("office:end_position", args=[one.id]), key(**end)).status_code for one in both]
    assert statuses == [302, 422]


def test_an_administrator_reaches_nobody_of_the_next_commune(world: World) -> None:
    admin, stranger = enter("quan"), Staff.objects.get(login="la")
    assert admin.get(reverse("office:give_position", args=[stranger.id])).status_code == 404
    assert admin.post(reverse("office:invite", args=[stranger.id]), key()).status_code == 404
    position = Position.objects.get(staff=stranger)
    assert admin.post(reverse("office:end_position", args=[position.id]), key()).status_code == 404
    with pytest.raises(NotThere):
        org.give_position(
            actor=world.actors["quan"], now=world.now, unit_id=world.home, staff_id=stranger.id, role="clerk",
            title="Cán bộ", valid_from=world.now.date(),
        )  # fmt: skip


def test_an_invitation_ends_the_old_password_and_session(world: World) -> None:
    here = enter("nhai")
    enter("quan").post(reverse("office:invite", args=[Staff.objects.get(login="nhai").id]), key())
    assert here.get(reverse("office:today")).status_code == 302
    again = Client().post(reverse("office:login"), {"login": "nhai", "password": PASSWORD})
    assert again.status_code == 422


def test_everybody_changes_their_own_password_and_stays_signed_in(world: World) -> None:
    here, elsewhere, path = enter("nhai"), enter("nhai"), reverse("office:own_password")
    new = "quả bưởi chín vàng 26"
    wrong = {"old": "không phải", "new": new, "again": new}
    assert here.post(path, wrong).status_code == 422
    assert here.post(path, {"old": PASSWORD, "new": new, "again": "khác hẳn"}).status_code == 422
    short = here.post(path, {"old": PASSWORD, "new": "ngắn", "again": "ngắn"})
    assert short.status_code == 422
    assert "10" in short.content.decode()
    done = here.post(path, {"old": PASSWORD, "new": new, "again": new})
    assert "Đã đổi mật khẩu." in done.content.decode()
    assert here.get(reverse("office:today")).status_code == 200
    assert elsewhere.get(reverse("office:today")).status_code == 302
    answer = Client().post(reverse("office:login"), {"login": "nhai", "password": new})
    assert answer.status_code == 302


def test_guesses_of_the_old_password_have_to_wait(world: World) -> None:
    here, path = enter("mua"), reverse("office:own_password")
    for _ in range(6):
        answer = here.post(path, {"old": "đoán", "new": "quả bưởi chín vàng", "again": "quả bưởi chín vàng"})
    assert "Đã gõ sai nhiều lần" in answer.content.decode()


def test_a_new_password_that_is_too_short_is_no_guess(world: World) -> None:
    here, path = enter("nhai"), reverse("office:own_password")
    for _ in range(7):
        answer = here.post(path, {"old": PASSWORD, "new": "ngắn", "again": "ngắn"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Đã gõ sai nhiều lần" not in said
    assert "cần ít nhất 10 chữ" in said


SETTINGS = {
    "address": "Thôn Vân Trai", "phone": "02370000115", "email": "motcua@camvan.vn", "place_name": "Cẩm Vân",
    "e_identifier": "H56.146", "morning_from": "7:00", "morning_to": "11:30", "afternoon_from": "13h30",
    "afternoon_to": "17:00", "apology_hour": "14:30",
}  # fmt: skip


def test_the_office_says_where_and_when(world: World) -> None:
    admin = enter("quan")
    assert admin.post(reverse("office:office"), key(**SETTINGS)).status_code == 302
    office = org.office_of(world.home)
    assert office.hours == {"sessions": [["07:00", "11:30"], ["13:30", "17:00"]]}
    assert (office.phone, office.e_identifier, office.online_filing) == ("0237 000 0115", "H56.146", False)
    assert "13:30" in admin.get(reverse("office:office")).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"e_identifier": "khong phai ma"}, "Mã định danh có dạng"),
        ({"morning_to": "6:00"}, "trước giờ đóng"),
        ({"morning_from": "25:00"}, "Viết giờ như"),
        ({"phone": "115"}, "Số"),
        ({"address": "x" * 300}, "300"),
    ],
)
def test_settings_that_cannot_be_are_said(world: World, typed: dict[str, str], words: str) -> None:
    before = org.office_of(world.home).address
    answer = enter("quan").post(reverse("office:office"), key(**(SETTINGS | typed)))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert org.office_of(world.home).address == before


def test_the_list_of_people_costs_few_queries(world: World) -> None:
    admin = enter("quan")
    with CaptureQueriesContext(connection) as seen:
        admin.get(reverse("office:people"))
    assert len(seen) <= 8
