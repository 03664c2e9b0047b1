"""Tags and filters of every page. They are built in: templates need no ``{% load %}`` for them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import loader
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from thanthien.web import calendar, icons, manual_map, maps, parts, qr, words

register = template.Library()


def _sheet(context: Context) -> set[str] | None:
    """Return the request's set of icons, or None where the page has no end to put symbols at."""
    request = getattr(context, "request", None) or context.get("request")
    if request is None or request.headers.get("HX-Request"):
        return None
    used: set[str] = request.__dict__.setdefault("_icons_used", set())
    return used


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str) -> SafeString:
    """Draw an icon beside a word."""
    used = _sheet(context)
    if name not in icons.ICONS:
        return SafeString("")
    if used is None:
        return SafeString(icons.whole(name))
    used.add(name)
    return SafeString(icons.use(name))


@register.simple_tag(takes_context=True)
def page_end(context: Context) -> SafeString:
    """Close a page: the icons it used, and the scripts it asked for."""
    used = _sheet(context)
    request = getattr(context, "request", None) or context.get("request")
    wants_htmx = bool(request and request.__dict__.get("_wants_htmx"))
    tail = icons.symbols(used) if used else ""
    if wants_htmx:
        tail += f'<script src="{static("web/htmx-2.0.11.min.js")}" defer></script>'
    return SafeString(f'{tail}<script src="{static("web/app.js")}" defer></script>')


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Draw Django's token (this tag takes its name), and on a work page the post that the form was opened in.

    So no form can be forgotten: one sent while acting in another post is refused (``office.acting``).
    """
    mark = getattr(context.get("me"), "mark", "")
    field = format_html('<input type="hidden" name="dang-lam" value="{}">', mark) if mark else ""
    return SafeString(f"{CsrfTokenNode().render(context)}{field}")


@register.simple_tag(takes_context=True)
def use_htmx(context: Context) -> str:
    """Ask for htmx on this page; without it every form and link still works."""
    request = getattr(context, "request", None) or context.get("request")
    if request is not None:
        request.__dict__["_wants_htmx"] = True
    return ""


@register.simple_tag(takes_context=True)
def site_url(context: Context, route: str, *args: object) -> str:
    """Return the address of a route for the commune of this page; "" when no app offers it."""
    found = maps.address(route, *args)
    if not found or found.startswith("/can-bo/"):
        return found
    return f"{getattr(context.get('site'), 'prefix', '')}{found}"


@register.simple_tag(takes_context=True)
def help_address(context: Context) -> str:
    """Return where the manual helps at this page."""
    match = getattr(context.get("request"), "resolver_match", None)
    areas = getattr(context.get("me"), "areas", ())
    name = manual_map.page_for(match.func.__module__ if match else "", areas)
    return maps.address("office:help_page", name) if name else maps.address("office:help")


def _ways(context: Context, ways: Sequence[maps.Way]) -> list[dict[str, Any]]:
    found = [(way, site_url(context, way.route)) for way in ways]
    return [{"area": way.area, "words": way.words, "icon": way.icon, "href": href} for way, href in found if href]


def _area(context: Context) -> str:
    return str(context.get("area", ""))


@register.inclusion_tag("web/parts/public_nav.html", takes_context=True)
def public_nav(context: Context) -> dict[str, Any]:
    """Draw the head's links; the view says where it is with ``area``."""
    return {"ways": _ways(context, maps.PUBLIC), "area": _area(context), "on_phone": maps.ON_PHONE}


@register.inclusion_tag("web/parts/public_foot.html", takes_context=True)
def public_foot(context: Context) -> dict[str, Any]:
    """Draw the foot with the whole map; a ``closed`` page shows no way into the work pages."""
    commune = [way for way in maps.FOOT_COMMUNE if way.area != "login" or not context.get("closed")]
    return {
        "site": context.get("site"),
        "today": context.get("today"),
        "people": _ways(context, maps.FOOT_PEOPLE),
        "commune": _ways(context, commune),
    }


