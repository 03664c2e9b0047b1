"""Notices that move the calendar: a holiday, a swap, a closure, a year's days; what is wrong with one, what it changes.

Law: BLLĐ 2019 Đ.111 k.3, Đ.112 k.3 (days fixed each year by notice); swaps by the Prime Minister's direction; a closure
of one province or commune by its own order. Page: docs/rules/calendar.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from thanthien.rules import words
from thanthien.rules.calendar import NATION, SATURDAY, Calendar, Day, Unsettled
from thanthien.rules.errors import RuleError

PROVINCE, COMMUNE = "province", "commune"
LEVELS: Final = {NATION: "cả nước", PROVINCE: "tỉnh", COMMUNE: "xã"}
HOLIDAY, SWAP, CLOSURE, KEPT, YEAR = "holiday", "swap", "closure", "kept", "year"
KINDS: Final = {
    HOLIDAY: "Nghỉ lễ",
    SWAP: "Hoán đổi ngày nghỉ và ngày làm bù",
    CLOSURE: "Đóng cửa (bão lũ, bầu cử, việc đột xuất)",
    KEPT: "Giữ nguyên lịch đã tính, không hoán đổi",
    YEAR: "Lịch nghỉ cả năm sau",
}
NATIONAL_ONLY: Final = frozenset({HOLIDAY, KEPT, YEAR})
MOST_DAYS: Final = 60
ONE_DAY: Final = timedelta(days=1)
OCTOBER: Final = 10  # from then on next year's notice is usually out
_TYPED: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_BETWEEN: Final = re.compile(r"\s*(?:-|\u2013|\u2014|đến)\s*")


class BadNotice(RuleError):
    """A notice that cannot hold. `field` is the place in the form: off, work, kind, level, late_reason."""

    problem = "bad-notice"

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: `off` days are not worked, `work` days are; `level` is who issued it (LEVELS).

    `off` of KEPT names the stretch whose computed days hold as they are; `off` and `work` of YEAR are one whole
    year. `reason` is what people read (`Bão số 13`), `text` the number of the paper.
    """

    kind: str
    off: tuple[date, ...]
    work: tuple[date, ...] = ()
    reason: str = ""
    text: str = ""
    level: str = NATION

    @property
    def days(self) -> tuple[date, ...]:
        """All days it names, in order."""
        return tuple(sorted({*self.off, *self.work}))


class Change(NamedTuple):
    """A day on which two calendars differ: worked before, worked now, and what it is called now."""

    date: date
    worked: bool
    works: bool
    said: str


def read_days(text: str, field: str) -> tuple[date, ...]:
    """Read `24/12/2026` and `15/12/2026 - 17/12/2026`, separated by commas or lines. Raises BadNotice.

    A stretch takes every day in it, weekends too; a day named twice counts once.
    """
    found: list[date] = []
    for piece in re.split(r"[,;\n]", text):
        if not piece.strip():
            continue
        ends = [_day(one, field) for one in _ends(piece)]
        if len(ends) > 2 or ends[-1] < ends[0] or (ends[-1] - ends[0]).days >= MOST_DAYS:
            raise BadNotice(f"“{piece.strip()[:40]}”: ghi như 24/12/2026 hoặc 15/12/2026 - 17/12/2026.", field)
        found += [ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1)]
    if len(set(found)) > MOST_DAYS:
        raise BadNotice(f"Một thông báo nhận đến {MOST_DAYS} ngày.", field)
    return tuple(sorted(set(found)))


def _ends(piece: str) -> list[str]:
    # The stroke between two dates also stands within a date written 24-12-2026.
    typed = [one.group() for one in _TYPED.finditer(piece)]
    return typed if typed and not _BETWEEN.sub("", _TYPED.sub("", piece)).strip() else [piece]


def _day(text: str, field: str) -> date:
    found = _TYPED.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text.strip())
    except ValueError as wrong:
        said = text.strip()[:40]
        raise BadNotice(f"“{said}” không phải ngày có thật. Ghi như 24/12/2026.", field) from wrong


