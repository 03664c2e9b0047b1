"""Encryption at rest for ID numbers and card images (settled question 14).

AES-256-GCM (NIST SP 800-38D) with a key derived from THANTHIEN_FIELD_KEY by HKDF (RFC 5869).
A stored value is ``1`` (key version) + 12 bytes nonce + ciphertext with tag.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_VERSION = b"1"


class Unreadable(RuntimeError):
    """A stored value cannot be decrypted; the message says what to look at."""

    def __init__(self) -> None:
        super().__init__(
            "a stored value cannot be decrypted:"
            " THANTHIEN_FIELD_KEY is not the key it was written with, or it was damaged"
        )


@cache
def _key(purpose: str) -> bytes:
    secret = str(settings.THANTHIEN_FIELD_KEY).encode()
    return HKDF(hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key("field"))


def encrypt_bytes(data: bytes, context: bytes = b"") -> bytes:
    """Encrypt; ``context`` (for instance the record's id) must be the same when decrypting."""
    nonce = os.urandom(12)
    return _VERSION + nonce + _cipher().encrypt(nonce, data, context)


def decrypt_bytes(data: bytes, context: bytes = b"") -> bytes:
    """Undo :func:`encrypt_bytes`; raises ``InvalidTag`` when a byte or the context was changed."""
    if data[:1] != _VERSION:
        raise ValueError("unknown key version")
    return _cipher().decrypt(data[1:13], data[13:], context)


def encrypt_text(text: str) -> str:
    """Encrypt text for a text column; empty stays empty."""
    return base64.b64encode(encrypt_bytes(text.encode())).decode() if text else ""


def decrypt_text(text: str) -> str:
    """Undo :func:`encrypt_text`; raises :class:`Unreadable` under another key."""
    try:
        return decrypt_bytes(base64.b64decode(text)).decode() if text else ""
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def blind_index(text: str) -> str:
    """Return a keyed hash by which an encrypted value can be found, but not read (HMAC-SHA256, 24 bytes)."""
    return hmac.new(_key("index"), text.encode(), hashlib.sha256).digest()[:24].hex() if text else ""
