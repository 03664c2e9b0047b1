"""``/dat-lich/``: an appointment without script: matter → hour → name if one likes → code, QR, calendar file."""

from datetime import datetime
from typing import Any, Final, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import clock, ics, limits, text
from thanthien.core.actors import citizen
from thanthien.core.errors import NotThere, Refused, TooMany
from thanthien.core.once import Once, sent_once
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.public import place
from thanthien.public.doors import public_form, secret
from thanthien.web import client
from thanthien.web.forms import EmailField, NameField, OnceField, PageForm, PhoneField
from thanthien.web.sites import SiteRequest

ANY: Final = require_http_methods(["GET", "HEAD", "POST"])
MOST_FOUND: Final = 8
OTHER_MATTER: Final = "khac"
OFTEN: Final = "Hôm nay xã đã nhắn nhiều lần đến số hay địa chỉ này. Để trống ô này vẫn đặt được lịch."
OFTEN_MOVED: Final = "Lịch này hôm nay đã dời nhiều lần. Anh/chị gọi Một cửa để dời giúp."


class WhoForm(PageForm):
    """Who comes; nothing is owed."""

    once = OnceField()
    name = NameField(label="Họ và tên", required=False, hint="Đặt giúp thì ghi tên người sẽ đến.")
    phone = PhoneField(label="Số điện thoại", required=False)
    email = EmailField(label="Thư điện tử", required=False, hint="Có thì xã gửi lịch hẹn và nhắc trước một ngày.")


def _unit(request: HttpRequest) -> UUID:
    unit_id = cast(SiteRequest, request).site.unit_id
    if unit_id is None:
        raise NotThere
    return unit_id


def _moment(said: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(said[:40])
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=clock.VN)


@ANY
@public_form
def booking(request: HttpRequest) -> HttpResponse:
    """Choose the matter, then the hour, then say who comes; each step is an address of its own."""
    unit_id, now = _unit(request), clock.now()
    rule = onestop.booking.rule_of(unit_id)
    if rule is None or not rule.open:
        return render(request, "public/booking/none.html", {"area": "booking"})
    chosen = request.GET.get("thu-tuc", "")[:40]
    if not chosen:
        return _matters(request, unit_id, now)
    code = "" if chosen == OTHER_MATTER else chosen
    title = _title(unit_id, code, now)
    at = _moment(request.GET.get("luc", ""))
    if at is None:
        return _hours(request, unit_id, chosen, title, now)
    return _who(request, unit_id, code, title, at, now)


def _title(unit_id: UUID, code: str, now: datetime) -> str:
    if not code:
        return onestop.booking.OTHER
    offer = onestop.offered(unit_id, clock.local(now).date()).every.get(code)
    if offer is None:
        raise NotThere
    return offer.entry.title


def _matters(request: HttpRequest, unit_id: UUID, now: datetime) -> HttpResponse:
    words = text.clean(request.GET.get("q", ""))[:200]
    day = clock.local(now).date()
    found = onestop.search(unit_id, words, day, MOST_FOUND) if words else []
    return render(request, "public/booking/matter.html", {"area": "booking", "words": words, "found": found})


def _hours(request: HttpRequest, unit_id: UUID, chosen: str, title: str, now: datetime, no: str = "") -> HttpResponse:
    days = onestop.booking.days(unit_id, now)
    context: dict[str, Any] = {"area": "booking", "days": days, "title": title, "chosen": chosen, "no": no}
    context["some"] = any(day.left for day in days)
    return render(request, "public/booking/hours.html", context, status=422 if no else 200)


def _who(request: HttpRequest, unit_id: UUID, code: str, title: str, at: datetime, now: datetime) -> HttpResponse:
    slot = onestop.booking.slot_at(unit_id, at, now)
    chosen = code or OTHER_MATTER
    form = WhoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        client.spend(request, "booking.address")
        data = form.cleaned_data
        who = onestop.booking.Who(data["name"], data["phone"], data["email"])
        body = urlencode({"luc": at.isoformat(), "ai": str(who), "viec": code})
        try:
            _pace(who, OFTEN)
            made = sent_once(
                Once(client.address_of(request), data["once"], body), onestop.booking.book, actor=citizen(), now=now,
                unit_id=unit_id, procedure=code, starts_at=at, who=who,
            )  # fmt: skip
        except Refused as no:
            if no.field == "slot":
                return _hours(request, unit_id, chosen, title, now, no.message)
            form.refuse(no)
        else:
            return HttpResponseRedirect(f"/lich-hen/{made.token}/?moi")
    elif slot is None or not slot.left:
        return _hours(request, unit_id, chosen, title, now, "Giờ này hết chỗ, hoặc đã qua. Anh/chị chọn giờ khác.")
    context = {"area": "booking", "form": form, "title": title, "at": at, "slot": slot, "chosen": chosen}
    return render(request, "public/booking/who.html", context, status=422 if form.is_bound else 200)