def check(notice: Notice, calendar: Calendar, today: date, late_reason: str = "") -> None:
    """Refuse what cannot hold beside the days known so far. Raises BadNotice with its field.

    A day that has passed may be entered as closed, with the reason why so late; it is never made a working day:
    nobody becomes late by a notice.
    """
    if notice.kind not in KINDS or notice.level not in LEVELS:
        raise BadNotice("Chọn loại thông báo.", "kind")
    if notice.level != NATION and notice.kind in NATIONAL_ONLY:
        raise BadNotice("Ngày lễ và lịch cả năm do trung ương quyết định. Chọn “cả nước”, hoặc loại khác.", "kind")
    if not notice.off:
        raise BadNotice("Ghi những ngày nghỉ.", "off")
    both = sorted(set(notice.off) & set(notice.work))
    if both:
        raise BadNotice(f"Ngày {words.short_year(both[0])} vừa ghi nghỉ vừa ghi làm bù. Chọn một.", "work")
    if notice.kind == YEAR:
        _check_year(notice, calendar)
        return
    _within(notice, calendar)
    if notice.kind == KEPT:
        if not _unsettled(notice, calendar):
            raise BadNotice("Những ngày này đã chắc rồi, không cần thông báo giữ nguyên.", "off")
        return
    _check_off(notice, calendar)
    _check_work(notice, calendar, today)
    if notice.days[0] < today and len(late_reason.strip()) < 10:
        raise BadNotice("Có ngày đã qua. Ghi vì sao bây giờ mới nhập thông báo.", "late_reason")


def _within(notice: Notice, calendar: Calendar) -> None:
    for field, days in (("off", notice.off), ("work", notice.work)):
        for day in days:
            if day < calendar.first:
                raise BadNotice(f"Lịch bắt đầu từ {words.short_year(calendar.first)}. Bỏ ngày trước đó.", field)
            if day > calendar.last:
                last = words.short_year(calendar.last)
                raise BadNotice(f"Lịch mới có đến {last}. Nhập lịch nghỉ cả năm sau trước đã.", field)


def _check_off(notice: Notice, calendar: Calendar) -> None:
    known = [calendar.day(day) for day in notice.off]
    clash = next((day for day in known if day.kind == "makeup_work" and notice.kind != CLOSURE), None)
    if clash:
        said = f"Ngày {words.short_year(clash.date)} đã là ngày làm bù ({clash.notice or clash.reason})."
        raise BadNotice(f"{said} Thu hồi thông báo cũ trước, hoặc chọn ngày khác.", "off")
    swapped = next((day for day in known if notice.kind == SWAP and not day.works), None)
    if swapped:
        raise BadNotice(f"Ngày {words.short_year(swapped.date)} vốn đã {swapped.said}, không hoán đổi được.", "off")
    if not any(day.works or day.status == "estimate" for day in known):
        first = known[0]
        raise BadNotice(
            f"Ngày {words.short_year(first.date)} vốn đã {first.said}. Thông báo không đổi ngày nào.", "off"
        )


def _check_work(notice: Notice, calendar: Calendar, today: date) -> None:
    if notice.kind == SWAP and not notice.work:
        raise BadNotice("Hoán đổi thì ghi cả ngày làm bù.", "work")
    if notice.kind != SWAP and notice.work:
        raise BadNotice("Chỉ hoán đổi mới có ngày làm bù. Để trống ô này, hoặc chọn loại khác.", "work")
    for day in notice.work:
        known, said = calendar.day(day), words.short_year(day)
        if day < today:
            raise BadNotice(f"Ngày {said} đã qua, không thành ngày làm bù được nữa.", "work")
        if known.works:
            raise BadNotice(f"Ngày {said} vốn đã là {known.said}.", "work")
        if known.kind != "weekend":
            raise BadNotice(f"Ngày {said} {known.said} ({known.reason}), không làm bù được.", "work")


def _check_year(notice: Notice, calendar: Calendar) -> None:
    year = calendar.last.year + 1
    wrong = next((day for day in notice.days if day.year != year), None)
    if wrong:
        raise BadNotice(f"Lịch cả năm sau là lịch năm {year}. Bỏ ngày {words.short_year(wrong)}.", "off")
    weekday = next((day for day in notice.work if day.weekday() < SATURDAY), None)
    if weekday:
        raise BadNotice(f"Ngày {words.short_year(weekday)} vốn đã là ngày làm việc.", "work")
    if not any(day.weekday() < SATURDAY for day in notice.off):
        raise BadNotice(f"Ghi đủ những ngày nghỉ lễ của năm {year}.", "off")


