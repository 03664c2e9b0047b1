"""One explained due date for the command line, the API and ``/tinh-han/``: same questions, same refusals.

    explain(read({"procedure": "1.001193", "received": "2026-11-24T09:20"}))   # -> the promised JSON shape
    explain(read({"working_days": "5", "from": "2026-02-12"}))

Every refusal is a :class:`DueProblem` with a stable ``type``, a Vietnamese sentence and its field.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from thanthien.core.errors import NotThere
from thanthien.core.text import clean
from thanthien.onestop import catalogue, catalogue_data, timing
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.org import service as org
from thanthien.rules import clock
from thanthien.rules.calendar import NATIONAL, Calendar
from thanthien.rules.clock import Due, Event, Limit
from thanthien.rules.errors import (
    BadEvents,
    BadLimit,
    BadMoment,
    LimitUnknown,
    OutOfCalendar,
    RuleError,
    UnknownRule,
)
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours
from thanthien.rules.rulebook import book

TYPES: dict[type[RuleError], tuple[str, str]] = {
    LimitUnknown: ("limit-unknown", "procedure"),
    OutOfCalendar: ("date-out-of-calendar", "from"),
    BadEvents: ("bad-event", "event"),
    UnknownRule: ("unknown-rule", "rule"),
    BadMoment: ("bad-moment", "from"),
    BadLimit: ("bad-limit", "working_days"),
}
QUESTIONS = ("procedure", "rule", "working_days", "calendar_days")
MOST_EVENTS = 40


class DueProblem(Exception):
    """No date can be given. ``type`` never changes; the Vietnamese ``sentence`` may be worded better."""

    def __init__(self, kind: str, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.type, self.sentence, self.field = kind, sentence, field

    @classmethod
    def of(cls, error: RuleError, field: str = "") -> "DueProblem":
        """Turn a refusal of the rules into one of ours."""
        found = next((named for kind, named in TYPES.items() if isinstance(error, kind)), (error.problem, ""))
        return cls(found[0], error.sentence, field or found[1])


@dataclass(frozen=True, slots=True)
class DueRequest:
    """What is asked: exactly one of the four questions, from a moment on, with what happened meanwhile."""

    start: datetime
    procedure: str = ""
    case: str = ""
    unit: str = ""
    rule: str = ""
    working_days: int | None = None
    calendar_days: int | None = None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure with the number of its version, and the hours and unit of the office that handles it."""

    entry: Procedure
    version: int = 1
    hours: OfficeHours = DEFAULT_HOURS
    unit_id: UUID | None = None


Source = Callable[[DueRequest], Found]


def read(asked: Mapping[str, str | None], events: Sequence[str] = ()) -> DueRequest:
    """Understand what was typed (keys as in the API). Raises :class:`DueProblem` at the first wrong field."""
    given = {key: clean(value) for key, value in asked.items() if value and clean(value)}
    questions = [name for name in QUESTIONS if name in given]
    if len(questions) != 1:
        raise DueProblem(
            "bad-question",
            "Hỏi đúng một điều: mã thủ tục, mã quy tắc, số ngày làm việc hoặc số ngày.",
            questions[1] if questions else "procedure",
        )
    when = "received" if "received" in given else "from"
    if when not in given:
        wanted = "received" if "procedure" in given else "from"
        raise DueProblem("bad-moment", "Tính từ ngày nào? Ghi như 2026-02-12 hoặc 2026-02-12T09:30.", wanted)
    if len(events) > MOST_EVENTS:
        raise DueProblem("bad-event", f"Chỉ tính được đến {MOST_EVENTS} việc một lần.", "event")
    try:
        start = clock.moment(given[when])
    except RuleError as error:
        raise DueProblem.of(error, when) from error
    return DueRequest(
        start,
        given.get("procedure", ""),
        given.get("case", ""),
        given.get("unit", ""),
        given.get("rule", ""),
        _count(given, "working_days"),
        _count(given, "calendar_days"),
        tuple(_event(text) for text in events),
    )


def _count(given: Mapping[str, str], name: str) -> int | None:
    if name not in given:
        return None
    if not re.fullmatch(r"0*[1-9]\d{0,5}", given[name], re.ASCII):
        raise DueProblem("bad-limit", "Số ngày là số nguyên từ 1 trở lên.", name)
    return int(given[name])


