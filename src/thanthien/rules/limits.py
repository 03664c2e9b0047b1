"""What a law allows (`Limit`) and what happened meanwhile (`Event`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from thanthien.rules.errors import BadEvents, BadLimit, LimitUnknown
from thanthien.rules.moments import day_of, local, moment

UNITS = {
    "working_days": "ngày làm việc",
    "calendar_days": "ngày",
    "hours": "giờ",
    "working_hours": "giờ làm việc",
    "months": "tháng",
    "years": "năm",
    "same_day": "trong ngày",
}
STATUSES = ("in_force", "announced", "assumed")
EVENTS = ("supplement", "complete", "pause", "resume", "verify", "apologise", "redate")
LONGEST = 100_000  # no law says more; keeps a slip of the finger from walking through centuries


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit with its source.

    `value` counts in `unit` (a key of UNITS; `same_day` needs none). `max_value` is the limit once a
    verification is under way. `cutoff` is the hour after which a dossier counts as received on the next
    working day (CNT-08). Raises LimitUnknown for a missing value and BadLimit for an impossible one.
    """

    value: int | None
    unit: str
    rule_id: str = ""
    article: str = ""
    status: str = "in_force"
    cutoff: time | None = None
    max_value: int | None = None
    same_day: bool = False

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise BadLimit(f"Không có đơn vị thời hạn “{self.unit}”.")
        if self.status not in STATUSES:
            raise BadLimit(f"Không có tình trạng “{self.status}” cho một thời hạn.")
        if self.same_day or self.unit == "same_day":
            object.__setattr__(self, "unit", "same_day")
            object.__setattr__(self, "same_day", True)
            object.__setattr__(self, "value", 0)
        elif self.value is None:
            raise LimitUnknown
        else:
            _check(self.value)
        if self.max_value is not None:
            _check(self.max_value)

    @property
    def said(self) -> str:
        """`5 ngày làm việc`, `8 giờ`, `trong ngày`."""
        return said(self.value, self.unit)

    @property
    def assumed(self) -> bool:
        """Whether nobody has yet seen this limit in the text of the law."""
        return self.status == "assumed"


@lru_cache(maxsize=512)
def said(value: int | None, unit: str) -> str:
    """A count with its unit, as people say it."""
    return UNITS[unit] if unit == "same_day" else f"{value} {UNITS[unit]}"


def _check(value: object) -> None:
    if type(value) is not int or not 1 <= value <= LONGEST:
        raise BadLimit("Thời hạn phải là số nguyên từ 1 trở lên.")


class Event(NamedTuple):
    """Something that touches the clock. `kind` is one of EVENTS.

    `new_date` belongs to `apologise` (None: an apology without a date) and `redate`; `value` to
    `verify`, when the letter names another number than the limit's `max_value`.
    """

    kind: str
    at: datetime
    new_date: date | None = None
    value: int | None = None
    article: str = ""


def parse_event(text: str) -> Event:
    """Read `supplement@2026-02-13T10:00` or `apologise@2026-02-13T10:00/2026-02-20`. Raises BadEvents."""
    kind, sign, rest = text.partition("@")
    if not sign or kind not in EVENTS:
        raise BadEvents(f"“{text[:40]}”: ghi như supplement@2026-02-13T10:00. Có: {', '.join(EVENTS)}.")
    at, _, day = rest.partition("/")
    return Event(kind, moment(at), day_of(day) if day else None)


def in_order(events: tuple[Event, ...], start: datetime) -> list[Event]:
    """Events by time, on the Vietnamese clock; equal times keep the order given. Raises BadEvents."""
    rows = sorted((e._replace(at=local(e.at)) for e in events), key=lambda e: e.at)
    for event in rows:
        if event.kind not in EVENTS:
            raise BadEvents(f"Không có việc “{event.kind}” trong cách tính hạn.")
        if event.at < start:
            raise BadEvents("Có việc ghi trước lúc nhận hồ sơ. Xem lại ngày giờ.")
    return rows
