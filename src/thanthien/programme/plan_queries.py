"""A plan as people look at it: by area, by month, one's own; money spent against planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thanthien.core.actors import Actor
from thanthien.programme.access import plan as access
from thanthien.programme.models import Plan, PlanTask
from thanthien.programme.progress import SOURCES
from thanthien.rules.plan import STATES, Money, Step, areas, state_of


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its state today; ``left`` says that nobody holds its owner's post any more.

    ``counted`` says how far its records have come: "2 trên 4 buổi tập huấn đã tổ chức".
    """

    task: PlanTask
    state: str
    said: str
    holder: str
    left: bool
    mine: bool
    waits: tuple[str, ...]
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading, with their money."""

    head: str
    lines: tuple[TaskLine, ...]
    money: Money
    done: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan: groups by area and by month, the sums."""

    plan: Plan
    by_area: tuple[Group, ...]
    by_month: tuple[Group, ...]
    money: Money
    done: int
    total: int
    late: int


def plan_view(actor: Actor, plan: Plan, today: date) -> PlanView:
    """Return a plan that the actor may read, as of today: one query, and one for each task that records measure."""
    rows = list(access.tasks(plan))
    steps = {str(one.id): _step(one) for one in rows}
    titles = {str(one.id): one.title for one in rows}
    lines = [_line(actor, one, steps, titles, today) for one in rows]
    counted = [line for line in lines if line.state != "dropped"]
    area = tuple(
        _group(one.text, [line for line in lines if line.task.area == one.code])
        for one in areas(date(plan.year, 12, 31))
    )
    month = tuple(
        _group(f"Tháng {number}", [line for line in counted if line.task.due_on.month == number])
        for number in range(1, 13)
    )
    return PlanView(
        plan, tuple(one for one in area if one.lines), tuple(one for one in month if one.lines),
        _money(counted), _done(counted), len(counted),
        sum(line.state == "late" for line in counted),
    )  # fmt: skip


def own_group(head: str, lines: Sequence[TaskLine]) -> Group:
    """Return the part of a group that the asker answers for."""
    return _group(head, [line for line in lines if line.mine])


def _step(task: PlanTask) -> Step:
    after = tuple(str(key) for key in task.after)
    return Step(str(task.id), task.starts_on, task.due_on, task.done_on, task.dropped_on is not None, after)


def _line(actor: Actor, task: PlanTask, steps: dict[str, Step], titles: dict[str, str], today: date) -> TaskLine:
    state = state_of(steps[str(task.id)], steps, today)
    held = task.owner.valid_to is None or task.owner.valid_to > today
    waits = tuple(titles[key] for key in steps[str(task.id)].after if key in titles)
    mine = held and str(task.owner.staff_id) == actor.id
    left = not held and state not in ("done", "done_late", "dropped")
    return TaskLine(
        task, state, STATES[state], task.owner.staff.name if held else "", left, mine, waits, _counted(task)
    )


def _counted(task: PlanTask) -> str:
    source = SOURCES.get(task.measure)
    if source is None or task.dropped_on is not None:
        return ""
    reached = source.count(task.unit_id, task.starts_on, date(task.starts_on.year, 12, 31))
    return f"{reached} trên {task.target} {source.label}"


def _group(head: str, lines: Sequence[TaskLine]) -> Group:
    return Group(head, tuple(lines), _money(lines), _done(lines))


def _money(lines: Sequence[TaskLine]) -> Money:
    counted = [line.task for line in lines if line.state != "dropped"]
    return Money(sum(one.money for one in counted), sum(one.spent for one in counted))


def _done(lines: Sequence[TaskLine]) -> int:
    return sum(line.state in ("done", "done_late") for line in lines)