def _unsettled(notice: Notice, calendar: Calendar) -> bool:
    first, last = notice.off[0], notice.off[-1]
    gaps = any(gap.first <= last and first <= gap.last for gap in calendar.unsettled)
    return gaps or any(day.status == "estimate" and first <= key <= last for key, day in calendar.days.items())


def contradicts(one: Notice, other: Notice) -> bool:
    """Whether two notices say different things of a day; two that both close it do not."""
    if KEPT in (one.kind, other.kind):
        return False
    return bool(set(one.off) & set(other.work) or set(one.work) & set(other.off))


def applied(calendar: Calendar, notices: Sequence[Notice]) -> Calendar:
    """The calendar with notices laid over it in their order: a later one wins, and a nearer one comes later."""
    for notice in notices:
        calendar = _one(calendar, notice)
    return calendar


def _one(calendar: Calendar, notice: Notice) -> Calendar:
    days, gaps, last = dict(calendar.days), calendar.unsettled, calendar.last
    if notice.kind == KEPT:
        first, end = notice.off[0], notice.off[-1]
        firm = {key: day._replace(status="firm", notice=notice.text) for key, day in days.items()
                if day.status == "estimate" and first <= key <= end}  # fmt: skip
        return replace(calendar, days=days | firm, unsettled=_without(gaps, first, end))
    if notice.kind == YEAR:
        last = max(last, date(notice.off[0].year, 12, 31))
    if notice.level == NATION:
        gaps = tuple(gap for gap in gaps if not any(gap.first <= day <= gap.last for day in notice.days))
    for day in notice.off:
        known = days.get(day)
        if known is not None and known.kind in ("holiday", "in_lieu") and notice.kind != YEAR:
            days[day] = known._replace(status="firm", notice=notice.text or known.notice)
        elif day.weekday() < SATURDAY or known is not None or notice.kind in (HOLIDAY, YEAR):
            days[day] = Day(day, _off_kind(notice), notice.reason, notice.text, "firm", notice.level)
    for day in notice.work:
        days[day] = Day(day, "makeup_work", notice.reason, notice.text, "firm", notice.level)
    return replace(calendar, days=days, unsettled=gaps, last=last)


def _off_kind(notice: Notice) -> str:
    return "holiday" if notice.kind in (HOLIDAY, YEAR) else "swapped_off"


def _without(gaps: Iterable[Unsettled], first: date, last: date) -> tuple[Unsettled, ...]:
    left: list[Unsettled] = []
    for gap in gaps:
        pieces = ((gap.first, min(gap.last, first - ONE_DAY)), (max(gap.first, last + ONE_DAY), gap.last))
        outside = gap.last < first or last < gap.first
        left += [gap] if outside else [Unsettled(a, b, gap.reason) for a, b in pieces if a <= b]
    return tuple(left)


def changes(before: Calendar, after: Calendar) -> tuple[Change, ...]:
    """The days on which one calendar works and the other does not, in order, where both know them."""
    first, last = max(before.first, after.first), min(before.last, after.last)
    named = sorted(day for day in {*before.days, *after.days} if first <= day <= last)
    found = ((day, before.is_working_day(day), after.is_working_day(day)) for day in named)
    return tuple(Change(day, was, now, _said(after.day(day))) for day, was, now in found if was != now)


def _said(day: Day) -> str:
    reason = f" ({day.reason})" if day.reason else ""
    return f"{words.short_year(day.date)} {day.said}{reason}"


def lacking(calendar: Calendar, today: date) -> tuple[str, ...]:
    """What is still missing in the days ahead, in sentences; next year's are asked for from October on.

    Empty where every day that counts is firm.
    """
    year = today.year + (today.month >= OCTOBER)
    end = date(year, 12, 31)
    said = []
    if calendar.last < end:
        said.append(f"Lịch nghỉ năm {calendar.last.year + 1} chưa có.")
    for name, rows in _estimates(calendar, today, end).items():
        said.append(f"{words.first_up(name)} ({words.listed(rows)}) năm {rows[0].year} mới tính từ luật.")
    return (*said, *(gap.reason for gap in calendar.unsettled if today <= gap.last and gap.first <= end))


def _estimates(calendar: Calendar, first: date, last: date) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for day in sorted(calendar.days.values()):
        if day.status == "estimate" and first <= day.date <= last:
            found.setdefault(day.reason, []).append(day.date)
    return found
