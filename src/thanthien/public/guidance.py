"""``/thu-tuc/…/nghe/<language>/``: the sound of a procedure's guidance, as somebody recorded it."""

from typing import Final

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from thanthien.core.errors import NotThere
from thanthien.onestop import service as onestop

DAY: Final = "public, max-age=86400"


@require_safe
def sound(request: HttpRequest, code: str, language: str) -> FileResponse:
    """Send the file; its kind comes from its name, never from what a browser makes of it."""
    found = onestop.guidance.sound_of(code, language)
    if found is None or found.sound is None:
        raise NotThere
    answer = FileResponse(found.sound.open("rb"), content_type=found.kind)
    answer.headers["Content-Length"] = str(found.size)
    answer.headers["Cache-Control"] = DAY
    return answer
