"""Plans of the actor's own commune."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org.models import Position
from thanthien.programme.models import Plan, PlanTask


def plans(actor: Actor) -> QuerySet[Plan]:
    """Return the plans of the actor's commune, newest year first."""
    if not actor.may("plan.read"):
        return Plan.objects.none()
    return Plan.objects.filter(unit_id=actor.scope).order_by("-year")


def plan(actor: Actor, plan_id: UUID) -> Plan:
    """Return one plan; raises :class:`NotThere`."""
    found = plans(actor).filter(id=plan_id).first()
    if found is None:
        raise NotThere
    return found


def tasks(row: Plan) -> QuerySet[PlanTask]:
    """Return the tasks of a plan by day."""
    found = PlanTask.objects.filter(unit_id=row.unit_id, plan=row).select_related("owner__staff")
    return found.order_by("due_on", "id")


def task(actor: Actor, task_id: UUID) -> PlanTask:
    """Return one task to read; raises :class:`NotThere`."""
    rows = PlanTask.objects.filter(unit_id=actor.scope, id=task_id).select_related("plan", "owner__staff")
    found = rows.first() if actor.may("plan.read") else None
    if found is None:
        raise NotThere
    return found


def take_plan(actor: Actor, plan_id: UUID) -> Plan:
    """Return one plan locked for a change; raises :class:`NotThere`."""
    if not actor.may("plan.change"):
        raise NotThere
    found = db.lock(Plan.objects.filter(unit_id=actor.scope, id=plan_id)).first()
    if found is None:
        raise NotThere
    return found


def lock_of_year(unit_id: UUID, year: int) -> Plan | None:
    """Return the commune's plan of a year locked, if there is one: for an act of another record that puts a task in.

    The act has asked for its own right; ``unit_id`` is the commune of the record it works on.
    """
    return db.lock(Plan.objects.filter(unit_id=unit_id, year=year)).first()


def issued_in(unit_id: UUID) -> QuerySet[Plan]:
    """Return the issued plans of a commune, the oldest first."""
    return Plan.objects.filter(unit_id=unit_id, issued_on__isnull=False).order_by("issued_on", "id")


def done_in(unit_id: UUID) -> QuerySet[PlanTask]:
    """Return the tasks of a commune that are done, the first one first."""
    rows = PlanTask.objects.filter(unit_id=unit_id, done_on__isnull=False, dropped_on__isnull=True)
    return rows.order_by("done_on", "id")


def take_task(actor: Actor, task_id: UUID) -> PlanTask:
    """Return one task locked, with its plan; raises :class:`NotThere`. Who may do what with it is asked there."""
    rows = PlanTask.objects.filter(unit_id=actor.scope, id=task_id)
    found = db.lock(rows).first() if actor.may("plan.read") else None
    if found is None:
        raise NotThere
    return found


def post(actor: Actor, position_id: UUID, day: date) -> Position:
    """Return a post of the actor's commune that is held on a day; raises :class:`NotThere`."""
    rows = Position.objects.filter(unit_id=actor.scope, id=position_id).select_related("staff")
    found = rows.exclude(valid_to__lte=day).first()
    if found is None:
        raise NotThere
    return found
