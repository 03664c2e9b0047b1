"""Why a date is that date: steps with their articles, and what may still move it.

Steps are light tuples; their Vietnamese text is made only when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from thanthien.rules import words
from thanthien.rules.calendar import Calendar, Day
from thanthien.rules.counting import Leg
from thanthien.rules.limits import Limit, said

ONE_DAY = timedelta(days=1)
HOURLY = frozenset({"hours", "working_hours"})
BLDS = "Bộ luật Dân sự 2015, "
ARTICLES = {
    "CNT-01": BLDS + "Điều 147 khoản 1",
    "CNT-02": BLDS + "Điều 147 khoản 2, 3",
    "CNT-03": BLDS + "Điều 148 khoản 1, 6",
    "CNT-04": BLDS + "Điều 148 khoản 5",
    "CNT-05": BLDS + "Điều 148 khoản 3",
    "CNT-06": "Bộ luật Lao động 2019, Điều 111 khoản 3, Điều 112",
    "CNT-08": "Giờ chốt của thủ tục",
}


class Step(NamedTuple):
    """One step of a derivation; `from_` and `to` are dates (moments for limits in hours)."""

    rule: str
    article: str
    from_: date | datetime
    to: date | datetime
    note_key: str
    params: tuple[Any, ...]

    @property
    def note(self) -> str:
        """The step as a Vietnamese sentence."""
        return _NOTES[self.note_key](*self.params)

    def to_json(self) -> dict[str, str]:
        """`{"rule", "article", "from", "to", "note"}` with ISO dates."""
        return {
            "rule": self.rule,
            "article": self.article,
            "from": self.from_.isoformat(),
            "to": self.to.isoformat(),
            "note": self.note,
        }


# ---- steps


def leg_steps(leg: Leg, limit: Limit, calendar: Calendar) -> Iterator[Step]:
    """The steps of one count, in the order in which a person would explain it."""
    start, base, unit = leg.origin, leg.base, leg.unit
    first = start.date()
    if unit == "fixed":
        yield Step("CNT-03", ARTICLES["CNT-03"], leg.due_on, leg.due_on, "ends", (leg.due_on,))
        return
    if limit.rule_id or limit.article:
        yield Step(limit.rule_id, limit.article, first, leg.due_on, "limit", (leg.value, unit))
    if unit in HOURLY:
        rule = "CNT-01" if unit == "hours" else "CNT-06"
        yield Step(rule, ARTICLES[rule], start, leg.at, unit, (start, leg.at))
        return
    if base != first:
        cut = limit.cutoff if calendar.is_working_day(first) else None
        rule = "CNT-08" if cut else "CNT-04"
        yield Step(rule, limit.article or ARTICLES[rule], first, base, "cutoff", (base, cut))
    if unit != "same_day":
        yield Step("CNT-02", ARTICLES["CNT-02"], base, base, "event_day", (base,))
    if unit == "working_days":
        special = calendar.specials_between(base, leg.due_on)
        if special:
            yield from _special_steps(special)
        yield Step("CNT-06", ARTICLES["CNT-06"], base, leg.due_on, "working", (leg.value, leg.due_on))
    elif unit != "same_day":
        rule = "CNT-02" if unit == "calendar_days" else "CNT-05"
        yield Step(rule, ARTICLES[rule], base, leg.raw, unit, (leg.value, leg.raw))
        if leg.raw != leg.due_on:
            why = calendar.day(leg.raw)
            yield Step("CNT-04", ARTICLES["CNT-04"], leg.raw, leg.due_on, "rolled", (why, leg.due_on))
    yield Step("CNT-03", ARTICLES["CNT-03"], leg.due_on, leg.due_on, "ends", (leg.due_on,))


def limit_step(leg: Leg, limit: Limit) -> Step:
    """The step that only names the limit, for a clock that stands still."""
    return Step(limit.rule_id, limit.article, leg.origin.date(), leg.origin.date(), "limit", (leg.value, leg.unit))


def _special_steps(special: list[Day]) -> Iterator[Step]:
    """One step for a run of days off of one kind and notice, not one for each day of Tết."""
    first = last = special[0]
    for day in special[1:]:
        if (day.kind, day.notice, day.reason) != (first.kind, first.notice, first.reason):
            yield Step("CNT-06", first.notice or ARTICLES["CNT-06"], first.date, last.date, "special", (first, last))
            first = day
        last = day
    yield Step("CNT-06", first.notice or ARTICLES["CNT-06"], first.date, last.date, "special", (first, last))


def _special(first: Day, last: Day) -> str:
    why = f" ({first.reason})" if first.reason else ""
    ending = "tính là ngày làm việc" if first.works else "không tính"
    if first == last:
        return f"{words.first_up(words.with_weekday(first.date))} {first.said}{why}, {ending}."
    stretch = f"Từ {words.with_weekday(first.date)} đến {words.with_weekday(last.date)}"
    return f"{stretch} {first.said}{why}, {ending}."


_NOTES: dict[str, Callable[..., str]] = {
    "limit": lambda value, unit: f"Thời hạn {said(value, unit)}.",
    "hours": lambda a, b: f"Tính từng giờ, từ {words.at_moment(a)} đến {words.at_moment(b)}, cả ngày nghỉ.",
    "working_hours": lambda a, b: f"Chỉ tính giờ xã mở cửa, từ {words.at_moment(a)} đến {words.at_moment(b)}.",
    "cutoff": lambda base, cut: (
        f"Nhận sau {words.spoken_time(cut)} nên coi như nhận {words.with_weekday(base)}."
        if cut
        else f"Nhận vào ngày nghỉ nên làm trong {words.with_weekday(base)}."
    ),
    "event_day": lambda base: f"Ngày nhận {words.short(base)} không tính.",
    "special": _special,
    "working": lambda n, last: f"Đếm {n} ngày làm việc, đến {words.with_weekday(last)}. Thứ Bảy, Chủ nhật không tính.",
    "calendar_days": lambda n, raw: f"Đếm {n} ngày liền, cả ngày nghỉ, đến {words.with_weekday(raw)}.",
    "months": lambda n, raw: f"Đếm {n} tháng, đến {words.with_weekday(raw)}/{raw.year}.",
    "years": lambda n, raw: f"Đếm {n} năm, đến {words.with_weekday(raw)}/{raw.year}.",
    "rolled": lambda day, last: (
        f"{words.first_up(words.with_weekday(day.date))} {day.said}, nên hạn dời sang {words.with_weekday(last)}."
    ),
    "ends": lambda last: f"Hạn hết lúc 24 giờ {words.with_weekday(last)}.",
    "supplement": lambda at, to: f"Đồng hồ dừng từ {words.short(at)}, chờ bổ sung giấy tờ.",
    "pause": lambda at, to: f"Đồng hồ tạm dừng từ {words.short(at)}.",
    "resume": lambda at, to: f"Đồng hồ chạy tiếp từ {words.short(at)}.",
    "restart": lambda at, to: f"Đủ giấy tờ ngày {words.short(at)}, thời hạn đếm lại từ đầu.",
    "too_late": lambda at, to: (
        f"Việc ngày {words.short(at)} đến sau khi đã hết hạn {words.short(to)}, nên hạn không đổi."
    ),
    "verify": lambda at, to, limit: f"Phải xác minh, nên thời hạn là {limit}.",
    "redate": lambda at, to: f"Ngày hẹn được định lại là {words.with_weekday(to)}.",
    "sorry": lambda at, to: f"Xã xin lỗi ngày {words.short(at)}, không hẹn thêm lần nữa.",
    "revised": lambda at, to: (
        f"Xã xin lỗi và hẹn lại {words.with_weekday(to)}. Chỉ hẹn lại được một lần; trễ vẫn tính từ ngày cũ."
    ),
}


# ---- estimates


def estimates(leg: Leg, calendar: Calendar) -> tuple[str, ...]:
    """Why the date may move by a later notice: every date that crosses an undecided day is marked (settled 10)."""
    if leg.unit in ("hours", "fixed"):
        return ()
    if leg.unit == "working_days":
        return calendar.estimates_between(leg.base, leg.due_on)
    return calendar.estimates_between(max(leg.origin.date() - ONE_DAY, calendar.first), leg.due_on)


def standing(since: datetime, waiting: str) -> str:
    """What is said instead of a date while the clock stands still."""
    why = ", chờ bổ sung giấy tờ" if waiting == "supplement" else ""
    return f"Đồng hồ đang dừng từ {words.short(since)}{why}. Đủ giấy thì xã hẹn ngày."
