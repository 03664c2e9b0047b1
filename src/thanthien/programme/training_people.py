"""Who should be at a session, and who in post today was at none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import clock, wall
from thanthien.core.actors import Actor
from thanthien.org import service as org
from thanthien.org.models import Position
from thanthien.programme.access import training as access
from thanthien.programme.models import TrainingSession

NEW: Final = timedelta(days=90)  # who came to the commune in this time counts as newly come


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in post: titles, counter and role of the first post, since when here; newly come or not."""

    staff_id: UUID
    name: str
    titles: str
    counter: str
    role: str
    since: date
    new: bool


@dataclass(frozen=True, slots=True)
class Commune:
    """How far the people of one commune are: in post today, and who of them was at a session."""

    unit_id: UUID
    label: str
    people: int
    trained: int

    @property
    def untrained(self) -> int:
        """Who is left."""
        return self.people - self.trained


def persons(posts: Iterable[Position], day: date) -> list[Person]:
    """Put the posts of each person together, in the order of the posts."""
    held: dict[UUID, list[Position]] = {}
    for one in posts:
        held.setdefault(one.staff_id, []).append(one)
    return [_person(rows, day) for rows in held.values()]


def _person(rows: list[Position], day: date) -> Person:
    first, since = rows[0], min(one.valid_from for one in rows)
    titles = ", ".join(dict.fromkeys(one.title for one in rows))
    counter = next((one.counter for one in rows if one.counter), "")
    return Person(first.staff_id, first.staff.name, titles, counter, first.role, since, day - since < NEW)


def expected(actor: Actor, row: TrainingSession, *, every: bool = False) -> list[Person]:
    """Return the people of the actor's unit for whom a session is; with ``every``, all in post that day.

    Who was not asked for and came is as welcome: a tick or a code takes them, too.
    """
    day = clock.local(row.starts_at).date()
    rows = list(access.in_post([actor.scope], day))
    if row.audience == "posts" and not every:
        rows = [one for one in rows if one.title in row.posts]
    return persons(rows, day) if every or row.audience != "named" else []


def untrained(actor: Actor, today: date, course_id: UUID | None = None) -> list[Person]:
    """Return who of the actor's unit is in post today and was at no session, or at none of a course."""
    if not actor.may("training.read"):
        return []
    people = persons(access.in_post([actor.scope], today), today)
    done = access.trained([one.staff_id for one in people], course_id)
    return [one for one in people if one.staff_id not in done]


def communes(actor: Actor, today: date) -> list[Commune]:
    """Return how far each commune below is; numbers, no names. Four queries, whatever the number of communes."""
    if not actor.may("programme.run"):
        return []
    below = org.working_below(actor.scope, today)
    with wall.lifted():  # figures of the communes below
        rows = list(access.in_post([one.id for one in below], today).values_list("unit_id", "staff_id"))
    done = access.trained([staff for _, staff in rows])
    held: dict[UUID, set[UUID]] = {}
    for unit_id, staff_id in rows:
        held.setdefault(unit_id, set()).add(staff_id)
    return [
        Commune(one.id, one.label, len(held.get(one.id, ())), len(held.get(one.id, set()) & set(done))) for one in below
    ]
