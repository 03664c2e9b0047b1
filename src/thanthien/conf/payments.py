"""The payment provider, from the environment: THANTHIEN_PAY_URL and THANTHIEN_PAY_SECRET, both or neither."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from thanthien.conf.gateways import is_loopback

URL, SECRET = "THANTHIEN_PAY_URL", "THANTHIEN_PAY_SECRET"
SHORTEST: Final = 24


def provider(environment: Mapping[str, str], *, demo: bool) -> tuple[str, str]:
    """Return the provider's address and the secret shared with it, two empty texts where nothing is paid online.

    Raises ``ImproperlyConfigured`` for one set by halves, a secret that could be guessed (whoever has it writes
    "paid" for everybody), an address that anybody on the way could answer for, and simulated money outside the demo.
    """
    url, secret = (environment.get(name, "").strip() for name in (URL, SECRET))
    if environment.get("THANTHIEN_PAY") == "simulated" and not demo:
        raise ImproperlyConfigured("THANTHIEN_PAY=simulated is for the demo alone")
    if not url and not secret:
        return "", ""
    parts = urlsplit(url)
    here = is_loopback(parts.hostname or "")
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.scheme == "http" and not here):
        raise ImproperlyConfigured(f"{URL} must be an https address: who answers in its place takes people's money")
    if parts.username or parts.password:
        raise ImproperlyConfigured(f"{URL} holds a password; {SECRET} is what signs")
    if len(secret) < SHORTEST or len(set(secret)) < 8:
        raise ImproperlyConfigured(f"{SECRET} needs at least {SHORTEST} letters, by chance: it signs what was paid")
    return url, secret
