"""Roots of other installations: checked against a key that a person entered, kept as received, countersigned.

Two roots of one key for one day, or a root that does not follow the day before, are the very fraud that roots are
sent out to find: they are taken in, kept side by side and marked for everybody to see, never refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from thanthien.core import chain, clock, db
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.models import OtherKey, OtherRoot
from thanthien.core.proof import keys, statements
from thanthien.core.text import clean

TWO_ROOTS, BROKEN = "two_roots", "broken"
HEX = set("0123456789abcdef")
LONGEST = 5000
ONE_DAY = timedelta(days=1)
NOT_A_ROOT = (
    "Đây chưa phải dấu ngày. Tải tệp dấu ngày từ trang “Kiểm tra giấy hẹn” của nơi kia, rồi dán cả tệp vào đây."
)


@dataclass(frozen=True, slots=True)
class Trusted:
    """A key that was entered."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Received:
    """A root that was taken in. ``state``: new, known (held already), two_roots or broken (see ``OtherRoot``)."""

    name: str
    key: str
    day: str
    state: str


def _may(actor: Actor) -> None:
    if actor.kind != "system" and not actor.may("journal.witness"):
        raise NotThere


@command("root.trust")
def trust(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, name: str, public: str) -> Trusted:
    """Enter the public key of another installation: 64 letters of hex, got from there by a way that one trusts."""
    _may(actor)
    name, public = clean(name), "".join(public.split()).lower()
    if not 3 <= len(name) <= 120:
        raise Refused("Ghi tên nơi giữ khóa này, ví dụ: UBND xã Vân Du.", "name")
    if len(public) != 64 or not set(public) <= HEX:
        raise Refused("Khóa công khai gồm 64 chữ số 0-9, a-f. Chép lại cho đủ.", "public")
    found = OtherKey.objects.filter(public=public).first()
    if found is not None:
        raise Refused(f"Khóa này đã ghi rồi, của {found.name}.", "public")
    made = OtherKey(name=name, public=public, key=keys.key_id(bytes.fromhex(public)), entered_at=now)
    if made.key in keys.ours():
        raise Refused("Đây là khóa của chính nơi này.", "public")
    run.add(made)
    run.audit(unit_id, ("other_key", made.id), {"key": made.key, "public": public})
    return Trusted(str(made.id), made.key)


@command("root.receive")
def receive(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, text: str) -> Received:
    """Take in a published root, ``{"statement", "signature"}``; raises :class:`Refused` for what is no signed root."""
    _may(actor)
    statement, signature, said = _read(text)
    other = db.lock(OtherKey.objects.filter(key=said["key"])).first()
    if other is None:
        raise Refused(f"Chưa có khóa {said['key'][:16]}. Ghi khóa công khai của nơi ấy trước.", "text", "unknown-key")
    if not keys.is_signed(statement, signature, bytes.fromhex(other.public)):
        raise Refused(f"Chữ ký không đúng: đây không phải dấu ngày của {other.name}.", "text", "bad-signature")
    day = date.fromisoformat(said["day"])
    if day > clock.local(now).date():
        raise Refused("Ngày trong dấu này chưa đến.", "text", "future")
    row_hash = statements.hash_of(statement)
    held = OtherRoot.objects.filter(other=other, statement_hash=row_hash).first()
    state = "known"
    if held is None:
        held = _kept(other, day, statement, signature, now)
        held.trouble = _trouble(held, said["previous"])
        run.add(held)
        state = held.trouble or "new"
    about = {"key": other.key, "day": day.isoformat(), "statement": row_hash, "state": state}
    run.audit(unit_id, ("other_root", held.id), about)
    return Received(other.name, other.key, day.isoformat(), state)


def _kept(other: OtherKey, day: date, statement: str, signature: str, now: datetime) -> OtherRoot:
    row_hash = statements.hash_of(statement)
    seen = statements.seen_text(other.key, day, row_hash, now)
    return OtherRoot(
        other=other, day=day, statement=statement, statement_hash=row_hash, signature=signature, received_at=now,
        seen=seen, seen_key=keys.present(), seen_signature=keys.sign(seen),
    )  # fmt: skip


def _read(text: str) -> tuple[str, str, Mapping[str, Any]]:
    try:
        given = json.loads(text) if len(text) <= LONGEST else {}
        statement, signature = str(given["statement"]), str(given["signature"])
        said = json.loads(statement)
        named = {name: said[name] for name in ("day", "key", "previous", "root", "type")}
        right = all(isinstance(value, str) for value in named.values()) and said["type"] == statements.ROOT
        date.fromisoformat(said["day"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Refused(NOT_A_ROOT, "text", "not-a-root") from error
    if not right or chain.canonical(said) != statement:
        raise Refused(NOT_A_ROOT, "text", "not-a-root")
    return statement, signature, said


def _trouble(made: OtherRoot, previous: str) -> str:
    """Hold a new root against those held of the same key; both of a pair that contradict each other are marked."""
    held = OtherRoot.objects.filter(other=made.other)
    if held.filter(day=made.day).update(trouble=TWO_ROOTS):
        return TWO_ROOTS
    before = held.filter(day=made.day - ONE_DAY)
    if before.exists() and not before.filter(statement_hash=previous).exists():
        return BROKEN
    after = held.filter(day=made.day + ONE_DAY)
    broken = [one.id for one in after if json.loads(one.statement)["previous"] != made.statement_hash]
    return BROKEN if held.filter(id__in=broken).update(trouble=BROKEN) else ""


def entered() -> list[OtherKey]:
    """Return the keys of other installations."""
    return list(OtherKey.objects.order_by("name", "key"))


def kept(most: int) -> list[OtherRoot]:
    """Return the roots received last; those in trouble stand first."""
    found = OtherRoot.objects.select_related("other")
    wrong = list(found.exclude(trouble="").order_by("-day")[:most])
    return [*wrong, *found.filter(trouble="").order_by("-day", "-received_at")[:most]]
