"""Acts about people and the office itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from thanthien.core.actors import Actor, Role
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.org.models import Office, Position, Staff, Unit


@dataclass(frozen=True, slots=True)
class Done:
    """The record that was made or changed."""

    id: str


def _may_administer(actor: Actor, unit_id: UUID) -> None:
    if actor.kind != "system" and not (actor.unit_id == unit_id and Role.ADMIN in actor.roles):
        raise NotThere


@command("staff.add")
def add_staff(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, login: str, name: str, password: str,
    phone: str = "", address_as: str = "anh/chị",
) -> Done:  # fmt: skip
    """Enter a person who will sign in; they can do nothing until they hold a position."""
    _may_administer(actor, unit_id)
    login, name = clean(login).lower(), clean(name)
    if not login or not name:
        raise Refused("Điền tên đăng nhập và họ tên.", "login")
    if Staff.objects.filter(login=login).exists():
        raise Refused(f"Tên đăng nhập {login} đã có người dùng. Chọn tên khác.", "login")
    staff = Staff(login=login, name=name, phone=phone, address_as=address_as)
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "password") from error
    staff.set_password(password)
    staff.save(force_insert=True)
    run.audit(unit_id, ("staff", staff.id), {}, {"login": login, "name": name})
    return Done(str(staff.id))


@command("position.give")
def give_position(
    run: Run, *, actor: Actor, now: datetime, unit_id: UUID, staff_id: UUID, role: str, title: str,
    valid_from: date, counter: str = "",
) -> Done:  # fmt: skip
    """Let a person hold a position (chức danh) in a unit from a day on."""
    _may_administer(actor, unit_id)
    if role not in set(Role):
        raise Refused("Vai trò này không có trong danh mục.", "role")
    position = Position(
        unit_id=unit_id, staff_id=staff_id, role=role, title=clean(title), counter=counter, valid_from=valid_from
    )
    position.save(force_insert=True)
    run.audit(
        unit_id, ("position", position.id), {"role": role, "from": valid_from.isoformat(), "staff": str(staff_id)}
    )
    return Done(str(position.id))


@command("position.end")
def end_position(run: Run, *, actor: Actor, now: datetime, position_id: UUID, valid_to: date) -> Done:
    """End a position; from ``valid_to`` on (that day included) its rights are gone."""
    position = Position.objects.filter(id=position_id).first()
    if position is None:
        raise NotThere
    _may_administer(actor, position.unit_id)
    if valid_to < position.valid_from:
        raise Refused("Ngày thôi giữ chức danh sớm hơn ngày nhận.", "valid_to")
    position.valid_to = valid_to
    position.save(update_fields=["valid_to"])
    run.audit(position.unit_id, ("position", position.id), {"to": valid_to.isoformat()})
    return Done(str(position.id))


@command("office.set")
def set_office(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, values: dict[str, Any]) -> Done:
    """Change a commune's own settings (address, hours, online filing, e-identifier)."""
    _may_administer(actor, unit_id)
    known = {field.name for field in Office._meta.fields} - {"unit"}
    unknown = set(values) - known
    if unknown or not Unit.objects.filter(id=unit_id).exists():
        raise Refused("Cài đặt này không có.", next(iter(unknown), "unit"))
    office, _ = Office.objects.get_or_create(unit_id=unit_id)
    before = {name: getattr(office, name) for name in values}
    for name, value in values.items():
        setattr(office, name, value)
    office.save(update_fields=list(values))
    run.audit(unit_id, ("office", unit_id), {"old": before, "new": values})
    return Done(str(unit_id))
