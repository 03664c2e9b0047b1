"""Acts about the launch day: set it, its programme and guests, hold it with what shows it, take it back."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.programme.access import launch as access
from thanthien.programme.commands.artefacts import note, withdraw
from thanthien.programme.commands.programme import Done
from thanthien.programme.models import Launch, LaunchGuest, LaunchItem
from thanthien.rules import launch as rule

FARTHEST_DAYS: Final = 366
MOST_ITEMS: Final = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A launch day as typed."""

    title: str
    on: date
    begins: time
    ends: time
    place: str
    aims: str = ""


@command("launch.set")
def set_day(run: Run, *, actor: Actor, now: datetime, day: Day, launch_id: UUID | None = None) -> Done:
    """Set the launch day, or move it; one ahead at a time. Raises :class:`Refused` for a day in the past or hours
    that are none; a launch that is held or cancelled is not moved."""
    if actor.unit_id is None or not actor.may("launch.change"):
        raise NotThere
    row = _open(actor, launch_id) if launch_id else Launch(unit_id=actor.unit_id)
    if not launch_id and access.launches(actor).filter(held_on__isnull=True, cancelled_on__isnull=True).exists():
        raise Refused("Xã đã có một ngày ra mắt chưa diễn ra. Sửa ngày ấy, hoặc thôi ngày ấy trước.", "on", "one-ahead")
    _fill(row, day, now)
    if launch_id:
        row.revision += 1
    row.save()
    run.audit(row.unit_id, ("launch", row.id), {"to": row.starts_at.isoformat()})
    return Done(str(row.id))


def _fill(row: Launch, day: Day, now: datetime) -> None:
    title, place, today = clean(day.title), clean(day.place), clock.local(now).date()
    if not 5 <= len(title) <= 200:
        raise Refused("Ghi tên buổi lễ, từ 5 đến 200 chữ cái.", "title")
    if not 3 <= len(place) <= 200:
        raise Refused("Ghi nơi làm lễ.", "place")
    if not -FARTHEST_DAYS <= (day.on - today).days <= FARTHEST_DAYS:
        raise Refused("Ngày ra mắt cách hôm nay không quá một năm.", "on")
    if day.ends <= day.begins:
        raise Refused("Ghi giờ xong như 10:30, sau giờ bắt đầu.", "ends")
    row.title, row.place, row.aims = title, place, clean_multiline(day.aims)[:2000]
    row.starts_at = datetime.combine(day.on, day.begins, clock.VN)
    row.ends_at = datetime.combine(day.on, day.ends, clock.VN)


def _open(actor: Actor, key: UUID) -> Launch:
    row = access.take(actor, key)
    if row.held_on is not None or row.cancelled_on is not None:
        raise Refused("Buổi lễ này đã xong hoặc đã thôi.", "", "ended")
    return row


@command("launch.cancel")
def cancel(run: Run, *, actor: Actor, now: datetime, launch_id: UUID, reason: str) -> Done:
    """Call a launch day off, with a reason; it stays in the list."""
    row, why = _open(actor, launch_id), clean(reason)
    if len(why) < 5:
        raise Refused("Ghi lý do thôi.", "reason")
    row.cancelled_on, row.cancel_reason, row.revision = clock.local(now).date(), why[:300], row.revision + 1
    row.save(update_fields=["cancelled_on", "cancel_reason", "revision"])
    run.audit(row.unit_id, ("launch", row.id), {}, {"reason": row.cancel_reason})
    return Done(str(row.id))


@command("launch.item")
def add_item(
    run: Run, *, actor: Actor, now: datetime, launch_id: UUID, kind: str, at: time, title: str, who: str = ""
) -> Done:
    """Put a point into the programme of the day; a speech says who speaks."""
    row, words, speaker = _open(actor, launch_id), clean(title), clean(who)
    if kind not in rule.ITEMS:
        raise Refused("Chọn loại nội dung.", "kind")
    if not 3 <= len(words) <= 200:
        raise Refused("Ghi nội dung, từ 3 đến 200 chữ cái.", "title")
    if kind == rule.SPEECH and not speaker:
        raise Refused("Ghi ai phát biểu.", "who")
    if access.items(row).count() >= MOST_ITEMS:
        raise Refused(f"Chương trình đã có {MOST_ITEMS} nội dung.", "", "full")
    item = LaunchItem(unit_id=row.unit_id, launch=row, kind=kind, at=f"{at:%H:%M}", title=words, who=speaker[:200])
    item.save(force_insert=True)
    run.audit(row.unit_id, ("launch", row.id), {"kind": kind})
    return Done(str(item.id))


