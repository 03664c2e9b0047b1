"""Forms about hamlets, groups, absence and delegation."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from thanthien.core import clock
from thanthien.office.people_forms import PositionForm
from thanthien.org import service as org
from thanthien.rules.rights import KINDS
from thanthien.web.forms import ChecksField, ChoiceField, NameField, OnceField, PageForm, PhoneField, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

DECISION = "Số, ngày nghị quyết hoặc quyết định"


def _today(form: PageForm, name: str) -> None:
    form.initial.setdefault(name, clock.today())


class SecondPostForm(PositionForm):
    """A post for somebody who works elsewhere."""

    login = TextField(
        label="Tên đăng nhập", hint="Người ấy cho biết, ví dụ: nhai.ht", limit=60, attrs={"autocapitalize": "none"}
    )  # fmt: skip
    field_order = ("once", "login", "role", "title", "counter", "valid_from")


class HamletForm(PageForm):
    """A hamlet: kind, name, from when."""

    once = OnceField()
    kind = ChoiceField(label="Loại", choices=org.HAMLET_KINDS, pull=True)
    name = TextField(label="Tên", hint="Không kèm chữ thôn, bản. Ví dụ: Vân Trai", limit=60)
    valid_from = DayField(label="Có từ ngày")
    decision = TextField(label=DECISION, hint="Chưa biết thì để trống", limit=120, required=False)


class ReplaceForm(HamletForm):
    """One hamlet in place of one or several."""

    old = ChecksField(label="Thay cho", choices=(), required=True, hint="Chọn một nơi: đổi tên. Nhiều nơi: sáp nhập")
    decision = TextField(label=DECISION, limit=120)
    field_order = ("once", "old", "kind", "name", "valid_from", "decision")

    def __init__(self, data: Any = None, *, standing: Iterable[Any], chosen: str = "") -> None:
        super().__init__(data, initial={"old": [chosen]} if chosen else None)
        self.offer("old", [(str(one.id), str(one)) for one in standing])
        _today(self, "valid_from")


class HeadForm(PageForm):
    """Who heads a hamlet."""

    once = OnceField()
    name = NameField(label="Họ và tên", autocomplete="off")
    phone = PhoneField(label="Điện thoại", required=False, autocomplete="off")
    valid_from = DayField(label="Nhận việc từ ngày")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "valid_from")


class GroupForm(PageForm):
    """A residents' group."""

    once = OnceField()
    name = TextField(label="Tên tổ", hint="Ví dụ: Tổ tự quản an ninh trật tự số 1", limit=120)
    leader = NameField(label="Họ tên tổ trưởng", autocomplete="off")
    phone = PhoneField(label="Điện thoại tổ trưởng", required=False, autocomplete="off")
    valid_from = DayField(label="Hoạt động từ ngày")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "valid_from")


class LeaveForm(PageForm):
    """From which day on somebody or something is no longer there."""

    once = OnceField()
    valid_to = DayField(label="Thôi từ ngày", hint="Kể cả ngày này")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "valid_to")


class HamletEndForm(LeaveForm):
    """A hamlet ends by a decision."""

    decision = TextField(label=DECISION, limit=120)


class _Days(PageForm):
    """Days as people say them, the last one included; the acts want the day after it."""

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or self.cleaned_data
        since, last = data.get("valid_from"), data.get("last")
        if since and last and last < since:
            raise ValidationError({"last": "Ngày cuối sớm hơn ngày đầu."})
        return data

    def days(self) -> dict[str, date]:
        """Return the period as the acts take it."""
        return {
            "valid_from": self.cleaned_data["valid_from"], "valid_to": self.cleaned_data["last"] + timedelta(days=1)
        }  # fmt: skip


class AbsenceForm(_Days):
    """Who is away, why in one word, from when to when."""

    once = OnceField()
    staff_id = ChoiceField(label="Ai", choices=(), pull=True)
    reason = ChoiceField(label="Loại", choices=org.ABSENCE_REASONS, pull=True)
    valid_from = DayField(label="Vắng từ ngày")
    last = DayField(label="Đến hết ngày")

    def __init__(self, data: Any = None, *, people: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("staff_id", people)
        _today(self, "valid_from")


class BackForm(PageForm):
    """The day somebody is back."""

    once = OnceField()
    valid_to = DayField(label="Trở lại từ ngày", hint="Trở lại đúng ngày đầu tức là không vắng nữa")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "valid_to")


class DelegationForm(_Days):
    """Whose post, to whom, for what, from when to when, by which paper."""

    once = OnceField()
    position = ChoiceField(label="Chức danh được ủy quyền", choices=(), pull=True)
    delegate = ChoiceField(label="Người nhận ủy quyền", choices=(), pull=True)
    scope = TextField(label="Nội dung", hint="Ghi như trong văn bản, để đồng nghiệp biết", limit=300, rows=2)
    kinds = ChecksField(
        label="Làm thay việc gì", choices=(), required=True,
        hint="Bỏ dấu ở việc không giao. Máy chỉ giao việc còn dấu mà chức danh ấy có",
    )  # fmt: skip
    number = TextField(label="Số văn bản ủy quyền", hint="Ví dụ: 15/GUQ-UBND", limit=60, css="w-m")
    decided_on = DayField(label="Ngày ký văn bản")
    valid_from = DayField(label="Ủy quyền từ ngày")
    last = DayField(label="Đến hết ngày")

    def __init__(
        self, data: Any = None, *, posts: Iterable[tuple[str, str]], people: Iterable[tuple[str, str]],
        kinds: Sequence[str],
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"kinds": list(kinds)})
        self.offer("kinds", [(kind, KINDS[kind]) for kind in kinds])
        self.offer("position", [("", "Chọn chức danh"), *posts])
        self.offer("delegate", [("", "Chọn người nhận"), *people])
        for name in ("decided_on", "valid_from"):
            _today(self, name)
