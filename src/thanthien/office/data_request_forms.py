"""What the counter and the officers write about a request of a data subject."""

from typing import TYPE_CHECKING, Any, Final

from django import forms

from thanthien.rules import data_request
from thanthien.rules.data_request import KINDS
from thanthien.web.forms import ChoiceField, OnceField, PageForm, TextField

if TYPE_CHECKING:
    from thanthien.privacy.models import DataRequest

READ = "Viết như nói với người nhà. Người yêu cầu đọc đúng những lời này."


class RegisterForm(PageForm):
    """A request taken down at the counter."""

    once = OnceField()
    kind = ChoiceField(label="Yêu cầu", choices=list(KINDS.items()))
    name = TextField(label="Họ và tên người yêu cầu", limit=120)
    phone = TextField(label="Điện thoại", limit=20, required=False, inputmode="tel")
    email = TextField(label="Thư điện tử", limit=120, required=False)
    code = TextField(label="Mã hồ sơ", hint="Nếu yêu cầu về một hồ sơ của xã", limit=48, required=False)
    text = TextField(label="Nội dung", limit=2000, rows=4, required=False)


class ActForm(PageForm):
    """Every act carries its key and the version it was drawn from."""

    once = OnceField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, label="")

    def __init__(self, row: "DataRequest", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["version"].initial = row.version
        self.fill()

    def fill(self) -> None:
        """Put into the form what depends on the request."""

    def given(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {}


class AnswerForm(ActForm):
    """The answer that is owed within two working days."""

    text = TextField(label="Lời trả lời", hint=READ, limit=2000, rows=4)

    def given(self) -> dict[str, Any]:
        """The words."""
        return {"text": self.cleaned_data["text"]}


class CarryOutForm(ActForm):
    """What was done; to correct also needs the right words of each field."""

    text = TextField(label="Xã đã làm gì?", hint=READ, limit=2000, rows=4)
    name = TextField(label="Họ và tên đúng", limit=120, required=False)
    phone = TextField(label="Điện thoại đúng", limit=20, required=False, inputmode="tel")
    email = TextField(label="Thư điện tử đúng", limit=120, required=False)
    address = TextField(label="Nơi ở đúng", limit=200, required=False)
    id_number = TextField(label="Số định danh đúng", limit=20, required=False, inputmode="numeric")
    CHANGES = ("name", "phone", "email", "address", "id_number")

    def fill(self) -> None:
        """Only a correction of a dossier has fields to correct."""
        if self.row.kind != data_request.CORRECT or self.row.dossier_id is None:
            for name in self.CHANGES:
                del self.fields[name]

    def given(self) -> dict[str, Any]:
        """The words and the fields that were filled in."""
        data = self.cleaned_data
        return {"text": data["text"], "changes": {name: data[name] for name in self.CHANGES if data.get(name)}}


class ExtendForm(ActForm):
    """Why more time is needed."""

    reason = TextField(label="Lý do xin thêm thời gian", hint=READ, limit=2000, rows=3)

    def given(self) -> dict[str, Any]:
        """The reason."""
        return {"reason": self.cleaned_data["reason"]}


class RefuseForm(ActForm):
    """The legal ground, and the reason in plain words."""

    ground = ChoiceField(label="Căn cứ", choices=())
    reason = TextField(label="Giải thích thêm", hint=READ, limit=2000, rows=4)

    def fill(self) -> None:
        """Offer the grounds of today."""
        listed = data_request.grounds(self.row.received_at.date())
        said = [(one.code, f"{one.label} ({one.law}{', chờ xác nhận' if one.assumed else ''})") for one in listed]
        self.offer("ground", said)

    def given(self) -> dict[str, Any]:
        """Ground and reason."""
        return {"ground": self.cleaned_data["ground"], "reason": self.cleaned_data["reason"]}


FORMS: Final[dict[str, type[ActForm]]] = {
    "answer": AnswerForm, "carry_out": CarryOutForm, "extend": ExtendForm, "refuse": RefuseForm, "take_back": ActForm,
}  # fmt: skip
