"""Forms of the catalogue: a field is confirmed as it stands, or its new value is typed over the old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError

from thanthien.core.text import clean_multiline
from thanthien.web.forms import CheckField, ChoiceField, NumberField, OnceField, PageForm, TextField, ThreeBoxDateField

if TYPE_CHECKING:
    from thanthien.onestop.catalogue_shape import Procedure

# Field of a correction → words. ``time_limit`` is how the catalogue's marks call ``limit``.
NAMES: Final = {
    "title": "Tên gọi thường", "lead": "Câu giới thiệu", "limit": "Thời hạn", "time_limit": "Thời hạn",
    "fee": "Lệ phí", "papers": "Giấy tờ phải nộp", "authority": "Nơi giải quyết", "result": "Kết quả",
    "legal_basis": "Căn cứ pháp luật", "online_level": "Mức nộp qua mạng", "forms": "Mẫu tờ khai",
}  # fmt: skip
UNITS: Final = (
    ("", "Chưa biết"), ("working_day", "ngày làm việc"), ("day", "ngày"), ("hour", "giờ"), ("same_day", "trong ngày"),
)  # fmt: skip
FEES: Final = (
    ("unknown", "Chưa biết"), ("assumed_free", "Đoán là không thu, chưa chắc"), ("free", "Không thu"),
    ("assumed_fixed", "Mức cố định, chưa chắc"), ("fixed", "Mức cố định"), ("by_province", "Tỉnh quy định"),
)  # fmt: skip
LEVELS: Final = (("", "Chưa biết"), ("toan_trinh", "Toàn trình"), ("mot_phan", "Một phần"), ("truc_tiep", "Trực tiếp"))
FEE_BOXES: Final = ("fee_status", "fee_amount", "fee_online", "fee_text")
LINES: Final = ("papers", "authority", "legal_basis", "forms")
TEXTS: Final = ("title", "lead", "result")
ORDER: Final = (
    "limit",
    "fee",
    "papers",
    "forms",
    "result",
    "legal_basis",
    "authority",
    "online_level",
    "title",
    "lead",
)


def unverified(entry: Procedure) -> set[str]:
    """Return the fields of a correction that nobody has verified."""
    return {"limit" if name == "time_limit" else name for name in entry.unverified_fields} & set(ORDER)


def present(entry: Procedure) -> str:
    """Say in a line what is still to be confirmed."""
    return ", ".join(NAMES[name].lower() for name in ORDER if name in unverified(entry))


def _lines(value: Any) -> str:
    return "\n".join(one if isinstance(one, str) else one.text for one in value)


class CorrectForm(PageForm):
    """All fields with the values that stand; a tick confirms, a changed value corrects."""

    once = OnceField()
    limit_value = NumberField(label="Con số", most=3650, required=False)
    limit_unit = ChoiceField(label="Tính bằng", choices=UNITS, pull=True, required=False)
    fee_status = ChoiceField(label="Loại", choices=FEES, pull=True, required=False)
    fee_amount = NumberField(label="Số tiền (đồng)", most=1_000_000_000, required=False)
    fee_text = TextField(label="Lời nói rõ", limit=300, required=False)
    papers = TextField(label="Mỗi giấy một dòng", limit=20_000, rows=8, required=False)
    forms = TextField(label="Mỗi mẫu một dòng", limit=5000, rows=3, required=False)
    result = TextField(label="Kết quả", limit=500, required=False)
    legal_basis = TextField(label="Mỗi văn bản một dòng", limit=5000, rows=4, required=False)
    authority = TextField(label="Mỗi nơi một dòng", limit=1000, rows=2, required=False)
    online_level = ChoiceField(label="Mức", choices=LEVELS, pull=True, required=False)
    fee_online = NumberField(label="Nộp qua mạng thì thu (đồng)", most=1_000_000_000, required=False)
    title = TextField(label="Tên gọi thường", limit=120, required=False)
    lead = TextField(label="Câu giới thiệu", limit=500, required=False)
    source = TextField(
        label="Nguồn", hint="Số văn bản, điều, trang, ngày xem. Không có nguồn thì không sửa.", limit=300
    )

    ground = TextField(
        label="Văn bản cấp trên cho phép dài hơn, cao hơn",
        hint="Chỉ khi thời hạn dài hơn hay lệ phí cao hơn mức của tỉnh, của trung ương. Xã không tự đặt được.",
        limit=300, required=False,
    )  # fmt: skip
    valid_from = ThreeBoxDateField(label="Áp dụng từ ngày", hint="Bỏ trống: từ ngày được duyệt.", required=False)
    valid_to = ThreeBoxDateField(label="Thôi áp dụng từ ngày", hint="Bỏ trống: không hạn.", required=False)

    def __init__(self, data: Any = None, *, entry: Procedure) -> None:
        self.entry = entry
        super().__init__(data, initial=standing(entry))
        for name, field in self.fields.items():
            field.widget.says_optional = name == "source"  # what stands is filled in already
        for name in ORDER:
            self.fields[f"ok_{name}"] = CheckField(label=f"{NAMES[name]}: đúng như đang ghi")

    def parts(self) -> list[dict[str, Any]]:
        """Return what the page draws: the fields to be confirmed first."""
        first = unverified(self.entry)
        ordered = sorted(ORDER, key=lambda name: name not in first)
        return [
            {
                "key": name,
                "name": NAMES[name],
                "waiting": name in first,
                "ok": self[f"ok_{name}"],
                "boxes": self._boxes(name),
            }
            for name in ordered
        ]

    def _boxes(self, name: str) -> list[Any]:
        known = {"limit": ("limit_value", "limit_unit"), "fee": FEE_BOXES}
        return [self[box] for box in known.get(name, (name,))]

    def _changed(self, *boxes: str) -> bool:
        return any((self.cleaned_data.get(box) or "") != self._stands(box) for box in boxes)

    def _stands(self, box: str) -> Any:
        """The value that stands, cleaned as a typed one is: a blank at its end is no correction."""
        value = self.initial.get(box) or ""
        return self.fields[box].to_python(value) if isinstance(value, str) else value

    def clean(self) -> dict[str, Any]:
        """Something must be confirmed or changed, and not both at once for one field."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        changes, confirmed = self.proposal()
        if not changes and not confirmed:
            raise ValidationError("Đánh dấu mục đúng, hoặc sửa mục sai, rồi mới gửi.", code="nothing")
        if "limit" in confirmed and self.entry.limit.unit is None:
            raise ValidationError({"limit_value": "Chưa có thời hạn để xác nhận. Ghi con số và cách tính."})
        return data

    def proposal(self) -> tuple[dict[str, Any], list[str]]:
        """Return (new values, fields confirmed as they stand)."""
        changes = {name: value for name in ORDER if (value := self._value(name)) is not None}
        confirmed = [name for name in ORDER if self.cleaned_data.get(f"ok_{name}") and name not in changes]
        return changes, confirmed

    def _value(self, name: str) -> Any:
        data = self.cleaned_data
        if name == "limit":
            if not self._changed("limit_value", "limit_unit"):
                return None
            return {"value": data["limit_value"], "unit": data["limit_unit"] or None}
        if name == "fee":
            if not self._changed(*FEE_BOXES):
                return None
            return {
                "status": data["fee_status"], "amount_vnd": data["fee_amount"], "text": data["fee_text"],
                "online_vnd": data["fee_online"],
            }  # fmt: skip
        if not self._changed(name):
            return None
        return self._lines(name) if name in LINES else data[name] or None

    def _lines(self, name: str) -> list[Any]:
        lines = [line.strip() for line in clean_multiline(self.cleaned_data[name]).split("\n") if line.strip()]
        if name == "papers":
            kept = {paper.text: paper for paper in self.entry.papers}
            return [_paper(line, kept) for line in lines]
        return [{"text": line, "doubtful": False} for line in lines] if name == "legal_basis" else lines


