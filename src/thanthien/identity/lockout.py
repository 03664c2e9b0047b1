"""Guessing a password is slowed for the guesser alone (django-axes with our own counts, docs/adr/0024).

A try counts for what it came from:

- a browser that signed this login in before carries a signed cookie, and its misses count for itself alone: an attack
  on the login from anywhere, even from the same router, does not reach it (OWASP, "Slow down online guessing attacks
  with device cookies");
- any other browser counts for the login together with its address, and for the login everywhere: ten thousand
  addresses with one guess each meet the second count.

Nothing is counted by an address alone: the whole commune may sit behind it.
"""

import hashlib
import secrets
from typing import Any, Final

from axes.handlers.base import AxesHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from thanthien.core import limits, tokens
from thanthien.web import client

PURPOSE: Final = "device"
COOKIE: Final = "__Secure-thiet_bi" if settings.TLS else "thiet_bi"
PATH: Final = "/can-bo/"
LASTS: Final = 180 * 24 * 3600  # seconds
PEOPLE: Final = 5  # share one computer at a counter
_MARK: Final = 16


def wait(request: HttpRequest, login: str) -> int:
    """Return how many seconds this browser has to wait before it may try this login, 0 for none."""
    return client.wait(_asked(request, login))


def missed(request: HttpRequest, login: str) -> None:
    """Count a wrong password, or a wrong code after the right one."""
    client.note(_asked(request, login))


def know(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """Let this browser carry the sign of somebody who has signed in completely."""
    kept = [token for token in _carried(request) if not _is_for(token, login)][: PEOPLE - 1]
    fresh = tokens.make(PURPOSE, _mark(login) + secrets.token_bytes(_MARK))
    response.set_cookie(
        COOKIE, ".".join([fresh, *kept]), max_age=LASTS, path=PATH, secure=settings.SESSION_COOKIE_SECURE,
        httponly=True, samesite="Lax",
    )  # fmt: skip


def _asked(request: HttpRequest, login: str) -> dict[str, str]:
    device = next((token for token in _carried(request) if _is_for(token, login)), "")
    if device:
        return {"sign_in.device": device}
    return {"sign_in.pair": f"{login} {client.address_of(request)}", "sign_in.login": login}


def _carried(request: HttpRequest) -> list[str]:
    return [token for token in request.COOKIES.get(COOKIE, "")[:2000].split(".") if token][:PEOPLE]


def _is_for(token: str, login: str) -> bool:
    payload = tokens.read(PURPOSE, token)
    return payload is not None and payload[:_MARK] == _mark(login)


def _mark(login: str) -> bytes:
    return hashlib.sha256(login.encode("utf-8", "surrogatepass")).digest()[:_MARK]


class Handler(AxesHandler):  # type: ignore[misc]  # axes ships no types
    """What axes asks before, and tells after, every ``authenticate()`` of the house."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        """Tell whether this browser has to wait; the password is not looked at meanwhile."""
        return wait(request, _login(credentials)) > 0

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
        """Count a miss, but not a try that was never looked at."""
        if request is not None and not request.axes_locked_out:
            missed(request, _login(credentials))

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        """Forgive this browser. The count of all others stays: it was not they who knew the password."""
        asked = _asked(request, user.get_username())
        asked.pop("sign_in.login", None)
        limits.forget(asked)


def _login(credentials: dict[str, Any] | None) -> str:
    return str((credentials or {}).get("login", ""))
