"""Acts about the plan of a year: make it, put tasks in, issue it, do them with evidence, drop one with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from thanthien.core import clock, files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import plan as access
from thanthien.programme.commands.artefacts import note, withdraw
from thanthien.programme.commands.programme import Done, Ruling
from thanthien.programme.commands.progress import begin
from thanthien.programme.models import Plan, PlanTask
from thanthien.programme.progress import SOURCES
from thanthien.rules.plan import areas, in_circle

MOST_MONEY: Final = 10**12
FIRST_YEAR: Final = 2023


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task as typed. ``money`` in đồng; ``after`` are keys of tasks of the same plan that come first.

    ``measure`` names the records that finish it (``programme.progress``), ``target`` how many of them; "" for a task
    that people finish with evidence.
    """

    area: str
    title: str
    product: str
    owner: UUID
    starts_on: date
    due_on: date
    helpers: str = ""
    money: int = 0
    after: tuple[UUID, ...] = ()
    measure: str = ""
    target: int = 1


@command("plan.make")
def make_plan(run: Run, *, actor: Actor, now: datetime, year: int, title: str, aims: str = "", budget: int = 0) -> Done:
    """Begin the plan of a year; one a commune. Raises :class:`Refused` for a year that is over."""
    if actor.unit_id is None or not actor.may("plan.change"):
        raise NotThere
    today, words = clock.local(now).date(), clean(title)
    if not today.year <= year <= today.year + 1:
        raise Refused("Kế hoạch lập cho năm nay hoặc năm sau.", "year", "past-year")
    if not 5 <= len(words) <= 200:
        raise Refused("Ghi tên kế hoạch, từ 5 đến 200 chữ cái.", "title")
    if not 0 <= budget <= MOST_MONEY:
        raise Refused("Kinh phí ghi bằng đồng, không quá một nghìn tỷ.", "budget")
    if access.plans(actor).filter(year=year).exists():
        raise Refused("Năm ấy xã đã có kế hoạch.", "year", "plan-there")
    row = Plan(unit_id=actor.unit_id, year=year, title=words, aims=clean_multiline(aims)[:5000], budget=budget)
    row.save(force_insert=True)
    run.audit(actor.unit_id, ("plan", row.id), {"rows": year})
    return Done(str(row.id))


@command("plan.add")
def add_task(run: Run, *, actor: Actor, now: datetime, plan_id: UUID, wanted: Wanted) -> Done:
    """Put a task into the plan. Raises :class:`Refused` for what is lacking, days outside the year, a past day."""
    return Done(str(put_task(run, actor, now, access.take_plan(actor, plan_id), wanted).id))


def put_task(run: Run, actor: Actor, now: datetime, plan: Plan, wanted: Wanted) -> PlanTask:
    """Put a task into a locked plan inside the caller's act, which has asked for its own right and keeps the task's id.

    Raises :class:`Refused` like :func:`add_task`. For a gap, a conclusion or a finding that becomes a task.
    """
    task = PlanTask(unit_id=plan.unit_id, plan=plan)
    _fill(actor, plan, task, wanted, clock.local(now).date(), fresh=True)
    task.save(force_insert=True)
    begin(task, clock.local(now).date())
    run.audit(plan.unit_id, ("plan_task", task.id), {"due_at": task.due_on.isoformat(), "kind": task.area})
    return task


@command("plan.change")
def change_task(run: Run, *, actor: Actor, now: datetime, task_id: UUID, wanted: Wanted) -> Done:
    """Change a task that is not done: another owner, other days, other words."""
    task = _open_task(actor, task_id)
    plan = access.take_plan(actor, task.plan_id)
    before = task.due_on
    _fill(actor, plan, task, wanted, clock.local(now).date(), fresh=False)
    task.save()
    begin(task, clock.local(now).date())
    run.audit(plan.unit_id, ("plan_task", task.id), {"from": before.isoformat(), "to": task.due_on.isoformat()})
    return Done(str(task.id))


