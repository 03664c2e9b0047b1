"""Guessing is slowed: codes are serial numbers, and neighbours know each other's telephone number.

Only misses count: for one code from one address, for one code at all, for one telephone number, and for one address
(a whole hamlet may stand behind one router: it gets many tries, and waits a minute at most). Kept in the memory of each
worker: a restart forgives, and two workers double the tries. What is kept are hashes with a minute's life.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

ROOM: Final = 20_000


@dataclass(frozen=True, slots=True)
class Limit:
    """So many misses within a span."""

    most: int
    span: timedelta


LIMITS: Final = {
    "here": Limit(6, timedelta(minutes=15)),  # one code from one address
    "code": Limit(100, timedelta(hours=1)),  # from everywhere: a stranger next door cannot close it to its owner
    "phone": Limit(20, timedelta(minutes=15)),
    "address": Limit(30, timedelta(minutes=1)),
}


class Guesses:
    """Counts misses by kind and value."""

    def __init__(self) -> None:
        self._missed: OrderedDict[int, tuple[datetime, int]] = OrderedDict()
        self._lock = Lock()

    def wait(self, now: datetime, **asked: str) -> int:
        """Return how many seconds the asker has to wait, 0 for none."""
        with self._lock:
            return max((self._left(kind, value, now) for kind, value in asked.items()), default=0)

    def _left(self, kind: str, value: str, now: datetime) -> int:
        since, count = self._missed.get(hash((kind, value)), (now, 0))
        limit = LIMITS[kind]
        if count < limit.most or now - since >= limit.span:
            return 0
        return max(1, round((since + limit.span - now).total_seconds()))

    def missed(self, now: datetime, **asked: str) -> None:
        """Note a miss for each of the values."""
        with self._lock:
            for kind, value in asked.items():
                key = hash((kind, value))
                since, count = self._missed.pop(key, (now, 0))
                fresh = now - since >= LIMITS[kind].span
                self._missed[key] = (now, 1) if fresh else (since, count + 1)
            while len(self._missed) > ROOM:
                self._missed.popitem(last=False)

    def forget(self) -> None:
        """Forgive everybody (tests)."""
        with self._lock:
            self._missed.clear()
