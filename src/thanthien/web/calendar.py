"""The explained date: weeks one can count with a finger, one row a week. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from thanthien.rules.words import SHORT_WEEKDAYS, WEEKDAYS, first_up

START, COUNT, END, NEW, OFF, HOLIDAY, PAUSE = "start", "cnt", "end", "new", "off", "holiday", "pause"
KEPT_WEEKS: Final = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One day that means something. ``count`` is the number that the day carries, ``note`` its own word."""

    day: date
    kind: str
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the table: ``css`` its look, ``note`` the small word under the number."""

    day: date
    css: str
    note: str
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Weeks left out of the middle, with the numbers counted in them."""

    weeks: int
    first: int
    last: int


_NOTES: Final = {START: "nhận", OFF: "nghỉ", HOLIDAY: "lễ", PAUSE: "dừng", NEW: "hẹn mới"}


def _cell(day: date, mark: Mark | None, today: date | None, due_word: str) -> Cell:
    if mark is None:
        here = day == today
        return Cell(day, "today" if here else "none", "nay" if here else "", 0)
    note = mark.note or _NOTES.get(mark.kind, "")
    if mark.kind == END:
        note = due_word
    css = OFF if mark.kind == HOLIDAY else mark.kind
    if day == today:
        css += " today"
        note = note or "nay"
    return Cell(day, css, note, mark.count)


def weeks(marks: Iterable[Mark], today: date | None = None) -> list[list[Cell] | Gap]:
    """Return rows from Monday to Sunday; over five weeks only the first and the last two stay."""
    by_day = {mark.day: mark for mark in marks}
    if not by_day:
        return []
    due_word = "hẹn cũ" if any(mark.kind == NEW for mark in by_day.values()) else "hẹn trả"
    first, last = min(by_day), max(by_day)
    monday = first - timedelta(days=first.weekday())
    rows: list[list[Cell] | Gap] = []
    while monday <= last:
        days = [monday + timedelta(days=step) for step in range(7)]
        rows.append([_cell(day, by_day.get(day), today, due_word) for day in days])
        monday += timedelta(days=7)
    if len(rows) <= KEPT_WEEKS:
        return rows
    hidden = [cell.count for row in rows[2:-2] if isinstance(row, list) for cell in row if cell.count]
    gap = Gap(len(rows) - 4, min(hidden, default=0), max(hidden, default=0))
    return [*rows[:2], gap, *rows[-2:]]


def caption(marks: Iterable[Mark]) -> str:
    """Say what the table is, for those who hear it."""
    days = sorted(mark.day for mark in marks)
    if not days:
        return ""
    first, last = days[0], days[-1]
    return f"Cách đếm ngày hẹn, từ {first.day}/{first.month} đến {last.day}/{last.month}/{last.year}"


NOTHING: Final[Mapping[str, str]] = {}
_HEAD: Final = (
    "<thead><tr>"
    + "".join(
        f'<th scope="col"><abbr title="{first_up(name)}">{sign}</abbr></th>'
        for sign, name in zip(SHORT_WEEKDAYS, WEEKDAYS, strict=True)
    )
    + "</tr></thead>"
)


def _box(cell: Cell, said: Mapping[str, str], *, with_month: bool) -> str:
    number = f"{cell.day.day}/{cell.day.month}" if with_month else str(cell.day.day)
    under = escape(said.get(cell.note, cell.note))
    if cell.count:
        under = f'<span class="sr">ngày thứ </span>{cell.count}' + (f", {under}" if under else "")
    return f'<td class="{cell.css}">{number}' + (f"<small>{under}</small>" if under else "") + "</td>"


def html(marks: Sequence[Mark], today: date | None = None, said: Mapping[str, str] = NOTHING) -> str:
    """Draw the table. In Python, not in a template: a page of following is asked for more than any other.

    ``said`` puts other words under its days, for a date that is no dossier's.
    """
    if not marks:
        return ""
    lines = []
    seen = 0
    for row in weeks(marks, today):
        if isinstance(row, Gap):
            told = f", ngày thứ {row.first} đến {row.last}" if row.first else ""
            lines.append(f'<tr><td class="gap" colspan="7">… {row.weeks} tuần{told} …</td></tr>')
            seen = 0
            continue
        boxes = []
        for cell in row:
            boxes.append(_box(cell, said, with_month=bool(seen) and cell.day.month != seen))
            seen = cell.day.month
        lines.append(f"<tr>{''.join(boxes)}</tr>")
    return (
        f'<table class="weeks"><caption class="sr">{escape(caption(marks))}</caption>{_HEAD}'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )
