"""The hash chain of audit rows (architecture decision 5).

hash = SHA-256( previous hash || body ), body = canonical JSON: sorted keys, no blanks, UTF-8.
Page for outsiders: docs/rules/audit-chain.md.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock


def canonical(data: Mapping[str, Any]) -> str:
    """Return the one text form of a mapping of plain values."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(previous: str, body: str) -> str:
    """Return the hash of a row that follows ``previous`` (hex; "" for the first row)."""
    return hashlib.sha256(previous.encode() + body.encode()).hexdigest()


def commit(detail: str, salt: str) -> str:
    """Return the salted hash by which a body stands for erasable personal data."""
    return hashlib.sha256(salt.encode() + detail.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as a command notes it, before it has a place in the chain."""

    unit_id: UUID
    act: str
    subject_kind: str
    subject_id: UUID | None
    data: Mapping[str, Any]
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """An act with its place, text and hash."""

    seq: int
    body: str
    hash: str
    detail: str
    salt: str


def seal(entry: Entry, seq: int, previous: str, who: Mapping[str, str], at: datetime, recorded: datetime) -> Sealed:
    """Give an entry its place after ``previous``; ``who`` holds the actor's kind, id and position."""
    detail = canonical(entry.detail) if entry.detail else ""
    salt = secrets.token_hex(16) if detail else ""
    body = canonical(
        {
            "unit": entry.unit_id.hex,
            "seq": seq,
            "act": entry.act,
            "actor": who,
            "subject": [entry.subject_kind, entry.subject_id.hex if entry.subject_id else ""],
            "at": clock.iso(at),
            "recorded_at": clock.iso(recorded),
            "data": entry.data,
            "detail": commit(detail, salt) if detail else "",
        }
    )
    return Sealed(seq, body, link(previous, body), detail, salt)


@dataclass(frozen=True, slots=True)
class Bad:
    """The first row that does not fit, and why."""

    unit: str
    seq: int
    subject: str
    why: str


# seq, act, subject in hex, hash, body, detail, salt, time of recording
Row = tuple[int, str, str, str, str, str, str, datetime]


def first_bad(unit: str, rows: Iterator[Row], head: tuple[int, str]) -> tuple[int, Bad | None]:
    """Walk a unit's rows (columns as in ``Row``) in order; return (rows read, first bad).

    Finds a changed, removed, inserted or reordered row, a column that differs from the hashed body,
    altered personal detail, and a chain cut off before its head.
    """
    previous, before, expected = "", "", 0
    sha = hashlib.sha256
    loads = json.loads
    for seq, act, subject, stored, body, detail, salt, recorded in rows:
        expected += 1
        if seq != expected:
            return expected - 1, Bad(unit, expected, subject, f"row {expected} is missing, row {seq} follows")
        found = sha(previous.encode() + body.encode()).hexdigest()
        if found != stored:
            if sha(before.encode() + body.encode()).hexdigest() == stored:
                return expected, Bad(unit, seq - 1, subject, "the row was inserted")
            return expected, Bad(unit, seq, subject, "the row was changed or moved")
        record = loads(body)
        if record["seq"] != seq or record["act"] != act or record["subject"][1] != subject or record["unit"] != unit:
            return expected, Bad(unit, seq, subject, "a column differs from the sealed text")
        if datetime.fromisoformat(record["recorded_at"]) != recorded.replace(microsecond=0):
            return expected, Bad(unit, seq, subject, "the time of recording differs from the sealed text")
        if detail and sha(salt.encode() + detail.encode()).hexdigest() != record["detail"]:
            return expected, Bad(unit, seq, subject, "the personal detail was changed")
        before, previous = previous, stored
    if (expected, previous) != head:
        return expected, Bad(unit, expected + 1, "", f"the chain ends at row {expected}, its head says {head[0]}")
    return expected, None
