"""Everything that goes wrong is told as a problem document (RFC 9457): a stable type, a Vietnamese title, the field."""

import json
import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, cast

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from thanthien.core.errors import Busy, NotThere, OtherBody, Refused, TooMany
from thanthien.onestop.service import due_query

MEDIA: Final = "application/problem+json"
log = logging.getLogger(__name__)

# A field of a command or a rule, by the name it has in a filing.
_FILING: Final = {
    "unit": "received_at_unit",
    "name": "applicant.name",
    "phone": "applicant.phone",
    "email": "applicant.email",
    "address": "applicant.address",
    "id_number": "applicant.id_number",
}
_STATUSES: Final = {"version-changed": HTTPStatus.CONFLICT}
_READ: Final = {
    "missing": "Thiếu ô này.",
    "extra_forbidden": "Không có ô này. Xem lại tên ô trong tài liệu.",
    "string_type": "Ô này phải là chữ.",
    "string_too_short": "Ô này còn trống.",
    "string_too_long": "Ô này dài quá mức xã nhận được.",
    "dict_type": "Ô này phải là một đối tượng JSON.",
    "model_type": "Ô này phải là một đối tượng JSON.",
    "model_attributes_type": "Ô này phải là một đối tượng JSON.",
    "literal_error": "Giá trị này không có trong danh sách cho phép.",
    "int_parsing": "Ô này phải là số nguyên.",
    "int_type": "Ô này phải là số nguyên.",
    "greater_than_equal": "Số này nhỏ quá.",
    "less_than_equal": "Số này lớn quá.",
    "date_from_datetime_parsing": "Ngày ghi như 2026-02-12.",
    "date_parsing": "Ngày ghi như 2026-02-12.",
}


def problem(
    status: int, kind: str, title: str, field: str = "", errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """Return a problem document. ``kind`` is promised: it never changes its meaning."""
    body: dict[str, Any] = {"type": kind, "title": title, "status": int(status)}
    if field:
        body["field"] = field
    if errors:
        body["errors"] = errors
    response = HttpResponse(json.dumps(body, ensure_ascii=False), content_type=f"{MEDIA}; charset=utf-8", status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def not_there(request: HttpRequest, error: Any = None) -> HttpResponse:
    """404: not there and not yours are one answer."""
    return problem(HTTPStatus.NOT_FOUND, "not-found", "Không có ở đây, hoặc mã và đường dẫn không khớp.")


def not_allowed(allowed: str) -> HttpResponse:
    """405, with what would be allowed."""
    response = problem(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", f"Địa chỉ này chỉ nhận {allowed}.")
    response.headers["Allow"] = allowed
    return response


def too_large(request: HttpRequest, error: Any = None) -> HttpResponse:
    """413: more than any filing can need."""
    return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "Nội dung gửi lên dài quá mức xã nhận được.")


def busy(request: HttpRequest, error: Any = None) -> HttpResponse:
    """503: nothing was half-written."""
    title = "Máy của xã đang bận. Chưa có gì bị mất, 5 phút nữa gửi lại."
    response = problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", title)
    response.headers["Retry-After"] = "300"
    return response


def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """429: more than the budget of this line; nothing was taken in."""
    response = problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many", f"Gửi quá dày. {error.seconds} giây nữa gửi lại.")
    response.headers["Retry-After"] = str(error.seconds)
    return response


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = _STATUSES.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY)
    return problem(status, error.code, error.message, _FILING.get(error.field, error.field))


def _other_body(request: HttpRequest, error: OtherBody) -> HttpResponse:
    title = "Khóa này đã dùng cho một nội dung khác. Gửi nội dung mới thì dùng khóa mới."
    return problem(HTTPStatus.CONFLICT, "idempotency-key-reused", title, "idempotency_key")


def _due(request: HttpRequest, error: due_query.DueProblem) -> HttpResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.type, error.sentence, error.field)


def _unauthorised(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    title = "Gửi kèm mã bí mật của hồ sơ: Authorization: Bearer …"
    response = problem(HTTPStatus.UNAUTHORIZED, "token-missing", title)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [_field_error(one) for one in error.errors]
    first = errors[0] if errors else {"field": "", "title": "Chưa đọc được nội dung gửi lên."}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-field", first["title"], first["field"], errors)


def _field_error(one: Mapping[str, Any]) -> dict[str, str]:
    # ("body", "filing", "applicant", "name") or ("query", "limit"): the parameter's own name says nothing outside.
    place = [str(part) for part in one["loc"]]
    path = place[2:] if place[:1] == ["body"] else place[1:]
    return {"field": ".".join(path), "title": _READ.get(one["type"], "Giá trị này chưa đúng dạng.")}


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "not-json", "Nội dung gửi lên không phải JSON đọc được.")


def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    log.exception("%s %s", request.method, request.path)
    title = "Lỗi ở phía xã. Xã đã ghi lại để sửa. Việc đã báo là xong thì vẫn còn nguyên."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", title)


Handler = Callable[[HttpRequest, Any], HttpResponse]
HANDLERS: Final[Mapping[type[Exception], Handler]] = {
    Exception: _fault,
    HttpError: cast(Handler, _http),
    ValidationError: cast(Handler, _unreadable),
    AuthenticationError: cast(Handler, _unauthorised),
    Refused: cast(Handler, _refused),
    OtherBody: cast(Handler, _other_body),
    due_query.DueProblem: cast(Handler, _due),
    NotThere: not_there,
    Busy: busy,
    TooMany: cast(Handler, too_many),
    OperationalError: busy,
    RequestDataTooBig: too_large,
}


def teach(api: NinjaAPI) -> None:
    """Let an API tell every error as a problem document."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
