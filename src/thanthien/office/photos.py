"""Pictures of work pages: a form that takes them in, and the answer that shows one."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.http import StreamingHttpResponse

from thanthien.core import files
from thanthien.core.errors import Refused
from thanthien.core.models import StoredFile
from thanthien.office.guard import StaffRequest
from thanthien.web import uploads
from thanthien.web.forms import PageForm

F = TypeVar("F", bound=PageForm)


def with_files(request: StaffRequest, make: Callable[..., F], names: Mapping[str, str], purpose: str) -> F:
    """Return a form whose files (field → what it is) are kept before anything else is judged."""
    if request.method != "POST":
        return make()
    unit_id = request.actor.scope
    staged = uploads.stage_all(request, names, unit_id, request.now, purpose)
    staged = uploads.without_gone(staged, list(names), unit_id)
    form = make(staged.data, staged.files)
    staged.tell(form)
    return form


def shown(row: StoredFile) -> StreamingHttpResponse:
    """Hand out the cleaned copy of a picture. Raises :class:`Refused` where it is damaged on the disk."""
    try:
        served = files.serve(row)
    except files.Damaged:
        raise Refused("Ảnh này hỏng ở chỗ lưu. Báo người quản trị lấy lại từ bản sao lưu.") from None
    return StreamingHttpResponse(served.chunks, headers=served.headers)
