"""What is done with one letter of the commune besides signing it; each act asks on a page of its own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thanthien.core.once import sent_once
from thanthien.office.courtesy.pages import AREA
from thanthien.office.guard import StaffRequest, staff_page
from thanthien.office.organisation import Asked, ask
from thanthien.office.press import METHODS, PressForm, WhyForm, typed
from thanthien.onestop import service as onestop
from thanthien.web.forms import ChoiceField, TextField

CALLED = (("ông", "ông"), ("bà", "bà"), ("ông/bà", "ông/bà (chưa rõ)"))


class ThanksForm(PressForm):
    """Whom the commune thanks, for what."""

    name = TextField(label="Tên người nhận", hint="Một người, một nhóm, hay một hộ", limit=120)
    called = ChoiceField(label="Gọi là", choices=CALLED, inline=True)
    address = TextField(label="Nơi ở", limit=200, required=False)
    what = TextField(
        label="Xã cảm ơn người ấy…", hint="Viết tiếp câu này. Ví dụ: đã góp ý đặt thêm ghế ở chỗ chờ", limit=300, rows=2
    )


class WordsForm(PressForm):
    """The letter's own words."""

    words = TextField(label="Lời thư", hint="Mỗi đoạn cách một dòng trống.", limit=4000, rows=12)


@require_http_methods(METHODS)
@staff_page("courtesy.write")
def thanks(request: StaffRequest) -> HttpResponse:
    """Begin a letter of thanks."""
    page = Asked(
        "Soạn thư cảm ơn", "Soạn thư", reverse("office:courtesy"), "them",
        "Cho người góp ý hay, góp công góp của. Chủ tịch đọc lại rồi ký.",
    )  # fmt: skip

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, onestop.courtesy.begin_thanks, actor=request.actor, now=request.now, **data)

    return ask(request, ThanksForm(typed(request)), page, act, AREA)


@require_http_methods(METHODS)
@staff_page("courtesy.write")
def revise(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """Change the words."""
    one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
    form = WordsForm(typed(request), initial={"words": one.words})
    return _ask(request, one, form, ("Sửa lời thư", "Ghi lời mới", "sua", ""), onestop.courtesy.revise_letter)


@require_http_methods(METHODS)
@staff_page("courtesy.write")
def release(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """Somebody asked round: the letter does no harm."""
    one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
    words = ("Đã hỏi, vẫn gửi thư này?", "Vẫn gửi", "van-gui", "Ghi đã hỏi ai, vì sao gửi được.")
    return _ask(request, one, WhyForm(typed(request)), words, onestop.courtesy.release_letter)


@require_http_methods(METHODS)
@staff_page("courtesy.write")
def withdraw(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """Not sent after all."""
    one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
    words = (
        "Thôi không gửi thư này?",
        "Thôi không gửi",
        "thoi",
        "Thư đã ký thì đường dẫn và mã của thư không còn dùng.",
    )
    return _ask(request, one, WhyForm(typed(request)), words, onestop.courtesy.withdraw_letter, danger=True)


@require_http_methods(METHODS)
@staff_page("courtesy.hand")
def hand(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """It is in the person's hands."""
    one = onestop.courtesy.courtesy_letter(request.actor, letter_id)
    words = (
        "Đã trao thư này?",
        "Đã trao",
        "trao",
        "Trao tận tay, hoặc đã gửi bưu điện trong phong bì không ghi nội dung.",
    )
    return _ask(request, one, PressForm(typed(request)), words, onestop.courtesy.hand_letter)


def _ask(
    request: StaffRequest,
    one: Any,
    form: PressForm,
    words: tuple[str, str, str, str],
    command: Any,
    danger: bool = False,
) -> HttpResponse:
    title, button, done, lead = words
    back = reverse("office:courtesy" if done in ("thoi", "trao") else "office:courtesy_letter",
                   args=[] if done in ("thoi", "trao") else [one.id])  # fmt: skip
    page = Asked(title, button, back, done, lead, danger)

    def act(once: Any, data: dict[str, Any]) -> object:
        return sent_once(once, command, actor=request.actor, now=request.now, letter_id=one.id, **data)

    return ask(request, form, page, act, AREA)
