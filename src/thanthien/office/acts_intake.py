"""The clerk's acts before a dossier is taken in: guide once, refuse to take in, withdraw, enter a limit.

Accepting has a page of its own (``waiting``), because the date stands there before it is promised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from thanthien.office import act_forms as forms
from thanthien.office.act_kind import Act, plain
from thanthien.office.desk_form import UNITS
from thanthien.onestop import service as onestop
from thanthien.web.forms import ChecksField, ChoiceField, NumberField, TextField

if TYPE_CHECKING:
    from thanthien.office.case import Case


class GuideForm(forms.SupplementForm):
    """Form 02 before acceptance: what did not come is offered as missing."""

    def fill(self) -> None:
        """Tick what is missing."""
        super().fill()
        self.fields.pop("named_law", None)
        if not self.is_bound:
            self.initial.setdefault("items", [str(item.number) for item in self.case.items if item.state == "missing"])


class BroughtForm(forms.ActForm):
    """Papers that came after a guidance; some may still be missing, then the clerk guides no second time."""

    items = ChecksField(label="Giấy vừa mang đến", choices=(), dense=True)

    def fill(self) -> None:
        """List what has not come yet."""
        waiting = [item for item in self.case.items if self.is_bound or item.state not in ("brought", "file", "filled")]
        self.offer("items", [(str(item.number), item.text) for item in waiting])


class RejectForm(forms.RefuseForm):
    """Form 03: a legal reason, and what to do instead."""

    reason = TextField(label="Vì sao xã chưa nhận được?", hint=forms.READ_BY_PEOPLE, limit=4000, rows=5)
    field_order = ("once", "version", "reason", "law", "article", "guidance")


class WithdrawForm(forms.ActForm):
    """The person takes the dossier back."""

    reason = TextField(label="Người nộp nói thế nào?", limit=2000, rows=3, required=False)


class LimitForm(forms.ActForm):
    """A limit with its legal text, where none is published (settled question 5)."""

    value = NumberField(label="Thời hạn", least=1, most=365)
    unit = ChoiceField(label="Tính bằng", choices=UNITS, pull=True)
    article = TextField(label="Căn cứ của thời hạn", hint="Số văn bản, điều, khoản", limit=200)


def _guide(case: Case, form: GuideForm) -> dict[str, Any]:
    return {"items": form.numbers(), "reason": form.cleaned_data["reason"], "ground": form.ground()}


def _reject(case: Case, form: RejectForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("reason", "guidance")} | {"ground": form.ground()}


def _brought(case: Case, form: Any) -> dict[str, Any]:
    return {"items": [onestop.Item(int(number), "brought") for number in form.cleaned_data["items"]]}


def _limit(case: Case, form: Any) -> dict[str, Any]:
    typed = form.cleaned_data
    return {"entered": onestop.Entered(typed["value"], typed["unit"], typed["article"])}


LIMIT: Final = Act(
    "propose_limit", "thoi-han", LimitForm, onestop.propose_limit, _limit,
    "Thời hạn chưa có hiệu lực ngay: một đồng nghiệp khác xác nhận, rồi mới hẹn ngày.",
    "Đã ghi thời hạn. Nhờ một đồng nghiệp khác xác nhận khi tiếp nhận.", verb="Nhập thời hạn",
)  # fmt: skip
INTAKE: Final = (
    Act("answer_guidance", "da-bo-sung", BroughtForm, onestop.answer_guidance, _brought,
        "Hồ sơ về lại danh sách chờ tiếp nhận, giữ nguyên mã.", "Đã ghi giấy vừa mang đến. Hồ sơ chờ tiếp nhận."),
    Act("guide", "huong-dan", GuideForm, onestop.guide, _guide,
        "Phiếu hướng dẫn gửi ngay cho người nộp, chỉ một lần. Hồ sơ giữ nguyên mã, chờ bổ sung.",
        "Đã gửi phiếu hướng dẫn. In thêm ở mục Giấy tờ.", letter="office/letters/supplement.html"),
    Act("reject", "khong-nhan", RejectForm, onestop.reject, _reject,
        "Phiếu từ chối tiếp nhận gửi ngay cho người nộp. Hồ sơ dừng ở đây.",
        "Đã gửi phiếu từ chối tiếp nhận. In thêm ở mục Giấy tờ.", letter="office/letters/rejection.html",
        danger=True),
    Act("withdraw", "rut", WithdrawForm, onestop.withdraw, plain("reason"),
        "Giấy tờ trả lại người nộp. Hồ sơ dừng ở đây.", "Đã ghi người nộp rút hồ sơ.", rare=True, danger=True),
    LIMIT,
)  # fmt: skip
