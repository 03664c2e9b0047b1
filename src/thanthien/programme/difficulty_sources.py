"""What a difficulty may come from. A part of the model registers how its record is told (``programme/apps.py``):

    difficulty_sources.source("gap", tell)

``tell(actor, id)`` returns a title and a text for the form, and raises ``NotThere`` for what the actor may not read.
"""

from collections.abc import Callable
from typing import Final, NamedTuple
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.programme.access import plan
from thanthien.rules.difficulty import SOURCES


class Told(NamedTuple):
    """What a record says of itself: ``title`` at most 200 letters."""

    title: str
    text: str


Tell = Callable[[Actor, UUID], Told]
TELLERS: Final[dict[str, Tell]] = {}


def source(kind: str, tell: Tell) -> None:
    """Register a kind of record (a key of ``rules.difficulty.SOURCES``; another raises ``KeyError``)."""
    SOURCES[kind]
    TELLERS[kind] = tell


def told(actor: Actor, kind: str, key: UUID) -> Told:
    """Return what a record says of itself; raises :class:`NotThere`."""
    tell = TELLERS.get(kind)
    if tell is None:
        raise NotThere
    found = tell(actor, key)
    return Told(found.title[:200], found.text)


def read(text: str) -> tuple[str, UUID] | None:
    """Read ``<kind>:<id>`` as it stands in an address; None for anything else."""
    kind, _, key = text.partition(":")
    try:
        return (kind, UUID(key)) if kind in TELLERS else None
    except ValueError:
        return None


def task(actor: Actor, key: UUID) -> Told:
    """A task of the year's plan."""
    found = plan.task(actor, key)
    return Told(found.title, f"Việc trong kế hoạch năm, phải xong ngày {found.due_on:%d/%m/%Y}: {found.product}.")
