"""Forms of inspection: the plan of a visit, its sheet on a phone, what was found, how it was put right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from thanthien.rules.inspection import ANSWERS, BOARD, FRONT, LONGEST_FIX, questions
from thanthien.web.forms import (
    CheckField,
    ChecksField,
    ChoiceField,
    NumberField,
    OnceField,
    PageForm,
    PaperField,
    TextField,
)
from thanthien.web.forms import ThreeBoxDateField as DayField
from thanthien.web.forms.choices import Option

_OWN_PARTIES = [
    (BOARD, Option("Ban của xã", "Ban Chỉ đạo, Ban Điều hành tự kiểm tra")),
    (FRONT, Option("Mặt trận", "Xã ghi lại cuộc giám sát theo văn bản của Mặt trận")),
]


class VisitForm(PageForm):
    """The plan of a visit; the level above chooses a commune, a commune says whose visit it is."""

    once = OnceField()
    unit = ChoiceField(label="Kiểm tra xã nào?", choices=(), pull=True)
    party = ChoiceField(label="Ai kiểm tra?", choices=_OWN_PARTIES, inline=True)
    paper = TextField(
        label="Văn bản của Mặt trận", hint="Số, ngày. Chỉ ghi khi Mặt trận giám sát", limit=120, required=False
    )
    day = DayField(label="Ngày kiểm tra")
    surprise = CheckField(label="Đột xuất", hint="Không báo trước. Khi bắt đầu thì mới hiện cho nơi được kiểm tra")
    purpose = TextField(label="Kiểm tra việc gì", limit=300, rows=2)
    people = TextField(label="Những ai đi", hint="Tên và chức danh", limit=300, rows=2)
    codes = ChecksField(label="Phiếu hỏi những gì", choices=(), dense=True)
    own = TextField(
        label="Câu hỏi thêm", hint="Mỗi dòng một câu, nhiều nhất 10 câu", limit=3200, rows=3, required=False
    )

    def __init__(
        self, data: Any = None, *, units: Sequence[tuple[str, str]] | None, today: date, **kwargs: Any
    ) -> None:
        found = [(one.code, Option(one.text, one.group)) for one in questions(today)]
        first = {"codes": [code for code, _ in found]} | kwargs.pop("initial", {})
        super().__init__(data, initial=first, **kwargs)
        self.offer("codes", found)
        if units is None:
            del self.fields["unit"]
        else:
            self.offer("unit", units)
            for name in ("party", "paper"):
                del self.fields[name]


class SheetForm(PageForm):
    """The sheet of a visit: one answer and one note a question. ``blocks`` goes through it by group."""

    once = OnceField()
    version = NumberField(label="Bản")

    def __init__(self, data: Any = None, *, sheet: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        first = {line["code"]: line["said"] for line in sheet} | {
            f"{line['code']}_note": line["note"] for line in sheet
        }
        super().__init__(data, initial=first, **kwargs)
        self.sheet = sheet
        for line in sheet:
            code = line["code"]
            self.fields[code] = ChoiceField(label=line["text"], choices=ANSWERS.items(), inline=True)
            self.fields[f"{code}_note"] = TextField(
                label="Ghi chú", hint="Thấy gì, ở đâu. Không ghi tên người dân", limit=300, required=False
            )
        self.say_what_is_asked()

    def blocks(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """Return the questions under their groups, each with its note."""
        found: dict[str, list[tuple[Any, Any]]] = {}
        for line in self.sheet:
            found.setdefault(line["group"], []).append((self[line["code"]], self[f"{line['code']}_note"]))
        return list(found.items())

    def answers(self) -> dict[str, tuple[str, str]]:
        """Return question → (answer, note)."""
        data = self.cleaned_data
        return {line["code"]: (data[line["code"]], data[f"{line['code']}_note"]) for line in self.sheet}


class FindForm(PageForm):
    """Something that is wrong."""

    once = OnceField()
    text = TextField(label="Điều chưa đạt", hint="Thấy gì, ở đâu. Không ghi tên người dân", limit=600, rows=3)
    question = ChoiceField(label="Theo câu nào của phiếu", choices=(), pull=True, required=False)
    days = NumberField(label="Phải khắc phục trong mấy ngày làm việc", least=1, most=LONGEST_FIX, css="w-s")
    owner = ChoiceField(label="Chức danh phải khắc phục", choices=(), pull=True, required=False)

    def __init__(
        self, data: Any = None, *, sheet: Sequence[dict[str, Any]], posts: Sequence[tuple[str, str]] | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.offer("question", [("", "Không theo câu nào"), *((one["code"], one["text"]) for one in sheet)])
        if posts is None:
            del self.fields["owner"]
        else:
            self.offer("owner", [("", "Giao sau"), *posts])


class CloseForm(PageForm):
    """The conclusion of a visit."""

    once = OnceField()
    conclusion = TextField(label="Kết luận", hint="Điều tốt trước, điều phải sửa sau", limit=3000, rows=5)


class AssignForm(PageForm):
    """Who puts a finding right."""

    once = OnceField()
    owner = ChoiceField(label="Chức danh phải khắc phục", choices=(), pull=True)

    def __init__(self, data: Any = None, *, posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("owner", posts)


class FixForm(PageForm):
    """What shows that a finding is put right."""

    once = OnceField()
    text = TextField(
        label="Đã khắc phục thế nào", hint="Ghi từ 10 chữ cái, hoặc gửi ảnh ở dưới", limit=600, rows=3, required=False
    )
    file = PaperField(label="Ảnh hoặc văn bản", can_bring=False, required=False)


class CheckForm(PageForm):
    """Accept what was put right, or return it."""

    once = OnceField()
    verdict = ChoiceField(
        label="Kiểm lại thấy thế nào?", inline=True,
        choices=[("accepted", "Đạt"), ("returned", Option("Chưa đạt", "Trả lại, ngày phải xong không đổi"))],
    )  # fmt: skip
    reason = TextField(label="Ghi thêm", hint="Chưa đạt thì ghi rõ còn thiếu gì", limit=600, rows=3, required=False)
