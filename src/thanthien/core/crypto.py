"""Encryption at rest for ID numbers, answers, letters, card images (settled question 14), under keys that change.

AES-256-GCM (NIST SP 800-38D) with a key derived from a secret by HKDF (RFC 5869). A stored value is ``2`` + 5 bytes
naming its key + 12 bytes nonce + ciphertext with tag; ``1`` + nonce + ciphertext is the older form, which names
no key. New values take THANTHIEN_FIELD_KEY; those under a key of THANTHIEN_FIELD_KEYS_OLD are read until
``thanthien key rotate`` (core.rekey) has written them anew.
"""

import base64
import hmac
import os
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FIRST, _NAMED = b"1", b"2"
# Six bytes are exactly eight letters of base64: a column can be searched for values under other keys.
_HEAD, _NONCE = 6, 12


class Unreadable(RuntimeError):
    """A stored value cannot be decrypted; the message says what to look at."""

    def __init__(self) -> None:
        super().__init__(
            "a stored value cannot be decrypted:"
            " THANTHIEN_FIELD_KEY is not the key it was written with, or it was damaged"
        )


class _Key(NamedTuple):
    head: bytes
    cipher: AESGCM
    hashing: bytes


@cache
def _key(secret: str) -> _Key:
    def derived(purpose: str, length: int = 32) -> bytes:
        return HKDF(hashes.SHA256(), length=length, salt=None, info=purpose.encode()).derive(secret.encode())

    return _Key(_NAMED + derived("field-name", _HEAD - 1), AESGCM(derived("field")), derived("index"))


@cache
def _ring(secrets: tuple[str, ...]) -> dict[bytes, _Key]:
    """The keys by the head of their values, the present one first."""
    return {key.head: key for key in map(_key, secrets)}


def _keys() -> dict[bytes, _Key]:
    return _ring((settings.THANTHIEN_FIELD_KEY, *settings.THANTHIEN_FIELD_KEYS_OLD))


def _present() -> _Key:
    return next(iter(_keys().values()))


def encrypt_bytes(data: bytes, context: bytes = b"") -> bytes:
    """Encrypt; ``context`` (for instance the record's id) must be the same when decrypting."""
    key, nonce = _present(), os.urandom(_NONCE)
    return key.head + nonce + key.cipher.encrypt(nonce, data, context)


def decrypt_bytes(data: bytes, context: bytes = b"") -> bytes:
    """Undo :func:`encrypt_bytes` under whichever key of ours it was.

    Raises ``InvalidTag`` when a byte or the context was changed and ``ValueError`` for a key that we do not have.
    """
    if data[:1] == _FIRST:
        return _decrypt_unnamed(data, context)
    key = _keys().get(data[:_HEAD])
    if key is None:
        raise ValueError("unknown key")
    return key.cipher.decrypt(data[_HEAD : _HEAD + _NONCE], data[_HEAD + _NONCE :], context)


def _decrypt_unnamed(data: bytes, context: bytes) -> bytes:
    *others, last = _keys().values()
    for key in others:
        try:
            return key.cipher.decrypt(data[1 : 1 + _NONCE], data[1 + _NONCE :], context)
        except InvalidTag:
            continue
    return last.cipher.decrypt(data[1 : 1 + _NONCE], data[1 + _NONCE :], context)


def is_present(data: bytes) -> bool:
    """Tell whether a stored value stands under the present key."""
    return data.startswith(_present().head)


def encrypt_text(text: str, context: str = "") -> str:
    """Encrypt text for a text column; empty stays empty."""
    return base64.b64encode(encrypt_bytes(text.encode(), context.encode())).decode() if text else ""


def sealer(context: str) -> Callable[[str], str]:
    """Return :func:`encrypt_text` for one column, for whoever encrypts very many values: the key is looked up once."""
    key, bound = _present(), context.encode()
    head, encrypt, written, draw = key.head, key.cipher.encrypt, base64.b64encode, os.urandom

    def seal(text: str) -> str:
        nonce = draw(_NONCE)
        return written(head + nonce + encrypt(nonce, text.encode(), bound)).decode() if text else ""

    return seal


def decrypt_text(text: str, context: str = "") -> str:
    """Undo :func:`encrypt_text`; raises :class:`Unreadable` under a key that we do not have.

    Values of the older form were bound to nothing.
    """
    if not text:
        return ""
    try:
        data = base64.b64decode(text)
        return decrypt_bytes(data, b"" if data[:1] == _FIRST else context.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def present_letters() -> str:
    """Return how every text under the present key begins."""
    return base64.b64encode(_present().head).decode()


def blind_index(text: str) -> str:
    """Return a keyed hash by which an encrypted value can be found, but not read (HMAC-SHA256, 24 bytes)."""
    return _index(_present(), text) if text else ""


def blind_indexes(text: str) -> tuple[str, ...]:
    """Return the hashes under all keys of ours: what is being re-encrypted is found before and after."""
    return tuple(_index(key, text) for key in _keys().values()) if text else ()


def _index(key: _Key, text: str) -> str:
    return hmac.digest(key.hashing, text.encode(), "sha256")[:24].hex()
