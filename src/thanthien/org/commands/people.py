"""Acts about people and their positions."""

from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from thanthien.core import db
from thanthien.core.actors import Actor, Role
from thanthien.core.clock import local
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.org import guards
from thanthien.org.access import person_here, staff_by_login
from thanthien.org.access.people import holds_elsewhere
from thanthien.org.commands.done import Done, may_administer
from thanthien.org.models import Position, Staff


def _password(staff: Staff, password: str) -> None:
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "password") from error
    staff.set_password(password)


def _add(run: Run, unit_id: UUID, login: str, name: str, password: str, phone: str, address_as: str) -> Staff:
    login, name = clean(login).lower()[:61], clean(name)[:121]
    if not login or not name:
        raise Refused("Điền tên đăng nhập và họ tên.", "login")
    if len(login) > 60 or len(name) > 120:
        raise Refused("Tên đăng nhập nhận đến 60 chữ cái, họ tên đến 120.", "login" if len(login) > 60 else "name")
    if Staff.objects.filter(login=login).exists():
        raise Refused(f"Tên đăng nhập {login} đã có người dùng. Chọn tên khác.", "login")
    staff = Staff(login=login, name=name, phone=clean(phone)[:20], address_as=clean(address_as)[:12])
    if password:
        _password(staff, password)
    else:
        staff.set_unusable_password()  # an invitation lets them choose their own
    staff.save(force_insert=True)
    run.audit(unit_id, ("staff", staff.id), {}, {"login": login, "name": name}, act="staff.add")
    return staff


def _give(run: Run, unit_id: UUID, staff_id: UUID, role: str, title: str, valid_from: date, counter: str) -> Position:
    if role not in set(Role):
        raise Refused("Vai trò này không có trong danh mục.", "role")
    title, counter = clean(title), clean(counter)
    if len(title) < 2 or len(title) > 120:
        raise Refused("Ghi chức danh, ngắn hơn 120 chữ cái.", "title")
    if len(counter) > 30:
        raise Refused("Tên quầy nhận đến 30 chữ cái.", "counter")
    guards.ask_giving(guards.Giving(staff_id, unit_id, role, valid_from))
    position = Position(
        unit_id=unit_id, staff_id=staff_id, role=role, title=title, counter=counter, valid_from=valid_from
    )
    position.save(force_insert=True)
    about = {"role": role, "from": valid_from.isoformat(), "staff": str(staff_id)}
    run.audit(unit_id, ("position", position.id), about, act="position.give")
    return position


@command("staff.add")
def add_staff(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, login: str, name: str, password: str = "",
    phone: str = "", address_as: str = "anh/chị",
) -> Done:  # fmt: skip
    """Enter a person who will sign in; they can do nothing until they hold a position."""
    may_administer(actor, unit_id)
    return Done(str(_add(run, unit_id, login, name, password, phone, address_as).id))


@command("staff.appoint")
def appoint(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, login: str, name: str, role: str, title: str,
    valid_from: date, password: str = "", phone: str = "", address_as: str = "anh/chị", counter: str = "",
) -> Done:  # fmt: skip
    """Enter a person together with the first position, so that nobody is left outside every unit."""
    may_administer(actor, unit_id)
    staff = _add(run, unit_id, login, name, password, phone, address_as)
    _give(run, unit_id, staff.id, role, title, valid_from, counter)
    return Done(str(staff.id))


@command("staff.own_password")
def own_password(run: Run, *, actor: Actor, now: datetime, old: str, new: str) -> Done:
    """Change one's own password; whoever stands at an open screen does not know the old one."""
    staff = Staff.objects.filter(id=UUID(actor.id), is_active=True).first() if actor.kind == "staff" else None
    if staff is None or actor.unit_id is None:
        raise NotThere
    if not staff.check_password(old):
        raise Refused("Mật khẩu đang dùng chưa đúng.", "old", "wrong-password")
    _password(staff, new)
    staff.save(update_fields=["password"])
    run.audit(actor.unit_id, ("staff", staff.id), {})
    return Done(str(staff.id))


@command("position.give")
def give_position(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID, role: str, title: str,
    valid_from: date, counter: str = "",
) -> Done:  # fmt: skip
    """Let a person hold a position (chức danh) in a unit from a day on."""
    may_administer(actor, unit_id)
    staff = person_here(actor, unit_id, staff_id, local(now).date())
    return Done(str(_give(run, unit_id, staff.id, role, title, valid_from, counter).id))


