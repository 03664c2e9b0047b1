"""Text at the door: NFC, nothing invisible, a limit that is told, never cut in silence."""

import re
import unicodedata
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.functional import Promise

from thanthien.core import text
from thanthien.web import words

KEPT: Final = 20_000
_NAME_SIGNS: Final = frozenset(" '’-.")


class _Kept:
    """What came back is shown again; a monstrous text only as far as a page can carry it."""

    def format_value(self, value: Any) -> str | None:
        """Return the text for the box."""
        if value is None or value == "":
            return None
        return str(value)[:KEPT]


class TextInput(_Kept, forms.TextInput):
    """One line."""


class TextArea(_Kept, forms.Textarea):
    """Several lines."""


class TextField(forms.CharField):
    """Text of at most ``limit`` letters. No ``maxlength`` in the page: it would cut a paste in silence."""

    def __init__(
        self,
        *,
        limit: int = 200,
        rows: int = 0,
        label: str,
        hint: str = "",
        ask: str = "",
        css: str = "",
        autocomplete: str = "off",
        inputmode: str = "",
        **kwargs: Any,
    ) -> None:
        attrs = {
            "autocomplete": autocomplete,
            "class": css,
            "inputmode": inputmode,
            **kwargs.pop("attrs", {}),
        }
        attrs = {name: value for name, value in attrs.items() if value}
        self.many_lines = rows > 0
        kwargs.setdefault("widget", TextArea({**attrs, "rows": rows}) if rows else TextInput(attrs))
        super().__init__(label=label, help_text=hint, strip=False, **kwargs)
        self.limit = limit
        self.ask = ask

    def to_python(self, value: Any) -> str:
        """Clean the text."""
        if value in self.empty_values:
            return ""
        return text.clean_multiline(str(value)) if self.many_lines else text.clean(str(value))

    def validate(self, value: str) -> None:
        """Refuse what is longer than told, with both numbers."""
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(
                f"Đoạn này dài {words.number(len(value))} chữ cái, xã nhận đến {words.number(self.limit)}."
                " Anh/chị viết ngắn lại, hoặc gửi thành tệp.",
                code="too_long",
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave ``maxlength`` out."""
        return {}


class NameField(TextField):
    """A person's name as on the identity card."""

    def __init__(self, *, label: str = "Họ và tên", **kwargs: Any) -> None:
        kwargs.setdefault("autocomplete", "name")
        kwargs.setdefault("limit", 100)
        super().__init__(label=label, **kwargs)

    def validate(self, value: str) -> None:
        """Letters of any script, with the few signs that stand in names."""
        super().validate(value)
        if not value:
            return
        strange = [
            sign for sign in value if unicodedata.category(sign)[0] not in {"L", "M"} and sign not in _NAME_SIGNS
        ]
        if any(sign.isdigit() for sign in strange):
            raise ValidationError("Tên không có chữ số. Anh/chị xem lại ô này.", code="digits")
        if strange:
            raise ValidationError(
                f"Trong tên có dấu lạ: {' '.join(dict.fromkeys(strange))[:20]} Anh/chị chỉ viết chữ.",
                code="signs",
            )
        if sum(sign.isalpha() for sign in value) < 2:
            raise ValidationError(
                "Tên mới có một chữ cái. Anh/chị viết đủ họ, chữ đệm và tên như trên căn cước.", code="short"
            )


class PhoneField(TextField):
    """A phone number, typed as people type it, kept as 0xxxxxxxxx."""

    def __init__(self, *, label: str = "Số điện thoại", **kwargs: Any) -> None:
        kwargs.setdefault("css", "w-m")
        attrs = {
            "autocomplete": kwargs.pop("autocomplete", "tel"),
            "class": kwargs.pop("css"),
            "inputmode": "tel",
        }
        kwargs.setdefault("widget", forms.TextInput({**attrs, "type": "tel"}))
        super().__init__(label=label, limit=40, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the number with a leading 0, or ""."""
        typed: str = super().clean(value)
        if not typed:
            return ""
        number = text.phone(typed)
        if number:
            return number
        count = sum(sign.isdigit() for sign in typed)
        raise ValidationError(
            f"Số này có {count} chữ số. Số điện thoại có 10 chữ số, ví dụ {words.phone('0900000123')}.",
            code="phone",
        )


class EmailField(TextField):
    """An e-mail address."""

    def __init__(self, *, label: str = "Thư điện tử", **kwargs: Any) -> None:
        attrs = {"autocomplete": "email", "inputmode": "email", "type": "email"}
        super().__init__(label=label, limit=254, widget=forms.TextInput(attrs), **kwargs)

    def validate(self, value: str) -> None:
        """Say what an address looks like."""
        super().validate(value)
        try:
            if value:
                EmailValidator()(value)
        except ValidationError:
            raise ValidationError(
                "Địa chỉ thư này chưa đủ. Địa chỉ viết liền, có dấu @, ví dụ ten@vidu.vn.", code="email"
            ) from None


class CodeField(TextField):
    """A code or an identity number: blanks and dots fall away, letters become capitals.

    ``digits`` asks for exactly so many digits (the identity card has 12).
    """

    def __init__(self, *, label: str, digits: int = 0, **kwargs: Any) -> None:
        if digits:
            kwargs.setdefault("inputmode", "numeric")
        super().__init__(label=label, limit=80, **kwargs)
        self.digits = digits

    def to_python(self, value: Any) -> str:
        """Take the blanks out."""
        return re.sub(r"[\s.]" if self.digits else r"\s", "", super().to_python(value)).upper()

    def validate(self, value: str) -> None:
        """Count the digits."""
        super().validate(value)
        if value and self.digits and not (value.isascii() and value.isdigit() and len(value) == self.digits):
            count = sum(sign.isdigit() for sign in value)
            raise ValidationError(
                f"Số này có {self.digits} chữ số, ở đây đang có {count}. Anh/chị xem lại trên thẻ.",
                code="digits",
            )


class NumberField(TextField):
    """A whole number, with or without dots between the thousands."""

    def __init__(
        self,
        *,
        label: str,
        least: int = 0,
        most: int = 1_000_000_000,
        unit: str | Promise = "",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("inputmode", "numeric")
        kwargs.setdefault("css", "w-s")
        super().__init__(label=label, limit=20, **kwargs)
        self.least, self.most, self.unit = least, most, unit

    def clean(self, value: Any) -> Any:
        """Return an int, or None when left empty."""
        typed: str = super().clean(value)
        if not typed:
            return None
        bare = re.sub(r"[\s.]", "", typed)
        if not re.fullmatch(r"\d{1,12}", bare, re.ASCII):
            raise ValidationError("Chỗ này viết bằng chữ số, ví dụ 12.", code="number")
        if not self.least <= int(bare) <= self.most:
            raise ValidationError(
                f"Số ở đây từ {_said(self.least)} đến {_said(self.most)} {self.unit}".rstrip() + ".",
                code="range",
            )
        return int(bare)


def _said(number: int) -> str:
    """A year has no dot between its digits."""
    return str(number) if 1000 <= number <= 2999 else words.number(number)
