"""``/can-bo/gop-y/``: what people said, month by month, never so that one of them can be told from the others."""

import re
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.onestop import service as onestop
from thanthien.quality import service as quality
from thanthien.rules import ratings as rule

MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
SPOKEN_MONTH: Final = re.compile(r"([1-9]|0[1-9]|1[0-2])/(20\d\d)")


@require_safe
@staff_page("rating.read")
def ratings(request: StaffRequest) -> HttpResponse:
    """Show one month: a rate above the sample floor, faces and words above the floor of privacy."""
    today = clock.local(request.now).date()
    months = quality.months(request.actor)
    wanted = request.GET.get("thang", "")
    month = wanted if MONTH.fullmatch(wanted) else (months[0] if months else f"{today:%Y-%m}")
    contacts = onestop.contacts_of(request.actor, month)
    summary = quality.summary(request.actor, month, contacts)
    floor = rule.sample_floor(contacts, today)
    faces = [(said, summary.scores.get(score, 0)) for score, said in sorted(rule.FACES.items(), reverse=True)]
    context = {
        "months": months, "month": month, "summary": summary, "faces": faces if summary.scores else [],
        "lacking": "" if summary.measurable else f"{summary.answers} câu trả lời, cần ít nhất {floor}",
        "of": f"{summary.satisfied} trên {summary.answers} người trả lời", "area": "figures",
        "privacy": rule.PRIVACY_FLOOR,
    }  # fmt: skip
    context["by_counter"] = request.actor.may("ticket.figures")
    return render(request, "office/ratings.html", context)


@require_safe
@staff_page("ticket.figures")
def counters(request: StaffRequest) -> HttpResponse:
    """``/can-bo/gop-y/quay/``: waits and answers counter by counter, for the steering board, never on a public page."""
    present = f"{clock.local(request.now):%Y-%m}"
    typed = request.GET.get("thang", "").strip()
    spoken = SPOKEN_MONTH.fullmatch(typed)  # as people write it: 11/2026
    wanted = f"{spoken[2]}-{int(spoken[1]):02}" if spoken else typed
    month = wanted if MONTH.fullmatch(wanted) and wanted <= present else present
    first = clock.day_start(date.fromisoformat(f"{month}-01"))
    end = clock.day_start((first.date() + timedelta(days=32)).replace(day=1))
    answers = [
        (one, rule.sample_floor(one.answers, first.date())) for one in quality.by_counter(request.actor, month)
    ]  # fmt: skip
    context = {
        "month": month, "months": quality.months(request.actor), "area": "figures", "privacy": rule.PRIVACY_FLOOR,
        "waits": onestop.tickets.by_counter(request.actor, (first, end)), "answers": answers,
    }  # fmt: skip
    return render(request, "office/counters.html", context)
