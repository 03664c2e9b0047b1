"""A board for the democracy regulation with a meeting, made by the real commands."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.files.samples import png
from tests.programme.planned import post_of
from tests.world import World
from thanthien.core import clock, files
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.programme.models import Conclusion, Invitee, Meeting

FOUNDED = date(2026, 1, 5)
RULING = org.Ruling("07/QĐ-UBND", FOUNDED, "Chủ tịch UBND xã", FOUNDED)
BEFORE = datetime(2026, 11, 10, 8, 0, tzinfo=clock.VN)
STARTS = datetime(2026, 11, 12, 14, 0, tzinfo=clock.VN)
AFTER = datetime(2026, 11, 12, 17, 0, tzinfo=clock.VN)
AGENDA = (
    programme.meetings.Item("Kiểm điểm việc tháng 10", "Quách Văn Trúc", 30),
    programme.meetings.Item("Bàn việc tháng 12", "", 45),
)
TEXT = "Ban nghe báo cáo việc tháng 10, bàn việc tháng 12. Mọi người nhất trí."


def board(world: World, name: str = "Ban thực hiện Quy chế dân chủ", **changes: Any) -> UUID:
    seats = [
        org.Seat("head", staff_id=UUID(world.actors["tam"].id)),
        org.Seat("secretary", staff_id=UUID(world.actors["truc"].id)),
        org.Seat("member", "Hà Văn Thôn", "Trưởng thôn Vân Trai"),
    ]
    values: dict[str, Any] = {
        "unit_id": world.home, "kind": "Ban Chỉ đạo", "name": name, "seats": seats,
        "ruling": org.Ruling("01/QĐ-UBND", FOUNDED, "Chủ tịch UBND xã", FOUNDED), "rules": "Ban họp mỗi quý một lần.",
    }  # fmt: skip
    return UUID(org.found_board(actor=world.actors["quan"], now=world.now, **(values | changes)).id)


def called(**changes: Any) -> programme.meetings.Called:
    values: dict[str, Any] = {
        "title": "Họp ban tháng 11", "starts_at": STARTS, "minutes": 90, "place": "Phòng họp UBND xã", "agenda": AGENDA,
    }  # fmt: skip
    return programme.meetings.Called(**(values | changes))


def meeting(world: World, board_id: UUID, by: str = "truc", now: datetime = BEFORE, **changes: Any) -> UUID:
    made = programme.meetings.call_meeting(actor=world.actors[by], now=now, board_id=board_id, called=called(**changes))
    return UUID(made.id)


def invited(world: World, key: UUID, emails: dict[UUID, str] | None = None, **changes: Any) -> None:
    programme.meetings.invite(
        actor=world.actors["truc"], now=BEFORE, meeting_id=key, emails=emails or {}, **changes
    )  # fmt: skip


def people(key: UUID) -> list[Invitee]:
    return list(Invitee.objects.filter(meeting_id=key).order_by("rank"))


def came(world: World, key: UUID, *said: str, now: datetime = AFTER) -> None:
    marks = said or ("present", "present", "excused")
    programme.meetings.attend(
        actor=world.actors["truc"], now=now, meeting_id=key,
        came={one.id: programme.meetings.Attended(mark) for one, mark in zip(people(key), marks, strict=False)},
    )  # fmt: skip


def written(world: World, key: UUID, text: str = TEXT, now: datetime = AFTER) -> None:
    programme.meetings.write_minutes(actor=world.actors["truc"], now=now, meeting_id=key, text=text)


def concluded(world: World, key: UUID, now: datetime = AFTER, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "text": "Lắp hộp thư góp ý ở năm thôn", "product": "Năm hộp thư đã lắp", "area": "democracy",
        "owner": post_of("truc"), "due_on": date(2026, 12, 15),
    }  # fmt: skip
    said = programme.meetings.Concluded(**(values | changes))
    made = programme.meetings.conclude(actor=world.actors["truc"], now=now, meeting_id=key, concluded=said)
    return UUID(made.id)


def confirmed(world: World, key: UUID, by: str = "tam", now: datetime = AFTER + timedelta(hours=1)) -> None:
    programme.meetings.confirm_minutes(actor=world.actors[by], now=now, meeting_id=key)


def held(world: World, board_id: UUID) -> UUID:
    """A meeting with minutes and one conclusion, confirmed."""
    key = meeting(world, board_id)
    came(world, key)
    written(world, key)
    concluded(world, key)
    confirmed(world, key)
    return key


def row(key: UUID) -> Meeting:
    return Meeting.objects.get(id=key)


def money_line(world: World, board_id: UUID, **changes: Any) -> UUID:
    values: dict[str, Any] = {"year": 2026, "title": "Tập huấn tiểu ban", "money": 10_000_000}
    made = programme.board_money.add_line(
        actor=world.actors["truc"], now=world.now, board_id=board_id, **(values | changes)
    )
    return UUID(made.id)


def spent(world: World, line_id: UUID, by: str = "truc", **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "activity": "In tài liệu", "on": date(2026, 11, 10), "money": 2_000_000, "evidence": "Phiếu chi số 12",
    }  # fmt: skip
    said = programme.board_money.Spent(**(values | changes))
    made = programme.board_money.spend(actor=world.actors[by], now=world.now, line_id=line_id, spent=said)
    return UUID(made.id)


def meeting_things(world: World) -> dict[str, UUID]:
    """A board that only the chair heads of those who walk the addresses, with a meeting, a line and what was spent."""
    tam, now = world.actors["tam"], world.now
    seats = [org.Seat("head", staff_id=UUID(tam.id)), org.Seat("secretary", "Lò Thị Thư", "Văn phòng Đảng ủy")]
    key = board(world, "Ban dân chủ của bảng địa chỉ", seats=seats, ruling=RULING)
    one = meeting(world, key, by="tam")
    programme.meetings.conclude(
        actor=tam, now=now, meeting_id=one,
        concluded=programme.meetings.Concluded(
            "Lắp hộp thư", "Hộp thư đã lắp", "democracy", post_of("tam"), date(2026, 12, 15)
        ),
    )  # fmt: skip
    line = programme.board_money.add_line(
        actor=tam, now=now, board_id=key, year=2026, title="Tập huấn", money=5_000_000
    )
    paper = files.stage("phieu-chi.png", png(), unit_id=world.home, purpose="evidence", now=now)
    return {
        "model_board": key, "meeting": one, "conclusion": Conclusion.objects.get(meeting_id=one).id,
        "budget": UUID(line.id),
        "spent": spent(world, UUID(line.id), by="tam", file_id=paper.id),
    }  # fmt: skip
