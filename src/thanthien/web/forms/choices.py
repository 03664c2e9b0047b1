"""Choices as cards: the whole card is the label. Nothing is chosen in advance."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

Choices = Iterable[tuple[str, "str | Option"]]


class Option(str):
    """Words of a choice with a line of explanation under them."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, words: str, hint: str = "") -> "Option":
        """Make the words and remember the hint."""
        made = super().__new__(cls, words)
        made.hint = hint
        return made


class _Cards(forms.RadioSelect):
    part = "choices"
    anchor_suffix = "_0"


class _Checks(forms.CheckboxSelectMultiple):
    part = "choices"
    says_optional = False
    anchor_suffix = "_0"


class _Faces(forms.RadioSelect):
    part = "faces"
    anchor_suffix = "_0"

    def part_context(self, bound: BoundField) -> dict[str, Any]:
        """Give the faces their drawings."""
        chosen = str(bound.value() or "")
        faces = [
            {"value": value, "words": said, "ground": ground, "drawing": drawing, "checked": value == chosen}
            for value, said, ground, drawing in FACES
        ]
        return {"faces": faces}


_EYES: Final = '<circle cx="18" cy="20" r="1.6" fill="#1c2a25"/><circle cx="30" cy="20" r="1.6" fill="#1c2a25"/>'
FACES: Final = (
    (
        "1",
        "Rất không hài lòng",
        "#f3cfc5",
        SafeString(f'{_EYES}<path d="M13 15l6 2M35 15l-6 2" fill="none"/><path d="M15 35c4-6 14-6 18 0" fill="none"/>'),
    ),
    ("2", "Không hài lòng", "#f8dfc8", SafeString(f'{_EYES}<path d="M16 34c4-4 12-4 16 0" fill="none"/>')),
    ("3", "Bình thường", "#f3ecd8", SafeString(f'{_EYES}<path d="M16 32h16" fill="none"/>')),
    ("4", "Hài lòng", "#dcebd9", SafeString(f'{_EYES}<path d="M15 30c4 5 14 5 18 0" fill="none"/>')),
    (
        "5",
        "Rất hài lòng",
        "#c3e2d0",
        SafeString(
            '<path d="M16 20c1-2 4-2 5 0M27 20c1-2 4-2 5 0" fill="none"/>'
            '<path d="M13 28c3 11 19 11 22 0z" fill="#fff"/>'
        ),
    ),
)


class ChoiceField(forms.ChoiceField):
    """One of several: cards, or a list to pull down when there are many (``pull=True``)."""

    ask_verb = "chọn"

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        ask: str = "",
        pull: bool = False,
        css: str = "",
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        widget: forms.Widget = _Cards()
        if pull:
            widget = forms.Select({"class": css} if css else {})
        super().__init__(label=label, choices=list(choices), help_text=hint, widget=widget, **kwargs)
        self.widget.inline = inline
        self.ask = ask
        self.error_messages["invalid_choice"] = "Lựa chọn này không còn nữa. Anh/chị chọn lại."


class ChecksField(forms.MultipleChoiceField):
    """Any of several; ``sieve`` is the label of a box that narrows a long list as one types (with script only)."""

    ask_verb = "chọn"

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        ask: str = "",
        dense: bool = False,
        sieve: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(label=label, choices=list(choices), help_text=hint, widget=_Checks(), **kwargs)
        self.widget.dense, self.widget.sieve = dense, sieve
        self.ask = ask
        self.error_messages["invalid_choice"] = "Có mục không còn nữa. Anh/chị chọn lại."


class CheckField(forms.BooleanField):
    """One card to tick: a declaration (``required``) or a wish."""

    ask_verb = "đánh dấu"

    def __init__(self, *, label: str, hint: str = "", ask: str = "", required: bool = False, **kwargs: Any) -> None:
        super().__init__(label=label, help_text=hint, required=required, **kwargs)
        self.ask = ask


class _Tick(forms.CheckboxInput):
    part = "check"
    answer = "yes"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        """Only the answer itself is a tick: a "no" of an earlier form is none."""
        return bool(data.get(name) == self.answer)


class TickField(CheckField):
    """A yes that most people leave alone: one card to tick, cleaned to "yes" or ""."""

    widget = _Tick

    def to_python(self, value: Any) -> Any:
        """Return the answer as a question with yes and no keeps it."""
        return _Tick.answer if super().to_python(value) else ""


class FacesField(forms.ChoiceField):
    """Five faces from "rất không hài lòng" (1) to "rất hài lòng" (5); the cleaned value is a number."""

    ask_verb = "chọn"

    def __init__(self, *, label: str = "Mức hài lòng", **kwargs: Any) -> None:
        choices = [(value, said) for value, said, _, _ in FACES]
        super().__init__(label=label, choices=choices, widget=_Faces(), **kwargs)
        self.ask = "Anh/chị chọn một khuôn mặt rồi gửi."

    def clean(self, value: Any) -> Any:
        """Return 1 to 5, or None."""
        chosen = super().clean(value)
        return int(chosen) if chosen else None
