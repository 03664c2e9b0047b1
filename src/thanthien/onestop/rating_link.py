"""The one-time rating link. It carries unit, field, month and counter, and nothing of the dossier.

Derived and not stored; a used link leaves a hash that leads nowhere (settled questions 15 and 17).
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from thanthien.core import tokens

PURPOSE = "rate"
KINDS = ("result", "supplement", "refusal")


@dataclass(frozen=True, slots=True)
class Contact:
    """What a rating is about: where and when (a month) somebody was served, and at which contact."""

    unit_id: UUID
    month: str
    field: str
    counter: str
    kind: str


def rating_token(contact: Contact) -> str:
    """Return a fresh link token; two contacts of the same kind get different ones."""
    text = "|".join([contact.month, contact.kind, contact.counter.replace("|", " "), contact.field.replace("|", " ")])
    return tokens.make(PURPOSE, contact.unit_id.bytes + secrets.token_bytes(8) + text.encode())


def read_rating_token(token: str) -> Contact | None:
    """Return what a link is about, or None when it was not made here."""
    payload = tokens.read(PURPOSE, token)
    if payload is None or len(payload) < 24:
        return None
    month, kind, counter, field = payload[24:].decode().split("|", 3)
    return Contact(UUID(bytes=payload[:16]), month, field, counter, kind)
