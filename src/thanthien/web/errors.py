"""Pages for what went wrong: what happened, what to do, what is safe. They render without a database."""

import errno
import sys
from typing import Any, Final

from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader
from django.urls import is_valid_path
from django.utils.http import escape_leading_slashes

from thanthien.core.errors import Busy, Refused, Stale, TooMany
from thanthien.web import words
from thanthien.web.sites import Moved, Site

_PLAIN: Final = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Máy của xã đang bận</title>'
    "<h1>Máy của xã đang bận</h1><p>Chưa có gì bị mất. 5 phút nữa bấm lại.</p></html>"
)


def means_busy(error: BaseException | None) -> bool:
    """Tell whether the machine could not write or read now: database locked or away, disk full."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, OperationalError | Busy)


def _site(request: HttpRequest) -> Site:
    """Return the commune of the request, or a nameless one: a lazy site may find no database."""
    try:
        site = getattr(request, "site", None)
        return site if site is not None and site.kind else Site()
    except (DatabaseError, OSError, Busy):
        return Site()


def page(request: HttpRequest, status: int, title: str, lines: tuple[str, ...], **more: Any) -> HttpResponse:
    """Render one page of error; if even that fails, a few words that need nothing."""
    context = {"title": title, "lines": lines, "status": status, "site": _site(request), **more}
    try:
        html: str = loader.render_to_string("web/errors/page.html", context)
    except (
        TemplateDoesNotExist,
        TemplateSyntaxError,
        ValueError,
        OSError,
    ):  # no static files collected, no disk
        html = _PLAIN
    answer = HttpResponse(html, status=status)
    answer.headers["Cache-Control"] = "no-store"
    if status == 503:
        answer.headers["Retry-After"] = "300"
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in cannot be read."""
    lines = (
        "Những gì máy gửi lên bị đứt giữa chừng hoặc dài quá mức xã nhận được.",
        "Bấm Quay lại rồi gửi lần nữa.",
    )
    return page(request, 400, "Xã chưa đọc được nội dung này", lines)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this post may not do this."""
    lines = (
        "Việc này do người giữ chức trách khác làm.",
        "Cần làm giúp thì nhắn người phụ trách, hoặc đăng nhập lại.",
    )
    return page(request, 403, "Anh/chị chưa được giao việc này", lines)


def no_address(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Lead an address typed without its last stroke ("/can-bo") to its page; any other is missing."""
    if request.method in {"GET", "HEAD"} and not request.path.endswith("/") and is_valid_path(f"{request.path_info}/"):
        query = request.META.get("QUERY_STRING", "")
        whole = escape_leading_slashes(f"{request.path}/")
        return HttpResponseRedirect(f"{whole}?{query}" if query else whole)
    return missing(request, exception)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for "not there" and "not yours"."""
    at_work = request.path.startswith(("/can-bo/", "/cap-tren/"))
    lines = (
        "Đường dẫn có thể đã hết hạn, gõ nhầm một chữ, hoặc không dành cho anh/chị.",
        "Về “Hôm nay” rồi mở lại từ đó." if at_work else "Mở lại đường dẫn trên giấy hẹn, hoặc bắt đầu từ trang đầu.",
    )
    return page(request, 404, "Không có trang này", lines, at_work=at_work)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the cause is a machine that cannot write now."""
    if means_busy(sys.exc_info()[1]):
        return busy(request)
    lines = (
        "Lỗi ở phía xã, không phải do anh/chị. Xã đã ghi lại để sửa.",
        "Việc đã báo là xong thì vẫn còn nguyên.",
    )
    return page(request, 500, "Trang này đang hỏng", lines)


def busy(request: HttpRequest) -> HttpResponse:
    """503: nothing was half-written."""
    return page(request, 503, "Máy của xã đang bận", ("Chưa có gì bị mất.", "5 phút nữa bấm lại."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that stood open too long or came from another site."""
    lines = (
        "Trang mở lâu quá nên xã khóa lại cho an toàn.",
        "Bấm Quay lại: những gì đã điền vẫn còn. Mở lại trang rồi gửi lần nữa.",
    )
    return page(request, 403, "Chưa gửi được", lines)


def stale(request: HttpRequest, error: Stale) -> HttpResponse:
    """409: somebody moved the record meanwhile; the page says who, what and when."""
    line = f"{words.first_up(error.who)} {error.what} lúc {words.hour(error.at)}."
    return page(request, 409, "Hồ sơ này vừa có người làm", (line, "Xem bản mới rồi làm tiếp."), again=True)


def sent_before(request: HttpRequest) -> HttpResponse:
    """409: this form was sent already, with other words in it (gone back, changed, pressed again)."""
    lines = (
        "Biểu mẫu này đã gửi một lần với nội dung khác. Lần gửi trước vẫn giữ nguyên.",
        "Mở lại trang để xem, rồi làm tiếp từ đó.",
    )
    return page(request, 409, "Biểu mẫu này đã gửi rồi", lines, again=True)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """422: a rule says no, and the view had no form to say it in."""
    return page(request, 422, "Việc này chưa làm được", (error.message,), again=True)


def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """429: this line, or this form, asked more often than people do."""
    lines = (
        f"Đường truyền này vừa gửi rất nhiều lần. Chờ {words.wait(error.seconds)} rồi bấm lại.",
        "Bấm Quay lại: những gì đã điền vẫn còn. Vội thì đến Bộ phận Một cửa, hoặc gọi cho xã.",
    )
    answer = page(request, 429, "Chờ một lát rồi làm tiếp", lines, again=True)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def moved(request: HttpRequest, unit: Moved) -> HttpResponse:
    """300: an old code with several successors."""
    lines = (f"{words.first_up(unit.name)} nay thuộc các xã sau. Anh/chị chọn nơi mình ở.",)
    return page(request, 300, f"{words.first_up(unit.name)} đã sắp xếp lại", lines, choices=unit.successors)
