"""Answering a review on a telephone: a plain form an item; with script the answers wait in the browser for a line.

docs/adr/0035-answers-without-a-line.md says what is kept there, and why here only.
"""

import hashlib
from importlib import resources
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from thanthien.core.clock import local
from thanthien.core.command import Once
from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.core.once import already_sent, sent_once
from thanthien.office.acting import mark
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.press import whole
from thanthien.programme.service import readiness
from thanthien.rules.checklist import ANSWERS
from thanthien.web import uploads
from thanthien.web.forms import read_kept, without_bring

AREA: Final = {"area": "model"}
_WORKER: Final = resources.files("thanthien.office").joinpath("static/office/readiness-worker.js")


@require_safe
@staff_page("readiness.answer")
def answering(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """The page to walk round with."""
    return _page(request, readiness.review(request.actor, review_id), {})


def _page(
    request: StaffRequest, row: readiness.Review, wrong: dict[UUID, dict[str, Any]], status: int = 200
) -> HttpResponse:
    view = readiness.review_view(row)
    groups = [(group, [_shown(line, wrong.get(line.item.id)) for line in group.lines]) for group in view.groups]
    saved = whole(request.GET.get("xong", ""))
    context = {
        "view": view, "groups": groups, "answers": ANSWERS.items(), "who": request.actor.id, "wrong": bool(wrong),
        "opened": _opened(view, wrong, saved), "saved": saved,
    }  # fmt: skip
    return render(request, "office/programme/readiness/answering.html", AREA | context, status=status)


def _opened(view: readiness.ReviewView, wrong: dict[UUID, dict[str, Any]], saved: int) -> str:
    """Return the group that stands open: where something is to be put right, was just saved, or is still unanswered."""
    for group in view.groups:
        if any(line.item.id in wrong or line.item.position == saved for line in group.lines):
            return group.code
    return next((group.code for group in view.groups if group.answered < len(group.lines)), "")


def _shown(line: Any, wrong: dict[str, Any] | None) -> dict[str, Any]:
    item = line.item
    stands = {"answer": item.answer, "note": item.note, "seen": item.version, "said": ""}
    return {"item": item, "photos": line.photos, "key": str(uuid7()), **stands, **(wrong or {})}


@require_POST
@staff_page("readiness.answer")
def answer(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Take an answer, a photo, or both; the same sent again changes nothing."""
    item = readiness.item(request.actor, item_id)
    plain = "application/json" not in request.headers.get("Accept", "")
    try:
        version = _take(request, item)
    except Refused as no:
        now = readiness.item(request.actor, item_id)
        if plain:
            typed = {name: request.POST.get(name, "") for name in ("answer", "note")}
            wrong = {item.id: typed | {"said": no.message, "seen": now.version}}
            return _page(request, now.review, wrong, 422)
        other = _told(now) if isinstance(no, readiness.AnsweredMeanwhile) else None
        return JsonResponse({"said": no.message, "other": other}, status=409 if other else 422)
    if plain:
        back = reverse("office:readiness_answering", args=[item.review_id])
        return HttpResponseRedirect(f"{back}?xong={item.position}#m-{item.position}")
    return JsonResponse({"version": version})


def _take(request: StaffRequest, item: readiness.ReviewItem) -> int:
    """Keep the photo first: an answer that is refused must not cost it."""
    said, note, version = request.POST.get("answer", ""), request.POST.get("note", ""), item.version
    photo = request.FILES.get("photo")
    if not said and photo is None:
        raise Refused("Chọn một câu trả lời, hoặc chọn một ảnh.", "answer")
    if photo is not None:
        _take_photo(request, item, photo)
    if said and not (photo is not None and (said, note.strip()) == (item.answer, item.note)):
        seen = whole(request.POST.get("seen", ""))
        once = _once(request, "", "\n".join([str(item.id), said, note, str(seen)]))
        done = sent_once(
            once, readiness.answer, actor=request.actor, now=request.now, item_id=item.id, said=said, note=note,
            seen=seen,
        )  # fmt: skip
        version = done.version
    return version


def _take_photo(request: StaffRequest, item: readiness.ReviewItem, file: "UploadedFile[bytes]") -> None:
    once = _once(request, ":anh", f"{item.id}\n{hashlib.sha256(file.read()).hexdigest()}")
    file.seek(0)
    if already_sent(once):
        return
    staged = uploads.stage_all(request, {"photo": "ảnh rà soát"}, item.unit_id, request.now, "readiness")
    kept = read_kept(str(staged.data.get("photo_kept", "")))
    if kept is None:
        words = staged.refused.get("photo", "Chưa nhận được ảnh. Chọn lại ảnh.")
        raise Refused(without_bring(words), "photo")
    sent_once(
        once, readiness.add_photo, actor=request.actor, now=request.now, item_id=item.id, file_id=UUID(kept.id)
    )  # fmt: skip


def _once(request: StaffRequest, kind: str, body: str) -> Once:
    """Bind a key to the person, not to the session: what waited without a line may be sent after signing in anew."""
    key = request.POST.get("once", "") or str(uuid7())
    return Once(f"staff:{request.actor.id}", key + kind, body)


@require_safe
@staff_page("readiness.answer")
def state(request: StaffRequest, review_id: UUID) -> JsonResponse:
    """What stands on the server now, and a fresh token: asked before anything that waited is sent."""
    row = readiness.review(request.actor, review_id)
    items = [line.item for group in readiness.review_view(row).groups for line in group.lines]
    return JsonResponse({
        "token": get_token(request), "open": row.finished_on is None, "mark": mark(request.actor),
        "items": {str(one.id): _told(one) for one in items},
    })  # fmt: skip


def _told(item: readiness.ReviewItem) -> dict[str, Any]:
    at = local(item.answered_at).strftime("%H:%M, %d/%m") if item.answered_at else ""
    by = item.answered_by.name if item.answered_by else ""
    return {"version": item.version, "answer": item.answer, "note": item.note, "by": by, "at": at,
            "said": readiness.said(item.answer)}  # fmt: skip


@require_safe
@staff_page("readiness.answer")
def worker(request: StaffRequest) -> HttpResponse:
    """The script that keeps the answering page for when the line is gone: it rules over the addresses it lies in."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
