"""``/can-bo/mo-hinh/tap-huan/``: sessions and courses, who was at none; a course with its materials and questions.

The level above has the same first page at ``/cap-tren/mo-hinh/tap-huan/``; its other pages are these.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.clock import local
from thanthien.core.once import sent_once
from thanthien.office import photos
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme import training_forms as forms
from thanthien.programme import service as programme
from thanthien.rules.training import conduct_questions
from thanthien.web.forms import PageForm

training = programme.training
F = TypeVar("F", bound=PageForm)
DONE: Final = {
    "lap": "Đã lập khóa. Mở khóa để xem câu hỏi, thêm tài liệu và mở lớp.",
    "sua": "Đã ghi lại.", "tai-lieu": "Đã thêm tài liệu.", "bo": "Đã bỏ.",
    "cau-hoi": "Đã ghi câu hỏi.", "thoi": "Đã thôi khóa này.",
}  # fmt: skip


def page(request: StaffRequest, template: str, **context: Any) -> HttpResponse:
    """Draw a page of training; the level above has its own way back."""
    return render(request, f"office/programme/training/{template}.html", about(request) | context)


def about(request: StaffRequest) -> dict[str, Any]:
    """Return where a page stands: the area of the rail, and whether the level above looks."""
    above = request.actor.may("programme.run")
    return {
        "area": "programmes" if above else "model", "above": above, "may": request.actor.may("training.run"),
        "me_unit": request.actor.scope, "home_page": reverse("above:trainings" if above else "office:trainings"),
    }  # fmt: skip


@require_safe
@staff_page("training.read")
def home(request: StaffRequest) -> HttpResponse:
    """What is coming, what was, who was at none, what I have learnt."""
    return _home(request)


@require_safe
@staff_page("programme.run")
def home_above(request: StaffRequest) -> HttpResponse:
    """The same for the level above, with how far each commune is."""
    return _home(request)


def _home(request: StaffRequest) -> HttpResponse:
    actor, today = request.actor, local(request.now).date()
    context = {
        "leaf": training.sessions(actor, request.GET.get("sau", "")), "courses": training.courses(actor),
        "mine": training.own_trainings(actor), "communes": training.communes(actor, today), "now": request.now,
        "untrained": len(training.untrained(actor, today)) if actor.may("training.run") else None,
        "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return page(request, "home", **context)


@require_safe
@staff_page("training.run")
def untrained(request: StaffRequest) -> HttpResponse:
    """List who is in post today and was at no session."""
    return page(request, "untrained", people=training.untrained(request.actor, local(request.now).date()))


@require_safe
@staff_page("training.read")
def course(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """One course; its questions are shown to those who run it, not to those who will answer them."""
    row, actor = training.course(request.actor, course_id), request.actor
    runs = actor.may("training.run") and row.unit_id == actor.scope
    questions = [{"key": training.key_of(one), **one} for one in row.questions] if runs else []
    context = {
        "course": row, "runs": runs, "questions": questions, "materials": training.materials(row), "now": request.now,
        "leaf": training.sessions(actor, request.GET.get("sau", ""), row.id),
        "left": training.untrained(actor, local(request.now).date(), row.id) if actor.may("training.run") else [],
        "done": DONE.get(request.GET.get("xong", ""), ""),
    }  # fmt: skip
    return page(request, "course", **context)


def asked(
    request: StaffRequest, form: Any, words: tuple[str, str, str], back: str,
    act: Callable[[Any, dict[str, Any]], object], lead: str = "",
) -> HttpResponse:  # fmt: skip
    """Ask for one act of training on a page of its own; ``words``: title, button, what is said afterwards."""
    title, button, said = words
    return ask(request, form, Asked(title, button, back, said, lead=lead), act, about(request))


def _course_page(course_id: UUID) -> str:
    return reverse("office:course", args=[course_id])


@require_http_methods(METHODS)
@staff_page("training.run")
def make(request: StaffRequest) -> HttpResponse:
    """Make a course."""
    form = forms.CourseForm(typed(request))
    back = about(request)["home_page"]
    return asked(request, form, ("Lập khóa tập huấn", "Lập khóa", "lap"), back, lambda once, data: sent_once(
        once, training.make_course, actor=request.actor, now=request.now, wanted=form.wanted()
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.run")
def change(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Change a course."""
    row = training.own_course(request.actor, course_id)
    begins = {"title": row.title, "aim": row.aim, "pass_mark": row.pass_mark}
    form = forms.CourseForm(typed(request), initial=begins)
    words = ("Sửa khóa", "Ghi lại", "sua")
    return asked(request, form, words, _course_page(row.id), lambda once, data: sent_once(
        once, training.change_course, actor=request.actor, now=request.now, course_id=row.id, wanted=form.wanted()
    ))  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.run")
