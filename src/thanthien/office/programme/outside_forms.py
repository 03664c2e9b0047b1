"""Forms of serving outside the office: a timetable, what a day was, service at home, who answers for a hamlet."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from thanthien.programme.service import outside
from thanthien.rules.outside import KINDS, MOST_DAYS
from thanthien.rules.words import WEEKDAYS, first_up
from thanthien.web.forms import (
    CheckField,
    ChecksField,
    ChoiceField,
    HourField,
    NameField,
    NumberField,
    OnceField,
    PageForm,
    PhoneField,
    TextField,
)
from thanthien.web.forms import ThreeBoxDateField as DayField

Choices = Sequence[tuple[str, str]]


class TimetableForm(PageForm):
    """A timetable to publish."""

    once = OnceField()
    kind = ChoiceField(label="Loại lịch", choices=KINDS.items(), inline=True)
    first = DayField(label="Từ ngày", future=True)
    last = DayField(
        label="Đến ngày", hint=f"Làm một ngày thì để trống. Nhiều nhất {MOST_DAYS} ngày một lịch", required=False
    )
    weekdays = ChecksField(
        label="Những thứ nào trong tuần", hint="Không chọn thì là mọi ngày. Thứ Bảy vì dân luôn là thứ Bảy",
        choices=[(str(number), first_up(word)) for number, word in enumerate(WEEKDAYS)], dense=True,
    )  # fmt: skip
    on_holidays = CheckField(label="Làm cả ngày lễ", hint="Không chọn thì lịch bỏ các ngày nghỉ lễ")
    opens = HourField(label="Từ mấy giờ", hint="Ví dụ: 7:30")
    closes = HourField(label="Đến mấy giờ", hint="Ví dụ: 11:30")
    hamlet = ChoiceField(label="Thôn, bản, tổ dân phố", choices=(), pull=True, required=False)
    place = TextField(label="Nơi làm", hint="Ví dụ: Nhà văn hóa thôn Vân Trai", limit=200)
    offered = TextField(label="Bà con đến được làm gì", limit=1000, rows=3)
    procedures = ChecksField(label="Thủ tục trả ngay", hint="Phải chọn khi lập ngày không hẹn", choices=(), dense=True)
    posts = ChecksField(
        label="Ai phục vụ", choices=(), dense=True, required=True, ask="Chọn ít nhất một người phục vụ."
    )

    def __init__(
        self, data: Any = None, *, hamlets: Choices, procedures: Choices, posts: Choices, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.offer("hamlet", [("", "Tại trụ sở, không ở thôn nào"), *hamlets])
        self.offer("procedures", procedures)
        self.offer("posts", posts)

    def wanted(self) -> outside.Timetable:
        """Return the timetable as the act takes it."""
        data = self.cleaned_data
        return outside.Timetable(
            data["kind"], data["first"], data["last"] or data["first"], data["opens"], data["closes"], data["place"],
            data["offered"], [UUID(one) for one in data["posts"]], [int(one) for one in data["weekdays"]],
            UUID(data["hamlet"]) if data["hamlet"] else None, data["procedures"], data["on_holidays"],
        )  # fmt: skip


class DoneForm(PageForm):
    """What a day was."""

    once = OnceField()
    came = NumberField(label="Mấy người đã đến", most=100_000)
    dossiers = NumberField(label="Mấy hồ sơ đã nhận ở đó", hint="Để trống nếu không có", most=100_000, required=False)
    outcome = TextField(label="Đã làm được gì", hint="Không ghi tên người dân", limit=600, rows=3)


class HomeForm(PageForm):
    """Somebody who cannot come."""

    once = OnceField()
    name = NameField(label="Họ tên người cần phục vụ", autocomplete="off")
    phone = PhoneField(label="Điện thoại", required=False, autocomplete="off")
    hamlet = ChoiceField(label="Thôn, bản, tổ dân phố", choices=(), pull=True, required=False)
    address = TextField(label="Nơi ở", hint="Đường vào, nhà nào", limit=200)
    need = TextField(label="Việc cần làm", hint="Chỉ người phục vụ đọc được", limit=300, rows=2)
    day = DayField(label="Hẹn đến nhà ngày", future=True)
    server = ChoiceField(label="Ai đến phục vụ", choices=(), pull=True)

    def __init__(self, data: Any = None, *, hamlets: Choices, posts: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("hamlet", [("", "Chưa rõ thôn"), *hamlets])
        self.offer("server", posts)

    def need_of(self) -> outside.Need:
        """Return who and what."""
        data = self.cleaned_data
        return outside.Need(data["name"], data["phone"], data["address"], data["need"])


class HandForm(PageForm):
    """Another one goes."""

    once = OnceField()
    server = ChoiceField(label="Ai đến phục vụ", choices=(), pull=True)

    def __init__(self, data: Any = None, *, posts: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("server", posts)


class EndHomeForm(PageForm):
    """How a service at home ended."""

    once = OnceField()
    done = ChoiceField(label="Việc này", choices=[("yes", "Đã làm"), ("no", "Thôi, không cần nữa")], inline=True)
    outcome = TextField(label="Đã làm gì, hoặc vì sao thôi", hint="Không ghi tên người dân", limit=300, rows=2)


class OfficerForm(PageForm):
    """Who answers for a hamlet."""

    once = OnceField()
    hamlet = ChoiceField(label="Thôn, bản, tổ dân phố", choices=(), pull=True)
    post = ChoiceField(label="Ai phụ trách", choices=(), pull=True)
    since = DayField(label="Từ ngày")

    def __init__(self, data: Any = None, *, hamlets: Choices, posts: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("hamlet", hamlets)
        self.offer("post", posts)


class EndOfficerForm(PageForm):
    """From when a post answers for a hamlet no more."""

    once = OnceField()
    on = DayField(label="Thôi từ ngày", past=True)
