"""``/bang-diem/``: what the commune promises and how far it kept it, each figure with the list behind it."""

import csv
import re
from datetime import datetime
from typing import Final, NamedTuple, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.quality import service as quality
from thanthien.rules import conduct
from thanthien.web import words
from thanthien.web.sites import SiteRequest

MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
SHOWN_MONTHS: Final = 13
LIST_PAGE: Final = 50
GROUPS: Final = (*conduct.GROUPS, *quality.MORE_GROUPS)


class Line(NamedTuple):
    """One promise as the page shows it."""

    id: str
    text: str
    value: str
    joints: tuple[str, ...]
    of: str
    before: str
    trend: str
    how: str
    listed: bool


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show every promise of the model with its figure of the month and of the month before."""
    site, now = cast(SiteRequest, request).site, clock.now()
    if site.unit_id is None:
        raise NotThere
    month = _month(request, now)
    figures = quality.board(site.unit_id, month, now)
    lines = {key: [line(one) for one in figures if one.promise.group == key] for key in GROUPS}
    context = {
        "ten": lines["ten"], "others": [(words, lines[key]) for key, words in conduct.GROUPS.items() if key != "ten"],
        "more": [(words, lines[key]) for key, words in quality.MORE_GROUPS.items()], "counted": figures[0].at,
        "month": month, "months": _months(now), "earlier": _said(_before(month)), "said": _said(month),
        "running": month == f"{clock.local(now):%Y-%m}", "area": "board",
    }  # fmt: skip
    return render(request, "public/board/board.html", context)


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """``/bang-diem/ap-phich/``: the ten principles with their figures on one sheet to hang up, A4 or A3."""
    site, now = cast(SiteRequest, request).site, clock.now()
    if site.unit_id is None:
        raise NotThere
    month = _month(request, now)
    figures = quality.board(site.unit_id, month, now)
    shown = [line(one) for one in figures if one.promise.group == "ten"]
    here = request.build_absolute_uri(f"{reverse('public:board')}?thang={month}")
    context = {
        "lines": shown, "month": month, "said": _said(month), "counted": figures[0].at or now, "here": here,
        "running": month == f"{clock.local(now):%Y-%m}", "area": "board",
    }  # fmt: skip
    return render(request, "public/board/poster.html", context)


@require_safe
def behind(request: HttpRequest, promise: str) -> HttpResponse:
    """Show the rows that one figure counts: a code, a day and yes or no; of answers only how many said what."""
    site, now = cast(SiteRequest, request).site, clock.now()
    definition = quality.FIGURES.get(promise)
    if site.unit_id is None or definition is None:
        raise NotThere
    month = _month(request, now)
    figure = quality.figure(site.unit_id, month, now, promise)
    page = None
    if not definition.survey:
        rows = quality.rows_behind(site.unit_id, month, now, promise).order_by("when", "pk")
        number = request.GET.get("trang", "1")
        page = Paginator(rows.values("when", "met", "pk", *_named(definition)), LIST_PAGE).get_page(number)
        page.object_list = [one | {"said": quality.CHANNELS.get(one.get("channel", ""), "")} for one in page]
    context = {
        "line": line(figure), "figure": figure, "definition": definition, "month": month, "said": _said(month),
        "page": page, "never": definition.kind == "never", "area": "board",
    }  # fmt: skip
    return render(request, "public/board/behind.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Give a month's figures as CSV, so that anybody may count on."""
    site, now = cast(SiteRequest, request).site, clock.now()
    if site.unit_id is None:
        raise NotThere
    month = _month(request, now)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="bang-diem-{site.code}-{month}.csv"'
    out = csv.writer(response)
    out.writerow(["ma", "loi_hua", "thang", "tu_so", "mau_so", "gia_tri", "chua_du_de_do"])
    for one in quality.board(site.unit_id, month, now):
        value = "" if one.value is None else f"{one.value:.4f}"
        out.writerow([one.promise.id, one.promise.text, month, one.now.met, one.now.all, value, one.lacking])
    return response


def line(figure: quality.Figure) -> Line:
    """Put a figure into words."""
    definition = figure.definition
    if definition is None:
        return Line(figure.promise.id, figure.promise.text, "", ("",) * 10, figure.lacking, "", "", "", False)
    of = definition.of.format(met=words.number(figure.now.met), all=words.number(figure.now.all))
    if figure.promise.id == "p10" and figure.asked and not figure.lacking:
        of += f". {words.percent(min(figure.now.all, figure.asked), figure.asked)} số người được hỏi đã trả lời"
    value = quality.value_words(definition.kind, figure.value, figure.now)
    return Line(
        figure.promise.id, figure.promise.text, value, _joints(definition.kind, figure),
        words.first_up(figure.lacking) if figure.lacking else of,
        "" if definition.kind == "gain" else quality.value_words(definition.kind, figure.value_before, figure.before)
        or "chưa đủ để đo",
        _trend(definition.kind, figure), definition.how, True,
    )  # fmt: skip


def _joints(kind: str, figure: quality.Figure) -> tuple[str, ...]:
    if figure.lacking or kind in ("never", "gain"):
        return ()
    if kind == "mean":
        return words.joints(round((figure.value or 0) * 100), 500)
    return words.joints(figure.now.met, figure.now.all)


def _trend(kind: str, figure: quality.Figure) -> str:
    """Tell better from worse by what the page shows, so that a rounding never looks like a change."""
    if figure.value is None or figure.value_before is None:
        return ""
    places = 1 if kind == "mean" else 3
    now, before = round(figure.value, places), round(figure.value_before, places)
    if now == before:
        return "same"
    return "up" if (now > before) != (kind == "never") else "down"


def _named(definition: quality.Definition) -> tuple[str, ...]:
    return {"hồ sơ": ("code",), "tin": ("channel",)}.get(definition.things, ())


def _month(request: HttpRequest, now: datetime) -> str:
    """Read the month that was asked for; none, a foreign word or a month to come is this month."""
    wanted, present = request.GET.get("thang", ""), f"{clock.local(now):%Y-%m}"
    return wanted if MONTH.fullmatch(wanted) and quality.FIRST_MONTH < wanted <= present else present


def _months(now: datetime) -> list[tuple[str, str]]:
    found, month = [], f"{clock.local(now):%Y-%m}"
    for _ in range(SHOWN_MONTHS):
        found.append((month, _said(month)))
        month = _before(month)
    return found


def _said(month: str) -> str:
    return f"{int(month[5:])}/{month[:4]}"


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - (number == 1)}-{12 if number == 1 else number - 1:02}"
