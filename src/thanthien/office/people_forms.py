"""Forms about people and the office itself."""

import re
from datetime import date, time
from typing import Any, Final

from django.core.exceptions import ValidationError

from thanthien.core import clock
from thanthien.core.actors import Role
from thanthien.rules import numbering
from thanthien.rules.errors import BadNumber
from thanthien.rules.office_hours import DEFAULT_HOURS
from thanthien.web import words
from thanthien.web.forms import (
    CheckField,
    ChoiceField,
    EmailField,
    NameField,
    OnceField,
    PageForm,
    PhoneField,
    TextField,
    ThreeBoxDateField,
)

ROLES: Final[dict[str, str]] = {
    Role.CLERK: "cán bộ Một cửa", Role.HANDLER: "cán bộ xử lý", Role.RECORDS: "văn thư", Role.CHAIR: "Chủ tịch",
    Role.ADMIN: "quản trị", Role.SEALED: "người giữ hồ sơ niêm phong",
}  # fmt: skip
CALLED: Final = (("anh/chị", "anh/chị"), ("anh", "anh"), ("chị", "chị"), ("ông", "ông"), ("bà", "bà"))
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_HOUR = re.compile(r"([01]?\d|2[0-3])[:h]([0-5]\d)")


class PrintedPhoneField(PhoneField):
    """A number that stands on papers and letters: kept in groups, as people read it."""

    def clean(self, value: Any) -> Any:
        """Return "0237 000 0115"."""
        return words.phone(super().clean(value)).replace(words.NBSP, " ")


class PositionForm(PageForm):
    """A position: role, title, counter, from when."""

    once = OnceField()
    role = ChoiceField(label="Vai trò", choices=tuple((str(key), said) for key, said in ROLES.items()))
    title = TextField(label="Chức danh", hint="Ví dụ: Công chức tư pháp, hộ tịch", limit=120)
    counter = TextField(label="Quầy", hint="Ví dụ: Quầy 2", limit=30, required=False, css="w-s")
    valid_from = ThreeBoxDateField(label="Giữ từ ngày")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", clock.today())


class AppointForm(PositionForm):
    """A person who will sign in, with the first position."""

    name = NameField(label="Họ và tên", autocomplete="off")
    login = TextField(
        label="Tên đăng nhập", hint="Chữ thường không dấu, chữ số, dấu chấm. Ví dụ: nhai.ht", limit=60,
        attrs={"autocapitalize": "none"},
    )  # fmt: skip
    phone = PrintedPhoneField(label="Điện thoại", hint="Số này in trong thư gửi bà con", required=False)
    address_as = ChoiceField(label="Xưng hô", choices=CALLED, pull=True)
    field_order = ("once", "name", "login", "phone", "address_as", "role", "title", "counter", "valid_from")

    def clean_login(self) -> str:
        """Small letters without marks: it is typed on any keyboard."""
        login = str(self.cleaned_data["login"]).lower()
        if not _LOGIN.fullmatch(login):
            raise ValidationError("Tên đăng nhập chỉ có chữ thường không dấu, chữ số, dấu chấm và gạch.", code="login")
        return login


class FactorForm(PageForm):
    """Why somebody's second step is set back."""

    once = OnceField()
    reason = TextField(label="Lý do", hint="Ví dụ: mất điện thoại, đã gặp trực tiếp ngày 12/11", limit=300, rows=3)


class EndForm(PageForm):
    """From which day on a position is no longer held."""

    once = OnceField()
    valid_to = ThreeBoxDateField(label="Thôi giữ từ ngày", hint="Kể cả ngày này")


def _hour(text: str) -> time:
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        raise ValidationError("Viết giờ như 07:30 hoặc 13:00.", code="hour")
    return time(int(found.group(1)), int(found.group(2)))


class HourField(TextField):
    """An hour of the clock."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, limit=5, css="w-s", **kwargs)

    def clean(self, value: Any) -> Any:
        """Return "07:30", or "" when left empty."""
        text = super().clean(value)
        return f"{_hour(text):%H:%M}" if text else ""


SESSIONS: Final = (("morning_from", "morning_to"), ("afternoon_from", "afternoon_to"))


class OfficeForm(PageForm):
    """The office's own settings."""

    once = OnceField()
    address = TextField(label="Địa chỉ trụ sở", limit=200, required=False)
    phone = PrintedPhoneField(label="Điện thoại Một cửa", required=False)
    email = EmailField(label="Thư điện tử của xã", required=False)
    place_name = TextField(
        label="Địa danh trên giấy", hint="Đứng trước ngày tháng: “Cẩm Vân, ngày 16 tháng 11”", limit=60, required=False
    )
    e_identifier = TextField(
        label="Mã định danh điện tử", hint="Chưa có thì để trống: mã hồ sơ bắt đầu bằng TT và mã xã", limit=30,
        required=False, css="w-m",
    )  # fmt: skip
    online_filing = CheckField(
        label="Nhận hồ sơ qua trang này", hint="Tắt thì trang chỉ giúp chuẩn bị và chỉ sang Cổng Dịch vụ công quốc gia"
    )
    morning_from = HourField(label="Buổi sáng mở cửa")
    morning_to = HourField(label="Buổi sáng đóng cửa")
    afternoon_from = HourField(label="Buổi chiều mở cửa")
    afternoon_to = HourField(label="Buổi chiều đóng cửa")
    apology_hour = HourField(
        label="Giờ soạn thư xin lỗi cho việc trong ngày", hint="Hồ sơ hẹn trong ngày mà giờ này chưa xong thì có thư"
    )

    def __init__(self, data: Any = None, *, office: Any) -> None:
        initial = {name: getattr(office, name) for name in KEPT}
        initial |= dict(zip([name for pair in SESSIONS for name in pair], _sessions(office), strict=True))
        super().__init__(data, initial=initial)
        self.code = office.unit.code

    def clean_e_identifier(self) -> str:
        """It stands in front of every code from now on, so it must have the national shape."""
        typed = str(self.cleaned_data["e_identifier"]).upper()
        try:
            numbering.dossier_code(typed, self.code, date(2026, 1, 1), 1)
        except BadNumber as wrong:
            raise ValidationError("Mã định danh có dạng H56.146. Xem trong quyết định cấp mã.", code="shape") from wrong
        return typed

    def clean(self) -> dict[str, Any]:
        """Doors open before they close, and noon lies between."""
        data = super().clean() or self.cleaned_data
        hours = [str(data.get(name) or "") for pair in SESSIONS for name in pair]
        if all(hours) and hours != sorted(set(hours)):
            raise ValidationError({"afternoon_to": "Giờ mở cửa phải trước giờ đóng, buổi sáng trước buổi chiều."})
        return data

    def values(self) -> dict[str, Any]:
        """Return the settings as the office keeps them."""
        data = self.cleaned_data
        sessions = [[data[opens], data[closes]] for opens, closes in SESSIONS]
        return {name: data[name] for name in KEPT} | {"hours": {"sessions": sessions}}


KEPT: Final = ("address", "phone", "email", "place_name", "e_identifier", "online_filing", "apology_hour")


def _sessions(office: Any) -> list[str]:
    kept = (office.hours or {}).get("sessions")
    if kept and len(kept) == len(SESSIONS):
        return [str(hour) for pair in kept for hour in pair]
    return [f"{hour:%H:%M}" for session in DEFAULT_HOURS.week[0] for hour in (session.opens, session.closes)]
