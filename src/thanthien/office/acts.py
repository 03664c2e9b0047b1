"""The acts that a dossier's page offers, in the order of its way.

Whether an act is lawful, and for whom, comes from ``rules.dossier.MACHINE``; nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from thanthien.core.once import Once, sent_once
from thanthien.office import act_forms as forms
from thanthien.office.act_forms import ActForm
from thanthien.office.act_kind import Act, plain
from thanthien.office.acts_intake import INTAKE
from thanthien.office.case import Case
from thanthien.onestop import service as onestop


def _ask(case: Case, form: forms.SupplementForm) -> dict[str, Any]:
    law = form.cleaned_data.get("named_law", "")
    reason = form.cleaned_data["reason"]
    return {"items": form.numbers(), "reason": reason, "ground": form.ground(), "named_law": law}


def _receive(case: Case, form: forms.ReceiveForm) -> dict[str, Any]:
    return {"items": form.brought()}


def _refuse(case: Case, form: forms.RefuseForm) -> dict[str, Any]:
    given = {name: form.cleaned_data[name] for name in ("reason", "guidance")}
    return {**given, "ground": form.ground()}


def _assign(case: Case, form: forms.AssignForm) -> dict[str, Any]:
    return {"staff_id": UUID(form.cleaned_data["staff"])}


def do(act: Act, case: Case, form: ActForm, once: Once) -> None:
    """Do an act under its idempotency key; what may be added at any time carries no version."""
    more = {} if act.move in ANY_TIME else {"version": form.seen()}
    sent_once(
        once, act.command, actor=case.actor, now=case.now, dossier_id=case.dossier.id, **act.given(case, form), **more
    )


ANY_TIME: Final = frozenset({"note", "draft_apology"})
ACTS: Final = (
    *INTAKE,
    Act("sign", "ky", ActForm, onestop.sign, plain(),
        "Ký xong, hồ sơ sang văn thư cho số. Đồng hồ chạy đến khi có số.",
        "Đã ký. Hồ sơ đang ở văn thư, chờ cho số."),
    Act("issue", "phat-hanh", ActForm, onestop.issue, plain(),
        "Kết quả được cho số và ngày hôm nay, đồng hồ dừng. Người nộp nhận tin đến lấy.",
        "Đã cho số. Người nộp đã được báo đến nhận."),
    Act("hand_over", "tra-ket-qua", forms.HandOverForm, onestop.hand_over, plain("taken_by"),
        "Trả kết quả là việc không giữ lại vì lý do gì. Người nộp nhận thêm phiếu đánh giá.",
        "Đã trả kết quả."),
    Act("confirm_transfer", "xac-nhan-chuyen", forms.WhoForm, onestop.confirm_transfer, plain("who"),
        "Ghi tên người nhận, rồi hồ sơ đóng ở xã.", "Đã ghi nơi nhận. Hồ sơ đóng ở xã."),
    Act("close", "dong", ActForm, onestop.close, plain(),
        "Hồ sơ ra khỏi danh sách đang làm. Sổ vẫn giữ nguyên.", "Đã đóng hồ sơ."),
    Act("receive_supplement", "nhan-bo-sung", forms.ReceiveForm, onestop.receive_supplement, _receive,
        "Đồng hồ chạy lại, và người nộp được báo ngày hẹn mới.",
        "Đã nhận đủ giấy. Đồng hồ chạy lại, người nộp được báo ngày hẹn."),
    Act("submit_for_signing", "trinh-ky", forms.SubmitForm, onestop.submit_for_signing, plain("note"),
        "Hồ sơ sang Chủ tịch. Đồng hồ vẫn chạy.", "Đã trình ký. Hồ sơ đang chờ Chủ tịch.",
        verb="Trình ký kết quả"),
    Act("request_supplement", "bo-sung", forms.SupplementForm, onestop.request_supplement, _ask,
        "Phiếu bổ sung gửi ngay cho người nộp. Đồng hồ dừng từ lúc gửi đến lúc nộp đủ.",
        "Đã gửi phiếu bổ sung. Đồng hồ đang dừng.", letter="office/letters/supplement.html"),
    Act("return_for_rework", "tra-lai", forms.ReasonForm, onestop.return_for_rework, plain("reason"),
        "Hồ sơ về lại người xử lý, kèm lý do. Đồng hồ vẫn chạy.", "Đã trả lại người xử lý."),
    Act("verify", "xac-minh", forms.VerifyForm, onestop.verify, plain("reason", "letter"),
        "Thời hạn đổi theo luật của thủ tục, chỉ một lần. Người nộp được báo ngày hẹn mới.",
        "Đã ghi xác minh. Ngày hẹn đã tính lại, người nộp được báo."),
    Act("remind_supplement", "nhac", ActForm, onestop.remind_supplement, plain(),
        "Người nộp nhận tin nhắc những giấy còn thiếu.", "Đã nhắc người nộp."),
    Act("refuse", "tu-choi", forms.RefuseForm, onestop.refuse, _refuse,
        "Thư gửi ngay cho người nộp. Đồng hồ dừng, hồ sơ chờ trả lại giấy tờ.",
        "Đã gửi thư trả lời. Giấy tờ chờ trả lại ở Một cửa.", verb="Trả lời không đủ điều kiện",
        letter="office/letters/refusal.html", danger=True),
    Act("lapse", "dong-vi-thieu-giay", ActForm, onestop.lapse, plain(),
        "Hồ sơ đóng, giấy tờ trả lại. Người nộp được báo và có thể nộp lại.",
        "Đã đóng vì không bổ sung. Người nộp được báo.", danger=True),
    Act("stop", "dung", forms.StopForm, onestop.stop, plain("reason"),
        "Xã dừng làm và trả lại giấy tờ. Người nộp được báo.", "Đã dừng theo đề nghị của người nộp.",
        rare=True, danger=True),
    Act("transfer", "chuyen", forms.TransferForm, onestop.transfer, plain("body", "reason"),
        "In phiếu bàn giao, báo người nộp, rồi theo dõi đến khi nơi nhận xác nhận.",
        "Đã chuyển. In phiếu bàn giao ở mục Giấy tờ.", rare=True, danger=True),
    Act("assign", "giao-lai", forms.AssignForm, onestop.assign, _assign,
        "Người được giao thấy hồ sơ trong việc của mình từ bây giờ. Ngày hẹn giữ nguyên.",
        "Đã giao lại.", verb="Giao cho người khác", rare=True),
    Act("draft_apology", "soan-thu-xin-loi", ActForm, onestop.draft_apology, plain(),
        "Bản thảo nằm trước Chủ tịch. Chưa gửi gì cho người nộp.",
        "Đã soạn thư xin lỗi, chờ Chủ tịch đọc và ký.", rare=True),
    Act("apologise_error", "xin-loi-sai-sot", forms.WrongForm, onestop.apologise_error, plain("wrong"),
        "Thư xin lỗi gửi ngay cho người nộp. Ngày hẹn không đổi.", "Đã gửi thư xin lỗi vì sai sót.",
        letter="office/letters/error.html", rare=True),
    Act("exempt_apology", "mien-xin-loi", forms.ExemptForm, onestop.exempt_apology, plain("ground", "reason"),
        "Hồ sơ trễ này đóng được mà không có thư xin lỗi. Lý do nằm trong nhật ký.",
        "Đã ghi lý do không phải xin lỗi.", rare=True),
    Act("note", "ghi-chu", forms.NoteForm, onestop.note, plain("text"),
        "Đồng nghiệp trong xã đọc được. Người nộp không thấy.", "Đã ghi chú."),
)  # fmt: skip
BY_SLUG: Final = {act.slug: act for act in ACTS}
# What brings a dossier on is filled; the first that can be done wins.
FIRST: Final = frozenset({
    "sign", "issue", "hand_over", "confirm_transfer", "close", "receive_supplement", "submit_for_signing",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Button:
    """An act on the page. ``why`` says what stands against it; then it cannot be pressed."""

    slug: str
    words: str
    css: str
    why: str
    rare: bool


def buttons(case: Case) -> list[Button]:
    """Return the acts of this post at this step, the filled one first. Notes have their own tab."""
    found: list[Button] = []
    filled = False
    for act in ACTS:
        if act.move == "note" or not act.belongs_to(case):
            continue
        why = act.refusal(case)
        if act.move == "exempt_apology" and not case.facts.late:
            continue
        first = act.move in FIRST and not why and not filled
        filled = filled or first
        rare = act.rare or (bool(why) and act.move == "verify")  # a procedure without that limit never has it
        css = "" if first else "quiet" if act.danger else "second"
        found.append(Button(act.slug, act.label, css, why, rare))
    return sorted(found, key=lambda one: (one.css != "", one.css == "quiet"))
