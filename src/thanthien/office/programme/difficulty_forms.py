"""Forms of a difficulty: raising it, and each act on one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from thanthien.rules.difficulty import LONGEST_DAYS, OUTCOMES
from thanthien.web.forms import CheckField, ChoiceField, NumberField, OnceField, PageForm, TextField

NO_NAMES = "Không ghi tên, số điện thoại, số hồ sơ của bà con"


class RaiseForm(PageForm):
    """A new difficulty. ``similar`` is the address that answers while the first line is typed."""

    once = OnceField()
    title = TextField(label="Vướng việc gì? Ghi trong một dòng", limit=200)
    area = ChoiceField(label="Thuộc loại nào", choices=(), pull=True)
    text = TextField(label="Kể rõ: vướng ở đâu, đã thử gì, cần cấp trên giúp gì", hint=NO_NAMES, limit=5000, rows=6)

    def __init__(self, data: Any = None, *, areas: Sequence[tuple[str, str]], similar: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("area", [("", "Chọn loại"), *areas])
        self.fields["title"].widget.attrs |= {
            "hx-get": similar, "hx-trigger": "input changed delay:300ms", "hx-target": "#tuong-tu",
            "hx-sync": "this:replace",
        }  # fmt: skip


class ActForm(PageForm):
    """Every act carries its key and the version it was drawn from."""

    once = OnceField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, label="")

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "version")}


class SayForm(ActForm):
    """Words to the other side."""

    text = TextField(label="Nội dung", hint=NO_NAMES, limit=5000, rows=6)


class AnswerForm(ActForm):
    """The answer."""

    text = TextField(
        label="Câu trả lời", hint="Nói ai làm gì, đến ngày nào. Nếu chưa làm được thì nói vì sao", limit=5000, rows=8
    )


class HeadAnswerForm(AnswerForm):
    """The answer at the second level: the head decides."""

    decider = TextField(label="Người quyết định", hint="Tên và chức danh. Xã đọc được", limit=120)


class WhyForm(ActForm):
    """Why it goes on."""

    reason = TextField(label="Vì sao", hint="Trả lời chưa giúp được chỗ nào, hay còn thiếu gì", limit=5000, rows=4)


class CloseForm(ActForm):
    """How it ended, as the commune sees it."""

    outcome = ChoiceField(label="Việc này thế nào rồi?", choices=list(OUTCOMES.items()))
    text = TextField(label="Ghi thêm", limit=5000, rows=3, required=False)


class AssignForm(ActForm):
    """Who answers."""

    owner = ChoiceField(label="Ai trả lời", choices=(), pull=True)

    def given(self) -> dict[str, Any]:
        """Return the post by key."""
        return {"owner": UUID(self.cleaned_data["owner"])}


class PublishForm(PageForm):
    """The words of the library, to be read once more."""

    once = OnceField()
    question = TextField(label="Câu hỏi chung", hint="Viết cho mọi xã: bỏ tên xã, tên người", limit=300, rows=2)
    answer = TextField(label="Câu trả lời chung", limit=5000, rows=8)
    confirmed = CheckField(label="Tôi đã đọc lại: không còn tên xã, tên người, số điện thoại", required=False)


class LimitForm(PageForm):
    """The promise of the level above."""

    once = OnceField()
    first_days = NumberField(label="Trả lời lần đầu trong (ngày làm việc)", most=LONGEST_DAYS, css="w-s")
    second_days = NumberField(label="Người đứng đầu trả lời trong (ngày làm việc)", most=LONGEST_DAYS, css="w-s")


class WithdrawForm(PageForm):
    """Why an answer leaves the library."""

    once = OnceField()
    reason = TextField(label="Vì sao rút", hint="Ví dụ: quy định đã đổi", limit=300, rows=2)