@register.simple_tag(takes_context=True)
def office_nav(context: Context) -> SafeString:
    """Draw the rail; ``me.areas`` limits it, ``me.counts`` adds figures."""
    me = context.get("me")
    allowed, counts = getattr(me, "areas", ()), getattr(me, "counts", {})
    ways = tuple(
        (way, found, counts.get(way.area, 0))
        for way in maps.OFFICE
        if (not allowed or way.area in allowed) and (found := site_url(context, way.route))
    )
    # On a phone "Thêm" also holds the search and the way out.
    return _rail(ways, maps.address("office:more"), _area(context))


@lru_cache(maxsize=512)
def _rail(ways: tuple[tuple[maps.Way, str, int], ...], more: str, area: str) -> SafeString:
    """Draw it once for the same figures: it stands on every work page. Its icons are drawn in place."""
    shown = [
        {"area": way.area, "words": way.words, "icon": way.icon, "href": href, "count": count}
        for way, href, count in ways
    ]
    inner = {"ways": shown, "more": more, "area": area, "on_phone": maps.ON_PHONE}
    return loader.render_to_string("web/parts/office_nav.html", inner)


@register.simple_tag(takes_context=True)
def clock(context: Context, state: Any, *, long: bool = False) -> SafeString:
    """Draw the badge of a clock: kind on|soon|sorry|late|pause, short (or long) words, words to hear.

    A finished dossier has no badge: an empty state draws nothing.
    """
    kind, said = parts.pick(state, "kind"), parts.pick(state, "short")
    if kind not in icons.CLOCK_SIGNS or not said:
        return SafeString("")
    if long:
        said = parts.pick(state, "long") or said
    heard = parts.pick(state, "spoken") or parts.pick(state, "sr")
    shown = f'<span aria-hidden="true">{escape(said)}</span><span class="sr">{escape(heard)}</span>'
    sign = icon(context, icons.CLOCK_SIGNS[kind])
    return SafeString(
        f'<span class="clock {kind}{" long" if long else ""}">{sign}{shown if heard else escape(said)}</span>'
    )


@register.simple_tag
def date_calendar(
    marks: Sequence[Any], today: date | None = None, sentence: str = "", start: str = "nhận", due: str = "hẹn trả"
) -> SafeString:
    """Draw the explained date from the rules' marks of days; ``sentence`` says the same on paper.

    ``start`` and ``due`` stand under the first and the last day.
    """
    said = f'<p class="only-print">{escape(sentence)}</p>' if sentence else ""
    return SafeString(calendar.html(parts.marks(marks), today, {"nhận": start, "hẹn trả": due}) + said)


@register.simple_tag
def qr_code(text: str, label: str = "Mã QR mở trang theo dõi hồ sơ") -> SafeString:
    """Draw a QR code that carries ``text``."""
    return SafeString(qr.drawing(text, str(escape(label))))


@register.simple_tag(takes_context=True)
def field(context: Context, bound: BoundField, **options: Any) -> SafeString:
    """Draw one field: label, hint, error, box. Options: ``key`` (a shortcut to show), ``css``."""
    return parts.field(context, bound, options)


@register.simple_tag(takes_context=True)
def error_summary(context: Context, *forms: BaseForm) -> SafeString:
    """Draw what has to be looked at again, first thing under the heading; nothing when all is well."""
    wrong = parts.errors_of(forms)
    return parts.render(context, "web/parts/error_summary.html", {"wrong": wrong}) if wrong else SafeString("")


@register.simple_tag
def title_errors(*forms: BaseForm) -> str:
    """Begin the title of a page whose form came back: "Có 3 chỗ cần sửa: "."""
    wrong = parts.errors_of(forms)
    return f"Có {len(wrong)} chỗ cần sửa: " if wrong else ""


