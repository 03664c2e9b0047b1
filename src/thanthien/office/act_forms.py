"""What each act asks for. Forms parse and speak; whether an act is lawful is decided by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.onestop import service as onestop
from thanthien.rules.apology import exemptions
from thanthien.rules.legal_texts import in_order
from thanthien.web.forms import ChecksField, ChoiceField, OnceField, PageForm, TextField

if TYPE_CHECKING:
    from thanthien.office.case import Case

OTHER_LAW = "Chọn văn bản, hoặc ghi văn bản khác ở ô dưới"
SAY_WHY = "Viết lý do, như nói với người nhà."
READ_BY_PEOPLE = "Viết như nói với người nhà. Bà con sẽ đọc đúng những lời này."


class ActForm(PageForm):
    """Every act carries its idempotency key and the version it was drawn from."""

    once = OnceField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, label="")

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["version"].initial = case.dossier.version
        self.fill()

    def fill(self) -> None:
        """Put into the form what depends on the case."""

    def seen(self) -> int:
        """Return the version that the person saw; a form without one is as old as can be."""
        return self.cleaned_data.get("version") or 0


class GroundForm(ActForm):
    """An act that owes people its legal ground: a text of the procedure's own list, or another."""

    law = ChoiceField(label="Căn cứ", choices=(), pull=True, required=False)
    article = TextField(
        label="Điều, khoản", hint="Ví dụ: Điều 26. Văn bản khác thì ghi cả tên văn bản.", limit=200, required=False
    )

    def fill(self) -> None:
        """Offer the texts that stand in the procedure's entry."""
        laws = in_order(one.text[:200] for one in self.case.entry.legal_basis)
        self.offer("law", [("", OTHER_LAW), *laws])
        for name in ("law", "article"):
            self.fields[name].widget.says_optional = False  # one of the two is owed

    def clean(self) -> dict[str, Any]:
        """A ground is owed in any case."""
        data = super().clean() or self.cleaned_data
        if not data.get("law") and len(data.get("article") or "") < 6 and "article" not in self.errors:
            raise ValidationError({"article": "Ghi căn cứ: số văn bản, điều, khoản."})
        return data

    def refuse(self, refused: Refused) -> None:
        """The command speaks of the ground; the form asks for it in two boxes."""
        field = "article" if refused.field == "ground" else refused.field
        super().refuse(Refused(refused.message, field, refused.code))

    def ground(self) -> str:
        """Return "123/2015/NĐ-CP, Điều 26"."""
        return ", ".join(part for part in (self.cleaned_data["law"], self.cleaned_data["article"]) if part)


class SupplementForm(GroundForm):
    """Form 02: papers of the published list only, once, whole."""

    items = ChecksField(
        label="Còn thiếu gì?", hint="Chỉ chọn được giấy trong danh sách đã công khai của thủ tục này", choices=(),
        required=True, dense=True, ask="Chọn ít nhất một giấy còn thiếu.",
    )  # fmt: skip
    reason = TextField(
        label="Vì sao cần, và làm thế nào cho đúng?", hint=READ_BY_PEOPLE, limit=4000, rows=5, ask=SAY_WHY
    )
    named_law = TextField(
        label="Luật riêng cho phép yêu cầu thêm lần nữa",
        hint="Chỉ Chủ tịch quyết định được. Lần yêu cầu thêm này được đếm và công khai.",
        limit=300,
    )
    field_order = ("once", "version", "items", "reason", "law", "article", "named_law")

    def fill(self) -> None:
        """List the papers; ask for the special law only from the second request on."""
        super().fill()
        self.offer("items", [(str(item.number), item.text) for item in self.case.items])
        if not self.case.needs_law("request_supplement"):
            del self.fields["named_law"]

    def numbers(self) -> list[int]:
        """Return the numbers of the chosen papers."""
        return [int(number) for number in self.cleaned_data["items"]]


