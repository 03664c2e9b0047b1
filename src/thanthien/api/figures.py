"""Published figures: what the commune promises, with numerator and denominator. The same counts as `/bang-diem/`."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from thanthien.api.catalogue import site_of
from thanthien.api.schemas import Problem
from thanthien.core import clock, wall
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.quality import service as quality

router = Router(tags=["figures"])
PERIOD = r"^20[2-9]\d-(0[1-9]|1[0-2])$"


class FiguresAsked(Schema):
    """Which commune, which month."""

    unit: str = Field("", pattern=r"^[0-9]{0,6}$", description="Mã xã; để trống là xã của địa chỉ này")
    period: str = Field("", pattern=rf"^$|{PERIOD}", description="Tháng, ví dụ `2026-10`; để trống là tháng này")


class FigureOut(Schema):
    """One promise in one month. `value` is a share (0 to 1), a mean (1 to 5), a count or a gain, as `kind` says."""

    id: str
    text: str
    kind: str | None
    numerator: int
    denominator: int
    value: float | None
    measurable: bool
    lacking: str


class FiguresOut(Schema):
    """The board of one commune."""

    unit: str
    period: str
    results: list[FigureOut]


@router.get("/figures", response={200: FiguresOut, 422: Problem}, summary="Bảng điểm thân thiện")
def figures(request: HttpRequest, asked: Query[FiguresAsked]) -> dict[str, Any]:
    """Return every promise with its figure. `measurable` is false under the sample floor; `lacking` says why."""
    now = clock.now()
    unit_id, code = _unit(request, asked.unit, now.date())
    month = asked.period or f"{clock.local(now):%Y-%m}"
    wall.admit(unit_id)  # counts of a commune are public knowledge
    return {
        "unit": code,
        "period": month,
        "results": [_told(one) for one in quality.board(unit_id, month, now)],
    }


def _unit(request: HttpRequest, code: str, day: date) -> tuple[Any, str]:
    site = site_of(request)
    if not code:
        if site.unit_id is None:
            raise Refused("Ghi mã xã.", "unit", "unit-required")
        return site.unit_id, site.code
    office = org.office_by_code(code, day)
    if office is None:
        raise Refused("Không có xã nào mang mã này.", "unit", "unknown-unit")
    return office.unit_id, code


def _told(one: quality.Figure) -> dict[str, Any]:
    return {
        "id": one.promise.id,
        "text": one.promise.text,
        "kind": one.definition.kind if one.definition else None,
        "numerator": one.now.met,
        "denominator": one.now.all,
        "value": one.value,
        "measurable": one.value is not None,
        "lacking": one.lacking,
    }
