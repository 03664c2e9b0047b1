"""Closing a day: the rows recorded on it become leaves of one tree, whose root is signed and never changes.

The end of every chain is locked while a day closes and is then told that nothing may be recorded before the next
midnight. So an act that began before midnight is either in the tree or recorded on the next day, also where the
machine's clock is turned back afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Min

from thanthien.core import clock, db
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.core.models import AuditRow, ChainHead, DayRoot
from thanthien.core.proof import keys, statements
from thanthien.rules import merkle

BLOCK = 256  # leaves of one block; a power of two, so that the roots of blocks are nodes of the tree
FIRST_PAGE, PAGE = 500, 5000
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mail:
    """Who is told of each root by e-mail, and in which unit's outbox the message stands."""

    unit_id: UUID
    unit: str
    to: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A day's root."""

    day: str
    size: int
    root: str


def newest() -> DayRoot | None:
    """Return the last closed day."""
    return DayRoot.objects.order_by("-day").first()


def close_days(now: datetime, mail: Mail | None = None) -> int:
    """Close every day before today that is not closed yet; return how many. Running twice changes nothing."""
    day, closed = _next_day(), 0
    while day is not None and day < clock.local(now).date():
        close(actor=SYSTEM, now=now, day=day, mail=mail)
        day, closed = day + ONE_DAY, closed + 1
    return closed


def _next_day() -> date | None:
    last = newest()
    if last is not None:
        return last.day + ONE_DAY
    first = AuditRow.objects.filter(seq=1).aggregate(at=Min("recorded_at"))["at"]
    return statements.day_of(first) if first else None


@command("day.close", chained=False)
def close(run: Run, *, actor: Actor, now: datetime, day: date, mail: Mail | None = None) -> Closed:
    """Close one day, once. Unchained: the root stands above the chains, it is in none of them."""
    heads = list(db.lock(ChainHead.objects.order_by("unit_id")))  # in key order, as every act does
    last = newest()
    if last is not None and day <= last.day:
        known = DayRoot.objects.get(day=day)
        return Closed(day.isoformat(), known.size, known.root)
    if day >= clock.local(now).date() or (last is not None and day != last.day + ONE_DAY):
        raise Refused(f"Ngày {day:%d/%m/%Y} chưa khóa được.", "day", "not-yet")
    made = _root(heads, day)
    made.at, made.key = now, keys.present()
    made.previous = statements.hash_of(statements.root_text(last)) if last else ""
    made.signature = keys.sign(statements.root_text(made))
    run.add(made)
    for address in mail.to if mail else ():
        _tell(run, made, mail, address)
    return Closed(day.isoformat(), made.size, made.root)


def _root(heads: Sequence[ChainHead], day: date) -> DayRoot:
    until = clock.day_start(day + ONE_DAY)
    spans, blocks, waiting, size = [], merkle.Tree(), list[bytes](), 0
    kept: list[str] = []
    for head in heads:
        first = last = 0
        for seq, row_hash in _rows(head, until):
            first, last = first or seq, seq
            waiting.append(statements.leaf(row_hash))
            if len(waiting) == BLOCK:
                kept.append(merkle.root(waiting).hex())
                size, waiting = size + BLOCK, []
        if last:
            spans.append([head.unit_id.hex, first, last])
            ChainHead.objects.filter(unit_id=head.unit_id).update(closed=last)
    if waiting:
        kept.append(merkle.root(waiting).hex())
        size += len(waiting)
    blocks.extend(map(bytes.fromhex, kept))
    ChainHead.objects.filter(recorded_at__lt=until).update(recorded_at=until)
    return DayRoot(day=day, size=size, root=blocks.root().hex(), spans=spans, blocks="".join(kept))


def _rows(head: ChainHead, until: datetime) -> Iterator[tuple[int, str]]:
    """Yield the rows of a chain that no day has yet, recorded before ``until``; a long chain is read in pages."""
    after, page = head.closed, FIRST_PAGE
    while after < head.seq:
        rows = AuditRow.objects.filter(unit_id=head.unit_id, seq__gt=after).order_by("seq")
        found = list(rows.values_list("seq", "hash", "recorded_at")[:page])
        for seq, row_hash, recorded in found:
            if recorded >= until:
                return
            yield seq, row_hash
        if len(found) < page:
            return
        after, page = found[-1][0], PAGE


def _tell(run: Run, made: DayRoot, mail: Mail | None, address: str) -> None:
    assert mail is not None
    payload = {
        "unit": mail.unit, "day": f"{made.day:%d/%m/%Y}", "size": made.size, "root": made.root,
        "statement": statements.root_text(made), "signature": made.signature, "link": f"{mail.url}/minh-chung/",
    }  # fmt: skip
    run.tell(mail.unit_id, made.id, "email", address, "day_root", payload)
