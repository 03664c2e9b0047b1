"""For whoever watches the machine: ``/healthz`` says that the process lives, ``/readyz`` that it can work."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from thanthien.core import clock, wall
from thanthien.notify import service as notify

SILENT = timedelta(minutes=2)
DISK_FLOOR = 200 * 1024 * 1024


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer without touching anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Tell whether database, disk, loop and mail are well; 503 when pages cannot be served."""
    state = {"database": _database(), "disk": _disk()}
    good = all(word == "ok" for word in state.values())
    more: dict[str, Any] = {"loop": _loop(), "mail": _mail() if state["database"] == "ok" else "unknown"}
    return JsonResponse({"ok": good, **state, **more}, status=200 if good else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return type(error).__name__
    return "ok"


def _disk() -> str:
    try:
        return "ok" if shutil.disk_usage(settings.DATA_DIR).free > DISK_FLOOR else "nearly full"
    except OSError as error:
        return error.strerror or "not there"


def _loop() -> str:
    try:
        silent = clock.now().timestamp() - (Path(settings.DATA_DIR) / "loop.beat").stat().st_mtime
    except OSError:
        return "not running"
    return "ok" if silent < SILENT.total_seconds() else f"silent for {silent:.0f} s"


def _mail() -> str:
    if not settings.EMAIL_HOST and not settings.DEMO:
        return "no server is set (THANTHIEN_SMTP)"
    with wall.lifted():
        stuck = notify.mail_overdue(clock.now() - SILENT)
    return f"{stuck} messages are stuck" if stuck else "ok"
