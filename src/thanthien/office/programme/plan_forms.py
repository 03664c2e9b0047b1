"""Forms of the plan of a year."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from thanthien.programme import service as programme
from thanthien.web.forms import ChecksField, ChoiceField, NumberField, OnceField, PageForm, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField


class PlanForm(PageForm):
    """A new plan."""

    once = OnceField()
    year = ChoiceField(label="Kế hoạch của năm", choices=())
    title = TextField(label="Tên kế hoạch", limit=200)
    aims = TextField(label="Mục đích, yêu cầu", limit=5000, rows=4, required=False)
    budget = NumberField(
        label="Kinh phí cả năm (đồng)", hint="Để trống nếu chưa có", most=10**12, css="w-m", required=False
    )

    def __init__(self, data: Any = None, *, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("year", [(str(one), str(one)) for one in years])


class TaskForm(PageForm):
    """A task of the plan."""

    once = OnceField()
    area = ChoiceField(label="Mảng việc", choices=(), pull=True)
    title = TextField(label="Việc phải làm", limit=300)
    product = TextField(label="Sản phẩm", hint="Xong thì có gì để thấy?", limit=300)
    owner = ChoiceField(label="Chức danh chịu trách nhiệm", choices=(), pull=True)
    helpers = TextField(label="Ai cùng làm", limit=300, required=False)
    starts_on = DayField(label="Bắt đầu ngày")
    due_on = DayField(label="Xong ngày")
    money = NumberField(
        label="Kinh phí (đồng)", hint="Để trống nếu không tốn tiền", most=10**12, css="w-m", required=False
    )
    measure = ChoiceField(
        label="Xong khi nào?",
        hint="Chọn một sổ thì việc tự xong khi sổ đủ, không ai ghi tay",
        choices=(),
        pull=True,
        required=False,
    )
    target = NumberField(label="Bao nhiêu lần", hint="Chỉ điền khi chọn một sổ", least=1, most=999, required=False)
    after = ChecksField(label="Chờ việc nào xong trước", choices=(), required=False, dense=True)

    def __init__(
        self, data: Any = None, *, areas: Sequence[tuple[str, str]], posts: Sequence[tuple[str, str]],
        others: Sequence[tuple[str, str]], measures: Sequence[tuple[str, str]] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.offer("area", areas)
        self.offer("owner", posts)
        self.offer("after", others)
        self.offer("measure", [("", "Khi có người ghi xong, kèm bằng chứng"), *measures])
        if not others:
            del self.fields["after"]

    def wanted(self) -> programme.Wanted:
        """Return the task as the acts take it."""
        data = self.cleaned_data
        return programme.Wanted(
            data["area"], data["title"], data["product"], UUID(data["owner"]), data["starts_on"], data["due_on"],
            data["helpers"], number(data["money"]), tuple(UUID(one) for one in data.get("after", ())),
            data["measure"], int(data["target"] or 1),
        )  # fmt: skip


class IssueForm(PageForm):
    """Number, day and signer of the plan."""

    once = OnceField()
    number = TextField(label="Số kế hoạch", hint="Ví dụ: 12/KH-UBND", limit=60, css="w-m")
    on = DayField(label="Ngày ban hành", past=True)
    issuer = TextField(label="Người ký", hint="Ví dụ: Chủ tịch UBND xã", limit=120)


class DoneForm(PageForm):
    """What shows that a task is done."""

    once = OnceField()
    on = DayField(label="Xong ngày", past=True)
    evidence = TextField(label="Việc đã xong thế nào, xem ở đâu", limit=300, rows=2)
    spent = NumberField(
        label="Đã chi (đồng)", hint="Để trống nếu không tốn tiền", most=10**12, css="w-m", required=False
    )


class SpendForm(PageForm):
    """What a task has cost so far."""

    once = OnceField()
    spent = NumberField(label="Đã chi đến nay (đồng)", hint="Cộng cả những lần trước", most=10**12, css="w-m")
    evidence = TextField(label="Chứng từ", hint="Hóa đơn, bảng kê, số và ngày", limit=300)


def number(typed: Any) -> int:
    """Return a whole number of đồng; nothing is 0."""
    return int(typed or 0)
