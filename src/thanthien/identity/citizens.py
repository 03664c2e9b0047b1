"""Who a person is, as a provider states it. There is no account: the statement lies in the session, encrypted.

It fills in a name that the person may change, and opens nothing. The session's row goes with the session.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest

from thanthien.core import clock, crypto
from thanthien.identity import oidc

NAME: Final = "citizen"
LASTS: Final = timedelta(hours=1)  # computers of people are often shared


@dataclass(frozen=True, slots=True)
class Person:
    """A name, who states it, and whether that provider is only played. ``until`` is ISO 8601."""

    name: str
    provider: str
    simulated: bool
    until: str


def remember(request: HttpRequest, stated: oidc.Stated, now: datetime) -> None:
    """Keep the statement for an hour under a new session key. The provider's key of the person is not kept."""
    known = oidc.provider("citizen")
    person = Person(stated.name, known.name, known.simulated, clock.iso(now + LASTS))
    request.session.cycle_key()
    request.session[NAME] = crypto.encrypt_text(json.dumps(asdict(person)), f"session.{NAME}")


def known(request: HttpRequest, now: datetime) -> Person | None:
    """Return the statement that still holds. Without a provider the session is not even looked at."""
    if oidc.provider("citizen") is None:
        return None
    kept = request.session.get(NAME)
    if not kept:
        return None
    try:
        person = Person(**json.loads(crypto.decrypt_text(kept, f"session.{NAME}")))
    except (crypto.Unreadable, ValueError, TypeError):
        return None
    return person if now < datetime.fromisoformat(person.until) else None


def forget(request: HttpRequest) -> None:
    """The person leaves; nothing of them stays in the session."""
    request.session.pop(NAME, None)
