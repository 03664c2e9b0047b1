"""Acts of absence and delegation (ủy quyền): who is away, and who acts for whom meanwhile."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from thanthien.core import db
from thanthien.core.actors import Actor
from thanthien.core.clock import local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.org.access.duty import NEVER_LENT
from thanthien.org.access.people import held_on
from thanthien.org.commands.done import Done, in_order, line
from thanthien.org.models import Absence, AbsenceReason, Delegation, Position
from thanthien.rules.rights import allowed, kinds_of

LONGEST: Final = timedelta(days=366)
_TOO_LONG = "Một lần ghi không quá một năm."


@command("absence.enter")
def enter_absence(
    run: Run, *, actor: Actor, now: datetime, staff_id: UUID, reason: str, valid_from: date, valid_to: date
) -> Done:  # fmt: skip
    """Enter that a person of the actor's unit is away from a day to another (exclusive).

    Everybody enters their own; chair and administrator anybody's. The audit row does not say why.
    """
    if not actor.may("absence.own" if str(staff_id) == actor.id else "absence.change"):
        raise NotThere
    if not Position.objects.filter(held_on(valid_from), unit_id=actor.scope, staff_id=staff_id).exists():
        raise Refused("Ngày ấy người này không giữ chức danh nào ở đơn vị.", "valid_from")
    if reason not in AbsenceReason.values:
        raise Refused("Chọn loại vắng mặt.", "reason")
    in_order(valid_from, valid_to, "valid_to", "Ngày trở lại phải sau ngày bắt đầu vắng.")
    if valid_to - valid_from > LONGEST:
        raise Refused(_TOO_LONG, "valid_to")
    known = db.lock(Absence.objects.filter(unit_id=actor.scope, staff_id=staff_id))
    if any(one.valid_from < valid_to and valid_from < one.valid_to for one in known):
        raise Refused("Đã ghi vắng mặt trong những ngày này.", "valid_from")
    absence = Absence(unit_id=actor.scope, staff_id=staff_id, reason=reason, valid_from=valid_from, valid_to=valid_to)
    absence.save(force_insert=True)
    about = {"staff": str(staff_id), "from": valid_from.isoformat(), "to": valid_to.isoformat()}
    run.audit(actor.scope, ("absence", absence.id), about, {"reason": reason})
    return Done(str(absence.id))


@command("absence.end")
def end_absence(run: Run, *, actor: Actor, now: datetime, absence_id: UUID, valid_to: date) -> Done:
    """Enter that somebody is back sooner; back on the first day means that they never left."""
    absence = db.lock(Absence.objects.filter(id=absence_id, unit_id=actor.scope)).first()
    if absence is None:
        raise NotThere
    if not actor.may("absence.own" if str(absence.staff_id) == actor.id else "absence.change"):
        raise NotThere
    if not absence.valid_from <= valid_to < absence.valid_to:
        raise Refused("Ngày trở lại phải nằm trong những ngày đã ghi vắng.", "valid_to")
    absence.valid_to = valid_to
    absence.save(update_fields=["valid_to"])
    run.audit(actor.scope, ("absence", absence.id), {"to": valid_to.isoformat()})
    return Done(str(absence.id))


@command("delegation.give")
def delegate(
    run: Run, *, actor: Actor, now: datetime, position_id: UUID, delegate_id: UUID, number: str, decided_on: date,
    scope: str, valid_from: date, valid_to: date, kinds: Collection[str] | None = None,
) -> Done:  # fmt: skip
    """Lend the powers of one post to a colleague of the same unit, from a day to another (exclusive).

    The holder lends their own post, the chair any. What was lent is not lent on; the roles of administrator and of
    officer for sealed files are not lent at all; nothing is lent beyond the end of the post. A written decision
    (``number``, ``decided_on``) says what for (``scope``), and ``kinds`` (of ``rules.rights.KINDS``, None: all that the
    role has rights on) binds it; those that the role has no rights on are left out. Raises Refused, and NotThere for
    a post elsewhere.
    """
    position = db.lock(Position.objects.filter(id=position_id, unit_id=actor.scope)).first()
    if position is None:
        raise NotThere
    _may_lend(actor, position)
    _may_take(position, delegate_id, valid_from)
    _dates(position, local(now).date(), valid_from, valid_to)
    if decided_on > valid_from:
        raise Refused("Ngày ký văn bản phải trước hoặc đúng ngày bắt đầu ủy quyền.", "decided_on")
    before = Delegation.objects.filter(position=position, delegate_id=delegate_id)
    if before.filter(valid_from__lt=valid_to, valid_to__gt=valid_from).exists():
        raise Refused("Người này đã được ủy quyền chức danh ấy trong những ngày này.", "delegate")
    lent = Delegation(
        unit_id=position.unit_id, position=position, delegate_id=delegate_id, decided_on=decided_on,
        number=line(number, "number", 60, "Ghi số văn bản ủy quyền."),
        scope=line(scope, "scope", 300, "Ghi nội dung được ủy quyền."), valid_from=valid_from, valid_to=valid_to,
        kinds=_kinds(position, kinds),
    )  # fmt: skip
    lent.save(force_insert=True)
    about = {
        "role": position.role, "position": str(position.id), "staff": str(delegate_id), "number": lent.number,
        "from": valid_from.isoformat(), "to": valid_to.isoformat(),
        "kinds": lent.kinds,
    }  # fmt: skip
    run.audit(position.unit_id, ("delegation", lent.id), about, {"scope": lent.scope})
    return Done(str(lent.id))


@command("delegation.end")
def end_delegation(run: Run, *, actor: Actor, now: datetime, delegation_id: UUID) -> Done:
    """Take lent powers back at once. Whoever lent them may, and the chair; the delegate may give them back."""
    rows = Delegation.objects.filter(id=delegation_id, unit_id=actor.scope).select_related("position")
    lent = db.lock(rows).first()
    if lent is None:
        raise NotThere
    day = local(now).date()
    if str(lent.delegate_id) != actor.id:
        _may_lend(actor, lent.position)
    if lent.valid_to <= day:
        raise Refused("Ủy quyền này đã hết từ trước.")
    lent.valid_to = max(day, lent.valid_from)
    lent.save(update_fields=["valid_to"])
    run.audit(lent.unit_id, ("delegation", lent.id), {"to": lent.valid_to.isoformat()})
    return Done(str(lent.id))


def _may_lend(actor: Actor, position: Position) -> None:
    if position.role in NEVER_LENT:
        raise Refused("Quyền quản trị và quyền mở hồ sơ niêm phong không ủy quyền được.", "position")
    own = actor.own_roles
    if str(position.staff_id) == actor.id and allowed("delegation.give", own):
        return
    if allowed("delegation.direct", own):
        return
    if allowed("delegation.direct", actor.roles):
        raise Refused("Quyền đang được ủy cho mình thì không ủy tiếp cho người khác được.", "position")
    raise NotThere


def _kinds(position: Position, chosen: Collection[str] | None) -> list[str]:
    offered = kinds_of([position.role])
    found = [kind for kind in offered if chosen is None or kind in chosen]
    if not found:
        raise Refused("Chọn ít nhất một loại việc của chức danh này.", "kinds")
    return found


def _may_take(position: Position, delegate_id: UUID, day: date) -> None:
    if position.staff_id == delegate_id:
        raise Refused("Không ủy quyền cho chính người đang giữ chức danh.", "delegate")
    rows = Position.objects.filter(held_on(day), unit_id=position.unit_id, staff_id=delegate_id, staff__is_active=True)
    if not rows.exists():
        raise Refused("Chỉ ủy quyền cho người đang giữ chức danh ở cùng đơn vị.", "delegate")


def _dates(position: Position, today: date, valid_from: date, valid_to: date) -> None:
    if valid_from < today:
        raise Refused("Ủy quyền bắt đầu sớm nhất từ hôm nay.", "valid_from")
    if valid_from < position.valid_from:
        raise Refused("Ngày ấy chức danh này chưa có người giữ.", "valid_from")
    in_order(valid_from, valid_to, "valid_to", "Ngày cuối phải bằng hoặc sau ngày bắt đầu.")
    if valid_to - valid_from > LONGEST:
        raise Refused(_TOO_LONG, "valid_to")
    if position.valid_to is not None and valid_to > position.valid_to:
        raise Refused("Người ủy quyền thôi chức danh trước ngày ấy. Ủy quyền không dài hơn chức danh.", "valid_to")
