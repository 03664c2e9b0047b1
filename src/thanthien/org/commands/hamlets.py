"""Acts about hamlets, their heads and the residents' groups. Names of people stay out of the lasting audit data."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.org.access.hamlets import standing_on
from thanthien.org.commands.done import Done, line, may, number
from thanthien.org.models import Hamlet, HamletHead, HamletKind, ResidentGroup, Unit
from thanthien.org.unit_names import fold_name

_CHANGE = "hamlet.change"


@command("hamlet.add")
def add_hamlet(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, kind: str, name: str, valid_from: date, decision: str = "",
) -> Done:  # fmt: skip
    """Enter a hamlet of a commune that stands from a day on."""
    may(actor, unit_id, _CHANGE)
    hamlet = _new(unit_id, kind, name, valid_from, decision, except_for=())
    hamlet.save(force_insert=True)
    run.audit(unit_id, ("hamlet", hamlet.id), _about(hamlet))
    return Done(str(hamlet.id))


@command("hamlet.replace")
def replace_hamlets(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, old: Sequence[UUID], kind: str, name: str,
    valid_from: date, decision: str,
) -> Done:  # fmt: skip
    """Let one hamlet take the place of one (a new name or kind) or of several (a merger) from a day on.

    A hamlet that only changes its name keeps head and groups; a merged one elects its head anew and keeps the groups.
    """
    may(actor, unit_id, _CHANGE)
    before = [_locked(unit_id, key) for key in sorted(set(old))]
    if not before:
        raise Refused("Chọn ít nhất một thôn được thay.", "old")
    decision = line(decision, "decision", 120, "Ghi số và ngày nghị quyết hoặc quyết định.")
    hamlet = _new(unit_id, kind, name, valid_from, decision, except_for=[one.id for one in before])
    hamlet.save(force_insert=True)
    for one in before:
        heads, groups = _close(one, valid_from, decision, hamlet)
        for row in [*(heads if len(before) == 1 else ()), *groups]:
            _moved(row, hamlet, valid_from).save(force_insert=True)
        run.audit(unit_id, ("hamlet", one.id), {"to": valid_from.isoformat(), "successor": str(hamlet.id)})
    run.audit(unit_id, ("hamlet", hamlet.id), _about(hamlet))
    return Done(str(hamlet.id))


@command("hamlet.end")
def end_hamlet(
    run: Run, *, actor: Actor, now: datetime, hamlet_id: UUID, valid_to: date, decision: str
) -> Done:  # fmt: skip
    """End a hamlet without a single successor (divided, moved to another commune); head and groups end with it."""
    unit_id = _unit_of(Hamlet, hamlet_id, actor)
    decision = line(decision, "decision", 120, "Ghi số và ngày nghị quyết hoặc quyết định.")
    _close(_locked(unit_id, hamlet_id), valid_to, decision, None)
    run.audit(unit_id, ("hamlet", hamlet_id), {"to": valid_to.isoformat()})
    return Done(str(hamlet_id))


@command("hamlet.head")
def name_head(
    run: Run, *, actor: Actor, now: datetime, hamlet_id: UUID, name: str, phone: str, valid_from: date
) -> Done:  # fmt: skip
    """Enter who heads a hamlet from a day on; whoever headed it before ends that day."""
    unit_id = _unit_of(Hamlet, hamlet_id, actor)
    hamlet = _locked(unit_id, hamlet_id)
    _within(hamlet, valid_from)
    name = line(name, "name", 120, "Điền họ và tên.")
    before = HamletHead.objects.filter(standing_on(valid_from), hamlet=hamlet).first()
    later = HamletHead.objects.filter(hamlet=hamlet, valid_from__gte=valid_from).exists()
    if later:
        raise Refused("Đã có người nhận từ ngày này hoặc sau đó. Xem lại ngày.", "valid_from")
    if before is not None:
        before.valid_to = valid_from
        before.save(update_fields=["valid_to"])
    head = HamletHead(unit_id=unit_id, hamlet=hamlet, name=name, phone=number(phone), valid_from=valid_from)
    head.save(force_insert=True)
    run.audit(unit_id, ("hamlet_head", head.id), {"from": valid_from.isoformat()}, {"name": name, "phone": head.phone})
    return Done(str(head.id))


@command("hamlet.head_end")
def end_head(run: Run, *, actor: Actor, now: datetime, head_id: UUID, valid_to: date) -> Done:
    """Let the head of a hamlet leave before anybody follows."""
    unit_id = _unit_of(HamletHead, head_id, actor)
    _leave(HamletHead.objects.get(id=head_id), valid_to)
    run.audit(unit_id, ("hamlet_head", head_id), {"to": valid_to.isoformat()})
    return Done(str(head_id))


@command("hamlet.group")
def add_group(
    run: Run, *, actor: Actor, now: datetime, hamlet_id: UUID, name: str, leader: str, phone: str, valid_from: date
) -> Done:  # fmt: skip
    """Enter a self-management group (tổ tự quản) of a hamlet with its leader."""
    unit_id = _unit_of(Hamlet, hamlet_id, actor)
    hamlet = _locked(unit_id, hamlet_id)
    _within(hamlet, valid_from)
    name, leader = line(name, "name", 120, "Ghi tên tổ."), line(leader, "leader", 120, "Điền họ tên tổ trưởng.")
    if any(clean(one.name).lower() == name.lower() for one in hamlet.groups.filter(standing_on(valid_from))):
        raise Refused("Thôn này đã có tổ tên như vậy.", "name")
    group = ResidentGroup(
        unit_id=unit_id, hamlet=hamlet, name=name, leader=leader, phone=number(phone), valid_from=valid_from
    )
    group.save(force_insert=True)
    detail = {"name": name, "leader": leader, "phone": group.phone}
    run.audit(unit_id, ("resident_group", group.id), {"from": valid_from.isoformat()}, detail)
    return Done(str(group.id))


@command("hamlet.group_end")
def end_group(run: Run, *, actor: Actor, now: datetime, group_id: UUID, valid_to: date) -> Done:
    """End a group; one with a new leader is ended and entered again, so that the old leader's time stays on record."""
    unit_id = _unit_of(ResidentGroup, group_id, actor)
    _leave(ResidentGroup.objects.get(id=group_id), valid_to)
    run.audit(unit_id, ("resident_group", group_id), {"to": valid_to.isoformat()})
    return Done(str(group_id))


