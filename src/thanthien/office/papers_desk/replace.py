"""``/can-bo/van-thu/so-di/<id>/thay/``: the records clerk replaces a result paper that went out wrong."""

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm
from thanthien.onestop import service as onestop
from thanthien.web import words
from thanthien.web.forms import PDF, PaperField, TextField

LEAD: Final = (
    "Chủ tịch ký lại tờ đúng, anh/chị gửi bản đã ký ở đây. Máy cho số kế tiếp, ngày hôm nay. Số cũ giữ chỗ trong sổ;"
    " ai kiểm tra giấy cũ thấy giấy đã được thay bằng số nào, ngày nào. Xong thì gọi bà con đến đổi giấy."
)


class ReplaceForm(PressForm):
    """What was wrong, and the sheet that is right."""

    reason = TextField(label="Giấy cũ sai chỗ nào", hint="Chỉ trong nhà đọc được lời này.", limit=300, rows=2)
    title = TextField(label="Giấy mới về việc", limit=300)
    file = PaperField(label="Bản mới đã ký", can_bring=False, takes=PDF)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"Tệp PDF, nặng nhất {words.size(settings.THANTHIEN_UPLOAD_LIMIT)}."


@require_http_methods(METHODS)
@staff_page("paper.recall")
def replace(request: StaffRequest, result_id: UUID) -> HttpResponse:
    """Ask for the newly signed sheet and the reason; number and day are given by the machine."""
    row = onestop.results.result(request.actor, result_id)
    form = photos.with_files(request, ReplaceForm, {"file": "bản kết quả đã ký"}, "result")
    if not form.is_bound:
        form.initial = {"title": row.title}
    page = Asked(f"Thay giấy số {row.number}?", "Cho số, thay giấy này", reverse("office:book"), "thay", LEAD)

    def act(once: Any, data: dict[str, Any]) -> object:
        kept = photos.kept(data)
        if kept is None:
            raise NotThere
        told = {"reason": data["reason"], "title": data["title"], "file_id": kept}
        return sent_once(
            once, onestop.results.replace_result, actor=request.actor, now=request.now, result_id=row.id, **told
        )

    return ask(request, form, page, act, {"area": "records"})
