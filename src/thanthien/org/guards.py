"""What may forbid that a position ends. Higher rooms register their checks in ``apps.py``; org knows none of them.

    org.before_position_ends(last_key_holder_stays)

A check gets an :class:`Ending` inside the command's transaction, before anything is written, and raises
``core.errors.Refused`` with a sentence for the administrator, or returns. Somebody whose account is closed ends all
their positions, so each of them is asked about, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ending:
    """A position about to end: its rights are gone from ``valid_to`` on, that day included."""

    position_id: UUID
    staff_id: UUID
    unit_id: UUID
    role: str
    valid_to: date
    now: datetime


Check = Callable[[Ending], None]
_checks: list[Check] = []


def before_position_ends(check: Check) -> None:
    """Register a check (called from ``apps.py``; twice counts once)."""
    if check not in _checks:
        _checks.append(check)


def ask(ending: Ending) -> None:
    """Ask everybody who registered, in the order of registration; the first who refuses ends the act."""
    for check in _checks:
        check(ending)
