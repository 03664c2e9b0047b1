"""The form of a reorganisation: which units, what becomes of them, by which legal text, from which day."""

from datetime import date
from typing import Any, Final

from thanthien.core.errors import Refused
from thanthien.core.text import clean
from thanthien.org import service as org
from thanthien.web.forms import ChoiceField, OnceField, Option, PageForm, TextField, ThreeBoxDateField

ROWS: Final = 4
KINDS: Final = (
    ("merge", Option("Nhập", "Hai đơn vị trở lên thành một")),
    ("split", Option("Chia", "Một đơn vị thành hai trở lên")),
    ("rename", Option("Đổi tên", "Mã và loại giữ nguyên")),
    ("recode", Option("Đổi mã", "Tên và loại giữ nguyên")),
    ("change", Option("Đổi loại", "Ví dụ xã thành phường")),
)
UNIT_KINDS: Final = (("commune", "xã"), ("ward", "phường"), ("special_zone", "đặc khu"))
SHOWN: Final = 8


class ReorganiseForm(PageForm):
    """What somebody proposes. Old units by code or name, one a line; rows of new units, the first keeps the files."""

    once = OnceField()
    kind = ChoiceField(label="Cách sắp xếp", choices=KINDS)
    old = TextField(
        label="Đơn vị cũ", hint="Mỗi dòng một đơn vị: mã hoặc tên. Trụ sở và danh mục lấy theo dòng đầu.", limit=2000,
        rows=3,
    )  # fmt: skip
    law_number = TextField(label="Số văn bản", hint="Ví dụ: 1686/NQ-UBTVQH15", limit=60)
    law_day = ThreeBoxDateField(label="Ngày ban hành", past=True)
    law_issuer = TextField(label="Cơ quan ban hành", hint="Ví dụ: Ủy ban Thường vụ Quốc hội", limit=120)
    effective_on = ThreeBoxDateField(label="Có hiệu lực từ ngày")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, ROWS + 1):
            needed = at == 1
            self.fields[f"name_{at}"] = TextField(label=f"Tên đơn vị mới {at}", limit=60, required=needed)
            self.fields[f"unit_kind_{at}"] = ChoiceField(
                label=f"Loại của đơn vị mới {at}", choices=UNIT_KINDS, pull=True, css="w-s", required=needed
            )
            self.fields[f"code_{at}"] = TextField(
                label=f"Mã của đơn vị mới {at}", limit=5, css="w-s", inputmode="numeric", required=needed
            )
        self.say_what_is_asked()

    def new_rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the boxes of the new units, row by row, for the page."""
        return [(self[f"name_{at}"], self[f"unit_kind_{at}"], self[f"code_{at}"]) for at in range(1, ROWS + 1)]

    def head_fields(self) -> list[Any]:
        """Return the boxes of the old units and of the text."""
        return [self[name] for name in ("kind", "old")]

    def law_fields(self) -> list[Any]:
        """Return the boxes of the legal text."""
        return [self[name] for name in ("law_number", "law_day", "law_issuer", "effective_on")]

    def draft(self, today: date) -> org.Draft:
        """Return what was typed as a plan; raises Refused where a line is no unit or several."""
        data = self.cleaned_data
        lines = [clean(line) for line in str(data["old"]).splitlines() if clean(line)]
        rows = [(data[f"code_{at}"], data[f"name_{at}"], data[f"unit_kind_{at}"]) for at in range(1, ROWS + 1)]
        new = tuple(org.NewUnit(code, name, kind or "commune") for code, name, kind in rows if code or name)
        return org.Draft(
            kind=data["kind"], old=tuple(code_of(line, today) for line in lines), new=new,
            law_number=data["law_number"], law_day=data["law_day"], law_issuer=data["law_issuer"],
            effective_on=data["effective_on"],
        )  # fmt: skip

    def refuse(self, refused: Refused) -> None:
        """A refusal about the new units stands at the first of them."""
        self.add_error("code_1" if refused.field == "new" else refused.field or None, refused.message)


def code_of(line: str, today: date) -> str:
    """Return the code of a unit named by code or name; raises Refused with the choice where several fit."""
    if line.isascii() and line.isdigit():
        return line
    found = [one for one in org.units_named(line[:200], today) if one.level == "commune"]
    if len(found) == 1:
        return found[0].code
    if not found:
        raise Refused(f"Không thấy đơn vị cấp xã nào tên “{line[:60]}”. Ghi mã 5 chữ số.", "old")
    named = "; ".join(f"{one.code} {one.full_label}" for one in found[:SHOWN])
    raise Refused(f"Có {len(found)} đơn vị tên “{line[:60]}”: {named}. Ghi mã của đơn vị cần tìm.", "old")


class ReasonForm(PageForm):
    """Why a plan is not approved."""

    once = OnceField()
    reason = TextField(label="Lý do không duyệt", limit=300)
