"""A national catalogue file: kept as read until a second person has seen the difference, then taken, for new dossiers.

Open dossiers keep their version; forms half filled in are told what changed (settled question 12). What a province or
commune laid down itself stays on top of the new national entry.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from thanthien.core import clock, db, wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.sheets import Rejected
from thanthien.core.text import clean
from thanthien.onestop import access, catalogue, catalogue_data, catalogue_file, catalogue_shape
from thanthien.onestop.catalogue_file import Line
from thanthien.onestop.commands import _weave
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import CatalogueImport, Procedure, ProcedureVersion
from thanthien.org import service as org

SHARED = (
    "Danh mục quốc gia dùng chung cho nhiều xã trên máy này, nên cấp trên nạp. Xã sửa phần của mình ở từng thủ tục."
)
LAST_RANK = 9999


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: how many entries are new, and how many were changed."""

    new: int
    changed: int


def _imports(actor: Actor, right: str) -> UUID:
    """Return the unit that keeps the file: of a commune only where it is alone on this installation."""
    if actor.unit_id is None or not actor.may(right):
        raise NotThere
    here = org.offices().filter(unit__valid_to__isnull=True)
    if here.filter(unit_id=actor.unit_id).exists() and here.count() > 1:
        raise Refused(SHARED, "file", "shared-catalogue")
    return actor.unit_id


