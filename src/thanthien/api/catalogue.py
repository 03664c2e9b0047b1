"""Reading: procedures, units, dates. Public knowledge, the same for everybody."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar, cast

from django.http import HttpRequest
from ninja import Query, Router

from thanthien.api.schemas import (
    DueAsked,
    DueOut,
    Paging,
    Problem,
    ProcedureOut,
    ProcedurePage,
    ProceduresAsked,
    UnitPage,
    UnitsAsked,
)
from thanthien.core import clock
from thanthien.core.errors import NotThere, Refused
from thanthien.core.text import clean
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.web.sites import Site, SiteRequest

router = Router(tags=["catalogue"])
T = TypeVar("T")
MOST_HITS: Final = 50


def site_of(request: HttpRequest) -> Site:
    """Return the commune of the address."""
    return cast(SiteRequest, request).site


def page(items: Sequence[T], asked: Paging, key: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """Cut one page out of a short list. The cursor is the key of the last item shown, so rows may come and go."""
    start = 0
    if asked.cursor:
        start = next((at + 1 for at, item in enumerate(items) if key(item) == asked.cursor), -1)
        if start < 0:
            raise Refused("Con trỏ này không còn dùng được. Gọi lại từ trang đầu.", "cursor", "unknown-cursor")
    end = start + asked.limit
    return items[start:end], key(items[end - 1]) if len(items) > end else None


@router.get("/procedures", response={200: ProcedurePage, 422: Problem}, summary="Danh mục thủ tục")
def procedures(request: HttpRequest, asked: Query[ProceduresAsked]) -> dict[str, Any]:
    """List what the commune offers, most asked for first; with `q` what fits these words, best first."""
    offered = onestop.offered(site_of(request).unit_id, clock.today())
    words = clean(asked.q)
    found: list[tuple[Any, float | None]]
    if words:
        found = [(offered.every[hit.code].entry, hit.score) for hit in offered.index.search(words, MOST_HITS)]
    else:
        found = [(one.entry, None) for one in offered.open]
    shown, following = page(found, asked, lambda pair: str(pair[0].code))
    return {"results": [_brief(entry, score) for entry, score in shown], "next": following}


def _brief(entry: Any, score: float | None) -> dict[str, Any]:
    names = ("code", "name", "title", "lead", "group", "field", "fileable")
    return {name: getattr(entry, name) for name in names} | {"score": score}


@router.get("/procedures/{code}", response={200: ProcedureOut, 404: Problem}, summary="Một thủ tục")
def procedure(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one procedure as this commune offers it, also one that is switched off here (`enabled`)."""
    offer = onestop.offered(site_of(request).unit_id, clock.today()).every.get(code)
    if offer is None:
        raise NotThere
    whole = onestop.dump_procedure(offer.entry)
    unconfirmed = whole.pop("unverified_fields")
    return whole | {"version": offer.number, "enabled": offer.enabled, "unconfirmed": unconfirmed}


@router.get("/units", response={200: UnitPage, 422: Problem}, summary="Đơn vị hành chính")
def units(request: HttpRequest, asked: Query[UnitsAsked]) -> dict[str, Any]:
    """Return the units with that code or name as they stood on a day."""
    words = clean(asked.q)
    if not words:
        raise Refused("Ghi mã hoặc tên đơn vị.", "q", "unreadable-field")
    found = org.units_named(words, asked.on or clock.today())
    shown, following = page(found, asked, lambda unit: unit.id.hex)
    return org.unit_json(shown) | {"next": following}


@router.get("/due", response={200: DueOut, 422: Problem}, summary="Tính ngày hẹn, có giải thích")
def due(request: HttpRequest, asked: Query[DueAsked]) -> dict[str, Any]:
    """Explain a date. Exactly one of `procedure`, `rule`, `working_days`, `calendar_days` is asked."""
    question = asked.model_dump(by_alias=True, exclude={"event"})
    if asked.procedure and not asked.unit:
        question["unit"] = site_of(request).code
    return onestop.due_query.explain(onestop.due_query.read(question, asked.event))
