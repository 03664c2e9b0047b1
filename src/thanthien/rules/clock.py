"""From an event to a due date that explains itself.

Law: BLDS 2015 Đ.147-148 (how time is counted), BLLĐ 2019 Đ.111-112 (which days are worked), NĐ 118/2025
and NĐ 61/2018 Đ.19 (supplement, apology). Page: docs/rules/clock.md.

The legal end of a limit in days is 24:00 of its last day. It is written as the last second of that day
(`at`, 23:59:59), so that date and moment name the same day; whatever happens in that second is in time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from thanthien.rules import derivation, explained
from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.clock_state import ClockState, clock_state
from thanthien.rules.counting import Leg, add_months, count
from thanthien.rules.derivation import Step
from thanthien.rules.explained import DayMark
from thanthien.rules.limits import Event, Limit, in_order, parse_event
from thanthien.rules.moments import VIETNAM, local, moment
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours
from thanthien.rules.reckoning import Reckoning
from thanthien.rules.supplement import SupplementPolicy, policy_on

__all__ = [
    "VIETNAM", "ClockState", "DayMark", "Due", "Event", "Limit", "Step", "SupplementPolicy",
    "add_months", "clock_state", "due", "moment", "parse_event",
]  # fmt: skip

_EXACT = frozenset({"hours", "working_hours"})


class Due:
    """A due date with everything that explains it. Treat it as frozen.

    - `due_on`: last day of the *lawful* limit; `at`: its legal end (see the module); `collect_at`: when
      the counter closes that day.
    - `revised_on`: the new date an apology gave, beside the lawful one; lateness ignores it.
    - `paused_since`: set while the clock stands still; then `due_on` is only how far it had come and
      `to_json` gives no date.
    - `status`: "firm" or "estimate", with `estimate_reasons`; `assumed`: ids of rules nobody has verified.
    - `steps`: the derivation; `days`: what to draw.
    """

    __slots__ = (
        "_steps", "apologised", "assumed", "at", "before", "calendar", "due_on", "hours",
        "leg", "limit", "paused_since", "revised_on", "start", "waiting",
    )  # fmt: skip

    def __init__(self, start: datetime, limit: Limit, calendar: Calendar, hours: OfficeHours, leg: Leg) -> None:
        self.start = start
        self.limit = limit
        self.calendar = calendar
        self.hours = hours
        self.leg = leg
        self.due_on: date = leg.due_on
        self.at: datetime = leg.at
        self.assumed: tuple[str, ...] = (limit.rule_id or "limit",) if limit.status == "assumed" else ()
        self.before: tuple[Step, ...] = ()
        self.revised_on: date | None = None
        self.apologised = False
        self.paused_since: datetime | None = None
        self.waiting = ""
        self._steps: tuple[Step, ...] | None = None

    @property
    def exact(self) -> bool:
        """Whether the limit ends at a minute (hours) and not with a day."""
        return self.limit.unit in _EXACT

    @property
    def collect_at(self) -> datetime:
        """Until when the result can be fetched on the last day."""
        if self.exact:
            return self.at
        return datetime.combine(self.due_on, self.hours.closing(self.due_on), VIETNAM)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation in order, each step with its rule and article."""
        if self._steps is None:
            if self.paused_since:
                self._steps = (derivation.limit_step(self.leg, self.limit), *self.before)
            else:
                self._steps = (*self.before, *derivation.leg_steps(self.leg, self.limit, self.calendar))
        return self._steps

    @property
    def estimate_reasons(self) -> tuple[str, ...]:
        """Why the date may still move by a later notice; empty when it is firm."""
        if self.paused_since:
            return (derivation.standing(self.paused_since, self.waiting),)
        return derivation.estimates(self.leg, self.calendar)

    @property
    def status(self) -> str:
        """ "firm" or "estimate"."""
        return "estimate" if self.estimate_reasons else "firm"

    @property
    def days(self) -> tuple[DayMark, ...]:
        """Every day from reception to the last date, for the explained calendar."""
        return explained.day_marks(self.start, self.leg, self.calendar, self.revised_on)

    def weeks(self) -> tuple[tuple[DayMark, ...], ...]:
        """`days` as whole weeks, Monday first, padded with plain days."""
        return explained.weeks(self.days, self.calendar)

    def folded_weeks(self) -> tuple[tuple[DayMark, ...] | int, ...]:
        """`weeks()`, but of more than five only the first and last two, with the number left out between."""
        return explained.folded(self.weeks())

    def sentence(self) -> str:
        """`5 ngày làm việc: 25, 26, 27, 30/11, 1/12; 24/11 nghỉ lễ.`"""
        if self.paused_since:
            return derivation.standing(self.paused_since, self.waiting)
        return explained.sentence(self.leg, self.limit, self.calendar)

    def state(self, now: datetime, done_at: datetime | None = None) -> ClockState:
        """How the clock stands at `now`; `done_at` is when the result was there."""
        return clock_state(
            now=now,
            lawful_at=self.at,
            exact=self.exact,
            revised_on=self.revised_on,
            apologised=self.apologised,
            paused_since=self.paused_since,
            waiting=self.waiting,
            done_at=done_at,
            estimate=bool(not self.paused_since and self.estimate_reasons),
            calendar=self.calendar,
            hours=self.hours,
        )

    def to_json(self) -> dict[str, object]:
        """The promised shape: due_on, due_at, status, assumed, steps; more keys may come."""
        standing = self.paused_since is not None
        return {
            "due_on": None if standing else self.due_on.isoformat(),
            "due_at": None if standing else self.at.isoformat(),
            "collect_at": None if standing else self.collect_at.isoformat(),
            "status": self.status,
            "estimate_reasons": list(self.estimate_reasons),
            "assumed": list(self.assumed),
            "revised_on": self.revised_on.isoformat() if self.revised_on else None,
            "paused_since": self.paused_since.isoformat() if self.paused_since else None,
            "sentence": self.sentence(),
            "steps": [step.to_json() for step in self.steps],
        }


def due(
    start: datetime,
    limit: Limit,
    calendar: Calendar = NATIONAL,
    hours: OfficeHours = DEFAULT_HOURS,
    events: Iterable[Event] = (),
    policy: SupplementPolicy | None = None,
    held: int = 0,
) -> Due:
    """When `limit`, counted from `start` (aware), ends, given what happened meanwhile.

    `policy` says how the count goes on after a supplement; left out, the rulebook of the day of `start`
    says it. The first `held` events hold already: a calendar that moved later does not refuse the new date that
    an apology gave then. Raises BadMoment, BadEvents, SecondReappointment, OutOfCalendar.
    """
    start = local(start)
    rows = tuple(events)
    if not rows:
        return Due(start, limit, calendar, hours, count(start, limit, limit.value or 0, (), calendar, hours))
    told = Reckoning(start, limit, calendar, hours, policy or policy_on(start.date()), held)
    for event in in_order(rows, start):
        told.take(event)
    made = Due(start, limit, calendar, hours, told.leg())
    made.before = tuple(told.steps)
    made.apologised = told.apologised
    # A restart or a verification may carry the lawful date past the new one: the later one is promised then.
    made.revised_on = told.revised_on if told.revised_on and told.revised_on > made.due_on else None
    if told.stopped:
        made.paused_since, made.waiting = told.stopped.at, told.stopped.kind
    made.assumed = tuple(dict.fromkeys((*made.assumed, *told.assumed)))
    return made
