"""Forms of training: a course, its materials and questions, a session, who was there."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from thanthien.core.clock import VN, local
from thanthien.programme import service as programme
from thanthien.rules import training as rules
from thanthien.rules.words import first_up
from thanthien.web.forms import (
    ChecksField,
    ChoiceField,
    HourField,
    NumberField,
    OnceField,
    PageForm,
    PaperField,
    TextField,
)
from thanthien.web.forms import ThreeBoxDateField as DayField

AUDIENCES: Final = [(key, first_up(said)) for key, said in rules.AUDIENCES.items()]


class CourseForm(PageForm):
    """A course."""

    once = OnceField()
    title = TextField(label="Tên khóa", hint="Ví dụ: Mười nguyên tắc giao tiếp với bà con", limit=200)
    aim = TextField(label="Học xong thì làm được gì", limit=5000, rows=3, required=False)
    pass_mark = NumberField(label="Bài kiểm tra đạt khi đúng từ", hint="Phần trăm số câu", least=50, most=100,
                            initial=rules.PASS_MARK)  # fmt: skip

    def wanted(self) -> programme.training.Syllabus:
        """Return the course as the acts take it."""
        data = self.cleaned_data
        return programme.training.Syllabus(data["title"], data["aim"], data["pass_mark"])


class MaterialForm(PageForm):
    """A page of text, a file, or both."""

    once = OnceField()
    title = TextField(label="Tên tài liệu", limit=200)
    text = TextField(label="Nội dung", hint="Viết để đọc trên điện thoại; đoạn ngắn", limit=20_000, rows=10,
                     required=False)  # fmt: skip
    file = PaperField(label="Tệp kèm theo", can_bring=False, required=False)


class QuestionsForm(PageForm):
    """Which questions on the conduct rules are asked."""

    once = OnceField()
    keys = ChecksField(label="Câu hỏi về quy tắc ứng xử", choices=(), dense=True)

    def __init__(self, data: Any = None, *, questions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("keys", questions)


class QuestionForm(PageForm):
    """A question of the commune's own."""

    once = OnceField()
    text = TextField(label="Câu hỏi", limit=300, rows=2)
    options = TextField(label="Các cách trả lời", hint="Mỗi dòng một cách, từ 2 đến 5 dòng", limit=1500, rows=5)
    right = NumberField(label="Dòng nào đúng", hint="Ghi số thứ tự của dòng, ví dụ 2", least=1,
                        most=rules.MOST_OPTIONS)  # fmt: skip
    reason = TextField(label="Vì sao đúng", hint="Người học đọc lý do này sau khi gửi bài", limit=1000, rows=3)


class SessionForm(PageForm):
    """A session of a course: one day, its hours, for whom, the hours of its quiz."""

    once = OnceField()
    day = DayField(label="Ngày học")
    starts = HourField(label="Từ", hint="Ví dụ: 8 giờ")
    ends = HourField(label="Đến", hint="Ví dụ: 11 giờ 30")
    place = TextField(label="Nơi học", limit=200)
    trainer = TextField(label="Người giảng", hint="Tên và nơi công tác", limit=200)
    keeper = ChoiceField(label="Người giữ lớp", hint="Mở mã điểm danh, chốt lớp", choices=(), pull=True)
    audience = ChoiceField(label="Lớp dành cho", choices=AUDIENCES)
    posts = ChecksField(label="Chức danh nào", hint="Khi lớp dành cho một số chức danh", choices=(), dense=True)
    quiz_from = HourField(label="Bài kiểm tra mở lúc", hint="Trong ngày học. Không có bài thì để trống", required=False)
    quiz_day = DayField(label="Đóng bài ngày", required=False)
    quiz_until = HourField(label="Đóng bài lúc", required=False)

    def __init__(
        self, data: Any = None, *, keepers: Sequence[tuple[str, str]], titles: Sequence[str], quiz: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.offer("keeper", keepers)
        self.offer("posts", [(one, one) for one in titles])
        if not titles:
            del self.fields["posts"]
            self.offer("audience", [one for one in AUDIENCES if one[0] != "posts"])
        if not quiz:
            for name in ("quiz_from", "quiz_day", "quiz_until"):
                del self.fields[name]

    def wanted(self) -> programme.training.Wanted:
        """Return the session as the acts take it; the quiz closes on its own day, or on the day of the session."""
        data = self.cleaned_data
        day, closing = data["day"], data.get("quiz_day") or data["day"]
        return programme.training.Wanted(
            starts_at=_at(day, data["starts"]), ends_at=_at(day, data["ends"]), place=data["place"],
            trainer=data["trainer"], keeper=UUID(data["keeper"]), audience=data["audience"],
            posts=tuple(data.get("posts", ())), quiz_from=_perhaps(day, data.get("quiz_from")),
            quiz_until=_perhaps(closing, data.get("quiz_until")),
        )  # fmt: skip


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, VN)


def _perhaps(day: date, hour: time | None) -> datetime | None:
    return _at(day, hour) if hour is not None else None


def as_typed(row: programme.training.TrainingSession) -> dict[str, Any]:
    """Return what the form of a session begins with."""
    starts, ends = local(row.starts_at), local(row.ends_at)
    opens, closes = (local(at) if at else None for at in (row.quiz_from, row.quiz_until))
    return {
        "day": starts.date(), "starts": _said(starts), "ends": _said(ends), "place": row.place, "posts": row.posts,
        "trainer": row.trainer, "keeper": str(row.keeper_id), "audience": row.audience, "quiz_from": _said(opens),
        "quiz_day": closes.date() if closes else None, "quiz_until": _said(closes),
    }  # fmt: skip


def _said(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else ""


class NamesForm(PageForm):
    """People without an account."""

    once = OnceField()
    lines = TextField(label="Mỗi dòng một người", hint="Họ tên, dấu phẩy, rồi việc người ấy làm", limit=20_000, rows=10)


class TickForm(PageForm):
    """Who is there, by hand."""

    once = OnceField()
    staff = ChecksField(label="Cán bộ, công chức", choices=(), dense=True)
    listed = ChecksField(label="Người ghi tên", choices=(), dense=True)

    def __init__(
        self, data: Any = None, *, staff: Sequence[tuple[str, str]], listed: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        for name, choices in (("staff", staff), ("listed", listed)):
            self.offer(name, choices)
            if not choices:
                del self.fields[name]


class HoldForm(PageForm):
    """What shows that a session was held."""

    once = OnceField()
    report = TextField(label="Lớp đã học gì", hint="Vài câu, từ 20 chữ cái", limit=5000, rows=4, required=False)
    file = PaperField(label="Ảnh lớp, hoặc bản điểm danh có chữ ký", can_bring=False, required=False)


class QuizForm(PageForm):
    """The quiz: one field a question. After its end nothing is asked for, so that the end is what is told."""

    once = OnceField()

    def __init__(self, data: Any = None, *, questions: Sequence[dict[str, Any]], over: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for at, one in enumerate(questions):
            choices = [(str(place), said) for place, said in enumerate(one["options"])]
            self.fields[f"q{at}"] = ChoiceField(label=f"{at + 1}. {one['text']}", choices=choices, required=not over)
        self.say_what_is_asked()

    def answers(self) -> list[int]:
        """Return the chosen option of each question, -1 for none."""
        names = [name for name in self.fields if name != "once"]
        return [int(self.cleaned_data[name]) if self.cleaned_data[name] else -1 for name in names]
