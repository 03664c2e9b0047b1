"""Files made in the background: asked for by an officer, made by the job, cancelled, swept after a day.

The wish is an act with its row in the chain, and so is every paper that is drawn for printing: it is a reading of
personal data (Luật 91/2025/QH15). How far the job has come is no act of anybody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from thanthien.core import jobs
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.onestop import made_store
from thanthien.onestop.access import outgoing, register
from thanthien.onestop.access.register import Span
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import OfficeFile, Paper, PaperPrint
from thanthien.onestop.models.outgoing import OPEN_FILES
from thanthien.rules import reading

JOB: Final = "office.file"
IDLE: Final = timedelta(minutes=2)  # a file that has not moved for so long may be taken up anew
LONGEST: Final = timedelta(days=5 * 366)
MOST_LINES: Final = 1_000_000  # a work sheet ends at 1,048,576 rows
MOST_PRINTED_LINES: Final = 2_000
BUSY: Final = "Anh/chị đang có một tệp được làm. Đợi tệp ấy xong, hoặc dừng tệp ấy rồi làm lại."


class Stopped(Exception):
    """Somebody cancelled the file while it was being made."""


@command("register.export")
def export_register(run: Run, *, actor: Actor, now: datetime, form: str, span: Span) -> Kept:
    """Ask for the register of a span as a work sheet (``form`` "xlsx") or as form 07 (``pdf``).

    Raises Refused for a span that is backwards, too long or holds too many lines, and while another file of the same
    officer is being made.
    """
    if form not in ("xlsx", "pdf") or not actor.may("register.export"):
        raise NotThere
    _sensible(span)
    most = MOST_LINES if form == "xlsx" else MOST_PRINTED_LINES
    count = register.spanned(actor.scope, span).order_by()[: most + 1].count()
    if count > most:
        said = f"{most:,}".replace(",", ".")
        raise Refused(f"Khoảng này có hơn {said} hồ sơ, nhiều hơn một tệp chứa được. Chọn khoảng ngắn hơn.", "first")
    if not count:
        raise Refused("Khoảng này chưa có hồ sơ nào.", "first")
    made = _ask(run, f"register_{form}", span.to_json(), count)
    run.audit(actor.scope, ("register", made.id), {**_days(span), "form": form, "lines": count})
    return Kept(str(made.id))


def _sensible(span: Span) -> None:
    if span.first > span.last:
        raise Refused("Ngày đầu sau ngày cuối. Đổi lại hai ngày giúp.", "last", "backwards")
    if span.last - span.first > LONGEST:
        years = (span.last - span.first).days // 365
        raise Refused(f"Khoảng này dài {years} năm. Mỗi lần nhận đến 5 năm, chia ra giúp.", "last", "too-long")


def _days(span: Span) -> dict[str, str]:
    return {"first": span.first.isoformat(), "last": span.last.isoformat()}


@command("paper.print")
def print_papers(run: Run, *, actor: Actor, now: datetime, paper_ids: Sequence[UUID]) -> Kept:
    """Ask for several issued papers as one PDF, in the order given. Each is noted as read."""
    ids = list(dict.fromkeys(paper_ids))
    if not ids:
        raise Refused("Chọn ít nhất một giấy để in.", "papers")
    if len(ids) > outgoing.MOST_PRINTED:
        raise Refused(f"Mỗi lượt in đến {outgoing.MOST_PRINTED} giấy. Anh/chị chọn {len(ids)}, chia ra giúp.", "papers")
    found = outgoing.printable(actor, ids)
    made = _ask(run, "print", {"papers": [str(one) for one in ids]}, len(ids))
    run.audit(actor.scope, ("papers", made.id), {"papers": len(ids)})
    for paper in found:
        whose = ("dossier", paper.dossier_id) if paper.dossier_id else ("courtesy", paper.id)
        run.audit(actor.scope, whose, {"thing": paper.id.hex}, act=reading.PAPER)
    return Kept(str(made.id))


def _ask(run: Run, work: str, asked: dict[str, Any], total: int) -> OfficeFile:
    mine = outgoing.files_of(run.actor).filter(state__in=OPEN_FILES)
    mine.filter(moved_at__lt=run.now - outgoing.STUCK).update(state="failed", ended_at=run.now)
    if mine.exists():
        raise Refused(BUSY, "", "one-at-a-time")
    made = OfficeFile(
        id=uuid7(), unit_id=run.actor.scope, work=work, asked=asked, asked_by_id=UUID(run.actor.id), asked_at=run.now,
        moved_at=run.now, total=total,
    )  # fmt: skip
    run.add(made)
    jobs.enqueue(JOB, file_id=made.id, unit_id=made.unit_id)
    return made


@command("office_file.cancel")
def cancel_file(run: Run, *, actor: Actor, now: datetime, file_id: UUID) -> Kept:
    """Stop a file that is being made, or throw away one that is ready."""
    row = outgoing.office_file(actor, file_id)
    if row.state not in (*OPEN_FILES, "ready"):
        raise Refused("Tệp này đã dừng rồi.", "", "done")
    OfficeFile.objects.filter(unit_id=row.unit_id, id=row.id).update(state="cancelled", ended_at=run.now)
    made_store.remove(row.id)
    run.audit(actor.scope, ("office_file", row.id), {"work": row.work})
    return Kept(str(row.id))


def begin(unit_id: UUID, file_id: UUID, now: datetime) -> OfficeFile | None:
    """Take up a file that waits, or one that an earlier try left half done; None when there is nothing to do.

    The queue brings a long job a second time while the first is still at work: one that moved lately is let be.
    """
    mine = OfficeFile.objects.filter(unit_id=unit_id, id=file_id)
    idle = Q(state="waiting") | Q(state="running", moved_at__lte=now - IDLE)
    if not mine.filter(idle).update(state="running", done=0, moved_at=now):
        return None
    return mine.select_related("asked_by").first()


def told(row: OfficeFile, done: int, now: datetime) -> None:
    """Note how far it has come. Raises :class:`Stopped` when somebody cancelled it meanwhile."""
    mine = OfficeFile.objects.filter(unit_id=row.unit_id, id=row.id, state="running")
    if not mine.update(done=done, moved_at=now):
        raise Stopped


def ready(row: OfficeFile, size: int, done: int, now: datetime, why: str = "") -> None:
    """Note that it can be fetched; a cancelled one is thrown away. Printed papers are marked, each once."""
    mine = OfficeFile.objects.filter(unit_id=row.unit_id, id=row.id, state="running")
    if not mine.update(state="ready", size=size, done=done, moved_at=now, ended_at=now, why=why):
        made_store.remove(row.id)
        return
    if row.work == "print":
        papers = Paper.objects.filter(unit_id=row.unit_id, id__in=row.asked["papers"])  # letters have no such mark
        marks = [
            PaperPrint(unit_id=row.unit_id, paper_id=one, file_id=row.id, printed_at=now)
            for one in papers.values_list("id", flat=True)
        ]
        PaperPrint.objects.bulk_create(marks, ignore_conflicts=True)


def failed(row: OfficeFile, now: datetime) -> None:
    """Note that it could not be made."""
    OfficeFile.objects.filter(unit_id=row.unit_id, id=row.id, state="running").update(
        state="failed", moved_at=now, ended_at=now
    )


def sweep_files(now: datetime) -> int:
    """Take away files older than a day, and say of those that nobody makes any more that they failed (the loop)."""
    stuck = OfficeFile.objects.filter(state__in=OPEN_FILES, moved_at__lt=now - outgoing.STUCK)
    stuck.update(state="failed", ended_at=now)
    OfficeFile.objects.filter(state="ready", ended_at__lt=now - outgoing.KEPT).update(state="gone")
    return made_store.sweep(now - outgoing.KEPT)
