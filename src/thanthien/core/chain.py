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
    paper_id: UUID | None = None  # the receipt that carries this row's leaf


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


def _repeats(body: str, unit: str, seq: int, act: str, subject: str) -> bool:
    """Tell whether the columns say what the sealed text says.

    The text is canonical: its keys stand in order, and a quotation mark inside a value is escaped. So beginning and
    end can be compared as they are, six times faster than by reading the JSON; what does not fit is read.
    """
    begins = body.startswith(f'{{"act":"{act}","actor":{{') and body.endswith(f'","{subject}"],"unit":"{unit}"}}')
    if begins and body.startswith(f',"seq":{seq},"subject":["', body.rfind(',"seq":')):
        return True
    record = json.loads(body)
    return (record["unit"], record["seq"], record["act"], record["subject"][1]) == (unit, seq, act, subject)


# seq, act, subject in hex, hash, body, detail, salt, time of recording as the body writes it
Row = tuple[int, str, str, str, str, str, str, str]


def first_bad(unit: str, rows: Iterator[Row], head: tuple[int, str]) -> tuple[int, Bad | None]:
    """Walk a unit's rows (columns as in ``Row``) in order; return (rows read, first bad).

    Finds a changed, removed, inserted or reordered row, a column that differs from the hashed body,
    altered personal detail, and a chain cut off before its head.
    """
    previous, before, expected = "", "", 0
    sha = hashlib.sha256
    for seq, act, subject, stored, body, detail, salt, recorded in rows:
        expected += 1
        if seq != expected:
            return expected - 1, Bad(unit, expected, subject, f"row {expected} is missing, row {seq} follows")
        if sha((previous + body).encode()).hexdigest() != stored:
            if link(before, body) == stored:
                return expected, Bad(unit, seq - 1, subject, "the row was inserted")
            return expected, Bad(unit, seq, subject, "the row was changed or moved")
        if not _repeats(body, unit, seq, act, subject):
            return expected, Bad(unit, seq, subject, "a column differs from the sealed text")
        if f'","recorded_at":"{recorded}","seq":' not in body:
            return expected, Bad(unit, seq, subject, "the time of recording differs from the sealed text")
        if detail and f'"detail":"{sha((salt + detail).encode()).hexdigest()}","recorded_at":"' not in body:
            return expected, Bad(unit, seq, subject, "the personal detail was changed")
        before, previous = previous, stored
    if (expected, previous) != head:
        return expected, Bad(unit, expected + 1, "", f"the chain ends at row {expected}, its head says {head[0]}")
    return expected, None
