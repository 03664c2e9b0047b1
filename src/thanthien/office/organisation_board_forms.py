"""Forms about boards: the decision behind each act, and as many rows of members as it takes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.forms import BoundField

from thanthien.core.text import clean
from thanthien.org import service as org
from thanthien.web.forms import ChecksField, ChoiceField, OnceField, PageForm, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

MOST_ROWS: Final = 60
MORE_ROWS: Final = 5
_PARTS: Final = ("who", "name", "post", "role", "duty")
OUTSIDE: Final = "không chọn: người ngoài"


class RulingForm(PageForm):
    """The decision: number, day, who signed, from when it holds."""

    once = OnceField()
    number = TextField(label="Số quyết định", hint="Ví dụ: 25/QĐ-UBND", limit=60, css="w-m")
    decided_on = DayField(label="Ngày ký", past=True)
    issuer = TextField(label="Người hoặc cơ quan ký", hint="Ví dụ: Chủ tịch UBND xã", limit=120)
    effective_on = DayField(label="Có hiệu lực từ ngày", hint="Để trống là từ ngày ký", required=False)
    text = TextField(label="Trích yếu, nội dung", limit=20_000, rows=3, required=False)

    def ruling(self) -> org.Ruling:
        """Return the decision as the acts take it."""
        data = self.cleaned_data
        return org.Ruling(
            data["number"], data["decided_on"], data["issuer"], data["effective_on"] or data["decided_on"], data["text"]
        )

    @property
    def decision(self) -> list[BoundField]:
        """The fields of the decision, to draw them together."""
        return [self[name] for name in ("number", "decided_on", "issuer", "effective_on", "text")]


class RulesForm(RulingForm):
    """The next version of the operating rules."""

    rules = TextField(label="Nội dung quy chế", limit=20_000, rows=14)


class SeatsForm(RulingForm):
    """A decision with members who join: ``rows`` rows of person, post, role, duty; empty rows are left out."""

    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]], rows: int, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.count = min(max(rows, 1), MOST_ROWS)
        self.initial["rows"] = self.count
        for at in range(1, self.count + 1):
            self.fields |= {f"p{at}_{part}": field for part, field in _row(people).items()}
        self.say_what_is_asked()

    def seat_rows(self) -> list[tuple[int, list[BoundField]]]:
        """Return the rows with their fields, for the template."""
        return [(at, [self[f"p{at}_{part}"] for part in _PARTS]) for at in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        """Each row names a person, and somebody from outside also their post."""
        data = super().clean() or self.cleaned_data
        for at in range(1, self.count + 1):
            who, name, post, duty = (data.get(f"p{at}_{part}") for part in ("who", "name", "post", "duty"))
            if not who and not name and (post or duty):
                self.add_error(f"p{at}_name", "Chọn cán bộ của xã, hoặc điền họ tên người ngoài.")
            if not who and name and not post:
                self.add_error(f"p{at}_post", "Người ngoài thì ghi chức vụ, nơi công tác.")
            if who and name:
                self.add_error(f"p{at}_name", "Đã chọn cán bộ của xã thì để trống ô này.")
        return data

    def seats(self) -> list[org.Seat]:
        """Return the members of the rows that hold somebody."""
        data, found = self.cleaned_data, []
        for at in range(1, self.count + 1):
            who, name, post, role, duty = (data[f"p{at}_{part}"] for part in _PARTS)
            if who or name:
                found.append(org.Seat(role, name, post, duty, UUID(who) if who else None))
        return found


class FoundForm(SeatsForm):
    """A new board."""

    kind = TextField(label="Loại", hint="Ví dụ: Ban Chỉ đạo, Ban Điều hành, Tiểu ban", limit=60, css="w-m")
    name = TextField(label="Tên ban", limit=200)
    parent = ChoiceField(label="Thuộc ban", choices=(), pull=True, required=False)
    last = DayField(label="Nhiệm kỳ đến hết ngày", hint="Không ghi hạn thì để trống", required=False)
    regulation = TextField(
        label="Quy chế hoạt động", hint="Ban hành sau thì để trống", limit=20_000, rows=4, required=False
    )

    def __init__(self, data: Any = None, *, boards: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("parent", [("", "Không thuộc ban nào"), *((str(one.id), one.name) for one in boards)])

    @property
    def about(self) -> list[BoundField]:
        """What the board is."""
        return [self[name] for name in ("kind", "name", "parent", "last", "regulation")]


class ChangeForm(SeatsForm):
    """Who leaves, who joins."""

    leaving = ChecksField(label="Thôi tham gia", choices=(), dense=True)

    def __init__(self, data: Any = None, *, members: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        said = ((str(one.id), f"{one.name}, {one.get_role_display()}") for one in members)
        self.offer("leaving", said)

    @property
    def about(self) -> list[BoundField]:
        """Whom the decision releases."""
        return [self["leaving"]]

    def leaves(self) -> list[UUID]:
        """Return who leaves."""
        return [UUID(key) for key in self.cleaned_data["leaving"]]


class RenewForm(ChangeForm):
    """A new term, with who leaves and who joins."""

    last = DayField(label="Nhiệm kỳ mới đến hết ngày", hint="Không ghi hạn thì để trống", required=False)

    @property
    def about(self) -> list[BoundField]:
        """The new term, and whom the decision releases."""
        return [self["last"], self["leaving"]]


def after(last: date | None) -> date | None:
    """Return the day after the last one, as the acts want it."""
    return last + timedelta(days=1) if last else None


def _row(people: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        "who": ChoiceField(label="Cán bộ của xã", choices=[("", OUTSIDE), *people], pull=True, required=False),
        "name": TextField(label="Họ tên người ngoài", limit=120, required=False),
        "post": TextField(
            label="Chức vụ, nơi công tác", hint="Cán bộ của xã thì để trống", limit=200, required=False
        ),
        "role": ChoiceField(label="Vai trò trong ban", choices=org.BOARD_ROLES, pull=True, initial="member"),
        "duty": TextField(label="Nhiệm vụ", limit=300, required=False),
    }  # fmt: skip


def asked_rows(data: Any, at_first: int) -> int:
    """Return how many rows a form has: as it said itself, plus some more when its button asked for them."""
    typed = clean(str(data.get("rows", ""))) if data else ""
    rows = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else at_first
    return min(rows + (MORE_ROWS if data and "them" in data else 0), MOST_ROWS)


def kept(form: SeatsForm, data: Any) -> dict[str, Any]:
    """Return what was typed so far, to draw the form again with more rows and without a word of reproach."""
    names = [name for name in form.fields if name != "rows"]
    return {name: form.fields[name].widget.value_from_datadict(data, {}, name) for name in names}
