"""What a commune says of itself."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from thanthien.core import counters
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import Refused
from thanthien.core.text import clean
from thanthien.org.commands.done import Done, may_administer
from thanthien.org.models import Office, Unit


def _check_hours(values: Mapping[str, Any]) -> None:
    """An hour that cannot be read would stop the clock of every dossier of this commune."""
    try:
        sessions = [
            (time.fromisoformat(a), time.fromisoformat(b)) for a, b in values.get("hours", {}).get("sessions", [])
        ]
        time.fromisoformat(values.get("apology_hour", "15:00"))
    except (TypeError, ValueError, AttributeError) as error:
        raise Refused("Giờ ghi theo dạng 07:30.", "apology_hour" if "apology_hour" in values else "hours") from error
    edges = [edge for session in sessions for edge in session]
    if edges != sorted(set(edges)):
        raise Refused("Giờ làm việc phải nối tiếp nhau: mở cửa trước, đóng cửa sau.", "hours")


@command("office.set")
def set_office(run: Run, *, actor: Actor, now: datetime, unit_id: UUID, values: dict[str, Any]) -> Done:
    """Change a commune's own settings (address, hours, online filing, e-identifier)."""
    may_administer(actor, unit_id)
    known = {field.name for field in Office._meta.fields} - {"unit"}
    unknown = set(values) - known
    if unknown or not Unit.objects.filter(id=unit_id).exists():
        raise Refused("Cài đặt này không có.", next(iter(unknown), "unit"))
    values = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    _check_hours(values)
    for name, value in values.items():
        limit = getattr(Office._meta.get_field(name), "max_length", None)
        if limit is not None and len(str(value)) > limit:
            raise Refused(f"Chỗ này nhận đến {limit} chữ cái. Rút gọn giúp.", name)
    office, _ = Office.objects.get_or_create(unit_id=unit_id)
    before = {name: getattr(office, name) for name in values}
    for name, value in values.items():
        setattr(office, name, value)
    office.save(update_fields=list(values))
    run.number(unit_id, counters.PUBLISHED)
    run.audit(unit_id, ("office", unit_id), {"old": before, "new": values})
    return Done(str(unit_id))
