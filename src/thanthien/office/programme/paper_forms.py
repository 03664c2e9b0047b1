"""Forms of the papers of the model: their words, their issue, a PDF that comes back."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from thanthien.office.press import PressForm
from thanthien.programme.service import papers
from thanthien.web import words
from thanthien.web.forms import PDF, OnceField, PageForm, PaperField, TextField
from thanthien.web.forms import ThreeBoxDateField as DayField

MOST_LETTERS = 20_000


class VersionForm(PressForm):
    """A press that says which version of the paper it was drawn from."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, label="")


class WordsForm(VersionForm):
    """The words of a draft: one heading and one box a section, and an empty pair for a new one."""

    title = TextField(label="Văn bản về việc gì", limit=300, rows=2)
    grounds = TextField(
        label="Căn cứ", hint="Mỗi căn cứ một dòng, không ghi chữ “Căn cứ”", limit=6000, rows=3, required=False
    )

    def __init__(self, row: papers.ModelPaper, data: Any = None, **kwargs: Any) -> None:
        self.row, self.count = row, len(row.sections) + 1
        initial = {
            "title": row.title, "grounds": "\n".join(row.grounds), "recipients": "\n".join(row.recipients),
            "version": str(row.version),
        }  # fmt: skip
        for at, one in enumerate(row.sections):
            initial |= {f"head_{at}": one["head"], f"text_{at}": one["text"]}
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        for at in range(self.count):
            self._add(at, row.sections[at] if at < len(row.sections) else None)
        to = TextField(label="Nơi nhận", hint="Mỗi nơi một dòng", limit=6000, rows=4, required=False)
        self.fields["recipients"] = to
        self.say_what_is_asked()

    def _add(self, at: int, one: dict[str, Any] | None) -> None:
        said = f"Mục {at + 1}" if one else "Mục thêm"
        self.fields[f"head_{at}"] = TextField(label=f"{said}: đầu mục", limit=300, required=False)
        hint = "Mỗi đoạn một dòng. Dòng bắt đầu bằng “- ” là gạch đầu dòng."
        blocks = len(one["blocks"]) if one else 0
        if blocks:
            hint = f"Sau lời này có {blocks} bảng, biểu đồ lấy từ sổ; số liệu không sửa tay được. {hint}"
        rows = min(12, max(3, (one["text"].count("\n") + len(one["text"]) // 90 + 1) if one else 3))
        self.fields[f"text_{at}"] = TextField(
            label=f"{said}: lời văn", hint=hint, limit=MOST_LETTERS, rows=rows, required=False
        )
        for name in (f"head_{at}", f"text_{at}"):
            self.fields[name].widget.says_optional = False

    def words(self) -> papers.Words:
        """Return what was typed, as the act takes it."""
        data = self.cleaned_data
        sections = tuple((data[f"head_{at}"], data[f"text_{at}"]) for at in range(self.count))
        lines = {name: tuple(data[name].splitlines()) for name in ("grounds", "recipients")}
        return papers.Words(data["title"], lines["grounds"], lines["recipients"], sections)


class IssueForm(VersionForm):
    """Number, day, who signs as what."""

    number = TextField(label="Số văn bản", limit=60, css="w-m")
    on = DayField(label="Ngày ban hành", past=True)
    signer_as = TextField(label="Quyền hạn, chức vụ của người ký", hint="Mỗi dòng một ý", limit=200, rows=2)
    signer = TextField(label="Họ tên người ký", limit=120)

    def __init__(self, row: papers.ModelPaper, data: Any = None, *, chair: str = "", today: date | None = None) -> None:
        initial = {"version": str(row.version), "signer": chair, "signer_as": "\n".join(papers.CHAIR), "on": today}
        super().__init__(data, initial=initial)
        letters = papers.kind_of(row.kind).form.letters
        self.fields["number"].help_text = f"Ví dụ: 12, hoặc viết đủ 12/{letters}-UBND"
        if not letters:
            del self.fields["number"]
        if row.signers:
            del self.fields["signer_as"], self.fields["signer"]


class BackForm(PageForm):
    """A PDF signed by hand or edited outside."""

    once = OnceField()
    file = PaperField(label="Bản PDF", can_bring=False, takes=PDF)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = words.size(settings.THANTHIEN_UPLOAD_LIMIT)
        self.fields["file"].help_text = f"Bản đã ký, đóng dấu, hoặc sửa ngoài rồi lưu thành PDF, nặng nhất {most}."
