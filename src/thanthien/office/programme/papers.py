"""``/can-bo/mo-hinh/van-ban/``: papers of the model: drafted from records, edited, looked at, issued."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core import files
from thanthien.core.actors import Role
from thanthien.core.clock import local
from thanthien.core.errors import NotThere
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed, whole
from thanthien.office.programme.paper_edit import edit
from thanthien.office.programme.paper_files import page_picture, pdf, word_file
from thanthien.office.programme.paper_forms import BackForm, IssueForm, VersionForm
from thanthien.org import service as org
from thanthien.programme import service as programme
from thanthien.programme.service import papers

AREA = {"area": "model"}
DONE = {"soan": "Đã soạn từ sổ. Đọc lại, sửa lời rồi ban hành.", "sua": "Đã lưu.", "dien": "Đã lấy số liệu mới.",
        "ban-hanh": "Đã ban hành. Bản in giữ nguyên từ bây giờ.", "gui": "Đã lưu bản PDF."}  # fmt: skip


@require_safe
@staff_page("model_paper.read")
def listing(request: StaffRequest) -> HttpResponse:
    """List the papers, what was worked on last first, and what can be drafted from here."""
    found = papers.page(request.actor, request.GET.get("sau", ""))
    lines = [(one, papers.KINDS[one.kind].label) for one in found.rows if one.kind in papers.KINDS]
    may = request.actor.may("model_paper.change")
    context = {"lines": lines, "after": found.after, "may": may, "offers": _offers(request) if may else ()}
    return render(request, "office/programme/papers/list.html", AREA | context)


def _offers(request: StaffRequest) -> list[tuple[str, str]]:
    """Return label and address of the papers that begin here; the others begin at their own record."""
    found = [
        (f"Kế hoạch năm {plan.year}", reverse("office:paper_draft", args=["plan", plan.id]))
        for plan in programme.plans(request.actor)[:2]
    ]
    part = programme.own(request.actor)
    if part is None:
        return found
    reports = (("Báo cáo sơ kết", "preliminary_report"), ("Báo cáo tổng kết", "final_report"))
    return found + [(label, reverse("office:paper_draft", args=[kind, part.id])) for label, kind in reports]


@require_http_methods(METHODS)
@staff_page("model_paper.change")
def draft(request: StaffRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Begin a paper about a record; where its draft is there already, lead to it."""
    known = papers.kind_of(kind)
    there = papers.of_subject(request.actor, kind, subject_id)
    if request.method != "POST" and there and there[0].issued_on is None:
        said = f"?xong={request.GET['xong']}" if request.GET.get("xong") in DONE else ""
        return HttpResponseRedirect(reverse("office:model_paper", args=[there[0].id]) + said)
    if request.method != "POST":
        known.fill(request.actor, subject_id, request.now)  # not there, or too early: said before anything is pressed
    lead = "Ô chữ, bảng và số liệu được điền từ sổ của xã. Anh/chị đọc lại, sửa lời rồi mới ban hành."
    here = reverse("office:paper_draft", args=[kind, subject_id])
    page = Asked(f"Soạn: {known.label}", "Soạn từ sổ", here, "soan", lead=lead, template=FORM)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, papers.draft, actor=request.actor, now=request.now, kind=kind, subject_id=subject_id)

    return ask(request, PressForm(typed(request)), page, act, AREA | {"back": reverse("office:model_papers")})


FORM = "office/programme/papers/form.html"


