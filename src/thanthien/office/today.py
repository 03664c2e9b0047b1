"""``/can-bo/``: what waits for this person today, by post. One who holds several posts sees several parts.

Another area adds its part with ``@part(Role.CHAIR, "office/…html")``; the function returns what its template needs.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock, db
from thanthien.core.actors import Role
from thanthien.notify import service as notify
from thanthien.office import catalogue, rows
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.lists import with_reply
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.programme.service import difficulties
from thanthien.rules.notices import lacking
from thanthien.rules.tickets import QUEUED
from thanthien.web import words

FIRST: Final = 6
MOST: Final = 500


class Part(NamedTuple):
    """A part of the page: its template, and how its words and figures come about."""

    template: str
    build: Callable[[StaffRequest], dict[str, Any]]


PARTS: Final[dict[str, Part]] = {}
# The kind of record that a part leads to: a lent post shows it only when it was lent for that kind.
LEADS_TO: Final = {Role.CLERK: "counter", Role.HANDLER: "dossier", Role.RECORDS: "paper", Role.CHAIR: "apology"}


def part(role: Role, template: str) -> Callable[[Callable[[StaffRequest], dict[str, Any]]], Any]:
    """Register what a post sees on its first page."""

    def wrap(build: Callable[[StaffRequest], dict[str, Any]]) -> Callable[[StaffRequest], dict[str, Any]]:
        PARTS[role] = Part(template, build)
        return build

    return wrap


@require_safe
@staff_page("today.read")
def today(request: StaffRequest) -> HttpResponse:
    """Show the parts of this person's posts, in the order of the roles."""
    held = [PARTS[role] for role in Role if role in PARTS and request.actor.has(role, on=LEADS_TO.get(role, ""))]
    built = [{"template": one.template, **one.build(request)} for one in held]
    title = next((str(one["title"]) for one in built if one.get("title")), "Hôm nay")
    context = {
        "parts": built, "title": title, "closure": closure(request.now, request.actor.unit_id), "area": "today",
        "telling": _telling(request), "signing": signing_line(request), "dates": _dates(request),
    }  # fmt: skip
    return render(request, "office/today.html", context)


@part(Role.CLERK, "office/today/clerk.html")
def clerk(request: StaffRequest) -> dict[str, Any]:
    """What came in online and waits for its first answer, what can be handed over, slips to print."""
    waiting = onestop.in_state(request.actor, ["submitted"], request.now)
    rows.use_signs(request)
    return {
        "waiting": with_reply(waiting.lines[:FIRST], request.now),
        "figures": request.figures,
        "room": _room(request),
        "title": _clerk_title(request.figures.get("submitted", 0)),
    }


def _room(request: StaffRequest) -> dict[str, int]:
    """Count who waits, who is expected today, who is to be called as their day was closed, and money to look at."""
    day = clock.local(request.now).date()
    waiting = onestop.tickets.shown(request.actor, day).filter(state__in=QUEUED)
    booked = onestop.booking.of_day(request.actor, day).filter(state="booked")
    ahead = onestop.booking.ahead(request.actor, request.now)
    money = {
        "odd": onestop.fees.odd_calls(request.actor), "silent": onestop.fees.unclear(request.actor, request.now),
        "back": onestop.fees.refunds(request.actor).filter(state__in=("proposed", "approved")),
    }  # fmt: skip
    found = db.count_each({"waiting": waiting, "booked": booked, "ahead": ahead, **money}, MOST)
    to_call = onestop.booking.to_call(request.actor.scope, request.now) if found["ahead"] else []
    return found | {"to_call": len(to_call)}


def _telling(request: StaffRequest) -> str:
    """Say what has not arrived, by which channel, how old; "" when all did, or without the right to act on it.

    The morning's list goes to the commune's mailbox; officers have no address here, so their first page tells them.
    """
    stands = notify.seen_by(request.actor, request.now)
    return notify.digest_line(stands) if stands else ""


def _dates(request: StaffRequest) -> str:
    """Say how many notices of days off and changed limits wait for a second person who may be this one."""
    actor = request.actor
    if actor.unit_id is None or not actor.may("notice.approve"):
        return ""
    limits = onestop.redating.limit_changes(actor).filter(state__in=("proposed", "ending")).order_by()
    own = UUID(actor.id)  # nobody is a second person to themselves
    asked = {
        name: found.exclude(state="proposed", entered_by_id=own).exclude(state="ending", ending_by_id=own)
        for name, found in (("notices", org.undecided_notices(actor)), ("limits", limits))
    }
    count = db.count_each(asked, MOST)
    told = [("thông báo nghỉ", count["notices"]), ("thời hạn đổi theo luật", count["limits"])]
    waiting = ", ".join(f"{rows.capped(many)} {what}" for what, many in told if many)
    return f"{waiting} chờ người thứ hai duyệt" if waiting else ""


