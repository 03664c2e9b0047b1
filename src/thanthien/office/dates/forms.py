"""What is asked of a notice of days off and of a changed limit."""

from typing import Any, Final

from thanthien.core.errors import Refused
from thanthien.office.press import whole
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules import notices
from thanthien.web.forms import ChoiceField, OnceField, Option, PageForm, TextField

HINTS: Final = {
    notices.HOLIDAY: "Ngày lễ, ngày nghỉ bù theo thông báo của trung ương",
    notices.SWAP: "Nghỉ một ngày trong tuần, làm bù ngày thứ Bảy",
    notices.CLOSURE: "Nơi này không làm việc; nơi khác vẫn làm",
    notices.KEPT: "Những ngày phần mềm tự tính nay đã chắc",
    notices.YEAR: "Khi phần mềm chưa có lịch năm sau",
}
DAYS_HINT: Final = "Ví dụ: 24/12/2026. Nhiều ngày liền: 15/12/2026 - 17/12/2026. Cách nhau bằng dấu phẩy."


class NoticeForm(PageForm):
    """A notice as somebody types it."""

    once = OnceField()
    kind = ChoiceField(
        label="Thông báo về việc gì", choices=[(key, Option(said, HINTS[key])) for key, said in notices.KINDS.items()]
    )
    level = ChoiceField(
        label="Ai ra thông báo",
        choices=[("nation", "Trung ương"), ("province", "Tỉnh, thành phố"), ("commune", "Xã, phường, đặc khu")],
    )
    off = TextField(label="Những ngày nghỉ", hint=DAYS_HINT, limit=1000, rows=2, ask="Ghi những ngày nghỉ.")
    work = TextField(
        label="Những ngày làm bù", hint="Chỉ khi hoán đổi. Viết như ô trên.", limit=1000, rows=2, required=False
    )
    reason = TextField(label="Nghỉ vì việc gì", hint="Bà con đọc đúng những lời này, ví dụ: Bão số 13", limit=120)
    text = TextField(label="Số, ngày của văn bản", hint="Ví dụ: CĐ 05/CĐ-UBND ngày 15/11/2026", limit=120)
    source = TextField(label="Thấy văn bản ở đâu", hint="Ví dụ: văn bản đến số 112", limit=300)
    late_reason = TextField(
        label="Vì sao bây giờ mới nhập", hint="Chỉ khi có ngày đã qua.", limit=300, rows=2, required=False
    )

    def draft(self) -> org.NoticeDraft:
        """Return what was typed; raises Refused at the box whose days cannot be read."""
        data = self.cleaned_data
        try:
            off, work = (notices.read_days(data[name], name) for name in ("off", "work"))
        except notices.BadNotice as no:
            raise Refused(no.sentence, no.field) from no
        said = notices.Notice(data["kind"], off, work, data["reason"], data["text"], data["level"])
        return org.NoticeDraft(said, data["source"], data["late_reason"])


class LimitForm(PageForm):
    """A limit that a legal text changes for open cases."""

    once = OnceField()
    code = TextField(label="Mã thủ tục", hint="Ví dụ: 1.004884", limit=20, css="w-m")
    value = TextField(label="Thời hạn mới", hint="Số ngày", limit=4, css="w-s", inputmode="numeric")
    measure = ChoiceField(label="Tính theo", choices=list(onestop.redating.MEASURES.items()))
    article = TextField(label="Văn bản đổi thời hạn", hint="Số, điều, khoản", limit=120)
    transition = TextField(
        label="Điều khoản chuyển tiếp",
        hint="Chỗ văn bản nói hồ sơ đang giải quyết cũng theo thời hạn mới. Không có thì hồ sơ giữ thời hạn cũ.",
        limit=300, rows=2,
    )  # fmt: skip

    def draft(self) -> onestop.redating.LimitDraft:
        """Return what was typed."""
        data: dict[str, Any] = self.cleaned_data
        value = whole(data["value"].strip())
        if not value:
            raise Refused("Số ngày là số nguyên từ 1 trở lên.", "value")
        names = ("measure", "article", "transition")
        return onestop.redating.LimitDraft(data["code"], value, *(data[name] for name in names))
