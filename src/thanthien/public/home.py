"""The first page: one question, the usual matters, and whether the counter is open now."""

from datetime import datetime
from typing import Any, Final, NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.text import clean, fold
from thanthien.onestop import service as onestop
from thanthien.public import place
from thanthien.rules import opening
from thanthien.rules.errors import OutOfCalendar
from thanthien.web.sites import Site, SiteRequest

MOST_COMMUNES: Final = 60


class Tile(NamedTuple):
    """A life event on the first page: the group of the catalogue, its words, its icon and ground."""

    group: str
    words: str
    about: str
    icon: str
    ground: str


TILES: Final = (
    Tile("em-be", "Nhà có em bé", "Khai sinh, nhận cha mẹ con, thẻ bảo hiểm", "baby", "n"),
    Tile("cuoi-hoi", "Cưới hỏi", "Kết hôn, giấy xác nhận độc thân", "rings", "s"),
    Tile("cho-o", "Chỗ ở", "Thường trú, tạm trú, tách hộ", "house", ""),
    Tile("dat-nha", "Đất đai, xây nhà", "Sổ đỏ, giấy phép xây dựng, hòa giải", "pin", "n"),
    Tile("lam-an", "Làm ăn, mở quán", "Đăng ký, thay đổi, tạm nghỉ kinh doanh", "shop", "c"),
    Tile("chung-thuc", "Chứng thực, sao y", "Bản sao, chữ ký, hợp đồng", "stamp", "c"),
    Tile("tro-giup", "Trợ cấp, chính sách", "Người cao tuổi, khuyết tật, hộ nghèo", "heart", ""),
    Tile("nha-co-tang", "Nhà có tang", "Khai tử, mai táng phí", "leaf", "s"),
)
CHIPS: Final = ("giấy độc thân", "mở quán", "nhập khẩu", "sổ đỏ")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The commune's first page; a house of many communes without a home unit lists them."""
    site, now = cast(SiteRequest, request).site, clock.now()
    if site.unit_id is None:
        return _house(request)
    total = len(onestop.offered(site.unit_id, now.date()).open)
    context = {"tiles": TILES, "chips": CHIPS, "total": total, **counter_now(site, now)}
    return render(request, "public/home/home.html", context)


def counter_now(site: Site, now: datetime) -> dict[str, Any]:
    """Return what the counter does at this moment; nothing beyond the calendar's end."""
    hours = place.hours_of(site)
    try:
        calendar = place.calendar_of(site)
        return {"opening": opening.opening(now, hours, calendar), "closure": opening.closure(now, hours, calendar)}
    except OutOfCalendar:
        return {"opening": None, "closure": None}


def _house(request: HttpRequest) -> HttpResponse:
    query = clean(request.GET.get("q", ""))[:80]
    every = place.communes()
    found = [one for one in every if fold(query) in fold(f"{one.label} {one.province} {one.code}")]
    context = {"q": query, "found": found[:MOST_COMMUNES], "left": len(found) - MOST_COMMUNES, "total": len(every)}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "public/home/communes_found.html" if fragment else "public/home/house.html", context)
