"""Rate limits that live in the database: one count for all workers, kept over a restart, with no further service.

    limits.spend(now, {"api.filing": address})         # counts, and raises TooMany beyond the budget
    limits.wait(now, {"guess.code": code})             # looks without counting: seconds to wait
    limits.note(now, {"guess.code": code})             # counts a miss

Whoever sits behind the router of a commune shares its address with everybody there (so does a mobile network), hence
budgets of an address alone are generous, and what names a target (a code, a login, a draft) is counted by the pair.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from django.conf import settings

from thanthien.core import db
from thanthien.core.errors import TooMany
from thanthien.core.models import RateCount

MINUTE: Final = timedelta(minutes=1)
ROOM: Final = 200_000  # rows kept at most after a sweep: some 20 MB, whatever strangers send
LONGEST: Final = 15 * MINUTE


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` within ``span``. With ``first`` the wait begins there and doubles with each further miss, up to
    a quarter of an hour, and ``span`` is how long after the last miss everything is forgotten."""

    most: int
    span: timedelta
    first: timedelta | None = None


HOUR: Final = 60 * MINUTE
LIMITS: Final[Mapping[str, Limit]] = {
    # Looking up a dossier by code and telephone number; misses only. Codes are serial, neighbours know the number.
    "guess.here": Limit(6, 15 * MINUTE),  # one code from one address
    "guess.code": Limit(100, HOUR),  # from everywhere: a stranger next door cannot close it to its owner
    "guess.phone": Limit(20, 15 * MINUTE),
    "guess.address": Limit(30, MINUTE),  # a whole hamlet may stand behind it: a minute's wait at most
    # Signing in; misses only. No address alone: the clerk with the right password always gets in.
    "sign_in.pair": Limit(5, HOUR, 30 * timedelta(seconds=1)),  # one login from one address
    "sign_in.device": Limit(10, HOUR, 30 * timedelta(seconds=1)),  # one login from a browser that it used before
    "sign_in.login": Limit(100, HOUR),  # one login from all unknown browsers together
    # The passphrase of a sealed officer's key, tried by somebody at their open session; misses only.
    "sealed.passphrase": Limit(5, HOUR, 30 * timedelta(seconds=1)),
    # Filing: 1,200 in 10 minutes is 2 a second, ten times what the gateway of a province sends at its busiest.
    "api.filing": Limit(1200, 10 * MINUTE),
    # A person who reads a page before sending it needs 20 seconds; a hundred people may share the line.
    "online.draft": Limit(60, 10 * MINUTE),
    "online.address": Limit(1500, 10 * MINUTE),
    # Opening a payment asks a provider; call-backs come from one address for everybody.
    "payment.address": Limit(60, 10 * MINUTE),
    "payment.call": Limit(1200, 10 * MINUTE),
    # Files wait 24 hours for their dossier: at 10 MB each, one line cannot lay more than 6 GB an hour on the disk.
    "upload.draft": Limit(60, HOUR),
    "upload.address": Limit(600, HOUR),
    # Appointments: a family books three; a mobile network has many families behind one address.
    "booking.address": Limit(60, HOUR),
    # Each booking and each move writes to the number or address that was typed: it may be somebody else's.
    "booking.told": Limit(12, 24 * HOUR),
    # A proof reads some twenty rows; a program that checks a day's receipts asks one at a time.
    "proof.address": Limit(300, MINUTE),
    # Reading the signatures of a file starts a process for half a second.
    "paper.file": Limit(60, 10 * MINUTE),
    # Reports of delivery come from one address in a burst; each costs a signature before anything is read.
    "report.address": Limit(3000, MINUTE),
    # Each start is a session row and, at the end, two requests to the provider.
    "oidc.start": Limit(120, 10 * MINUTE),
    # A machine in the hall: forty people before the doors open take eight seconds each; a child that plays with it
    # empties no roll.
    "ticket.kiosk": Limit(90, 10 * MINUTE),
    # Codes of appointments are serial: those typed at one machine that give no number, real ones of other hours too.
    "booking.code": Limit(20, 10 * MINUTE),
    "ticket.admit": Limit(20, 10 * MINUTE),
    # A secret of an invitation cannot be guessed anyway; whoever tries costs a query each.
    "invitation.address": Limit(60, 10 * MINUTE),
}


@cache
def _secret() -> bytes:
    return hashlib.sha256(f"thanthien:limits:{settings.SECRET_KEY}".encode()).digest()


def key_of(kind: str, value: str) -> str:
    """Return the 32 hex letters under which a value is counted (HMAC-SHA256, 16 bytes)."""
    text = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(_secret(), text, hashlib.sha256).hexdigest()[:32]


def wait(now: datetime, asked: Mapping[str, str]) -> int:
    """Return how many seconds the asker has to wait, 0 for none; ``asked`` is kind → value. One query."""
    kinds = {key_of(kind, value): kind for kind, value in asked.items()}
    rows = RateCount.objects.filter(key__in=kinds).values_list("key", "count", "ends_at")
    return max((_left(LIMITS[kinds[key]], count, ends_at, now) for key, count, ends_at in rows), default=0)


def _left(limit: Limit, count: int, ends_at: datetime, now: datetime) -> int:
    if ends_at <= now or count < limit.most:
        return 0
    until = ends_at
    if limit.first is not None:
        until = ends_at - limit.span + min(limit.first * (1 << min(count - limit.most, 10)), LONGEST)
    return max(0, -int((now - until).total_seconds() // 1))  # rounded up: who waits that long is let in


def note(now: datetime, asked: Mapping[str, str]) -> dict[str, int]:
    """Count one for each value, in one statement; return kind → count within its span, this one included."""
    rows = {key_of(kind, value): (kind, now + LIMITS[kind].span) for kind, value in asked.items()}
    slides = {key for key, (kind, _) in rows.items() if LIMITS[kind].first is not None}
    counted = db.count_within(RateCount, {key: ends for key, (_, ends) in rows.items()}, slides, now)
    return {rows[key][0]: count for key, count in counted.items()}


def spend(now: datetime, asked: Mapping[str, str]) -> None:
    """Count one of each budget; raises :class:`TooMany` when one was used up before."""
    counted = note(now, asked)
    if any(count > LIMITS[kind].most for kind, count in counted.items()):
        raise TooMany(max(1, wait(now, asked)))


def forget(asked: Mapping[str, str]) -> None:
    """Forgive: the right answer was given."""
    RateCount.objects.filter(key__in=[key_of(kind, value) for kind, value in asked.items()]).delete()


def sweep(now: datetime) -> int:
    """Delete the counts whose time is over, and the oldest beyond the room; return how many went."""
    gone, _ = RateCount.objects.filter(ends_at__lte=now).delete()
    edge = RateCount.objects.order_by("-ends_at").values_list("ends_at", flat=True)[ROOM : ROOM + 1].first()
    if edge is not None:
        gone += RateCount.objects.filter(ends_at__lte=edge).delete()[0]
    return gone
