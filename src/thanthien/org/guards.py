"""What may forbid that a position ends or is given. Higher rooms register checks in ``apps.py``.

    org.before_position_ends(last_holder_stays)
    org.before_position_given(last_holder_is_not_barred)

A check gets an :class:`Ending` or a :class:`Giving` inside the command's transaction, before anything is written, and
raises ``core.errors.Refused`` with a sentence for the administrator, or returns. Somebody whose account is closed ends
all their positions, so each of them is asked about, too.
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


@dataclass(frozen=True, slots=True)
class Giving:
    """A position about to be given, held from ``valid_from`` on: some roles bar what a person could do before."""

    staff_id: UUID
    unit_id: UUID
    role: str
    valid_from: date


Check = Callable[[Ending], None]
GivingCheck = Callable[[Giving], None]
_checks: list[Check] = []
_giving_checks: list[GivingCheck] = []


def before_position_ends(check: Check) -> None:
    """Register a check (called from ``apps.py``; twice counts once)."""
    if check not in _checks:
        _checks.append(check)


def ask(ending: Ending) -> None:
    """Ask everybody who registered, in the order of registration; the first who refuses ends the act."""
    for check in _checks:
        check(ending)


def before_position_given(check: GivingCheck) -> None:
    """Register a check (called from ``apps.py``; twice counts once)."""
    if check not in _giving_checks:
        _giving_checks.append(check)


def ask_giving(giving: Giving) -> None:
    """Ask everybody who registered, in the order of registration; the first who refuses ends the act."""
    for check in _giving_checks:
        check(giving)
