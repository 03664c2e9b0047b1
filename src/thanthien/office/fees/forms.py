"""Forms of the money at the counter. What a person types stays; amounts are whole đồng."""

from typing import Any, Final

from thanthien.office.press import PressForm
from thanthien.rules.fees import MOST_COPIES, MOST_PAGES, MOST_VND
from thanthien.web.forms import CheckField, ChoiceField, NumberField, TextField

ANSWERS: Final = (("duyet", "Duyệt, trả lại tiền"), ("khong", "Không duyệt"))


class AssessForm(PressForm):
    """How many copies and pages, and which class of persons."""

    copies = NumberField(label="Số bản", least=1, most=MOST_COPIES)
    pages = NumberField(label="Số trang của một bản", least=1, most=MOST_PAGES)
    waiver = ChoiceField(
        label="Diện miễn", hint="Xem giấy tờ chứng minh trước khi chọn.", choices=(), pull=True, required=False
    )

    def __init__(self, data: Any = None, *, waivers: list[tuple[str, str]], by: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("waiver", [("", "Không thuộc diện miễn"), *waivers])
        if not waivers:
            del self.fields["waiver"]
        if by != "page":
            del self.fields["pages"]
        if by == "case":
            del self.fields["copies"]

    def matter(self) -> dict[str, Any]:
        """Return what the act is given."""
        data = self.cleaned_data
        return {
            "copies": data.get("copies") or 1, "pages": data.get("pages") or 1, "waiver": data.get("waiver") or "",
        }  # fmt: skip


class ChangeForm(PressForm):
    """Another amount, and why."""

    amount = NumberField(label="Số tiền mới (đồng)", most=MOST_VND)
    reason = TextField(label="Lý do", hint="Số văn bản, điều, khoản; hoặc vì sao khác.", limit=300, rows=2)


class RefundForm(PressForm):
    """How much goes back, and why."""

    amount = NumberField(label="Số tiền hoàn (đồng)", least=1, most=MOST_VND)
    reason = TextField(label="Lý do", limit=300, rows=2)


class DecideForm(PressForm):
    """The second person's answer."""

    answer = ChoiceField(label="Quyết định", choices=ANSWERS)
    why = TextField(label="Lý do", hint="Không duyệt thì phải ghi.", limit=300, rows=2, required=False)


class SettleForm(PressForm):
    """What was found out about odd money."""

    note = TextField(label="Đã tìm hiểu và làm gì", limit=300, rows=2)
    refund = CheckField(label="Lập đề nghị trả lại số tiền này cho người nộp")


CAME: Final = (("co", "Tiền đã về"), ("khong", "Không có tiền về"))


class ResolveForm(PressForm):
    """What the provider's statement says of a payment of which it told nothing."""

    answer = ChoiceField(label="Sao kê của bên thanh toán", choices=CAME)
    transaction = TextField(
        label="Mã giao dịch", hint="Chỉ khi tiền đã về. Chép đúng mã trên sao kê.", limit=64, required=False
    )
    note = TextField(label="Xem ở đâu, ai trả lời", limit=300, rows=2)


class OpenForm(PressForm):
    """The money that lies in the till in the morning."""

    opening = NumberField(
        label="Tiền đang có trong ngăn (đồng)", most=MOST_VND, hint="Đếm trước khi thu. Chưa có thì ghi 0."
    )


class CloseForm(PressForm):
    """The money counted at the end of the day."""

    counted = NumberField(label="Tiền đếm được (đồng)", most=MOST_VND)
    note = TextField(label="Vì sao lệch", hint="Chỉ khi tiền đếm khác sổ.", limit=300, rows=2, required=False)
