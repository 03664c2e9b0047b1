"""Facts that a command states; higher rooms register what they do with them (settled question 19).

Handlers run inside the command's transaction, in the order of registration. So lower rooms never
import higher ones, and a figure cannot miss an act.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of all facts: the unit it counts for and the moment."""

    unit_id: UUID
    at: datetime


F = TypeVar("F", bound=Fact)
_handlers: dict[type[Fact], list[Callable[[Any], None]]] = {}


def on(kind: type[F], handler: Callable[[F], None]) -> None:
    """Register ``handler`` for one kind of fact (called from ``apps.py``; twice counts once)."""
    known = _handlers.setdefault(kind, [])
    if handler not in known:
        known.append(handler)


def state(fact: Fact) -> None:
    """Hand a fact to everybody who registered for its kind."""
    for handler in _handlers.get(type(fact), []):
        handler(fact)
