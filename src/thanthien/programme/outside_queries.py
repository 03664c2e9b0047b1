"""What serving outside the office came to: days held and called off, people, dossiers, by month and kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, Sum

from thanthien.core.actors import Actor
from thanthien.org.models import Position
from thanthien.programme.access import outside as access
from thanthien.programme.models import OutingDay
from thanthien.rules.outside import CANCELLED, DONE, KINDS, PLANNED

AHEAD = timedelta(days=60)
BEHIND = timedelta(days=14)
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day with those who serve, as the public page and the office list show it."""

    day: OutingDay
    posts: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind in one year: days planned so far, held, called off; who came; dossiers as typed."""

    label: str
    due: int
    done: int
    cancelled: int
    came: int
    dossiers: int


def timetable(unit_id: UUID, today: date) -> list[DayLine]:
    """Return a commune's public days from a fortnight ago (only those called off) to two months ahead; 2 queries."""
    rows = access.published(unit_id, today - BEHIND, today + AHEAD)
    return with_posts([one for one in rows[:MOST_SHOWN] if one.day >= today or one.state == CANCELLED])


def with_posts(rows: list[OutingDay]) -> list[DayLine]:
    """Return days with the posts that serve."""
    posts = access.posts_of(one.outing for one in rows)
    return [DayLine(one, tuple(posts[key] for key in one.outing.posts if key in posts)) for one in rows]


def to_note(actor: Actor, today: date) -> int:
    """Return how many days have passed without a word of what they were."""
    return access.days(actor).filter(state=PLANNED, day__lt=today).count()


def tallies(actor: Actor, since: date, until: date) -> list[Tally]:
    """Return what each kind came to between two days (both included); kinds that were never planned are left out."""
    rows = access.days(actor).filter(day__gte=since, day__lte=until).order_by().values("outing__kind")
    counted = {
        row["outing__kind"]: row
        for row in rows.annotate(
            due=Count("id"), done=Count("id", filter=Q(state=DONE)),
            off=Count("id", filter=Q(state=CANCELLED)), came=Sum("came"), dossiers=Sum("dossiers"),
        )
    }  # fmt: skip
    return [
        Tally(label, row["due"], row["done"], row["off"], row["came"], row["dossiers"])
        for kind, label in KINDS.items()
        if (row := counted.get(kind))
    ]


def homes_done(actor: Actor, since: date, until: date) -> tuple[int, int]:
    """Return how many services at home were done, of how many that were due, between two days (both included)."""
    rows = access.homes(actor).filter(day__gte=since, day__lte=until).exclude(state=CANCELLED)
    return rows.filter(state=DONE).count(), rows.count()
