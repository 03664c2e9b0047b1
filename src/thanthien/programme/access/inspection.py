"""Visits and findings. Both sides read them: who runs the visit, and the commune that is visited.

An unannounced visit is nobody's of the commune before it begins; one of the commune's own board is then only its
maker's. Rows carry both units, so the wall of the database opens for either side; this file is what hides the rest.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from thanthien.core import db, files, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.programme.models import Finding, FindingStep, Inspection


def may_run(actor: Actor) -> bool:
    """Tell whether the actor may run visits: of the level above to its communes, or of the commune's own board."""
    return actor.may("inspection.run") or actor.may("inspection.oversee")


def seen_by(actor: Actor, at: str = "") -> Q:
    """Return the condition "this side may know of the visit"; ``at`` leads to it from another table."""
    if actor.may("inspection.oversee"):
        return Q(**{f"{at}by_unit_id": actor.scope})
    if not actor.may("inspection.read"):
        return Q(pk__in=[])
    known = Q(**{f"{at}surprise": False}) | Q(**{f"{at}begun_at__isnull": False})
    own = Q(**{f"{at}by_unit_id": actor.scope, f"{at}made_by_id": actor.id})
    return Q(**{f"{at}unit_id": actor.scope}) & (known | own)


def visits(actor: Actor) -> QuerySet[Inspection]:
    """Return the visits that the actor may know of."""
    return Inspection.objects.filter(seen_by(actor)).select_related("unit", "by_unit", "made_by")


def visit(actor: Actor, visit_id: UUID) -> Inspection:
    """Return one of them; raises :class:`NotThere`."""
    found = visits(actor).filter(id=visit_id).first()
    if found is None:
        raise NotThere
    return found


def take_visit(actor: Actor, visit_id: UUID) -> Inspection:
    """Return a visit that the actor's side runs, locked; raises :class:`NotThere`."""
    rows = Inspection.objects.filter(seen_by(actor), by_unit_id=actor.scope, id=visit_id)
    found = db.lock(rows).first() if may_run(actor) else None
    if found is None:
        raise NotThere
    return found


def findings(actor: Actor) -> QuerySet[Finding]:
    """Return the findings of the visits that the actor may know of."""
    return Finding.objects.filter(seen_by(actor, "visit__")).select_related("visit__unit", "owner__staff")


def findings_of(row: Inspection) -> list[Finding]:
    """Return the findings of a visit that the actor may know of, in order."""
    rows = Finding.objects.filter(visit=row).select_related("owner__staff").order_by("id")
    return list(rows)


def finding(actor: Actor, finding_id: UUID) -> Finding:
    """Return one finding with its steps, oldest first; raises :class:`NotThere`."""
    steps = Prefetch("steps", FindingStep.objects.select_related("staff").order_by("at", "id"))
    found = findings(actor).filter(id=finding_id).prefetch_related(steps).first()
    if found is None:
        raise NotThere
    return found


def take_finding(actor: Actor, finding_id: UUID) -> Finding:
    """Return a finding locked for a change; who may do what with it is asked there. Raises :class:`NotThere`."""
    if not findings(actor).filter(id=finding_id).exists():
        raise NotThere
    found = db.lock(Finding.objects.filter(id=finding_id)).first()
    if found is None:
        raise NotThere
    return found


def last_fix(row: Finding) -> FindingStep | None:
    """Return the last time that somebody said a finding is put right."""
    return FindingStep.objects.filter(finding=row, kind=FindingStep.Kind.FIXED).order_by("-at", "-id").first()


def waiting_for(actor: Actor, today: date) -> QuerySet[Finding]:
    """Return the open findings that wait for the actor: those of their posts, and those that nobody was given."""
    own = Q(owner__staff_id=actor.id) & (Q(owner__valid_to__isnull=True) | Q(owner__valid_to__gt=today))
    given = own | Q(owner__isnull=True) if actor.may("inspection.run") else own
    return findings(actor).filter(given, unit_id=actor.scope, state="open").order_by("due_on", "id")


def evidence(actor: Actor, step_id: UUID) -> files.Served:
    """Return the cleaned copy of a step's file, for either side; raises :class:`NotThere`, and as ``files.serve``."""
    rows = FindingStep.objects.filter(seen_by(actor, "finding__visit__"), id=step_id, file__isnull=False)
    found = rows.first()
    if found is None or found.file_id is None:
        raise NotThere
    with wall.lifted():  # the file is the commune's; the level above reads what was sent to it
        return files.serve(files.get(found.file_id, unit_id=found.unit_id))


def visited(actor: Actor, units: Collection[UUID], since: date, until: date) -> QuerySet[Inspection]:
    """Return the visits begun in some communes in a stretch of days (both included), as the actor may know them."""
    rows = Inspection.objects.filter(seen_by(actor), unit_id__in=units, begun_at__isnull=False)
    return rows.filter(day__gte=since, day__lte=until)


def counted_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many findings of some communes are not put right and checked, for a reorganisation's preview."""
    with wall.lifted():
        rows = Finding.objects.filter(unit_id__in=units).exclude(state="accepted").order_by()
        return dict(rows.values_list("unit_id").annotate(n=Count("id")))
