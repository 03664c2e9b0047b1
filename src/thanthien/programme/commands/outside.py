"""Acts of serving outside the office: publish a timetable, say what a day was, call one off, name who answers where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import service as onestop
from thanthien.programme.access import outside as access
from thanthien.programme.access import plan as plan_access
from thanthien.programme.commands.programme import Done
from thanthien.programme.commands.progress import settle
from thanthien.programme.models import HamletOfficer, Outing, OutingDay
from thanthien.programme.progress_joins import outing
from thanthien.rules.errors import OutOfCalendar
from thanthien.rules.outside import (
    CANCELLED,
    DONE,
    KINDS,
    LONGEST,
    MOBILE,
    MOST_DAYS,
    NO_APPOINTMENT,
    PLANNED,
    SATURDAY,
    Chosen,
    days_of,
    said_off,
)

MOST_CAME: Final = 100_000
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Timetable:
    """What is planned. ``weekdays`` (Monday 0) choose among the days from ``first`` to ``last``; none means each.

    ``posts`` serve; ``procedures`` (codes) are returned on the spot on a day without appointment. Public holidays
    are left out unless ``on_holidays``.
    """

    kind: str
    first: date
    last: date
    opens: time
    closes: time
    place: str
    offered: str
    posts: Collection[UUID]
    weekdays: Collection[int] = ()
    hamlet: UUID | None = None
    procedures: Collection[str] = ()
    on_holidays: bool = False


@command("outside.plan")
def plan_outing(run: Run, *, actor: Actor, now: datetime, wanted: Timetable) -> Done:
    """Publish a timetable with its days. Raises :class:`Refused` for a past day, for days off alone, for too many."""
    if actor.unit_id is None or not actor.may("outside.change"):
        raise NotThere
    today = clock.local(now).date()
    chosen = _days(wanted, today)
    row = Outing(unit_id=actor.unit_id, made_by_id=UUID(actor.id), made_on=today)
    _fill(actor, row, wanted, today)
    row.save(force_insert=True)
    dates = sorted({*chosen.days, *(one.date for one in chosen.off)}) if wanted.on_holidays else chosen.days
    run.add(*(OutingDay(unit_id=row.unit_id, outing=row, day=one) for one in dates))
    about = {"kind": row.kind, "rows": len(dates), "due_at": dates[0].isoformat()}
    run.audit(row.unit_id, ("outing", row.id), about)
    return Done(str(row.id))


def _days(wanted: Timetable, today: date) -> Chosen:
    if wanted.kind not in KINDS:
        raise Refused("Chọn loại lịch.", "kind")
    if wanted.first < today:
        raise Refused("Ngày bắt đầu đã qua rồi.", "first", "past-day")
    if wanted.last < wanted.first:
        raise Refused("Ngày cuối không trước ngày đầu.", "last")
    if (wanted.last - wanted.first).days >= LONGEST:
        raise Refused("Một lịch dài nhất một năm. Hết năm thì lập lịch mới.", "last")
    weekdays = {_SATURDAY} if wanted.kind == SATURDAY else set(wanted.weekdays)
    if not weekdays <= set(range(7)):
        raise Refused("Chọn thứ trong tuần.", "weekdays")
    try:
        chosen = days_of(wanted.first, wanted.last, weekdays)
    except OutOfCalendar:
        raise Refused("Chưa có lịch nghỉ của năm ấy. Chọn ngày cuối sớm hơn.", "last") from None
    return _enough(wanted, chosen)


def _enough(wanted: Timetable, chosen: Chosen) -> Chosen:
    number = len(chosen.days) + (len(chosen.off) if wanted.on_holidays else 0)
    if not number and chosen.off:
        told = "; ".join(said_off(one) for one in chosen.off[:3])
        raise Refused(f"Ngày ấy là ngày nghỉ: {told}. Chọn ngày khác, hoặc chọn làm cả ngày lễ.", "first", "holiday")
    if not number:
        raise Refused("Trong khoảng ấy không có ngày nào đúng thứ đã chọn.", "weekdays", "no-day")
    if number > MOST_DAYS:
        raise Refused(f"Lịch có {number} ngày, nhiều nhất {MOST_DAYS} ngày. Chọn khoảng ngắn hơn.", "last")
    return chosen


def _fill(actor: Actor, row: Outing, wanted: Timetable, today: date) -> None:
    place, offered = clean(wanted.place), clean_multiline(wanted.offered)
    if not 3 <= len(place) <= 200:
        raise Refused("Ghi nơi làm, để bà con tìm đến được.", "place")
    if not 5 <= len(offered) <= 1000:
        raise Refused("Ghi bà con đến được làm những gì.", "offered")
    if wanted.opens >= wanted.closes:
        raise Refused("Giờ kết thúc phải sau giờ bắt đầu.", "closes")
    if wanted.kind == MOBILE and wanted.hamlet is None:
        raise Refused("Bàn lưu động đặt ở thôn nào?", "hamlet")
    codes = list(dict.fromkeys(wanted.procedures))
    known = {one.entry.code for one in onestop.offers(actor.scope, today)} if codes else set()
    if not set(codes) <= known:
        raise Refused("Chọn thủ tục xã đang nhận.", "procedures")
    if wanted.kind == NO_APPOINTMENT and not codes:
        raise Refused("Chọn thủ tục trả ngay trong ngày không hẹn.", "procedures", "no-procedure")
    if not wanted.posts:
        raise Refused("Chọn ít nhất một người phục vụ.", "posts")
    serving = access.posts_held(actor, wanted.posts, today)
    row.hamlet = access.hamlet(actor, wanted.hamlet, today) if wanted.hamlet else None
    row.kind, row.place, row.offered, row.procedures = wanted.kind, place, offered, codes
    row.opens, row.closes, row.posts = wanted.opens, wanted.closes, [str(one.id) for one in serving]


@command("outside.done")
def note_day(
    run: Run, *, actor: Actor, now: datetime, day_id: UUID, came: int, outcome: str, dossiers: int = 0
) -> Done:
    """Say what a day was: how many came, what was done, how many dossiers were taken in (typed, and said so)."""
    row, words = access.take_day(actor, day_id, "outside.note"), clean(outcome)
    _still(row)
    if clock.local(now).date() < row.day:
        raise Refused("Buổi này chưa đến ngày.", "", "too-early")
    if not 0 <= came <= MOST_CAME:
        raise Refused("Ghi số người đã đến.", "came")
    if not 0 <= dossiers <= MOST_CAME:
        raise Refused("Ghi số hồ sơ đã nhận.", "dossiers")
    if not 10 <= len(words) <= 600:
        raise Refused("Ghi đã làm được gì, từ 10 đến 600 chữ cái.", "outcome")
    row.state, row.came, row.dossiers, row.outcome = DONE, came, dossiers, words
    row.noted_by_id = UUID(actor.id)
    row.save(update_fields=["state", "came", "dossiers", "outcome", "noted_by"])
    settle(run, row.unit_id, outing(row.outing.kind), row.day)
    run.audit(row.unit_id, ("outing_day", row.id), {"rows": came})
    return Done(str(row.id))


@command("outside.cancel")
def cancel_day(run: Run, *, actor: Actor, now: datetime, day_id: UUID, reason: str) -> Done:
    """Call a day off; it stays on the public page with its reason."""
    row, why = access.take_day(actor, day_id, "outside.change"), clean(reason)
    _still(row)
    if not 5 <= len(why) <= 300:
        raise Refused("Ghi lý do thôi, bà con đọc được lời này.", "reason")
    row.state, row.reason, row.noted_by_id = CANCELLED, why, UUID(actor.id)
    row.save(update_fields=["state", "reason", "noted_by"])
    run.audit(row.unit_id, ("outing_day", row.id), {}, {"reason": why})
    return Done(str(row.id))


def _still(row: OutingDay) -> None:
    if row.state != PLANNED:
        raise Refused("Buổi này đã ghi kết quả, hoặc đã thôi.", "", "ended")


@command("outside.assign")
def assign_officer(run: Run, *, actor: Actor, now: datetime, hamlet_id: UUID, post_id: UUID, since: date) -> Done:
    """Let a post answer for a hamlet from a day on. Raises :class:`Refused` for one that does already."""
    today = clock.local(now).date()
    if not actor.may("outside.change"):
        raise NotThere
    hamlet, post = access.hamlet(actor, hamlet_id, today), plan_access.post(actor, post_id, today)
    if abs((since - today).days) > LONGEST:
        raise Refused("Ngày bắt đầu cách hôm nay quá một năm.", "since")
    if access.of_hamlet(hamlet).filter(post=post, valid_to__isnull=True).exists():
        raise Refused("Chức danh này đang phụ trách nơi ấy rồi.", "post", "assigned")
    row = HamletOfficer(unit_id=hamlet.unit_id, hamlet=hamlet, post=post, valid_from=since)
    row.save(force_insert=True)
    run.audit(row.unit_id, ("hamlet", hamlet.id), {"to": str(post.id), "from": since.isoformat()})
    return Done(str(row.id))


@command("outside.end_assign")
def end_officer(run: Run, *, actor: Actor, now: datetime, officer_id: UUID, on: date) -> Done:
    """Let a post answer for a hamlet no more from a day on."""
    row = access.take_officer(actor, officer_id)
    if row.valid_to is not None:
        raise Refused("Đã ghi ngày thôi rồi.", "", "ended")
    if not row.valid_from <= on <= clock.local(now).date():
        raise Refused("Ngày thôi nằm giữa ngày bắt đầu và hôm nay.", "on")
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    run.audit(row.unit_id, ("hamlet", row.hamlet_id), {"to": on.isoformat()})
    return Done(str(row.id))