def _paper(line: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    known = kept.get(line)
    if known is not None:
        return {"text": line, "short": known.short, "required": known.required, "only_if": known.only_if}
    return {"text": line, "short": line[:60], "required": True, "only_if": None}


def standing(entry: Procedure) -> dict[str, Any]:
    """Return the values that stand, as the form's boxes show them."""
    plain = {name: getattr(entry, name) or "" for name in (*TEXTS, "online_level")}
    lists = {name: _lines(getattr(entry, name)) for name in LINES}
    return {
        **plain, **lists, "limit_value": entry.limit.value, "limit_unit": entry.limit.unit or "",
        "fee_status": entry.fee.status, "fee_amount": entry.fee.amount_vnd, "fee_text": entry.fee.text,
        "fee_online": entry.fee.online_vnd,
    }  # fmt: skip


class SettingForm(PageForm):
    """Offered here or not, and by whom."""

    once = OnceField()
    enabled = CheckField(label="Xã làm thủ tục này")
    handler = ChoiceField(label="Người xử lý", choices=(), pull=True, required=False)

    def __init__(self, data: Any = None, *, handlers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, auto_id="set_%s", **kwargs)
        self.offer("handler", [("", "Ai cũng được"), *dict(handlers).items()])


class WordForm(PageForm):
    """An everyday word for a procedure."""

    once = OnceField()
    text = TextField(label="Bà con hay nói", hint="Ví dụ: giấy độc thân", limit=80)
    code = ChoiceField(label="Là thủ tục", choices=(), pull=True)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("code", [("", "Chọn thủ tục"), *choices])
