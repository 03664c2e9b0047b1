"""Forms of commitments: promises and witnesses, whose it is, the scan, the commune's own text."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from thanthien.office.second_step import CodeField, CredentialField
from thanthien.programme.service import commitments as api
from thanthien.web.forms import ChecksField, ChoiceField, OnceField, PageForm, PaperField, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

WITNESSES = "Mỗi người một dòng: họ tên; chức danh; cơ quan. Người ngoài xã cũng được"
Choices = Sequence[tuple[str, str]]


class DraftForm(PageForm):
    """Promises of one's own, and before whom they are made."""

    once = OnceField()
    picks = ChecksField(
        label="Lời hứa có số đo", choices=(), dense=True, hint="Hứa điều nào thì mỗi tháng xem số của điều ấy"
    )
    free = TextField(
        label="Lời hứa bằng lời mình", hint="Mỗi lời một dòng, nhiều nhất 300 chữ cái", limit=3500, rows=4,
        required=False,
    )  # fmt: skip
    witnesses = TextField(label="Người chứng kiến", hint=WITNESSES, limit=3500, rows=3)

    def __init__(self, data: Any = None, *, day: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("picks", [(one.id, one.text) for one in api.measurable(day)])

    def wanted(self) -> api.Wanted:
        """Return the draft as the acts take it."""
        data = self.cleaned_data
        before = ([*line.split(";", 2), "", ""] for line in data["witnesses"].splitlines() if line.strip())
        found = tuple(api.Witness(*(part.strip() for part in parts[:3])) for parts in before)
        return api.Wanted(tuple(data["picks"]), tuple(data["free"].splitlines()), found)


def as_typed(line: api.Line | None) -> dict[str, Any]:
    """Return what a form shows of a commitment that is there already."""
    if line is None:
        return {}
    return {
        "picks": [one.promise for one in line.own if one.promise],
        "free": "\n".join(one.words for one in line.own if not one.promise),
        "witnesses": "\n".join("; ".join(one) for one in line.witnesses),
    }


class ForPersonForm(DraftForm):
    """For somebody who signs on paper, with or without an account."""

    party = ChoiceField(label="Ai cam kết", choices=(), pull=True)
    signer = TextField(label="Họ và tên", hint="Chỉ điền khi chọn “Người khác”", limit=120, required=False)
    post = TextField(label="Chức danh", hint="Ví dụ: Phó thôn Vân Trai", limit=200, required=False)
    field_order: tuple[str, ...] = ("once", "party", "signer", "post", "picks", "free", "witnesses")

    def __init__(self, data: Any = None, *, parties: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("party", [("", "Chọn một người"), *parties, (api.OTHER, "Người khác, chưa có trong danh sách")])

    def who(self) -> api.Signer:
        """Return who signs, as the acts take it."""
        data = self.cleaned_data
        staff = data.get("staff") or ""
        return api.Signer(data["signer"], data["post"], UUID(staff) if staff else None)


class ForBodyForm(ForPersonForm):
    """For the commune, a board, a counter, a hamlet, with its representative."""

    staff = ChoiceField(
        label="Người đại diện", hint="Người của xã thì ký được trong máy", choices=(), pull=True, required=False
    )
    field_order = ("once", "party", "staff", "signer", "post", "picks", "free", "witnesses")

    def __init__(self, data: Any = None, *, parties: Choices, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(data, parties=parties, **kwargs)
        self.offer("party", [("", "Chọn một tập thể"), *parties])
        self.offer("staff", [("", "Trưởng ban, trưởng thôn, hoặc người ghi ở dưới"), *colleagues])
        self.fields["party"].label = "Tập thể nào cam kết"
        self.fields["signer"].help_text = "Chỉ điền khi người đại diện không có trong danh sách trên"
        self.fields["post"].help_text = "Chức danh của người đại diện"
        self.say_what_is_asked()


class SignForm(PageForm):
    """Six digits, for the text that this page shows."""

    once = OnceField()
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64, label="")
    code = CodeField(label="Mã 6 số trên điện thoại")


class KeySignForm(forms.Form):
    """What the browser says after the passkey was touched."""

    once = OnceField()
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    credential = CredentialField(widget=forms.HiddenInput)


class ScanForm(PageForm):
    """The sheet that was signed by hand."""

    once = OnceField()
    signed_on = DayField(label="Ký ngày", past=True)
    mark = TextField(label="Mã ở cuối tờ giấy", hint="Tám chữ, ví dụ: 3fa901bc", limit=20, css="w-s")
    scan = PaperField(label="Ảnh chụp hoặc bản PDF", can_bring=False)


class WordingForm(PageForm):
    """The commune's own text."""

    once = OnceField()
    title = TextField(label="Tên bản cam kết", limit=200)
    opening = TextField(label="Lời mở đầu", limit=1000, rows=3)
    points = TextField(label="Các điều cam kết", hint="Mỗi điều một dòng", limit=20000, rows=12)
    closing = TextField(label="Lời kết", limit=1000, rows=3)

    def wording(self) -> api.Wording:
        """Return the text as the acts take it."""
        data = self.cleaned_data
        return api.Wording(data["title"], data["opening"], tuple(data["points"].splitlines()), data["closing"])
