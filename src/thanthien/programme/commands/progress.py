"""Tasks that records finish: called by every command that brings such a record about, inside its transaction."""

from datetime import date
from uuid import UUID

from thanthien.core import db
from thanthien.core.command import Run
from thanthien.programme.commands.artefacts import note, withdraw
from thanthien.programme.models import PlanTask
from thanthien.programme.progress import SOURCES


def settle(run: Run, unit_id: UUID, name: str, day: date) -> None:
    """Finish the tasks of that day's year that these records now reach; open again those that they reach no more.

    A task counts from its own first day to the end of the year: done late is done, and says so. ``day`` is that of
    the record. Raises ``KeyError`` for records that nobody counts.
    """
    SOURCES[name]
    rows = PlanTask.objects.filter(
        unit_id=unit_id, plan__year=day.year, measure=name, dropped_on__isnull=True, done_by__isnull=True
    )
    for task in db.lock(rows).order_by("id"):
        if _reckon(task, day):
            task.save(update_fields=["done_on", "evidence"])
            said = {"to": day.isoformat() if task.done_on else ""}
            run.audit(unit_id, ("plan_task", task.id), said, act="plan.settle")


def begin(task: PlanTask, today: date) -> None:
    """Let what stands in the records count for a task that is new or was changed; the caller saves it first."""
    if task.measure and _reckon(task, today):
        task.save(update_fields=["done_on", "evidence"])


def _reckon(task: PlanTask, day: date) -> bool:
    """Write whether its records have reached a task, and tell whether that changed."""
    source = SOURCES[task.measure]
    reached = source.count(task.unit_id, task.starts_on, date(task.starts_on.year, 12, 31))
    if reached >= task.target and task.done_on is None:
        task.done_on, task.evidence = max(day, task.starts_on), f"Theo sổ: {reached} {source.label}."
        note(task.unit_id, "task", task.id, task.title, task.done_on)
        return True
    if reached < task.target and task.done_on is not None:
        task.done_on, task.evidence = None, ""
        withdraw(task.unit_id, "task", task.id)
        return True
    return False
