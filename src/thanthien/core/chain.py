"""The hash chain of audit rows (architecture decision 5).

hash = SHA-256( previous hash || body ), body = canonical JSON: sorted keys, no blanks, UTF-8.
Page for outsiders: docs/rules/audit-chain.md.
"""

import hashlib
import json
import secrets
from binascii import hexlify
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from thanthien.core import clock

_OFFSET = timedelta(hours=7)  # Vietnam's, without summer time since 1975


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
    """The first row that does not fit, and why. A bad day or key has no row: ``seq`` is 0, ``subject`` names it."""

    unit: str
    seq: int
    subject: str
    why: str


# seq, act, subject in hex, hash, body, detail, salt, time of recording in UTC ("2026-11-16 01:30:00…"). The sealed
# texts stay bytes: to read Vietnamese letters and write them again would cost more than to hash them.
Row = tuple[int, str, str, bytes, bytes, bytes, bytes, str]
Leaves = Callable[[str, list[bytes]], object]
MANY = 5000


class Walk:
    """Walks a unit's rows in order and finds the first changed, removed, inserted or reordered one.

    Also a column that differs from the hashed body, altered personal detail, and a chain cut off before its head.
    ``leaves`` is given the day and the hashes of the rows recorded on it, some thousand at a time.
    """

    def __init__(self, unit: str, leaves: Leaves = lambda day, hashes: None) -> None:
        self.unit, self.rows = unit, 0
        self._leaves = leaves
        self._previous = self._before = b""
        self._hour = self._said = ""
        self._hashes: list[bytes] = []
        self._shapes: dict[str, tuple[bytes, str]] = {}

    def over(self, rows: Iterable[Row]) -> Bad | None:
        """Walk on. The columns are held against beginning and end of the text, because reading its JSON is slow:
        it is canonical, its keys stand in order, and a quotation mark inside a value is escaped."""
        sha, unit, shapes, previous, before = hashlib.sha256, self.unit, self._shapes, self._previous, self._before
        seen, hour, said, hashes = self.rows, self._hour, self._said, self._hashes
        last = f'"],"unit":"{unit}"}}'
        for row in rows:
            seq, act, subject, stored, body, detail, salt, recorded = row
            seen += 1
            if recorded[:13] != hour:
                hour, day, said = recorded[:13], said[:10], _local(recorded[:13])
                if said[:10] != day:
                    self._leaves(day, hashes)
                    self._hashes = hashes = []
            begins, about = shapes.get(act) or _shape(shapes, act, body)
            made = sha(previous + body).digest()
            ends = f'","recorded_at":"{said}{recorded[13:19]}+07:00","seq":{seq}{about}{subject}{last}'
            if detail:
                ends = f'"detail":"{sha(salt + detail).hexdigest()}{ends}'
            if hexlify(made) != stored or seq != seen or not (body.endswith(ends.encode()) and body.startswith(begins)):
                bad = self._judged(row, seen, previous, before)
                if bad is not None:
                    return bad
            hashes.append(made)
            before, previous = previous, stored
        self.rows, self._previous, self._before, self._hour, self._said = seen, previous, before, hour, said
        if len(hashes) > MANY:  # however many rows one day has
            self._leaves(said[:10], hashes)
            self._hashes = []
        return None

    def _judged(self, row: Row, expected: int, previous: bytes, before: bytes) -> Bad | None:
        """Say what is wrong with a row that does not look right; None where it is only of another shape."""
        seq, act, subject, stored, body, detail, salt, recorded = row
        self.rows = expected - (seq != expected)
        if seq != expected:
            return Bad(self.unit, expected, subject, f"row {expected} is missing, row {seq} follows")
        if hashlib.sha256(previous + body).hexdigest().encode() != stored:
            if hashlib.sha256(before + body).hexdigest().encode() == stored:
                return Bad(self.unit, seq - 1, subject, "the row was inserted")
            return Bad(self.unit, seq, subject, "the row was changed or moved")
        try:
            record = json.loads(body)
            told = (record["unit"], record["seq"], record["act"], record["subject"][1])
            recorded_at, committed = record["recorded_at"], record["detail"]
        except (ValueError, LookupError, TypeError):
            return Bad(self.unit, seq, subject, "the sealed text is not one of ours")
        if told != (self.unit, seq, act, subject):
            return Bad(self.unit, seq, subject, "a column differs from the sealed text")
        if recorded_at != f"{_local(recorded[:13])}{recorded[13:19]}+07:00":
            return Bad(self.unit, seq, subject, "the time of recording differs from the sealed text")
        if detail and committed != hashlib.sha256(salt + detail).hexdigest():
            return Bad(self.unit, seq, subject, "the personal detail was changed")
        self._shapes[act] = _shape_of(act, body)
        return None

    def end(self, head: tuple[int, str]) -> Bad | None:
        """Compare the last row with the head of the chain."""
        self._leaves(self._said[:10], self._hashes)
        if (self.rows, self._previous.decode()) == head:
            return None
        return Bad(self.unit, self.rows + 1, "", f"the chain ends at row {self.rows}, its head says {head[0]}")


def _local(hour: str) -> str:
    """Return an hour of UTC as Vietnam's, as the sealed text writes it."""
    try:
        return (datetime.fromisoformat(f"{hour}:00") + _OFFSET).isoformat()[:13]
    except (ValueError, OverflowError):  # SQLite keeps any text that somebody wrote into the column
        return ""


def _shape(shapes: dict[str, tuple[bytes, str]], act: str, body: bytes) -> tuple[bytes, str]:
    shapes[act] = found = _shape_of(act, body)
    return found


def _shape_of(act: str, body: bytes) -> tuple[bytes, str]:
    """Return how the text of an act begins, and what stands before the key of its subject: alike in nearly all rows."""
    kind = body.rpartition(b'"subject":["')[2].partition(b'"')[0]
    return f'{{"act":"{act}","actor":{{'.encode(), f',"subject":["{kind.decode("utf-8", "replace")}","'
