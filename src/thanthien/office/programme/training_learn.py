"""What those who learn do: say that they are there, send the quiz, take their certificate."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from thanthien.core.errors import NotThere, Refused
from thanthien.core.once import sent_once
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, typed
from thanthien.office.programme import training_forms as forms
from thanthien.office.programme.training import about, asked, page
from thanthien.papers import service as papers
from thanthien.programme import service as programme
from thanthien.rules import training as rules

training = programme.training


@require_http_methods(METHODS)
@staff_page("training.read")
def enter(request: StaffRequest, code: str) -> HttpResponse:
    """What a scanned code opens: one button. Looking records nothing."""
    session_id = training.read_code(code, request.now)
    if session_id is None:
        raise Refused("Mã này đã hết giờ. Quét lại mã đang hiện trên màn hình của lớp.")
    row = training.session(request.actor, session_id)
    form, back = PressForm(typed(request)), reverse("office:training", args=[row.id])
    return asked(request, form, ("Tôi có mặt", "Ghi tôi có mặt", "co-mat"), back, lambda once, data: sent_once(
        once, training.enter, actor=request.actor, now=request.now, code=code
    ), row.course.title)  # fmt: skip


@require_http_methods(METHODS)
@staff_page("training.read")
def quiz(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """The quiz. Sent after its end it is refused, and every answer stays on the page."""
    row = training.session(request.actor, session_id)
    state = rules.hours(request.now, row.quiz_from, row.quiz_until)
    form = forms.QuizForm(typed(request), questions=row.questions, over=state == "after")
    seat = training.seat(request.actor, row)
    sent = training.attempts([seat]) if seat else []
    more = about(request) | {
        "session": row, "state": state, "sent": sent, "most": rules.MOST_ATTEMPTS, "there": seat and seat.present_at,
    }  # fmt: skip
    back = reverse("office:training_answers", args=[row.id])
    asks = Asked("Bài kiểm tra", "Gửi bài", back, "bai", template="office/programme/training/quiz.html")
    return ask(request, form, asks, lambda once, data: sent_once(
        once, training.send_quiz, actor=request.actor, now=request.now, session_id=row.id, answers=form.answers()
    ), more)  # fmt: skip


@require_safe
@staff_page("training.read")
def answers(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """One's own last quiz: what was right, and why."""
    row = training.session(request.actor, session_id)
    seat = training.seat(request.actor, row)
    sent = training.attempts([seat]) if seat else []
    last = sent[-1] if sent else None
    context = {
        "session": row, "last": last, "best": training.best_of(sent).get(seat.id) if seat else None, "seat": seat,
        "answers": training.answered(row, last) if last else [], "left": rules.MOST_ATTEMPTS - len(sent),
        "state": rules.hours(request.now, row.quiz_from, row.quiz_until),
    }  # fmt: skip
    return page(request, "answers", **context)


@require_http_methods(METHODS)
@staff_page("training.read")
def certify(request: StaffRequest, attendance_id: UUID) -> HttpResponse:
    """Issue a certificate, to oneself or by the keeper."""
    line, form = training.line(request.actor, attendance_id), PressForm(typed(request))
    back = reverse("office:training", args=[line.session_id])
    words = ("Giấy chứng nhận", "Cấp giấy chứng nhận", "giay")
    return asked(request, form, words, back, lambda once, data: sent_once(
        once, training.certify, actor=request.actor, now=request.now, attendance_id=line.id
    ), f"{line.name}: {line.session.course.title}")  # fmt: skip


@require_safe
@staff_page("training.read")
def certificate(request: StaffRequest, attendance_id: UUID) -> HttpResponse:
    """Return a certificate as PDF."""
    found = getattr(training.line(request.actor, attendance_id), "certificate", None)
    if found is None:
        raise NotThere
    answer = HttpResponse(papers.render(papers.PaperKind.CERTIFICATE, found.data), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="chung-nhan-{found.code}.pdf"'
    return answer


PERSON: Final = "mo-hinh/tap-huan/nguoi/<uuid:attendance_id>/"
urlpatterns: list[URLPattern] = [
    path("mo-hinh/tap-huan/co-mat/<str:code>/", enter, name="training_enter"),
    path("mo-hinh/tap-huan/lop/<uuid:session_id>/bai/", quiz, name="training_quiz"),
    path("mo-hinh/tap-huan/lop/<uuid:session_id>/dap-an/", answers, name="training_answers"),
    path(f"{PERSON}chung-nhan/", certify, name="training_certify"),
    path(f"{PERSON}chung-nhan.pdf", certificate, name="training_certificate"),
]
