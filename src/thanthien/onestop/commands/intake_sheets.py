"""A sheet of dossiers: looked at, confirmed by a clerk, loaded line by line by the worker.

A line that is refused never stops the others and never loads half; loading twice loads nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from time import sleep
from typing import IO, Any, Final
from uuid import UUID

from django.db import transaction

from thanthien.core import clock, db, jobs, sheets, wall
from thanthien.core.actors import SYSTEM, Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.sheets import Rejected
from thanthien.core.text import clean
from thanthien.onestop import search_query
from thanthien.onestop.access import intake as access
from thanthien.onestop.commands.intake import actor_of, take_over
from thanthien.onestop.intake_lines import COLUMNS, OWED, SOURCES, Arrival, arrival
from thanthien.onestop.models import IntakeSheet

AT_ONCE: Final = 200
# Lines of one transaction, each in a savepoint of its own: a durable commit a line costs as much as the line itself.
TOGETHER: Final = 20
BREATH: Final = 0.005  # seconds between two transactions, so that the counter gets its turn
MOST_TOLD: Final = 2000  # refused lines that are kept to be told; all are counted
MOST_LINES: Final = 2000  # by the page; more by the command line
MOST_SHOWN: Final = 200
SHOWN_FOR: Final = timedelta(hours=24)
TWICE: Final = "Mã hồ sơ này đứng hai lần trong tệp, dòng trước là dòng {line}."


@dataclass
class Report:
    """What became of a sheet. ``known`` lines were taken over before: nothing is done twice.

    ``refused`` counts the lines that were not taken; ``rejected`` tells the first :data:`MOST_TOLD` of them.
    """

    read: int = 0
    loaded: int = 0
    known: int = 0
    refused: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def refuse(self, line: int, cells: Mapping[str, str], no: Refused) -> None:
        """Note a line that was not taken, and why."""
        self.refused += 1
        if len(self.rejected) < MOST_TOLD:
            column = no.field if no.field in COLUMNS else ""
            self.rejected.append(Rejected(line, column, cells.get(column, "")[:200], no.message))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was kept or moved on."""

    id: str
    state: str


Placed = tuple[sheets.Row, UUID, Arrival]


def load(
    rows: Iterable[sheets.Row], place: Callable[[str], UUID], source: str, now: datetime, *, actor: Actor | None = None,
    dry: bool = False, step: Callable[[], None] = lambda: None,
) -> Report:  # fmt: skip
    """Take lines over, each by its own act, and tell what became of them; ``dry`` judges and changes nothing.

    ``place`` gives the unit of the code in a line ("" for none) and raises :class:`Refused` for an unknown one. Holds
    some hundred lines at a time, and of all those before one number each: a code that comes twice is told. A run that
    breaks off has loaded its lines up to the last transaction; the same sheet again loads the rest.
    """
    report, seen, who = Report(), dict[int, int](), actor or actor_of("Nạp từ tệp")
    rows = iter(rows)
    while batch := list(islice(rows, AT_ONCE)):
        report.read += len(batch)
        good = list(_good(batch, place, source, now, seen, report))
        known = _known(good)
        fresh = [one for one in good if (one[1], one[2].source, one[2].official_code) not in known]
        report.known += len(good) - len(fresh)
        for at in range(0, len(fresh), TOGETHER):
            _together(report, fresh[at : at + TOGETHER], now, who, dry)
        for _ in batch:
            step()
    report.rejected.sort(key=lambda one: one.line)
    return report


def _together(report: Report, lines: Sequence[Placed], now: datetime, actor: Actor, dry: bool) -> None:
    if dry:
        for one in lines:
            _one(report, one, now, actor, dry)
        return
    with db.turn(), transaction.atomic():
        for one in lines:
            _one(report, one, now, actor, dry)
    sleep(BREATH)


def _one(report: Report, placed: Placed, now: datetime, actor: Actor, dry: bool) -> None:
    row, unit_id, one = placed
    try:
        if dry:
            _possible(unit_id, one, now)
        else:
            take_over(actor=actor, now=now, unit_id=unit_id, arrival=one)
    except Refused as no:
        if no.code == "already-taken":
            report.known += 1
        else:
            report.refuse(row.line, row.cells, no)
        return
    report.loaded += 1


def _possible(unit_id: UUID, one: Arrival, now: datetime) -> None:
    """Judge what :func:`take_over` would refuse for the catalogue's sake."""
    _, offered = search_query.at_desk(unit_id, clock.local(now).date())
    offer = offered.every.get(one.procedure)
    if offer is None:
        raise Refused("Xã không có thủ tục mang mã này.", "procedure", "unknown-procedure")
    if not offer.entry.fileable or not offer.enabled:
        raise Refused(offer.entry.why_not or "Xã này chưa làm thủ tục này.", "procedure", "not-offered")


def _good(
    batch: Sequence[sheets.Row], place: Callable[[str], UUID], source: str, now: datetime,
    seen: dict[int, int], report: Report,
) -> Iterator[Placed]:  # fmt: skip
    for row in batch:
        try:
            unit_id, one = place(row.cells.get("unit", "")), arrival(row.cells, source, now)
            before = seen.setdefault(hash((one.source, one.official_code)), row.line)
            if before != row.line:
                raise Refused(TWICE.format(line=before), "official_code", "twice")
        except Refused as no:
            report.refuse(row.line, row.cells, no)
            continue
        yield row, unit_id, one


