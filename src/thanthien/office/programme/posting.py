"""``/can-bo/mo-hinh/niem-yet/``: what hangs in the office and what was put right, each with its photo."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.core.paging import leaf
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, WhyForm, typed
from thanthien.programme.service import posting
from thanthien.rules.posting import kinds
from thanthien.web.forms import PICTURES, ChoiceField, OnceField, PageForm, PaperField, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

AREA = {"area": "model"}
DONE = {"treo": "Đã ghi.", "go": "Đã ghi là gỡ."}
PHOTOS = {"photo": "ảnh chụp", "before": "ảnh trước khi làm"}


class HangForm(PageForm):
    """What was hung up or put right."""

    once = OnceField()
    kind = ChoiceField(label="Loại", choices=())
    title = TextField(label="Treo, dán gì, hay chỉnh chỗ nào?", limit=200)
    place = TextField(label="Ở đâu", hint="Ví dụ: cạnh quầy 1, cổng trụ sở", limit=120)
    on = DayField(label="Ngày làm xong", past=True)
    photo = PaperField(label="Ảnh chụp bây giờ", can_bring=False, takes=PICTURES)
    before = PaperField(label="Ảnh trước khi làm, nếu có", can_bring=False, takes=PICTURES, required=False)

    def __init__(self, data: Any = None, files: Any = None, *, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.offer("kind", choices)


@require_safe
@staff_page("posting.read")
def postings(request: StaffRequest) -> HttpResponse:
    """List what hangs and hung, the newest first."""
    today = local(request.now).date()
    found = leaf(posting.postings(request.actor), "-on", request.GET.get("sau", ""))
    said = {one.code: one.text for one in kinds(today)}
    lines = [(one, said.get(one.kind, one.kind)) for one in found.rows]
    context = {"lines": lines, "after": found.after, "may": request.actor.may("posting.change"),
               "done": DONE.get(request.GET.get("xong", ""), "")}  # fmt: skip
    return render(request, "office/programme/posting/list.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("posting.change")
def hang(request: StaffRequest) -> HttpResponse:
    """Write down what was hung up or put right."""
    choices = [(one.code, one.text) for one in kinds(local(request.now).date())]

    def made(*args: Any) -> HangForm:
        return HangForm(*args, choices=choices)

    form = photos.with_files(request, made, PHOTOS, "posting")

    def act(once: Any, data: dict[str, Any]) -> object:
        kept = {name: UUID(data[name].kept.id) if data[name] and data[name].kept else None for name in PHOTOS}
        hung = posting.Hung(data["kind"], data["title"], data["place"], data["on"], kept["photo"], kept["before"])
        return sent_once(once, posting.hang, actor=request.actor, now=request.now, hung=hung)

    return ask(request, form, _page("Ghi niêm yết, chỉnh trang", "Ghi lại", "treo"), act, AREA)


@require_http_methods(METHODS)
@staff_page("posting.change")
def take_down(request: StaffRequest, posting_id: UUID) -> HttpResponse:
    """Say that it hangs no more."""
    row, form = posting.posting(request.actor, posting_id), WhyForm(typed(request))
    return ask(request, form, _page("Ghi là đã gỡ", "Ghi đã gỡ", "go", row.title), lambda once, data: sent_once(
        once, posting.take_down, actor=request.actor, now=request.now, posting_id=row.id, reason=data["reason"],
    ), AREA)  # fmt: skip


@require_safe
@staff_page("posting.read")
def picture(request: StaffRequest, posting_id: UUID, which: str) -> HttpResponseBase:
    """Hand out a photo."""
    return photos.shown(posting.picture(request.actor, posting_id, which))


def _page(title: str, button: str, said: str, lead: str = "") -> Asked:
    return Asked(title, button, reverse("office:postings"), said, lead=lead)


urlpatterns: list[URLPattern] = [
    path("mo-hinh/niem-yet/", postings, name="postings"),
    path("mo-hinh/niem-yet/them/", hang, name="posting_hang"),
    path("mo-hinh/niem-yet/<uuid:posting_id>/go/", take_down, name="posting_take_down"),
    path("mo-hinh/niem-yet/<uuid:posting_id>/anh/<str:which>/", picture, name="posting_picture"),
]
