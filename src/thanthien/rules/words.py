"""How dates, hours and counts are said in Vietnamese (no locale, so that every machine says the same)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


# A year has 365 ways to be said and a page says the same few again and again: the two busiest are kept.
@lru_cache(maxsize=4096)
def short(day: date) -> str:
    """`26/11`: day and month, no leading zeros."""
    return f"{day.day}/{day.month}"


def short_year(day: date) -> str:
    """`26/11/2026`."""
    return f"{day.day}/{day.month}/{day.year}"


@lru_cache(maxsize=4096)
def with_weekday(day: date) -> str:
    """`thứ Năm 26/11`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}"


def spoken(day: date) -> str:
    """`thứ Năm 26 tháng 11`, for those who listen."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} tháng {day.month}"


def spoken_plain(day: date) -> str:
    """`18 tháng 11`."""
    return f"{day.day} tháng {day.month}"


def clock_time(moment: time | datetime) -> str:
    """`9:20`, `17:00`."""
    return f"{moment.hour}:{moment.minute:02d}"


def spoken_time(moment: time | datetime) -> str:
    """`17 giờ`, `9 giờ 20`."""
    return f"{moment.hour} giờ" if not moment.minute else f"{moment.hour} giờ {moment.minute}"


def at_moment(moment: datetime) -> str:
    """`9:20 ngày 11/11`."""
    return f"{clock_time(moment)} ngày {short(moment)}"


def first_up(text: str) -> str:
    """The first letter in capitals, the rest as it is (`str.capitalize` would lower names)."""
    return text[:1].upper() + text[1:]


def listed(days: Iterable[date]) -> str:
    """`25, 26, 27, 30/11, 1/12`: the month stands once, behind the last day of a run in that month."""
    parts: list[str] = []
    after = None
    for day in reversed(list(days)):
        same = after is not None and after.month == day.month and after.year == day.year
        parts.append(str(day.day) if same else short(day))
        after = day
    return ", ".join(reversed(parts))


def ranged(days: list[date]) -> str:
    """`24/11`, `16–20/2` or `30/4–3/5` for days that follow each other, else `listed`."""
    if len(days) == 1:
        return short(days[0])
    if (days[-1] - days[0]).days != len(days) - 1:
        return listed(days)
    if (days[0].year, days[0].month) == (days[-1].year, days[-1].month):
        return f"{days[0].day}–{short(days[-1])}"
    return f"{short(days[0])}–{short(days[-1])}"


def number(value: int | float | Decimal, places: int = 0) -> str:
    """Write 1234.5 as "1.234,5"."""
    return f"{value:,.{places}f}".replace(",", "_").replace(".", ",").replace("_", ".")


def percent(part: int, whole: int) -> str:
    """Write "97,1%", rounded down: what is not all never looks like all."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"
