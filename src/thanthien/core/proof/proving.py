"""The proof of one receipt: its row, its promise, its way to the root of the day, and the signed root.

    {"promise": {"statement", "signature"}, "row": {"previous", "body"}, "inclusion": {"index", "size", "path"},
     "root": {"statement", "signature"}, "keys": {short name: public key in hex}}

Whoever holds it can check it alone (docs/verify_receipt.py). A mark or the key of a paper is what opens a promise, and
neighbours in the tree are hashes alone: so the wall between units is lifted for these reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thanthien.core import chain, wall
from thanthien.core.models import AuditRow, DayRoot, Promise
from thanthien.core.proof import keys, statements
from thanthien.core.proof.days import BLOCK
from thanthien.rules import merkle


class NotClosed(Exception):
    """The day of this receipt has no root yet."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class Broken(Exception):
    """The rows no longer give what was promised and signed; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A promise with its row: what was sealed when the receipt was issued."""

    promise: Promise
    body: str
    previous: str


def by_mark(mark: str) -> Promise | None:
    """Return the promise of a mark as it stands on a paper, None where no receipt bears it."""
    if not (mark.isascii() and mark.isalnum()):  # an address may hold a NUL, which PostgreSQL takes in no text
        return None
    with wall.lifted():
        return Promise.objects.filter(mark=mark).first()


def of_paper(paper_id: UUID) -> Promise | None:
    """Return the promise of a paper; older papers have none."""
    with wall.lifted():
        return Promise.objects.filter(id=paper_id).first()


def newest_of(papers: list[UUID]) -> Promise | None:
    """Return the newest promise among papers."""
    with wall.lifted():
        return Promise.objects.filter(id__in=papers).order_by("-recorded_at", "-seq").first()


def root_on(day: date) -> DayRoot | None:
    """Return the root of a day, None where it is not closed."""
    return DayRoot.objects.filter(day=day).first()


def recent(count: int) -> list[DayRoot]:
    """Return the newest closed days, newest first."""
    return list(DayRoot.objects.defer("spans", "blocks").order_by("-day")[:count])


def every() -> Iterator[DayRoot]:
    """Yield all closed days, oldest first."""
    return DayRoot.objects.defer("spans", "blocks").order_by("day").iterator()


def signed_root(root: DayRoot) -> dict[str, str]:
    """Return a root as it is published."""
    return {"statement": statements.root_text(root), "signature": root.signature}


def sealed(promise: Promise) -> Sealed:
    """Return the row of a promise; raises :class:`Broken` when it is gone or was changed."""
    rows = AuditRow.objects.filter(unit_id=promise.unit_id, seq__in=[promise.seq - 1, promise.seq])
    with wall.lifted():
        found = {seq: (row_hash, body) for seq, row_hash, body in rows.values_list("seq", "hash", "body")}
    row_hash, body = found.get(promise.seq, ("", ""))
    previous, _ = found.get(promise.seq - 1, ("", ""))
    # The leaf stands for the hash alone: a text changed beside its hash would be shown as if it had been promised.
    if statements.leaf(row_hash).hex() != promise.leaf or chain.link(previous, body) != row_hash:
        raise Broken(f"row {promise.seq} is not the one that receipt {promise.number} was promised")
    return Sealed(promise, body, previous)


def prove(promise: Promise) -> dict[str, Any]:
    """Return the proof; raises :class:`NotClosed` before the day has its root, :class:`Broken` on damage."""
    row, day = sealed(promise), statements.day_of(promise.recorded_at)
    root = root_on(day)
    if root is None:
        raise NotClosed(day)
    index = _index(root, promise)
    block = index // BLOCK
    leaves = list(_leaves(root, block * BLOCK, min(root.size, (block + 1) * BLOCK)))
    tops = [bytes.fromhex(root.blocks[at : at + 64]) for at in range(0, len(root.blocks), 64)]
    if merkle.root(leaves) != tops[block] or merkle.root(tops).hex() != root.root:
        raise Broken(f"the rows of {day} no longer give the root that was signed")
    path = [*merkle.path(leaves, index % BLOCK), *merkle.path(tops, block)]
    known = keys.ours()
    return {
        "promise": {"statement": statements.promise_text(promise), "signature": promise.signature},
        "row": {"previous": row.previous, "body": row.body},
        "inclusion": {"index": index, "size": root.size, "path": [found.hex() for found in path]},
        "root": signed_root(root),
        "keys": {name: known[name].hex() for name in sorted({promise.key, root.key}) if name in known},
    }


def promised(promise: Promise) -> dict[str, Any]:
    """Return the part of the proof that is there from the first minute on."""
    row, known = sealed(promise), keys.ours()
    return {
        "promise": {"statement": statements.promise_text(promise), "signature": promise.signature},
        "row": {"previous": row.previous, "body": row.body},
        "keys": {promise.key: known[promise.key].hex()} if promise.key in known else {},
    }


def _index(root: DayRoot, promise: Promise) -> int:
    before = 0
    for unit, first, last in root.spans:
        if unit == promise.unit_id.hex and first <= promise.seq <= last:
            return int(before + promise.seq - first)
        before += last - first + 1
    raise Broken(f"row {promise.seq} is not among those of {root.day}")


def _leaves(root: DayRoot, start: int, end: int) -> Iterator[bytes]:
    """Yield the leaves of the places from ``start`` up to ``end``, through the units whose rows they are."""
    before = 0
    for unit, first, last in root.spans:
        count = last - first + 1
        low, high = max(start, before), min(end, before + count)
        if low < high:
            places = (first + low - before, first + high - before - 1)
            rows = AuditRow.objects.filter(unit_id=UUID(hex=unit), seq__range=places).order_by("seq")
            with wall.lifted():
                hashes = list(rows.values_list("hash", flat=True))
            yield from map(statements.leaf, hashes)
        before += count
        if before >= end:
            return
