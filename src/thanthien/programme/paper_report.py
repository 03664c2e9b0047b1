"""Báo cáo sơ kết, báo cáo tổng kết: what the records of a period say, month by month, each figure with its list.

Every part of the model adds its section (``drafting.report_section``); here stand what a report begins with, the
figures of the board, plan and money, and what people have to write themselves.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import NotThere, Refused
from thanthien.org import service as org
from thanthien.programme import drafting, paper_plan
from thanthien.programme.access import plan as plans
from thanthien.programme.access import programme as access
from thanthien.programme.commands.artefacts import note
from thanthien.programme.models import Participation
from thanthien.programme.paper_figures import figures
from thanthien.programme.plan_queries import plan_view
from thanthien.rules import words
from thanthien.rules.programme import ORDER, way

MOST_MONTHS: Final = 12


def preliminary(actor: Actor, subject_id: UUID, now: datetime) -> drafting.Filled:
    """Return the báo cáo sơ kết of the commune's part in a programme."""
    return _filled(actor, subject_id, now, "Sơ kết")


def final(actor: Actor, subject_id: UUID, now: datetime) -> drafting.Filled:
    """Return the báo cáo tổng kết."""
    return _filled(actor, subject_id, now, "Tổng kết")


def opens(gate: str) -> Callable[[Run, Actor, datetime, drafting.Issued], None]:
    """Return what the issue of a report does: its gate opens, by the paper itself."""

    def after(run: Run, actor: Actor, now: datetime, paper: drafting.Issued) -> None:
        note(paper.unit_id, gate, paper.paper_id, f"{paper.number}: {paper.title}", paper.on)

    return after


def months_of(part: Participation, now: datetime) -> tuple[str, ...]:
    """Return the whole months that a report speaks of, twelve at most: from the choice of the commune to last month.

    Raises :class:`Refused` while no month is over.
    """
    month, first = clock.local(now).date().replace(day=1) - timedelta(days=1), part.chosen_on.replace(day=1)
    found: list[str] = []
    while month >= first and len(found) < MOST_MONTHS:
        found.append(f"{month:%Y-%m}")
        month = month.replace(day=1) - timedelta(days=1)
    if not found:
        told = "Chưa hết tháng nào từ khi xã được chọn. Báo cáo lập khi có số liệu ít nhất một tháng."
        raise Refused(told, "", "early")
    return tuple(reversed(found))


def _filled(actor: Actor, subject_id: UUID, now: datetime, word: str) -> drafting.Filled:
    part = access.own(actor)
    if part is None or part.id != subject_id:
        raise NotThere
    months, unit = months_of(part, now), org.office_of(part.unit_id).unit
    period = drafting.Period(date.fromisoformat(f"{months[0]}-01"), _last(months[-1]))
    said = f"từ tháng {_month(months[0])} đến tháng {_month(months[-1])}"
    sections = (
        _situation(part, str(unit), said), *_organised(actor, part, period.last), *figures(part.unit_id, months, now),
        *_plan(actor, period, now), *drafting.report_sections(actor, period, now), *_to_write(),
    )  # fmt: skip
    title = f"{word} thực hiện {part.programme.name} tại {unit}, {said}"
    above = (f"{part.programme.issuer} (để báo cáo)", "Thường trực Đảng ủy, HĐND, MTTQ xã", "Thành viên Ban Chỉ đạo")
    own = part.programme
    grounds = (f"Quyết định số {own.decision} ngày {words.short_year(own.decided_on)} của {own.issuer}",)
    return drafting.Filled(title, sections, (*above, "Lưu: VT"), grounds)


def _last(month: str) -> date:
    return (date.fromisoformat(f"{month}-01") + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _month(month: str) -> str:
    return f"{int(month[5:])}/{month[:4]}"


def _situation(part: Participation, unit: str, said: str) -> drafting.Section:
    text = (
        f"{words.first_up(unit)} được chọn tham gia {part.programme.name} ngày {words.short_year(part.chosen_on)},"
        f" vì: {part.reasons}\n"
        f"Báo cáo này tính {said}. Mọi con số lấy từ sổ của xã: hồ sơ, tin đã gửi, câu trả lời của bà con, việc của"
        " kế hoạch. Cuối trang có địa chỉ danh sách đứng sau từng con số; ai cũng mở ra đếm lại được. Tháng có quá ít"
        " câu trả lời thì ghi “chưa đo”, không tính là không."
    )
    return drafting.Section("Tình hình chung", text)


def _organised(actor: Actor, part: Participation, day: date) -> tuple[drafting.Section, ...]:
    days: dict[str, date] = {}
    for one in access.artefacts(part):
        days[one.kind] = min(one.day, days.get(one.kind, one.day))
    reached = way(days)
    rows = tuple((words.first_up(stage.label), words.short_year(since)) for stage, since in reached)
    steps = drafting.Table(("Bước", "Từ ngày"), rows, f"Các bước đã đi: {len(reached)} trên {len(ORDER)}")
    boards = [(one, org.as_of(one, day)) for one in org.boards(actor, day)]
    lines = tuple(
        (one.name, words.short_year(one.valid_from), str(len(then.members)), then.head.name if then.head else "chưa có")
        for one, then in boards
    )
    table = drafting.Table(("Ban", "Thành lập", "Thành viên", "Trưởng ban"), lines, "Các ban của xã cuối kỳ")
    return (drafting.Section("Tổ chức thực hiện", "", (steps, table) if lines else (steps,)),)


def _plan(actor: Actor, period: drafting.Period, now: datetime) -> tuple[drafting.Section, ...]:
    found = []
    for row in plans.plans(actor).filter(year__gte=period.first.year, year__lte=period.last.year):
        view = plan_view(actor, row, clock.local(now).date())
        head = ("Mảng", "Việc", "Đã xong", "Kinh phí (đồng)", "Đã chi (đồng)")
        rows = tuple(
            (group.head, str(sum(line.state != "dropped" for line in group.lines)), str(group.done),
             words.number(group.money.planned), words.number(group.money.spent))
            for group in view.by_area
        )  # fmt: skip
        money = (words.number(view.money.planned), words.number(view.money.spent))
        total = ("Cộng", str(view.total), str(view.done), *money)
        late = tuple(
            (line.task.title, line.task.owner_title, words.short_year(line.task.due_on))
            for group in view.by_area for line in group.lines if line.state == "late"
        )  # fmt: skip
        blocks = [drafting.Table(head, (*rows, total), f"Kế hoạch năm {row.year} theo mảng")]
        if late:
            blocks.append(drafting.Table(("Việc quá ngày", "Chịu trách nhiệm", "Hạn"), late, "Việc quá ngày chưa xong"))
        text = f"Kế hoạch năm {row.year}: xong {view.done} trên {view.total} việc, quá ngày {view.late} việc."
        found.append(drafting.Section(f"Kế hoạch và kinh phí năm {row.year}", text, tuple(blocks)))
    return tuple(found)


def _to_write() -> tuple[drafting.Section, ...]:
    heads = ("Cách làm hay", "Hạn chế, nguyên nhân", "Bài học", "Phương hướng thời gian tới", "Đề nghị với cấp trên")
    return tuple(drafting.Section(head) for head in heads)


def register() -> None:
    """Offer the papers of this part: the plan and both reports."""
    drafting.kind("plan", "Kế hoạch năm", paper_plan.fill, after=paper_plan.issued)
    drafting.kind("preliminary_report", "Báo cáo sơ kết", preliminary, after=opens("preliminary_review"))
    drafting.kind("final_report", "Báo cáo tổng kết", final, after=opens("final_review"))