def signing_line(request: StaffRequest) -> str:
    """Say what of digital signatures waits for this person: theirs to give, or one that failed; "" for nothing."""
    actor = request.actor
    if not actor.may("paper.signing"):
        return ""
    waiting = onestop.marks.unsigned(actor).order_by()
    found = db.count_each({name: waiting.filter(signing=name) for name in ("asked", "failed")}, MOST)
    own = f"{rows.capped(found['asked'])} giấy mang tên {request.called} chờ ký số" if actor.may("paper.sign") else ""
    failed = f"{rows.capped(found['failed'])} giấy chưa ký số được"
    told = [own if found["asked"] else "", failed if found["failed"] else ""]
    return ", ".join(one for one in told if one)


def _clerk_title(waiting: int) -> str:
    return (
        f"Hôm nay {rows.capped(waiting)} hồ sơ chờ tiếp nhận"
        if waiting
        else "Hôm nay không còn hồ sơ nào chờ tiếp nhận"
    )


@part(Role.HANDLER, "office/today/handler.html")
def handler(request: StaffRequest) -> dict[str, Any]:
    """A handler's own dossiers by the date they hurry to, the paused ones after them."""
    figures, after = request.figures, request.GET.get("sau", "")
    page = onestop.keys(request.actor, request.now, own=True, after=after)
    found = rows.drawn(request.actor, page.rows, request.now)
    if not page.after and figures.get("paused"):
        paused = onestop.keys(request.actor, request.now, own=True, group="paused")
        found += rows.drawn(request.actor, paused.rows, request.now)
    rows.use_signs(request)
    late, due = figures.get("late", 0), figures.get("today", 0)
    return {
        "groups": rows.groups(found, dict(figures)),
        "after": page.after,
        "title": _handler_title(late, due),
        "open": _open(figures),
    }


def _open(figures: Mapping[str, int]) -> str:
    """How many of one's own dossiers are open; a figure that was counted up to a limit makes the sum one, too."""
    found = [figures.get(name, 0) for name in rows.HEADS]
    return rows.capped(MOST) if max(found) >= MOST else str(sum(found))


def _handler_title(late: int, due: int) -> str:
    soon = f"Hôm nay {rows.capped(due)} việc đến hạn" if due else "Hôm nay không việc nào đến hạn"
    return f"{soon}, {rows.capped(late)} việc quá hẹn" if late else soon


@part(Role.RECORDS, "office/today/records.html")
def records(request: StaffRequest) -> dict[str, Any]:
    """What is signed and waits for number and date."""
    signed = onestop.in_state(request.actor, ["signed"], request.now)
    rows.use_signs(request)
    count = request.figures.get("signed", 0)
    title = f"Hôm nay {rows.capped(count)} kết quả chờ vào sổ" if count else "Không còn kết quả nào chờ vào sổ"
    return {"signed": signed.lines[:FIRST], "title": title}


@part(Role.CHAIR, "office/today/chair.html")
def chair(request: StaffRequest) -> dict[str, Any]:
    """How many decisions wait; the morning page of the chair takes this part's place."""
    letters, results = request.figures.get("apologies", 0), request.figures.get("to_sign", 0)
    title = f"{letters + results} việc chờ anh/chị quyết" if letters + results else "Không còn việc nào chờ quyết"
    return {"letters": letters, "results": results, "title": title}


@part(Role.ADMIN, "office/today/administrator.html")
def administrator(request: StaffRequest) -> dict[str, Any]:
    """What the house itself needs: messages that did not arrive, entries of the catalogue to confirm."""
    actor, on = request.actor, request.now.date()
    open_ = [one for one in onestop.corrections(actor) if one.decided_at is None]
    offers = onestop.offers(actor.unit_id, on)
    return {
        "unsent": request.figures.get("unsent", 0),
        "corrections": len(open_),
        "unconfirmed": sum(map(catalogue.waits, offers)),
        "offered": len(offers),
        "lacking": lacking(org.calendars.lately(actor.unit_id), on),
        "title": "Việc quản trị hôm nay",
    }


@part(Role.OVERSEER, "office/today/overseer.html")
def overseer(request: StaffRequest) -> dict[str, Any]:
    """What the communes below could not keep, and the way to their figures."""
    missed = onestop.escalated(request.actor, request.now)
    title = f"{len(missed)} hồ sơ đã lỡ cả ngày hẹn lại" if missed else "Không xã nào lỡ ngày hẹn lại"
    waiting = difficulties.waiting_cases(request.actor, request.now)
    return {"missed": len(missed), "title": title, "difficulties": waiting}


def closure(now: datetime, unit_id: UUID | None) -> str:
    """Say what day it is, and that tomorrow is a day off when no weekend says so already."""
    day = clock.local(now).date()
    tomorrow = org.calendars.lately(unit_id).day(day + timedelta(days=1))
    said = f"{words.first_up(words.weekday(day))}{words.NBSP}{words.day_short(day)}."
    if tomorrow.works and tomorrow.kind == "work":
        return said
    if tomorrow.kind == "weekend":
        return said
    return f"{said} Mai {words.day_short(tomorrow.date, day)} {tomorrow.said}."
