"""``/can-bo/mo-hinh/hop/``: meetings of the boards: call, invite, calendar file, who came."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.core.paging import leaf
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, WhyForm, typed
from thanthien.office.programme.meeting_forms import AttendForm, InviteForm, MeetingForm, as_typed
from thanthien.org import service as org
from thanthien.programme import service as programme

AREA = {"area": "model"}
DONE = {
    "lap": "Đã lập kỳ họp.", "sua": "Đã sửa kỳ họp. Ai được mời qua thư đã được báo lại.",
    "moi": "Đã mời. Ai có thư điện tử thì thư đã vào hàng gửi.",
    "huy": "Đã hủy kỳ họp. Ai được mời qua thư đã được báo.", "diem-danh": "Đã ghi điểm danh.",
    "bien-ban": "Đã ghi biên bản. Chờ người chủ trì xác nhận.",
    "bo-sung": "Đã ghi bổ sung. Chờ người chủ trì xác nhận.",
    "xac-nhan": "Đã xác nhận. Bản này không sửa được nữa.", "ket-luan": "Đã ghi kết luận.",
    "bo": "Đã bỏ kết luận.", "xong": "Đã ghi việc xong.",
}  # fmt: skip


def to_run(request: StaffRequest, meeting_id: UUID) -> programme.meetings.Meeting:
    """Return a meeting to somebody who runs its board; for others nothing is there."""
    row = programme.meetings.meeting(request.actor, meeting_id)
    if not programme.meetings.runs(request.actor, row.board_id, local(request.now).date()):
        raise NotThere
    return row


def page_of(row: programme.meetings.Meeting, title: str, button: str, done: str, **more: Any) -> Asked:
    """Return the words of a page about one meeting."""
    lead = more.pop("lead", f"{row.title}, {row.board.name}, ngày {local(row.starts_at):%d/%m/%Y}")
    return Asked(title, button, reverse("office:meeting", args=[row.id]), done, lead=lead, **more)


def papers_about(request: StaffRequest, *kinds: tuple[str, UUID]) -> list[dict[str, Any]]:
    """Return for each kind of paper about a record what there is of it, and where it is drafted."""
    actor = request.actor
    may = actor.may("model_paper.change")
    groups = [
        {
            "label": programme.papers.kind_of(kind).label, "rows": programme.papers.of_subject(actor, kind, key),
            "draft": reverse("office:paper_draft", args=[kind, key]) if may else "",
        }
        for kind, key in kinds
    ]  # fmt: skip
    return [group for group in groups if may or group["rows"]]


@require_safe
@staff_page("meeting.read")
def meetings(request: StaffRequest) -> HttpResponse:
    """All meetings of the commune's boards, the latest first, and the boards that may call one."""
    actor, today = request.actor, local(request.now).date()
    found = leaf(programme.meetings.meetings(actor), "-starts_at", request.GET.get("sau", ""), 30)
    boards = [(one, programme.meetings.runs(actor, one.id, today)) for one in org.boards(actor, today)]
    context = {"page": found, "boards": boards, "now": request.now}
    return render(request, "office/programme/meetings/list.html", AREA | context)


