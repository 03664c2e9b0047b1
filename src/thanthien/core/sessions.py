"""Sessions in the database, found by one compiled statement: every work page begins with it.

A session ends two hours after its last page and twelve hours after signing in, whichever comes first. What it
holds besides Django's keys is written by ``identity`` under the names below.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from thanthien.core import clock
from thanthien.core.models import Session
from thanthien.core.prepared import Prepared, moment_value, sql_of

IDLE: Final = timedelta(hours=2)
ABSOLUTE: Final = timedelta(hours=12)
STEP: Final = timedelta(minutes=5)  # "last seen" is written at most so often: not every page costs a write
BEGUN, SEEN, DEVICE, ADDRESS = "begun", "seen", "device", "address"


def _by_key(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    return sql_of(Session.objects.filter(session_key=given["key"]).values_list("session_data", "expire_date"))


_HELD = Prepared(_by_key, key=str)


class SessionStore(db.SessionStore):
    """Django's own store with a cheaper look-up, two time-outs and the owner's key in a column."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return our table."""
        return Session

    @classmethod
    def clear_expired(cls) -> None:
        """Delete what nobody can use any more."""
        Session.objects.filter(expire_date__lt=clock.now()).delete()

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or expired one is empty and will get a new key."""
        rows = _HELD.rows(key=self.session_key)
        if not rows or moment_value(rows[0][1]) <= clock.now():
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(rows[0][0])
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row, with whose it is."""
        row = cast(Session, super().create_model_instance(data))
        row.staff_id = data.get(SESSION_KEY)
        return row

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Return when it ends unless another page is opened: idle and absolute time-out."""
        if BEGUN not in self:
            return clock.now() + timedelta(seconds=self.get_session_cookie_age())
        begun, seen = (datetime.fromisoformat(self[name]) for name in (BEGUN, SEEN))
        return min(seen + IDLE, begun + ABSOLUTE)

    def begin(self, now: datetime, device: str, address: str) -> None:
        """Note where and when somebody signed in."""
        self.update({BEGUN: clock.iso(now), SEEN: clock.iso(now), DEVICE: device[:120], ADDRESS: address[:45]})

    def touch(self, now: datetime) -> None:
        """Note that somebody is still there."""
        if BEGUN in self and now - datetime.fromisoformat(self[SEEN]) >= STEP:
            self[SEEN] = clock.iso(now)


@dataclass(frozen=True, slots=True)
class Held:
    """One session as its owner sees it. ``ref`` names it without being its key."""

    ref: str
    begun: datetime | None
    seen: datetime | None
    device: str
    address: str
    here: bool


def ref_of(session_key: str) -> str:
    """Return a name for a session that opens nothing."""
    return hashlib.sha256(b"session:" + session_key.encode()).hexdigest()[:24]


def of_staff(staff_id: UUID, now: datetime, here: str) -> list[Held]:
    """Return somebody's living sessions, the latest first; ``here`` is the key of the one that asks."""
    rows = Session.objects.filter(staff_id=staff_id, expire_date__gt=now)
    found = [_held(row, here) for row in rows]
    return sorted(found, key=lambda one: (one.here, one.seen or now, one.ref), reverse=True)


def _held(row: Session, here: str) -> Held:
    data = row.get_decoded()
    begun, seen = (datetime.fromisoformat(data[name]) if name in data else None for name in (BEGUN, SEEN))
    return Held(
        ref_of(row.session_key), begun, seen, data.get(DEVICE, ""), data.get(ADDRESS, ""), row.session_key == here
    )


def end(staff_id: UUID, ref: str) -> bool:
    """End one session of somebody; tell whether there was one."""
    keys = Session.objects.filter(staff_id=staff_id).values_list("session_key", flat=True)
    mine = [key for key in keys if ref_of(key) == ref]
    return bool(mine) and Session.objects.filter(session_key__in=mine).delete()[0] > 0


def end_all(staff_id: UUID, but: str = "") -> int:
    """End somebody's sessions except the one with a key; return how many."""
    return Session.objects.filter(staff_id=staff_id).exclude(session_key=but).delete()[0]
