"""The plan of a year as a paper: by area, with who answers, product, days and money (NĐ 30/2020, Phụ lục III)."""

from datetime import date, datetime
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.org import service as org
from thanthien.programme import drafting
from thanthien.programme.access import plan as access
from thanthien.programme.access import programme as programmes
from thanthien.programme.commands.plan import put_issued
from thanthien.programme.commands.programme import Ruling
from thanthien.programme.models import Plan
from thanthien.programme.plan_queries import Group, PlanView, TaskLine, plan_view
from thanthien.rules import words

HEAD = ("Việc, sản phẩm", "Chịu trách nhiệm", "Từ ngày", "Đến ngày", "Tiền (đồng)")


def fill(actor: Actor, subject_id: UUID, now: datetime) -> drafting.Filled:
    """Return the plan's paper; the subject is the plan. Raises NotThere for a plan of others."""
    row = access.plan(actor, subject_id)
    view = plan_view(actor, row, clock.local(now).date())
    unit = org.office_of(row.unit_id).unit
    aims = drafting.Section("Mục đích, yêu cầu", row.aims)
    tasks = drafting.Section("Nhiệm vụ", f"Trong năm {row.year} xã làm {view.total} việc, chia theo mảng như sau.")
    areas = tuple(_area(group) for group in view.by_area)
    return drafting.Filled(
        _title(row), (aims, tasks, *areas, _money(view), *_closing()), _recipients(str(unit)), _grounds(actor)
    )


def issued(run: Run, actor: Actor, now: datetime, paper: drafting.Issued) -> None:
    """Issue the plan with its paper, where it was not issued before; the gate "plan" opens."""
    row = access.lock_of_year(paper.unit_id, access.plan(actor, paper.subject_id).year)
    if row is not None and row.issued_on is None:
        put_issued(run, now, row, Ruling(paper.number, paper.on, paper.signer))


def _title(row: Plan) -> str:
    title = words.first_up(row.title.removeprefix("Kế hoạch ").removeprefix("kế hoạch "))
    return title if str(row.year) in title else f"{title} năm {row.year}"


def _area(group: Group) -> drafting.Section:
    lines = [line for line in group.lines if line.state != "dropped"]
    rows = tuple(_row(line) for line in lines)
    caption = f"{len(lines)} việc, kinh phí {words.number(group.money.planned)} đồng"
    blocks = (drafting.Table(HEAD, rows, caption),) if rows else ()
    return drafting.Section(group.head, "", blocks, level=2)


def _row(line: TaskLine) -> tuple[str, ...]:
    task = line.task
    helpers = f" Cùng làm: {task.helpers}." if task.helpers else ""
    money = words.number(task.money) if task.money else "không"
    days = (f"{day.day}/{day.month}" for day in (task.starts_on, task.due_on))
    return (f"{task.title}. Sản phẩm: {task.product}.{helpers}", task.owner_title, *days, money)


def _money(view: PlanView) -> drafting.Section:
    rows = tuple((group.head, words.number(group.money.planned)) for group in view.by_area)
    total = words.number(view.money.planned)
    text = f"Các việc cần {total} đồng."
    if view.plan.budget:
        text = f"Kinh phí cả năm {words.number(view.plan.budget)} đồng. {text}"
    table = drafting.Table(("Mảng", "Tiền (đồng)"), (*rows, ("Cộng", total)), "Kinh phí theo mảng")
    return drafting.Section("Kinh phí", text, (table,))


def _closing() -> tuple[drafting.Section, ...]:
    text = (
        "- Người chịu trách nhiệm từng việc ghi kết quả và gửi kèm minh chứng khi việc xong.\n"
        "- Ban Chỉ đạo xem tiến độ hằng tháng; việc quá ngày thì nêu lý do và ngày mới.\n"
        "- Có khó khăn vượt quá khả năng của xã thì báo cáo cấp trên ngay."
    )
    return (drafting.Section("Tổ chức thực hiện", text),)


def _grounds(actor: Actor) -> tuple[str, ...]:
    part = programmes.own(actor)
    if part is None:
        return ()
    own = part.programme
    guides = programmes.texts_of(own)
    texts = (f"{one.number} ngày {_day(one.issued_on)} của {one.issuer}: {one.title}" for one in guides)
    return (f"Quyết định số {own.decision} ngày {_day(own.decided_on)} của {own.issuer} về {own.name}", *texts)


def _day(day: date) -> str:
    return words.short_year(day)


def _recipients(unit: str) -> tuple[str, ...]:
    return ("Ủy ban nhân dân tỉnh (để báo cáo)", f"Đảng ủy, HĐND, MTTQ {unit}", "Thành viên Ban Chỉ đạo", "Lưu: VT")
