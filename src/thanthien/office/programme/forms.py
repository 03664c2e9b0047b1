"""Forms of the level above: a programme, a guiding text, the choice of communes, recognition, leaving."""

from collections.abc import Sequence
from typing import Any

from thanthien.programme import service as programme
from thanthien.web.forms import ChecksField, ChoiceField, OnceField, PageForm, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField


class RulingForm(PageForm):
    """The decision or text behind an act: number, day, who issued it."""

    once = OnceField()
    number = TextField(label="Số văn bản", hint="Ví dụ: 1234/QĐ-UBND", limit=60, css="w-m")
    on = DayField(label="Ngày ban hành", past=True)
    issuer = TextField(label="Cơ quan ban hành", hint="Ví dụ: UBND tỉnh", limit=120)

    def ruling(self) -> programme.Ruling:
        """Return the decision as the acts take it."""
        data = self.cleaned_data
        return programme.Ruling(data["number"], data["on"], data["issuer"])


class FoundForm(RulingForm):
    """A new programme."""

    name = TextField(label="Tên mô hình", limit=200)
    other_names = TextField(
        label="Tên gọi khác", hint="Mỗi tên một dòng, nếu văn bản gọi khác nhau", limit=1000, rows=2, required=False
    )
    aims = TextField(label="Mục tiêu", limit=5000, rows=4, required=False)
    starts_on = DayField(label="Bắt đầu từ ngày")
    ends_on = DayField(label="Đến hết ngày", hint="Để trống nếu chưa định", required=False)
    field_order = ("once", "name", "other_names", "aims", "starts_on", "ends_on", "number", "on", "issuer")


class GuideForm(RulingForm):
    """A guiding text."""

    title = TextField(label="Trích yếu", hint="Văn bản nói về việc gì", limit=300, rows=2)


class ChooseForm(RulingForm):
    """Communes chosen by a decision, with reasons."""

    units = ChecksField(
        label="Chọn xã, phường", choices=(), dense=True, sieve="Gõ tên để tìm cho nhanh", ask="Chọn ít nhất một xã."
    )
    reasons = TextField(label="Vì sao chọn", hint="Xã được chọn đọc được lời này", limit=2000, rows=3)
    field_order = ("once", "units", "reasons", "number", "on", "issuer")

    def __init__(self, data: Any = None, *, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("units", units)


class UnitForm(RulingForm):
    """A decision about one commune of the programme."""

    unit = ChoiceField(label="Xã, phường", choices=(), pull=True)

    def __init__(self, data: Any = None, *, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("unit", units)


class LeaveForm(PageForm):
    """A commune leaves the programme."""

    once = OnceField()
    unit = ChoiceField(label="Xã, phường", choices=(), pull=True)
    on = DayField(label="Thôi từ ngày", past=True)
    reason = TextField(label="Vì sao thôi", limit=300)

    def __init__(self, data: Any = None, *, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("unit", units)
