"""Tickets of a commune's waiting room. Who holds a ticket's link sees that ticket; the room's board is public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from thanthien.core import clock, counters, tokens, wall
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.models import CounterServices, Kiosk, Ticket
from thanthien.rules import tickets as rules

HALL = "hall"  # the series of a unit that moves with every act in its waiting room
TICKET, KIOSK_LINK, KIOSK = "ticket", "kiosk-link", "kiosk"
LINK_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Called:
    """A number on the board: where, and how often it was called."""

    label: str
    counter: str
    at: datetime
    calls: int
    said: str


def moved(unit_id: UUID) -> int:
    """Return the number of the last act in a waiting room: one look at a small index, asked by every screen."""
    return counters.current(unit_id, HALL)


def of_day(unit_id: UUID, day: date) -> QuerySet[Ticket]:
    """Return the tickets of one day."""
    return Ticket.objects.filter(unit_id=unit_id, day=day)


def queue(unit_id: UUID, day: date) -> list[rules.Queued]:
    """Return who waits, by place."""
    rows = of_day(unit_id, day).filter(state__in=rules.QUEUED).order_by("taken_at", "id")
    return [rules.Queued(*one) for one in rows.values_list("id", "lane", "taken_at", "service", "target")]


def waiting_at(unit_id: UUID, day: date, counter: str) -> list[rules.Queued]:
    """Return who waits for a counter."""
    here = serving(unit_id).get(counter, frozenset())
    return [one for one in queue(unit_id, day) if rules.is_for(one, counter, here)]


def calls(unit_id: UUID, day: date, most: int = 4) -> list[Called]:
    """Return the tickets called last that are still expected, the newest first."""
    rows = of_day(unit_id, day).filter(state=rules.CALLED).order_by("-called_at", "-id")[:most]
    return [
        Called(row.label, row.counter, row.called_at or row.taken_at, row.calls,
               rules.said(row.lane, row.number, row.counter))
        for row in rows
    ]  # fmt: skip


def lanes_called(unit_id: UUID, day: date, counter: str) -> list[str]:
    """Return the lanes of a counter's last calls, the newest first."""
    rows = of_day(unit_id, day).filter(counter=counter, called_at__isnull=False)
    return list(rows.order_by("-called_at", "-id").values_list("lane", flat=True)[: rules.IN_A_ROW])


def moments(unit_id: UUID, day: date, lane: str) -> list[datetime]:
    """Return when the last tickets of a lane were called, oldest first (for the estimate)."""
    rows = of_day(unit_id, day).filter(lane=lane, first_called_at__isnull=False)
    called = rows.order_by("-first_called_at").values_list("first_called_at", flat=True)[: rules.LAST_CALLS]
    return [at for at in called if at is not None][::-1]


def shown(actor: Actor, day: date) -> QuerySet[Ticket]:
    """Return the tickets of a day that the actor's post may see, in the order in which they were taken."""
    rows = Ticket.objects.filter(unit_id=actor.scope, day=day) if actor.may("ticket.call") else Ticket.objects.none()
    return rows.select_related("booking").order_by("taken_at", "id")


def open_at(unit_id: UUID, counter: str, day: date) -> Ticket | None:
    """Return the ticket that stands at a counter."""
    rows = of_day(unit_id, day).filter(state=rules.CALLED, counter=counter)
    return rows.select_related("booking").order_by("-called_at", "-id").first()


def ticket(actor: Actor, ticket_id: UUID, day: date) -> Ticket:
    """Return one ticket of that day of the actor's room; raises :class:`NotThere`."""
    found = shown(actor, day).filter(id=ticket_id).first()
    if found is None:
        raise NotThere
    return found


def token_of(ticket_id: UUID) -> str:
    """Return the token of a ticket's own page."""
    return tokens.for_id(TICKET, ticket_id)


def by_token(token: str, now: datetime) -> Ticket:
    """Return the ticket of a link; it opens on the ticket's own day only. Raises :class:`NotThere`."""
    ticket_id = tokens.id_of(TICKET, token)
    rows = Ticket.objects.filter(id=ticket_id, day=clock.local(now).date()) if ticket_id else Ticket.objects.none()
    with wall.lifted():
        found = rows.select_related("unit", "booking").first()
    if found is None:
        raise NotThere
    wall.admit(found.unit_id)
    return found


def serving(unit_id: UUID) -> dict[str, frozenset[str]]:
    """Return what the counters of a commune serve; those that are not named serve everything."""
    rows = CounterServices.objects.filter(unit_id=unit_id).values_list("counter", "services")
    return {counter: frozenset(services) for counter, services in rows}


def kiosks(actor: Actor) -> QuerySet[Kiosk]:
    """Return the machines of the actor's commune, the newest first."""
    rows = Kiosk.objects.filter(unit_id=actor.scope) if actor.may("ticket.set") else Kiosk.objects.none()
    return rows.order_by("-made_at", "-id")


def machines(actor: Actor) -> QuerySet[Kiosk]:
    """Return the machines that give tickets now, for the clerk who puts paper in."""
    rows = Kiosk.objects.filter(unit_id=actor.scope) if actor.may("ticket.call") else Kiosk.objects.none()
    return rows.filter(admitted_at__isnull=False, ended_at__isnull=True).order_by("name", "id")


def link_of(kiosk: Kiosk) -> str:
    """Return the token of the link by which a machine is admitted, once and within a day."""
    return tokens.for_id(KIOSK_LINK, kiosk.id)


def kiosk_of_link(unit_id: UUID, token: str, now: datetime) -> Kiosk:
    """Return the machine that a link admits; a used or old link finds nothing. Raises :class:`NotThere`."""
    key = tokens.id_of(KIOSK_LINK, token)
    rows = Kiosk.objects.filter(unit_id=unit_id, id=key, ended_at__isnull=True) if key else Kiosk.objects.none()
    found = rows.filter(admitted_at__isnull=True, made_at__gt=now - LINK_LASTS).first()
    if found is None:
        raise NotThere
    return found


def pass_of(kiosk_id: UUID) -> str:
    """Return what an admitted machine keeps."""
    return tokens.for_id(KIOSK, kiosk_id)


def kiosk_of_pass(unit_id: UUID, token: str) -> Kiosk | None:
    """Return the machine that keeps this, if the commune still has it."""
    key = tokens.id_of(KIOSK, token)
    rows = Kiosk.objects.filter(unit_id=unit_id, id=key, ended_at__isnull=True) if key else Kiosk.objects.none()
    return rows.filter(admitted_at__isnull=False).first()


def before(day: date) -> QuerySet[Ticket]:
    """Return the tickets of earlier days that nobody ended (the loop only)."""
    return Ticket.objects.filter(day__lt=day, state__in=(*rules.QUEUED, rules.CALLED)).order_by("unit_id", "id")


def taken(unit_id: UUID, first: datetime, end: datetime) -> QuerySet[Ticket]:
    """Return the tickets taken in [first, end), to be counted."""
    return Ticket.objects.filter(unit_id=unit_id, taken_at__gte=first, taken_at__lt=end)


def count_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many tickets units have given, for the preview of a reorganisation."""
    with wall.lifted():
        rows = Ticket.objects.filter(unit_id__in=units).order_by().values_list("unit_id").annotate(count=Count("id"))
        return dict(rows)
