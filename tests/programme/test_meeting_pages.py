"""Pages of boards at work: what is typed stays, a second press writes nothing, only who runs a board gets further."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.programme.meeting_things import AFTER, board, came, held, invited, meeting, money_line, people, row, written
from tests.web.office_acts import enter
from tests.world import World
from thanthien.core import clock
from thanthien.programme.models import BoardSpending, Meeting, RulesDraft

TYPED = {
    "once": "0199f0a0-0000-7000-8000-000000000001", "title": "Họp ban tháng 12", "day_d": "1", "day_m": "12",
    "day_y": "2026", "hour": "7 giờ 30", "minutes": "60", "place": "Nhà văn hóa",
    "agenda": "Bàn việc | Quách Văn Trúc | 30\n\nViệc khác",
}  # fmt: skip


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"office:{name}", args=args)).content.decode()


def post(client: Client, name: str, key: UUID, data: dict[str, Any]) -> Any:
    return client.post(reverse(f"office:{name}", args=[key]), data)


def test_a_meeting_is_called_once_whoever_presses_twice(world: World) -> None:
    key, client = board(world), enter("truc")
    assert post(client, "meeting_call", key, TYPED).status_code == 302
    assert post(client, "meeting_call", key, TYPED).status_code == 302
    one = Meeting.objects.get()
    at = clock.local(one.starts_at)
    assert f"{at:%d/%m/%Y %H:%M}" == "01/12/2026 07:30"
    assert [(item["title"], item["by"], item["minutes"]) for item in one.agenda] == [
        ("Bàn việc", "Quách Văn Trúc", 30), ("Việc khác", "", 0),
    ]  # fmt: skip


def test_a_bad_hour_is_said_and_the_rest_stays(world: World) -> None:
    key, client = board(world), enter("truc")
    for typed in ("25:00", "7:99", "sáng", "-1", "1" * 15):
        answer = post(client, "meeting_call", key, TYPED | {"hour": typed})
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "Ghi giờ như 8 giờ 30" in said
        assert "Nhà văn hóa" in said
    assert not Meeting.objects.exists()


def test_the_calendar_file_is_handed_out(world: World) -> None:
    key = meeting(world, board(world))
    answer = enter("nhai").get(reverse("office:meeting_calendar", args=[key]))
    assert answer["Content-Type"].startswith("text/calendar")
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["summary"]) == "Họp ban tháng 11: Ban thực hiện Quy chế dân chủ"


def test_readers_read_and_get_no_further(world: World) -> None:
    key = board(world)
    one, client = meeting(world, key), enter("nhai")
    said = page(client, "meeting", one)
    assert "Họp ban tháng 11" in said
    assert "Hủy kỳ họp" not in said
    for name in ("meeting_invite", "meeting_attend", "meeting_cancel", "meeting_confirm", "meeting_minutes"):
        assert client.get(reverse(f"office:{name}", args=[one])).status_code == 404
    assert "Lập kỳ họp" not in page(client, "board_work", key)
    assert enter("du").get(reverse("office:meeting", args=[one])).status_code == 404


def test_the_secretary_of_the_board_runs_it_without_any_post_for_it(world: World) -> None:
    key = board(world)
    assert "Lập kỳ họp" in page(enter("truc"), "board_work", key)
    assert enter("truc").get(reverse("office:meeting_confirm", args=[meeting(world, key)])).status_code == 404


def test_whoever_wrote_is_not_offered_to_confirm(world: World) -> None:
    one = meeting(world, board(world))
    came(world, one)
    written(world, one)
    assert "Xác nhận biên bản" in page(enter("tam"), "meeting", one)
    assert "Xác nhận biên bản" not in page(enter("truc"), "meeting", one)


def test_a_late_meeting_and_a_cancelled_one_say_so(world: World) -> None:
    key = board(world)
    late = meeting(world, key, now=AFTER)
    assert "ghi sau" in page(enter("nhai"), "meetings")
    assert "nên không gửi giấy mời" in page(enter("nhai"), "meeting", late)
    one = meeting(world, key, title="Họp sẽ hủy")
    invited(world, one, {people(one)[0].id: "tam@example.vn"})
    Meeting.objects.filter(id=one).update(starts_at=world.now.replace(day=20))
    assert post(enter("truc"), "meeting_cancel", one, {"reason": "Cả xã chống bão"}).status_code == 302
    said = page(enter("nhai"), "meeting", one)
    assert "Cả xã chống bão" in said
    assert "Hà Văn Thôn" in said.split("Báo giúp")[1][:300]
    assert row(one).state == "cancelled"


def test_no_board_and_no_meeting_lead_on_kindly(world: World) -> None:
    assert "Xã chưa có ban nào" in page(enter("tam"), "meetings")
    key = board(world)
    assert "Chưa có kỳ họp nào ở đây" in page(enter("tam"), "meetings")
    assert "chưa ghi khoản kinh phí nào" in page(enter("nhai"), "board_money", key)


def test_supplements_are_offered_after_confirmation_alone(world: World) -> None:
    one = held(world, board(world))
    said = page(enter("truc"), "meeting", one)
    assert "Bổ sung biên bản" in said
    assert "Ghi biên bản" not in said


def test_spending_is_typed_with_its_evidence(world: World) -> None:
    line, client = money_line(world, board(world)), enter("truc")
    typed = {"once": "0199f0a0-0000-7000-8000-000000000002", "activity": "Tập huấn", "on_d": "10", "on_m": "11",
             "on_y": "2026", "money": "1.500.000"}  # fmt: skip
    answer = post(client, "board_money_spend", line, typed)
    assert answer.status_code == 422
    assert "Ghi số chứng từ" in answer.content.decode()
    for _ in range(2):
        assert post(client, "board_money_spend", line, typed | {"evidence": "Phiếu chi 7"}).status_code == 302
    assert BoardSpending.objects.get().money == 1_500_000


def test_rules_from_a_pack_begin_the_next_version(world: World) -> None:
    key = board(world)
    draft = RulesDraft.objects.create(
        unit_id=world.home, title="Ban mẫu", kind="Ban Chỉ đạo", text="Điều 1. Lời mẫu của xã bạn", taken_on=AFTER
    )
    client = enter("tam")
    assert "Ban mẫu" in page(client, "board_regulate", key)
    said = client.get(reverse("office:board_regulate", args=[key]) + f"?mau={draft.id}").content.decode()
    assert "Lời mẫu của xã bạn" in said
    assert "Ban họp mỗi quý" in page(client, "board_regulate", key)