@require_safe
@staff_page("meeting.read")
def meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: invitation, agenda, who came, minutes, conclusions, what earlier meetings left."""
    actor, row = request.actor, programme.meetings.meeting(request.actor, meeting_id)
    view = programme.meetings.meeting_view(actor, row, request.now)
    waiting, kinds = view.waiting, [("minutes", row.id)] if view.texts else []
    if not row.late and row.state != "cancelled":
        kinds = [("invitation", row.id), *kinds]
    context = {
        "papers": papers_about(request, *kinds),
        "view": view, "one": row, "done": DONE.get(request.GET.get("xong", ""), ""),
        "may": programme.meetings.runs(actor, row.board_id, local(request.now).date()),
        "begun": row.starts_at <= request.now, "open": row.state in ("planned", "invited"),
        "confirms": waiting is not None and programme.meetings.confirms(actor, row),
        "own_text": waiting is not None and str(waiting.written_by_id) == actor.id,
    }  # fmt: skip
    return render(request, "office/programme/meetings/meeting.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("meeting.read")
def call(request: StaffRequest, board_id: UUID) -> HttpResponse:
    """Call a meeting of a board."""
    board = org.board(request.actor, board_id)
    if not programme.meetings.runs(request.actor, board_id, local(request.now).date()):
        raise NotThere
    form = MeetingForm(typed(request))
    page = Asked("Lập kỳ họp", "Lập kỳ họp", reverse("office:board_work", args=[board_id]), "lap", lead=board.name)
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.meetings.call_meeting, actor=request.actor, now=request.now, board_id=board_id,
        called=form.called(),
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def change(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Change a meeting that is to come."""
    row = to_run(request, meeting_id)
    form = MeetingForm(typed(request), initial=as_typed(row))
    return ask(request, form, page_of(row, "Sửa kỳ họp", "Ghi lại", "sua"), lambda once, data: sent_once(
        once, programme.meetings.change_meeting, actor=request.actor, now=request.now, meeting_id=row.id,
        called=form.called(),
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def invite(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Invite members and guests."""
    row = to_run(request, meeting_id)
    people, known = list(programme.meetings.invitees(row)), programme.meetings.last_emails(row)
    form = InviteForm(typed(request), people=people, known=known)
    lead = "Ai có thư điện tử thì nhận thư kèm tệp lịch. Ai không có thì in giấy mời, hoặc gọi điện báo."
    page = page_of(row, f"Mời họp: {row.title}", "Mời họp", "moi", lead=lead)
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.meetings.invite, actor=request.actor, now=request.now, meeting_id=row.id,
        emails=form.emails(), guests=form.asked(),
    ), AREA)  # fmt: skip


@require_safe
@staff_page("meeting.read")
def calendar(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Hand out the meeting as a calendar file."""
    row = programme.meetings.meeting(request.actor, meeting_id)
    words = programme.meetings.calendar(row, programme.meetings.PUBLISH, request.now)
    headers = {"Content-Disposition": f'attachment; filename="hop-{local(row.starts_at):%Y-%m-%d}.ics"'}
    return HttpResponse(words, content_type="text/calendar; charset=utf-8", headers=headers)


@require_http_methods(METHODS)
@staff_page("meeting.read")
def cancel(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    row, form = to_run(request, meeting_id), WhyForm(typed(request))
    page = page_of(row, "Hủy kỳ họp này?", "Hủy kỳ họp", "huy", danger=True)
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.meetings.cancel_meeting, actor=request.actor, now=request.now, meeting_id=row.id,
        reason=data["reason"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def attend(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Write down who came."""
    row = to_run(request, meeting_id)
    form = AttendForm(typed(request), people=list(programme.meetings.invitees(row)))
    page = page_of(row, "Điểm danh", "Ghi điểm danh", "diem-danh", template="office/programme/meetings/attend.html")
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.meetings.attend, actor=request.actor, now=request.now, meeting_id=row.id, came=form.came(),
    ), AREA)  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("mo-hinh/hop/", meetings, name="meetings"),
    path("mo-hinh/hop/<uuid:meeting_id>/", meeting, name="meeting"),
    path("mo-hinh/hop/<uuid:meeting_id>/sua/", change, name="meeting_change"),
    path("mo-hinh/hop/<uuid:meeting_id>/moi/", invite, name="meeting_invite"),
    path("mo-hinh/hop/<uuid:meeting_id>/lich.ics", calendar, name="meeting_calendar"),
    path("mo-hinh/hop/<uuid:meeting_id>/huy/", cancel, name="meeting_cancel"),
    path("mo-hinh/hop/<uuid:meeting_id>/diem-danh/", attend, name="meeting_attend"),
    path("mo-hinh/ban/<uuid:board_id>/hop/lap/", call, name="meeting_call"),
]