def _fill(actor: Actor, plan: Plan, task: PlanTask, wanted: Wanted, today: date, *, fresh: bool) -> None:
    title, product = clean(wanted.title), clean(wanted.product)
    if wanted.area not in {one.code for one in areas(today)}:
        raise Refused("Chọn mảng việc.", "area")
    if not 3 <= len(title) <= 300:
        raise Refused("Ghi việc phải làm.", "title")
    if not 3 <= len(product) <= 300:
        raise Refused("Ghi sản phẩm: xong thì có gì để thấy.", "product")
    if wanted.starts_on.year != plan.year or wanted.due_on.year != plan.year:
        raise Refused(f"Ngày bắt đầu và ngày xong nằm trong năm {plan.year}.", "due_on")
    if wanted.due_on < wanted.starts_on:
        raise Refused("Ngày xong không trước ngày bắt đầu.", "due_on")
    if fresh and wanted.due_on < today:
        raise Refused("Ngày xong đã qua rồi.", "due_on", "past-day")
    if not 0 <= wanted.money <= MOST_MONEY:
        raise Refused("Kinh phí ghi bằng đồng.", "money")
    if wanted.measure and wanted.measure not in SOURCES:
        raise Refused("Chọn một sổ trong danh sách, hoặc để trống.", "measure")
    if not 1 <= wanted.target <= 999:
        raise Refused("Số lần từ 1 đến 999.", "target")
    post = access.post(actor, wanted.owner, today)
    task.area, task.title, task.product, task.helpers = wanted.area, title, product, clean(wanted.helpers)[:300]
    task.owner, task.owner_title, task.money = post, post.title, wanted.money
    task.starts_on, task.due_on = wanted.starts_on, wanted.due_on
    task.measure, task.target = wanted.measure, wanted.target
    task.after = _before(plan, task, wanted)


def _before(plan: Plan, task: PlanTask, wanted: Wanted) -> list[str]:
    """Check what a task waits for: tasks of the same plan, and not in a circle."""
    known = {str(one.id): [str(key) for key in one.after] for one in access.tasks(plan)}
    asked = [str(key) for key in dict.fromkeys(wanted.after)]
    if not set(asked) <= set(known) - {str(task.id)}:
        raise Refused("Chọn việc trong cùng kế hoạch, không chọn chính việc này.", "after")
    if in_circle(known | {str(task.id): asked}):
        raise Refused("Hai việc chờ nhau thì không việc nào bắt đầu được.", "after", "circle")
    return asked


def _open_task(actor: Actor, task_id: UUID) -> PlanTask:
    task = access.take_task(actor, task_id)
    if task.done_on is not None or task.dropped_on is not None:
        raise Refused("Việc này đã xong hoặc đã bỏ.", "", "ended")
    return task


@command("plan.issue")
def issue_plan(run: Run, *, actor: Actor, now: datetime, plan_id: UUID, ruling: Ruling) -> Done:
    """Issue the plan with number and day; it opens the gate "plan". A plan without a task is none."""
    plan = access.take_plan(actor, plan_id)
    if plan.issued_on is not None:
        raise Refused("Kế hoạch đã ban hành rồi.", "", "issued")
    put_issued(run, now, plan, ruling)
    return Done(str(plan.id))


def put_issued(run: Run, now: datetime, plan: Plan, ruling: Ruling) -> None:
    """Issue a plan inside the caller's act (that of its paper); raises :class:`Refused` for one without a task."""
    if not access.tasks(plan).filter(dropped_on__isnull=True).exists():
        raise Refused("Kế hoạch chưa có việc nào.", "", "empty")
    decided = ruling.checked(clock.local(now).date())
    plan.number, plan.issued_on, plan.signer = decided.number, decided.on, decided.issuer
    plan.save(update_fields=["number", "issued_on", "signer"])
    note(plan.unit_id, "plan", plan.id, f"{decided.number}: {plan.title}", decided.on)
    run.audit(plan.unit_id, ("plan", plan.id), {"number": decided.number}, act="plan.issue")