def end(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """End a course."""
    row = training.own_course(request.actor, course_id)
    form, words = PressForm(typed(request)), ("Thôi khóa này", "Thôi khóa", "thoi")
    lead = f"{row.title}. Không mở thêm lớp nào nữa; lớp đã học vẫn còn nguyên."
    return asked(request, form, words, about(request)["home_page"], lambda once, data: sent_once(
        once, training.end_course, actor=request.actor, now=request.now, course_id=row.id
    ), lead)  # fmt: skip


def with_file(request: StaffRequest, form: type[F]) -> F:
    """Return a form with a field ``file`` of training."""
    return photos.with_files(request, form, {"file": "Tệp kèm theo"}, "training")


@require_http_methods(METHODS)
@staff_page("training.run")
def material_add(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Give a course a page of text or a file."""
    row = training.own_course(request.actor, course_id)
    form, words = with_file(request, forms.MaterialForm), ("Thêm tài liệu", "Thêm tài liệu", "tai-lieu")
    return asked(request, form, words, _course_page(row.id), lambda once, data: sent_once(
        once, training.add_material, actor=request.actor, now=request.now, course_id=row.id, title=data["title"],
        text=data["text"], file_id=photos.kept(data),
    ), row.title)  # fmt: skip


@require_safe
@staff_page("training.read")
def material(request: StaffRequest, material_id: UUID) -> HttpResponse:
    """Read one material."""
    row = training.material(request.actor, material_id)
    return page(request, "material", material=row, runs=request.actor.may("training.run"))


def streamed(row: Any) -> HttpResponseBase:
    """Hand out a file of training."""
    return photos.handed(lambda: training.served(row))


@require_safe
@staff_page("training.read")
def material_file(request: StaffRequest, material_id: UUID) -> HttpResponseBase:
    """Hand out the cleaned copy of a material's file."""
    return streamed(training.material(request.actor, material_id).file)


@require_http_methods(METHODS)
@staff_page("training.run")
def material_remove(request: StaffRequest, material_id: UUID) -> HttpResponse:
    """Take a material off."""
    row, form = training.material(request.actor, material_id), PressForm(typed(request))
    training.own_course(request.actor, row.course_id)
    words = ("Bỏ tài liệu này", "Bỏ tài liệu", "bo")
    return asked(request, form, words, _course_page(row.course_id), lambda once, data: sent_once(
        once, training.remove_material, actor=request.actor, now=request.now, material_id=row.id
    ), row.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.run")
def questions(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Choose questions on the conduct rules."""
    row = training.own_course(request.actor, course_id)
    offered = [one.json() for one in conduct_questions(local(request.now).date())]
    choices = [(training.key_of(one), one["text"]) for one in offered]
    chosen = [training.key_of(one) for one in row.questions]
    form = forms.QuestionsForm(typed(request), questions=choices, initial={"keys": chosen})
    words = ("Chọn câu hỏi", "Ghi các câu đã chọn", "cau-hoi")
    return asked(request, form, words, _course_page(row.id), lambda once, data: sent_once(
        once, training.choose_questions, actor=request.actor, now=request.now, course_id=row.id, keys=data["keys"]
    ), row.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.run")
def question_add(request: StaffRequest, course_id: UUID) -> HttpResponse:
    """Add a question of the commune's own."""
    row, form = training.own_course(request.actor, course_id), forms.QuestionForm(typed(request))
    words = ("Thêm câu hỏi của mình", "Thêm câu hỏi", "cau-hoi")
    return asked(request, form, words, _course_page(row.id), lambda once, data: sent_once(
        once, training.add_question, actor=request.actor, now=request.now, course_id=row.id, text=data["text"],
        options=data["options"].splitlines(), right=data["right"] - 1, reason=data["reason"],
    ), row.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.run")
def question_drop(request: StaffRequest, course_id: UUID, key: str) -> HttpResponse:
    """Take a question out of a course."""
    row, form = training.own_course(request.actor, course_id), PressForm(typed(request))
    words = ("Bỏ câu hỏi này", "Bỏ câu hỏi", "bo")
    return asked(request, form, words, _course_page(row.id), lambda once, data: sent_once(
        once, training.drop_question, actor=request.actor, now=request.now, course_id=row.id, key=key
    ), next((one["text"] for one in row.questions if training.key_of(one) == key), ""))  # fmt: skip


COURSE: Final = "mo-hinh/tap-huan/khoa/<uuid:course_id>/"
urlpatterns: list[URLPattern] = [
    path("mo-hinh/tap-huan/", home, name="trainings"),
    path("mo-hinh/tap-huan/chua-hoc/", untrained, name="untrained"),
    path("mo-hinh/tap-huan/khoa/lap/", make, name="course_make"),
    path(COURSE, course, name="course"),
    path(f"{COURSE}sua/", change, name="course_change"),
    path(f"{COURSE}thoi/", end, name="course_end"),
    path(f"{COURSE}tai-lieu/", material_add, name="course_material_add"),
    path(f"{COURSE}cau-hoi/", questions, name="course_questions"),
    path(f"{COURSE}cau-hoi/them/", question_add, name="course_question_add"),
    path(f"{COURSE}cau-hoi/<str:key>/bo/", question_drop, name="course_question_drop"),
    path("mo-hinh/tap-huan/tai-lieu/<uuid:material_id>/", material, name="course_material"),
    path("mo-hinh/tap-huan/tai-lieu/<uuid:material_id>/tep/", material_file, name="course_file"),
    path("mo-hinh/tap-huan/tai-lieu/<uuid:material_id>/bo/", material_remove, name="course_material_remove"),
]
