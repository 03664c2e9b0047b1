"""From the right password to an open session: the second step in between, and how long proofs count.

A session is told three things: that a second factor was shown (``SECOND``), when a password or factor was last asked
(``PROVED``), and the administrator's timed session (``ELEVATION``). Between the two steps it knows only who waits.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.auth import SESSION_KEY, login
from django.http import HttpRequest

from thanthien.core import clock, sessions, wall
from thanthien.identity import access
from thanthien.identity.commands.visits import Elevation, begin_session
from thanthien.org import service as org
from thanthien.web import client

SECOND, PROVED, PENDING, ELEVATION = "second", "proved", "pending", "elevation"
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
STEP_LASTS: Final = timedelta(minutes=10)
PROOF_LASTS: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Raised:
    """An administrator's session that still runs."""

    id: str
    until: datetime
    reason: str
    minutes: int  # left, rounded up


def pass_password(request: HttpRequest, staff: Any, now: datetime, onward: str) -> bool:
    """Let somebody in whose password was right; False when the second step has to be taken first."""
    with wall.lifted():
        waits = access.factors_of(staff.id).count > 0
    if waits:
        request.session.flush()  # whoever sat here before, and the key an intruder may have planted
        told = {"staff": str(staff.id), "hash": staff.get_session_auth_hash(), "at": clock.iso(now), "onward": onward}
        request.session[PENDING] = told
        return False
    enter(request, staff, now)
    return True


def pending(request: HttpRequest, now: datetime) -> tuple[org.AtWork, str] | None:
    """Return who waits at the second step and where they wanted to go; None after ten minutes."""
    told = request.session.get(PENDING)
    if not told or now - datetime.fromisoformat(told["at"]) > STEP_LASTS:
        return None
    with wall.lifted():
        who = org.at_work(UUID(told["staff"]), now.date())
    if who is None or who.staff.get_session_auth_hash() != told["hash"]:
        return None
    return who, str(told["onward"])


def enter(request: HttpRequest, staff: Any, now: datetime, second: str = "") -> None:
    """Open a session under a new key. ``second`` names the factor that was shown, if one was.

    Somebody without a post today comes in, and to nothing: no unit's journal has a place for that.
    """
    request.session.pop(PENDING, None)
    with wall.lifted():
        who = org.at_work(staff.id, now.date())
        if who is not None and who.unit is not None:
            begin_session(actor=who.actor, now=now, second=second)
        if SESSION_KEY in request.session:
            request.session.flush()
        login(request, staff, backend=BACKEND)  # under a new key
        sessions.SessionStore.clear_expired()
    session = _store(request)
    session.begin(now, device_of(request), client.address_of(request))
    session[PROVED] = clock.iso(now)
    if second:
        session[SECOND] = second


def _store(request: HttpRequest) -> sessions.SessionStore:
    session = request.session
    assert isinstance(session, sessions.SessionStore)
    return session


def touch(request: HttpRequest, now: datetime) -> None:
    """Note that the person is still there, once in five minutes."""
    _store(request).touch(now)


def has_second(request: HttpRequest) -> bool:
    """Tell whether a second factor was shown in this session."""
    return bool(request.session.get(SECOND))


def note_second(request: HttpRequest, kind: str) -> None:
    """Remember that a factor was shown, or set up, here; under a new key, as after signing in."""
    request.session.cycle_key()
    request.session[SECOND] = kind


def proved(request: HttpRequest, now: datetime) -> bool:
    """Tell whether password or factor were asked within the last quarter of an hour."""
    at = request.session.get(PROVED)
    return at is not None and now - datetime.fromisoformat(at) <= PROOF_LASTS


def note_proof(request: HttpRequest, now: datetime) -> None:
    """Remember that password or factor were asked just now."""
    request.session[PROVED] = clock.iso(now)


def raised(request: HttpRequest, now: datetime) -> Raised | None:
    """Return the administrator's session, None when none runs."""
    told = request.session.get(ELEVATION)
    if not told:
        return None
    until = datetime.fromisoformat(told["until"])
    left = math.ceil((until - now).total_seconds() / 60)
    return Raised(told["id"], until, told["reason"], left) if now < until else None


def note_elevation(request: HttpRequest, elevation: Elevation, reason: str) -> None:
    """Remember the administrator's session."""
    request.session[ELEVATION] = {"id": elevation.id, "until": elevation.until, "reason": reason}


def forget_elevation(request: HttpRequest) -> None:
    """It was ended by hand."""
    request.session.pop(ELEVATION, None)


_SYSTEMS: Final = (
    ("Windows", "máy Windows"), ("Android", "điện thoại Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Mac OS", "máy Mac"), ("Linux", "máy Linux"),
)  # fmt: skip
_BROWSERS: Final = (
    ("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip


def device_of(request: HttpRequest) -> str:
    """Say in words which browser on which machine this is: "Chrome trên máy Windows"."""
    agent = str(request.META.get("HTTP_USER_AGENT", ""))[:400]
    system = next((said for sign, said in _SYSTEMS if sign in agent), "máy không rõ")
    browser = next((said for sign, said in _BROWSERS if sign in agent), "Trình duyệt khác")
    return f"{browser} trên {system}"
