"""The API as one object, and the guard before its addresses."""

import functools
from collections.abc import Callable
from typing import Any, Final, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from pydantic_core import from_json

from thanthien.api import catalogue, dossiers, figures, intake, problems

JSON: Final = "application/json"
LARGEST_BODY: Final = 256 * 1024
ABOUT: Final = (
    "Danh mục thủ tục, đơn vị hành chính, ngày hẹn có giải thích, nộp và theo dõi hồ sơ."
    " Mọi lỗi là application/problem+json (RFC 9457). Giờ ghi theo ISO 8601 với +07:00."
)


class JsonParser(Parser):
    """JSON as both databases can hold it: no half surrogates, no NaN, no depth without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Read the body."""
        if request.content_type != JSON:
            raise HttpError(400, "not json")
        try:
            return from_json(request.body, allow_inf_nan=False)
        except ValueError as error:
            raise HttpError(400, "not json") from error


class PlainRenderer(JSONRenderer):
    """Vietnamese as letters, not as escapes: half the weight, and readable."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Describes errors as what they are: problem documents."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Return the description (OpenAPI 3.1)."""
        told = super().get_openapi_schema(**kwargs)
        answers = (
            (int(status), answer)
            for methods in told["paths"].values()
            for operation in methods.values()
            for status, answer in operation["responses"].items()
        )
        for status, answer in answers:
            if status >= 400 and JSON in answer.get("content", {}):
                answer["content"] = {problems.MEDIA: answer["content"].pop(JSON)}
        return told


api = Api(
    title="Thân Thiện",
    version="1",
    description=ABOUT,
    docs_url=None,  # its page would load a script from another host
    openapi_url="/openapi.json",
    urls_namespace="api",
    parser=JsonParser(),
    renderer=PlainRenderer(),
)
problems.teach(api)
api.add_router("", catalogue.router)
api.add_router("", dossiers.router)
api.add_router("", figures.router)
api.add_router("", intake.router)

View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Refuse what is too large before it is read, and speak in problem documents where the framework would not."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return problems.too_large(request)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            return problems.not_allowed(response.headers["Allow"])
        return response

    return csrf_exempt(answer)


def patterns() -> list[URLPattern]:
    """Return the API's addresses, each behind the guard."""
    made = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    for pattern in made:
        shown = problems.not_there if pattern.name == "api-root" else cast(View, pattern.callback)
        pattern.callback = guarded(shown)
    return made