def _event(text: str) -> Event:
    try:
        return clock.parse_event(clean(text))
    except RuleError as error:
        raise DueProblem("bad-event", error.sentence, "event") from error


def shipped_procedure(request: DueRequest) -> Found:
    """Look a procedure up in the catalogue that comes with the product (no database)."""
    entry = catalogue_data.load().get(request.procedure)
    if entry is None:
        raise _unknown_procedure(request)
    return Found(entry)


def offered_procedure(request: DueRequest) -> Found:
    """Look a procedure up as the asked commune, or else the home commune, offers it on the day of receipt."""
    code = request.unit or settings.THANTHIEN_HOME_UNIT
    office = org.office_by_code(code, None) if code else None
    if request.unit and office is None:
        raise DueProblem("unknown-unit", f"Không có đơn vị nào mang mã “{request.unit[:20]}”.", "unit")
    try:
        offer = catalogue.offer(office.unit_id if office else None, request.procedure, request.start.date())
    except NotThere as error:
        raise _unknown_procedure(request) from error
    return Found(offer.entry, offer.number, timing.hours_of(office), office.unit_id if office else None)


def _unknown_procedure(request: DueRequest) -> DueProblem:
    sentence = f"Không có thủ tục nào mang mã “{request.procedure[:20]}”."
    return DueProblem("unknown-procedure", sentence, "procedure")


def reckon(request: DueRequest, source: Source = offered_procedure, unit_id: UUID | None = None) -> Due:
    """Return the explained date itself, for pages that draw it. Raises :class:`DueProblem`.

    ``unit_id`` is the commune whose days off count where the question names none; left out, the home commune.
    """
    try:
        limit, found = _limit(request, source)
        calendar = _calendar(request, found, unit_id) if source is not shipped_procedure else NATIONAL
        return clock.due(request.start, limit, calendar, found.hours if found else DEFAULT_HOURS, request.events)
    except RuleError as error:
        raise DueProblem.of(error, _field(error, request)) from error


def _calendar(request: DueRequest, found: Found | None, unit_id: UUID | None) -> Calendar:
    """Return the days off of the commune that handles it, of the asked one, or of the home commune."""
    known = (found.unit_id if found else None) or unit_id
    code = "" if known else request.unit or settings.THANTHIEN_HOME_UNIT
    office = org.office_by_code(code, None) if code else None
    return org.calendars.lately(office.unit_id if office else known)


def _field(error: RuleError, request: DueRequest) -> str:
    """Return the field a refusal is about where that depends on the question ("" leaves it to TYPES)."""
    if isinstance(error, OutOfCalendar) and request.procedure:
        return "received"
    return "calendar_days" if isinstance(error, BadLimit) and request.calendar_days is not None else ""


def explain(request: DueRequest, source: Source = offered_procedure) -> dict[str, Any]:
    """Return ``{"due_on", "due_at", "status", "assumed", "steps", …}``. Raises :class:`DueProblem`."""
    return dict(reckon(request, source).to_json())


def _limit(request: DueRequest, source: Source) -> tuple[Limit, Found | None]:
    if request.procedure:
        found = source(request)
        if request.case and found.entry.limit.case(request.case) is None:
            raise DueProblem("unknown-case", _cases(found.entry), "case")
        return timing.read_limit(timing.limit_of(found.entry, request.case, found.version)), found
    if request.rule:
        return _limit_of_rule(request), None
    if request.working_days is not None:
        return Limit(request.working_days, "working_days"), None
    return Limit(request.calendar_days, "calendar_days"), None


def _cases(entry: Procedure) -> str:
    known = ", ".join(f"{one.key} ({one.label})" for one in entry.limit.cases)
    return f"Thủ tục này có các trường hợp: {known}." if known else "Thủ tục này không chia trường hợp."


def _limit_of_rule(request: DueRequest) -> Limit:
    entry, day = book().entry(request.rule), request.start.date()
    if entry.holds(day):
        return entry.limit()
    now = next((one.id for one in book().by_subject[entry.subject] if one.holds(day)), "")
    instead = f" Ngày ấy là {now}." if now else ""
    raise UnknownRule(f"Ngày {day:%d/%m/%Y} quy tắc {entry.id} không có hiệu lực.{instead}")