@command("plan.done")
def finish_task(
    run: Run, *, actor: Actor, now: datetime, task_id: UUID, on: date, evidence: str, spent: int = 0,
    file_id: UUID | None = None,
) -> Done:  # fmt: skip
    """Say that a task is done, with what shows it. Its owner may, and whoever may change the plan.

    Raises :class:`Refused` without evidence, before its beginning, in the time to come, or while it waits for others.
    """
    task = _open_task(actor, task_id)
    if not (actor.may("plan.change") or str(task.owner.staff_id) == actor.id):
        raise NotThere
    today, words = clock.local(now).date(), clean(evidence)
    if task.measure:
        raise Refused("Việc này tính theo sổ: sổ đủ thì tự xong.", "", "by-records")
    if len(words) < 10 and file_id is None:
        raise Refused("Ghi rõ việc đã xong thế nào (từ 10 chữ cái), hoặc gửi kèm tệp.", "evidence")
    if not task.starts_on <= on <= today:
        raise Refused("Ngày xong nằm giữa ngày bắt đầu và hôm nay.", "on")
    if not 0 <= spent <= MOST_MONEY:
        raise Refused("Số tiền ghi bằng đồng.", "spent")
    waits = access.tasks(task.plan).filter(id__in=task.after, done_on__isnull=True, dropped_on__isnull=True).first()
    if waits is not None:
        raise Refused(f"Việc này chờ việc “{waits.title}” xong trước.", "", "waiting")
    if file_id is not None:
        files.attach([file_id], unit_id=task.unit_id, attached_to=task.id)
    task.done_on, task.done_by_id, task.evidence, task.spent = on, UUID(actor.id), words[:300], spent
    task.file_id = file_id
    task.save(update_fields=["done_on", "done_by", "evidence", "spent", "file"])
    note(task.unit_id, "task", task.id, task.title, on)
    run.audit(task.unit_id, ("plan_task", task.id), {"to": on.isoformat()})
    return Done(str(task.id))


@command("plan.spend")
def spend(run: Run, *, actor: Actor, now: datetime, task_id: UUID, spent: int, evidence: str) -> Done:
    """Write what a task has cost so far, in đồng in all, and what shows it (invoice, list); done or not.

    Raises :class:`Refused` for a sum that cannot be, for no evidence, for a task that was dropped.
    """
    task, words = access.take_task(actor, task_id), clean(evidence)
    if not (actor.may("plan.change") or str(task.owner.staff_id) == actor.id):
        raise NotThere
    if task.dropped_on is not None:
        raise Refused("Việc này đã bỏ.", "", "ended")
    if not 0 <= spent <= MOST_MONEY:
        raise Refused("Số tiền ghi bằng đồng.", "spent")
    if len(words) < 5:
        raise Refused("Ghi chứng từ: hóa đơn, bảng kê số mấy.", "evidence")
    before, task.spent = task.spent, spent
    task.save(update_fields=["spent"])
    run.audit(task.unit_id, ("plan_task", task.id), {"from": before, "to": spent}, {"evidence": words[:300]})
    return Done(str(task.id))


@command("plan.reopen")
def reopen_task(run: Run, *, actor: Actor, now: datetime, task_id: UUID, reason: str) -> Done:
    """Open a task again that was not done after all; the reason stays in the journal."""
    task, why = access.take_task(actor, task_id), clean(reason)
    if not actor.may("plan.change"):
        raise NotThere
    if task.done_on is None:
        raise Refused("Việc này chưa xong.", "", "open")
    if task.done_by_id is None:
        raise Refused("Việc này xong theo sổ. Sổ thay đổi thì việc tự mở lại.", "", "by-records")
    if len(why) < 5:
        raise Refused("Ghi lý do.", "reason")
    task.done_on, task.done_by = None, None
    task.save(update_fields=["done_on", "done_by"])
    withdraw(task.unit_id, "task", task.id)
    run.audit(task.unit_id, ("plan_task", task.id), {}, {"reason": why[:300]})
    return Done(str(task.id))


@command("plan.drop")
def drop_task(run: Run, *, actor: Actor, now: datetime, task_id: UUID, reason: str) -> Done:
    """Drop a task with a reason; it stays in the plan and does not count."""
    task, why = _open_task(actor, task_id), clean(reason)
    if not actor.may("plan.change"):
        raise NotThere
    if len(why) < 5:
        raise Refused("Ghi lý do bỏ việc này.", "reason")
    task.dropped_on, task.drop_reason = clock.local(now).date(), why[:300]
    task.save(update_fields=["dropped_on", "drop_reason"])
    run.audit(task.unit_id, ("plan_task", task.id), {}, {"reason": why[:300]})
    return Done(str(task.id))
