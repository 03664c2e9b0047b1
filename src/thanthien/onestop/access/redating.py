"""Which open cases a moving calendar or limit touches, and the acts that date them anew."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import clock, db, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Stale
from thanthien.onestop.models import Dossier, KeptPromise, LimitChange, Redating
from thanthien.org import service as org
from thanthien.org.models import Unit

ONE_DAY: Final = timedelta(days=1)


def due_soon(today: date) -> Q:
    """Return the condition "due by the end of the next working day", which is not the same day in every unit."""
    plain = org.calendars.lately(None).next_working_day(today)
    found = Q(sort_due__lt=clock.day_start(plain) + ONE_DAY)
    for unit in org.offices().values_list("unit_id", flat=True):
        day = org.calendars.lately(unit).next_working_day(today)
        if day > plain:  # closed meanwhile: its last working day before the date is today already
            found |= Q(unit_id=unit, sort_due__lt=clock.day_start(day) + ONE_DAY)
    return found


def running(units: Collection[UUID], decided_at: datetime) -> QuerySet[Dossier]:
    """Return the cases of some units whose promised date had not passed at a moment; who asks is checked before."""
    rows = Dossier.objects.filter(unit_id__in=units, clock="running", decided_at__isnull=True)
    return rows.filter(accepted_at__isnull=False, sort_due__gte=decided_at, erased_at__isnull=True)


def left_out(units: Collection[UUID], code: str, decided_at: datetime) -> tuple[QuerySet[Dossier], QuerySet[Dossier]]:
    """Return the open cases that stay: those whose lawful date has passed, and those whose clock stands."""
    rows = Dossier.objects.filter(unit_id__in=units, decided_at__isnull=True, erased_at__isnull=True)
    rows = rows.filter(procedure_code=code) if code else rows
    return rows.filter(clock="running", due_at__lt=decided_at), rows.filter(clock="paused")


def named(keys: Collection[UUID]) -> dict[UUID, Dossier]:
    """Return codes, titles and units of some cases, nobody's name; who asks is checked before."""
    rows = Dossier.objects.filter(id__in=keys).select_related("unit").only("code", "title", "unit")
    return {row.id: row for row in rows}


def unit_names(keys: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of some units."""
    return {unit.id: str(unit) for unit in Unit.objects.filter(id__in=keys)}


def keeping(actor: Actor, cause: UUID, dossier_id: UUID) -> KeptPromise:
    """Return that a case of the actor's unit keeps its date, locked to be taken back; raises :class:`NotThere`."""
    rows = KeptPromise.objects.filter(cause=cause, dossier_id=dossier_id, unit_id=actor.scope)
    found = db.lock(rows).select_related("dossier").first()
    if found is None:
        raise NotThere
    return found


def case_named(actor: Actor, dossier_id: UUID) -> Dossier:
    """Return code, title and date of one case of the actor's unit, nobody's name; raises :class:`NotThere`."""
    rows = Dossier.objects.filter(id=dossier_id, unit_id=actor.scope).only("code", "title", "sort_due", "unit_id")
    found = rows.first() if actor.may("notice.enter") else None
    if found is None:
        raise NotThere
    return found


def touching(rows: QuerySet[Dossier], first: date, last: date) -> QuerySet[Dossier]:
    """Keep those whose counted span, from acceptance to the promised date, meets a stretch of days."""
    end = clock.day_start(last) + ONE_DAY
    return rows.filter(sort_due__gte=clock.day_start(first), accepted_at__lt=end)


def unkept(rows: QuerySet[Dossier], cause: UUID) -> QuerySet[Dossier]:
    """Leave out those that keep their date whatever one cause says. A list of keys: there are few, of many cases."""
    kept = list(KeptPromise.objects.filter(cause=cause).values_list("dossier_id", flat=True))
    return rows.exclude(id__in=kept) if kept else rows


def kept_promises(cause: UUID) -> QuerySet[KeptPromise]:
    """Return the cases that keep their date whatever one cause says, with codes and titles."""
    rows = KeptPromise.objects.filter(cause=cause).select_related("dossier")
    return rows.only("reason", "by", "at", "cause", "unit_id", "dossier__code", "dossier__title").order_by("at", "id")


def keeps(dossier_id: UUID, cause: UUID) -> bool:
    """Tell whether a case keeps its date whatever one cause says."""
    return KeptPromise.objects.filter(cause=cause, dossier_id=dossier_id).exists()


def unanswered(units: Collection[UUID], decided_at: datetime) -> QuerySet[Dossier]:
    """Return what was filed and waits for its first answer, where that was not late already."""
    rows = Dossier.objects.filter(unit_id__in=units, clock="waiting", first_reply_due__gte=decided_at)
    return rows.filter(first_reply_at__isnull=True, erased_at__isnull=True)


def take_running(dossier_ids: Collection[UUID]) -> list[Dossier]:
    """Return cases locked to be dated anew, in the order of their keys (the system's act only)."""
    return list(db.lock(Dossier.objects.filter(id__in=dossier_ids, erased_at__isnull=True).order_by("id")))


def redatings(actor: Actor, cause: UUID) -> QuerySet[Redating]:
    """Return the acts that dated cases anew for one cause, the newest first, for whoever may read its unit's."""
    if not actor.may("notice.read"):
        return Redating.objects.none()
    return Redating.objects.filter(cause=cause).order_by("-decided_at", "-id")


def unfinished() -> list[UUID]:
    """Return the acts that have not come to their end (the loop only), the oldest first."""
    with wall.lifted():
        rows = Redating.objects.filter(finished_at__isnull=True).order_by("decided_at", "id")
        return list(rows.values_list("id", flat=True))


def take_redating(redating_id: UUID) -> Redating | None:
    """Return one act, locked: two workers at the same list take turns."""
    return db.lock(Redating.objects.filter(id=redating_id)).first()


def redating(redating_id: UUID) -> Redating:
    """Return one act (the loop only)."""
    with wall.lifted():
        found = Redating.objects.filter(id=redating_id).first()
    if found is None:
        raise NotThere
    return found


def limit_changes(actor: Actor) -> QuerySet[LimitChange]:
    """Return the changes of limits entered in the actor's unit, the newest first."""
    if not actor.may("notice.read"):
        return LimitChange.objects.none()
    rows = LimitChange.objects.filter(unit_id=actor.scope)
    return rows.select_related("entered_by", "decided_by", "ending_by", "ended_by").order_by("-entered_at", "-id")


def limit_change(actor: Actor, change_id: UUID) -> LimitChange:
    """Return one change of a limit to read; raises :class:`NotThere`."""
    found = limit_changes(actor).filter(id=change_id).first()
    if found is None:
        raise NotThere
    return found


def change_of(change_id: UUID) -> LimitChange:
    """Return one change of a limit (its act only)."""
    with wall.lifted():
        return LimitChange.objects.get(id=change_id)


def take_limit_change(actor: Actor, change_id: UUID, version: int) -> LimitChange:
    """Return one change of a limit, locked for an act. Raises :class:`NotThere`, :class:`Stale`."""
    found = db.lock(LimitChange.objects.filter(id=change_id, unit_id=actor.scope)).first()
    if found is None:
        raise NotThere
    if found.version != version:
        who = found.ended_by or found.ending_by or found.decided_by or found.entered_by
        raise Stale(who.name, "quyết định thay đổi này", found.ended_at or found.decided_at or found.entered_at)
    return found
