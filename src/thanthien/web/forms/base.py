"""The form that every page uses."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from thanthien.core.errors import Refused
from thanthien.core.ids import uuid7
from thanthien.web.words import first_down

# Labels that begin so ask or tell when: "Anh/chị điền ở đâu" would be no sentence.
_NO_NAME: Final = (
    "ai ", "bao nhiêu", "bắt đầu", "chọn ", "có ", "diễn ra", "dừng từ", "dài ", "đã ", "đưa vào", "lúc", "mấy ",
    "những ai", "ở đâu", "phải ", "thôi từ", "thuộc ", "trả lời ", "vì sao", "việc đã", "việc này", "xong ",
)  # fmt: skip


class PageForm(forms.Form):
    """A form that speaks: a required field left empty asks for itself by name.

    ``novalidate`` on the ``<form>``: errors are shown on sending, in our words, never while typing.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.say_what_is_asked()

    def say_what_is_asked(self) -> None:
        """Give every field its own sentence for "left empty"; again after adding fields to a form."""
        for field in self.fields.values():
            verb = getattr(field, "ask_verb", "điền")
            own = getattr(field, "ask", "")
            label = str(field.label or "ô này")
            what = "một câu trả lời" if label.endswith("?") else first_down(label)
            if what.lower().startswith(_NO_NAME):
                what = f"{'ở' if verb == 'chọn' else 'vào'} ô “{label}”"
            field.error_messages["required"] = own or f"Anh/chị {verb} {what}."

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Give a field of choice what may be chosen today; a word, or a group of them, for each value."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def refuse(self, refused: Refused) -> None:
        """Show at its field (or above the form) what a rule refused."""
        name = refused.field if refused.field in self.fields else None
        self.add_error(name, refused.message)


class OnceField(forms.CharField):
    """The key that makes a second press of the same button send nothing new."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=lambda: str(uuid7()), max_length=64, label="", **kwargs)
