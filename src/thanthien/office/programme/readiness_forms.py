"""Forms of the readiness review, of a province's list, and of a gap that becomes a task."""

from collections.abc import Sequence
from typing import Any, Final

from thanthien.office.programme.forms import RulingForm
from thanthien.office.programme.plan_forms import TaskForm
from thanthien.programme import service as programme
from thanthien.rules.checklist import GROUPS, Item
from thanthien.web.forms import ChoiceField, OnceField, PageForm, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

KNOWN: Final = "muc-"
MORE: Final = "them-"


class OwnItemForm(PageForm):
    """An item of the commune's own."""

    once = OnceField()
    group = ChoiceField(label="Thuộc nhóm nào?", choices=list(GROUPS.items()), pull=True)
    text = TextField(label="Mục cần rà soát", hint="Ví dụ: Có người biết tiếng Mường trực ở quầy", limit=300)


class GapForm(TaskForm):
    """A gap that becomes a task: which plan, then the task itself."""

    plan = ChoiceField(label="Đưa vào kế hoạch", choices=(), pull=True)
    field_order = ("once", "plan")

    def __init__(self, data: Any = None, *, plans: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, others=(), **kwargs)
        self.offer("plan", plans)


class ChecklistForm(RulingForm):
    """A level's own list: every item in a box of its own, new ones a line each; an empty box drops the item."""

    valid_from = DayField(label="Áp dụng từ ngày", hint="Lần rà soát bắt đầu từ ngày ấy dùng danh mục này")
    field_order = ("once", "number", "on", "issuer", "valid_from")

    def __init__(self, data: Any = None, *, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.items = items
        for code, head in GROUPS.items():
            for one in items:
                if one.group == code:
                    self.fields[KNOWN + one.code] = TextField(
                        label=f"{head}, mục {one.code}", limit=300, required=False, initial=one.text, rows=2
                    )
            self.fields[MORE + code] = TextField(
                label=f"{head}: thêm mục", hint="Mỗi dòng một mục", limit=5000, rows=3, required=False
            )
        self.say_what_is_asked()

    def asked(self) -> list[programme.readiness.Asked]:
        """Return the list as the act takes it, group by group."""
        data, asked = self.cleaned_data, programme.readiness.Asked
        found: list[programme.readiness.Asked] = []
        for group in GROUPS:
            found += [asked(group, data[KNOWN + one.code], one.code) for one in self.items if one.group == group]
            found += [asked(group, line) for line in data[MORE + group].splitlines() if line.strip()]
        return found
