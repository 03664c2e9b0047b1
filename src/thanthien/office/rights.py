"""``/can-bo/quyen/``: the table of rights as it stands in ``rules.rights``, and who holds which post today."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thanthien.core import clock
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.org import service as org
from thanthien.rules.rights import EVERYBODY, KINDS, RIGHTS, Reach, Right

SHORT: Final[Mapping[str, str]] = {
    "clerk": "Một cửa", "handler": "Xử lý", "records_clerk": "Văn thư", "chair": "Chủ tịch",
    "administrator": "Quản trị", "sealed_officer": "Giữ niêm phong", "overseer": "Cấp trên",
}  # fmt: skip


class Row(NamedTuple):
    """One act, with a yes or no for each post."""

    label: str
    cells: list[tuple[str, bool]]
    below: bool


class Section(NamedTuple):
    """All acts on one kind of record."""

    kind: str
    title: str
    rows: list[Row]


@require_safe
@staff_page("rights.read")
def rights(request: StaffRequest) -> HttpResponse:
    """Show every kind of record, every act and who may do it."""
    day = clock.local(request.now).date()
    held: dict[str, list[str]] = {role: [] for role in EVERYBODY}
    for position in org.colleagues(request.actor, day):
        held.setdefault(position.role, []).append(position.staff.name)
    context: dict[str, Any] = {
        "sections": sections(RIGHTS.values()),
        "roles": [SHORT[role] for role in EVERYBODY],
        "holders": [(SHORT[role], sorted(set(held[role]))) for role in EVERYBODY],
        "area": "rights",
    }
    return render(request, "office/rights.html", context)


def sections(known: Iterable[Right]) -> list[Section]:
    """Put the table into the order of its kinds, acts as they stand in it."""
    by_kind: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for right in known:
        cells = [(SHORT[role], role in right.roles) for role in EVERYBODY]
        barred = ", ".join(SHORT[role] for role in EVERYBODY if role in right.never)
        label = f"{right.label} (ai giữ cả {barred} thì không)" if barred else right.label
        by_kind[right.kind].append(Row(label, cells, right.reach is Reach.BELOW))
    return [Section(kind, KINDS[kind], rows) for kind, rows in by_kind.items() if rows]