@command("position.second")
def give_second_post(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, login: str, role: str, title: str, valid_from: date,
    counter: str = "",
) -> Done:  # fmt: skip
    """Let somebody who works elsewhere hold a position here, too, or one more of them.

    They are known by the name they sign in with, which they tell the administrator themselves.
    """
    may_administer(actor, unit_id)
    day = local(now).date()
    staff = staff_by_login(clean(login).lower())
    if staff is None or not holds_elsewhere(staff.id, day, unit_id):
        raise Refused("Không có ai đang làm ở nơi khác dùng tên đăng nhập này. Hỏi lại người ấy.", "login")
    if not staff.has_usable_password():  # who holds the invitation made there would open the post given here
        raise Refused("Người này chưa đặt mật khẩu ở nơi đang làm. Đặt xong mới giao chức danh ở đây được.", "login")
    if Position.objects.filter(_open_after(day), unit_id=unit_id, staff_id=staff.id, role=role).exists():
        raise Refused("Người này đang giữ vai trò ấy ở đây rồi.", "role")
    return Done(str(_give(run, unit_id, staff.id, role, title, valid_from, counter).id))


@command("position.end")
def end_position(run: Run, *, actor: Actor, now: datetime, position_id: UUID, valid_to: date) -> Done:
    """End a position; from ``valid_to`` on (that day included) its rights, and those it lent, are gone."""
    position = Position.objects.filter(id=position_id).first()
    if position is None:
        raise NotThere
    may_administer(actor, position.unit_id)
    _end(run, position, valid_to, now)
    return Done(str(position.id))


@command("staff.deactivate")
def deactivate(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID) -> Done:
    """Close somebody's account today: they hold nothing and sign in nowhere, and what they did keeps their name."""
    may_administer(actor, unit_id)
    day = local(now).date()
    staff = person_here(actor, unit_id, staff_id, day)
    if actor.id == str(staff_id):
        raise Refused("Anh/chị không tự khóa tài khoản của mình. Nhờ người quản trị khác.")
    if not staff.is_active:
        raise Refused("Tài khoản này đã khóa rồi.")
    held = Position.objects.filter(_open_after(day), unit_id=unit_id, staff_id=staff_id)
    for position in held.order_by("id"):
        _end(run, position, max(day, position.valid_from), now)
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    run.audit(unit_id, ("staff", staff.id), {})
    return Done(str(staff.id))


@command("staff.reactivate")
def reactivate(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID) -> Done:
    """Open a closed account again; what it may do comes with the next position."""
    may_administer(actor, unit_id)
    staff = person_here(actor, unit_id, staff_id, local(now).date())
    if staff.is_active:
        raise Refused("Tài khoản này đang mở.")
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    run.audit(unit_id, ("staff", staff.id), {})
    return Done(str(staff.id))


def _open_after(day: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)


def _end(run: Run, position: Position, valid_to: date, now: datetime) -> None:
    # Two administrators who end each other in the same second: the second one sees what the first did.
    list(db.lock(Position.objects.filter(unit_id=position.unit_id, role=position.role).order_by("id")))
    position.refresh_from_db()
    if position.valid_to is not None and position.valid_to <= local(now).date():
        raise Refused("Chức danh này đã thôi từ trước.", "valid_to")
    if valid_to < position.valid_from:
        raise Refused("Ngày thôi giữ chức danh sớm hơn ngày nhận.", "valid_to")
    if position.role == Role.ADMIN and not _others(position, valid_to):
        raise Refused("Xã phải còn ít nhất một người quản trị. Giao cho người khác trước.", "valid_to")
    guards.ask(guards.Ending(position.id, position.staff_id, position.unit_id, position.role, valid_to, now))
    position.valid_to = valid_to
    position.save(update_fields=["valid_to"])
    run.audit(position.unit_id, ("position", position.id), {"to": valid_to.isoformat()}, act="position.end")


def _others(position: Position, day: date) -> bool:
    """Tell whether somebody else holds the role that day and for good: one who leaves later is no safety."""
    same = Position.objects.filter(unit_id=position.unit_id, role=position.role, staff__is_active=True)
    return same.filter(valid_from__lte=day, valid_to__isnull=True).exclude(id=position.id).exists()