def _pace(who: onestop.booking.Who, sentence: str) -> None:
    """Count what is written to one contact, whoever asks for it: nobody is woken twenty times by a stranger."""
    number = "".join(letter for letter in who.phone if letter.isdigit())
    for field, contact in (("email", who.email.lower()), ("phone", number)):
        try:
            if contact:
                limits.spend(clock.now(), {"booking.told": contact})
        except TooMany as full:
            raise Refused(sentence, field, "told-often") from full


@require_safe
@secret
def shown(request: HttpRequest, token: str) -> HttpResponse:
    """One appointment: code, hour, place, QR, calendar file; moving and calling off."""
    row = onestop.booking.by_token(token)
    _speak_for(request, row.unit_id)
    link = f"{_base()}/lich-hen/{token}/"
    context: dict[str, Any] = {
        "area": "booking", "row": row, "token": token, "new": "moi" in request.GET,
        "past": row.starts_at <= clock.now(),
        "link": link,
    }  # fmt: skip
    return render(request, "public/booking/shown.html", context)


@require_safe
@secret
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a phone's calendar; after a move the entry there is moved, not doubled."""
    row = onestop.booking.by_token(token)
    site = _speak_for(request, row.unit_id)
    where = f"Bộ phận Một cửa {site.kind} {site.name}" + (f", {site.address}" if site.address else "")
    entry = ics.Entry(
        f"{row.id}@{request.get_host()}", row.revision, row.starts_at, row.ends_at, f"Một cửa: {row.title}", where,
        f"Mã lịch hẹn {row.code}", row.state == "cancelled",
    )  # fmt: skip
    body = ics.calendar([entry], ics.PUBLISH, clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{row.code}.ics"'}
    return HttpResponse(body, content_type=ics.TYPE, headers=headers)


@ANY
@public_form
@secret
def move(request: HttpRequest, token: str) -> HttpResponse:
    """Choose another hour."""
    row, now = onestop.booking.by_token(token), clock.now()
    _speak_for(request, row.unit_id)
    no = ""
    if request.method == "POST":
        client.spend(request, "booking.address")
        at = _moment(request.POST.get("luc", ""))
        try:
            if at is None:
                raise Refused("Anh/chị chọn một giờ.", "slot")
            _pace(onestop.booking.Who(phone=row.phone, email=row.email), OFTEN_MOVED)
            onestop.booking.move(actor=citizen(), now=now, booking_id=row.id, starts_at=at)
            return HttpResponseRedirect(f"/lich-hen/{token}/")
        except Refused as refused:
            no = refused.message
    context = {"area": "booking", "row": row, "token": token, "days": onestop.booking.days(row.unit_id, now), "no": no}
    return render(request, "public/booking/move.html", context, status=422 if no else 200)


@ANY
@public_form
@secret
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Call it off: asked once, so that a link that a mail program opens by itself does nothing."""
    row, no = onestop.booking.by_token(token), ""
    _speak_for(request, row.unit_id)
    if request.method == "POST":
        client.spend(request, "booking.address")
        try:
            onestop.booking.cancel(actor=citizen(), now=clock.now(), booking_id=row.id)
        except Refused as refused:
            no = refused.message
        if not no or row.state == "cancelled":
            return HttpResponseRedirect(f"/lich-hen/{token}/")
    context = {"area": "booking", "row": row, "token": token, "no": no}
    return render(request, "public/booking/cancel.html", context, status=422 if no else 200)


def _speak_for(request: HttpRequest, unit_id: UUID) -> Any:
    office = org.office_of(unit_id)
    place.speak_for(request, office)
    return cast(SiteRequest, request).site


def _base() -> str:
    return str(settings.THANTHIEN_URL)
