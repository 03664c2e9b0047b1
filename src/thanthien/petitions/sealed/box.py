"""The cryptography of sealed cases, all of it libsodium's (PyNaCl); nothing here knows a table.

* content: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) under a random key of its own, the record's id as associated
  data, padded to whole blocks of 512 bytes, so that its length tells little;
* the data key: a sealed box (X25519, XSalsa20-Poly1305) for each reader;
* a private key: XChaCha20-Poly1305 under argon2id (RFC 9106) of the passphrase, and once more under the code of the
  printed sheet (160 random bits, hashed by BLAKE2b, RFC 7693);
* the escrow's private key: two shares whose XOR it is, each worthless alone.

Python cannot wipe memory: an opened key lives as long as the request's local variables do.
"""

import hashlib
import json
import secrets
import struct
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.views.decorators.debug import sensitive_variables
from nacl import bindings, pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead

from thanthien.petitions.sealed.content import Content

Stored = bytes | memoryview  # as the two databases give back what was stored
KEY: Final = 32
BLOCK: Final = 512
OPS, MEMORY = 3, pwhash.argon2id.MEMLIMIT_INTERACTIVE  # 3 passes over 64 MiB: about 0.15 s
_VERSION: Final = b"\x01"
_HEAD: Final = struct.Struct(">II16s")
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
GROUPS, IN_GROUP = 8, 4


class CannotOpen(Exception):
    """Wrong key, wrong passphrase, another record's ciphertext, or a changed byte: they cannot be told apart."""


def new_pair() -> tuple[bytes, bytes]:
    """Return (private, public) of a new X25519 pair, 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


def public_of(private: bytes) -> bytes:
    """Return the public half that belongs to a private one."""
    return bytes(PrivateKey(private).public_key)


def fingerprint(public: Stored) -> str:
    """Return eight letters by which two people compare a key aloud, as "4F7A 09BC"."""
    letters = hashlib.sha256(b"thanthien.sealed.key:" + bytes(public)).hexdigest()[:8].upper()
    return f"{letters[:4]} {letters[4:]}"


@sensitive_variables()
def _encrypt(key: bytes, text: bytes, context: bytes) -> bytes:
    return _VERSION + bytes(Aead(key).encrypt(text, context))


@sensitive_variables()
def _decrypt(key: bytes, data: bytes, context: bytes) -> bytes:
    if data[:1] != _VERSION:
        raise CannotOpen
    try:
        return Aead(key).decrypt(data[1:], context)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error


def _about(purpose: str, record_id: UUID) -> bytes:
    return f"thanthien.sealed.{purpose}:".encode() + record_id.bytes


@sensitive_variables()
def seal(content: Mapping[str, str], record_id: UUID) -> tuple[bytes, bytes]:
    """Return (ciphertext, data key) of a content."""
    key = secrets.token_bytes(KEY)
    text = bindings.sodium_pad(json.dumps(dict(content), ensure_ascii=False).encode(), BLOCK)
    return _encrypt(key, text, _about("record", record_id)), key


@sensitive_variables()
def opened(body: Stored, key: bytes, record_id: UUID) -> Content:
    """Undo :func:`seal`; raises :class:`CannotOpen`."""
    text = _decrypt(key, bytes(body), _about("record", record_id))
    return Content(json.loads(bindings.sodium_unpad(text, BLOCK)))


@sensitive_variables()
def wrap(secret: bytes, public: Stored) -> bytes:
    """Return a secret that only the holder of the private half can unwrap (48 bytes longer)."""
    return bytes(SealedBox(PublicKey(bytes(public))).encrypt(secret))


@sensitive_variables()
def unwrap(box: Stored, private: bytes) -> bytes:
    """Undo :func:`wrap`; raises :class:`CannotOpen`."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(bytes(box)))
    except (CryptoError, ValueError, TypeError) as error:
        raise CannotOpen from error


@sensitive_variables()
def lock(private: bytes, passphrase: str, key_id: UUID) -> bytes:
    """Lock a private key under a passphrase; the cost of guessing stands in front, so that it can grow."""
    salt = secrets.token_bytes(16)
    key = pwhash.argon2id.kdf(KEY, passphrase.encode(), salt, opslimit=OPS, memlimit=MEMORY)
    return _HEAD.pack(OPS, MEMORY, salt) + _encrypt(key, private, _about("passphrase", key_id))


@sensitive_variables()
def unlock(locked: Stored, passphrase: str, key_id: UUID) -> bytes:
    """Undo :func:`lock`; raises :class:`CannotOpen`."""
    whole = bytes(locked)
    try:
        ops, memory, salt = _HEAD.unpack_from(whole)
        key = pwhash.argon2id.kdf(KEY, passphrase.encode(), salt, opslimit=ops, memlimit=memory)
    except (CryptoError, ValueError, struct.error) as error:
        raise CannotOpen from error
    return _decrypt(key, whole[_HEAD.size :], _about("passphrase", key_id))


def new_code() -> str:
    """Return the code of a recovery sheet: 160 random bits as eight groups of four letters."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * IN_GROUP))
    return " ".join(letters[at : at + IN_GROUP] for at in range(0, len(letters), IN_GROUP))


def typed_code(text: str) -> str:
    """Return a typed code or a part of it without blanks and dashes; O is read as 0, I and L as 1."""
    letters = text.upper().translate(str.maketrans("OIL", "011"))
    return "".join(letter for letter in letters if letter in ALPHABET)


@sensitive_variables()
def _code_key(code: str, key_id: UUID) -> bytes:
    return hashlib.blake2b(
        typed_code(code).encode(), digest_size=KEY, key=key_id.bytes, person=b"thanthien.sheet"
    ).digest()


@sensitive_variables()
def lock_by_code(private: bytes, code: str, key_id: UUID) -> bytes:
    """Lock a private key under the code of a sheet; 160 random bits need no slow hash."""
    return _encrypt(_code_key(code, key_id), private, _about("sheet", key_id))


@sensitive_variables()
def unlock_by_code(sheet: Stored, code: str, key_id: UUID) -> bytes:
    """Undo :func:`lock_by_code`; raises :class:`CannotOpen`."""
    return _decrypt(_code_key(code, key_id), bytes(sheet), _about("sheet", key_id))


@sensitive_variables()
def groups_check(code: str, asked: Sequence[int], key_id: UUID) -> str:
    """Return what is kept to see whether somebody reads a printed sheet: a hash of two of its groups.

    It is forgotten as soon as it fits; until then the other six groups (120 bits) are nowhere.
    """
    groups = code.split()
    part = "".join(groups[number - 1] for number in asked)
    return part_check(part, key_id)


@sensitive_variables()
def part_check(part: str, key_id: UUID) -> str:
    """Return the hash of typed groups, to be compared with :func:`groups_check`."""
    return hashlib.sha256(key_id.bytes + typed_code(part).encode()).hexdigest()


@sensitive_variables()
def split(private: bytes) -> tuple[bytes, bytes]:
    """Return two shares whose XOR is the key; each alone is random."""
    first = secrets.token_bytes(len(private))
    return first, joined(first, private)


@sensitive_variables()
def joined(first: bytes, second: bytes) -> bytes:
    """Return the XOR of two shares."""
    return bytes(a ^ b for a, b in zip(first, second, strict=True))
