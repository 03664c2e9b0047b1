"""The versions of one commune's (or province's) entry, woven from its layers.

Layers, the later on top: the national entry, what the province laid down for its communes, what the commune itself
confirmed or corrected. Each layer is an approved correction with its days, and settles single fields; so a commune's
word on one field does not hide the province's on another. A dossier keeps the version it was filed under.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from thanthien.core import clock, wall
from thanthien.core.command import Run
from thanthien.onestop import access, catalogue, catalogue_shape
from thanthien.onestop.catalogue_worse import worse
from thanthien.onestop.models import Correction, Procedure, ProcedureVersion
from thanthien.org import service as org

WORDS = {"province": "Tỉnh quy định", "commune": "Xã xác nhận"}


def merged(data: dict[str, Any], changes: Mapping[str, Any], settled: set[str]) -> dict[str, Any]:
    """Return an entry with new values; what is settled counts as read in a text."""
    for name, value in changes.items():
        data[name] = {**data[name], **value} if isinstance(data[name], dict) else value
    for name in settled & {"limit", "fee"}:
        data[name] = {**data[name], "verified": True}
    covered = settled | ({"time_limit"} if "limit" in settled else set())
    data["unverified_fields"] = [name for name in data["unverified_fields"] if name not in covered]
    data["verified_fields"] = sorted({*data["verified_fields"], *covered})
    return data


def laid(
    data: dict[str, Any], layer: Correction, level: str, above: catalogue_shape.Procedure | None = None
) -> dict[str, Any]:  # fmt: skip
    """Lay one approved correction over an entry, and note where each of its fields comes from.

    ``above``: what stands above a commune; its worse values without a text that allows them are left out, and said.
    """
    changes, confirmed = dict(layer.changes["values"]), layer.changes["confirmed"]
    refused = worse(above, changes) if above is not None and not layer.changes.get("ground") else {}
    for name, why in refused.items():
        del changes[name]
        stands = data["origins"].get(name, "Danh mục quốc gia")
        data["origins"] = {**data["origins"], name: f"{stands}. Mức xã ghi ({layer.source}) không tính: {why}"}
    settled = {*changes, *confirmed}
    data = merged(data, changes, settled)
    if "fee" in changes:
        data["fee"] = {**data["fee"], "source": layer.source}
    day = start_of(layer)
    said = f"{WORDS[level]} từ {day:%d/%m/%Y}: {layer.source}"
    data["sources"] = [*data["sources"], f"{layer.source} ({WORDS[level].lower()} {day:%d/%m/%Y})"]
    data["origins"] = {**data["origins"], **dict.fromkeys(sorted(settled), said)}
    return data


def start_of(layer: Correction) -> date:
    """Return the first day of a layer: the one it names, otherwise the day of the decision."""
    assert layer.decided_at is not None
    decided = clock.local(layer.decided_at).date()
    return max(layer.valid_from, decided) if layer.valid_from else decided  # never backwards (settled question 12)


def holds(layer: Correction, on: date) -> bool:
    """Tell whether a layer holds on a day."""
    return start_of(layer) <= on and (layer.valid_to is None or on < layer.valid_to)


def weave(run: Run, unit_id: UUID, procedure: Procedure, day: date) -> None:
    """Write the versions of a unit anew from a day on; a span where nothing of its own holds has no version."""
    own = access.layers((unit_id,), procedure)
    provinces = [one for one in access.above_of(unit_id) if one]
    above = access.layers(provinces, procedure)
    nation = list(ProcedureVersion.objects.filter(unit__isnull=True, procedure=procedure).order_by("number"))
    standing = ProcedureVersion.objects.filter(unit_id=unit_id, procedure=procedure)
    number = standing.aggregate(most=Max("number"))["most"] or 0
    standing.filter(valid_from__gt=day).update(valid_to=day, valid_from=day)
    standing.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).update(valid_to=day)
    days = _days(day, [*own, *above], nation)
    for start, end in zip(days, [*days[1:], None], strict=True):
        base = _base(nation, start)
        if base is None or not any(holds(one, start) for one in own):
            continue
        over = from_above(base, above, start)
        data, held = catalogue_shape.dump(over), [layer for layer in own if holds(layer, start)]
        for layer in held:
            data = laid(data, layer, "commune", over) if provinces else laid(data, layer, "province")
        number = max(number, base.number) + 1
        ProcedureVersion(
            unit_id=unit_id, procedure=procedure, number=number, valid_from=start, valid_to=end, title=data["title"],
            data=data,
        ).save(force_insert=True)  # fmt: skip
    run.number(unit_id, catalogue.SERIES)


def from_above(base: ProcedureVersion, above: Sequence[Correction], on: date) -> catalogue_shape.Procedure:
    """Return the national entry with what the province laid down on it for a day."""
    data = catalogue_shape.dump(catalogue.entry_of(base))
    for layer in above:
        if holds(layer, on):
            data = laid(data, layer, "province")
    return catalogue_shape.parse(data)


def over(unit_id: UUID, procedure: Procedure, on: date) -> catalogue_shape.Procedure | None:
    """Return what stands above a commune on a day; None for a province, and where no national entry holds."""
    provinces = [one for one in access.above_of(unit_id) if one]
    nation = list(ProcedureVersion.objects.filter(unit__isnull=True, procedure=procedure).order_by("number"))
    base = _base(nation, on) if provinces else None
    return from_above(base, access.layers(provinces, procedure), on) if base is not None else None


def _days(day: date, layers: Sequence[Correction], nation: Sequence[ProcedureVersion]) -> list[date]:
    edges = {day}
    for layer in layers:
        edges |= {start_of(layer), *([layer.valid_to] if layer.valid_to else [])}
    edges |= {one.valid_from for one in nation if one.valid_from}
    return sorted(one for one in edges if one >= day)


def _base(nation: Sequence[ProcedureVersion], on: date) -> ProcedureVersion | None:
    held = [one for one in nation if (one.valid_from is None or one.valid_from <= on)
            and (one.valid_to is None or on < one.valid_to)]  # fmt: skip
    return held[-1] if held else None


def spread(run: Run, province_id: UUID, procedure: Procedure, day: date) -> None:
    """After a province's word: weave its communes that have words of their own, and tell all of them it changed."""
    own = access.units_with_layers(procedure)
    communes = org.offices().filter(unit__parent_id=province_id, unit__valid_to__isnull=True)
    units = list(communes.order_by("unit_id").values_list("unit_id", flat=True))
    wall.admit(*units)  # an act of the level above on what its communes offer
    for unit_id in units:
        if unit_id in own:
            weave(run, unit_id, procedure, day)
        else:
            run.number(unit_id, catalogue.SERIES)
