"""Minutes of a meeting, their confirmation and supplements, and what was concluded."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme.meeting_forms import ConcludeForm, DoneForm, MinutesForm, SupplementForm
from thanthien.office.programme.meetings import AREA, page_of, to_run
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.rules.plan import areas


@require_http_methods(METHODS)
@staff_page("meeting.read")
def write(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Write the minutes."""
    row = to_run(request, meeting_id)
    found = programme.meetings.texts(row).first()
    form = MinutesForm(typed(request), initial={"text": found.text if found else ""})
    return ask(request, form, page_of(row, "Biên bản họp", "Ghi biên bản", "bien-ban"), lambda once, data: sent_once(
        once, programme.meetings.write_minutes, actor=request.actor, now=request.now, meeting_id=row.id,
        text=data["text"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def supplement(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Correct confirmed minutes by a supplement."""
    row = to_run(request, meeting_id)
    waiting = programme.meetings.texts(row).filter(confirmed_at__isnull=True, order__gt=0).first()
    form = SupplementForm(typed(request), initial={"text": waiting.text if waiting else ""})
    page = page_of(row, "Bổ sung biên bản", "Ghi bổ sung", "bo-sung", lead="Biên bản đã xác nhận giữ nguyên.")
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.meetings.supplement, actor=request.actor, now=request.now, meeting_id=row.id,
        text=data["text"],
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def confirm(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Confirm the minutes or supplement that waits."""
    row = programme.meetings.meeting(request.actor, meeting_id)
    if not programme.meetings.confirms(request.actor, row):
        raise NotThere
    lead = "Xác nhận rồi thì không ai sửa được nữa; sai thì ghi bổ sung. Kết luận thành việc của kế hoạch năm."
    page = page_of(row, "Xác nhận biên bản", "Tôi xác nhận", "xac-nhan", lead=lead)
    return ask(request, PressForm(typed(request)), page, lambda once, data: sent_once(
        once, programme.meetings.confirm_minutes, actor=request.actor, now=request.now, meeting_id=row.id
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def conclude(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Write down a conclusion."""
    row, day = to_run(request, meeting_id), local(request.now).date()
    posts = [(str(one.id), f"{one.title}: {one.staff.name}") for one in org.colleagues(request.actor, day)]
    form = ConcludeForm(typed(request), areas=[(one.code, one.text) for one in areas(day)], posts=posts)
    lead = "Khi biên bản được xác nhận, kết luận thành việc của kế hoạch năm có ngày xong ấy."
    page = page_of(row, "Kết luận kỳ họp", "Ghi kết luận", "ket-luan", lead=lead)
    return ask(request, form, page, lambda once, data: sent_once(
        once, programme.meetings.conclude, actor=request.actor, now=request.now, meeting_id=row.id,
        concluded=form.concluded(),
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def drop(request: StaffRequest, conclusion_id: UUID) -> HttpResponse:
    """Take a conclusion out that nobody has confirmed."""
    one = programme.meetings.conclusion(request.actor, conclusion_id)
    row = to_run(request, one.meeting_id)
    page = page_of(row, "Bỏ kết luận này?", "Bỏ kết luận", "bo", lead=one.text, danger=True)
    return ask(request, PressForm(typed(request)), page, lambda once, data: sent_once(
        once, programme.meetings.drop_conclusion, actor=request.actor, now=request.now, conclusion_id=one.id
    ), AREA)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("meeting.read")
def done(request: StaffRequest, conclusion_id: UUID) -> HttpResponse:
    """Say that a conclusion outside every plan is done; its owner may, and whoever runs the board."""
    one = programme.meetings.conclusion(request.actor, conclusion_id)
    row, form = one.meeting, DoneForm(typed(request))
    runs = programme.meetings.runs(request.actor, row.board_id, local(request.now).date())
    if not (runs or str(one.owner.staff_id) == request.actor.id):
        raise NotThere

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(
            once, programme.meetings.finish_conclusion, actor=request.actor, now=request.now, conclusion_id=one.id,
            on=data["on"], evidence=data["evidence"],
        )  # fmt: skip

    return ask(request, form, page_of(row, "Việc đã xong", "Ghi việc xong", "xong", lead=one.text), act, AREA)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/hop/<uuid:meeting_id>/bien-ban/", write, name="meeting_minutes"),
    path("mo-hinh/hop/<uuid:meeting_id>/bo-sung/", supplement, name="meeting_supplement"),
    path("mo-hinh/hop/<uuid:meeting_id>/xac-nhan/", confirm, name="meeting_confirm"),
    path("mo-hinh/hop/<uuid:meeting_id>/ket-luan/", conclude, name="meeting_conclude"),
    path("mo-hinh/ket-luan/<uuid:conclusion_id>/bo/", drop, name="conclusion_drop"),
    path("mo-hinh/ket-luan/<uuid:conclusion_id>/xong/", done, name="conclusion_done"),
]