@command("launch.drop_item")
def drop_item(run: Run, *, actor: Actor, now: datetime, launch_id: UUID, item_id: UUID) -> Done:
    """Take a point out of the programme before the day is held."""
    row = _open(actor, launch_id)
    if not access.items(row).filter(id=item_id).delete()[0]:
        raise NotThere
    run.audit(row.unit_id, ("launch", row.id), {"item": str(item_id)})
    return Done(str(row.id))


@command("launch.invite")
def invite(run: Run, *, actor: Actor, now: datetime, launch_id: UUID, text: str) -> Done:
    """Put guests on the list, one a line ("name, body"); who stands there already stays as they are."""
    row, wanted = _open(actor, launch_id), rule.guests(clean_multiline(text))
    if not wanted:
        raise Refused("Ghi mỗi khách một dòng: họ tên, cơ quan.", "text")
    known = {(one.name, one.body) for one in access.guests(row)}
    new = [one for one in wanted if (one.name, one.body) not in known]
    if len(known) + len(new) > rule.MOST_GUESTS:
        raise Refused(f"Danh sách nhận đến {rule.MOST_GUESTS} khách.", "text")
    if any(len(one.name) > 120 or len(one.body) > 200 for one in new):
        raise Refused("Có dòng dài quá: họ tên đến 120 chữ cái, cơ quan đến 200.", "text")
    for one in new:
        LaunchGuest(unit_id=row.unit_id, launch=row, name=one.name, body=one.body).save(force_insert=True)
    run.audit(row.unit_id, ("launch", row.id), {"rows": len(new)})
    return Done(str(row.id))


@command("launch.guests")
def mark_guests(run: Run, *, actor: Actor, now: datetime, launch_id: UUID, states: dict[str, str]) -> Done:
    """Write what became of the invitations: guest's key → state. Nobody came before the day."""
    row = access.take(actor, launch_id)
    early = clock.local(row.starts_at).date() > clock.local(now).date()
    changed = 0
    for one in access.guests(row):
        state = states.get(str(one.id), one.state)
        if state not in rule.GUESTS:
            raise Refused("Chọn khách thế nào.", "", "unknown-state")
        if early and state in (rule.CAME, rule.ABSENT) and state != one.state:
            raise Refused("Buổi lễ chưa đến, chưa ghi được ai đến.", "", "too-early")
        if state != one.state:
            one.state, changed = state, changed + 1
            one.save(update_fields=["state"])
    run.audit(row.unit_id, ("launch", row.id), {"rows": changed})
    return Done(str(row.id))


@command("launch.hold")
def hold(
    run: Run, *, actor: Actor, now: datetime, launch_id: UUID, held_on: date, attendance: int, minutes: str = ""
) -> Done:
    """Say that the launch was held, with how many were there and what shows it; it opens the gate "launch".

    Raises :class:`Refused` for a day to come, one more than a year from the day that was set, nobody there, or neither
    a photo in the album nor minutes.
    """
    row, words = _open(actor, launch_id), clean_multiline(minutes)
    today, photos = clock.local(now).date(), access.photos(row).count()
    why, field = rule.why_not_held(held_on, today, attendance, photos, words)
    if why:
        raise Refused(why, field, "not-held")
    if abs((held_on - clock.local(row.starts_at).date()).days) > FARTHEST_DAYS:
        raise Refused("Ngày này cách ngày đã đặt hơn một năm. Xem lại năm.", "held_on", "far")
    if attendance > 100_000 or len(words) > 20_000:
        raise Refused("Số người hoặc biên bản vượt quá mức nhận được.", "attendance")
    row.held_on, row.attendance, row.minutes = held_on, attendance, words
    row.save(update_fields=["held_on", "attendance", "minutes"])
    note(row.unit_id, "launch", row.id, row.title, held_on)
    run.audit(row.unit_id, ("launch", row.id), {"to": held_on.isoformat(), "rows": attendance})
    return Done(str(row.id))


@command("launch.take_back")
def take_back(run: Run, *, actor: Actor, now: datetime, launch_id: UUID, reason: str) -> Done:
    """Take back that it was held (a mistake); the gate closes, what was published goes from the public page."""
    row, why = access.take(actor, launch_id), clean(reason)
    if row.held_on is None:
        raise Refused("Buổi lễ này chưa ghi là đã diễn ra.", "", "open")
    if len(why) < 5:
        raise Refused("Ghi lý do.", "reason")
    others = access.launches(actor).filter(held_on__isnull=True, cancelled_on__isnull=True)
    if others.exists():
        raise Refused("Xã đang có một ngày ra mắt khác chưa diễn ra. Thôi ngày ấy trước.", "", "one-ahead")
    row.held_on, row.published_on = None, None
    row.save(update_fields=["held_on", "published_on"])
    withdraw(row.unit_id, "launch", row.id)
    run.audit(row.unit_id, ("launch", row.id), {}, {"reason": why[:300]})
    return Done(str(row.id))
