"""The waiting room: lanes, states of a ticket, who is called next, how long it takes.

No text of law numbers a queue. That older people, disabled people, pregnant women and people with a small child go
first is the law's wish (Luật Người cao tuổi 2009, Luật Người khuyết tật 2010; the articles *assumed*); people from far
are the commune's own kindness. Nobody is asked for proof.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean
from typing import Final
from uuid import UUID

from thanthien.rules.errors import RuleError

NORMAL, PRIORITY = "A", "B"
LANES: Final[Mapping[str, str]] = {NORMAL: "thường", PRIORITY: "ưu tiên"}
IN_A_ROW: Final = 2  # priority calls of one counter before somebody of the normal lane is due (assumed)

WAITING, CALLED, SERVED = "waiting", "called", "served"
NO_SHOW, TRANSFERRED, CANCELLED = "no_show", "transferred", "cancelled"
STATES: Final[Mapping[str, str]] = {
    WAITING: "đang đợi",
    CALLED: "đang được mời",
    TRANSFERRED: "chuyển quầy, đang đợi",
    SERVED: "đã xong",
    NO_SHOW: "gọi chưa thấy",
    CANCELLED: "thôi đợi",
}
QUEUED: Final = (WAITING, TRANSFERRED)
MOVES: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "call": ((WAITING, TRANSFERRED), CALLED),
    "recall": ((CALLED,), CALLED),
    "serve": ((CALLED,), SERVED),
    "miss": ((CALLED,), NO_SHOW),
    "bring_back": ((NO_SHOW,), WAITING),
    "transfer": ((CALLED,), TRANSFERRED),
    "cancel": ((WAITING, TRANSFERRED, NO_SHOW), CANCELLED),
}

RESULT, UNKNOWN = "ket-qua", "khac"
# What one comes for, from the groups of the catalogue. A group that stands nowhere is asked for by "Tôi không rõ".
SERVICES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "ho-tich": ("Khai sinh, kết hôn, khai tử", ("em-be", "cuoi-hoi", "nha-co-tang", "ho-tich")),
    "chung-thuc": ("Sao y, chứng thực", ("chung-thuc",)),
    "cho-o": ("Thường trú, tạm trú", ("cho-o",)),
    "dat-nha": ("Đất đai, xây nhà", ("dat-nha",)),
    "lam-an": ("Làm ăn, mở quán", ("lam-an",)),
    "tro-giup": ("Trợ cấp, chính sách, trẻ em", ("tro-giup", "tre-em")),
    RESULT: ("Nhận kết quả", ()),
    UNKNOWN: ("Tôi không rõ", ("xom-lang", "don-thu")),
}

EARLY: Final = timedelta(minutes=30)  # so long before an appointment the machine gives its number (assumed)
GRACE: Final = timedelta(minutes=30)  # and so long after its slot has ended (assumed)

SOON: Final = timedelta(minutes=15)  # what the figure calls a short wait (assumed: no text gives a number)
LEAST_CALLS, LAST_CALLS = 5, 17
QUIET: Final = timedelta(minutes=15)  # no call for so long, and longer than three usual ones: nobody can estimate


@dataclass(frozen=True, slots=True)
class Queued:
    """A ticket that waits. ``place`` is when it was taken and stays with it; ``target`` the counter it was sent to."""

    id: UUID
    lane: str
    place: datetime
    service: str
    target: str = ""


def service_of(group: str) -> str:
    """Return what one comes for with a procedure of a group of the catalogue; "khac" for any other group."""
    return next((key for key, (_, groups) in SERVICES.items() if group in groups), UNKNOWN)


def label(lane: str, number: int) -> str:
    """Return how a ticket is called: A042."""
    return f"{lane}{number:03d}"


def said(lane: str, number: int, counter: str) -> str:
    """Return the sentence that is spoken: "Mời số A, không, bốn, hai, đến Quầy 2"."""
    digits = ", ".join(_DIGITS[int(sign)] for sign in f"{number:03d}")
    letter = {"A": "A", "B": "bê"}.get(lane, lane)
    return f"Mời số {letter}, {digits}, đến {counter}"


_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def after(state: str, move: str) -> str:
    """Return the state after a move. Raises :class:`RuleError` for one that is not possible now, saying why."""
    sources, to = MOVES[move]
    if state not in sources:
        raise RuleError(f"Số này {STATES.get(state, state)}, chưa làm việc này được.")
    return to


def serves(serving: Collection[str], service: str) -> bool:
    """Tell whether a counter that serves ``serving`` (empty: everything) takes a service; nobody sends away
    who does not know what they need."""
    return not serving or service == UNKNOWN or service in serving


def is_for(one: Queued, counter: str, serving: Collection[str]) -> bool:
    """Tell whether a counter may call a ticket: it was sent there, or nowhere and the counter serves its matter."""
    return one.target == counter if one.target else serves(serving, one.service)


def next_up(
    queue: Sequence[Queued], recent: Sequence[str], counter: str, serving: Collection[str] = ()
) -> Queued | None:
    """Return whom a counter calls next, None when nobody waits for it.

    The priority lane goes first; after ``IN_A_ROW`` of its calls at this counter (``recent``: lanes of its last
    calls, the newest first) one of the normal lane is due, if anybody waits there. So neither lane starves: of any
    three calls the normal lane has one, the priority lane two. Within a lane by place. Who was sent to this counter
    waits in their lane with the place they had.
    """
    mine = [one for one in queue if is_for(one, counter, serving)]
    first = {lane: min((one for one in mine if one.lane == lane), key=_by_place, default=None) for lane in LANES}
    normal, priority = first[NORMAL], first[PRIORITY]
    due = len(recent) >= IN_A_ROW and all(lane == PRIORITY for lane in recent[:IN_A_ROW])
    if normal is not None and (priority is None or due):
        return normal
    return priority


def _by_place(one: Queued) -> tuple[datetime, UUID]:
    return one.place, one.id


def coming(queue: Sequence[Queued], most: int) -> list[Queued]:
    """Return the next ones of the room as one counter that serves everything would call them, at most ``most``."""
    rest, found, recent = list(queue), list[Queued](), list[str]()
    while rest and len(found) < most:
        one = next_up([Queued(each.id, each.lane, each.place, UNKNOWN) for each in rest], recent, "")
        assert one is not None
        found.append(next(each for each in rest if each.id == one.id))
        rest = [each for each in rest if each.id != one.id]
        recent.insert(0, one.lane)
    return found


def estimate(calls: Sequence[datetime], ahead: int, now: datetime) -> int | None:
    """Return in how many minutes somebody with ``ahead`` people before them will be called, None for "cannot tell".

    ``calls`` are today's first calls of the same lane, oldest first. The pace is the mean gap between the last ones
    (several counters call in bursts, so a median would lie), without pauses: a gap of more than a quarter of an hour
    and three usual ones. Too few calls, or such a silence now, and nothing is said.
    """
    last = list(calls[-LAST_CALLS:])
    if len(last) < LEAST_CALLS:
        return None
    pace = _pace([(b - a).total_seconds() for a, b in pairwise(last)])
    since = max(0.0, (now - last[-1]).total_seconds())
    if since > max(3 * pace, QUIET.total_seconds()):
        return None
    seconds = pace * (ahead + 1) - min(since, pace)
    return max(1, round(seconds / 60))


def _pace(gaps: list[float]) -> float:
    rest = sorted(gaps)
    while len(rest) > 1 and rest[-1] > max(3 * fmean(rest[:-1]), QUIET.total_seconds()):
        rest.pop()
    return fmean(rest)


def about(minutes: int | None) -> str:
    """Return an estimate in words, "" where there is none; the longer, the rounder."""
    if minutes is None:
        return ""
    if minutes > 120:
        return "hơn 2 giờ"
    step = 1 if minutes <= 15 else 5
    return f"khoảng {-(-minutes // step) * step}\u00a0phút"
