"""What follows a unit that is reorganised. Higher rooms register in ``apps.py``; org knows none of them.

    org.follows("dossiers", preview=preview, carry=carry, late=carry)

``preview(scheme)`` reads and tells; ``carry(run, scheme)`` writes inside the one transaction of the act and returns
how many records it moved; ``late`` runs once more after the chains of the old units are held, for what came in
while the first round was writing, and must find nothing to do twice.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from thanthien.core.command import Run
from thanthien.org.reorganisation import Side, continues


class Fate(StrEnum):
    """What becomes of records of an old unit."""

    GOES = "goes"
    STAYS = "stays"
    ENDS = "ends"
    ANEW = "anew"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview; ``count`` is None where nothing is counted.

    ``undecided`` counts what somebody must still decide; ``wrong`` is why it cannot be.
    """

    unit_id: UUID
    what: str
    count: int | None
    fate: Fate
    words: str = ""
    undecided: int = 0
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """An audit row of the new chains; written after their opening rows."""

    unit_id: UUID
    subject: tuple[str, UUID | None]
    data: Mapping[str, Any]
    act: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A plan as the rooms need it. ``allotted``: kind of record → record → its new unit (None: it ends)."""

    id: UUID
    kind: str
    law: str
    day: date
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    lead: UUID
    keeper: UUID
    law_number: str = ""
    law_day: date = date.min
    law_issuer: str = ""
    allotted: Mapping[str, Mapping[UUID, UUID | None]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def olds(self) -> tuple[UUID, ...]:
        """The keys of the old units."""
        return tuple(one.id for one in self.old)

    @property
    def only(self) -> UUID | None:
        """The one successor; None where a person decides what goes where."""
        return self.new[0].id if len(self.new) == 1 else None

    @property
    def continues(self) -> bool:
        """Tell whether the unit goes on under another name, code or kind."""
        return continues(self.kind)

    def side(self, unit_id: UUID) -> Side:
        """Return a unit of the plan."""
        return next(one for one in (*self.old, *self.new) if one.id == unit_id)

    def goes(self, kind: str, records: Iterable[UUID]) -> tuple[dict[UUID, UUID | None], set[UUID]]:
        """Return where records go (None: they end), and those that nobody has decided on."""
        decided = self.allotted.get(kind, {})
        every = list(records)
        where = {key: decided.get(key, self.only) for key in every if key in decided or self.only is not None}
        return where, {key for key in every if key not in where}

    def heirs(self) -> list[tuple[Side, Side]]:
        """Return old and new units where the new one goes on with the old one's numbers: its code, or itself."""
        return [(a, b) for b in self.new for a in self.old if self.continues or a.code == b.code]

    def note(self, unit_id: UUID, subject: tuple[str, UUID | None], data: Mapping[str, Any], act: str) -> None:
        """Leave a row in the chain of a new unit."""
        self.notes.append(Note(unit_id, subject, data, act))


Preview = Callable[[Scheme], Iterable[Line]]
Carry = Callable[[Run, Scheme], int]
Owned = Callable[[UUID, Collection[UUID]], set[UUID]]


@dataclass(frozen=True, slots=True)
class Follower:
    """Something that follows. Where people say what goes where, ``owned`` tells which of these records a unit holds,
    and ``right`` who says it."""

    name: str
    preview: Preview
    carry: Carry
    late: Carry | None = None
    owned: Owned | None = None
    right: str = "reorganisation.arrange"


FOLLOWERS: Final[dict[str, Follower]] = {}


def follows(
    name: str, preview: Preview, carry: Carry, late: Carry | None = None, owned: Owned | None = None,
    right: str = "reorganisation.arrange",
) -> None:  # fmt: skip
    """Register what follows (called from ``apps.py``; twice counts once)."""
    FOLLOWERS[name] = Follower(name, preview, carry, late, owned, right)


def lines(scheme: Scheme) -> list[Line]:
    """Return the preview of every room, in the order of registration."""
    return [line for follower in FOLLOWERS.values() for line in follower.preview(scheme)]


def nothing_moves(run: Run, scheme: Scheme) -> int:
    """The carrying out of what stays where it is."""
    return 0
