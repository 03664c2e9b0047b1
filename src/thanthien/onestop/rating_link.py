"""The one-time rating link. It carries unit, field, month and counter, and nothing of the dossier.

Derived and not stored; a used link leaves a hash that leads nowhere (settled questions 15 and 17).
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from thanthien.core import tokens
from thanthien.onestop import catalogue_data

PURPOSE = "rate"
KINDS = ("result", "supplement", "refusal")
HEAD, COUNTER = 29, 20


@dataclass(frozen=True, slots=True)
class Contact:
    """What a rating is about: where and when (a month) somebody was served, and at which contact."""

    unit_id: UUID
    month: str
    field: str
    counter: str
    kind: str


def rating_token(contact: Contact) -> str:
    """Return a fresh link token; two contacts of the same kind get different ones.

    Short enough for a QR code on a slip: unit (16 bytes), chance (6), kind (1), month (2), field (4), counter.
    """
    year, month = (int(part) for part in contact.month.split("-"))
    counted = (year * 12 + month - 1).to_bytes(2, "big")
    kind = KINDS.index(contact.kind).to_bytes(1, "big")
    head = contact.unit_id.bytes + secrets.token_bytes(6) + kind + counted + _mark(contact.field)
    return tokens.make(PURPOSE, head + contact.counter.encode()[:COUNTER])


def read_rating_token(token: str) -> Contact | None:
    """Return what a link is about, or None when it was not made here."""
    payload = tokens.read(PURPOSE, token)
    if payload is None or len(payload) < HEAD:
        return None
    year, month = divmod(int.from_bytes(payload[23:25], "big"), 12)
    return Contact(
        unit_id=UUID(bytes=payload[:16]),
        month=f"{year:04d}-{month + 1:02d}",
        field=_fields().get(payload[25:29], ""),
        counter=payload[HEAD:].decode(errors="ignore"),
        kind=KINDS[payload[22]],
    )


def _mark(field: str) -> bytes:
    """A field of procedures by four bytes of its name's hash: names may be added in any order."""
    return hashlib.sha256(field.encode()).digest()[:4]


@cache
def _fields() -> dict[bytes, str]:
    return {_mark(one.field): one.field for one in catalogue_data.load().procedures}
