"""Who a person is, as a provider states it. There is no account and no row: the name lies in a cookie, sealed.

It fills in a box that the person may change, and opens nothing. After an hour, or a press, nothing is left of it.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from thanthien.core import clock, crypto
from thanthien.identity import oidc

COOKIE: Final = "__Host-ten" if settings.TLS else "ten"
PLACE: Final = "cookie.name"  # what the sealed value is bound to
LASTS: Final = timedelta(hours=1)  # computers of people are often shared


@dataclass(frozen=True, slots=True)
class Person:
    """A name, who states it, and whether that provider is only played. ``until`` is ISO 8601."""

    name: str
    provider: str
    simulated: bool
    until: str


def remember(response: HttpResponse, stated: oidc.Stated, now: datetime) -> None:
    """Give the browser the statement to keep for an hour, so that only we can read it (AES-GCM)."""
    known = oidc.provider("citizen")
    person = Person(stated.name, known.name, known.simulated, clock.iso(now + LASTS))
    response.set_cookie(
        COOKIE, crypto.encrypt_text(json.dumps(asdict(person)), PLACE), max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def known(request: HttpRequest, now: datetime) -> Person | None:
    """Return the statement that still holds; None without one, and for one that is old, damaged or not ours."""
    kept = request.COOKIES.get(COOKIE, "")[:2000]
    if oidc.provider("citizen") is None or not kept:
        return None
    try:
        person = Person(**json.loads(crypto.decrypt_text(kept, PLACE)))
    except (crypto.Unreadable, ValueError, TypeError):
        return None
    return person if now < datetime.fromisoformat(person.until) else None


def forget(response: HttpResponse) -> None:
    """The person leaves."""
    response.delete_cookie(COOKIE, samesite="Lax")