@register.inclusion_tag("web/parts/stat.html")
def stat(name: str, part: int | None = None, whole: int | None = None, **more: Any) -> dict[str, Any]:
    """Draw a figure with its sample. Options: ``value``, ``of``, ``lacking``, ``counts``, ``trend``."""
    return parts.stat(name, part, whole, more)


@register.inclusion_tag("web/parts/progress.html")
def progress(step: int, steps: int, saved: datetime | None = None) -> dict[str, Any]:
    """Draw "Bước 2 trong 4" with joints and the time of the last save."""
    return {"step": step, "steps": steps, "saved": saved, "marks": ["f"] * step + [""] * (steps - step)}


@register.simple_tag(takes_context=True)
def timeline(context: Context, items: Sequence[Any]) -> SafeString:
    """Draw the joints of a dossier's way, oldest first: kind done|now|sorry|next, what, when, told."""
    return parts.render(context, "web/parts/timeline.html", {"items": items, "today": context.get("today")})


@register.simple_tag(takes_context=True)
def derivation(
    context: Context, steps: Sequence[Any], assumed: Sequence[str] = (), *, opened: bool = False
) -> SafeString:
    """Draw the steps of a date, each with its article, folded. ``assumed``: ids of rules nobody confirmed."""
    inner = {"steps": steps, "assumed": assumed, "opened": opened}
    return parts.render(context, "web/parts/derivation.html", inner)


@register.simple_tag(takes_context=True)
def receipt(context: Context, paper: Mapping[str, Any]) -> SafeString:
    """Draw the receipt: code, QR, dates (the old one struck through), place, proof."""
    return parts.render(context, "web/parts/receipt.html", {"paper": paper})


@register.simple_tag(takes_context=True)
def search_box(context: Context, **options: Any) -> SafeString:
    """Draw the search: a GET form, and suggestions while typing where htmx runs (``suggest``)."""
    if options.get("suggest"):
        use_htmx(context)
    return parts.render(context, "web/parts/search.html", {"name": "q", "button": "Tìm", **options})


@register.simple_tag(takes_context=True)
def crumbs(context: Context, *pairs: str) -> SafeString:
    """Draw the way back: words, address, words, address. The page itself is left out: it is the heading."""
    trail = list(zip(pairs[::2], pairs[1::2], strict=True))
    return parts.render(context, "web/parts/crumbs.html", {"trail": trail})


@register.simple_tag(takes_context=True)
def next_page(context: Context, after: str, words_: str = "Xem thêm", name: str = "sau") -> SafeString:
    """Draw the link to the next rows, by cursor; the rest of the query stays."""
    if not after:
        return SafeString("")
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is None:
        return format_html('<p class="next"><a href="?{}={}">{}</a></p>', name, after, words_)
    query[name] = after
    return format_html('<p class="next"><a href="?{}">{}</a></p>', query.urlencode(), words_)


@register.simple_tag
def unconfirmed(text: str = "chờ xác nhận") -> SafeString:
    """Draw the dashed tag of what nobody has confirmed yet."""
    return format_html('<span class="tag">{}</span>', text)


_FILTERS: dict[str, Callable[..., str]] = {
    "day": words.day_words,
    "day_short": words.day_short,
    "hour": words.hour,
    "hour_words": words.hour_words,
    "weekday": words.weekday,
    "moment": words.moment,
    "money": words.money,
    "number": words.number,
    "phone": words.phone,
    "masked": words.masked,
    "size": words.size,
    "listed": words.listed,
    "first_up": words.first_up,
}
for _name, _function in _FILTERS.items():
    register.filter(_name, parts.forgiving(_function))


@register.filter
def day_full(day: date | None) -> str:
    """Write the date with its weekday and always with the year."""
    return words.day_words(parts.as_day(day)) if day else ""


@register.filter
def tel(digits: str) -> SafeString:
    """Write a phone number as a link that calls it."""
    if not digits:
        return SafeString("")
    bare = "".join(sign for sign in digits if sign.isdigit() or sign == "+")
    return format_html('<a class="nb" href="tel:{}">{}</a>', bare, words.phone(bare))
