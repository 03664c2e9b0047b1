"""Forms of meetings: what a meeting is, whom to invite, who came, minutes, conclusions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.forms import BoundField

from thanthien.core import clock
from thanthien.core.text import clean
from thanthien.office.press import whole
from thanthien.programme import service as programme
from thanthien.web.forms import ChoiceField, EmailField, HourField, NumberField, OnceField, PageForm, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField


class MeetingForm(PageForm):
    """A meeting: when, where, what is on the agenda (one item a line)."""

    once = OnceField()
    title = TextField(label="Nội dung kỳ họp", hint="Ví dụ: Họp ban tháng 11", limit=200)
    day = DayField(label="Ngày họp", hint="Kỳ họp đã qua vẫn ghi được; trang sẽ nói là ghi sau")
    hour = HourField(label="Giờ bắt đầu", hint="Ví dụ: 14:00")
    minutes = NumberField(label="Dài bao nhiêu phút", most=720, css="w-s", initial=90)
    place = TextField(label="Nơi họp", limit=200)
    agenda = TextField(
        label="Chương trình, mỗi mục một dòng",
        hint="Ai trình bày, bao nhiêu phút thì ghi sau gạch đứng: Bàn việc tháng 12 | Nguyễn Văn An | 30",
        limit=12_000, rows=6, required=False,
    )  # fmt: skip

    def called(self) -> programme.meetings.Called:
        """Return the meeting as the acts take it."""
        data = self.cleaned_data
        starts = datetime.combine(data["day"], data["hour"], clock.VN)
        return programme.meetings.Called(
            data["title"], starts, int(data["minutes"]), data["place"], tuple(_items(data["agenda"]))
        )


def as_typed(row: programme.meetings.Meeting) -> dict[str, Any]:
    """Return a meeting as its form was typed."""
    at = clock.local(row.starts_at)
    lines = [_line(one) for one in row.agenda]
    return {
        "title": row.title, "day": at.date(), "hour": f"{at:%H:%M}", "place": row.place, "agenda": "\n".join(lines),
        "minutes": int((row.ends_at - row.starts_at).total_seconds() // 60),
    }  # fmt: skip


def _line(item: Mapping[str, Any]) -> str:
    parts = [str(item["title"]), str(item["by"]), str(item["minutes"] or "")]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _items(typed: str) -> Iterable[programme.meetings.Item]:
    for line in typed.splitlines():
        parts = [clean(part) for part in line.split("|")]
        if any(parts):
            title, by, minutes = (*parts, "", "")[:3]
            yield programme.meetings.Item(title, by, whole(minutes))


class InviteForm(PageForm):
    """An address for each one called, where there is one; guests one a line."""

    once = OnceField()
    guests = TextField(
        label="Mời thêm, mỗi người một dòng",
        hint="Họ tên | chức vụ, nơi công tác | thư điện tử nếu có. Ví dụ: Hà Thị Bưởi | Chủ tịch Hội Phụ nữ",
        limit=20_000, rows=4, required=False,
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, people: Sequence[programme.meetings.Invitee], known: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.people = {f"m{one.rank}": one for one in people}
        for name, one in self.people.items():
            self.fields[name] = EmailField(
                label=f"Thư điện tử của {one.name}", required=False, initial=one.email or known.get(one.name, "")
            )
        self.order_fields(["once", *self.people, "guests"])
        self.say_what_is_asked()

    def emails(self) -> dict[UUID, str]:
        """Return the typed addresses by person."""
        return {one.id: self.cleaned_data[name] for name, one in self.people.items()}

    def asked(self) -> list[programme.meetings.Guest]:
        """Return the guests of the lines that hold one."""
        found = []
        for line in self.cleaned_data["guests"].splitlines():
            parts = [clean(part) for part in line.split("|")]
            if any(parts):
                found.append(programme.meetings.Guest(*(*parts, "", "")[:3]))
        return found


class AttendForm(PageForm):
    """Who came, one choice a person; who came in their place."""

    once = OnceField()

    def __init__(self, data: Any = None, *, people: Sequence[programme.meetings.Invitee], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = {one.rank: one for one in people}
        choices = [("", "chưa ghi"), *programme.meetings.CAME_WORDS.items()]
        for rank, one in self.people.items():
            self.fields[f"c{rank}"] = ChoiceField(
                label=f"{one.name}, {one.post}", choices=choices, pull=True, required=False, initial=one.came
            )
            self.fields[f"s{rank}"] = TextField(
                label=f"Ai họp thay {one.name}", limit=160, required=False, initial=one.stand_in
            )
        for field in self.fields.values():
            field.widget.says_optional = False  # somebody may always be left unmarked; once a person says it too often
        self.say_what_is_asked()

    def clean(self) -> dict[str, Any]:
        """Whoever sent somebody says whom."""
        data = super().clean() or self.cleaned_data
        for rank, one in self.people.items():
            if data.get(f"c{rank}") == "stand_in" and not data.get(f"s{rank}"):
                self.add_error(f"s{rank}", f"Ghi ai họp thay {one.name}.")
        return data

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """Return the two fields of each person, for the template."""
        return [(self[f"c{rank}"], self[f"s{rank}"]) for rank in self.people]

    def came(self) -> dict[UUID, programme.meetings.Attended]:
        """Return what was marked."""
        data = self.cleaned_data
        return {
            one.id: programme.meetings.Attended(data[f"c{rank}"], data[f"s{rank}"]) for rank, one in self.people.items()
        }


class MinutesForm(PageForm):
    """The words of minutes, or of a supplement to them."""

    once = OnceField()
    text = TextField(label="Diễn biến kỳ họp", hint="Ai nêu việc gì, thống nhất thế nào", limit=40_000, rows=16)


class SupplementForm(MinutesForm):
    """A supplement."""

    text = TextField(
        label="Bổ sung, đính chính", hint="Ghi rõ chỗ nào của biên bản, sửa thành gì, vì sao", limit=40_000, rows=8
    )


class ConcludeForm(PageForm):
    """A conclusion with the post that answers for it."""

    once = OnceField()
    text = TextField(label="Kết luận: phải làm việc gì", limit=300)
    product = TextField(label="Sản phẩm", hint="Xong thì có gì để thấy?", limit=300)
    area = ChoiceField(label="Mảng việc", choices=(), pull=True)
    owner = ChoiceField(label="Chức danh chịu trách nhiệm", choices=(), pull=True)
    due_on = DayField(label="Xong ngày")

    def __init__(
        self, data: Any = None, *, areas: Sequence[tuple[str, str]], posts: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.offer("area", areas)
        self.offer("owner", posts)

    def concluded(self) -> programme.meetings.Concluded:
        """Return the conclusion as the acts take it."""
        data = self.cleaned_data
        due: date = data["due_on"]
        return programme.meetings.Concluded(data["text"], data["product"], data["area"], UUID(data["owner"]), due)


class DoneForm(PageForm):
    """What shows that a conclusion is done."""

    once = OnceField()
    on = DayField(label="Xong ngày", past=True)
    evidence = TextField(label="Việc đã xong thế nào, xem ở đâu", limit=300, rows=2)
