"""Forms of sealed cases. What is typed here is never kept for later: no draft, no browser storage, no file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from thanthien.core.clock import local
from thanthien.petitions import service as sealed
from thanthien.web.forms import CheckField, ChoiceField, OnceField, PageForm, TextField, ThreeBoxDateField

NONE_SENT: Final = "Hồ sơ niêm phong không nhận tệp. Bản giấy cất theo chế độ tài liệu mật."


def dots() -> forms.PasswordInput:
    """A box that shows dots and asks the browser to remember nothing."""
    return forms.PasswordInput({"autocomplete": "off", "spellcheck": "false"})


class SecretForm(PageForm):
    """A form with text that must reach the command exactly as it was typed."""

    def raw(self, name: str) -> str:
        """Return what was typed, untouched."""
        return str(self.data.get(name, ""))


class UnlockForm(SecretForm):
    """The passphrase of the own key, for this page alone."""

    passphrase = TextField(
        label="Câu mật khẩu niêm phong", hint="Chỉ dùng cho trang sắp mở. Máy không giữ lại.", limit=200, widget=dots()
    )


class SetUpForm(SecretForm):
    """A passphrase of one's own, twice."""

    passphrase = TextField(label="Câu mật khẩu niêm phong", hint=sealed.RULE, limit=200, widget=dots())
    again = TextField(label="Gõ lại câu ấy", limit=200, widget=dots())

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or self.cleaned_data
        if self.raw("passphrase") != self.raw("again") and not self.errors:
            raise ValidationError({"again": "Hai lần gõ chưa giống nhau."})
        return data


class ChangeForm(SetUpForm):
    """The passphrase in use, and a new one."""

    old = TextField(label="Câu đang dùng", limit=200, widget=dots())
    passphrase = TextField(label="Câu mới", hint=sealed.RULE, limit=200, widget=dots())
    field_order = ("old", "passphrase", "again")


class RecoverForm(SetUpForm):
    """The code of the printed sheet, and a new passphrase."""

    code = TextField(
        label="Mã trên phiếu khôi phục", hint="Tám nhóm, mỗi nhóm bốn chữ. Chữ hoa hay thường đều được.", limit=200,
        attrs={"autocapitalize": "characters", "spellcheck": "false"},
    )  # fmt: skip
    passphrase = TextField(label="Câu mật khẩu mới", hint=sealed.RULE, limit=200, widget=dots())
    field_order = ("code", "passphrase", "again")


class SheetForm(PageForm):
    """Two groups of the printed sheet, typed back."""

    groups = TextField(label="Hai nhóm", limit=40, css="w-m", attrs={"autocapitalize": "characters"})

    def __init__(self, data: Any = None, *, asked: Sequence[int]) -> None:
        super().__init__(data)
        self.fields["groups"].label = f"Nhóm {' và nhóm '.join(map(str, asked))} trên phiếu"


class MakeForm(PageForm):
    """A new case. There is no field for who sent it."""

    once = OnceField()
    kind = ChoiceField(
        label="Loại đơn",
        choices=[(kind.value, str(kind.label)) for kind in (sealed.Kind.DENUNCIATION, sealed.Kind.UNSIGNED)],
    )
    received_on = ThreeBoxDateField(label="Ngày nhận đơn", past=True)
    title = TextField(label="Việc gì, trong một câu", limit=sealed.LIMITS["title"])
    summary = TextField(
        label="Tóm tắt nội dung", limit=sealed.LIMITS["summary"], rows=10, required=False,
        hint="Không ghi tên, địa chỉ, số điện thoại, số căn cước hay điều gì làm lộ người gửi đơn.",
    )  # fmt: skip
    paper = TextField(
        label="Số của bản giấy trong sổ tài liệu mật", limit=sealed.LIMITS["paper"], required=False, css="w-m"
    )
    seen = CheckField(label="Đã xem lại: mấy số này không phải của người gửi đơn")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data)
        self.sent_files = bool(files)
        self.numbers: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Point out what looks like somebody's number; refuse files."""
        data = super().clean() or self.cleaned_data
        if self.sent_files:
            raise ValidationError(NONE_SENT, code="files")
        self.numbers = sealed.numbers_in(f"{data.get('title', '')}\n{data.get('summary', '')}")
        if self.numbers and not data.get("seen"):
            raise ValidationError(
                {"seen": "Trong bài có số giống số điện thoại hoặc số căn cước. Xóa đi, hoặc đánh dấu ô này."},
                code="numbers",
            )
        return data

    def content(self) -> sealed.Content:
        """Return what is sealed."""
        return sealed.Content({name: str(self.cleaned_data[name]) for name in sealed.LIMITS})


class GrantForm(UnlockForm):
    """Whom to let in, and why."""

    key_id = ChoiceField(label="Giao cho", choices=[])
    reason = ChoiceField(label="Lý do", choices=list(sealed.REASONS.items()), pull=True)
    field_order = ("key_id", "reason", "passphrase")

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("key_id", people)


def _letters(label: str) -> TextField:
    return TextField(label=label, limit=20, css="w-m", attrs={"autocapitalize": "characters"})


class VouchForm(UnlockForm):
    """The letters that the colleague reads from their sheet."""

    letters = _letters("Tám chữ nhận dạng khóa, đồng nghiệp đọc trên phiếu")
    field_order = ("letters", "passphrase")


class EscrowForm(UnlockForm):
    """The two persons who will keep the halves, each with the letters that they read from their sheet."""

    first = ChoiceField(label="Người giữ nửa thứ nhất", choices=[], pull=True)
    first_letters = _letters("Tám chữ nhận dạng, người ấy đọc trên phiếu")
    second = ChoiceField(label="Người giữ nửa thứ hai", choices=[], pull=True)
    second_letters = _letters("Tám chữ nhận dạng, người thứ hai đọc trên phiếu")
    field_order = ("first", "first_letters", "second", "second_letters", "passphrase")

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        for name in ("first", "second"):
            self.offer(name, [("", "Chọn một người"), *people])


class AskForm(UnlockForm):
    """Which officer is to be let in, and why; or a drill."""

    for_key = ChoiceField(label="Mở để làm gì?", choices=[])
    reason = ChoiceField(
        label="Lý do", choices=[("", "Chọn lý do"), *sealed.ESCROW_REASONS.items()], pull=True, required=False
    )
    escrow = ChoiceField(label="Khóa chung", choices=[], pull=True)
    field_order = ("escrow", "for_key", "reason", "passphrase")

    def __init__(
        self, data: Any = None, *, people: Sequence[tuple[str, str]], escrows: Sequence[tuple[str, datetime]]
    ) -> None:
        super().__init__(data)
        self.offer("escrow", [(key, f"Lập ngày {local(made_at):%d/%m/%Y}") for key, made_at in escrows])
        said = [(key, f"Cho {name} đọc mọi hồ sơ") for key, name in people]
        self.offer("for_key", [("thu", "Mở thử, không cho ai đọc gì"), *said])
