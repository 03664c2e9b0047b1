"""The plan of a year as a section of a pack: what, product, how long, money; no person, no date of the calendar."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.programme import packing
from thanthien.programme.access import packs as access
from thanthien.programme.models import Plan, PlanTask
from thanthien.rules.plan import areas

FIELDS: Final = {"area_text": "Mảng", "product": "Sản phẩm", "days": "Số ngày làm", "money": "Kinh phí (đồng)"}
TITLE: Final = "Kế hoạch theo bộ kinh nghiệm đã nhận"


def export(unit_id: UUID) -> list[packing.Row]:
    """Return the tasks of the last issued plan, and as drafts those of plans not issued yet.

    ``from`` counts days from the first task of the same plan; ``after`` names tasks by title; ``post`` is a title.
    """
    tasks = access.plan_tasks(unit_id)
    begins: dict[UUID, date] = {}
    for one in tasks:
        begins[one.plan_id] = min(one.starts_on, begins.get(one.plan_id, one.starts_on))
    titles = {str(one.id): one.title for one in tasks}
    said = {one.code: one.text for year in {t.plan.year for t in tasks} for one in areas(date(year, 12, 31))}
    return [_row(one, begins[one.plan_id], titles, said) for one in tasks]


def _row(task: PlanTask, begin: date, titles: Mapping[str, str], said: Mapping[str, str]) -> packing.Row:
    row: dict[str, Any] = {
        "title": task.title, "area": task.area, "area_text": said.get(task.area, task.area), "product": task.product,
        "from": (task.starts_on - begin).days, "days": (task.due_on - task.starts_on).days + 1, "money": task.money,
        "post": task.owner_title, "after": [titles[str(key)] for key in task.after if str(key) in titles],
    }  # fmt: skip
    return row if task.plan.issued_on is not None else row | {"draft": True}


def take(run: Run, actor: Actor, now: datetime, rows: Sequence[packing.Row]) -> int:
    """Put the tasks into a plan that is not issued: one that is there, else a new one for this year, or for the next
    where this one is issued or what is left of it is too short.

    Days are counted from today, or from the first of January; what would end after the year ends with it. A task
    goes to whoever holds the post of the same title, else to the one who takes the pack: to be given on later.
    """
    today = clock.local(now).date()
    plan = _plan(run, actor, today, max(row["from"] + row["days"] for row in rows))
    first, last = max(today, date(plan.year, 1, 1)), date(plan.year, 12, 31)
    posts = list(org.colleagues(actor, today).order_by("valid_from", "id"))
    by_title = {one.title: one for one in reversed(posts)}
    mine = next(one for one in posts if str(one.staff_id) == actor.id)
    known = {one.code for one in areas(today)}
    made: list[PlanTask] = []
    for row in rows:
        if row["area"] not in known:
            raise Refused(f"Mảng việc của “{row['title']}” không còn dùng.", "")
        post = by_title.get(row["post"], mine)
        begin = min(first + timedelta(days=row["from"]), last)
        made.append(PlanTask(
            unit_id=plan.unit_id, plan=plan, area=row["area"], title=row["title"], product=row["product"], owner=post,
            owner_title=post.title, starts_on=begin, due_on=min(begin + timedelta(days=row["days"] - 1), last),
            money=row["money"],
        ))  # fmt: skip
    by_name = {one.title: str(one.id) for one in made}
    for row, task in zip(rows, made, strict=True):
        task.after = [by_name[one] for one in row["after"] if by_name.get(one, str(task.id)) != str(task.id)]
    run.add(*made)
    return len(made)


def _plan(run: Run, actor: Actor, today: date, days: int) -> Plan:
    """Return the plan that the drafts go into. What is issued is a paper that the commune alone changes."""
    there = access.open_plans(actor, today.year)
    drafted = next((one for one in there if one.issued_on is None), None)
    if drafted is not None:
        return drafted
    free = [year for year in (today.year, today.year + 1) if year not in {one.year for one in there}]
    if not free:
        raise Refused("Kế hoạch năm nay và năm sau đều đã ban hành, chưa có chỗ cho việc nháp.", "", "no-plan")
    fits = today + timedelta(days=days - 1) <= date(today.year, 12, 31)
    plan = Plan(unit_id=actor.scope, year=free[0] if fits else free[-1], title=TITLE)
    run.add(plan)
    return plan
