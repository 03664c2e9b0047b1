"""Files of work pages: a form that takes them in, and the answer that hands one out."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

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


def kept(data: Mapping[str, Any], name: str = "file") -> UUID | None:
    """Return the key of the file that a checked form took in; None where none was sent."""
    found = data[name].kept
    return UUID(found.id) if found else None


def shown(row: StoredFile, *, original: bool = False) -> StreamingHttpResponse:
    """Hand out the cleaned copy of a file, or what was sent. Raises :class:`Refused` where it is damaged on disk."""
    return handed(lambda: files.serve(row, original=original))


def handed(serve: Callable[[], files.Served]) -> StreamingHttpResponse:
    """Hand out a file that its own area opens; raises as :func:`shown`."""
    try:
        served = serve()
    except files.Damaged:
        raise Refused("Tệp này hỏng ở chỗ lưu. Báo người quản trị lấy lại từ bản sao lưu.") from None
    return StreamingHttpResponse(served.chunks, headers=served.headers)
