"""What events do to a count. A pause is an interval; only the lawful acts move the lawful date.

An act that comes after the lawful end moves nothing: lateness is never stretched away.
"""

from __future__ import annotations

from datetime import date, datetime

from thanthien.rules.calendar import Calendar
from thanthien.rules.counting import Leg, Pause, count, moved
from thanthien.rules.derivation import ARTICLES, HOURLY, Step
from thanthien.rules.errors import BadEvents, SecondReappointment
from thanthien.rules.limits import Event, Limit, said
from thanthien.rules.moments import local, past
from thanthien.rules.office_hours import OfficeHours
from thanthien.rules.rulebook import book
from thanthien.rules.supplement import RESTART, SupplementPolicy

# What stands behind an act that names no article of its own.
_CITED = {"pause": "CNT-02", "resume": "CNT-02", "too_late": "CNT-03", "redate": "CNT-03"}
_ENDS = {"complete": "supplement", "resume": "pause"}


class Reckoning:
    """The count as it stands after each event taken; `leg()` at the end is the lawful one."""

    def __init__(
        self,
        start: datetime,
        limit: Limit,
        calendar: Calendar,
        hours: OfficeHours,
        policy: SupplementPolicy,
        held: int = 0,
    ) -> None:
        self.held = held
        self.origin = start
        self.limit = limit
        self.value = limit.value or 0
        self.calendar = calendar
        self.hours = hours
        self.policy = policy
        self.pauses: tuple[Pause, ...] = ()
        self.fixed: date | None = None
        self.stopped: Event | None = None
        self.too_late = False  # whether the stop came after the lawful end
        self.revised_on: date | None = None
        self.reappointed = 0
        self.apologised = False
        self.steps: list[Step] = []
        self.assumed: list[str] = []

    def leg(self) -> Leg:
        """The count so far."""
        if self.fixed:
            whole = count(self.origin, self.limit, self.value, (), self.calendar, self.hours)
            return moved(whole, self.fixed, self.pauses, self.calendar)
        return count(self.origin, self.limit, self.value, self.pauses, self.calendar, self.hours)

    def take(self, event: Event) -> None:
        """Apply one event (in order). Raises BadEvents, SecondReappointment, OutOfCalendar."""
        self.held -= 1
        getattr(self, f"_{event.kind}")(event)

    def _late(self, event: Event) -> bool:
        leg = self.leg()
        return past(event.at, leg.at, leg.unit in HOURLY)

    def _note(self, event: Event, key: str, to: date | datetime, rule: str = "", article: str = "") -> None:
        cited = rule or _CITED[key]
        law = article or event.article or ARTICLES[cited]
        self.steps.append(Step(cited, law, event.at.date(), to, key, (event.at, to)))

    # ---- stops

    def _stop(self, event: Event) -> None:
        if self.stopped:
            raise BadEvents("Đồng hồ đang dừng rồi, không dừng thêm lần nữa được.")
        self.too_late = self._late(event)
        self.stopped = event

    def _supplement(self, event: Event) -> None:
        self._stop(event)
        self._note(event, "supplement", event.at.date(), self.policy.rule_id, self.policy.article)
        if self.policy.status == "assumed":
            self.assumed.append(self.policy.rule_id)

    def _pause(self, event: Event) -> None:
        self._stop(event)
        self._note(event, "pause", event.at.date())

    def _go_on(self, event: Event) -> Event:
        if self.stopped is None or self.stopped.kind != _ENDS[event.kind]:
            raise BadEvents("Đồng hồ không dừng vì việc này, nên không chạy tiếp được.")
        stop, self.stopped = self.stopped, None
        return stop

    def _resume(self, event: Event) -> None:
        stop = self._go_on(event)
        if self.too_late:
            self._note(event, "too_late", self.leg().due_on)
            return
        self.pauses = (*self.pauses, (stop.at, event.at))
        self._note(event, "resume", self.leg().due_on, article=stop.article)

    def _complete(self, event: Event) -> None:
        if self.policy.value != RESTART or self.too_late:
            self._resume(event)
            return
        self._go_on(event)
        self.origin, self.pauses, self.fixed = event.at, (), None
        self._note(event, "restart", self.leg().due_on, self.policy.rule_id, self.policy.article)

    # ---- changes of the lawful date

    def _verify(self, event: Event) -> None:
        value = event.value or self.limit.max_value
        if not value:
            raise BadEvents("Thủ tục này không có thời hạn riêng cho việc xác minh.")
        if self._late(event):
            self._note(event, "too_late", self.leg().due_on)
            return
        self.value = max(value, self.value)
        leg = self.leg()
        params = (event.at, leg.due_on, said(self.value, self.limit.unit))
        law = event.article or self.limit.article or ARTICLES["CNT-03"]
        self.steps.append(Step(self.limit.rule_id or "CNT-03", law, event.at.date(), leg.due_on, "verify", params))

    def _redate(self, event: Event) -> None:
        if event.new_date is None:
            raise BadEvents("Định lại ngày hẹn thì phải ghi ngày mới.")
        self.fixed, self.pauses = self.calendar.roll_forward(event.new_date), ()
        self._note(event, "redate", self.fixed)

    # ---- apology: a revised date beside the lawful one

    def _apologise(self, event: Event) -> None:
        self.apologised = True
        rule = book().at("tthc.reappointment.times", self.origin.date())
        if rule.assumed:
            self.assumed.append(rule.id)
        if event.new_date is None:
            self._note(event, "sorry", event.at.date(), rule.id, rule.law)
            return
        if self.reappointed >= rule.number:
            raise SecondReappointment
        if self.held < 0:
            check_new_date(event.new_date, self.leg().due_on, event.at, self.calendar)
        self.revised_on = event.new_date
        self.reappointed += 1
        self._note(event, "revised", event.new_date, rule.id, rule.law)


def check_new_date(new_date: date, lawful_on: date, now: datetime, calendar: Calendar) -> None:
    """Refuse a new date that is no later than the lawful one, already past, or a day off (BadEvents)."""
    if new_date <= lawful_on:
        raise BadEvents("Ngày hẹn mới phải sau ngày hẹn cũ.")
    if new_date < local(now).date():
        raise BadEvents("Ngày hẹn mới đã qua rồi. Chọn một ngày sắp tới.")
    if not calendar.is_working_day(new_date):
        raise BadEvents("Ngày hẹn mới là ngày nghỉ. Chọn một ngày làm việc.")
