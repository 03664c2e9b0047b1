"""Forms of the register of "Dân vận khéo" models."""

from collections.abc import Sequence
from typing import Any

from thanthien.office.programme.forms import RulingForm
from thanthien.programme.service import mobilisation
from thanthien.web import words
from thanthien.web.forms import ChoiceField, OnceField, PageForm, PaperField, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

Choices = Sequence[tuple[str, str]]
NO_MOVEMENT = "none"


class RegisterForm(PageForm):
    """A new model."""

    once = OnceField()
    title = TextField(label="Tên mô hình", hint="Ví dụ: Đường hoa tự quản thôn Vân Trai", limit=200)
    field = ChoiceField(label="Lĩnh vực", choices=())
    movement = ChoiceField(label="Thuộc phong trào nào", choices=())
    doer_kind = ChoiceField(
        label="Ai đăng ký", choices=[(key, words.first_up(said)) for key, said in mobilisation.Doer.choices]
    )
    doer = TextField(label="Tên tập thể, cá nhân hoặc thôn", limit=200)
    content = TextField(label="Nội dung", hint="Làm gì, cho ai, đến đâu thì gọi là được", limit=5000, rows=4)
    starts_on = DayField(label="Bắt đầu ngày")
    ends_on = DayField(label="Đến hết ngày", hint="Để trống nếu làm lâu dài", required=False)

    def __init__(self, data: Any = None, *, fields: Choices, movements: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("field", fields)
        self.offer("movement", [*movements, (NO_MOVEMENT, "Không thuộc phong trào nào")])

    def wanted(self) -> mobilisation.Registering:
        """Return the model as the act takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "once"}
        movement = "" if data["movement"] == NO_MOVEMENT else data["movement"]
        return mobilisation.Registering(**(data | {"movement": movement}))


class FollowForm(PageForm):
    """What came of a model."""

    once = OnceField()
    on = DayField(label="Thấy kết quả ngày", past=True)
    result = TextField(label="Kết quả thấy được", hint="Số hộ tham gia, việc đã xong, tiền góp được", limit=2000,
                       rows=3)  # fmt: skip
    file = PaperField(label="Ảnh hoặc văn bản", can_bring=False, required=False)


class AwardForm(RulingForm):
    """A decision that recognises a model."""

    level = ChoiceField(label="Cấp công nhận", choices=mobilisation.AwardLevel.choices)
    field_order = ("once", "level", "number", "on", "issuer")


class StopForm(PageForm):
    """Why a model stops."""

    once = OnceField()
    on = DayField(label="Dừng từ ngày", past=True)
    reason = TextField(label="Vì sao dừng", limit=300, rows=2)
