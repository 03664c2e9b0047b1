"""What is looked at in a readiness review: a province's own list by date, and items of a commune's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, fold
from thanthien.programme.access import readiness as access
from thanthien.programme.commands.programme import Done, Ruling
from thanthien.programme.models import Checklist, OwnItem
from thanthien.programme.readiness_queries import to_change
from thanthien.rules.checklist import GROUPS

MOST_ITEMS: Final = 150
MOST_OWN: Final = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as typed: ``code`` of a known one (its words may change), "" for a new one."""

    group: str
    text: str
    code: str = ""


@command("readiness.set")
def set_list(
    run: Run, *, actor: Actor, now: datetime, valid_from: date, ruling: Ruling, asked: Sequence[Asked],
) -> Done:  # fmt: skip
    """Give the communes below a list of their level's own from a day on; reviews already begun keep theirs.

    A known item keeps its code when its words are changed, so that reviews stay comparable. Raises :class:`Refused`
    for an empty list, an item twice, a day before the decision, a day that has a list already.
    """
    if actor.unit_id is None or not actor.may("readiness.set"):
        raise NotThere
    decided = ruling.checked(clock.local(now).date())
    if valid_from < decided.on:
        raise Refused("Danh mục áp dụng từ ngày ban hành trở đi.", "valid_from")
    if access.checklists(actor).filter(valid_from=valid_from).exists():
        raise Refused("Ngày ấy đã có danh mục. Chọn ngày khác.", "valid_from", "there")
    rows = _numbered(actor.unit_id, decided, asked, valid_from)
    row = Checklist(
        unit_id=actor.unit_id, valid_from=valid_from, number=decided.number, issued_on=decided.on,
        issuer=decided.issuer, items=rows,
    )  # fmt: skip
    row.save(force_insert=True)
    about = {"number": decided.number, "rows": len(rows), "from": valid_from.isoformat()}
    run.audit(actor.unit_id, ("checklist", row.id), about)
    return Done(str(row.id))


def _numbered(unit_id: UUID, decided: Ruling, asked: Sequence[Asked], on: date) -> list[dict[str, Any]]:
    """Return the rows of a list; what is new gets a code that no list of this level has had."""
    known = {one.code: one for one in to_change(unit_id, on)}
    checked = [(one, clean(one.text)) for one in asked if clean(one.text)]
    _check(text for _, text in checked)
    used = {row["code"] for made in access.made_by(unit_id) for row in made.items}
    fresh = 1 + max((int(code[1:]) for code in used if code[:1] == "t" and code[1:].isdigit()), default=0)
    rows: list[dict[str, Any]] = []
    for one, text in checked:
        if one.group not in GROUPS or (one.code and one.code not in known):
            raise Refused("Danh mục vừa thay đổi. Mở lại trang rồi sửa tiếp.", "", "unknown")
        before, code = known.get(one.code), one.code
        if before is None:
            code, fresh = f"t{fresh}", fresh + 1
        same = before is not None and before.text == text
        rows.append({
            "code": code, "group": one.group, "text": text, "hint": before.hint if before else "",
            "source": before.source if before and same else decided.number,
        })  # fmt: skip
    return rows


def _check(texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if not 5 <= len(text) <= 300:
            raise Refused(f"Mỗi mục dài từ 5 đến 300 chữ cái. Xem lại mục “{text[:40]}”.", "", "length")
        if fold(text) in seen:
            raise Refused(f"Mục “{text[:60]}” có hai lần.", "", "twice")
        seen.add(fold(text))
    if not 1 <= len(seen) <= MOST_ITEMS:
        raise Refused(f"Danh mục có từ 1 đến {MOST_ITEMS} mục.", "", "empty")


@command("readiness.own_add")
def add_own(run: Run, *, actor: Actor, now: datetime, group: str, text: str) -> Done:
    """Add an item of the commune's own; it is asked from the next review on. Raises :class:`Refused` as said there."""
    if actor.unit_id is None or not actor.may("readiness.change"):
        raise NotThere
    row = put_own(actor.unit_id, group, text)
    run.audit(actor.unit_id, ("own_item", row.id), {"kind": row.group})
    return Done(str(row.id))


def put_own(unit_id: UUID, group: str, text: str, source: str = "") -> OwnItem:
    """Write an own item inside the caller's act; raises :class:`Refused` for no words, twice the same, too many."""
    words, there = clean(text), list(access.own_items(unit_id))
    if group not in GROUPS:
        raise Refused("Chọn nhóm của mục này.", "group")
    if not 5 <= len(words) <= 300:
        raise Refused("Ghi mục cần rà soát, từ 5 đến 300 chữ cái.", "text")
    if fold(words) in {fold(one.text) for one in there}:
        raise Refused("Xã đã có mục này.", "text", "twice")
    if len(there) >= MOST_OWN:
        raise Refused(f"Xã có nhiều nhất {MOST_OWN} mục riêng. Bỏ bớt một mục trước.", "", "full")
    row = OwnItem(unit_id=unit_id, group=group, text=words, source=source[:300])
    row.save(force_insert=True)
    return row


@command("readiness.own_drop")
def drop_own(run: Run, *, actor: Actor, now: datetime, item_id: UUID) -> Done:
    """Drop an own item; reviews that asked it keep it."""
    row = access.own_item(actor, item_id, lock=True)
    row.dropped_on = clock.local(now).date()
    row.save(update_fields=["dropped_on"])
    run.audit(row.unit_id, ("own_item", row.id), {"kind": row.group})
    return Done(str(row.id))
