"""When things happen in a commune: office hours for the office, evenings too for people at home."""

from datetime import date, datetime, time, timedelta
from random import Random

from thanthien.core.clock import VN
from thanthien.rules.calendar import NATIONAL

OPENS = time(7, 30)
# Hours of acts, a little inside the opening hours.
MORNING = (time(7, 40), time(11, 20))
AFTERNOON = (time(13, 10), time(16, 40))
HURRY = (4, 14)  # minutes between two acts when the due date is today


def at(day: date, hour: time) -> datetime:
    """Return a moment in Vietnam."""
    return datetime.combine(day, hour, VN)


def working_days(first: date, last: date) -> list[date]:
    """Return the working days from one day to another, both included."""
    every = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in every if NATIONAL.is_working_day(day)]


class Diary:
    """Makes up moments."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng

    def within(self, day: date, begin: time, end: time) -> datetime:
        """Return a moment of a day between two hours, to the second."""
        span = (at(day, end) - at(day, begin)).total_seconds()
        return at(day, begin) + timedelta(seconds=int(self._rng.random() * span))

    def office(self, day: date, mornings: float = 0.6) -> datetime:
        """Return a moment at which the office works on a working day."""
        return self.within(day, *(MORNING if self._rng.random() < mornings else AFTERNOON))

    def after(self, now: datetime, fewest: int, most: int) -> datetime:
        """Return a moment some working days later; on the same day only if the office is still open."""
        days = self._rng.randint(fewest, most)
        return self.soon(now) if days == 0 else self.office(NATIONAL.add_working_days(now.date(), days))

    def soon(self, now: datetime, minutes: tuple[int, int] = (8, 50)) -> datetime:
        """Return a moment some minutes later, or early on the next working day."""
        then = now + timedelta(minutes=self._rng.randint(*minutes))
        if NATIONAL.is_working_day(then.date()):
            if MORNING[0] <= then.time() <= MORNING[1] or AFTERNOON[0] <= then.time() <= AFTERNOON[1]:
                return then
            if then.time() < AFTERNOON[0] and then.time() > MORNING[1]:
                return self.within(then.date(), AFTERNOON[0], time(14, 0))
            if then.time() < MORNING[0]:
                return self.within(then.date(), MORNING[0], time(8, 30))
        return self.within(NATIONAL.next_working_day(now.date()), MORNING[0], time(8, 30))

    def home(self, day: date) -> datetime:
        """Return a moment at which somebody at home fills in a form."""
        return self.within(day, time(6, 30), time(21, 30))

    def before(self, now: datetime, due: datetime) -> datetime:
        """Return a moment from which there is time enough to sign and number before the due date's closing."""
        days = [day for day in working_days(now.date(), due.date()) if day > now.date()]
        if not days or self._rng.random() < 0.15:
            return self.soon(now, HURRY)
        day = self._rng.choice(days[:-2] or days[:-1] or days) if self._rng.random() < 0.8 else self._rng.choice(days)
        return self.within(day, MORNING[0], time(9, 0)) if day == due.date() else self.office(day)
