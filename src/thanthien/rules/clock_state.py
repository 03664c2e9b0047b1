"""How a clock stands at a moment, in words. Overdue is computed here and stored nowhere.

Lateness is counted against the lawful date by its legal end; a revised date only changes what is said.
Limits in hours are exact. Once the result is there the clock has stopped.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from thanthien.rules import words
from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.moments import local, past
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours

KINDS = ("on", "soon", "sorry", "late", "pause", "done")
HOUR = timedelta(hours=1)


class ClockState(NamedTuple):
    """`kind` is one of KINDS; `days` are working days left (or late, when `late`).

    `short` goes on a badge, `long` beside it, `spoken` to a screen reader.
    """

    kind: str
    days: int
    late: bool
    short: str
    long: str
    spoken: str


def clock_state(
    *,
    now: datetime,
    lawful_at: datetime,
    exact: bool = False,
    revised_on: date | None = None,
    apologised: bool = False,
    paused_since: datetime | None = None,
    waiting: str = "supplement",
    done_at: datetime | None = None,
    estimate: bool = False,
    calendar: Calendar = NATIONAL,
    hours: OfficeHours = DEFAULT_HOURS,
) -> ClockState:
    """The state at `now` from what a case stores. Raises BadMoment, OutOfCalendar.

    `lawful_at` is `Due.at`; `exact` says that the limit is in hours; `done_at` is when the result was there,
    `paused_since` that the clock stood still then, or stands now.
    """
    end = local(lawful_at)
    if done_at is not None:
        return _done(local(done_at), end, exact, calendar, local(paused_since) if paused_since else None)
    now = local(now)
    stopped = local(paused_since) if paused_since else None
    if past(stopped or now, end, exact):
        return _late(now, end, exact, revised_on, apologised, calendar)
    if stopped:
        return _paused(stopped, waiting)
    if apologised and revised_on:
        return _sorry_early(revised_on)
    if end.date() <= calendar.next_working_day(now.date()):
        return _soon(now, end, exact, estimate, calendar, hours)
    return _on(now, end.date(), estimate, calendar)


def days_late(now: datetime, lawful_at: datetime, calendar: Calendar = NATIONAL, *, exact: bool = False) -> int:
    """Working days past the lawful end: 0 when in time, at least 1 when late. Raises OutOfCalendar."""
    now, end = local(now), local(lawful_at)
    if not past(now, end, exact):
        return 0
    return max(1, calendar.working_days_between(end.date(), now.date()))


def _done(done: datetime, end: datetime, exact: bool, calendar: Calendar, stopped: datetime | None) -> ClockState:
    # Ended while the clock stood still (papers never came, the person gave up): what counts is when it stopped.
    late = days_late(done, end, calendar, exact=exact) if past(stopped or done, end, exact) else 0
    how = f"trễ {_lateness(done, end, exact, late)}" if late else "đúng hẹn"
    return ClockState(
        "done",
        late,
        bool(late),
        "Xong",
        f"Xong ngày {words.short(done)}, {how}",
        f"Xong ngày {words.spoken_plain(done)}, {how}.",
    )


def _lateness(now: datetime, end: datetime, exact: bool, days: int) -> str:
    """Hours when a limit in hours was missed on the same day, else days."""
    if exact and now.date() == end.date():
        return _span(now - end)
    return f"{days} ngày"


def _span(left: timedelta) -> str:
    return f"{left // HOUR} giờ" if left >= HOUR else f"{max(1, left // timedelta(minutes=1))} phút"


def _late(
    now: datetime, end: datetime, exact: bool, revised_on: date | None, apologised: bool, calendar: Calendar
) -> ClockState:
    days = days_late(now, end, calendar, exact=exact) or 1
    span = _lateness(now, end, exact, days)
    said = span.replace("ngày", "ngày làm việc")
    if not apologised:
        return ClockState("late", days, True, f"Trễ {span}", f"Trễ {span}", f"Trễ hẹn {said}. Chưa xin lỗi.")
    if revised_on is None:
        more, aloud = "", ""
    elif now.date() > revised_on:
        more = f", quá cả hẹn mới {words.short(revised_on)}"
        aloud = f" Quá cả hẹn mới {words.spoken(revised_on)}."
    else:
        more, aloud = f", hẹn mới {words.short(revised_on)}", f" Hẹn mới {words.spoken(revised_on)}."
    return ClockState(
        "sorry",
        days,
        True,
        "Trễ, đã xin lỗi",
        f"Trễ {span}, đã xin lỗi{more}",
        f"Trễ hẹn {said}. Đã xin lỗi.{aloud}",
    )


def _sorry_early(revised_on: date) -> ClockState:
    """Apologised in time: the lawful date has not passed, but people already hold the new one."""
    return ClockState(
        "sorry",
        0,
        False,
        "Đã hẹn lại",
        f"Đã xin lỗi, hẹn mới {words.with_weekday(revised_on)}",
        f"Đã xin lỗi. Hẹn mới {words.spoken(revised_on)}.",
    )


def _on(now: datetime, on: date, estimate: bool, calendar: Calendar) -> ClockState:
    days, tail = calendar.working_days_between(now.date(), on), " (dự kiến)" if estimate else ""
    return ClockState(
        "on",
        days,
        False,
        f"Còn {days} ngày{tail}",
        f"Đúng hẹn, còn {days} ngày{tail}",
        f"Đúng hẹn. Còn {days} ngày làm việc, hẹn {words.spoken(on)}{tail}.",
    )


def _paused(since: datetime, waiting: str) -> ClockState:
    stopped = f"Tạm dừng từ {words.short(since)}"
    aloud = f"Đồng hồ tạm dừng từ {words.spoken_plain(since)}."
    if waiting == "pause":
        return ClockState("pause", 0, False, "Tạm dừng", stopped, aloud)
    return ClockState("pause", 0, False, "Chờ bổ sung", f"{stopped}, chờ bổ sung", f"{aloud} Chờ bà con bổ sung giấy.")


def _soon(
    now: datetime, end: datetime, exact: bool, estimate: bool, calendar: Calendar, hours: OfficeHours
) -> ClockState:
    on, tail = end.date(), " (dự kiến)" if estimate else ""
    days = calendar.working_days_between(now.date(), on)
    if on > now.date():
        when, aloud, left = words.with_weekday(on), words.spoken(on), f"Còn {max(1, days)} ngày"
        if exact:
            when, aloud = f"{words.clock_time(end)} {when}", f"{words.spoken_time(end)} {aloud}"
        text, said = f"Sắp đến hạn, {when}", f"Sắp đến hạn. {words.first_up(aloud)}"
        return ClockState("soon", days, False, left + tail, text + tail, said + tail + ".")
    closes = end if exact else datetime.combine(on, hours.closing(on), now.tzinfo)
    if now < closes:
        return ClockState(
            "soon",
            0,
            False,
            f"Còn {_span(closes - now)}{tail}",
            f"Sắp đến hạn, hôm nay trước {words.clock_time(closes)}{tail}",
            f"Sắp đến hạn. Hôm nay trước {words.spoken_time(closes)}{tail}.",
        )
    return ClockState(
        "soon",
        0,
        False,
        f"Hết hôm nay{tail}",
        f"Sắp đến hạn, hết hôm nay{tail}",
        f"Sắp đến hạn. Hết hôm nay{tail}.",
    )
