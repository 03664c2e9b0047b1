"""What the counter says after an act: the code, the date, the paper that prints by itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from thanthien.core import clock
from thanthien.core.errors import NotThere
from thanthien.notify import service as notify
from thanthien.office.guard import StaffRequest
from thanthien.onestop import service as onestop
from thanthien.web import words

if TYPE_CHECKING:
    from thanthien.onestop.models import Dossier

SPOKEN = frozenset({"accepted", "transferred"})


@dataclass(frozen=True, slots=True)
class Done:
    """The note above the empty counter. ``pages`` are pictures of the paper for the printer."""

    said: str
    more: str
    code: str
    link: str
    paper: str = ""
    paper_words: str = ""
    pages: tuple[str, ...] = ()
    slip: str = ""


def done(request: StaffRequest, dossier_id: UUID | None) -> Done | None:
    """Return what became of the dossier just taken; nothing for one that is not of this counter."""
    if dossier_id is None:
        return None
    try:
        row = onestop.get_for(request.actor, dossier_id)
    except NotThere:
        try:
            row = onestop.received_for(request.actor, dossier_id)
        except NotThere:
            return None
    said, more = _said(request, row)
    papers = [one for one in onestop.papers(row) if one.kind in ("receipt", "supplement", "handover")]
    kind = "supplement" if row.state == "guided" else "receipt"
    paper = next((one for one in reversed(papers) if one.kind == kind), None)
    link = reverse("office:dossier", args=[row.id])
    if paper is None:
        return Done(said, more, row.code, link, slip=_slip(request, row.id))
    # The paper prints once by itself, right after the act; coming back to the page prints nothing.
    wanted = "in" in request.GET
    pages = tuple(
        reverse("office:paper_page", args=[row.id, paper.id, number])
        for number in range(1, 1 + (len(onestop.pages_of(paper)) if wanted else 0))
    )
    words_ = "In lại phiếu hướng dẫn" if kind == "supplement" else "In lại giấy hẹn"
    return Done(said, more, row.code, link, reverse("office:paper", args=[row.id, paper.id]), words_, pages,
                _slip(request, row.id))  # fmt: skip


def _said(request: StaffRequest, row: "Dossier") -> tuple[str, str]:
    today = clock.local(request.now).date()
    if row.state == "handed_over":
        return "Đã làm xong và trả ngay", "Đưa bà con phiếu đánh giá nếu bà con muốn."
    if row.state == "guided":
        return "Đã ghi hướng dẫn bổ sung", "Bà con mang đủ giấy đến thì mở lại hồ sơ này, không phải nộp lại từ đầu."
    if row.state == "transferred":
        return "Đã nhận và chuyển đi", "Nơi giải quyết xác nhận thì ghi vào hồ sơ."
    if row.due_at is None:
        return "Đã ghi hồ sơ, chưa hẹn ngày", "Một người thứ hai xác nhận thời hạn vừa nhập, rồi mới in giấy hẹn."
    due = words.day_words(clock.local(row.due_at).date(), today)
    return "Đã nhận", f"Hẹn trả {due}."


def _slip(request: StaffRequest, dossier_id: UUID) -> str:
    waiting = [one for one in notify.told(request.actor, dossier_id) if one.channel == "slip" and one.state == "queued"]
    last = next((one for one in reversed(waiting) if one.template != "accepted"), None)
    return reverse("office:slip", args=[last.id]) if last else ""


def no_slip_needed(request: StaffRequest, dossier_id: UUID) -> None:
    """Who stands at the counter is told by the paper in their hand: the slip of acceptance need not be printed."""
    for one in notify.told(request.actor, dossier_id):
        if one.template in SPOKEN and one.channel == notify.SLIP and one.state == "queued":
            notify.mark_slip_printed(actor=request.actor, now=request.now, message_id=one.id)
