"""Opening sessions of an office, half-open (07:30 is in, 11:30 is out), and arithmetic in worked time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from thanthien.rules.calendar import Calendar
from thanthien.rules.errors import BadCalendar

MAX_STEPS = 4000  # days walked before the calendar's own end must have stopped us


class Session(NamedTuple):
    """Open from `opens` (included) to `closes` (not included)."""

    opens: time
    closes: time


DEFAULT_DAY = (Session(time(7, 30), time(11, 30)), Session(time(13, 0), time(17, 0)))


@dataclass(frozen=True)
class OfficeHours:
    """Sessions for each weekday, Monday first.

    Which days are worked is the calendar's matter: sessions on a Saturday that is not a make-up day do
    not turn it into a working day. On a make-up Saturday without own sessions, those of `makeup` hold.
    """

    week: tuple[tuple[Session, ...], ...] = (*(DEFAULT_DAY,) * 5, (), ())
    makeup: tuple[Session, ...] = DEFAULT_DAY

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise BadCalendar("Giờ làm việc phải ghi đủ bảy ngày, bắt đầu từ thứ Hai.")
        for sessions in (*self.week, self.makeup):
            edges = [edge for session in sessions for edge in session]
            if edges != sorted(set(edges)):
                raise BadCalendar("Các buổi làm việc phải nối nhau theo giờ và không chồng lên nhau.")
        if not self.makeup:
            raise BadCalendar("Ngày làm bù phải có giờ làm việc.")

    @cached_property
    def _closing(self) -> tuple[time, ...]:
        return tuple((sessions or self.makeup)[-1].closes for sessions in self.week)

    def sessions(self, day: date, calendar: Calendar) -> tuple[Session, ...]:
        """Sessions that count on `day`; none on a day off. Raises OutOfCalendar."""
        if not calendar.is_working_day(day):
            return ()
        return self.week[day.weekday()] or (self.makeup if calendar.day(day).kind == "makeup_work" else ())

    def closing(self, day: date) -> time:
        """The hour until which a result can be collected on a working day."""
        return self._closing[day.weekday()]

    def is_open(self, moment: datetime, calendar: Calendar) -> bool:
        """Whether the counter works at `moment`. Raises OutOfCalendar."""
        now = moment.time()
        return any(s.opens <= now < s.closes for s in self.sessions(moment.date(), calendar))

    def worked_between(self, start: datetime, end: datetime, calendar: Calendar) -> timedelta:
        """Worked time in the half-open stretch from `start` to `end`; zero if `end` is not later."""
        total = timedelta()
        day = start.date()
        while day <= end.date():
            for opens, closes in self._bounds(day, start, calendar):
                total += max(timedelta(), min(closes, end) - max(opens, start))
            day += timedelta(days=1)
        return total

    def add_worked(self, start: datetime, amount: timedelta, calendar: Calendar) -> datetime:
        """The moment at which `amount` of worked time after `start` is used up. Raises OutOfCalendar.

        It is the earliest such moment: eight hours from 07:30 end at 17:00 the same day, not at
        07:30 the next.
        """
        left = amount
        day = start.date()
        for _ in range(MAX_STEPS):
            for opens, closes in self._bounds(day, start, calendar):
                begins = max(opens, start)
                room = closes - begins
                if room <= timedelta():
                    continue
                if left <= room:
                    return begins + left
                left -= room
            day += timedelta(days=1)
        raise BadCalendar("Giờ làm việc không có buổi nào.")

    def _bounds(self, day: date, like: datetime, calendar: Calendar) -> list[tuple[datetime, datetime]]:
        zone = like.tzinfo
        return [
            (datetime.combine(day, s.opens, zone), datetime.combine(day, s.closes, zone))
            for s in self.sessions(day, calendar)
        ]


DEFAULT_HOURS = OfficeHours()
