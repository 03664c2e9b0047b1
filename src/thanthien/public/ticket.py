"""``/so/<token>/``: my number on my telephone. How many before me, about how long, and where to go when called."""

import contextlib
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core import clock
from thanthien.core.actors import citizen
from thanthien.core.errors import Refused
from thanthien.onestop.service import tickets
from thanthien.org import service as org
from thanthien.public.doors import public_form, secret
from thanthien.public.place import speak_for
from thanthien.rules import tickets as rules


@require_http_methods(["GET", "HEAD", "POST"])
@public_form
@secret
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show the number, or give it back."""
    now = clock.now()
    if request.method == "POST":
        with contextlib.suppress(Refused):  # called meanwhile, or given back before: the page says what it is now
            tickets.give_up(actor=citizen(), now=now, token=token)
        return HttpResponseRedirect(reverse("public:ticket", args=[token]))
    row = tickets.by_token(token, now)
    mark = f'"{tickets.moved(row.unit_id)}-{clock.local(now):%H%M}"'
    if request.headers.get("If-None-Match", "") == mark:
        return HttpResponseNotModified(headers={"ETag": mark})
    office = org.office_of(row.unit_id)
    speak_for(request, office)
    response = render(request, "public/hall/ticket.html", _told(row, now, token))
    response.headers["ETag"] = mark
    return response


def _told(row: tickets.Ticket, now: datetime, token: str) -> dict[str, Any]:
    waiting = row.state in rules.QUEUED
    queue = tickets.queue(row.unit_id, row.day) if waiting else []
    mine = (row.taken_at, row.id)
    ahead = sum((one.place, one.id) < mine and one.lane == row.lane and one.target == row.target for one in queue)
    usual = waiting and not row.target
    minutes = rules.estimate(tickets.moments(row.unit_id, row.day, row.lane), ahead, now) if usual else None
    return {
        "area": "hall", "ticket": row, "token": token, "waiting": waiting, "ahead": ahead, "usual": usual,
        "about": rules.about(minutes), "now": now,
    }  # fmt: skip