@command("catalogue.read_file")
def read_file(
    run: Run, *, actor: Actor, now: datetime, name: str, raw: bytes, source: str, valid_from: date | None = None
) -> Kept:
    """Read a file and keep its lines for a second person. Nothing changes yet; rejected lines are kept with why."""
    unit_id, said = _imports(actor, "catalogue.import"), clean(source)
    if len(said) < 6:
        raise Refused("Ghi nguồn: quyết định công bố, ngày.", "source")
    today = clock.local(now).date()
    if valid_from is not None and valid_from < today:
        raise Refused("Không nạp lùi ngày: danh mục mới chỉ tính cho hồ sơ nộp từ hôm nay.", "valid_from")
    try:
        lines, rejected = catalogue_file.read(raw, name)
    except catalogue_file.Unreadable as wrong:
        raise Refused(str(wrong), "file", "unreadable") from wrong
    if not lines:
        raise Refused(f"Không dòng nào nạp được, {len(rejected)} dòng bị từ chối. Dòng đầu: "
                      f"{rejected[0].why}" if rejected else "Tệp không có dòng nào.", "file", "empty")  # fmt: skip
    row = CatalogueImport(
        unit_id=unit_id, name=clean(name)[:120], source=said[:300], lines=[asdict(one) for one in lines],
        rejected=[asdict(one) for one in rejected], valid_from=valid_from or today, proposed_by_id=UUID(actor.id),
        proposed_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    run.audit(unit_id, ("catalogue_import", row.id), {"lines": len(lines), "rejected": len(rejected), "source": said})
    return Kept(str(row.id))


@command("catalogue.take_file")
def take_file(run: Run, *, actor: Actor, now: datetime, import_id: UUID, approve: bool) -> Loaded:
    """A second person takes the file as it was read, or declines it."""
    unit_id = _imports(actor, "catalogue.decide")
    row = db.lock(CatalogueImport.objects.filter(unit_id=unit_id, id=import_id)).first()
    if row is None:
        raise NotThere
    if row.decided_at is not None:
        raise Refused("Tệp này đã có người quyết định rồi.", "", "decided")
    if str(row.proposed_by_id) == actor.id:
        raise Refused("Người nạp tệp không tự duyệt được. Nhờ một đồng nghiệp khác.", "", "second-person")
    row.decided_by_id, row.decided_at, row.approved = UUID(actor.id), now, approve
    row.save(update_fields=["decided_by", "decided_at", "approved"])
    day = max(row.valid_from, clock.local(now).date())
    done = _take(run, lines_of(row), row.source, day, unit_id) if approve else Loaded(0, 0)
    run.audit(unit_id, ("catalogue_import", row.id), {"approved": approve, **asdict(done)})
    return done


@command("catalogue.load_file")
def load_file(run: Run, *, actor: Actor, now: datetime, lines: Sequence[Line], source: str, unit_id: UUID) -> Loaded:
    """Take lines at the command line, by whoever keeps the installation; stands in the chain of its home unit."""
    if actor.kind != "system":
        raise NotThere
    done = _take(run, lines, source, clock.local(now).date(), unit_id)
    run.audit(unit_id, ("catalogue_import", None), asdict(done))
    return done


def lines_of(row: CatalogueImport) -> list[Line]:
    """Return the lines of a file that waits."""
    return [Line(one["line"], one["code"], one["values"]) for one in row.lines]


def rejected_of(row: CatalogueImport) -> list[Rejected]:
    """Return the lines that were not taken."""
    return [Rejected(**one) for one in row.rejected]


def _take(run: Run, lines: Sequence[Line], source: str, day: date, home: UUID) -> Loaded:
    """Write what a file changes, all of it in a few statements, with one row of the chain for each procedure."""
    with wall.lifted():  # an act of the level above on what every commune offers
        units = list(org.offices().order_by("unit_id").values_list("unit_id", flat=True))
    wall.admit(*units)
    standing = {row.procedure.code: row for row in access.national(day)}
    entries = {code: catalogue.entry_of(row) for code, row in standing.items()}
    changes = catalogue_file.difference(lines, entries, day)
    told = [line for line, change in zip(lines, changes, strict=True) if change.kind != "same"]
    fresh = {line.code: _data(line, entries.get(line.code), entries, source) for line in told}
    known = _procedures(fresh)
    _renew([standing[code] for code in fresh if code in standing], day)
    numbers = _last_numbers([known[code] for code in fresh])
    versions = [
        ProcedureVersion(
            procedure=known[code], number=numbers.get(known[code].id, 0) + 1, title=data["title"], data=data,
            valid_from=day if code in standing else None,
        )
        for code, data in fresh.items()
    ]  # fmt: skip
    ProcedureVersion.objects.bulk_create(versions, batch_size=500)
    _weave_again(run, [known[code] for code in fresh], day)
    for one in versions:
        about = {"code": one.procedure.code, "version": one.number, "from": day.isoformat()}
        run.audit(home, ("procedure", one.procedure_id), about, act="catalogue.renew")
    for unit_id in units:
        run.number(unit_id, catalogue.SERIES)
    changed = sum(code in standing for code in fresh)
    return Loaded(len(fresh) - changed, changed)


def _procedures(codes: Collection[str]) -> dict[str, Procedure]:
    """Return the procedures of some codes; those that nobody knew are written."""
    known = {one.code: one for one in Procedure.objects.all() if one.code in codes}
    new = {code: Procedure(code=code) for code in codes if code not in known}
    Procedure.objects.bulk_create(new.values(), batch_size=500)
    return known | new


def _renew(bases: Sequence[ProcedureVersion], day: date) -> None:
    """End what stood, and what another file had said of a later day, which this one comes before."""
    for some in _pieces(bases):
        ProcedureVersion.objects.filter(id__in=[one.id for one in some]).update(valid_to=day)
        later = ProcedureVersion.objects.filter(unit__isnull=True, procedure__in=[one.procedure_id for one in some])
        later.filter(valid_from__gt=day).update(valid_from=day, valid_to=day)


def _last_numbers(procedures: Sequence[Procedure]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for some in _pieces(procedures):
        rows = ProcedureVersion.objects.filter(unit__isnull=True, procedure__in=some).order_by()
        found |= dict(rows.values_list("procedure_id").annotate(most=Max("number")))
    return found


def _weave_again(run: Run, procedures: Sequence[Procedure], day: date) -> None:
    """Lay what communes and provinces said on the new entries; few have said anything."""
    own = access.all_with_layers()
    for procedure in procedures:
        for unit_id in sorted(own.get(procedure.id, ())):
            _weave.weave(run, unit_id, procedure, day)


def _pieces(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """SQLite takes a limited number of values in one statement."""
    for start in range(0, len(rows), 500):
        yield rows[start : start + 500]


def _data(
    line: Line, entry: catalogue_shape.Procedure | None, others: Mapping[str, catalogue_shape.Procedure], source: str
) -> dict[str, Any]:
    """Return the new entry; a value that says what stands already leaves what we know beyond it."""
    begun = catalogue_shape.dump(entry) if entry is not None else _blank(line, others)
    said = {name: catalogue_file.said(name, begun[name]) for name in catalogue_file.NAMES}
    fresh = {name: value for name, value in line.values.items()
             if entry is None or name not in said or catalogue_file.said(name, value) != said[name]}  # fmt: skip
    if entry is not None:  # our everyday title is not the record's name
        fresh.pop("title", None)
    settled = set(fresh) & {"limit", "fee", "papers", "authority", "result", "legal_basis", "online_level"}
    data = _weave.merged(begun, fresh, settled)
    data["sources"] = [*data["sources"], source]
    catalogue_shape.parse(data)
    return data


def _blank(line: Line, others: Mapping[str, catalogue_shape.Procedure]) -> dict[str, Any]:
    """Return an entry of which nothing is known but its code; it is listed beside others of its field."""
    field = str(line.values.get("field", ""))
    like = next((one for one in others.values() if one.field == field), None)
    group = like.group if like is not None else next(iter(catalogue_data.load().groups))
    limit: dict[str, Any] = {
        "value": None, "unit": None, "max_value": None, "same_day_rule": False, "cutoff": None, "verified": False,
        "note": None, "cases": [],
    }  # fmt: skip
    fee: dict[str, Any] = {"status": "unknown", "amount_vnd": None, "text": "", "exemptions": [], "verified": False}
    empty: dict[str, Any] = dict.fromkeys((
        "province", "handler_name", "online_level", "catalogue_state", "record_updated", "effective_from",
        "effective_to", "why_not", "notice_before", "notes",
    ))  # fmt: skip
    lists: dict[str, Any] = {name: [] for name in (
        "authority", "applicants", "papers", "forms", "legal_basis", "channels", "replaced_by", "verified_fields",
        "sources",
    )}  # fmt: skip
    return {
        **empty, **lists, "code": line.code, "name": line.code, "title": line.code, "lead": "", "group": group,
        "rank": LAST_RANK, "key": "", "field": field, "promulgated_by": "", "promulgated_by_verified": False,
        "scope": "national", "authority_verified": False, "handler": "commune", "limit": limit, "fee": fee,
        "result": "", "verified": True, "unverified_fields": ["time_limit", "fee", "papers"], "fileable": True,
        "silent_consent": False, "origins": {},
    }  # fmt: skip
