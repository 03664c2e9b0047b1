"""The escrow: made by an officer for two others, opened by these two only, and never for their own eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.petitions.sealed import access, box
from thanthien.petitions.sealed.limits import ESCROW_REASONS, OPENING_LIFE
from thanthien.petitions.sealed.models import (
    EscrowOpening,
    EscrowShare,
    Kind,
    SealedEscrow,
    SealedKey,
    SealedWrap,
)
from thanthien.petitions.sealed.opening import Opened

BROKEN_HALF = "Nửa khóa của anh/chị trong máy không mở được nữa. Đã có ai sửa trong máy, báo người phụ trách."


@dataclass(frozen=True, slots=True)
class Done:
    """The escrow or the opening; ``records`` is how many cases got a further way to be read."""

    id: str
    records: int = 0


@command("sealed.make_escrow")
@sensitive_variables("opened", "private", "first", "second")
def make_escrow(run: Run, *, actor: Actor, now: datetime, keepers: Mapping[UUID, str], opened: Opened) -> Done:
    """Make a new escrow key for two persons and seal to it what the actor can open.

    An older escrow ends when the new one reaches all that it reached; otherwise it stays, for those cases alone.

    ``keepers``: the key of each with the eight letters that its owner reads from the sheet. Whoever took an account
    over has a key under its name, too, and only the letters tell. Raises :class:`Refused` unless they fit, and unless
    the two are different persons at work here who have keys and are not officers.
    """
    mine = access.officer(actor, now)
    if not mine.holds or mine.key is None or mine.key.id != opened.key_id:
        raise NotThere
    two = _two(actor, now, keepers)
    private, public = box.new_pair()
    old = access.escrows(actor.scope)
    made = SealedEscrow(id=uuid7(), unit_id=actor.scope, public=public, made_at=now)
    made.save(force_insert=True)
    for key, half in zip(two, box.split(private), strict=True):
        run.add(EscrowShare(unit_id=actor.scope, escrow_id=made.id, key_id=key.id, box=box.wrap(half, key.public)))
    count = _seal_old_ones(run, opened, made)
    run.flush()
    for one in old:
        _end_if_covered(one, made, now)
    run.audit(actor.scope, ("sealed_escrow", made.id), {"rows": count, "keys": sorted(str(key.id) for key in two)})
    return Done(str(made.id), count)


def _end_if_covered(old: SealedEscrow, new: SealedEscrow, now: datetime) -> None:
    ways = access.wraps(new.unit_id)
    reached = ways.filter(escrow=new).values("record_id")
    if not ways.filter(escrow=old).exclude(record__kind=Kind.DRILL).exclude(record_id__in=reached).exists():
        old.ended_at = now
        old.save(update_fields=["ended_at"])


def _two(actor: Actor, now: datetime, keepers: Mapping[UUID, str]) -> list[SealedKey]:
    day = local(now).date()
    officers = {one.staff_id for one in access.officers(actor.scope, day)}
    rows = access.keys(actor.scope).filter(id__in=keepers).select_related("staff").order_by("id")
    two = [key for key in rows if key.staff_id not in officers and access.may_keep(key, day)]
    if len(two) != 2:
        raise Refused("Chọn hai người khác nhau đã lập khóa riêng và không giữ hồ sơ niêm phong.", "first", "two")
    for key in two:
        if box.typed_code(keepers[key.id]) != box.typed_code(box.fingerprint(key.public)):
            raise Refused(
                f"Tám chữ này không khớp với khóa của {key.staff.name}. Nhờ đọc lại trên phiếu.", "", "letters"
            )
    return two


@sensitive_variables("opened", "key")
def _seal_old_ones(run: Run, opened: Opened, made: SealedEscrow) -> int:
    rows = access.wraps(made.unit_id).filter(key_id=opened.key_id).exclude(record__kind=Kind.DRILL)
    count = 0
    for record_id, wrapped in rows.values_list("record_id", "box"):
        key = _data_key(run, made.unit_id, record_id, wrapped, opened.private)
        if key is None:
            continue
        sealed = box.wrap(key, made.public)
        run.add(SealedWrap(unit_id=made.unit_id, record_id=record_id, escrow_id=made.id, box=sealed, made_at=run.now))
        count += 1
    return count


@sensitive_variables("private")
def _data_key(run: Run, unit_id: UUID, record_id: UUID, wrapped: box.Stored, private: bytes) -> bytes | None:
    """Return the data key of a case; one that was damaged in the machine is noted and holds up no other case."""
    try:
        return box.unwrap(wrapped, private)
    except box.CannotOpen:
        run.audit(unit_id, ("sealed_record", record_id), act="sealed.broken")
        return None


@command("sealed.ask_escrow")
@sensitive_variables("opened", "half")
def ask_escrow(
    run: Run, *, actor: Actor, now: datetime, escrow_id: UUID, for_key: UUID | None, reason: str, opened: Opened
) -> Done:
    """The first person opens their half and hands it on, sealed to the second person's key. Nothing opens yet.

    ``for_key`` is the officer who is to read; None is a drill. Raises :class:`NotThere` for anybody without a half.
    """
    share = _half(actor, escrow_id, opened)
    if for_key is not None:
        _reader(actor, now, for_key)
        if reason not in ESCROW_REASONS:
            raise Refused("Chọn lý do.", "reason")
    other = next((one.key for one in access.shares(share.escrow) if one.key_id != share.key_id), None)
    if other is None or not access.may_keep(other, local(now).date()):
        raise Refused("Người giữ nửa kia không còn làm ở đây hoặc không còn khóa. Khóa chung này không mở được.")
    try:
        half = box.unwrap(share.box, opened.private)
    except box.CannotOpen as error:
        raise Refused(BROKEN_HALF) from error
    asked = EscrowOpening(
        id=uuid7(), unit_id=actor.scope, escrow=share.escrow, asked_by_id=share.key_id, for_key_id=for_key,
        reason=reason if for_key else "", passed=box.wrap(half, other.public), asked_at=now, until=now + OPENING_LIFE,
    )  # fmt: skip
    run.add(asked)
    run.audit(actor.scope, ("escrow_opening", asked.id), {"sealed_reason": asked.reason} if for_key else {"drill": 1})
    return Done(str(asked.id))


def _half(actor: Actor, escrow_id: UUID, opened: Opened) -> EscrowShare:
    found = next((one for one in access.shares_of(actor) if one.escrow_id == escrow_id), None)
    if found is None or found.key_id != opened.key_id:
        raise NotThere
    return found


def _reader(actor: Actor, now: datetime, key_id: UUID) -> SealedKey:
    """Return the key of an officer of today, vouched for or not: the two persons of the escrow vouch for it."""
    for one in access.officers(actor.scope, local(now).date()):
        if one.key is not None and one.key.id == key_id and one.key.sheet:
            return one.key
    raise Refused("Chọn người đang giữ chức danh và đã lập khóa.", "for_key")


@command("sealed.open_escrow")
@sensitive_variables("opened", "first", "second", "private")
def open_escrow(run: Run, *, actor: Actor, now: datetime, opening_id: UUID, opened: Opened) -> Done:
    """The second person adds their half: the officer named gets a way into every case; these two see no content.

    Raises :class:`NotThere` for the person who asked, for a stranger, for an opening that is over.
    """
    asked = db.lock(access.openings(actor.scope, now).filter(id=opening_id)).first()
    if asked is None:
        raise NotThere
    share = _half(actor, asked.escrow_id, opened)
    if asked.asked_by_id == share.key_id:
        raise NotThere
    try:
        first, second = box.unwrap(asked.passed, opened.private), box.unwrap(share.box, opened.private)
        private = box.joined(first, second)
    except (box.CannotOpen, ValueError) as error:
        raise Refused("Hai nửa này không ghép lại được. Đã có ai sửa trong máy, báo người phụ trách.") from error
    if box.public_of(private) != bytes(share.escrow.public):
        raise Refused("Hai nửa này không ghép thành khóa chung. Đã có ai sửa trong máy, báo người phụ trách.")
    asked.done_at, asked.passed = now, b""
    asked.save(update_fields=["done_at", "passed"])
    count = _drilled(share.escrow, now) if asked.for_key_id is None else _open_all(run, asked, private)
    if asked.for_key_id is None:
        run.audit(actor.scope, ("escrow_opening", asked.id), {"drill": 1})
    return Done(str(asked.id), count)


def _drilled(made: SealedEscrow, now: datetime) -> int:
    made.drilled_at = now
    made.save(update_fields=["drilled_at"])
    return 0


@sensitive_variables("private", "key")
def _open_all(run: Run, asked: EscrowOpening, private: bytes) -> int:
    """Give the named officer every case that the escrow reaches, each with its audit row."""
    reader = _reader(run.actor, run.now, asked.for_key_id or asked.id)
    if reader.vouched_at is None:
        reader.vouched_at, reader.vouched_by_id = run.now, UUID(run.actor.id)
        reader.save(update_fields=["vouched_at", "vouched_by"])
    have = access.wraps(asked.unit_id).filter(key=reader).values("record_id")
    rows = access.wraps(asked.unit_id).filter(escrow_id=asked.escrow_id).exclude(record_id__in=have)
    rows = rows.exclude(record__kind=Kind.DRILL)
    about = {"sealed_reason": asked.reason, "key": str(reader.id), "opening": str(asked.id)}
    count = 0
    for record_id, wrapped in rows.values_list("record_id", "box"):
        key = _data_key(run, asked.unit_id, record_id, wrapped, private)
        if key is None:
            continue
        sealed = box.wrap(key, reader.public)
        run.add(SealedWrap(unit_id=asked.unit_id, record_id=record_id, key=reader, box=sealed, made_at=run.now))
        run.audit(asked.unit_id, ("sealed_record", record_id), about)
        count += 1
    run.audit(asked.unit_id, ("escrow_opening", asked.id), {"rows": count} | about)
    return count
