"""Secret links. A token is derived (HMAC-SHA256) and not stored, so no table of secrets can leak.

Layout: base64url( payload || first 16 bytes of HMAC(purpose || payload) ). A token of one purpose is
worthless for another.
"""

import base64
import binascii
import hashlib
import hmac
from functools import cache
from uuid import UUID

from django.conf import settings

_MAC = 16


@cache
def _key(purpose: str) -> bytes:
    return hashlib.sha256(f"thanthien:{purpose}:{settings.SECRET_KEY}".encode()).digest()


def _mac(purpose: str, payload: bytes) -> bytes:
    return hmac.digest(_key(purpose), payload, "sha256")[:_MAC]


def make(purpose: str, payload: bytes) -> str:
    """Return an unguessable token that carries ``payload`` (readable, not secret) for one purpose."""
    return _written(payload + _mac(purpose, payload))


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(purpose: str, token: str) -> bytes | None:
    """Return the payload, or None for anything not made by :func:`make` here (constant-time check).

    One payload has one spelling. Base64 leaves spare bits in the last letter, and a lenient reader also takes
    ``+``, ``/`` and stray ``=``: a one-time link would then work once for each way to write it.
    """
    if not token or len(token) > 400 or not token.isascii():
        return None
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if _written(raw) != token:
        return None
    payload, mac = raw[:-_MAC], raw[-_MAC:]
    return payload if len(mac) == _MAC and hmac.compare_digest(mac, _mac(purpose, payload)) else None


def for_id(purpose: str, record_id: UUID) -> str:
    """Return the token of one record."""
    return make(purpose, record_id.bytes)


def mark_of(purpose: str, record_id: UUID) -> str:
    """Return sixteen letters of 0-9 and a-f that people can type: half a MAC, found again by a column of its own."""
    return _mac(purpose, record_id.bytes)[:8].hex()


def id_of(purpose: str, token: str) -> UUID | None:
    """Return the record a token belongs to, or None."""
    payload = read(purpose, token)
    return UUID(bytes=payload) if payload is not None and len(payload) == 16 else None


def spent_hash(token: str) -> str:
    """Return what is kept of a used one-time token: a hash that leads nowhere."""
    return hashlib.sha256(b"spent:" + token.encode()).hexdigest()
