"""The demo's programme: the province leads three communes, the home commune has its plan of the year."""

from datetime import date, datetime, timedelta
from uuid import UUID

from thanthien.core.actors import Actor, Role
from thanthien.ops.world import cast, promises
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
    day, overseer = now.date(), officer_above(now.date())
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
    """Make the home commune's plan of the year, issue it, do its first task, and make its first promises."""
    handler = next(one for one in org.colleagues(people.chair, now.date()) if one.role == Role.HANDLER)
    make_plan(people.chair, now, handler.id, "12/KH-UBND")
    first_done(people.chair, now)
    promises.made(people, now)


def make_plan(chair: Actor, now: datetime, owner: UUID, number: str) -> None:
    """Make a plan of the year of four tasks, all of one post's, and issue it."""
    day, last = now.date(), date(now.year, 12, 31)
    made = programme.make_plan(
        actor=chair, now=now, year=now.year, title="Kế hoạch xây dựng chính quyền thân thiện", budget=30_000_000
    )
    for area, title, product, days, money in TASKS:
        wanted = programme.Wanted(area, title, product, owner, day, min(day + timedelta(days=days), last), money=money)
        programme.add_task(actor=chair, now=now, plan_id=UUID(made.id), wanted=wanted)
    ruling = programme.Ruling(number, day, "Chủ tịch UBND xã")
    programme.issue_plan(actor=chair, now=now, plan_id=UUID(made.id), ruling=ruling)


def first_done(chair: Actor, now: datetime) -> None:
    """Do the first task of the plan."""
    (row,) = programme.plans(chair)[:1]
    task = programme.plan_view(chair, row, now.date()).by_month[0].lines[0].task
    programme.finish_task(
        actor=chair, now=now, task_id=task.id, on=now.date(), evidence="Lịch thứ Bảy dán ở quầy 1 và cổng."
    )


def officer_above(day: date) -> Actor:
    province = org.province_of(cast.unit_id_of(cast.HOME), day)
    assert province is not None
    return org.actor_for(org.holders(province.id, Role.OVERSEER, day)[0].staff, day)
