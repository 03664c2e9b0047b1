"""The door to appointments: a person's own by its secret link, a commune's own for its clerks."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core import clock, db, tokens, wall
from thanthien.core.actors import NO_UNIT, Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.models import Booking, BookingRule
from thanthien.onestop.models.booking import HELD

LINK = "booking"


def rule_of(unit_id: UUID, lock: bool = False) -> BookingRule | None:
    """Return how a commune gives appointments, None where it never said; locked, acts of one commune take turns."""
    rows = BookingRule.objects.filter(unit_id=unit_id)
    return (db.lock(rows) if lock else rows).first()


def taken(unit_id: UUID, first: datetime, end: datetime) -> dict[datetime, int]:
    """Return how many places are taken in each slot of a span."""
    rows = Booking.objects.filter(unit_id=unit_id, starts_at__gte=first, starts_at__lt=end, state__in=HELD)
    return dict(rows.order_by().values_list("starts_at").annotate(count=Count("id")))


def seats(unit_id: UUID, starts_at: datetime) -> set[int]:
    """Return the places of one slot that are taken."""
    rows = Booking.objects.filter(unit_id=unit_id, starts_at=starts_at, state__in=HELD)
    return set(rows.values_list("seat", flat=True))


def token_of(booking_id: UUID) -> str:
    """Return the token of an appointment's secret link."""
    return tokens.for_id(LINK, booking_id)


def by_token(token: str) -> Booking:
    """Return the appointment that a secret link opens; raises :class:`NotThere`."""
    booking_id = tokens.id_of(LINK, token)
    with wall.lifted():
        found = Booking.objects.filter(id=booking_id or NO_UNIT).select_related("unit").first()
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)
    return found


def by_code(unit_id: UUID, code: str) -> Booking:
    """Return the appointment of a code at one commune; each commune numbers its own. Raises :class:`NotThere`."""
    found = Booking.objects.filter(unit_id=unit_id, code=code).first()
    if found is None:
        raise NotThere
    return found


def of_day(actor: Actor, day: date) -> QuerySet[Booking]:
    """Return the appointments of a day at the actor's counter, by the hour."""
    start = clock.day_start(day)
    rows = Booking.objects.filter(
        unit_id=actor.scope if actor.may("booking.serve") else NO_UNIT,
        starts_at__gte=start, starts_at__lt=start + timedelta(days=1),
    )  # fmt: skip
    return rows.order_by("starts_at", "seat", "id")


def held_on(unit_id: UUID, day: date) -> QuerySet[Booking]:
    """Return the appointments of a unit that hold a place on a day."""
    start = clock.day_start(day)
    rows = Booking.objects.filter(unit_id=unit_id, state__in=HELD, starts_at__gte=start)
    return rows.filter(starts_at__lt=start + timedelta(days=1))


def open_of_day(unit_id: UUID, day: date) -> int:
    """Return how many people are still expected on a day."""
    start = clock.day_start(day)
    rows = Booking.objects.filter(unit_id=unit_id, state="booked", starts_at__gte=start)
    return rows.filter(starts_at__lt=start + timedelta(days=1)).count()


def ahead(actor: Actor, now: datetime) -> QuerySet[Booking]:
    """Return the appointments to come at the actor's counter."""
    return to_come(actor.scope if actor.may("booking.serve") else NO_UNIT, now)


def to_come(unit_id: UUID, now: datetime) -> QuerySet[Booking]:
    """Return the appointments of a unit that are still to come, by the hour."""
    return Booking.objects.filter(unit_id=unit_id, state="booked", starts_at__gt=now).order_by("starts_at", "id")


def units_ahead(now: datetime) -> list[UUID]:
    """Return the units that have appointments to come (the loop)."""
    rows = Booking.objects.filter(state="booked", starts_at__gt=now, forgotten_at__isnull=True)
    return sorted(set(rows.order_by().values_list("unit_id", flat=True).distinct()))


def take(actor: Actor, booking_id: UUID) -> Booking:
    """Return one appointment locked; raises :class:`NotThere`. A citizen has come through the secret link."""
    rows = Booking.objects.filter(id=booking_id)
    if actor.kind == "staff":
        rows = rows.filter(unit_id=actor.scope if actor.may("booking.serve") else NO_UNIT)
    found = db.lock(rows).first()
    if found is None:
        raise NotThere
    return found


def to_remind(now: datetime, until: datetime) -> QuerySet[Booking]:
    """Return appointments that begin soon and of which nobody was reminded."""
    return Booking.objects.filter(state="booked", reminded_at__isnull=True, starts_at__gt=now, starts_at__lte=until)


def to_forget(before: datetime) -> QuerySet[Booking]:
    """Return appointments long past whose person is still named."""
    return Booking.objects.filter(forgotten_at__isnull=True, starts_at__lt=before).order_by("starts_at", "id")


def open_in(units: frozenset[UUID] | set[UUID], day: date) -> dict[UUID, int]:
    """Return how many appointments from a day on stand in each unit."""
    rows = Booking.objects.filter(unit_id__in=units, state="booked", starts_at__gte=clock.day_start(day))
    return dict(rows.order_by().values_list("unit_id").annotate(count=Count("id")))
