"""Forms of the launch day."""

from typing import Any

from thanthien.programme.service import launch
from thanthien.rules.launch import GUESTS, ITEMS
from thanthien.web import words
from thanthien.web.forms import (
    PICTURES,
    CheckField,
    ChoiceField,
    HourField,
    NumberField,
    OnceField,
    PageForm,
    PaperField,
    TextField,
)
from thanthien.web.forms import ThreeBoxDateField as DayField


class DayForm(PageForm):
    """When, where, what for."""

    once = OnceField()
    title = TextField(label="Tên buổi lễ", hint="Ví dụ: Lễ ra mắt mô hình Chính quyền thân thiện", limit=200)
    on = DayField(label="Ngày")
    begins = HourField(label="Bắt đầu lúc", hint="Ví dụ: 8:00")
    ends = HourField(label="Xong lúc", hint="Ví dụ: 10:30")
    place = TextField(label="Ở đâu", hint="Ví dụ: hội trường UBND xã", limit=200)
    aims = TextField(label="Nội dung chính", hint="Vào giấy mời và tin", limit=2000, rows=3, required=False)

    def day(self) -> launch.Day:
        """Return the day as the act takes it."""
        data = self.cleaned_data
        return launch.Day(data["title"], data["on"], data["begins"], data["ends"], data["place"], data["aims"])


class ItemForm(PageForm):
    """One point of the programme."""

    once = OnceField()
    at = HourField(label="Lúc", hint="Ví dụ: 8:15")
    kind = ChoiceField(label="Loại", choices=[(key, words.first_up(said)) for key, said in ITEMS.items()])
    title = TextField(label="Nội dung", limit=200)
    who = TextField(label="Ai làm", hint="Phát biểu thì ghi ai phát biểu", limit=200, required=False)


class InviteForm(PageForm):
    """Guests, one a line."""

    once = OnceField()
    text = TextField(
        label="Khách mời", hint="Mỗi người một dòng: họ tên, cơ quan. Ai có rồi thì thôi", limit=60_000, rows=10
    )


class GuestsForm(PageForm):
    """What became of each invitation: one pull-down a guest."""

    once = OnceField()

    def __init__(self, data: Any = None, *, guests: tuple[launch.LaunchGuest, ...]) -> None:
        super().__init__(data)
        for one in guests:
            label = f"{one.name}, {one.body}" if one.body else one.name
            self.fields[str(one.id)] = ChoiceField(
                label=label, choices=list(GUESTS.items()), pull=True, initial=one.state
            )
        self.say_what_is_asked()

    def states(self) -> dict[str, str]:
        """Return guest → state."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}


class HoldForm(PageForm):
    """What shows that the day was held."""

    once = OnceField()
    held_on = DayField(label="Diễn ra ngày", past=True)
    attendance = NumberField(label="Bao nhiêu người dự", most=100_000, css="w-s")
    minutes = TextField(
        label="Biên bản buổi lễ", hint="Không bắt buộc nếu tập ảnh đã có ảnh", limit=20_000, rows=8, required=False
    )


class PhotoForm(PageForm):
    """A photo with its caption."""

    once = OnceField()
    photo = PaperField(label="Ảnh", can_bring=False, takes=PICTURES)
    caption = TextField(label="Ảnh chụp gì", limit=200)
    agreed = CheckField(label="Người nhìn rõ mặt trong ảnh đã đồng ý cho đăng", required=False)


class NewsForm(PageForm):
    """The news item and the text for newspapers."""

    once = OnceField()
    news_title = TextField(label="Tiêu đề tin", limit=200)
    news = TextField(
        label="Tin đăng trên trang của xã", hint="Máy điền từ sổ. Sửa cho hay rồi đăng", limit=20_000, rows=12
    )
    press = TextField(label="Lời gửi báo chí", limit=20_000, rows=12, required=False)