def _about(hamlet: Hamlet) -> dict[str, str]:
    return {"kind": hamlet.kind, "named": hamlet.name, "from": hamlet.valid_from.isoformat()}


def _unit_of(model: type[Hamlet | HamletHead | ResidentGroup], key: UUID, actor: Actor) -> UUID:
    row = model.objects.filter(id=key).values_list("unit_id", flat=True).first()
    if row is None:
        raise NotThere
    may(actor, row, _CHANGE)
    return row


def _locked(unit_id: UUID, hamlet_id: UUID) -> Hamlet:
    hamlet = db.lock(Hamlet.objects.filter(id=hamlet_id, unit_id=unit_id)).first()
    if hamlet is None:
        raise NotThere
    if hamlet.valid_to is not None:
        raise Refused(f"{str(hamlet).capitalize()} đã có ngày thôi.", "old")
    return hamlet


def _new(
    unit_id: UUID, kind: str, name: str, valid_from: date, decision: str, except_for: Sequence[UUID]
) -> Hamlet:  # fmt: skip
    if kind not in HamletKind.values:
        raise Refused("Loại này không có trong danh mục.", "kind")
    name = line(name, "name", 60, "Ghi tên, không kèm chữ thôn, bản.")
    if not Unit.objects.filter(id=unit_id, level="commune").exists():
        raise Refused("Chỉ xã, phường, đặc khu mới có thôn, bản, tổ dân phố.", "name")
    folded = fold_name(name)
    same = Hamlet.objects.filter(unit_id=unit_id, kind=kind, name_fold=folded, valid_to__isnull=True)
    if any(one.name.lower() == name.lower() for one in same.exclude(id__in=except_for)):
        raise Refused("Xã đã có thôn tên như vậy.", "name")
    return Hamlet(
        unit_id=unit_id, kind=kind, name=name, name_fold=folded, valid_from=valid_from,
        decision=line(decision, "decision", 120, ""),
    )  # fmt: skip


def _within(hamlet: Hamlet, day: date) -> None:
    if day < hamlet.valid_from:
        raise Refused("Ngày này sớm hơn ngày có thôn.", "valid_from")


def _leave(row: HamletHead | ResidentGroup, day: date) -> None:
    if row.valid_to is not None:
        raise Refused("Đã ghi ngày thôi từ trước.", "valid_to")
    if day <= row.valid_from:
        raise Refused("Ngày thôi phải sau ngày nhận.", "valid_to")
    row.valid_to = day
    row.save(update_fields=["valid_to"])


def _close(
    hamlet: Hamlet, day: date, decision: str, successor: Hamlet | None
) -> tuple[list[HamletHead], list[ResidentGroup]]:
    """End a hamlet with its head and groups; return those who were there until then."""
    if day <= hamlet.valid_from:
        raise Refused("Ngày thôi phải sau ngày có thôn.", "valid_to" if successor is None else "valid_from")
    heads, groups = list(hamlet.heads.filter(standing_on(day))), list(hamlet.groups.filter(standing_on(day)))
    rows: list[HamletHead | ResidentGroup] = [*heads, *groups]
    for row in rows:
        row.valid_to = max(day, row.valid_from)
        row.save(update_fields=["valid_to"])
    hamlet.valid_to, hamlet.ended_by, hamlet.successor = day, decision, successor
    hamlet.save(update_fields=["valid_to", "ended_by", "successor"])
    return heads, groups


def _moved(row: HamletHead | ResidentGroup, hamlet: Hamlet, day: date) -> HamletHead | ResidentGroup:
    kept = {"unit_id": hamlet.unit_id, "hamlet": hamlet, "name": row.name, "phone": row.phone, "valid_from": day}
    return ResidentGroup(leader=row.leader, **kept) if isinstance(row, ResidentGroup) else HamletHead(**kept)
