"""The calendar in officers' hands: enter, see what would move, a second person, the way back; exact errors."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.calendar.people import approved, entered, storm
from tests.web.office import sign_in
from tests.world import REBIRTH, World
from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.org import service as org

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "closure", "level": "commune", "off": "18/11/2026 - 19/11/2026", "work": "", "reason": "Bão số 13",
    "text": "CĐ 05/CĐ-UBND ngày 15/11/2026", "source": "văn bản đến 112", "late_reason": "", "once": "k1",
}  # fmt: skip


def page(client: object, name: str, *args: object) -> str:
    answer = client.get(reverse(f"office:{name}", args=args))  # type: ignore[attr-defined]  # Django's test client
    assert answer.status_code == 200
    return str(answer.content.decode())


def kept_and_given_back(quan: Client, row: Any, dossier: Any) -> None:
    """One case keeps its date, and then does not."""
    keep = reverse("office:notice_keep", args=[row.id, dossier.id])
    assert keep in page(quan, "notice", row.id)
    typed = {"reason": "Gia đình cần giấy sớm", "once": "g1"}
    assert quan.post(keep, typed | {"reason": ""}).status_code == 422
    assert quan.post(keep, typed).status_code == 302
    kept = page(quan, "notice", row.id)
    assert "1 hồ sơ giữ ngày hẹn cũ" in kept
    assert "Gia đình cần giấy sớm" in kept
    assert quan.post(keep, {"bo": "1", "once": "g2"}).status_code == 302


def test_two_people_move_the_calendar_and_take_it_back(world: World) -> None:
    dossier = world.received(REBIRTH)
    quan = sign_in("quan")
    answer = quan.post(reverse("office:notice_enter"), TYPED)
    assert answer.status_code == 302
    row = org.notices(world.actors["tam"]).get()
    again = quan.post(reverse("office:notice_enter"), TYPED)
    assert again.status_code == 302
    assert org.notices(world.actors["tam"]).count() == 1
    waits = "1 thông báo nghỉ chờ người thứ hai duyệt"
    assert waits not in page(quan, "today")
    assert waits in page(sign_in("tam"), "today")
    own = page(quan, "notice", row.id)
    assert "1 hồ sơ sẽ đổi ngày hẹn" in own
    assert dossier.code in own
    kept_and_given_back(quan, row, dossier)
    assert "Người nhập không tự duyệt được" in own
    tam = sign_in("tam")
    seen = page(tam, "notice", row.id)
    assert "23/11/2026" in seen
    assert "26/11/2026" in seen
    assert "Duyệt, định lại ngày hẹn" in seen
    act = reverse("office:notice_act", args=[row.id, "duyet"])
    assert tam.post(act, {"version": row.version, "once": "k1"}).status_code == 409, "the list was changed since"
    row.refresh_from_db()
    assert tam.post(act, {"version": row.version, "once": "k2"}).status_code == 302
    assert "Đang chờ máy bắt đầu" in page(tam, "notice", row.id)
    onestop.redating.go_on(world.now)
    done = page(tam, "notice", row.id)
    assert "Đã xong: 1 hồ sơ đổi ngày hẹn" in done
    assert "18/11: nghỉ theo thông báo của địa phương, Bão số 13" in page(tam, "holidays")
    end = reverse("office:notice_act", args=[row.id, "thu-hoi"])
    assert tam.post(end, {"version": row.version + 1, "reason": "Bão đổi hướng", "once": "k3"}).status_code == 302
    back = reverse("office:notice_act", args=[row.id, "thu-hoi-duyet"])
    assert quan.post(back, {"version": row.version + 2, "once": "k4"}).status_code == 302
    onestop.redating.go_on(world.now)
    assert world.get(dossier.id).due_at == dossier.due_at


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"off": "31/02/2026"}, "không phải ngày có thật"),
        ({"off": ""}, "Ghi những ngày nghỉ"),
        ({"off": "28/11/2026"}, "không đổi ngày nào"),
        ({"off": "12/11/2026"}, "Có ngày đã qua"),
        ({"off": "30/12/2022"}, "Lịch bắt đầu từ"),
        ({"kind": "swap", "off": "18/11/2026", "work": "18/11/2026"}, "vừa ghi nghỉ vừa ghi làm bù"),
        ({"level": "province"}, "Xã chỉ ghi việc đóng cửa của mình"),
        ({"kind": ""}, "chọn"),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_what_was_typed_stays(
    world: World, change: dict[str, str], words: str
) -> None:
    answer = sign_in("quan").post(reverse("office:notice_enter"), TYPED | change)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "văn bản đến 112" in text
    assert not org.notices(world.actors["tam"]).exists()


def test_the_second_to_enter_the_same_sees_the_first(world: World) -> None:
    entered(world, storm("2026-11-18", "2026-11-19"))
    answer = sign_in("tam").post(reverse("office:notice_enter"), TYPED)
    assert answer.status_code == 422
    assert "đã nhập" in answer.content.decode()


def test_an_approval_of_what_somebody_decided_meanwhile_says_so(world: World) -> None:
    row = approved(world, storm("2026-11-18"))
    act = reverse("office:notice_act", args=[row.id, "duyet"])
    late = sign_in("tam").post(act, {"version": 1, "once": "k5"})
    assert late.status_code == 409
    assert sign_in("tam").post(act, {"version": row.version, "once": "k6"}).status_code == 422


def test_the_year_shows_months_and_what_is_missing(world: World) -> None:
    text = page(sign_in("tam"), "holidays")
    assert "Lịch còn chỗ chưa chắc" in text
    assert "Giỗ Tổ" in text
    assert len(re.findall("<caption>Tháng", text)) == 12
    assert "Lịch nghỉ còn chỗ chưa chắc" in page(sign_in("quan"), "today")


def test_a_limit_changed_by_law_moves_open_cases_and_back(world: World) -> None:
    dossier = world.received(REBIRTH)
    typed = {"code": REBIRTH, "value": "3", "measure": "working_days", "article": "NĐ 999/2026 Điều 3",
             "transition": "Điều 20: áp dụng cho hồ sơ đang giải quyết", "once": "k7"}  # fmt: skip
    quan, tam = sign_in("quan"), sign_in("tam")
    title = onestop.offer(world.home, REBIRTH, world.now.date()).entry.title
    found = quan.get(reverse("office:limit_enter"), {"tim": "đăng ký lại khai sinh"}).content.decode()
    assert f'href="?code={REBIRTH}"' in found
    assert title in quan.get(reverse("office:limit_enter"), {"code": REBIRTH}).content.decode()
    assert quan.post(reverse("office:limit_enter"), typed | {"transition": ""}).status_code == 422
    assert quan.post(reverse("office:limit_enter"), typed | {"code": "9.9"}).status_code == 422
    assert quan.post(reverse("office:limit_enter"), typed | {"value": "0"}).status_code == 422
    assert quan.post(reverse("office:limit_enter"), typed).status_code == 302
    change = onestop.redating.limit_changes(world.actors["tam"]).get()
    shown = page(tam, "limit_change", change.id)
    assert "19/11/2026" in shown
    assert title in shown
    assert title in page(tam, "holidays")
    own = reverse("office:limit_act", args=[change.id, "duyet"])
    assert quan.post(own, {"version": 1, "once": "k8"}).status_code == 422
    assert tam.post(own, {"version": 1, "once": "k9"}).status_code == 302
    onestop.redating.go_on(world.now)
    moved = world.get(dossier.id)
    assert f"{clock.local(moved.due_at):%d}" == "19"
    assert moved.limit["value"] == 3
    assert f"{clock.local(world.received(REBIRTH).due_at):%d}" == "23"  # new ones ask the catalogue
    tam.post(
        reverse("office:limit_act", args=[change.id, "thu-hoi"]),
        {"version": 2, "reason": "Văn bản thu hồi", "once": "a"},
    )
    quan.post(reverse("office:limit_act", args=[change.id, "thu-hoi-duyet"]), {"version": 3, "once": "b"})
    onestop.redating.go_on(world.now)
    same = world.get(dossier.id)
    assert same.due_at == dossier.due_at
    assert same.limit == dossier.limit
