"""What the page of one receipt says of its proof, made from the row that was sealed."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thanthien.core.models import Promise
from thanthien.core.proof import keys, proving, statements
from thanthien.org import service as org
from thanthien.rules import merkle


@dataclass(frozen=True, slots=True)
class Seen:
    """A receipt as its sealed row has it. ``holds``: everything fits; ``root_size`` is 0 until its day is closed."""

    number: str
    unit: str
    recorded_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    day: date
    ready_on: date
    signed: bool
    holds: bool
    root_size: int = 0
    index: int = 0
    steps: int = 0


def seen(promise: Promise) -> Seen:
    """Check a promise against its row and, when its day is closed, against the root."""
    try:
        row = proving.sealed(promise)
    except proving.Broken:
        return _seen(promise, {}, holds=False)
    said = json.loads(row.body)["data"]
    try:
        proof = proving.prove(promise)
    except proving.NotClosed:
        return _seen(promise, said, holds=True)
    except proving.Broken:
        return _seen(promise, said, holds=False)
    way, root = proof["inclusion"], json.loads(proof["root"]["statement"])
    path = [bytes.fromhex(found) for found in way["path"]]
    top = merkle.root_by_path(bytes.fromhex(promise.leaf), way["index"], way["size"], path).hex()
    signed = keys.is_signed(proof["root"]["statement"], proof["root"]["signature"], keys.ours().get(root["key"]))
    fits = top == root["root"] and signed
    return _seen(promise, said, holds=fits, size=way["size"], index=way["index"] + 1, steps=len(path))


def _seen(
    promise: Promise, said: dict[str, str], *, holds: bool, size: int = 0, index: int = 0, steps: int = 0
) -> Seen:
    unit = org.unit_by_id(promise.unit_id)
    day = statements.day_of(promise.recorded_at)
    signed = keys.is_signed(statements.promise_text(promise), promise.signature, keys.ours().get(promise.key))
    return Seen(
        promise.number, f"UBND {unit.label}" if unit else "", promise.recorded_at,
        _moment(said.get("received_at")), _moment(said.get("due_at")), day, day + timedelta(days=1), signed,
        holds and signed, size, index, steps,
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
