"""The demo's board at work: a meeting to come with its invitation, and a line of its own money."""

from datetime import date, datetime, timedelta
from uuid import UUID

from thanthien.ops.world import cast, days
from thanthien.org import service as org
from thanthien.programme.service import board_money, meetings

AGENDA = (
    meetings.Item("Kiểm điểm việc trong quý", "Thư ký", 30),
    meetings.Item("Góp ý của bà con ở quầy, việc phải sửa", "", 30),
    meetings.Item("Phân công việc quý tới", "Trưởng ban", 20),
)


def at_work(people: cast.Cast, now: datetime, end: date) -> None:
    """Call the steering board for a working day after ``end``; enter its money of the year and what was spent."""
    board = next(one for one in org.boards(people.chair, now.date()) if one.kind == "Ban Chỉ đạo")
    day = days.working_days(end + timedelta(days=3), end + timedelta(days=20))[0]
    called = meetings.Called("Họp Ban Chỉ đạo quý này", days.at(day, days.OPENS), 90, "Phòng họp UBND xã", AGENDA)
    made = meetings.call_meeting(actor=people.records, now=now, board_id=board.id, called=called)
    guest = meetings.Guest("Hà Thị Bưởi", "Chủ tịch Hội Phụ nữ xã")
    meetings.invite(actor=people.records, now=now, meeting_id=UUID(made.id), guests=[guest])
    line = board_money.add_line(
        actor=people.records, now=now, board_id=board.id, year=now.year, title="Họp, in tài liệu của ban",
        money=6_000_000, source="ngân sách xã",
    )  # fmt: skip
    spent = board_money.Spent("In quy chế, kế hoạch gửi các thôn", now.date(), 1_450_000, "Phiếu chi số 08")
    board_money.spend(actor=people.records, now=now, line_id=UUID(line.id), spent=spent)
