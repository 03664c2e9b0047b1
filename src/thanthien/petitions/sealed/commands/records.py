"""Making, reading and passing on a sealed case. Each opening is an act with its audit row."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.petitions.sealed import access, box
from thanthien.petitions.sealed.content import Content
from thanthien.petitions.sealed.leaving import hold_all
from thanthien.petitions.sealed.limits import LIMITS, REASONS
from thanthien.petitions.sealed.models import Kind, SealedKey, SealedRecord, SealedWrap
from thanthien.petitions.sealed.opening import Opened

TOO_FEW = (
    "Chưa đủ người giữ khóa: cần hai người có khóa đã được công nhận, hoặc một người và khóa chung hai người."
    " Một người mà quên câu mật khẩu thì mất hồ sơ."
)
BROKEN = "Hồ sơ này không mở được: nội dung trong máy đã bị thay đổi. Việc này đã ghi vào nhật ký."


@dataclass(frozen=True, slots=True)
class Made:
    """A case as its list shows it."""

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Read:
    """An opened case; lives as long as the request. ``broken`` where the ciphertext does not hold."""

    id: str
    content: Content
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """Opened cases of a list."""

    read: Sequence[Read]


def _checked(content: Mapping[str, str]) -> Content:
    """Return exactly the fields that a case has; a longer or an unknown one is refused."""
    for name, limit in LIMITS.items():
        if len(content.get(name, "")) > limit:
            raise Refused(f"Chỗ này nhận đến {limit} chữ cái. Rút gọn giúp.", name)
    if not content.get("title") or set(content) - set(LIMITS):
        raise Refused("Ghi việc gì, trong một câu.", "title")
    return Content({name: content.get(name, "") for name in LIMITS})


def seal_for_all(run: Run, record: SealedRecord, key: bytes, day: date) -> int:
    """Wrap a data key for every holder of the day and for the escrow; return how many ways lead to it."""
    ways = 0
    for one in access.holders(record.unit_id, day):
        assert one.key is not None
        run.add(_wrap(record, run.now, box.wrap(key, one.key.public), key_id=one.key.id))
        ways += 1
    for made in access.sound(record.unit_id, day)[:1]:
        run.add(_wrap(record, run.now, box.wrap(key, made.public), escrow_id=made.id))
        ways += 1
    return ways


def _wrap(record: SealedRecord, now: datetime, sealed: bytes, **whose: UUID) -> SealedWrap:
    return SealedWrap(unit_id=record.unit_id, record_id=record.id, box=sealed, made_at=now, **whose)


@command("sealed.make")
@sensitive_variables("content", "key")
def make(run: Run, *, actor: Actor, now: datetime, kind: str, received_on: date, content: Mapping[str, str]) -> Made:
    """Seal a case to everybody who holds the position and a key today.

    Raises :class:`Refused` (code ``too-few``) unless two ways lead to it: two holders, or one and the escrow.
    There is no field for who sent it (Luật Tố cáo; state secret): neither here nor in the table.
    """
    access.officer(actor, now)
    if kind not in {Kind.DENUNCIATION, Kind.UNSIGNED}:
        raise Refused("Chọn loại đơn.", "kind")
    day = local(now).date()
    if received_on > day:
        raise Refused("Ngày nhận chưa đến.", "received_on")
    record = SealedRecord(
        id=uuid7(), unit_id=actor.scope, code=_new_code(actor.scope), kind=kind, received_on=received_on, made_at=now
    )
    record.body, key = box.seal(_checked(content), record.id)
    hold_all(actor.scope)  # who leaves in this second has gone before it is sealed, or finds that a case needs them
    run.add(record)
    run.flush()
    if seal_for_all(run, record, key, day) < 2:
        raise Refused(TOO_FEW, "", "too-few")
    run.audit(actor.scope, ("sealed_record", record.id))
    return Made(str(record.id), record.code)


def _new_code(unit_id: UUID) -> str:
    while True:
        letters = "".join(secrets.choice(box.ALPHABET[10:]) for _ in range(6))
        code = f"{letters[:3]}-{letters[3:]}"
        if not access.records(unit_id).filter(code=code).exists():
            return code


def _same_person(actor: Actor, now: datetime, opened: Opened) -> None:
    """An opened key works for the person whose it is: the audit row must name who read."""
    key = access.officer(actor, now).key
    if key is None or key.id != opened.key_id:
        raise NotThere


@sensitive_variables()
def _data_key(record_id: UUID, unit_id: UUID, opened: Opened) -> bytes:
    found = access.wraps(unit_id).filter(record_id=record_id, key_id=opened.key_id).first()
    if found is None:
        raise NotThere
    return box.unwrap(found.box, opened.private)


@command("sealed.read")
@sensitive_variables("opened")
def read(run: Run, *, actor: Actor, now: datetime, record_ids: Sequence[UUID], opened: Opened) -> Several:
    """Open cases with the actor's own key: one audit row each, written before anything is shown.

    Raises :class:`NotThere` for a case that was not sealed to this key. A case whose ciphertext was changed or
    moved comes back as ``broken``, with an audit row that says so.
    """
    _same_person(actor, now, opened)
    found = {one.id: one for one in access.readable(actor, now).filter(id__in=record_ids)}
    if set(found) != set(record_ids) or not record_ids:
        raise NotThere
    boxes = access.wraps(actor.scope).filter(record_id__in=record_ids, key_id=opened.key_id)
    wrapped = dict(boxes.values_list("record_id", "box"))
    read_now = [_read(found[one], wrapped.get(one), opened) for one in record_ids]
    for one in read_now:
        run.audit(actor.scope, ("sealed_record", UUID(one.id)), act="sealed.broken" if one.broken else "sealed.read")
    return Several(read_now)


@sensitive_variables()
def _read(record: SealedRecord, wrapped: box.Stored | None, opened: Opened) -> Read:
    if wrapped is None:
        raise NotThere
    try:
        return Read(str(record.id), box.opened(record.body, box.unwrap(wrapped, opened.private), record.id))
    except box.CannotOpen:
        return Read(str(record.id), Content(), broken=True)


@command("sealed.grant")
@sensitive_variables("opened")
def grant(run: Run, *, actor: Actor, now: datetime, record_id: UUID, key_id: UUID, reason: str, opened: Opened) -> Made:
    """Let one more holder of today read a case: only who can open it can do this, and nobody can undo it.

    Raises :class:`NotThere` for a foreign case or key, :class:`Refused` for an unknown reason or a broken case.
    """
    _same_person(actor, now, opened)
    record = access.record(actor, now, record_id)
    if reason not in REASONS:
        raise Refused("Chọn lý do.", "reason")
    theirs = next((one.key for one in access.holders(actor.scope, local(now).date()) if _is(one.key, key_id)), None)
    if theirs is None:
        raise NotThere
    try:
        key = _data_key(record.id, actor.scope, opened)
        box.opened(record.body, key, record.id)
    except box.CannotOpen as error:
        raise Refused(BROKEN, "", "broken") from error
    if not access.wraps(actor.scope).filter(record=record, key=theirs).exists():
        run.add(_wrap(record, now, box.wrap(key, theirs.public), key_id=theirs.id))
    run.audit(actor.scope, ("sealed_record", record.id), {"sealed_reason": reason, "key": str(theirs.id)})
    return Made(str(record.id), record.code)


def _is(key: SealedKey | None, key_id: UUID) -> bool:
    return key is not None and key.id == key_id