def _known(good: Sequence[Placed]) -> set[tuple[UUID, str, str]]:
    found: set[tuple[UUID, str, str]] = set()
    for unit_id, source in {(unit_id, one.source) for _, unit_id, one in good}:
        codes = [one.official_code for _, unit, one in good if (unit, one.source) == (unit_id, source)]
        wall.admit(unit_id)
        found |= {(unit_id, source, code) for code in access.taken(unit_id, source, codes)}
    return found


@command("intake.show")
def show_sheet(run: Run, *, actor: Actor, now: datetime, source: str, name: str, stream: IO[bytes]) -> Sheet:
    """Read a sheet and keep its good lines for a day, so that a clerk sees what would happen and confirms it.

    Raises :class:`Refused` (field ``file``) for one that cannot be read or is too long, :class:`NotThere`.
    """
    unit_id = actor.unit_id
    if unit_id is None or not actor.may("intake.load"):
        raise NotThere
    if source not in SOURCES:
        raise Refused("Chọn hồ sơ đến từ đâu.", "source")
    rows = list(islice(sheets.read(stream, COLUMNS, OWED), MOST_LINES + 1))
    if len(rows) > MOST_LINES:
        raise Refused(
            f"Tệp này có hơn {MOST_LINES} dòng. Chia nhỏ, hoặc nhờ người quản trị máy nạp bằng lệnh.",
            "file",
            "too-long",
        )
    if not rows:
        raise Refused("Dưới dòng tên cột chưa có hồ sơ nào.", "file", "empty")
    own = [sheets.Row(row.line, {name: cell for name, cell in row.cells.items() if name != "unit"}) for row in rows]
    report = load(own, lambda code: unit_id, source, now, dry=True)
    bad = {one.line for one in report.rejected}
    sheet = IntakeSheet(
        unit_id=unit_id, source=source, name=clean(name)[:120] or "tệp", by_id=UUID(actor.id), at=now, read=report.read,
        lines=[[row.line, dict(row.cells)] for row in own if row.line not in bad],
        rejected=_kept(report), good=report.loaded, known=report.known,
    )  # fmt: skip
    sheet.save(force_insert=True)
    counts = {"read": report.read, "good": report.loaded, "rejected": report.refused}
    run.audit(unit_id, ("intake_sheet", sheet.id), counts)
    return Sheet(str(sheet.id), sheet.state)


def _kept(report: Report) -> list[list[Any]]:
    return [[one.line, one.column, one.value, one.why] for one in report.rejected[:MOST_SHOWN]]


@command("intake.confirm")
def confirm_sheet(run: Run, *, actor: Actor, now: datetime, sheet_id: UUID) -> Sheet:
    """Let the worker load what was shown. Raises :class:`Refused` for a sheet that is loading or done."""
    sheet = _shown(actor, sheet_id)
    sheet.state = "loading"
    sheet.save(update_fields=["state"])
    run.audit(sheet.unit_id, ("intake_sheet", sheet.id), {"good": sheet.good})
    jobs.enqueue("intake.load", sheet_id=sheet.id, at=clock.iso(now))
    return Sheet(str(sheet.id), sheet.state)


@command("intake.drop")
def drop_sheet(run: Run, *, actor: Actor, now: datetime, sheet_id: UUID) -> Sheet:
    """Throw a shown sheet away: its lines are emptied. The loop does it after a day."""
    sheet = _shown(actor, sheet_id)
    sheet.state, sheet.lines, sheet.rejected = "dropped", [], []
    sheet.save(update_fields=["state", "lines", "rejected"])
    run.audit(sheet.unit_id, ("intake_sheet", sheet.id))
    return Sheet(str(sheet.id), sheet.state)


def _shown(actor: Actor, sheet_id: UUID) -> IntakeSheet:
    if actor.kind != "system" and not actor.may("intake.load"):
        raise NotThere
    sheet = access.take_sheet(actor, sheet_id)
    if sheet.state != "shown":
        raise Refused("Tệp này đã xử lý rồi.", "", "done")
    return sheet


@command("intake.loaded")
def finish_sheet(run: Run, *, actor: Actor, now: datetime, sheet_id: UUID, report: Report) -> Sheet:
    """Note what became of a sheet and forget its people."""
    sheet = access.take_sheet(actor, sheet_id)
    sheet.state, sheet.lines = "loaded", []
    sheet.loaded, sheet.known = report.loaded, report.known
    sheet.rejected = [*sheet.rejected, *_kept(report)][:MOST_SHOWN]
    sheet.save(update_fields=["state", "lines", "loaded", "known", "rejected"])
    run.audit(sheet.unit_id, ("intake_sheet", sheet.id), {"loaded": report.loaded})
    return Sheet(str(sheet.id), sheet.state)


def load_sheet(sheet_id: str, at: str) -> None:
    """Load a sheet as of the moment at which it was confirmed (the worker's job, which may come twice)."""
    now = datetime.fromisoformat(at)
    sheet = access.waiting_sheet(UUID(sheet_id))
    if sheet is None:
        return
    rows = [sheets.Row(line, cells) for line, cells in sheet.lines]
    report = load(rows, lambda code: sheet.unit_id, sheet.source, now, actor=actor_of(f"Nạp từ tệp {sheet.name}"))
    finish_sheet(actor=SYSTEM, now=now, sheet_id=sheet.id, report=report)


def drop_old(now: datetime) -> int:
    """Empty sheets that nobody confirmed within a day (the loop); return how many."""
    ids = list(access.left_lying().filter(at__lt=now - SHOWN_FOR).values_list("id", flat=True)[:AT_ONCE])
    for sheet_id in ids:
        drop_sheet(actor=SYSTEM, now=now, sheet_id=sheet_id)
    return len(ids)
