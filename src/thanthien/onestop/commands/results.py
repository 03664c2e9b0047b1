"""Result papers before their number: drafted from words by the handler, or the signed sheet as a PDF."""

from datetime import datetime
from typing import Final
from uuid import UUID

from thanthien.core import files
from thanthien.core.actors import Actor
from thanthien.core.command import Run, command
from thanthien.core.errors import NotThere, Refused
from thanthien.core.ids import uuid7
from thanthien.core.text import clean, clean_multiline
from thanthien.onestop import access
from thanthien.onestop.access import outgoing
from thanthien.onestop.commands import _outgoing, _papers
from thanthien.onestop.commands._results import Kept
from thanthien.onestop.models import Dossier, ResultPaper
from thanthien.papers import service as forms

WRITE_IN: Final = ("accepted", "in_process")  # what lies before the chair is not changed under the chair's eyes
SCAN_IN: Final = (*WRITE_IN, "to_sign", "signed")
TITLE, BODY = 300, 8000
PURPOSE: Final = "result"
DOTS: Final = ("…", "...")


@command("result.draft")
def draft_result(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, kind: str, title: str, text: str
) -> Kept:
    """Write the words of a result paper; a second writing replaces the first. Raises Refused, NotThere, Stale."""
    dossier = _dossier(actor, dossier_id, version, WRITE_IN)
    words, about = clean_multiline(text), _about(kind, title)
    if len(words) < 20:
        raise Refused("Viết nội dung của giấy.", "text")
    if len(words) > BODY:
        raise Refused(f"Nội dung dài {len(words)} chữ cái, nhận đến {BODY}. Rút gọn giúp.", "text", "too-long")
    if any(dots in words for dots in DOTS):
        raise Refused("Nội dung còn chỗ chấm chấm chưa điền.", "text", "unfinished")
    row = _open(run, dossier)
    row.kind, row.title, row.body, row.file = kind, about, words, None
    row.drafted_by_id, row.drafted_at = UUID(actor.id), now
    _papers.all_letters_print(forms.to_json(_outgoing.paper_of(run, dossier, row)), "text")
    row.save()
    run.audit(dossier.unit_id, ("dossier", dossier.id), {"kind": kind, "made": "words"})
    return Kept(str(row.id))


@command("result.attach")
def attach_result(
    run: Run, *, actor: Actor, now: datetime, dossier_id: UUID, version: int, kind: str, title: str, file_id: UUID
) -> Kept:
    """Keep the signed sheet of a result as a PDF, until it has its number. Raises Refused, NotThere, Stale."""
    dossier = _dossier(actor, dossier_id, version, SCAN_IN)
    about = _about(kind, title)
    sent = files.get(file_id, unit_id=dossier.unit_id)
    if sent.mime != "application/pdf":
        raise Refused("Bản đã ký gửi bằng tệp PDF.", "file", "not-pdf")
    files.attach([file_id], unit_id=dossier.unit_id, attached_to=dossier.id)
    row = _open(run, dossier)
    row.kind, row.title, row.body, row.file = kind, about, "", sent
    row.drafted_by_id, row.drafted_at = UUID(actor.id), now
    row.state = "signed" if dossier.state == "signed" else "draft"
    row.save()
    run.audit(dossier.unit_id, ("dossier", dossier.id), {"kind": kind, "made": "scan", "sha256": sent.sha256})
    return Kept(str(row.id))


def draft_pdf(run: Run, dossier: Dossier, row: ResultPaper) -> bytes:
    """Draw a draft as it would print, marked as a draft."""
    paper = _outgoing.paper_of(run, dossier, row)
    return forms.render(forms.PaperKind.RESULT, forms.to_json(paper))


def _dossier(actor: Actor, dossier_id: UUID, version: int, states: tuple[str, ...]) -> Dossier:
    if not actor.may("paper.draft"):
        raise NotThere
    dossier = access.take(actor, dossier_id, version)
    if dossier.state not in states:
        raise Refused("Ở bước này không soạn hay thay giấy kết quả được nữa.", "", "not-now")
    return dossier


def _about(kind: str, title: str) -> str:
    if kind not in _outgoing.NAMES:
        raise Refused("Chọn loại giấy.", "kind")
    about = clean(title)
    if len(about) < 3:
        raise Refused("Ghi giấy này về việc gì.", "title")
    if len(about) > TITLE:
        raise Refused(f"Dòng này dài {len(about)} chữ cái, nhận đến {TITLE}. Rút gọn giúp.", "title", "too-long")
    return about


def _open(run: Run, dossier: Dossier) -> ResultPaper:
    found = outgoing.open_result(dossier)
    return found or ResultPaper(id=uuid7(), unit_id=dossier.unit_id, dossier=dossier, drafted_at=run.now)


@command("result.void")
def void_result(run: Run, *, actor: Actor, now: datetime, result_id: UUID, reason: str) -> Kept:
    """Strike out a number that was taken by mistake; it keeps its place in the book, with the reason, for ever.

    Only for a line without an issued paper: one that was issued is taken back (``paper.recall``). Raises Refused.
    """
    if not actor.may("paper.recall"):
        raise NotThere
    row = outgoing.result(actor, result_id, lock=True)
    why = clean(reason)
    if row.state != "issued":
        raise Refused("Số này đã hủy rồi, hoặc chưa phát hành.", "", "done")
    if row.paper_id is not None:
        raise Refused("Giấy này đã phát hành cho người dân. Thu hồi giấy ở trang kiểm tra giấy.", "reason", "issued")
    if len(why) < 6:
        raise Refused("Ghi vì sao hủy số này.", "reason")
    row.state, row.void_reason, row.voided_by_id, row.voided_at = "void", why[:TITLE], UUID(actor.id), now
    row.save(update_fields=["state", "void_reason", "voided_by", "voided_at"])
    run.audit(row.unit_id, ("dossier", row.dossier_id), {"number": row.number, "kind": row.kind}, {"reason": why})
    return Kept(str(row.id))
