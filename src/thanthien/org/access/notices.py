"""Notices of days off: what officers enter, what the public may read."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere, Stale
from thanthien.org.calendars import reach
from thanthien.org.models import CalendarNotice

_ENTRY = ("entered_by", "decided_by", "ending_by", "ended_by", "unit")
_OPEN = (CalendarNotice.State.PROPOSED, CalendarNotice.State.APPROVED, CalendarNotice.State.ENDING)

_UNDECIDED = (CalendarNotice.State.PROPOSED, CalendarNotice.State.ENDING)


def notices(actor: Actor) -> QuerySet[CalendarNotice]:
    """Return the notices that reach the actor's unit, the newest first: its own and those of the levels above."""
    if not actor.may("notice.read"):
        return CalendarNotice.objects.none()
    rows = CalendarNotice.objects.filter(unit_id__in=reach(actor.scope)).select_related(*_ENTRY)
    return rows.order_by("-entered_at", "-id")


def undecided_notices(actor: Actor) -> QuerySet[CalendarNotice]:
    """Return the own unit's notices, or wishes to take one back, that wait for a second person."""
    if not actor.may("notice.read"):
        return CalendarNotice.objects.none()
    return CalendarNotice.objects.filter(unit_id=actor.scope, state__in=_UNDECIDED)


def notice(actor: Actor, notice_id: UUID) -> CalendarNotice:
    """Return one notice to read; raises :class:`NotThere`."""
    found = notices(actor).filter(id=notice_id).first()
    if found is None:
        raise NotThere
    return found


def take_notice(actor: Actor, notice_id: UUID, version: int) -> CalendarNotice:
    """Return a notice of the actor's own unit, locked for an act. Raises :class:`NotThere`, :class:`Stale`."""
    found = db.lock(CalendarNotice.objects.filter(id=notice_id, unit_id=actor.scope)).first()
    if found is None:
        raise NotThere
    if found.version != version:
        who = found.ended_by or found.ending_by or found.decided_by or found.entered_by
        raise Stale(who.name, "quyết định thông báo này", found.ended_at or found.decided_at or found.entered_at)
    return found


def ahead_in(units: Collection[UUID], day: date) -> Counter[UUID]:
    """Count, by unit, the notices that hold or wait and name a day from ``day`` on (for a merger's preview)."""
    rows = CalendarNotice.objects.filter(unit_id__in=units, state__in=_OPEN)
    return Counter(row.unit_id for row in rows if row.said().days[-1] >= day)


def open_of(unit_id: UUID) -> list[CalendarNotice]:
    """Return the notices of a unit that hold or wait."""
    return list(CalendarNotice.objects.filter(unit_id=unit_id, state__in=_OPEN).select_related("entered_by"))
