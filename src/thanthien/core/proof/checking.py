"""Holding the closed days and the promises against the rows (part of ``thanthien audit verify``)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery, Sum

from thanthien.core import chain
from thanthien.core.models import AuditRow, ChainHead, DayRoot, Promise
from thanthien.core.proof import keys, proving, statements
from thanthien.rules import merkle

CHUNK = 1000


class Days:
    """The trees of the closed days, grown while the chains are walked: a few hashes a day, however many rows."""

    def __init__(self, whole: bool = True) -> None:
        last = DayRoot.objects.order_by("-day").first() if whole else None
        self.count = DayRoot.objects.count() if last else 0
        self._last = last.day.isoformat() if last else ""
        self._trees: defaultdict[str, merkle.Tree] = defaultdict(merkle.Tree)
        self._whole = whole

    def leaves(self, day: str, hashes: list[bytes]) -> None:
        """Add rows of a unit recorded on a day; the units come in the order of their keys."""
        if day <= self._last and hashes:
            self._trees[day].extend(merkle.leaves(hashes))

    def first_bad(self) -> chain.Bad | None:
        """Return the first closed day whose signed root the rows do not give, or whose place is wrong."""
        before: DayRoot | None = None
        for root in proving.every() if self._whole else ():
            why = self._wrong(root, before)
            if why:
                return chain.Bad("", 0, root.day.isoformat(), why)
            before = root
        if self._trees:
            return chain.Bad("", 0, min(self._trees), "rows stand on a day before the first closed one")
        return self._cut_off() if self._whole else None

    def _wrong(self, root: DayRoot, before: DayRoot | None) -> str:
        if before is not None and root.day != before.day + timedelta(days=1):
            return f"a closed day between {before.day} and {root.day} was removed"
        if root.previous != (statements.hash_of(statements.root_text(before)) if before else ""):
            return f"the root of {root.day} does not follow that of the day before"
        if not keys.is_signed(statements.root_text(root), root.signature, keys.ours().get(root.key)):
            return f"the root of {root.day} is not signed by this installation"
        tree = self._trees.pop(root.day.isoformat(), None) or merkle.Tree()
        if (tree.size, tree.root().hex()) != (root.size, root.root):
            return f"the rows of {root.day} do not give the root that was signed: its history was rewritten"
        return ""

    def _cut_off(self) -> chain.Bad | None:
        """Closed days removed at the end leave rows that the heads still know as closed."""
        leaves = DayRoot.objects.aggregate(sum=Sum("size"))["sum"] or 0
        closed = ChainHead.objects.aggregate(sum=Sum("closed"))["sum"] or 0
        if leaves == closed:
            return None
        return chain.Bad("", 0, self._last, f"the closed days hold {leaves} rows, the chains say {closed}")


def promises(unit_id: UUID | None) -> tuple[int, chain.Bad | None]:
    """Check every promise: signed by us, and its row still has the promised leaf. Returns (looked at, first bad)."""
    seen, ours = 0, keys.ours()
    for promise, row_hash in _promised(unit_id):
        seen += 1
        unit, seq, number = promise.unit_id.hex, promise.seq, promise.number
        if row_hash is None:
            return seen, chain.Bad(unit, seq, "", f"the row that receipt {number} was promised is missing")
        if statements.leaf(row_hash).hex() != promise.leaf or not promise.leaf.startswith(promise.mark):
            return seen, chain.Bad(unit, seq, "", f"the row is not the one that receipt {number} was promised")
        if not keys.is_signed(statements.promise_text(promise), promise.signature, ours.get(promise.key)):
            return seen, chain.Bad(unit, seq, "", f"the promise of receipt {number} is not signed by this installation")
    return seen, None


def _promised(unit_id: UUID | None) -> Iterator[tuple[Promise, str | None]]:
    """Yield promises with the hash of their row."""
    row = AuditRow.objects.filter(unit_id=OuterRef("unit_id"), seq=OuterRef("seq")).values("hash")
    found = Promise.objects.annotate(row_hash=Subquery(row))
    found = found.filter(unit_id=unit_id) if unit_id else found
    for promise in found.iterator(CHUNK):
        yield promise, promise.row_hash