class ReceiveForm(ActForm):
    """The papers that were asked for have come."""

    items = ChecksField(label="Giấy đã nhận", choices=(), required=True, dense=True, ask="Đánh dấu giấy đã nhận.")

    def fill(self) -> None:
        """List what was asked for; a second press of the same form still finds its papers."""
        asked = [item for item in self.case.items if item.state in ("asked", "brought", "file", "filled")]
        shown = asked if self.is_bound else [item for item in asked if item.state == "asked"]
        self.offer("items", [(str(item.number), item.text) for item in shown])

    def clean_items(self) -> list[str]:
        """All of them: the clock starts again only when nothing is missing."""
        chosen: list[str] = self.cleaned_data["items"]
        missing = [item.text for item in self.case.items if item.state == "asked" and str(item.number) not in chosen]
        if missing:
            raise ValidationError(f"Còn thiếu: {'; '.join(missing)}. Chưa đủ thì đồng hồ vẫn dừng.")
        return chosen

    def brought(self) -> list[onestop.Item]:
        """Return the papers as brought to the counter."""
        return [onestop.Item(int(number), "brought") for number in self.cleaned_data["items"]]


class VerifyForm(ActForm):
    """A question to another office, which lawfully lengthens the limit."""

    reason = TextField(label="Cần xác minh điều gì?", hint=READ_BY_PEOPLE, limit=2000, rows=4)
    letter = TextField(label="Văn bản đã gửi", hint="Số, ngày, nơi nhận", limit=200)


class SubmitForm(ActForm):
    """The result goes before the chair."""

    note = TextField(label="Nhắn người ký", limit=2000, rows=3, required=False)


class ReasonForm(ActForm):
    """An act that needs nothing but its reason."""

    reason = TextField(label="Lý do", limit=2000, rows=4)


class RefuseForm(GroundForm):
    """A refusal: legal reason and guidance, never a technical error."""

    reason = TextField(label="Vì sao không đủ điều kiện?", hint=READ_BY_PEOPLE, limit=4000, rows=5, ask=SAY_WHY)
    guidance = TextField(
        label="Bà con làm gì tiếp theo?", hint="Nộp lại khi nào, đến đâu, cần giấy gì", limit=2000, rows=4
    )
    field_order = ("once", "version", "reason", "law", "article", "guidance")


class StopForm(ActForm):
    """Stopping at the applicant's own wish."""

    reason = TextField(label="Người nộp đề nghị thế nào?", limit=2000, rows=3)


class TransferForm(ActForm):
    """Another body is competent."""

    body = TextField(label="Cơ quan nhận", limit=200)
    reason = TextField(label="Vì sao chuyển?", hint=READ_BY_PEOPLE, limit=2000, rows=3)


class WhoForm(ActForm):
    """Who took the dossier over at the other body."""

    who = TextField(label="Người đã nhận", hint="Họ tên, chức danh, ngày nhận", limit=200)


class AssignForm(ActForm):
    """Another handler of the same unit."""

    staff = ChoiceField(label="Giao cho ai?", choices=())

    def fill(self) -> None:
        """Offer those who handle dossiers here today."""
        others = [one for one in self.case.handlers if one[0] != str(self.case.dossier.owner_id) or self.is_bound]
        self.offer("staff", others)
        if not others:
            self.fields["staff"].help_text = "Hôm nay xã chưa có người xử lý nào khác."


class NoteForm(ActForm):
    """A line for colleagues; it stays for ever."""

    text = TextField(label="Ghi chú cho đồng nghiệp", hint="Ghi rồi không sửa, không xóa được", limit=4000, rows=4)


class HandOverForm(ActForm):
    """Who came for the result."""

    taken_by = TextField(
        label="Người đến nhận", hint="Để trống nếu chính người nộp đến nhận", limit=120, required=False
    )


class ExemptForm(ActForm):
    """Why no apology is owed (TTHC-09)."""

    ground = ChoiceField(label="Căn cứ", choices=())
    reason = TextField(label="Sự việc cụ thể", hint="Ngày nào, việc gì, giấy tờ nào chứng minh", limit=200, rows=4)

    def fill(self) -> None:
        """Offer the grounds that the rules know today."""
        grounds = exemptions(clock.local(self.case.now).date())
        self.offer("ground", [(one.code, one.sentence) for one in grounds])


class WrongForm(ActForm):
    """The office's own error."""

    wrong = TextField(label="Xã đã sai ở đâu, sửa thế nào?", hint=READ_BY_PEOPLE, limit=2000, rows=5)
