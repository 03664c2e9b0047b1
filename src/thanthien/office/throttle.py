"""Guessing passwords is slowed for one login from one address; colleagues behind the same line go on working.

Kept in the memory of each worker: a restart forgives, and two workers double the first free tries.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

FREE: Final = 5
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
FORGET: Final = timedelta(hours=1)
ROOM: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Missed:
    count: int
    at: datetime


class Throttle:
    """Counts missed tries by (login, address); the wait doubles with each one after the free tries."""

    def __init__(self) -> None:
        self._missed: OrderedDict[tuple[str, str], _Missed] = OrderedDict()
        self._lock = Lock()

    def wait(self, login: str, address: str, now: datetime) -> int:
        """Return how many seconds this pair has still to wait, 0 for none."""
        with self._lock:
            known = self._missed.get((login, address))
        if known is None or known.count < FREE or now - known.at > FORGET:
            return 0
        pause: timedelta = min(FIRST_WAIT * (1 << min(known.count - FREE, 10)), LONGEST_WAIT)
        return max(0, round((known.at + pause - now).total_seconds()))

    def missed(self, login: str, address: str, now: datetime) -> None:
        """Note a wrong password."""
        with self._lock:
            known = self._missed.pop((login, address), None)
            count = known.count if known is not None and now - known.at <= FORGET else 0
            self._missed[(login, address)] = _Missed(count + 1, now)
            while len(self._missed) > ROOM:
                self._missed.popitem(last=False)

    def forget(self, login: str, address: str) -> None:
        """The right password was given."""
        with self._lock:
            self._missed.pop((login, address), None)
