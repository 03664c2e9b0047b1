"""What a clerk types at the counter. Names of fields are those of the command, so refusals find their place."""

import json
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from thanthien.core import clock
from thanthien.core.command import Once
from thanthien.core.ids import uuid7
from thanthien.notify import service as notify
from thanthien.office.desk_people import PeopleForm
from thanthien.office.guard import StaffRequest
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.fees import MOST_COPIES, MOST_PAGES
from thanthien.web.forms import (
    CheckField,
    ChoiceField,
    EmailField,
    NameField,
    NumberField,
    OnceField,
    PhoneField,
    TextField,
)

CALLED: Final = [(word, word) for word in ("anh/chị", "ông", "bà", "anh", "chị", "em")]
TELL: Final = [
    ("slip", "Phiếu giấy"), ("sms", "Tin nhắn SMS"), ("zalo", "Tin Zalo"), ("email", "Thư điện tử"),
    ("phone", "Gọi điện"), ("hamlet", "Trưởng thôn báo"),
]  # fmt: skip
UNITS: Final = [
    ("working_days", "ngày làm việc"),
    ("calendar_days", "ngày"),
    ("working_hours", "giờ làm việc"),
]


class DeskForm(PeopleForm):
    """A dossier at the counter. Only the name is owed; all else may stay empty."""

    once = OnceField()
    words = TextField(label="Thủ tục", limit=200, required=False)
    unit = ChoiceField(label="Xã giải quyết", choices=[], pull=True, required=False)
    id_number = TextField(label="Số định danh", limit=20, required=False, inputmode="numeric")
    name = NameField(label="Họ và tên", limit=120, autocomplete="off", ask="Điền họ và tên người nộp.")
    phone = PhoneField(label="Điện thoại", autocomplete="off", required=False, css="")
    address = TextField(label="Nơi ở", limit=200, required=False)
    address_as = ChoiceField(label="Gọi là", choices=CALLED, pull=True, required=False)
    tell_by = ChoiceField(label="Báo tin bằng", choices=[], pull=True, required=False)
    email = EmailField(required=False)
    hamlet = ChoiceField(label="Trưởng thôn nào báo", choices=[], pull=True, required=False)
    letters_wanted = CheckField(label="Muốn nhận thư của Chủ tịch (chúc mừng, chia buồn)")
    value = NumberField(label="Thời hạn", least=1, most=365, required=False)
    limit_unit = ChoiceField(label="Tính bằng", choices=UNITS, pull=True, required=False)
    article = TextField(label="Căn cứ của thời hạn", limit=200, required=False, hint="Số văn bản, điều, khoản")
    result_note = TextField(
        label="Kết quả đã trả", limit=300, required=False, hint="Ví dụ: 2 bản sao chứng thực số 118, 119"
    )
    receipt = CheckField(label="In cả giấy tiếp nhận")
    reason = TextField(
        label="Vì sao cần, và làm thế nào cho đúng?",
        hint="Viết như nói với người nhà. Bà con sẽ đọc đúng những lời này.",
        rows=4, limit=4000, required=False,
    )  # fmt: skip
    copies = NumberField(label="Số bản", least=1, most=MOST_COPIES, required=False)
    pages = NumberField(label="Số trang của một bản", least=1, most=MOST_PAGES, required=False)
    ground = TextField(label="Căn cứ", hint="Số văn bản, điều, khoản", limit=300, required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], unit_id: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.widget.says_optional = False  # nearly everything is; saying it twenty times helps nobody
        self.offer("unit", units)
        self._offer_ways(unit_id)

    def _offer_ways(self, unit_id: UUID | None) -> None:
        """Offer the ways that this house has; paper first, it is what most people at the counter take."""
        hamlets = notify.hamlets(unit_id, clock.today()) if unit_id is not None else []
        here = notify.installed() | ({notify.HAMLET} if hamlets else set())
        self.offer("tell_by", [(key, words) for key, words in TELL if key in here])
        self.offer("hamlet", [("", "Theo nơi ở"), *hamlets])

    def applicant(self) -> onestop.Applicant:
        """Return the person as typed."""
        typed = self.cleaned_data
        return onestop.Applicant(
            name=typed["name"],
            phone=typed["phone"],
            email=typed["email"],
            address=typed["address"],
            id_number=typed["id_number"],
            tell_by=typed["tell_by"] or "slip",
            address_as=typed["address_as"] or "anh/chị",
            letters_wanted=typed["letters_wanted"],
            hamlet=typed["hamlet"],
        )

    def counted(self, by: str, waiver: str) -> onestop.fees.Counted:
        """Return what decides the fee, of a tariff ``by`` the case, copy or page; pages not typed are counted later."""
        copies, pages = self.cleaned_data["copies"] or 1, self.cleaned_data["pages"] or 0
        return onestop.fees.Counted(1 if by == "case" else copies, pages if by == "page" else 0, waiver[:30])

    def entered(self) -> onestop.Entered | None:
        """Return a limit typed with its legal text, None when none was typed."""
        value = self.cleaned_data["value"]
        if value is None:
            return None
        return onestop.Entered(value, self.cleaned_data["limit_unit"] or "working_days", self.cleaned_data["article"])


def units_of(request: StaffRequest) -> list[tuple[str, str]]:
    """Return the own commune first, then those of the province for which the counter may receive."""
    assert request.actor.unit_id is not None
    found = org.neighbours(request.actor.unit_id, request.now.date())
    return [("", f"{request.home.label} (tại đây)"), *((str(unit.id), unit.label) for unit in found)]


def ticked(data: QueryDict, name: str = "items") -> frozenset[int]:
    """Return the numbers ticked in a list of papers."""
    return frozenset(int(one) for one in data.getlist(name) if one.isascii() and one.isdigit() and len(one) < 3)


def key_of(text: str) -> UUID | None:
    """Return a key that came with a form, None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def once_of(request: StaffRequest) -> Once:
    """Return the idempotency key of a form: bound to the session, with everything that was typed as its body."""
    typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    key = str(typed.get("once", [""])[0]) or str(uuid7())
    body = json.dumps(typed, sort_keys=True, ensure_ascii=False)
    return Once(request.session.session_key or "", key, body)
