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
    from thanthien.onestop.models import Dossier, Paper

PRINTED = {"guided": ("supplement",), "transferred": ("receipt", "handover")}
WORDS = {
    "receipt": "In lại giấy hẹn", "supplement": "In lại phiếu hướng dẫn", "handover": "In lại phiếu bàn giao",
}  # fmt: skip
SPOKEN = frozenset({"accepted", "transferred"})


@dataclass(frozen=True, slots=True)
class Done:
    """The note above the empty counter. ``pages`` are pictures of the paper for the printer."""

    said: str
    more: str
    code: str
    link: str
    again: tuple[tuple[str, str], ...] = ()
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
    kinds = PRINTED.get(row.state, ("receipt",))
    papers = [one for one in onestop.papers(row) if one.kind in kinds]
    # The papers print once by themselves, right after the act; coming back to the page prints nothing.
    pages = [page for paper in papers for page in _pages(row, paper)] if "in" in request.GET else []
    again = tuple((reverse("office:paper", args=[row.id, paper.id]), WORDS[paper.kind]) for paper in papers)
    link = reverse("office:dossier", args=[row.id])
    return Done(said, more, row.code, link, again, tuple(pages), _slip(request, row.id))


def _pages(row: "Dossier", paper: "Paper") -> list[str]:
    count = len(onestop.pages_of(paper))
    return [reverse("office:paper_page", args=[row.id, paper.id, number]) for number in range(1, count + 1)]


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
