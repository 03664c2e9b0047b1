"""What higher rooms may hear of (``core.facts``): stated inside the command's transaction."""

from dataclasses import dataclass
from uuid import UUID

from thanthien.core.facts import Fact


@dataclass(frozen=True, slots=True)
class BoardFounded(Fact):
    """A board stands: founded, or renewed for a new term. ``at`` is the day it takes effect."""

    board_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class BoardRegulated(Fact):
    """A board got operating rules. ``at`` is the day they take effect."""

    board_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class CalendarMoved(Fact):
    """A notice began to hold, or was taken back: dates promised by the calendar before may move. ``at``: since when."""

    number: int
    notice_id: UUID
    label: str
