"""Rows of the work lists, drawn once and kept while nothing about them can look different.

A drawn row is good for one version of the dossier and one bucket of time: a day while the date is far,
a minute on the days around it, where the badge counts hours. So a list costs the index range of its keys,
and the database is asked for whole dossiers only when they changed.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.onestop import service as onestop
from thanthien.rules.dossier import MACHINE
from thanthien.web import icons, maps, words

NEAR: Final = timedelta(days=5)  # a holiday or a weekend may lie between today and "the next working day"
ROOM: Final = 8192
HEADS: Final = {
    "late": "Quá hẹn",
    "today": "Đến hạn hôm nay",
    "next": "Ngày làm việc tới",
    "later": "Những ngày sau",
    "paused": "Đồng hồ đang dừng",
}
type_key = tuple[UUID, int, str, bool]


class Kept:
    """The least recently used rows fall out. Shared by the threads of one worker."""

    def __init__(self, room: int = ROOM) -> None:
        self._rows: OrderedDict[type_key, str] = OrderedDict()
        self._lock = Lock()
        self._room = room

    def get(self, keys: Iterable[type_key]) -> dict[type_key, str]:
        """Return those that are known."""
        found: dict[type_key, str] = {}
        with self._lock:
            for key in keys:
                row = self._rows.get(key)
                if row is not None:
                    self._rows.move_to_end(key)
                    found[key] = row
        return found

    def put(self, rows: dict[type_key, str]) -> None:
        """Keep these, and drop the oldest beyond the room."""
        with self._lock:
            self._rows.update(rows.items())
            while len(self._rows) > self._room:
                self._rows.popitem(last=False)

    def __len__(self) -> int:
        return len(self._rows)


kept = Kept()


def bucket(due: datetime, now: datetime) -> str:
    """Return the stretch of time in which a row looks the same."""
    here = clock.local(now)
    return f"{here:%Y%m%d%H%M}" if abs(due - now) < NEAR else f"{here:%Y%m%d}"


def drawn(
    actor: Actor, rows: Sequence[onestop.Key], now: datetime, *, owners: bool = False
) -> list[tuple[onestop.Key, str]]:
    """Return each key with its row as HTML; two queries for all that are not kept."""
    keys = [(row.id, row.version, bucket(row.due, now), owners) for row in rows]
    known = kept.get(keys)
    missing = [key for key in keys if key not in known]
    if missing:
        lines = onestop.lines(actor, [key[0] for key in missing], now)
        steps = onestop.reading.next_steps(actor, [key[0] for key in missing])
        fresh = {
            key: row_of(lines[key[0]], now, owners=owners, step=steps.get(key[0], ""))
            for key in missing
            if key[0] in lines
        }
        kept.put(fresh)
        known |= fresh
    return [(row, known[key]) for row, key in zip(rows, keys, strict=True) if key in known]


def groups(
    rows: Iterable[tuple[onestop.Key, str]], figures: dict[str, int], *, counted: bool = True
) -> list[dict[str, object]]:
    """Put drawn rows under their headings, in the order in which they press; figures only where counted."""
    found: dict[str, list[str]] = {}
    for key, html in rows:
        found.setdefault(key.group, []).append(html)
    return [
        {"key": name, "head": head, "count": capped(figures.get(name, len(found[name]))) if counted else "",
         "rows": SafeString("".join(found[name]))}
        for name, head in HEADS.items()
        if name in found
    ]  # fmt: skip


def capped(count: int) -> str:
    """Say a figure that was counted up to a limit: "500+"."""
    return f"{count}+" if count >= 500 else str(count)


def row_of(line: onestop.Line, now: datetime, *, owners: bool = False, step: str = "") -> str:
    """Draw one row. In Python, not in a template: a list is asked for more often than any other work page."""
    today = clock.local(now).date()
    sub = [f'<span translate="no">{escape(line.applicant)}</span>', _when(line, today), _next(line, step)]
    if owners:
        sub.append(escape(line.owner) or "chưa ai nhận")
    return (
        f'<li><a href="{_address(line)}"><b>{escape(line.title)}</b>{badge(line)}'
        f'<span class="sub">{" · ".join(part for part in sub if part)}</span></a></li>'
    )


def ended(lines: Iterable[onestop.Line], *, owners: bool = False) -> SafeString:
    """Draw dossiers that have ended: no badge, a few words ("xong ngày 18/11, đúng hẹn")."""
    return SafeString("".join(_ended(line, owners) for line in lines))


def _ended(line: onestop.Line, owners: bool) -> str:
    state = MACHINE.states.get(line.state)
    how = words.first_down(line.clock.long) if line.clock else ""
    said = [how, state.label if state else "", line.owner if owners else ""]
    sub = [f'<span translate="no">{escape(line.applicant)}</span>', *(escape(one) for one in said if one)]
    return (
        f'<li><a href="{_address(line)}"><b>{escape(line.title)}</b><span></span>'
        f'<span class="sub">{" · ".join(sub)}</span></a></li>'
    )


def badge(line: onestop.Line) -> str:
    """Draw the clock's badge, as the tag ``{% clock %}`` does; its sign must stand on the page's sheet."""
    state = line.clock
    if state is None or state.kind not in icons.CLOCK_SIGNS:
        return ""
    sign = icons.use(icons.CLOCK_SIGNS[state.kind])
    return (
        f'<span class="clock {state.kind}">{sign}<span aria-hidden="true">{escape(state.short)}</span>'
        f'<span class="sr">{escape(state.spoken)}</span></span>'
    )


def use_signs(request: HttpRequest) -> None:
    """Put the signs of the badges onto the page's sheet of symbols."""
    used: set[str] = request.__dict__.setdefault("_icons_used", set())
    used.update(icons.CLOCK_SIGNS.values())


def _address(line: onestop.Line) -> str:
    return maps.address("office:dossier", line.id)


def _when(line: onestop.Line, today: date) -> str:
    if line.clock is not None and line.clock.kind == "pause":
        since = line.clock.long.partition(",")[0]  # why stands beside it as the step
        return f"{since[0].lower()}{since[1:]}"
    if line.due is None:
        return f"nộp {words.day_words(clock.local(line.filed_at).date(), today)}"
    said = words.day_words(clock.local(line.due).date(), today)
    return f"hẹn mới {said}" if line.revised else f"hẹn {said}"


def _next(line: onestop.Line, step: str) -> str:
    """What comes next while it is in work; otherwise where it stands."""
    if step and line.state in ("accepted", "in_process"):
        return f"{escape(step[0].lower())}{escape(step[1:])}"
    state = MACHINE.states.get(line.state)
    return escape(state.label) if state else ""
