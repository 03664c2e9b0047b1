"""What is signed, word for word: one line of canonical JSON, whose ``type`` names the version of its form."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from thanthien.core import chain, clock
from thanthien.core.models import DayRoot, Promise
from thanthien.core.proof import keys
from thanthien.rules import merkle

PROMISE, ROOT, SEEN = "thanthien-promise-1", "thanthien-root-1", "thanthien-seen-1"
MARK = 16


def leaf(row_hash: str) -> bytes:
    """Return the leaf of an audit row: the entry is the row's hash, 32 bytes."""
    return merkle.leaf(bytes.fromhex(row_hash))


def day_of(recorded_at: datetime) -> date:
    """Return the day into whose root a row goes."""
    return clock.local(recorded_at).date()


def promise_text(promise: Promise) -> str:
    """Return what a receipt promises: this leaf, of this row, will be in the root of this day."""
    return chain.canonical(
        {
            "type": PROMISE,
            "unit": promise.unit_id.hex,
            "seq": promise.seq,
            "number": promise.number,
            "recorded_at": clock.iso(promise.recorded_at),
            "day": day_of(promise.recorded_at).isoformat(),
            "leaf": promise.leaf,
            "key": promise.key,
        }
    )


def promise(paper_id: UUID, unit_id: UUID, sealed: chain.Sealed, number: str, recorded: datetime) -> Promise:
    """Return the signed promise of a paper whose row was just sealed."""
    found = leaf(sealed.hash).hex()
    made = Promise(
        id=paper_id, unit_id=unit_id, seq=sealed.seq, mark=found[:MARK], leaf=found, number=number,
        recorded_at=recorded, key=keys.present(),
    )  # fmt: skip
    made.signature = keys.sign(promise_text(made))
    return made


def root_text(root: DayRoot) -> str:
    """Return what is said of a day: how many leaves, which root, and the hash of the text of the day before."""
    return chain.canonical(
        {
            "type": ROOT,
            "day": root.day.isoformat(),
            "size": root.size,
            "root": root.root,
            "previous": root.previous,
            "at": clock.iso(root.at),
            "key": root.key,
        }
    )


def seen_text(other: str, day: date, statement_hash: str, at: datetime) -> str:
    """Return what we say of another installation's root: we saw this text of that key at this moment."""
    return chain.canonical(
        {
            "type": SEEN,
            "other": other,
            "day": day.isoformat(),
            "statement": statement_hash,
            "at": clock.iso(at),
            "key": keys.present(),
        }
    )


def hash_of(text: str) -> str:
    """Return the SHA-256 by which the next day's text names this one."""
    return hashlib.sha256(text.encode()).hexdigest()