@require_safe
@staff_page("model_paper.read")
def paper(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Show a paper page by page as it prints, its files, what may be done."""
    row = papers.paper(request.actor, paper_id)
    count, wrong = papers.page_count(row)
    number = min(max(1, whole(request.GET.get("trang", "1"))), max(count, 1))
    back = [one for one in files.attached(row.id, unit_id=row.unit_id) if one.purpose == papers.BACK]
    context = {
        "row": row, "label": papers.kind_of(row.kind).label, "count": count, "wrong": wrong, "number": number,
        "back": back, "may": request.actor.may("model_paper.change"),
        "may_issue": request.actor.may("model_paper.issue"), "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return render(request, "office/programme/papers/paper.html", AREA | context)


@require_http_methods(METHODS)
@staff_page("model_paper.change")
def refill(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Take fresh figures into a draft."""
    row = papers.paper(request.actor, paper_id)
    lead = "Bảng, biểu đồ và lời chưa ai sửa được điền lại theo sổ lúc này. Lời anh/chị đã sửa giữ nguyên."
    page = _page(row, "Lấy số liệu mới?", "Lấy số liệu mới", "dien", lead)
    form = VersionForm(typed(request), initial={"version": row.version})
    return ask(request, form, page, _acting(request, row, papers.refill), AREA)


@require_http_methods(METHODS)
@staff_page("model_paper.issue")
def issue(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Give number, day and signer; from then on nothing changes."""
    row, today = papers.paper(request.actor, paper_id), local(request.now).date()
    chairs = org.holders(row.unit_id, Role.CHAIR, today)
    form = IssueForm(row, typed(request), chair=chairs[0].staff.name if chairs else "", today=today)
    lead = f"{row.title}. Ban hành rồi thì không sửa được nữa."
    page = _page(row, f"Ban hành: {papers.kind_of(row.kind).label}", "Ban hành", "ban-hanh", lead)
    return ask(request, form, page, _acting(request, row, papers.issue, number="", signer="", signer_as=""), AREA)


@require_http_methods(METHODS)
@staff_page("model_paper.change")
def give_back(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Keep a PDF signed by hand or edited outside beside the paper."""
    row = papers.paper(request.actor, paper_id)
    form = photos.with_files(request, BackForm, {"file": "bản PDF"}, papers.BACK)
    page = _page(row, "Gửi bản PDF đã ký hoặc sửa ngoài", "Gửi bản này", "gui", row.title)

    def act(once: Any, data: dict[str, Any]) -> object:
        kept = photos.kept(data)
        if kept is None:
            raise NotThere
        return sent_once(once, papers.give_back, actor=request.actor, now=request.now, paper_id=row.id, file_id=kept)

    return ask(request, form, page, act, AREA)


def _page(row: papers.ModelPaper, title: str, button: str, done: str, lead: str) -> Asked:
    return Asked(title, button, reverse("office:model_paper", args=[row.id]), done, lead=lead)


def _acting(
    request: StaffRequest, row: papers.ModelPaper, command: Callable[..., object], **blank: str
) -> Callable[[Any, dict[str, Any]], object]:
    """Make an act on one version of a paper; what a form did not ask for is blank."""

    def act(once: Any, data: dict[str, Any]) -> object:
        told = blank | {**data, "version": whole(data["version"])}
        return sent_once(once, command, actor=request.actor, now=request.now, paper_id=row.id, **told)

    return act


@require_safe
@staff_page("model_paper.read")
def returned(request: StaffRequest, paper_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Show a PDF that came back, as its cleaned copy."""
    row = papers.paper(request.actor, paper_id)
    for one in files.attached(row.id, unit_id=row.unit_id):
        if one.id == file_id:
            return photos.shown(one)
    raise NotThere


urlpatterns: list[URLPattern] = [
    path("mo-hinh/van-ban/", listing, name="model_papers"),
    path("mo-hinh/van-ban/soan/<str:kind>/<uuid:subject_id>/", draft, name="paper_draft"),
    path("mo-hinh/van-ban/<uuid:paper_id>/", paper, name="model_paper"),
    path("mo-hinh/van-ban/<uuid:paper_id>/sua/", edit, name="model_paper_edit"),
    path("mo-hinh/van-ban/<uuid:paper_id>/dien-lai/", refill, name="model_paper_refill"),
    path("mo-hinh/van-ban/<uuid:paper_id>/ban-hanh/", issue, name="model_paper_issue"),
    path("mo-hinh/van-ban/<uuid:paper_id>/ban-ngoai/", give_back, name="model_paper_back"),
    path("mo-hinh/van-ban/<uuid:paper_id>/trang/<int:number>/", page_picture, name="model_paper_page"),
    path("mo-hinh/van-ban/<uuid:paper_id>/tep/<uuid:file_id>/", returned, name="model_paper_file"),
    path("mo-hinh/van-ban/<uuid:paper_id>.pdf", pdf, name="model_paper_pdf"),
    path("mo-hinh/van-ban/<uuid:paper_id>.docx", word_file, name="model_paper_docx"),
]
