"""A morning's reading: letters one after another, what was put off at the end; and what comes next in each dossier."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.onestop.access.letters import reading_order
from thanthien.onestop.access.steps import open_steps


@dataclass(frozen=True, slots=True)
class Place:
    """A letter among those that wait: how many lie before it, how many wait in all, the next one (None: no other).

    ``waits`` is false when the letter itself was signed or put aside meanwhile.
    """

    before: int
    left: int
    next: UUID | None
    waits: bool


def place_of(actor: Actor, apology_id: UUID) -> Place:
    """Return where a letter of the chair's own unit stands; raises :class:`NotThere` for any other."""
    order = reading_order(actor, apology_id)
    at = next((at for at, (key, _) in enumerate(order) if key == apology_id), None)
    if at is None:
        raise NotThere
    waiting = [key for key, waits in order[at + 1 :] + order[:at] if waits]
    waits = order[at][1]
    return Place(at, len(waiting) + waits, waiting[0] if waiting else None, waits)


def next_steps(actor: Actor, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what comes next in each of these dossiers, in the words of its process; done ones are left out."""
    found: dict[UUID, str] = {}
    for dossier_id, label in open_steps(actor, ids).values_list("dossier_id", "label") if ids else ():
        found.setdefault(dossier_id, label)
    return found
