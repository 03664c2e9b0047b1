"""The demo's programme: the province leads three communes, the home commune has its plan of the year."""

from datetime import date, datetime, timedelta
from uuid import UUID

from thanthien.core.actors import Actor, Role
from thanthien.ops.world import cast
from thanthien.org import service as org
from thanthien.programme import service as programme

TASKS = (
    ("reform", "Nhận hồ sơ ngày thứ Bảy cho người đi làm xa", "Lịch thứ Bảy niêm yết ở quầy", 0, 0),
    ("culture", "Chỉnh trang chỗ ngồi chờ: ghế, nước uống, quạt", "Phòng chờ có đủ ghế và nước", 20, 15_000_000),
    ("propaganda", "Phát thanh mười nguyên tắc giao tiếp ở các thôn", "Bài phát thanh, lịch phát", 30, 2_000_000),
    ("democracy", "Đối thoại với bà con về thủ tục hay phải đi lại", "Biên bản, danh sách việc đã hứa", 40, 3_000_000),
)


def lead(now: datetime) -> None:
    """Found the programme and choose the communes of the home province."""
    day, overseer = now.date(), _overseer(now.date())
    ruling = programme.Ruling("1512/QĐ-UBND", day, "UBND tỉnh Thanh Hóa")
    made = programme.found(
        actor=overseer, now=now, name="Chính quyền thân thiện, vì Nhân dân phục vụ", ruling=ruling, starts_on=day,
        other_names=("Chính quyền thân thiện", "Chính quyền thân thiện, vì dân phục vụ"),
        aims="Lấy sự hài lòng của người dân, doanh nghiệp làm thước đo.",
    )  # fmt: skip
    programme.choose(
        actor=overseer, now=now, programme_id=UUID(made.id), ruling=ruling,
        unit_ids=[cast.unit_id_of(one) for one in (cast.HOME, *cast.OTHERS) if one is cast.HOME or one.files_for_home],
        reasons="Bộ phận Một cửa mới, cán bộ trẻ, bà con đồng thuận.",
    )  # fmt: skip
    programme.guide(
        actor=overseer, now=now, programme_id=UUID(made.id), title="Kế hoạch thực hiện mô hình trong năm",
        ruling=programme.Ruling("203/KH-UBND", day, "UBND tỉnh Thanh Hóa"),
    )  # fmt: skip


def plan(people: cast.Cast, now: datetime) -> None:
    """Make the home commune's plan of the year, issue it, and do its first task."""
    day, last = now.date(), date(now.year, 12, 31)
    made = programme.make_plan(
        actor=people.chair, now=now, year=now.year, title="Kế hoạch xây dựng chính quyền thân thiện",
        budget=30_000_000,
    )  # fmt: skip
    handler = next(one for one in org.colleagues(people.chair, day) if one.role == Role.HANDLER)
    tasks = [
        programme.add_task(
            actor=people.chair, now=now, plan_id=UUID(made.id),
            wanted=programme.Wanted(area, title, product, handler.id, day, min(day + timedelta(days=days), last),
                                    money=money),
        )
        for area, title, product, days, money in TASKS
    ]  # fmt: skip
    programme.issue_plan(
        actor=people.chair, now=now, plan_id=UUID(made.id),
        ruling=programme.Ruling("12/KH-UBND", day, "Chủ tịch UBND xã"),
    )  # fmt: skip
    programme.finish_task(
        actor=people.chair, now=now, task_id=UUID(tasks[0].id), on=day, evidence="Lịch thứ Bảy dán ở quầy 1 và cổng.",
    )  # fmt: skip


def _overseer(day: date) -> Actor:
    province = org.province_of(cast.unit_id_of(cast.HOME), day)
    assert province is not None
    return org.actor_for(org.holders(province.id, Role.OVERSEER, day)[0].staff, day)
