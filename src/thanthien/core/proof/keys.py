"""The installation's signature: Ed25519 (RFC 8032), its seed derived from THANTHIEN_PROOF_KEY by HKDF (RFC 5869).

The same text gives the same signature. Earlier public keys stand in THANTHIEN_PROOF_KEYS_OLD and not in the
database: whoever can only write rows cannot add a key under which a forged history would verify.
"""

import base64
import binascii
import hashlib
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def key_id(public: bytes) -> str:
    """Return the short name of a public key: the first 16 letters of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


@cache
def _pair(secret: str) -> tuple[Ed25519PrivateKey, bytes, str]:
    seed = HKDF(hashes.SHA256(), length=32, salt=None, info=b"proof").derive(secret.encode())
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return private, public, key_id(public)


def present() -> str:
    """Return the short name of the key that signs now."""
    return _pair(settings.THANTHIEN_PROOF_KEY)[2]


def ours() -> dict[str, bytes]:
    """Return the installation's public keys by their short names, the present one first."""
    _, public, name = _pair(settings.THANTHIEN_PROOF_KEY)
    return {name: public} | {key_id(old): old for old in map(bytes.fromhex, settings.THANTHIEN_PROOF_KEYS_OLD)}


def sign(text: str) -> str:
    """Return our signature over a text, in base64."""
    return base64.b64encode(_pair(settings.THANTHIEN_PROOF_KEY)[0].sign(text.encode())).decode()


def is_signed(text: str, signature: str, public: bytes | None) -> bool:
    """Tell whether a signature in base64 over a text was made with a key."""
    try:
        made = base64.b64decode(signature, validate=True)
        _public(public or b"").verify(made, text.encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


@cache
def _public(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)
